"""Published percentiles of pay, and the rank of a wage among them, as a plot draws them."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, NamedTuple

from careerscore.errors import WageNotKnownError
from careerscore.model import PERCENTILES, note_on

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.model import WageEstimates


class Percentile(NamedTuple):
    """A percentile: its amount is the published value, or else its bound."""

    name: str
    share: float
    amount: float | None
    is_published: bool
    reason: str
    """Why it is not published."""


class Rank(NamedTuple):
    """A wage, and the least and the most that the share who earn at most as much can be."""

    wage: float
    low: float
    high: float


def percentiles_of(pay: WageEstimates) -> list[Percentile]:
    """Return the five percentiles, the lowest first."""
    return [_percentile(pay, name, share) for name, share in PERCENTILES.items()]


def _percentile(pay: WageEstimates, name: str, share: float) -> Percentile:
    amount: float | None = getattr(pay, name)
    is_published, reason, note = amount is not None, "", note_on(pay.notes, name)
    if not is_published:
        amount, reason = (note.bound, note.reason) if note else (None, "not published")
    label = name if name == "median" else name.upper()
    return Percentile(label, share, amount, is_published, reason)


def stretches(marks: Sequence[Percentile]) -> list[tuple[Percentile, Percentile]]:
    """Return the pairs of neighbouring percentiles that are both published."""
    return [pair for pair in pairwise(marks) if all(mark.is_published for mark in pair)]


def rank_of(pay: WageEstimates, wage: float) -> Rank:
    """Return the rank of a wage; beyond what is published, the bounds of it."""
    try:
        low = high = pay.rank(wage)
    except WageNotKnownError:
        low, high = pay.rank_bounds(wage)
    return Rank(wage, low, high)
