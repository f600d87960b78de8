"""Untrusted text is made safe for terminals, one-line reprs and spreadsheets."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._text import (
    ASCII_FALLBACKS,
    LONGEST_NAME,
    csv_safe,
    is_encodable,
    is_formula_like,
    printable,
    short_repr,
    strip_control,
)

ACTIVE = "\r\t\x1b\x07\u202e\u200b\ud800"


@given(st.text() | st.text(ACTIVE + "\nab"))
def test_no_control_character_is_left(text):
    stripped = strip_control(text)
    assert len(stripped) == len(text)
    assert not set(stripped) & set(ACTIVE + "\n")
    assert strip_control(stripped) == stripped
    assert is_encodable(stripped)
    assert not set(printable(text)) & set(ACTIVE)


@given(st.text(st.characters(categories=["L", "N", "P"])))
def test_letters_digits_and_punctuation_stay(text):
    assert strip_control(text) == printable(text) == text


def test_line_breaks_become_spaces_or_stay():
    assert strip_control("a\nb\tc\rd") == "a b c d"
    assert printable("a\r\nb\rc\x07") == "a\nb\nc\N{REPLACEMENT CHARACTER}"


@given(st.text(';=+-@＝ "a\n\t'))
def test_no_cell_of_a_csv_file_begins_with_a_formula(text):
    safe = csv_safe(text)
    assert not any(is_formula_like(cell) for cell in safe.split(";"))
    assert csv_safe(safe) == safe


def test_formulas_and_broken_text_are_recognized():
    assert is_formula_like(" =1+1")
    assert is_formula_like("@SUM(A1)")
    assert not is_formula_like("C++")
    assert is_encodable("Größe")
    assert not is_encodable("\ud800")


@pytest.mark.parametrize("text", ["C++; C#", "a-b", "2+2", "", "'=1"])
def test_text_without_formulas_stays(text):
    assert csv_safe(text) == text


def test_a_repr_is_cut_and_one_line():
    assert short_repr("<A\nb>") == "<A b>"
    longest = f"<{'x' * (LONGEST_NAME - 2)}>"
    assert short_repr(longest) == longest
    assert short_repr(longest + ">") == longest[:-2] + "…>"


def test_every_fallback_is_one_ascii_character():
    assert all(fallback < 128 for fallback in ASCII_FALLBACKS.values())
