"""Text of others made harmless for spreadsheets: seen as text, and never obeyed."""

from __future__ import annotations

import re
from typing import Final

from careerscore._text import strip_control

__all__ = [
    "LONGEST_CELL",
    "cut_to_cell",
    "in_csv",
    "is_formula_like",
    "seen",
    "without_formulas",
]

_FORMULA_SIGNS: Final = "=+\\-@＝＋－＠﹦﹢﹣﹫"

# A semicolon separates the cells of a CSV file where the decimal sign is a comma, so what
# stands behind one can become a cell of its own.
_FORMULA: Final = re.compile(rf'((?:^|;)[\s"]*)([{_FORMULA_SIGNS}])')

_LINE_BREAK: Final = re.compile(r"\r\n|\r|\n")

LONGEST_CELL: Final = 32_767
"""The most that a cell of Excel holds [UTF-16 code units]."""


def seen(text: str) -> str:
    r"""Return a text in which every character only shows itself, with its line breaks.

    Examples
    --------
    >>> seen("Nights\r\nWeekends\x07")
    'Nights\nWeekends�'
    """
    if text.isprintable():
        return text
    return "\n".join(map(strip_control, _LINE_BREAK.split(text)))


def is_formula_like(text: str) -> bool:
    """Tell whether a spreadsheet might take a text for a formula where it is typed in.

    Examples
    --------
    >>> is_formula_like(" =1+1"), is_formula_like("@SUM(A1)"), is_formula_like("C++")
    (True, True, False)
    """
    return _FORMULA.match(text) is not None


def without_formulas(text: str) -> str:
    """Return a text with an apostrophe before each sign that could begin a formula.

    These are ``=``, ``+``, ``-`` and ``@`` and their full-width forms, at the beginning or
    after a semicolon, also behind spaces and quotation marks.

    Examples
    --------
    >>> without_formulas("=1+1"), without_formulas("none; @SUM(A1)"), without_formulas("C++; C#")
    ("'=1+1", "none; '@SUM(A1)", 'C++; C#')
    """
    return _FORMULA.sub(r"\1'\2", text)


def in_csv(text: str) -> str:
    r"""Return a text as it stands in a CSV file: one line that only shows itself.

    Examples
    --------
    >>> in_csv("=1+1\nsecond line")
    "'=1+1 second line"
    """
    return without_formulas(strip_control(text))


def cut_to_cell(text: str) -> str:
    """Return what of a text a cell of Excel can hold; where it is cut, the end says so.

    Examples
    --------
    >>> cut_to_cell("x" * 40_000)[-29:]
    'x... [cut: 40,000 characters]'
    >>> len(cut_to_cell("x" * 40_000))
    32767
    """
    if 2 * len(text) <= LONGEST_CELL or _units(text) <= LONGEST_CELL:
        return text
    mark = f"... [cut: {len(text):,} characters]"
    room = LONGEST_CELL - len(mark)
    # A character of two units is left out whole.
    return text.encode("utf-16-le")[: 2 * room].decode("utf-16-le", "ignore") + mark


def _units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2
