"""Text of others, made fit to be shown."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careerscore._text import ASCII_FALLBACKS, strip_control


@given(st.text())
def test_nothing_is_left_that_a_terminal_obeys(text):
    shown = strip_control(text)
    assert len(shown) == len(text)
    assert not set(shown) & set("\n\r\t\x1b\x07\u202e\u200b")
    assert strip_control(shown) == shown


@given(st.text(st.characters(categories=["L", "N", "P"])))
def test_letters_and_signs_are_left_alone(text):
    assert strip_control(text) == text


def test_line_breaks_become_spaces_and_orders_become_marks():
    assert strip_control("a\nb\tc\rd") == "a b c d"
    assert strip_control("\x1b[31m") == "\N{REPLACEMENT CHARACTER}[31m"


def test_every_stand_in_is_one_plain_character():
    assert all(len(stand_in) == 1 and stand_in.isascii() for stand_in in ASCII_FALLBACKS.values())
