"""Texts in CSV and Excel: no formulas, no control characters, cut to what a cell holds."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._text import csv_safe, is_formula_like, printable, strip_control
from careerscore.exporting.xlsx import MAX_CELL, _beginning


@given(st.text(st.characters()))
def test_printable_text_keeps_line_breaks_and_no_other_control_characters(text):
    shown = printable(text)
    assert not {unicodedata.category(c) for c in shown.replace("\n", "")} & {
        "Cc",
        "Cf",
        "Cs",
        "Co",
        "Cn",
        "Zl",
        "Zp",
    }
    assert shown.count("\n") == text.replace("\r\n", "\n").replace("\r", "\n").count("\n")


@pytest.mark.parametrize(
    "mark",
    ["\u200e", "\u200f", "\u202a", "\u202b", "\u202c", "\u202d", "\u202e", "\u2066", "\u2069"],
)
def test_marks_of_direction_are_replaced(mark):
    assert strip_control(f"a{mark}b") == printable(f"a{mark}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫")
@pytest.mark.parametrize("before", ["", " ", "\u00a0 ", "\u3000", '"', ' " '])
def test_a_sign_at_the_beginning_or_after_a_semicolon_gets_an_apostrophe(sign, before):
    text = f"{before}{sign}1"
    assert is_formula_like(text)
    assert csv_safe(text) == f"{before}'{sign}1"
    assert csv_safe(f"x;{text}") == f"x;{before}'{sign}1"
    assert not is_formula_like(f"x{sign}1")
    assert csv_safe(f"x{sign}1; y") == f"x{sign}1; y"


@given(st.text(st.sampled_from('=+-@; "x\u3000')))
def test_no_piece_of_a_text_begins_like_a_formula(text):
    for piece in csv_safe(text).split(";"):
        assert piece.lstrip('" \u3000')[:1] not in {"=", "+", "-", "@"}
    assert csv_safe(text).replace("'", "") == text


def cut(text):
    return _beginning(text, MAX_CELL, "... [cut: {:,} characters]")


def test_a_text_that_fits_is_the_same_object():
    for text in ("", "x" * MAX_CELL, "é" * MAX_CELL, "😀" * (MAX_CELL // 2)):
        assert cut(text) is text


@pytest.mark.parametrize("text", ["x" * (MAX_CELL + 1), "😀" * 20_000, "x" + "😀" * 20_000])
def test_a_text_that_is_too_long_is_cut_between_characters_with_a_mark(text):
    found = cut(text)
    kept, mark = found[: found.index("...")], found[found.index("...") :]
    assert mark == f"... [cut: {len(text):,} characters]"
    assert text.startswith(kept)
    units = len(found.encode("utf-16-le")) // 2
    assert MAX_CELL - 1 <= units <= MAX_CELL
