"""Pay along a career: its levels, and each year."""

from __future__ import annotations

from typing import Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.economics.ranges import Range
from careerscore.economics.results import EconomicResult
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

__all__ = ["CareerLevel", "CareerProgression", "PayYear"]

_AT_LEAST_0: Final = limits(minimum=0)


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

    year: int = field(metadata=limits(minimum=0, maximum=100))
    quantile: float = field(metadata=limits(minimum=0, maximum=1))
    pay: float | None = field(metadata=_AT_LEAST_0)
    at_least: float = field(metadata=_AT_LEAST_0)
    at_most: float | None = field(metadata=_AT_LEAST_0)
    level: str | None = None
    reason: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def _check(self, checks: Checks) -> None:
        expected = f"at least at_least, {self.at_least:g}"
        holds = self.at_most is None or self.at_least <= self.at_most
        checks.expect("at_most", self.at_most, expected, holds=holds)
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

    Examples
    --------
    >>> import careerscore as cs
    >>> ladder = cs.progression("29-2072.00", method="percentile-ladder/1", data="2026.1")
    >>> [(level.name, level.pay, level.pay_low, level.pay_high) for level in ladder.levels][0]
    ('Entry', 35080, 31572, 38588)
    >>> ladder.in_year(40).pay
    61960
    """

    levels: tuple[CareerLevel, ...] = field(default=(), converter=frozen_tuple)
    timeline: tuple[PayYear, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        years = [each.year for each in self.timeline]
        holds = years == list(range(len(years)))
        checks.expect("timeline", years, "years 0, 1, 2 and so on, in order", holds=holds)

    def in_year(self, year: int) -> PayYear | None:
        """Return the pay after a number of full years; the last year of the timeline repeats.

        None where no pay is published.

        Raises
        ------
        InvalidInputError
            If `year` is not an integer of at least zero.
        """
        # A lifetime value asks for a hundred years.
        if type(year) is not int or not 0 <= year <= 1000:
            checks = Checks("in_year")
            checks.integer("year", year, minimum=0, maximum=1000)
            checks.raise_problems()
        return self.timeline[min(year, len(self.timeline) - 1)] if self.timeline else None

    def __repr__(self) -> str:
        first, last = (self.in_year(0), self.in_year(len(self.timeline)))
        pay = ""
        if first is not None and last is not None:
            pay = f" {_in_words(first)} to {_in_words(last)} a year,"
        return short_repr(f"<CareerProgression {self._of}:{pay} {self.status}>")


def _in_words(year: PayYear) -> str:
    return f"{year.pay:,.0f}" if year.pay is not None else f"at least {year.at_least:,.0f}"
