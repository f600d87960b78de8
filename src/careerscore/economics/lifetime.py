"""The result on value: the cash flows of a career by year, and what they come to."""

from __future__ import annotations

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore._text import short_repr
from careerscore.economics.assumptions import Assumptions
from careerscore.economics.money import Money
from careerscore.economics.results import EconomicResult

__all__ = ["LifeYear", "LifetimeValue"]


@frozen(kw_only=True)
class LifeYear:
    """One year of a career, from education to the last year of work.

    Parameters
    ----------
    age : float
        Age at its start [years].
    in_education : float
        Share of the year in education.
    experience : int, optional
        Full years of experience before it; None where the whole year is in education.
    earnings : Money
        Pay, after tax where a tax is assumed.
    education : Money
        What is paid for education out of one's own pocket.
    loan : Money
        What is paid for the loan.
    net : Money
        Earnings less what is paid.
    cumulative : Money
        The sum of `net` up to this year.
    net_worth : Money
        Savings less debt at the end of the year, of what is put aside.
    """

    age: float
    in_education: float
    experience: int | None
    earnings: Money
    education: Money
    loan: Money
    net: Money
    cumulative: Money
    net_worth: Money

    def __attrs_post_init__(self) -> None:
        checks = Checks("LifeYear")
        checks.number("age", self.age, minimum=0)
        checks.number("in_education", self.in_education, minimum=0, maximum=1)
        checks.integer("experience", self.experience, minimum=0, maximum=100, optional=True)
        for name in ("earnings", "education", "loan", "net", "cumulative", "net_worth"):
            checks.instance(name, getattr(self, name), Money)
        checks.raise_problems()


@frozen(kw_only=True, repr=False)
class LifetimeValue(EconomicResult):
    """What a career is worth over a life: cash flows by year, and what they come to.

    Which of the figures there are is the method's matter: the pages of American Dream Jobs do
    not discount, ours has no "20-year" net of 21 years.

    Parameters
    ----------
    assumptions : Assumptions, optional
        What it takes for granted; None for the published pages, which have theirs fixed.
    parts : tuple of str
        Ids of the methods whose answers went into it.
    education_level : str, optional
        The level of education.
    education_years : float, optional
        How long it takes [years].
    education_cost : Money
        What it costs in all.
    years : tuple of LifeYear
        Year by year; empty where no pay is published.
    lifetime_earnings : Money, optional
        The sum of pay, after tax where a tax is assumed.
    lifetime_net : Money, optional
        The sum of all cash flows, not discounted.
    npv : Money, optional
        Net present value at the start age, or its bounds; None where the method gives none.
    irr : float, optional
        Internal rate of return a year: the discount rate at which the net present value is
        zero. None where nothing is paid before the first pay, or it is not known.
    payback_age : float, optional
        Age at the end of the year from which on the cumulative cash flow is never negative;
        None where that is never, or not known.
    payback_years : int, optional
        The same as a number of years: from the start age, or on the compare page from the
        first year of work; 0 where nothing is ever to be paid back.
    ten_year_net, twenty_year_net : float, optional
        Of the compare page: pay of years 0 to 9, and of years 0 to 20, less the cost.
    return_on_cost : float, optional
        Of the compare page: `twenty_year_net` as a multiple of the cost.
    net_worth : float, optional
        At the end of the last year [US dollars].

    See Also
    --------
    careerscore.economics.EconomicResult : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.lifetime_value(
    ...     "29-2072.00", method="american-dream-jobs-compare/1", data="2026.1"
    ... )
    >>> page.ten_year_net, page.twenty_year_net, page.lifetime_net.value, page.payback_years
    (299522, 902002, 2265122, 4)
    """

    assumptions: Assumptions | None
    parts: tuple[str, ...] = field(converter=frozen_tuple)
    education_level: str | None
    education_years: float | None
    education_cost: Money
    years: tuple[LifeYear, ...] = field(converter=frozen_tuple)
    lifetime_earnings: Money | None = None
    lifetime_net: Money | None = None
    npv: Money | None = None
    irr: float | None = None
    payback_age: float | None = None
    payback_years: int | None = None
    ten_year_net: float | None = None
    twenty_year_net: float | None = None
    return_on_cost: float | None = None
    net_worth: float | None = None

    def _check(self, checks: Checks) -> None:
        checks.instance("assumptions", self.assumptions, Assumptions, optional=True)
        checks.items("parts", self.parts, str)
        checks.text("education_level", self.education_level, optional=True)
        checks.number("education_years", self.education_years, minimum=0, optional=True)
        checks.instance("education_cost", self.education_cost, Money)
        checks.items("years", self.years, LifeYear)
        for name in ("lifetime_earnings", "lifetime_net", "npv"):
            checks.instance(name, getattr(self, name), Money, optional=True)
        for name in (
            "irr",
            "payback_age",
            "ten_year_net",
            "twenty_year_net",
            "return_on_cost",
            "net_worth",
        ):
            checks.number(name, getattr(self, name), optional=True)
        checks.integer("payback_years", self.payback_years, minimum=0, maximum=1000, optional=True)

    @property
    def curve(self) -> tuple[tuple[float, Money], ...]:
        """The cumulative cash flow at the end of each year, as pairs of age and amount."""
        return tuple((year.age + 1, year.cumulative) for year in self.years)

    def __repr__(self) -> str:
        shown = [
            f"{words} {value:,.0f}"
            for words, value in (
                ("NPV", None if self.npv is None else self.npv.value),
                ("net", None if self.lifetime_net is None else self.lifetime_net.value),
                ("net worth", self.net_worth),
            )
            if value is not None
        ]
        found = f" {shown[0]} US dollars," if shown else ""
        return short_repr(f"<LifetimeValue {self._of}:{found} {self.status}>")
