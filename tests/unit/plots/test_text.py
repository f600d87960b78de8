"""Labels of plots, character by character."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.plots._text import (
    about,
    axis_dollars,
    balanced,
    basis,
    count,
    dollars,
    one_line,
    percent,
    remarks,
    spread,
    wrapped_to,
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
    [
        (0, "0%"),
        (0.00049, "under 0.1%"),
        (0.0005, "0.1%"),
        (0.6362, "63.6%"),
        (0.9994, "99.9%"),
        (0.9995, "over 99.9%"),
        (1, "100%"),
    ],
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


def test_a_source_is_named_once_by_its_id_and_the_third_is_counted():
    source = cs.occupation("29-2072.00", data="2026.1").wages.source
    assert basis([source, None, source], "2026.1") == "Source: oews/2023-05 · data release 2026.1"
    assert basis([source], None) == "Source: oews/2023-05"
    assert basis([], None, "a/1") == "a/1"
    assert basis([], None) == "No source is named"
    others = [evolve(source, edition=edition) for edition in "abcd"]
    assert basis(others, None, "a/1") == "Source: oews/a, oews/b and 2 more · a/1"


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (14_627_585, "14.6 million"),
        (999_499, "999,000"),
        (999_500, "1 million"),
        (4_321, "4,320"),
        (0, "0"),
    ],
)
def test_counts_are_rounded_to_three_digits(number, said):
    assert count(number) == said


def test_rounded_amounts_keep_their_sign():
    assert about(-1_526_083) == "-$1.53 million"
    assert about(39_346) == "$39,300"


@given(st.lists(st.floats(-1e3, 1e3), max_size=6), st.floats(1, 50))
def test_spread_places_are_apart_and_keep_their_order(places, gap):
    free = spread(places, gap)
    order = sorted(range(len(places)), key=places.__getitem__)
    assert all(free[above] - free[below] >= gap - 1e-9 for below, above in pairwise(order))
    if all(places[above] - places[below] >= gap for below, above in pairwise(order)):
        assert free == places


@given(st.text("ab -", max_size=200), st.integers(12, 60))
def test_balanced_lines_are_as_few_and_no_longer(text, most):
    lines, full = balanced(text, most).splitlines(), wrapped_to(text, most).splitlines()
    assert len(lines) == len(full)
    assert max(map(len, lines), default=0) <= max(map(len, full), default=0)
    assert "".join(lines).replace(" ", "") == "".join(full).replace(" ", "")


def test_the_lines_of_a_title_are_about_as_long():
    said = "Medical Records Specialists: Expert pay is 2.2 times Entry pay"
    assert balanced(said, 60) == ("Medical Records Specialists:\nExpert pay is 2.2 times Entry pay")
