"""Text of others made fit to be shown: no control characters, nothing a terminal obeys."""

from __future__ import annotations

import unicodedata
from typing import Final

__all__ = ["LONGEST_NAME", "PLAIN_CHARACTERS", "in_short", "plain"]

_REPLACEMENT: Final = "\N{REPLACEMENT CHARACTER}"

_NOT_SHOWN: Final = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})
"""Unicode categories of characters that move, hide or reorder other text."""

PLAIN_CHARACTERS: Final = str.maketrans(
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


def in_short(name: str) -> str:
    """Return what a value is called where it is printed: plain, and cut where it is long.

    Parameters
    ----------
    name : str
        The name, between angle brackets.

    Examples
    --------
    >>> in_short("<Occupation 29-2072.00 Medical Records Specialists>")
    '<Occupation 29-2072.00 Medical Records Specialists>'
    >>> len(in_short(f"<Occupation {'x' * 10_000}>"))
    240
    """
    cut = name if len(name) <= LONGEST_NAME else f"{name[: LONGEST_NAME - 2]}…>"
    return plain(cut)


def plain(text: str) -> str:
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
    >>> plain("Nurse\x1b[31m\u202e")
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
