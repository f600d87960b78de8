"""Names that Excel takes for a sheet."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["LONGEST_SHEET_NAME", "sheet_name"]

LONGEST_SHEET_NAME: Final = 31
"""The longest name of a sheet [UTF-16 code units]."""

_NOT_IN_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))

_RESERVED: Final = "history"


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    r"""Return a legal name for a sheet of Excel, as near to a text as can be.

    At most 31 characters, none of ``[]:*?/\``, no apostrophe at either end, not *History*,
    and not one that is taken, in upper or lower case.

    Parameters
    ----------
    text : str
        What the sheet is to be called.
    taken : iterable of str
        Names of the other sheets.

    Examples
    --------
    >>> sheet_name("Nurses [all] / 'registered'")
    "Nurses all 'registered"
    >>> sheet_name("jobs", taken=["Jobs", "jobs (2)"])
    'jobs (3)'
    >>> sheet_name("???")
    'Sheet'
    """
    name = " ".join(strip_control(text).translate(_NOT_IN_NAMES).split())
    name = _cut(name, LONGEST_SHEET_NAME) or "Sheet"
    others = {_RESERVED, *(other.casefold() for other in taken)}
    found, number = name, 1
    while found.casefold() in others:
        number += 1
        mark = f" ({number})"
        found = _cut(name, LONGEST_SHEET_NAME - len(mark)) + mark
    return found


def _cut(name: str, units: int) -> str:
    """Return the beginning of a name, without apostrophes and spaces at its ends."""
    kept = name.lstrip("' ").encode("utf-16-le")[: 2 * units]
    return kept.decode("utf-16-le", "ignore").rstrip("' ")
