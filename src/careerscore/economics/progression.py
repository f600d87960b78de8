"""Pay along a career: levels and years, and the method that interpolates between percentiles."""

from itertools import pairwise
from typing import ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.economics.base import Definition, EconomicResult, make_result
from careerscore.economics.money import Money, Range
from careerscore.errors import InvalidInputError, Problem, WageNotKnownError, shorten
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model import (
    PERCENTILES,
    TAILS,
    ConstantDollars,
    Occupation,
    Status,
    WageEstimates,
)

_AT_LEAST_0: Final = limits(minimum=0)
_TAIL_USED: Final = ": the {} tail stands in"
YEAR: Final = limits(minimum=0, maximum=100)


@frozen(kw_only=True)
class CareerLevel(Record):
    """One level of a career.

    Parameters
    ----------
    name : str
        Name of the level.
    percentile : str
        The published percentile it stands at: ``p10``, ``p25``, ``median``, ``p75``, ``p90``.
    years : Range
        Years of experience at this level.
    pay : float, optional
        Pay at this level [US dollars a year]; None where it is not known.
    pay_low, pay_high : float, optional
        Range of pay at this level [US dollars a year], as the method defines it.
    at_least : float, optional
        Lower bound of the pay, where it is not known [US dollars a year].
    note : str, optional
        Why the pay is exceptional.
    """

    name: str
    percentile: str
    years: Range
    pay: float | None = field(metadata=_AT_LEAST_0)
    pay_low: float | None = field(metadata=_AT_LEAST_0)
    pay_high: float | None = field(metadata=_AT_LEAST_0)
    at_least: float | None = field(default=None, metadata=_AT_LEAST_0)
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        holds = self.pay is None or self.at_least is None
        checks.expect("at_least", self.at_least, "None, as the pay is known", holds=holds)


@frozen(kw_only=True)
class PayYear(Record):
    """Pay in one year of a career.

    Parameters
    ----------
    year : int
        Full years of experience before it; 0 is the first year.
    quantile : float
        Share of the occupation's workers who earn at most this much.
    pay : float, optional
        Pay of the year [US dollars]; None where only bounds are known.
    at_least, at_most : float, optional
        Bounds of the pay [US dollars]; both equal `pay` where it is known.
    level : str, optional
        The level of that year, where the method assigns one.
    reason : str, optional
        Why the pay is not known, or which fallback is used.
    """

    year: int = field(metadata=YEAR)
    quantile: float = field(metadata=limits(minimum=0, maximum=1))
    pay: float | None = field(metadata=_AT_LEAST_0)
    at_least: float = field(metadata=_AT_LEAST_0)
    at_most: float | None = field(metadata=_AT_LEAST_0)
    level: str | None = None
    reason: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        holds = self.at_most is None or self.at_least <= self.at_most
        checks.expect("at_most", self.at_most, f"at least at_least, {self.at_least:g}", holds=holds)
        known = self.at_least if self.at_least == self.at_most else None
        expected = "the bound, where both bounds are the same, else None"
        checks.expect("pay", self.pay, expected, holds=self.pay == known)


@frozen(kw_only=True, repr=False)
class CareerProgression(EconomicResult):
    """The pay of an occupation along a career.

    It is a cross-section: the pay of people of different experience in the same year, not
    the future pay of one person.

    Parameters
    ----------
    levels : tuple of CareerLevel
        From the first to the last; empty where no pay is published.
    timeline : tuple of PayYear
        Year by year from 0; empty where no pay is published.
    dollars : ConstantDollars, optional
        What published wages were converted into before the method ran; None where they were not.
    """

    levels: tuple[CareerLevel, ...] = field(default=(), converter=frozen_tuple)
    timeline: tuple[PayYear, ...] = field(default=(), converter=frozen_tuple)
    dollars: ConstantDollars | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        years = [each.year for each in self.timeline]
        holds = years == list(range(len(years)))
        checks.expect("timeline", years, "years 0, 1, 2 and so on, in order", holds=holds)

    def in_year(self, year: int) -> PayYear | None:
        """Return the pay after full years of experience, None where no pay is published.

        Raises
        ------
        InvalidInputError
            If `year` is not an integer from 0 to 1000.
        """
        checks = Checks("in_year")
        checks.value("year", year, int, minimum=0, maximum=1000)
        checks.raise_problems()
        return self.timeline[min(year, len(self.timeline) - 1)] if self.timeline else None

    def __repr__(self) -> str:
        ends = (*self.timeline[:1], *self.timeline[-1:])
        texts = (f"{'at least ' if one.pay is None else ''}{one.at_least:,.0f}" for one in ends)
        pay = " to ".join(texts)
        pay = f" {pay} a year," if pay else ""
        return short_repr(f"<CareerProgression {self._of}:{pay} {self.status}>")


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
    percentile: str = field(metadata=limits(enum=tuple(PERCENTILES)))
    years: Range

    def _check(self, checks: Checks) -> None:
        expected = "min, typical and max, all known"
        checks.expect("years", self.years, expected, holds=self.years.known)


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
    last_year: int = field(metadata=YEAR)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        anchors = self._anchors
        rise = all(x < y and low < high for (x, low), (y, high) in pairwise(anchors))
        expected = "levels whose typical years and percentiles both rise"
        checks.expect("levels", anchors, expected, holds=bool(anchors) and rise)

    @property
    def _anchors(self) -> tuple[tuple[float, float], ...]:
        return tuple((one.years.typical or 0, PERCENTILES[one.percentile]) for one in self.levels)

    def quantile_at(self, years: float) -> float:
        """Return the quantile of wages after some years of experience.

        Raises
        ------
        InvalidInputError
            If `years` is not a number of at least zero.
        """
        checks = Checks("quantile_at")
        checks.value("years", years, float, minimum=0)
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
        """Return the pay along a career; otherwise as `careerscore.progression`."""
        check_occupation(self.id, occupation)
        if tail is not None and tail not in TAILS:
            expected = " or ".join([*map(repr, TAILS), "None"])
            raise InvalidInputError(self.id, (Problem("tail", shorten(tail), expected),))
        pay = occupation.wages.annual
        quantiles = [self.quantile_at(year) for year in range(self.last_year + 1)]
        wages = [_wage(pay, quantile, tail) for quantile in quantiles]
        timeline = [
            PayYear(
                year=year,
                quantile=quantile,
                pay=wage.value,
                at_least=wage.low or 0,
                at_most=wage.high,
                reason=reason,
            )
            for year, (quantile, (wage, reason)) in enumerate(zip(quantiles, wages, strict=True))
        ]
        levels = []
        for level in self.levels:
            ends = map(self.quantile_at, (level.years.min or 0, level.years.max or 0))
            found = [_wage(pay, each, tail) for each in (PERCENTILES[level.percentile], *ends)]
            wages += found
            (wage, _), (low, _), (high, _) = found
            note = pay.notes.get(level.percentile)
            levels.append(
                CareerLevel(
                    name=level.name,
                    percentile=level.percentile,
                    years=level.years,
                    pay=wage.value,
                    pay_low=low.value,
                    pay_high=high.value,
                    at_least=wage.low or None if wage.value is None else None,
                    note=note.reason if note is not None else None,
                )
            )
        # In the order in which they occur.
        reasons = tuple(dict.fromkeys(reason for _, reason in wages if reason is not None))
        if all(year.pay is not None for year in timeline):
            # A level after the last year may lack pay; only pay from the tail is a fallback.
            used = any(reason.endswith(_TAIL_USED.format(tail)) for reason in reasons)
            status = Status.FALLBACK if used else Status.COMPLETE
        elif any(year.at_least or year.at_most is not None for year in timeline):
            status = Status.BOUNDED
        else:
            status, levels, timeline = Status.INSUFFICIENT, [], []
        return make_result(
            CareerProgression,
            self,
            occupation,
            [occupation.wages.source],
            {"tail": tail},
            occupation.wages.dollars,
            status=status,
            reasons=reasons,
            assumption_notes=() if tail is None else (f"tail: {tail}",),
            levels=tuple(levels),
            timeline=tuple(timeline),
        )


def _wage(pay: WageEstimates, quantile: float, tail: str | None) -> tuple[Money, str | None]:
    """Return the wage at a quantile, and why it is not a published one or between two of them."""
    try:
        return Money.exact(pay.quantile(quantile)), None
    except WageNotKnownError as error:
        wage, reason = Money(*error.bounds), error.reason
    if tail is not None:
        try:
            return Money.exact(pay.quantile(quantile, tail=tail)), reason + _TAIL_USED.format(tail)
        except WageNotKnownError:
            pass
    return wage, reason
