"""Labels of plots, character by character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.plots._text import (
    axis_dollars,
    basis,
    dollars,
    one_line,
    percent,
    remarks,
)


@given(st.text(max_size=300), st.integers(1, 120))
def test_a_line_has_no_control_characters_and_keeps_its_length(text, most):
    line = one_line(text, most)
    assert len(line) <= most
    assert all(
        character == " " or unicodedata.category(character)[0] not in "CZ" for character in line
    )


def test_a_line_is_cut_where_it_is_too_long_and_only_there():
    assert one_line("Tinkers", 7) == "Tinkers"
    assert one_line("Tinkers", 6) == "Tinke…"
    assert one_line("Tin kers", 5) == "Tin…"


def test_characters_that_move_others_are_replaced():
    assert one_line("a\u202eb\x1b[31m\ud800\u2028c\u00a0d") == "a\ufffdb\ufffd[31m\ufffd\ufffdc d"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.00049, "under 0.1%"), (0.0005, "0.1%"), (0.6362, "63.6%"), (1, "100%")],
)
def test_shares_are_in_percent(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(999, "$999"), (1000, "$1k"), (999_000, "$999k"), (1_000_000, "$1M"), (-1500, "-$1.5k")],
)
def test_amounts_are_short_on_an_axis(amount, said):
    assert axis_dollars(amount) == said


@pytest.mark.parametrize(
    ("amount", "cents", "text"),
    [
        (48_780, False, "$48,780"),
        (23.454, True, "$23.45"),
        (-12_000.4, False, "-$12,000"),
        (-0.4, False, "$0"),
        (-0.004, True, "$0.00"),
        (10**30, False, "$1e+30"),
    ],
)
def test_amounts_are_rounded_and_nothing_has_no_sign(amount, cents, text):
    assert dollars(amount, cents=cents) == text


def test_remarks_are_sentences_and_the_others_are_counted():
    assert remarks([]) == []
    assert remarks(["one", "two"]) == ["One.", "Two."]
    assert remarks(["one", "two", "three", "four"]) == ["One.", "Two.", "2 more remarks."]
    assert remarks(["x" * 500], longest=20) == ["X" + "x" * 18 + "…."]


def test_a_source_is_named_once_by_its_id():
    source = cs.occupation("29-2072.00", data="2026.1").wages.source
    assert basis([source, None, source], "2026.1") == "Data release 2026.1: oews/2023-05."
    assert basis([source], None) == "Sources: oews/2023-05."
    assert basis([], None, "a/1") == "By a/1. Sources: no source is named."
