"""Text of plots: titles on one line, money, shares, counts, and the note on sources."""

from __future__ import annotations

from itertools import pairwise
from math import fsum
from textwrap import fill, wrap
from typing import TYPE_CHECKING, Final

from careerscore._text import number_of, strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.model.dollars import ConstantDollars
    from careerscore.model.provenance import Source

_MOST_SOURCES: Final = 2

SHORT: Final = 42
"""Longest text in a legend or next to a mark [characters]."""


def one_line(text: str, longest: int = 110) -> str:
    """Return a text on one line, cut, without control characters; no title of O*NET is cut."""
    short = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return " ".join(strip_control(short).split())


def wrapped(text: str) -> str:
    """Return a name in lines that fit next to an axis."""
    return fill(one_line(text, 60), 20)


def wrapped_to(text: str, characters: float) -> str:
    """Return a text in lines of at most some characters; hyphens are parts of ids."""
    return fill(text, max(int(characters), 12), break_on_hyphens=False)


def balanced(text: str, characters: float) -> str:
    """Return a text in lines of at most some characters, about as long as each other."""
    widest = max(int(characters), 12)
    # Hyphens are parts of ids.
    lines = wrap(text, widest, break_on_hyphens=False)
    even = range(len(text) // max(len(lines), 1), widest)
    shorter = (wrap(text, max(each, 12), break_on_hyphens=False) for each in even)
    return "\n".join(next((each for each in shorter if len(each) == len(lines)), lines))


def spread(places: Sequence[float], gap: float) -> list[float]:
    """Return places near those given, each at least a gap apart from the next, in their order."""
    order = sorted(range(len(places)), key=places.__getitem__)
    free = list(places)
    for below, above in pairwise(order):
        free[above] = max(free[above], free[below] + gap)
    # What moved up alone is moved back by half: neighbours share the way.
    moved = fsum(new - old for new, old in zip(free, places, strict=True)) / max(len(places), 1)
    return [place - moved for place in free]


def count(number: float) -> str:
    """Return a number of workers as a reader keeps it: three digits, and millions in words."""
    if number >= 999_500:
        return f"{float(f'{number:.3g}') / 1_000_000:,g} million"
    return f"{float(f'{number:.3g}'):,.0f}"


def about(amount: float) -> str:
    """Return an amount of money rounded to three digits, and millions in words."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    return f"{sign}${count(size)}"


def dollars(amount: float, *, cents: bool = False) -> str:
    """Return an amount of money; from 10**15 on, in scientific notation."""
    amount = round(amount, 2 if cents else 0)
    form = ".4g" if abs(amount) >= 10**15 else f",.{2 if cents else 0}f"
    return f"{'-' if amount < 0 else ''}${abs(amount):{form}}"


def us_dollars(month: ConstantDollars | None) -> str:
    """Return the unit of amounts: the month is named where they were converted into its dollars."""
    return "US dollars" if month is None else f"US dollars of {month.name}"


def axis_dollars(amount: float) -> str:
    """Return an amount of money, short enough for an axis."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= 1_000_000:
        return f"{sign}${size / 1_000_000:,.4g}M"
    return f"{sign}${size / 1000:.4g}k" if size >= 1000 else f"{sign}${size:.4g}"


def percent(share: float) -> str:
    """Return a share in percent, with at most one decimal; only all is 100%."""
    if 0 < share < 0.0005:
        return "under 0.1%"
    if 0.9995 <= share < 1:
        return "over 99.9%"
    return f"{100 * share:.1f}".removesuffix(".0") + "%"


def remarks(texts: Sequence[str], most: int = 2, longest: int = 200) -> list[str]:
    """Return the first remarks as sentences, and the number of the others."""
    lines = (one_line(text, longest) for text in texts[:most])
    sentences = [f"{line[:1].upper()}{line[1:]}." for line in lines]
    more = len(texts) - most
    return [*sentences, f"{number_of(more, 'more remark')}."] if more > 0 else sentences


def basis(
    sources: Iterable[Source | None], release: str | None, methodology: str | None = None
) -> str:
    """Return sources, release and methodology of a plot in one line of ids, the first ones."""
    ids = list(dict.fromkeys(source.id for source in sources if source is not None))
    more = f" and {len(ids) - _MOST_SOURCES} more" if len(ids) > _MOST_SOURCES else ""
    parts = [f"Source: {', '.join(ids[:_MOST_SOURCES])}{more}"] if ids else []
    parts += [f"data release {release}"] if release else []
    parts += [methodology] if methodology else []
    return " \N{MIDDLE DOT} ".join(map(one_line, parts)) or "No source is named"
