"""Text of plots: titles on one line, money, shares, counts, and the note on sources."""

from __future__ import annotations

from textwrap import fill
from typing import TYPE_CHECKING, Final

from careerscore._text import number_of, strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.model.provenance import Source

SHORT: Final = 42
"""Longest text in a legend or next to a mark [characters]."""


def one_line(text: str, longest: int = 110) -> str:
    """Return a text on one line, cut, without control characters; no title of O*NET is cut."""
    short = text if len(text) <= longest else f"{text[: longest - 1].rstrip()}…"
    return " ".join(strip_control(short).split())


def wrapped(text: str) -> str:
    """Return a name in lines that fit next to an axis."""
    return fill(one_line(text, 60), 20)


def dollars(amount: float, *, cents: bool = False) -> str:
    """Return an amount of money; from 10**15 on, in scientific notation."""
    amount = round(amount, 2 if cents else 0)
    form = ".4g" if abs(amount) >= 10**15 else f",.{2 if cents else 0}f"
    return f"{'-' if amount < 0 else ''}${abs(amount):{form}}"


def axis_dollars(amount: float) -> str:
    """Return an amount of money, short enough for an axis."""
    sign, size = ("-" if amount < 0 else ""), abs(amount)
    if size >= 1_000_000:
        return f"{sign}${size / 1_000_000:,.4g}M"
    return f"{sign}${size / 1000:.4g}k" if size >= 1000 else f"{sign}${size:.4g}"


def percent(share: float) -> str:
    """Return a share in percent, with at most one decimal."""
    if 0 < share < 0.0005:
        return "under 0.1%"
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
    """Return the methodology, release and sources of a plot, as a sentence of ids."""
    ids = ", ".join(dict.fromkeys(source.id for source in sources if source is not None))
    named = one_line(ids, 400) if ids else "no source is named"
    data = f"Data release {one_line(release)}: {named}." if release else f"Sources: {named}."
    return f"By {one_line(methodology)}. {data}" if methodology else data
