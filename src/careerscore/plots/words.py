"""Words of a picture: titles of others made fit to be drawn, and figures as people write them."""

from __future__ import annotations

from math import isclose
from textwrap import wrap
from typing import TYPE_CHECKING, Final

from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.model.provenance import Source

__all__ = [
    "SHORT",
    "count",
    "dollars",
    "dollars_in_short",
    "figure",
    "in_lines",
    "one_line",
    "percent",
    "rested_on",
    "some",
]

LONGEST: Final = 110
"""Longer than every title of O*NET [characters]."""

_BEYOND_ALL_WEALTH: Final = 10**15

SHORT: Final = 42
"""What of a title fits beside a mark or into a legend [characters]."""


def one_line(text: str, most: int = LONGEST) -> str:
    r"""Return a text on one line, cut, without characters that do something other than be seen.

    Parameters
    ----------
    text : str
        A title, phrase or name from wherever.
    most : int
        How many characters at most.

    Examples
    --------
    >>> one_line("Nurse\u202e\n(night)"), one_line("x" * 10_000, 5)
    ('Nurse� (night)', 'xxxx…')
    """
    short = text if len(text) <= most else f"{text[: most - 1].rstrip()}…"
    return " ".join(strip_control(short).split())


def in_lines(text: str, width: int = 20) -> str:
    r"""Return a name in lines that fit beside an axis.

    Examples
    --------
    >>> in_lines("Probability of computerisation")
    'Probability of\ncomputerisation'
    """
    return "\n".join(wrap(one_line(text, 3 * width), width))


def dollars(amount: float, *, cents: bool = False) -> str:
    """Return an amount of money; one that nobody has, by its first digits.

    Examples
    --------
    >>> dollars(48_780), dollars(23.454, cents=True), dollars(-12_000.4), dollars(10**30)
    ('$48,780', '$23.45', '-$12,000', '$1e+30')
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= _BEYOND_ALL_WEALTH:
        return f"{sign}${size:.4g}"
    return f"{sign}${size:,.{2 if cents else 0}f}"


def dollars_in_short(amount: float) -> str:
    """Return an amount of money in the room that an axis has.

    Examples
    --------
    >>> [dollars_in_short(amount) for amount in (2_500_000, 50_000, -62_500, 0, 12.5)]
    ['$2.5M', '$50k', '-$62.5k', '$0', '$12.5']
    """
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= 1_000_000:
        return f"{sign}${size / 1_000_000:,.4g}M"
    return f"{sign}${size / 1000:.4g}k" if size >= 1000 else f"{sign}${size:.4g}"


def percent(share: float) -> str:
    """Return a share in percent, with a decimal where it says something.

    Examples
    --------
    >>> percent(0.636), percent(0.25), percent(0), percent(0.0001)
    ('63.6%', '25%', '0%', 'under 0.1%')
    """
    if 0 < share < 0.0005:
        return "under 0.1%"
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def count(number: float, noun: str) -> str:
    """Return how many there are of something.

    Examples
    --------
    >>> count(1, "occupation"), count(1016, "occupation")
    ('1 occupation', '1,016 occupations')
    """
    return f"{number:,.0f} {noun}{'' if number == 1 else 's'}"


def figure(value: float) -> str:
    """Return a number with four digits that count, and say where that hides a side of it.

    Examples
    --------
    >>> figure(0.61764), figure(7), figure(0.24999999999999997), figure(123_456)
    ('0.6176', '7', 'just below 0.25', '123,456')
    """
    if value == int(value):
        return f"{value:,.0f}"
    shown = f"{value:.4g}"
    if value != float(shown) and isclose(value, float(shown), rel_tol=1e-12):
        return f"just {'below' if value < float(shown) else 'above'} {shown}"
    return shown


def some(remarks: Sequence[str], most: int = 2, length: int = 200) -> list[str]:
    """Return the first of some remarks as sentences, and how many more there are.

    Examples
    --------
    >>> some(["no pay is published", "P90 is a bound", "so is P75"])
    ['No pay is published.', 'P90 is a bound.', '1 more remark.']
    """
    lines = (one_line(remark, length) for remark in remarks[:most])
    said = [f"{line[:1].upper()}{line[1:]}." for line in lines]
    more = len(remarks) - most
    return [*said, f"{count(more, 'more remark')}."] if more > 0 else said


def rested_on(
    sources: Iterable[Source | None], *, methodology: str | None = None, release: str | None = None
) -> str:
    """Return what a picture rests on, as a sentence of ids.

    Examples
    --------
    >>> import careerscore as cs
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> rested_on([career.wages.source], release=career.data_release)
    'Data release 2026.1: oews/2023-05.'
    """
    ids = ", ".join(dict.fromkeys(source.id for source in sources if source is not None))
    named = one_line(ids, 400) if ids else "no source is named"
    data = f"Data release {one_line(release)}: {named}." if release else f"Sources: {named}."
    return f"By {one_line(methodology)}. {data}" if methodology else data
