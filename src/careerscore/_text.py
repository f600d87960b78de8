"""Text: control characters and formulas removed, names shortened, numbers in words."""

from __future__ import annotations

import re
import unicodedata
from math import isclose
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_UNPRINTABLE: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of characters that move, hide or reorder other text."""

ASCII_FALLBACKS: Final = str.maketrans(f"─█·…—–≥’®{_REPLACEMENT}", "-#-.-->' ?")
"""An ASCII character of the same width for each character that an old terminal may lack."""

_APOSTROPHES: Final = str.maketrans("\u2019\u2018\u02bc\u00b4`", "'" * 5)

LONGEST_NAME: Final = 240
"""Maximum length of a one-line ``repr`` [characters]."""


def short_repr(name: str) -> str:
    """Return a one-line ``repr`` without control characters, cut to `LONGEST_NAME`."""
    cut = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 2]}…>"
    return strip_control(cut)


def strip_control(text: str) -> str:
    """Replace control, escape and bidirectional characters: one line of the same length."""
    # A printable character is a letter, a sign or a plain space: most texts hold no others.
    if text.isprintable():
        return text
    unprintable = {
        ord(character): " " if character in "\n\r\t" else _REPLACEMENT
        for character in set(text)
        if unicodedata.category(character) in _UNPRINTABLE
    }
    return text.translate(unprintable)


def as_named(text: str, names: Iterable[str]) -> str:
    """Return the name that a text is but for case, blanks and apostrophes, or else the text."""
    plain = text.translate(_APOSTROPHES).casefold().split()
    same = (name for name in names if name.translate(_APOSTROPHES).casefold().split() == plain)
    return next(same, text)


# Where the decimal sign is a comma, a semicolon separates the cells of a CSV file: what
# follows one can become a cell.
_FORMULA: Final = re.compile(r'((?:^|;)[\s"]*)([=+\-@＝＋－＠﹦﹢﹣﹫])')

_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")


def csv_safe(text: str) -> str:
    """Protect a cell of a CSV file against formula injection, as one line.

    An apostrophe is put before each sign that begins a formula, also after a semicolon, spaces
    and quotation marks.
    """
    return _FORMULA.sub(r"\1'\2", strip_control(text))


def is_formula_like(text: str) -> bool:
    """Whether a spreadsheet might take a text for a formula."""
    return _FORMULA.match(text) is not None


def printable(text: str) -> str:
    """Replace control and direction characters, but keep line breaks."""
    if text.isprintable():
        return text
    return "\n".join(map(strip_control, _LINE_BREAK.split(text)))


def is_encodable(text: str) -> bool:
    """Whether a text can be written as UTF-8: half a surrogate pair cannot."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def number_of(number: float, noun: str) -> str:
    """Return a number with a noun, which has an s where they are several.

    Examples
    --------
    >>> number_of(1, "row"), number_of(1200, "row")
    ('1 row', '1,200 rows')
    """
    return f"{number:,.0f} {noun}{'' if number == 1 else 's'}"


def format_number(value: float) -> str:
    """Return a number with four significant digits, and an integer in full."""
    if value == int(value):
        return f"{value:,.0f}"
    rounded = f"{value:.4g}"
    # Cuts are compared with the value itself: one that differs by float noise is marked.
    if value != float(rounded) and isclose(value, float(rounded), rel_tol=1e-12):
        return f"just {'below' if value < float(rounded) else 'above'} {rounded}"
    return rounded


def percent(share: float) -> str:
    """Return a share as a whole percentage; only nothing is 0%, and only all is 100%.

    Examples
    --------
    >>> percent(0.836), percent(0.998), percent(0.001)
    ('84%', '>99%', '<1%')
    """
    if 0 < share < 0.01:
        return "<1%"
    return ">99%" if 0.99 < share < 1 else f"{share:.0%}"
