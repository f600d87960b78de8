"""The lifetime value of a career: its cash flows by year, and their totals."""

from typing import Any, TypeAlias

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.economics.assumptions import Assumptions
from careerscore.economics.base import (
    CostMethod,
    Definition,
    EconomicResult,
    PathMethod,
    ProgressionMethod,
    make_result,
)
from careerscore.economics.cost import EducationCost
from careerscore.economics.education import EducationRequirements
from careerscore.economics.money import Money
from careerscore.economics.progression import CareerProgression
from careerscore.model import Occupation


@frozen(kw_only=True)
class LifeYear(Record):
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
    education, loan : Money
        Tuition paid without a loan, and payment on the loan.
    net, cumulative : Money
        Earnings less both payments, and its sum up to this year.
    net_worth : Money
        Savings less debt at the end of the year.
    """

    age: float = field(metadata=limits(minimum=0))
    in_education: float = field(metadata=limits(minimum=0, maximum=1))
    experience: int | None = field(metadata=limits(minimum=0, maximum=100))
    earnings: Money
    education: Money
    loan: Money
    net: Money
    cumulative: Money
    net_worth: Money


@frozen(kw_only=True, repr=False)
class LifetimeValue(EconomicResult):
    """The lifetime value of a career: cash flows by year, and their totals.

    Each method gives its own figures: the pages of American Dream Jobs do not discount, ours
    has no "20-year" net of 21 years.

    Parameters
    ----------
    assumptions : Assumptions, optional
        None for the published pages, whose assumptions are fixed.
    parts : tuple of str
        Ids of the methods whose results it uses.
    education_level : str, optional
        The level of education.
    education_years : float, optional
        Its duration [years].
    education_cost : Money
        Its total cost.
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
        first year of work; 0 where there is nothing to pay back.
    ten_year_net, twenty_year_net : float, optional
        Of the compare page: pay of years 0 to 9, and of years 0 to 20, less the cost.
    return_on_cost : float, optional
        Of the compare page: `twenty_year_net` as a multiple of the cost.
    net_worth : float, optional
        At the end of the last year [US dollars].

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
    education_years: float | None = field(metadata=limits(minimum=0))
    education_cost: Money
    years: tuple[LifeYear, ...] = field(converter=frozen_tuple)
    lifetime_earnings: Money | None = None
    lifetime_net: Money | None = None
    npv: Money | None = None
    irr: float | None = None
    payback_age: float | None = None
    payback_years: int | None = field(default=None, metadata=limits(minimum=0, maximum=1000))
    ten_year_net: float | None = None
    twenty_year_net: float | None = None
    return_on_cost: float | None = None
    net_worth: float | None = None

    @property
    def curve(self) -> tuple[tuple[float, Money], ...]:
        """The cumulative cash flow at the end of each year, as pairs of age and amount."""
        return tuple((year.age + 1, year.cumulative) for year in self.years)

    def __repr__(self) -> str:
        npv, net = self.npv and self.npv.value, self.lifetime_net and self.lifetime_net.value
        figures = (("NPV", npv), ("net", net), ("net worth", self.net_worth))
        known = (
            f" {name} {value:,.0f} US dollars," for name, value in figures if value is not None
        )
        figure = next(known, "")
        return short_repr(f"<LifetimeValue {self._of}:{figure} {self.status}>")


Parts: TypeAlias = tuple[CareerProgression, EducationRequirements, EducationCost]
"""The results that a lifetime value is computed from."""


@frozen(kw_only=True, repr=False)
class ValueDefinition(Definition):
    """A method of lifetime values that uses a method of each other kind.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        The methods of pay, of education requirements and of their cost.
    """

    progression_by: ProgressionMethod
    path_by: PathMethod
    cost_by: CostMethod

    def _parts(self, occupation: Occupation, assumed: Assumptions) -> Parts:
        """Return the results of the three methods."""
        return (
            self.progression_by.progression(occupation, tail=assumed.tail),
            self.path_by.path(occupation, level=assumed.level),
            self.cost_by.cost(
                occupation,
                level=assumed.level,
                field_multiplier=assumed.field_multiplier,
                graduate_ratio=assumed.graduate_ratio,
            ),
        )

    def _result(self, occupation: Occupation, parts: Parts, **fields: Any) -> LifetimeValue:
        return make_result(
            LifetimeValue,
            self,
            occupation,
            [source for part in parts for source in part.sources],
            parts=tuple(part.methodology for part in parts),
            education_level=parts[1].entry_level,
            **fields,
        )
