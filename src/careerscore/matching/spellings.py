"""Spelling variants of codes: those that can be read, and what the others look like.

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
    words: str = ""
    """The words around the one code that lies inside it."""


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
        return f"{number:.0f}" if number.is_integer() and abs(number) < 2**53 else repr(number)
    return str(cell)


def read_code(text: str) -> Reading:
    """Read a code of SOC or O*NET-SOC.

    Examples
    --------
    >>> [read_code(text).code for text in (" 29 - 2072", '="29-2072"', "29207200", "19204x")]
    ['29-2072', '29-2072', '29-2072.00', '19-204X']
    >>> read_code("Nov-21").reason
    'looks like a date, which a spreadsheet makes of 11-2021 and the like'
    """
    if _CANONICAL.fullmatch(text):
        return Reading(text)
    if len(text) > LONGEST:
        return Reading(reason=NOT_A_CODE)
    words = _words_of(text)
    compact = _compact(words)
    if _TWO_NUMBERS.search(words):
        return _looks_like(words, compact)
    if found := _SOC.fullmatch(compact):
        first, second, third = found.groups()
        return Reading(f"{first}-{second}.{third}" if third else f"{first}-{second}")
    if found := _PATTERN.fullmatch(compact):
        return Reading("-".join(found.groups()))
    if found := _GROUP.fullmatch(compact):
        first, second = found.groups(default="")
        return Reading(f"{first}-{second if len(second) == 2 else second.ljust(4, '0')}")
    return _looks_like(words, compact)


def read_number(text: str) -> Reading:
    """Read a code of up to four digits, as the Census and ISCO have; else as `read_code` does.

    Examples
    --------
    >>> read_number(" 3060.0").code, read_number("29-2072").code
    ('3060', '29-2072')
    """
    found = len(text) <= LONGEST and _FOUR_DIGITS.fullmatch(_compact(_words_of(text)))
    return Reading(found.group(1)) if found else read_code(text)


_CANONICAL: Final = re.compile(r"[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?")
_SOC: Final = re.compile(
    r"([0-9]{2})(?:[-_]?|\.(?=[0-9]{4}\.))([0-9]{4})(?:[-_.]?([0-9]{2})|\.0?)?"
)
_PATTERN: Final = re.compile(r"([0-9]{2})-?(?=[0-9XY]{4}(?:\.00)?$)([0-9]{0,3}[XY]+)(?:\.00)?")
_GROUP: Final = re.compile(r"([0-9]{2})(?:-([0-9]{1,2}))?(?:\.0)?")
_FOUR_DIGITS: Final = re.compile(r"([0-9]{1,4})(?:\.0*)?")
_THOUSANDS: Final = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+(?:\.0*)?")
_WHOLE: Final = re.compile(r"^([0-9]+)\.0$")
"""How a whole number is written that was stored with decimals."""
_TWO_NUMBERS: Final = re.compile(r"(?<![0-9])[0-9]{4,} [0-9]{4,}")
_LABEL: Final = re.compile(r"(?:SOC|O\*?NET)(?:[- ]?SOC)?(?: CODE)?[ :#]*(?=[0-9])")

_DASHES: Final = frozenset("−⁃˗")
"""Dashes that Unicode counts among other signs."""

_QUOTES: Final = frozenset("‘’‚‛“”„‟′″´`ʹʼ«»‹›")


def _words_of(text: str) -> str:
    """Return a text in upper case, in ASCII where that has its signs, without what wraps it."""
    if not text.isascii():
        text = "".join(map(_ascii, text))
    return _LABEL.sub("", " ".join(text.upper().split()).strip(" ='\""), count=1)


def _ascii(sign: str) -> str:
    """Return the ASCII character that a sign stands for, nothing for one that is not seen."""
    if (digit := unicodedata.decimal(sign, None)) is not None:
        return str(digit)
    category = unicodedata.category(sign)
    if category == "Pd" or sign in _DASHES:
        return "-"
    if category in {"Cf", "Cc"} and not sign.isspace():
        return ""
    return "'" if sign in _QUOTES else unicodedata.normalize("NFKC", sign)


def _compact(words: str) -> str:
    """Return it without blanks, with one hyphen for several, and no commas between thousands."""
    compact = re.sub(r"-+", "-", words.replace(" ", ""))
    compact = compact.replace(",", "") if _THOUSANDS.fullmatch(compact) else compact
    return _WHOLE.sub(r"\1", compact)


def _looks_like(words: str, compact: str) -> Reading:
    """Name what could not be read."""
    if words.lower() in MISSING:
        return Reading(reason="no code: it stands for a missing one")
    if (made_of := _date_in(words)) is not None:
        read = _near("looks like a date", ", which a spreadsheet makes of ", *made_of)
        return read if len(made_of) < 2 else read._replace(reason=f"{read.reason} and the like")
    if found := _SERIES.fullmatch(compact):
        codes = [_SIX.sub(r"\1-\2", each) for each in found.groups() if each]
        return _near("looks like a series id of the BLS", ", for ", *codes)
    inside = [_SIX.sub(r"\1-\2", each) for each in _INSIDE.findall(words)]
    near = tuple(dict.fromkeys(filter(_CANONICAL.fullmatch, inside)))
    several = near or tuple(dict.fromkeys(inside))
    if len(several) > 1:
        return Reading(reason=f"several codes in one cell: {', '.join(several)}", near=near)
    for form, reason in _OTHERS.items():
        if form.fullmatch(compact):
            return Reading(reason=reason)
    if _CIP.fullmatch(compact):
        code = compact.replace(".", "-")
        return _near("written like a program of CIP", "; with a hyphen it would be ", code)
    digits = re.sub(r"[-_.]", "", compact)
    if digits.isdecimal() and len(digits) not in _DIGITS:
        return _of_digits(digits)
    if near:
        around = " ".join(re.findall("[A-Z]+", _INSIDE.sub("", words)))
        return Reading(reason=f"{near[0]} among other words", near=near, words=around)
    return Reading(reason=NOT_A_CODE)


def _near(reason: str, leads: str, *codes: str) -> Reading:
    """Name what leads to a code, where there is one."""
    return Reading(reason=f"{reason}{leads}{codes[0]}" if codes else reason, near=codes)


_DIGITS: Final = (6, 8)
_SIX: Final = re.compile(r"([0-9]{2})-?([0-9]{4})")
_INSIDE: Final = re.compile(
    r"(?<![0-9.])(?:[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?|(?<!-)(?:[0-9]{6}|[0-9]{4}))(?![0-9.])"
)
_SERIES: Final = re.compile(
    r"OE[US][A-Z][0-9]{7}[0-9A-Z]{6}([0-9]{6})[0-9]{2}|[A-Z]{2}[SU](?=\w*[0-9])\w{8,}"
)
"""Series ids of the BLS: those of the wage survey hold an occupation."""
_OTHERS: Final = {
    re.compile(r"[0-9](?:\.[0-9]+)?E\+?[0-9]+"): "a number that a spreadsheet has shortened",
    re.compile(r"[0-9]{3}\.[0-9]{3}-[0-9]{3}"): (
        "looks like a code of the Dictionary of Occupational Titles"
    ),
    re.compile(r"[^0-9]+"): "not a code, which has digits",
}
_CIP: Final = re.compile(r"[0-9]{2}\.[0-9]{4}")


def _of_digits(digits: str) -> Reading:
    """Name a number of digits that no code has."""
    plural = "" if len(digits) == 1 else "s"
    reason = f"{len(digits)} digit{plural}, where a SOC code has 6 and an O*NET-SOC code 8"
    if len(digits) in (5, 7):
        reason = f"a digit is missing or too many: {reason}"
    if code := code_of_day(digits):
        return _near(f"{reason}; or a day", ", which a spreadsheet makes of ", code)
    return Reading(reason=reason)


def code_of_day(digits: str) -> str:
    """Return the code that a spreadsheet made a day of and wrote as a number; else nothing.

    Examples
    --------
    >>> code_of_day("44501"), code_of_day("44502")
    ('11-2021', '')
    """
    number = int(digits) if 5 <= len(digits) <= 7 else 0
    day = _DAY_0 + timedelta(days=min(number, _LAST_DAY))
    return f"11-{day.year}" if (day.month, day.day) == (11, 1) and day.year >= _OLDEST else ""


def _date_in(words: str) -> tuple[str, ...] | None:
    """Return the codes that a spreadsheet made a date of, the likeliest first; None for no date."""
    if found := _BY_NAME.fullmatch(words):
        day, month, other, year = found.groups(default="")
        parts = [_MONTHS.index(month) + 1, *map(int, filter(None, (day, other)))]
    elif found := _IN_DIGITS.fullmatch(words):
        digits = re.findall("[0-9]+", found.group(1))
        year = digits.pop(0 if len(digits[0]) == len("2021") else -1)
        parts = sorted(map(int, digits))
    else:
        return None
    if not year:
        return () if len(parts) > 1 else None
    is_short = len(year) < len("2021")
    number = (int(year) - 30) % 100 + _OLDEST if is_short else int(year)
    if not (1 <= min(parts) <= len(_MONTHS) and max(parts) <= 31 and number >= 1900):
        return None
    if sorted(parts) not in ([11], [1, 11]):  # of major groups, 11 alone is a month
        return ()
    # Spreadsheets know years up to 9999, and show two digits of each.
    years = range(1900 + number % 100, 10_000, 100) if is_short else ()
    return tuple(f"11-{each}" for each in dict.fromkeys((number, *years)))


_DAY_0: Final = date(1899, 12, 30)
_LAST_DAY: Final = (date.max - _DAY_0).days
"""Spreadsheets count days from the one to the other."""

_OLDEST: Final = 1930
"""Years of two digits begin here in spreadsheets."""

_MONTHS: Final = (
    *("JAN", "FEB", "MAR", "APR", "MAY", "JUN"),
    *("JUL", "AUG", "SEP", "OCT", "NOV", "DEC"),
)
_TIME: Final = r"(?:[ T][0-9:.]+Z?)?"
_BY_NAME: Final = re.compile(
    rf"(?:([0-9]{{1,2}})[-/., ]*)?({'|'.join(_MONTHS)})[A-Z]*[-/., ]*"
    rf"(?:([0-9]{{1,2}})[, ]+)?([0-9]{{4}}|[0-9]{{2}})?{_TIME}"
)
_IN_DIGITS: Final = re.compile(
    r"([0-9]{4}[-/.][0-9]{1,2}(?:[-/.][0-9]{1,2})?|[0-9]{1,2}[-/.][0-9]{1,2}[-/.](?:[0-9]{4}|[0-9]{2})"
    rf"|[0-9]{{1,2}}[/.][0-9]{{4}}|[0-9]{{1,2}}/[0-9]{{2}}){_TIME}"
)
