"""Quantile progression: a career moves along the distribution of wages without steps."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.economics.methods import Definition
from careerscore.economics.money import Money
from careerscore.economics.progression import CareerLevel, CareerProgression, PayYear
from careerscore.economics.ranges import Range
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem, WageNotKnownError, shorten
from careerscore.methods.base import check_occupation
from careerscore.model.provenance import Status
from careerscore.model.wages import PERCENTILES, TAILS

if TYPE_CHECKING:
    from careerscore.model.occupation import Occupation
    from careerscore.model.wages import WageEstimates

__all__ = ["ExperienceLevel", "ExperienceQuantile"]


@frozen(kw_only=True)
class ExperienceLevel(Record):
    """A level of a career.

    Parameters
    ----------
    name : str
        Name of the level.
    percentile : str
        The percentile of pay at its typical years.
    years : Range
        Years of experience at this level.
    """

    name: str
    percentile: str = field(metadata=limits(choices=tuple(PERCENTILES)))
    years: Range

    def _check(self, checks: Checks) -> None:
        checks.expect(
            "years", self.years, "min, typical and max, all known", holds=self.years.known
        )


@frozen(kw_only=True, repr=False)
class ExperienceQuantile(Definition):
    """A progression without steps: years of experience lead to a quantile of wages.

    At the typical years of each level pay is at its percentile; between two levels the quantile
    rises evenly with the years; before the first and after the last it stays. The wage at a
    quantile is `WageEstimates.quantile`: a curve through the published percentiles,
    and bounds where one is missing or top-coded.

    Parameters
    ----------
    levels : tuple of ExperienceLevel
        From the lowest to the highest.
    last_year : int
        Last year of the timeline; after it pay stays.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.economics.methodology("experience-quantile/1.0")
    >>> method.quantile_at(10), method.quantile_at(12.5), method.quantile_at(40)
    (0.5, 0.625, 0.9)
    """

    engine: ClassVar[str] = "experience-quantile/1"

    levels: tuple[ExperienceLevel, ...] = field(converter=frozen_tuple)
    last_year: int = field(metadata=limits(minimum=0, maximum=100))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        anchors = self._anchors
        holds = bool(anchors) and all(
            before[0] < after[0] and before[1] < after[1] for before, after in pairwise(anchors)
        )
        expected = "levels whose typical years and percentiles both rise"
        checks.expect("levels", anchors, expected, holds=holds)

    @property
    def _anchors(self) -> tuple[tuple[float, float], ...]:
        return tuple(
            (level.years.typical or 0, PERCENTILES[level.percentile]) for level in self.levels
        )

    def quantile_at(self, years: float) -> float:
        """Return the quantile of wages after some years of experience.

        Raises
        ------
        InvalidInputError
            If `years` is not a number of at least zero.
        """
        checks = Checks("quantile_at")
        checks.number("years", years, minimum=0)
        checks.raise_problems()
        anchors = self._anchors
        if years <= anchors[0][0]:
            return anchors[0][1]
        for (before, low), (after, high) in pairwise(anchors):
            if years <= after:
                # Exact at the ends, where a percentile is published.
                share = (years - before) / (after - before)
                return high if share == 1 else low + share * (high - low)
        return anchors[-1][1]

    def progression(self, occupation: Occupation, *, tail: str | None = None) -> CareerProgression:
        """Return the levels and years of a career.

        Parameters
        ----------
        occupation : Occupation
            Its annual wages are read.
        tail : str, optional
            A model of pay beyond the highest published percentile, as in
            `WageEstimates.quantile`; without one there are bounds.

        Raises
        ------
        InvalidInputError
            If `occupation` is not an `Occupation`, or there is no such tail model.
        """
        check_occupation(self.id, occupation)
        if tail is not None and tail not in TAILS:
            expected = " or ".join([*map(repr, TAILS), "None"])
            raise InvalidInputError(self.id, (Problem("tail", shorten(tail), expected),))
        pay = occupation.wages.annual
        wages = _Wages(pay, tail)
        timeline = tuple(self._year(year, wages) for year in range(self.last_year + 1))
        levels = tuple(self._level(level, wages) for level in self.levels)
        status = _status(timeline, wages)
        known = status is not Status.INSUFFICIENT
        return make_result(
            CareerProgression,
            self,
            occupation,
            [occupation.wages.source],
            {"tail": tail},
            status=status,
            reasons=tuple(wages.reasons),
            assumption_notes=() if tail is None else (f"tail: {tail}",),
            levels=levels if known else (),
            timeline=timeline if known else (),
        )

    def _year(self, year: int, wages: _Wages) -> PayYear:
        quantile = self.quantile_at(year)
        pay, reason = wages.at(quantile)
        return PayYear(
            year=year,
            quantile=quantile,
            pay=pay.value,
            at_least=pay.low or 0,
            at_most=pay.high,
            reason=reason,
        )

    def _level(self, level: ExperienceLevel, wages: _Wages) -> CareerLevel:
        pay, _ = wages.at(PERCENTILES[level.percentile])
        low, high = (
            wages.at(self.quantile_at(years or 0))[0].value
            for years in (level.years.min, level.years.max)
        )
        note = wages.pay.notes.get(level.percentile)
        return CareerLevel(
            name=level.name,
            percentile=level.percentile,
            years=level.years,
            pay=pay.value,
            pay_low=low,
            pay_high=high,
            at_least=pay.low or None if pay.value is None else None,
            note=note.reason if note is not None else None,
        )


class _Wages:
    """Wages at quantiles, with the reasons why some are not known."""

    def __init__(self, pay: WageEstimates, tail: str | None) -> None:
        self.pay = pay
        self.tail = tail
        self.reasons: dict[str, None] = {}
        self.used_tail: bool = False

    def at(self, quantile: float) -> tuple[Money, str | None]:
        """Return the wage, and why it is not simply a published one."""
        try:
            return Money.exact(self.pay.quantile(quantile)), None
        except WageNotKnownError as error:
            unknown = error
        if self.tail is not None:
            try:
                estimated = Money.exact(self.pay.quantile(quantile, tail=self.tail))
            except WageNotKnownError:
                pass
            else:
                self.used_tail = True
                reason = f"{unknown.reason}: the {self.tail} tail stands in"
                self.reasons[reason] = None
                return estimated, reason
        self.reasons[unknown.reason] = None
        return Money(*unknown.bounds), unknown.reason


def _status(timeline: tuple[PayYear, ...], wages: _Wages) -> Status:
    if any(year.pay is None for year in timeline):
        nothing = all(not year.at_least and year.at_most is None for year in timeline)
        return Status.INSUFFICIENT if nothing else Status.BOUNDED
    return Status.FALLBACK if wages.used_tail else Status.COMPLETE
