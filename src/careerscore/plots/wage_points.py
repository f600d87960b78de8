"""What is known of an occupation's wages, as points, stretches of a curve and bounds."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore._record import Checks
from careerscore.errors import WageNotKnownError
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import EVERY_FIELD, Provenance, note_on
from careerscore.model.wages import PERCENTILES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.model.wages import WageEstimates

__all__ = ["PERIODS", "Mark", "WagePoints", "WageRank", "wage_points"]

PERIODS: Final = {"annual": "a year", "hourly": "an hour"}
"""The periods of pay, and how they are said."""

_STEPS: Final = 24
"""Pieces that the curve between two percentiles is drawn in."""


class Mark(NamedTuple):
    """A published percentile, its bound, or why there is neither.

    Attributes
    ----------
    name : str
        ``P10``, ``P25``, ``median``, ``P75`` or ``P90``.
    share : float
        Share of workers who earn at most as much.
    value : float or None
        The wage [US dollars].
    bound : float or None
        The least it can be, where it is top-coded [US dollars].
    reason : str
        Why the value is not there; empty where it is.
    """

    name: str
    share: float
    value: float | None
    bound: float | None
    reason: str


class WageRank(NamedTuple):
    """Where a wage stands: the share of workers who earn at most as much.

    Attributes
    ----------
    wage : float
        The wage [US dollars].
    low, high : float
        The least and the most the share can be, 0 to 1; the same where it is known.
    """

    wage: float
    low: float
    high: float


class WagePoints(NamedTuple):
    """All that a picture of wages shows.

    Attributes
    ----------
    marks : tuple of Mark
        The percentiles, from the lowest.
    stretches : tuple of tuple of (float, float)
        Wages [US dollars] and shares along the curve; one stretch for each run of published
        percentiles.
    mean, mean_bound : float or None
        The mean, or the least it can be where it is top-coded [US dollars].
    rank : WageRank or None
        Where the wage that was asked for stands.
    remark : str
        What is exceptional about all of the wages; empty where nothing is.
    """

    marks: tuple[Mark, ...]
    stretches: tuple[tuple[tuple[float, float], ...], ...]
    mean: float | None
    mean_bound: float | None
    rank: WageRank | None
    remark: str

    @property
    def amounts(self) -> tuple[float, ...]:
        """Every amount that has to be in the picture [US dollars]."""
        found = [mark.bound if mark.value is None else mark.value for mark in self.marks]
        found += [self.mean, self.mean_bound, self.rank and self.rank.wage]
        return tuple(amount for amount in found if amount is not None)


def wage_points(subject: str, career: Occupation, wage: float | None, period: str) -> WagePoints:
    """Return what is known of an occupation's wages.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    career : Occupation
        The occupation.
    wage : float or None
        A wage to be placed among them [US dollars].
    period : str
        ``"annual"`` or ``"hourly"``.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or no wage of that period is published.

    Examples
    --------
    >>> import careerscore as cs
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> points = wage_points("wages", career, 55_000, "annual")
    >>> points.marks[0].value, round(points.rank.low, 3)
    (35080, 0.636)
    """
    checks = Checks(subject)
    checks.instance("career", career, Occupation)
    checks.number("wage", wage, minimum=0, optional=True)
    expected = " or ".join(map(repr, PERIODS))
    holds = isinstance(period, str) and period in PERIODS
    checks.expect("period", period, expected, holds=holds)
    checks.raise_problems()
    pay = career.wages.annual if period == "annual" else career.wages.hourly
    marks = tuple(_marks(pay))
    if all(mark.value is None and mark.bound is None for mark in marks):
        expected = f"an occupation with {period} wages, as published: {marks[2].reason}"
        checks.expect("career", career, expected, holds=False)
        checks.raise_problems()
    remark = career.wages.notes.get(EVERY_FIELD)
    return WagePoints(
        marks,
        tuple(_stretches(pay, marks)),
        pay.mean,
        None if pay.mean is not None else pay.lower_bound("mean"),
        None if wage is None else _rank_of(pay, wage),
        remark.reason if remark is not None else "",
    )


def _marks(pay: WageEstimates) -> Iterator[Mark]:
    for name, share in PERCENTILES.items():
        value: float | None = getattr(pay, name)
        shown = name if name == "median" else name.upper()
        if value is not None:
            yield Mark(shown, share, value, None, "")
        else:
            note = note_on(pay.notes, name)
            bound = (
                note.bound if note is not None and note.provenance is Provenance.TOP_CODED else None
            )
            yield Mark(shown, share, None, bound, note.reason if note else "not published")


def _stretches(
    pay: WageEstimates, marks: tuple[Mark, ...]
) -> Iterator[tuple[tuple[float, float], ...]]:
    for below, above in pairwise(marks):
        if below.value is not None and above.value is not None:
            width = above.share - below.share
            shares = [below.share + width * step / _STEPS for step in range(_STEPS)]
            yield tuple((pay.quantile(q), q) for q in [*shares, above.share])


def _rank_of(pay: WageEstimates, wage: float) -> WageRank:
    try:
        rank = pay.rank(wage)
    except WageNotKnownError:
        return WageRank(wage, *pay.rank_bounds(wage))
    return WageRank(wage, rank, rank)
