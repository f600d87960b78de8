"""How people and spreadsheets write codes: what can be read, and what the rest looks like.

What is unambiguous is read. What is not is named: a date, a lost digit, several codes in a cell.
"""

from __future__ import annotations

import re
import unicodedata
from datetime import date, timedelta
from numbers import Integral, Real
from typing import Final, NamedTuple

from careerscore.errors import shorten

LONGEST: Final = 200
"""A longer text is no code [characters]."""

NOT_A_CODE: Final = "not a SOC code such as '29-2072' or an O*NET-SOC code such as '29-2072.00'"

MISSING: Final = frozenset(
    {"", "-", "--", "*", "**", "#", ".", "?", "na", "n/a", "#n/a", "n.a.", "nan", "none", "null"}
    | {"nat", "<na>", "missing", "unknown", "not available", "not applicable", "bbbbbb"}
)
"""What stands where there is no code, in lower case; the Census writes ``bbbbbb``."""


class Reading(NamedTuple):
    """What a text was read as, or what it looks like."""

    code: str = ""
    """``29-2072``, ``29-2072.00``, a pattern such as ``19-204X``, the beginning of a group such as
    ``11-10``, or up to four digits; empty where the text is none of them."""
    reason: str = ""
    """What it looks like, where it could not be read."""
    near: tuple[str, ...] = ()
    """The codes that lie inside it, or that it may have been."""


def text_of(cell: object) -> str:
    """Return the text of a cell: a whole number has no decimals, however it is stored.

    Examples
    --------
    >>> text_of(3060.0), text_of(29.5), text_of(float("nan"))
    ('3060', '29.5', 'nan')
    """
    if isinstance(cell, Integral):
        return shorten(int(cell))
    if isinstance(cell, Real):
        number = float(cell)
        return f"{number:.0f}" if number.is_integer() and abs(number) < 1e15 else repr(number)
    return str(cell)


def read_code(text: str) -> Reading:
    """Read a code of SOC or O*NET-SOC.

    Examples
    --------
    >>> [read_code(text).code for text in (" 29 - 2072", '="29-2072"', "29207200", "19204x")]
    ['29-2072', '29-2072', '29-2072.00', '19-204X']
    >>> read_code("Nov-21").reason
    'looks like a date, which a spreadsheet makes of 11-2021'
    """
    if _CANONICAL.fullmatch(text):
        return Reading(text)
    if len(text) > LONGEST:
        return Reading(reason=NOT_A_CODE)
    words = _words_of(text)
    compact = _compact(words)
    if not _TWO_NUMBERS.search(words):
        if found := _SOC.fullmatch(compact):
            first, second, third = found.groups()
            return Reading(f"{first}-{second}.{third}" if third else f"{first}-{second}")
        if found := _PATTERN.fullmatch(compact):
            return Reading("-".join(found.groups()))
        if found := _STEM.fullmatch(compact):
            first, second = found.group(1), found.group(2) or ""
            return Reading(f"{first}-{second if len(second) == 2 else second.ljust(4, '0')}")
    return _looks_like(words, compact)


def read_number(text: str) -> Reading:
    """Read a code of up to four digits, as the Census and ISCO have; else as `read_code` does.

    Examples
    --------
    >>> read_number(" 3060.0").code, read_number("29-2072").code
    ('3060', '29-2072')
    """
    found = len(text) <= LONGEST and _FOUR.fullmatch(_compact(_words_of(text)))
    return Reading(found.group(1)) if found else read_code(text)


def looks_like_code(text: str) -> bool:
    """Whether a text is written like a code, or like one that was damaged, and not like a title.

    Examples
    --------
    >>> looks_like_code("292072"), looks_like_code("29-20"), looks_like_code("3D Artist")
    (True, True, False)
    """
    return len(text) <= LONGEST and bool(_LIKE_A_CODE.match(_compact(_words_of(text))))


_CANONICAL: Final = re.compile(r"[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?")
_SOC: Final = re.compile(
    r"([0-9]{2})(?:[-_]?|\.(?=[0-9]{4}\.))([0-9]{4})(?:[-_.]?([0-9]{2})|\.0?)?"
)
_PATTERN: Final = re.compile(r"([0-9]{2})-?(?=[0-9XY]{4}(?:\.00)?$)([0-9]{0,3}[XY]+)(?:\.00)?")
_STEM: Final = re.compile(r"([0-9]{2})(?:-([0-9]{0,2}))?(?:\.0)?")
_FOUR: Final = re.compile(r"([0-9]{1,4})(?:\.0*)?")
_LIKE_A_CODE: Final = re.compile(r"[0-9]{2}[-_.]?[0-9XY]")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0*)?")
_TWO_NUMBERS: Final = re.compile(r"(?<![0-9])[0-9]{4,} +[0-9]{4,}")

_DASHES: Final = frozenset("−⁃˗")
"""Dashes that Unicode counts among other signs."""

_QUOTES: Final = frozenset("‘’‚‛“”„‟′″´`ʹʼ«»‹›")


def _words_of(text: str) -> str:
    """Return a text in upper case, in ASCII where that has its signs, without what wraps it."""
    if not text.isascii():
        text = "".join(map(_ascii, text))
    return " ".join(text.upper().split()).strip(" ='\"")


def _ascii(sign: str) -> str:
    """Return the ASCII character that a sign stands for, nothing for one that is not seen."""
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _DASHES:
        return "-"
    if category in {"Zs", "Zl", "Zp"}:
        return " "
    if category in {"Cf", "Cc"}:
        return "" if not sign.isspace() else " "
    return "'" if sign in _QUOTES else unicodedata.normalize("NFKC", sign)


def _compact(words: str) -> str:
    """Return it without blanks, with one hyphen for several, and no commas between thousands."""
    compact = re.sub(r"-+", "-", words.replace(" ", ""))
    return compact.replace(",", "") if _THOUSANDS.fullmatch(compact) else compact


def _looks_like(words: str, compact: str) -> Reading:
    """Name what could not be read."""
    if words.lower() in MISSING:
        return Reading(reason="no code: it stands for a missing one")
    if (year_and_rest := _date_in(words)) is not None:
        year, *rest = year_and_rest
        if sorted(rest) not in ([11], [1, 11]):
            return Reading(reason="looks like a date")
        code = f"11-{year}"
        reason = f"looks like a date, which a spreadsheet makes of {code}"
        return Reading(reason=reason, near=(code,))
    if found := _SERIES.fullmatch(compact):
        return _of_series(found.group(1))
    codes = [_CODE.sub(r"\1-\2", each) for each in _INSIDE.findall(words)]
    if len(set(codes)) > 1:
        named = tuple(dict.fromkeys(codes))
        near = tuple(code for code in named if _CANONICAL.fullmatch(code))
        return Reading(reason=f"several codes in one cell: {', '.join(named)}", near=near)
    if _SHORTENED.fullmatch(compact):
        return Reading(reason="a number that a spreadsheet has shortened")
    if _DOT.fullmatch(compact):
        return Reading(reason="looks like a code of the Dictionary of Occupational Titles")
    if _CIP.fullmatch(compact):
        code = compact.replace(".", "-", 1)
        reason = f"written like a program of CIP; with a hyphen it would be {code}"
        return Reading(reason=reason, near=(code,))
    digits = re.sub(r"[-_.]", "", compact)
    if digits.isdecimal():
        return _of_digits(digits)
    if codes and _CANONICAL.fullmatch(codes[0]):
        return Reading(reason=f"the code {codes[0]} among other words", near=(codes[0],))
    if not any(map(str.isdecimal, words)):
        return Reading(reason="not a code, which has digits")
    return Reading(reason=NOT_A_CODE)


def _of_series(digits: str | None) -> Reading:
    if digits is None:
        return Reading(reason="looks like a series id of the BLS")
    code = f"{digits[:2]}-{digits[2:]}"
    return Reading(reason=f"a series id of the wages of BLS, for {code}", near=(code,))


def _of_digits(digits: str) -> Reading:
    """Name a number of digits that no code has; a spreadsheet counts days in five."""
    if len(digits) in (6, 8):
        return Reading(reason=NOT_A_CODE)
    reason = f"{len(digits)} digits, where a SOC code has 6 and an O*NET-SOC code 8"
    if len(digits) in (5, 7):
        reason = f"a digit is missing or too many: {reason}"
    if len(digits) == 5:
        day = date(1899, 12, 30) + timedelta(days=int(digits))
        if (day.month, day.day) == (11, 1) and day.year >= 1930:
            code = f"11-{day.year}"
            reason += f"; or the day {day}, which a spreadsheet makes of {code}"
            return Reading(reason=reason, near=(code,))
    return Reading(reason=reason)


def _date_in(words: str) -> tuple[int, ...] | None:
    """Return the year of a date, then its month and day as far as it has them, in any order."""
    named = _NAMED_DATE.fullmatch(words)
    month = [_MONTHS.index(named.group(1)) + 1] if named else []
    parts = re.findall("[0-9]+", words) if named or _DATE.fullmatch(words) else []
    parts = parts[:3]  # without the time of day
    *rest, year = (
        sorted(parts, key=len) if any(len(each) == 4 for each in parts) else parts or ["0"]
    )
    numbers = [*month, *map(int, rest)]
    whole = int(year) if len(year) == 4 else 2000 + int(year) - (100 if int(year) >= 30 else 0)
    holds = numbers and 1 <= min(numbers) <= 12 and max(numbers) <= 31 and 1900 <= whole <= 2100
    return (whole, *numbers) if parts and holds else None


_CODE: Final = re.compile(r"([0-9]{2})-?([0-9]{4})")
_INSIDE: Final = re.compile(
    r"(?<![0-9.-])(?:[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?|[0-9]{6}|[0-9]{4})(?![0-9.])"
)
_SERIES: Final = re.compile(r"OE[US][A-Z][0-9]{7}[0-9A-Z]{6}([0-9]{6})[0-9]{2}|[A-Z]{2}[SU]\w{8,}")
"""Series ids of the BLS: those of the wage survey hold an occupation."""
_SHORTENED: Final = re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+")
_DOT: Final = re.compile(r"[0-9]{3}\.[0-9]{3}-[0-9]{3}")
_CIP: Final = re.compile(r"[0-9]{2}\.[0-9]{4}")


_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_TIME: Final = r"(?:[ T][0-9:.]+Z?)?"
_NAMED_DATE: Final = re.compile(
    rf"[0-9]{{0,4}}[-/., ]*({'|'.join(_MONTHS)})[A-Z]*"
    rf"[-/., ]*[0-9]{{0,4}}(?:[-/., ]+[0-9]{{2,4}})?{_TIME}"
)
_DATE: Final = re.compile(
    rf"(?:[0-9]{{1,4}}([-/.])[0-9]{{1,2}}\1[0-9]{{1,4}}|[0-9]{{1,2}}[/.][0-9]{{4}}"
    rf"|[0-9]{{4}}[-/.][0-9]{{1,2}}|[0-9]{{1,2}}/[0-9]{{2}}){_TIME}"
)
