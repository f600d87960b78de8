"""The lifetime value of a career: results, and what its methods have in common."""

from abc import abstractmethod
from collections.abc import Sequence
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
from careerscore.economics.money import Money, Range
from careerscore.economics.progression import CareerProgression
from careerscore.economics.training import Training
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model import ConstantDollars, Occupation, Source


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
    education : Money
        Tuition paid without a loan.
    loan : Money
        Payment on the loan.
    net : Money
        Earnings less both payments.
    cumulative : Money
        The sum of `net` up to this year.
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


@frozen(kw_only=True)
class Gain(Record):
    """What a career brings in above a baseline, from the start age to retirement.

    Parameters
    ----------
    baseline : str
        What the career is compared with: the title of another one, high-school graduates, or a
        yearly pay.
    baseline_code : str, optional
        Code of the other career, ``00-0000.00`` for high-school graduates; None for a yearly pay.
    baseline_note : str, optional
        What its pay is, where it is not published as such.
    baseline_net : Money
        The sum of the cash flows of the baseline, not discounted.
    lifetime : Money
        The sum of the cash flows of the career less that of the baseline, not discounted.
    npv : Money
        The same difference, discounted to the start age.
    before_unknown_tuition : Money, optional
        `lifetime` before the tuition that no table gives, such as that of graduate schools; None
        where all tuition is known.
    ahead_age : Range, optional
        Age from which the career has brought in more for good: the earliest, the one where it is
        known, the latest. None where that is never; the latest is None where it may be never.
    rate_of_return : float, optional
        Internal rate of return a year on what the career costs at first, in tuition and in pay
        forgone, against the baseline. None without education, where it costs nothing at first,
        gains nothing, has no unique rate, or is known only within bounds.
    cumulative : tuple of Money
        The difference of the sums of both up to each year.
    """

    baseline: str
    baseline_code: str | None
    baseline_note: str | None = field(metadata=NOT_IN_FINGERPRINT)
    baseline_net: Money
    lifetime: Money
    npv: Money
    before_unknown_tuition: Money | None
    ahead_age: Range | None
    rate_of_return: float | None
    cumulative: tuple[Money, ...] = field(converter=frozen_tuple)


@frozen(kw_only=True, repr=False)
class LifetimeValue(EconomicResult):
    """The lifetime value of a career: cash flows by year, and their totals.

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
    training : Training, optional
        The training after education; None where the method counts none, or none is assigned.
    training_years : Range, optional
        The years of training that are counted; None where the method counts none.
    training_pay : Money, optional
        Pay in training [US dollars a year]; None where the method counts none.
    gain : Gain, optional
        What the career brings in above a baseline; None where there is none, or it is not known.
    dollars : ConstantDollars, optional
        What published wages were converted into before the method ran; None where they were not.
        The cost of the education is never converted.
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
    training: Training | None = None
    training_years: Range | None = None
    training_pay: Money | None = None
    gain: Gain | None = None
    dollars: ConstantDollars | None = field(default=None, metadata=NOT_IN_FINGERPRINT)

    @property
    def curve(self) -> tuple[tuple[float, Money], ...]:
        """The cumulative cash flow at the end of each year, as pairs of age and amount."""
        return tuple((year.age + 1, year.cumulative) for year in self.years)

    def __repr__(self) -> str:
        npv, net = self.npv and self.npv.value, self.lifetime_net and self.lifetime_net.value
        known = (("NPV", npv), ("net", net), ("net worth", self.net_worth))
        texts = [f" {name} {each:,.0f} US dollars," for name, each in known if each is not None]
        return short_repr(f"<LifetimeValue {self._of}:{''.join(texts[:1])} {self.status}>")


Parts: TypeAlias = tuple[CareerProgression, EducationRequirements, EducationCost]
"""The results that a lifetime value is computed from."""


@frozen(kw_only=True, repr=False)
class ValueDefinition(Definition):
    """A method of lifetime values that uses a method of each other kind."""

    progression_by: ProgressionMethod
    path_by: PathMethod
    cost_by: CostMethod

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return the lifetime value of a career; otherwise as `careerscore.lifetime_value`."""
        check_occupation(self.id, occupation)
        assumed = self._assumed(assumptions)
        parts = self._parts(occupation, assumed)
        return self._result(occupation, parts, self._fields(parts, assumed))

    def _parts(self, occupation: Occupation, assumed: Assumptions) -> Parts:
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

    def _result(
        self,
        occupation: Occupation,
        parts: Parts,
        fields: dict[str, Any],
        sources: Sequence[Source] = (),
    ) -> LifetimeValue:
        """Return the result of its fields; `sources` are those beyond the sources of the parts."""
        dollars = occupation.wages.dollars
        if dollars is not None:
            note = "the cost of the education as published, in dollars of its academic year"
            notes = (*fields.get("assumption_notes", ()), note)
            fields = fields | {"assumption_notes": notes}
        return make_result(
            LifetimeValue,
            self,
            occupation,
            [*(source for part in parts for source in part.sources), *sources],
            dollars=dollars,
            parts=tuple(part.methodology for part in parts),
            education_level=parts[1].entry_level,
            **fields,
        )

    @abstractmethod
    def _assumed(self, given: Assumptions | None) -> Assumptions:
        """Return what is assumed; refuse what cannot be."""

    @abstractmethod
    def _fields(self, parts: Parts, assumed: Assumptions) -> dict[str, Any]:
        """Return the other fields of the result."""
