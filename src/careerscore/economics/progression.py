"""The result on pay: levels of a career, and each year of it."""

from __future__ import annotations

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore._text import short_repr
from careerscore.economics.ranges import Range
from careerscore.economics.results import EconomicResult
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT

__all__ = ["CareerLevel", "CareerProgression", "PayYear"]


@frozen(kw_only=True)
class CareerLevel:
    """One level of a career.

    Parameters
    ----------
    name : str
        What it is called.
    percentile : str
        The published percentile it stands at: ``p10``, ``p25``, ``median``, ``p75``, ``p90``.
    years : Range
        Years of experience at which one is at this level.
    pay : float, optional
        Pay at this level [US dollars a year]; None where it is not known.
    pay_low, pay_high : float, optional
        Range of pay at this level [US dollars a year], as the method defines it.
    at_least : float, optional
        What the pay is at least, where it is not known itself [US dollars a year].
    note : str, optional
        What is exceptional about the pay.
    """

    name: str
    percentile: str
    years: Range
    pay: float | None
    pay_low: float | None
    pay_high: float | None
    at_least: float | None = None
    note: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def __attrs_post_init__(self) -> None:
        checks = Checks("CareerLevel")
        for name in ("name", "percentile"):
            checks.text(name, getattr(self, name))
        checks.instance("years", self.years, Range)
        for name in ("pay", "pay_low", "pay_high", "at_least"):
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        checks.text("note", self.note, optional=True)
        if self.pay is not None:
            expected = "None, as the pay is known"
            checks.expect("at_least", self.at_least, expected, holds=self.at_least is None)
        checks.raise_problems()


@frozen(kw_only=True)
class PayYear:
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
        The least and the most it can be [US dollars]; both equal `pay` where it is known.
    level : str, optional
        The level of that year, where the method has a career stand at one level a year.
    reason : str, optional
        Why the pay is not known, or what stands in for it.
    """

    year: int
    quantile: float
    pay: float | None
    at_least: float
    at_most: float | None
    level: str | None = None
    reason: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    def __attrs_post_init__(self) -> None:
        checks = Checks("PayYear")
        checks.integer("year", self.year, minimum=0, maximum=100)
        checks.number("quantile", self.quantile, minimum=0, maximum=1)
        checks.number("at_least", self.at_least, minimum=0)
        for name in ("pay", "at_most"):
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        for name in ("level", "reason"):
            checks.text(name, getattr(self, name), optional=True)
        if checks.passed:
            expected = f"at least at_least, {self.at_least:g}"
            holds = self.at_most is None or self.at_least <= self.at_most
            checks.expect("at_most", self.at_most, expected, holds=holds)
            known = self.at_least if self.at_least == self.at_most else None
            expected = "the bound, where both bounds are the same, else None"
            checks.expect("pay", self.pay, expected, holds=self.pay == known)
        checks.raise_problems()


@frozen(kw_only=True, repr=False)
class CareerProgression(EconomicResult):
    """What an occupation pays along a career.

    It is a cross-section: what people of different experience earn in the same year, not
    what one person will earn.

    Parameters
    ----------
    levels : tuple of CareerLevel
        From the first to the last; empty where no pay is published.
    timeline : tuple of PayYear
        Year by year from 0; empty where no pay is published.

    See Also
    --------
    careerscore.economics.EconomicResult : the other parameters.

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
        checks.items("levels", self.levels, CareerLevel)
        checks.items("timeline", self.timeline, PayYear)
        if checks.passed:
            years = [each.year for each in self.timeline]
            holds = years == list(range(len(years)))
            checks.expect("timeline", years, "years 0, 1, 2 and so on, in order", holds=holds)

    def in_year(self, year: int) -> PayYear | None:
        """Return the pay after a number of full years; the last year of the timeline repeats.

        None where no pay is published.

        Raises
        ------
        InvalidInputError
            If `year` is not a whole number of at least zero.
        """
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
