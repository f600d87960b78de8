"""Texts made harmless: what changes, and that everything else stays."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore._text import strip_control
from careerscore.exporting.harmless import (
    LONGEST_CELL,
    cut_to_cell,
    is_formula_like,
    seen,
    without_formulas,
)


@given(st.text(st.characters()))
def test_seen_keeps_line_breaks_and_nothing_else_that_acts(text):
    shown = seen(text)
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
    assert strip_control(f"a{mark}b") == seen(f"a{mark}b") == "a\ufffdb"


@pytest.mark.parametrize("sign", "=+-@＝＋－＠﹦﹢﹣﹫")
@pytest.mark.parametrize("before", ["", " ", "\u00a0 ", "\u3000", '"', ' " '])
def test_a_sign_at_the_beginning_or_after_a_semicolon_gets_an_apostrophe(sign, before):
    text = f"{before}{sign}1"
    assert is_formula_like(text)
    assert without_formulas(text) == f"{before}'{sign}1"
    assert without_formulas(f"x;{text}") == f"x;{before}'{sign}1"
    assert not is_formula_like(f"x{sign}1")
    assert without_formulas(f"x{sign}1; y") == f"x{sign}1; y"


@given(st.text(st.sampled_from('=+-@; "x\u3000')))
def test_no_piece_of_a_text_begins_like_a_formula(text):
    for piece in without_formulas(text).split(";"):
        assert piece.lstrip('" \u3000')[:1] not in {"=", "+", "-", "@"}
    assert without_formulas(text).replace("'", "") == text


def test_a_text_that_fits_is_the_same_object():
    for text in ("", "x" * LONGEST_CELL, "é" * LONGEST_CELL, "😀" * (LONGEST_CELL // 2)):
        assert cut_to_cell(text) is text


@pytest.mark.parametrize("text", ["x" * (LONGEST_CELL + 1), "😀" * 20_000, "x" + "😀" * 20_000])
def test_a_text_that_is_too_long_is_cut_between_characters_with_a_mark(text):
    cut = cut_to_cell(text)
    kept, mark = cut[: cut.index("...")], cut[cut.index("...") :]
    assert mark == f"... [cut: {len(text):,} characters]"
    assert text.startswith(kept)
    units = len(cut.encode("utf-16-le")) // 2
    assert LONGEST_CELL - 1 <= units <= LONGEST_CELL
