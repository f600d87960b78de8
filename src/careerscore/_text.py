"""Text of others made fit to be shown: no control characters, nothing a terminal obeys."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["ASCII_FALLBACKS", "LONGEST_NAME", "short_repr", "strip_control"]

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of characters that move, hide or reorder other text."""

ASCII_FALLBACKS: Final = str.maketrans(
    {
        "─": "-",
        "█": "#",
        "·": "-",
        "…": ".",
        "—": "-",
        "–": "-",
        "≥": ">",
        "’": "'",
        "®": " ",
        _REPLACEMENT: "?",
    }
)
"""A stand-in of the same width for each character that an old terminal may lack."""


LONGEST_NAME: Final = 240
"""What a value is called in short may be that long [characters]."""


def short_repr(name: str) -> str:
    """Return what a value is called where it is printed: plain, and cut where it is long.

    Parameters
    ----------
    name : str
        The name, between angle brackets.

    Examples
    --------
    >>> short_repr("<Occupation 29-2072.00 Medical Records Specialists>")
    '<Occupation 29-2072.00 Medical Records Specialists>'
    >>> len(short_repr(f"<Occupation {'x' * 10_000}>"))
    240
    """
    cut = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 2]}…>"
    return strip_control(cut)


def strip_control(text: str) -> str:
    r"""Replace every character that would do something other than be seen.

    Parameters
    ----------
    text : str
        A title, phrase or name from wherever.

    Returns
    -------
    str
        One line, of the same length, without control or direction characters.

    Examples
    --------
    >>> strip_control("Nurse\x1b[31m\u202e")
    'Nurse�[31m�'
    """
    # A printable character is a letter, a sign or a plain space: most texts hold no others.
    if text.isprintable():
        return text
    return "".join(
        " "
        if character in "\n\r\t"
        else _REPLACEMENT
        if unicodedata.category(character) in _NOT_SHOWN
        else character
        for character in text
    )
