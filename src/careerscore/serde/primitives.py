"""Texts, numbers and dates, read as what they are: nothing is turned into anything else."""

from __future__ import annotations

import datetime
from typing import TYPE_CHECKING, Any

from careerscore._record import is_number
from careerscore.serde.problems import wrong

if TYPE_CHECKING:
    from enum import StrEnum

__all__ = ["date", "is_encodable", "member", "number", "text", "truth", "whole_number"]


def is_encodable(value: str) -> bool:
    r"""Tell whether a text can be written as UTF-8: half a surrogate pair cannot.

    Examples
    --------
    >>> is_encodable("Größe"), is_encodable("\ud800")
    (True, False)
    """
    try:
        value.encode()
    except UnicodeEncodeError:
        return False
    return True


def text(value: object, _: Any) -> str:
    """Read a text."""
    if not isinstance(value, str):
        raise wrong(value, "a text")
    if not value.isascii() and not is_encodable(value):
        raise wrong(value, "a text without halves of surrogate pairs")
    return value


def truth(value: object, _: Any) -> bool:
    """Read true or false; 1 is neither."""
    if isinstance(value, bool):
        return value
    raise wrong(value, "true or false")


def whole_number(value: object, _: Any) -> int:
    """Read a whole number; 1.0 is none, nor is True."""
    if is_number(value) and isinstance(value, int):
        return value
    raise wrong(value, "an integer")


def number(value: object, _: Any) -> float:
    """Read a finite number."""
    # A whole number stays one: 48780 is written back as 48780, not as 48780.0.
    if is_number(value):
        return value
    raise wrong(value, "a number")


def date(value: object, _: Any) -> datetime.date:
    """Read a date, as ISO 8601 writes it with dashes; one that is read from TOML stays one."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        try:
            found = datetime.date.fromisoformat(value)
        except ValueError:
            pass
        else:
            # 20260109 and 2026-W02-5 are dates too, but no JSON Schema knows them.
            if found.isoformat() == value:
                return found
    raise wrong(value, "a date such as 2026-01-09")


def member(value: object, kind: type[StrEnum]) -> StrEnum:
    """Read a member of an enumeration, by its text."""
    for each in kind:
        if value == each.value:
            return each
    raise wrong(value, f"one of {', '.join(kind)}")
