"""What is written in a picture, character by character."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.figure import Figure

from careerscore.plots.fitted import FittedText, drawable, wrapped
from careerscore.plots.words import (
    dollars_in_short,
    figure,
    in_lines,
    one_line,
    percent,
    rested_on,
    some,
)

from .pictures import MEDICAL_RECORDS, occupation

FONT = ("DejaVu Sans",)


@given(st.text(max_size=300), st.integers(1, 120))
def test_a_line_has_nothing_that_is_not_seen_and_keeps_its_length(text, most):
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


@given(st.text(st.characters(exclude_categories=["Cs"]), max_size=60))
def test_every_character_that_is_left_can_be_drawn(text):
    shown = drawable(text, FONT)
    assert len(shown) == len(text)
    assert drawable(shown, FONT) == shown


def test_what_a_font_has_is_drawn_as_it_is():
    assert drawable("Pflegekräfte ≥ $5\nStraße", FONT) == "Pflegekräfte ≥ $5\nStraße"


def test_a_font_without_our_own_signs_gets_stand_ins():
    symbols = ("STIXSizeFiveSym",)
    assert drawable("≥看–\ufffd", symbols) == ">=?-?"


@given(st.lists(st.text("abcdef", min_size=1, max_size=12), max_size=12), st.integers(1, 20))
def test_no_line_is_wider_than_there_is_room_and_no_letter_is_lost(words, room):
    lines = wrapped(" ".join(words), room, len).split("\n")
    assert all(len(line) <= room for line in lines)
    assert "".join(lines).replace(" ", "") == "".join(words)


def test_a_line_is_filled_before_the_next_one_begins():
    assert wrapped("aa bb cc dd", 5, len) == "aa bb\ncc dd"
    assert wrapped("aa bb cc dd", 4, len) == "aa\nbb\ncc\ndd"


@pytest.mark.parametrize(
    ("share", "said"),
    [(0, "0%"), (0.00049, "under 0.1%"), (0.0005, "0.1%"), (0.6362, "63.6%"), (1, "100%")],
)
def test_shares_are_said_in_percent(share, said):
    assert percent(share) == said


@pytest.mark.parametrize(
    ("amount", "said"),
    [(999, "$999"), (1000, "$1k"), (999_000, "$999k"), (1_000_000, "$1M"), (-1500, "-$1.5k")],
)
def test_amounts_are_short_on_an_axis(amount, said):
    assert dollars_in_short(amount) == said


def test_a_value_that_only_its_last_digit_keeps_from_a_cut_says_so():
    assert figure(0.25) == "0.25"
    assert figure(0.24999999999999997) == "just below 0.25"
    assert figure(0.25000000000000006) == "just above 0.25"


def test_long_names_stand_in_lines():
    assert in_lines("AI exposure, from the legacy risk") == "AI exposure, from\nthe legacy risk"
    assert in_lines("x" * 500).count("\n") == 2


def test_remarks_are_sentences_and_what_is_left_out_is_counted():
    assert some([]) == []
    assert some(["one", "two"]) == ["One.", "Two."]
    assert some(["one", "two", "three", "four"]) == ["One.", "Two.", "2 more remarks."]
    assert some(["x" * 500], length=20) == ["X" + "x" * 18 + "…."]


def test_what_a_picture_rests_on_is_named_by_id_once():
    source = occupation(MEDICAL_RECORDS).wages.source
    assert (
        rested_on([source, None, source], release="2026.1") == "Data release 2026.1: oews/2023-05."
    )
    assert rested_on([source]) == "Sources: oews/2023-05."
    assert rested_on([], methodology="a/1") == "By a/1. Sources: no source is named."


def test_outside_axes_a_text_is_left_as_it_is():
    figure = Figure(figsize=(1, 1))
    text = figure.add_artist(FittedText(text="far wider than the figure is"))
    figure.draw_without_rendering()
    assert "\n" not in text.get_text()


def test_a_text_may_be_none():
    text = FittedText()
    text.set_text(None)
    assert text.get_text() == ""
