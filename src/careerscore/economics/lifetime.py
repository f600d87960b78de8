"""The lifetime value of a career: results, and the method of discounted cash flows."""

from abc import abstractmethod
from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import Any, ClassVar, TypeAlias

import attrs
from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.economics.assumptions import Assumptions, TaxSchedule
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
from careerscore.economics.money import NOTHING, UNKNOWN, Money
from careerscore.economics.present_value import internal_rate, net_present_value
from careerscore.economics.progression import CareerProgression, PayYear
from careerscore.errors import InvalidInputError, Problem
from careerscore.methods.base import check_occupation
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model import ConstantDollars, Occupation, Status


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
        parts = (
            self.progression_by.progression(occupation, tail=assumed.tail),
            self.path_by.path(occupation, level=assumed.level),
            self.cost_by.cost(
                occupation,
                level=assumed.level,
                field_multiplier=assumed.field_multiplier,
                graduate_ratio=assumed.graduate_ratio,
            ),
        )
        fields, dollars = self._fields(parts, assumed), occupation.wages.dollars
        if dollars is not None:
            note = "the cost of the education as published, in dollars of its academic year"
            fields["assumption_notes"] = (*fields.get("assumption_notes", ()), note)
        return make_result(
            LifetimeValue,
            self,
            occupation,
            [source for part in parts for source in part.sources],
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


@frozen(kw_only=True, repr=False)
class DiscountedCashFlow(ValueDefinition):
    """The value of a career from its cash flows, discounted to the start age.

    Every flow falls at the start of its year. Tuition falls due evenly over the years of
    education; the share that is borrowed bears interest from then on, and is paid back in
    level payments from the first full year of work. Pay follows the progression by full years
    of experience. Where pay or cost are known only within bounds, so are the results.

    Parameters
    ----------
    defaults : Assumptions
        Used unless the caller gives others.
    """

    engine: ClassVar[str] = "discounted-cash-flow/1"
    defaults: Assumptions = field(factory=Assumptions)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        # A function has no fingerprint of its own.
        tax = self.defaults.tax
        holds = tax is None or isinstance(tax, TaxSchedule)
        checks.expect("defaults", tax, "a tax that is a TaxSchedule or None", holds=holds)

    def _assumed(self, given: Assumptions | None) -> Assumptions:
        checks = Checks(self.id)
        checks.value("assumptions", given, Assumptions | None)
        checks.raise_problems()
        return self.defaults if given is None else given

    def _fields(self, parts: Parts, assumed: Assumptions) -> dict[str, Any]:
        progression, path, costs = parts
        cost, gaps = _education_cost(costs, assumed)
        duration, timeline = assumed.education_years, progression.timeline
        if duration is None:
            duration = None if path.duration is None else path.duration.typical
            gaps += [reason for reason in path.reasons if reason.startswith(("entry", "duration"))]
        if duration is None:
            cost, gaps = UNKNOWN, ["how long the education takes is not known", *gaps]
        years: list[LifeYear] = []
        reasons: list[str | None] = [] if timeline else ["no pay is published"]
        if duration is None or not timeline:
            reasons += progression.reasons
        else:
            for year, reason in _life(timeline, duration, cost, assumed):
                years.append(year)
                reasons.append(reason)
        known_reasons = tuple(dict.fromkeys(filter(None, (*reasons, *gaps))))
        fields: dict[str, Any] = {"status": Status.INSUFFICIENT}
        if years:
            lows, highs = [each.net.low for each in years], [each.net.high for each in years]
            npv = Money(*(net_present_value(assumed.discount_rate, each) for each in (lows, highs)))
            sums = [each.cumulative for each in years]
            latest = _payback_years([-inf if each.low is None else each.low for each in sums])
            soonest = _payback_years([inf if each.high is None else each.high for each in sums])
            payback = latest if latest == soonest else None
            status = Status.FALLBACK if known_reasons else Status.COMPLETE
            fields = {
                "status": status if npv.value is not None else Status.BOUNDED,
                "lifetime_earnings": sum((each.earnings for each in years), NOTHING),
                "lifetime_net": sums[-1],
                "npv": npv,
                "irr": internal_rate(lows) if lows == highs else None,
                "payback_years": payback,
                "payback_age": None if payback is None else assumed.start_age + payback,
                "net_worth": years[-1].net_worth.value,
            }
        return fields | {
            "reasons": known_reasons,
            "assumption_notes": tuple(
                f"{each.name}: {_named(value)}"
                for each in attrs.fields(Assumptions)
                if (value := getattr(assumed, each.name)) != each.default
            ),
            "assumptions": assumed,
            "education_years": duration,
            "education_cost": cost,
            "years": tuple(years),
        }


def _named(value: object) -> str:
    # Not the repr of a function, whose address differs in every process.
    name = getattr(value, "name", None) or getattr(value, "__qualname__", type(value).__qualname__)
    return str(name if callable(value) else value)


def _education_cost(cost: EducationCost, assumed: Assumptions) -> tuple[Money, list[str]]:
    """Return the cost of the education, and why it is not fully known."""
    if assumed.education_cost is not None:
        return Money.exact(assumed.education_cost), []
    there = cost.by_institution.get(assumed.institution)
    if assumed.institution == "typical" or cost.total.max == 0:
        total, at_least = cost.total.typical, cost.at_least
    elif there is not None:
        total, at_least = there.total, there.at_least
    else:
        reason = f"no figure for {assumed.institution} at {cost.level or 'any level'}"
        return Money.at_least(0), [reason, *cost.reasons]
    known = Money.at_least(at_least or 0) if total is None else Money.exact(total)
    return known, list(cost.reasons)


def _payments(years: float, assumed: Assumptions) -> Iterator[tuple[float, ...]]:
    """Yield the share in education; own and loan payment and debt for each dollar of its cost."""
    span = assumed.retirement_age - assumed.start_age
    first = min(ceil(years), span - 1) if years else min(1, span - 1)
    last = min(first + assumed.loan_years, span) - 1
    # The present value of one dollar at the start of each year of the loan.
    annuity = sum((1 + assumed.loan_rate) ** -year for year in range(assumed.loan_years))
    owed = level = 0.0
    for year in range(span):
        share = min(1.0, max(0.0, years - year))
        due = share / years if years else float(year == 0)
        tuition = due * (1 + assumed.tuition_growth) ** year
        owed = owed * (1 + assumed.loan_rate) + assumed.loan_share * tuition
        if year == first:
            level = owed / annuity
        paid = min(level, owed) if year < last else owed
        paid = paid if first <= year else 0.0
        owed -= paid
        yield share, (1 - assumed.loan_share) * tuition, paid, owed


def _life(
    timeline: Sequence[PayYear], duration: float, cost: Money, assumed: Assumptions
) -> Iterator[tuple[LifeYear, str | None]]:
    """Yield each year, and why its pay is not known, or which fallback is used."""

    def saved(bound: float) -> float:
        # Debt bears no interest here.
        return bound * (1 + assumed.savings_return) if bound > 0 else bound

    cumulative, savings = NOTHING, Money.exact(assumed.initial_savings)
    for year, (share, *payments) in enumerate(_payments(duration, assumed)):
        experience = reason = None
        pay = NOTHING
        if share != 1:
            experience = floor(max(0, year - duration))
            found = timeline[min(experience, len(timeline) - 1)]
            reason = found.reason
            pay = Money(found.at_least, found.at_most) * (1 + assumed.wage_growth) ** year
        pay = pay * (1 - share) + Money.exact(assumed.earnings_in_education * share)
        low, high = pay.bounds_by(assumed.after_tax)
        if low is not None and high is not None and low > high:
            left = f"leaves {low:,.0f} of {pay.low:,.0f}, but {high:,.0f} of {pay.high:,.0f}"
            problem = Problem("tax", left, "a tax that never leaves less of more pay")
            raise InvalidInputError("Assumptions", (problem,))
        earnings = Money(low, high)
        own, loan, owed = (cost * part for part in payments)
        net = earnings - own - loan
        cumulative += net
        savings = Money(*(savings - own - loan).bounds_by(saved)) + earnings * assumed.savings_rate
        life_year = LifeYear(
            age=assumed.start_age + year,
            in_education=share,
            experience=experience,
            earnings=earnings,
            education=own,
            loan=loan,
            net=net,
            cumulative=cumulative,
            net_worth=savings - owed,
        )
        yield life_year, reason


def _payback_years(sums: Sequence[float]) -> int | None:
    """Return the years until the cumulative flow is never negative again."""
    below = [years for years, total in enumerate(sums, start=2) if total < 0]
    if not below:
        return 0
    return below[-1] if below[-1] <= len(sums) else None
