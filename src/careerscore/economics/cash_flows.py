"""Discounted cash flows: what a career costs and pays, year by year, and what it is worth today."""

from __future__ import annotations

from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

import attrs
from attrs import field, frozen

from careerscore._record import Checks
from careerscore.economics.assumptions import TYPICAL, Assumptions
from careerscore.economics.lifetime import LifetimeValue, LifeYear
from careerscore.economics.methods import (
    CostMethod,
    Definition,
    PathMethod,
    ProgressionMethod,
    check_occupation,
)
from careerscore.economics.money import NOTHING, UNKNOWN, Money
from careerscore.economics.rates import internal_rate, net_present_value
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem
from careerscore.model.provenance import Status

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.progression import CareerProgression
    from careerscore.model.occupation import Occupation

__all__ = ["CASH_FLOW_ENGINE", "DiscountedCashFlow"]

CASH_FLOW_ENGINE: Final = "discounted-cash-flow/1"
"""Name of the engine and version of its rules; part of every fingerprint."""


class _Education(NamedTuple):
    """How long the education takes and what it costs."""

    level: str | None
    years: float
    cost: Money


class _Payment(NamedTuple):
    """What is paid in a year for an education that costs one dollar, and what is still owed."""

    own: float
    loan: float
    owed: float


@frozen(kw_only=True, repr=False)
class DiscountedCashFlow(Definition):
    """The value of a career from its cash flows, discounted to the start age.

    Every flow falls at the start of its year. Tuition falls due evenly over the years of
    education; the share that is borrowed bears interest from then on, and is paid back in
    level payments from the first full year of work. Pay follows the progression by full years
    of experience. Where pay or cost are known only within bounds, so are the results.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        Whose answers are taken.
    defaults : Assumptions
        What is assumed unless the caller says otherwise.

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.economics.methodology("discounted-cash-flow/1.0")
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> found = method.value(career, cs.Assumptions(discount_rate=0.03, start_age=18))
    >>> round(found.npv.value), found.payback_years
    (1526083, 2)
    """

    engine: ClassVar[str] = CASH_FLOW_ENGINE

    progression_by: ProgressionMethod
    path_by: PathMethod
    cost_by: CostMethod
    defaults: Assumptions = field(factory=Assumptions)

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return what a career is worth over a life.

        Parameters
        ----------
        occupation : Occupation
            Its wages, education and fields of study are read.
        assumptions : Assumptions, optional
            What is taken for granted; `defaults` where not given.

        Raises
        ------
        InvalidInputError
            If an argument is not what is said above, or there is no such level of education.
        """
        check_occupation(self, occupation)
        checks = Checks(self.id)
        checks.instance("assumptions", assumptions, Assumptions, optional=True)
        checks.raise_problems()
        assumed = self.defaults if assumptions is None else assumptions
        progression = self.progression_by.progression(occupation, tail=assumed.tail)
        path = self.path_by.path(occupation, level=assumed.level)
        cost = self.cost_by.cost(
            occupation,
            level=assumed.level,
            field_multiplier=assumed.field_multiplier,
            graduate_ratio=assumed.graduate_ratio,
        )
        education, gaps = _education(path, cost, assumed)
        years: tuple[LifeYear, ...] = ()
        if education is not None and progression.timeline:
            years = tuple(_life(progression, education, assumed))
        reasons = tuple(dict.fromkeys((*_of_pay(progression, years), *gaps)))
        figures = _figures(years, assumed) if years else {}
        return make_result(
            LifetimeValue,
            self,
            occupation,
            (*progression.sources, *path.sources, *cost.sources),
            status=_status(years, figures, reasons),
            reasons=reasons,
            assumption_notes=tuple(_changed(assumed)),
            assumptions=assumed,
            parts=(progression.methodology, path.methodology, cost.methodology),
            education_level=path.entry_level,
            education_years=None if education is None else education.years,
            education_cost=UNKNOWN if education is None else education.cost,
            years=years,
            **figures,
        )


def _of_pay(progression: CareerProgression, years: tuple[LifeYear, ...]) -> Iterator[str]:
    """Say what is not simply read of the pay in the years of work."""
    if not progression.timeline:
        yield "no pay is published"
    if not years:
        yield from progression.reasons
    for year in years:
        found = None if year.experience is None else progression.in_year(year.experience)
        if found is not None and found.reason is not None:
            yield found.reason


def _education(
    path: EducationRequirements, cost: EducationCost, assumed: Assumptions
) -> tuple[_Education | None, tuple[str, ...]]:
    """Return the education, and what is not known of it."""
    gaps: list[str] = []
    amount = Money(0, None)
    if assumed.education_cost is not None:
        amount = Money.exact(assumed.education_cost)
    else:
        amount, gap = _cost(cost, assumed.institution)
        gaps += [*gap, *cost.reasons]
    years = assumed.education_years
    if years is None:
        years = None if path.duration is None else path.duration.typical
        gaps += [reason for reason in path.reasons if reason.startswith(("entry", "duration"))]
    if years is None:
        return None, ("how long the education takes is not known", *gaps)
    return _Education(path.entry_level, years, amount), tuple(gaps)


def _cost(cost: EducationCost, institution: str) -> tuple[Money, tuple[str, ...]]:
    if institution == TYPICAL or cost.total.max == 0:
        total, at_least = cost.total.typical, cost.at_least
    else:
        there = cost.by_institution.get(institution)
        if there is None:
            return Money(0, None), (f"no figure for {institution} at {cost.level or 'any level'}",)
        total, at_least = there.total, there.at_least
    return (Money(at_least or 0, None) if total is None else Money.exact(total)), ()


def _payments(years: float, assumed: Assumptions) -> list[_Payment]:
    """Return what is paid in each year for an education that costs one dollar."""
    span = assumed.retirement_age - assumed.start_age
    first = min(ceil(years), span - 1) if years else min(1, span - 1)
    last = min(first + assumed.loan_years, span) - 1
    payments: list[_Payment] = []
    owed = level = 0.0
    for year in range(span):
        share = _in_education(years, year) / years if years else float(year == 0)
        tuition = share * (1 + assumed.tuition_growth) ** year
        owed = owed * (1 + assumed.loan_rate) + assumed.loan_share * tuition
        if year == first:
            level = owed / _annuity(assumed.loan_rate, assumed.loan_years)
        paid = min(level, owed) if year < last else owed
        paid = paid if first <= year else 0.0
        owed -= paid
        payments.append(_Payment((1 - assumed.loan_share) * tuition, paid, owed))
    return payments


def _annuity(rate: float, years: int) -> float:
    """Return the value today of one dollar at the start of each of some years."""
    return sum((1 + rate) ** -year for year in range(years))


def _in_education(years: float, year: int) -> float:
    return min(1.0, max(0.0, years - year))


def _life(
    progression: CareerProgression, education: _Education, assumed: Assumptions
) -> Iterator[LifeYear]:
    payments = _payments(education.years, assumed)
    cumulative, savings = NOTHING, Money.exact(assumed.initial_savings)
    for year, payment in enumerate(payments):
        share = _in_education(education.years, year)
        experience = None if share == 1 else floor(max(0, year - education.years))
        pay = _pay(progression, experience, assumed.wage_growth, year) * (1 - share)
        earnings = _taxed(pay + Money.exact(assumed.earnings_in_education * share), assumed)
        own, loan, owed = (education.cost * part for part in payment)
        net = earnings - own - loan
        cumulative += net
        savings = _saved(savings - own - loan, assumed.savings_return)
        savings += earnings * assumed.savings_rate
        yield LifeYear(
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


def _pay(progression: CareerProgression, experience: int | None, growth: float, year: int) -> Money:
    found = None if experience is None else progression.in_year(experience)
    if found is None:
        return NOTHING
    return Money(found.at_least, found.at_most) * (1 + growth) ** year


def _taxed(pay: Money, assumed: Assumptions) -> Money:
    low = None if pay.low is None else assumed.after_tax(pay.low)
    high = None if pay.high is None else assumed.after_tax(pay.high)
    if low is not None and high is not None and low > high:
        left = f"leaves {low:,.0f} of {pay.low:,.0f}, but {high:,.0f} of {pay.high:,.0f}"
        problem = Problem("tax", left, "a tax that never leaves less of more pay")
        raise InvalidInputError("Assumptions", (problem,))
    return Money(low, high)


def _saved(savings: Money, rate: float) -> Money:
    """Return savings after a year; what is owed bears no interest here."""
    return Money(
        *(
            None if bound is None else bound * (1 + rate) if bound > 0 else bound
            for bound in (savings.low, savings.high)
        )
    )


def _figures(years: tuple[LifeYear, ...], assumed: Assumptions) -> dict[str, Any]:
    nets = [year.net for year in years]
    lows = [net.low for net in nets if net.low is not None]
    highs = [net.high for net in nets if net.high is not None]
    low = net_present_value(assumed.discount_rate, lows) if len(lows) == len(nets) else None
    high = net_present_value(assumed.discount_rate, highs) if len(highs) == len(nets) else None
    exact = lows == highs and len(lows) == len(nets)
    payback = _payback_years(years)
    return {
        "lifetime_earnings": _sum(year.earnings for year in years),
        "lifetime_net": years[-1].cumulative,
        "npv": Money(low, high),
        "irr": internal_rate(lows) if exact else None,
        "payback_years": payback,
        "payback_age": None if payback is None else assumed.start_age + payback,
        "net_worth": years[-1].net_worth.value,
    }


def _sum(amounts: Iterable[Money]) -> Money:
    total = NOTHING
    for amount in amounts:
        total += amount
    return total


def _payback_years(years: tuple[LifeYear, ...]) -> int | None:
    """Return after how many years the cumulative flow is never negative again, where known."""
    latest = _never_negative(
        [-inf if y.cumulative.low is None else y.cumulative.low for y in years]
    )
    soonest = _never_negative(
        [inf if y.cumulative.high is None else y.cumulative.high for y in years]
    )
    return latest if latest == soonest else None


def _never_negative(sums: Sequence[float]) -> int | None:
    below = [place for place, total in enumerate(sums) if total < 0]
    if not below:
        return 0
    return None if below[-1] == len(sums) - 1 else below[-1] + 2


def _status(
    years: tuple[LifeYear, ...], figures: dict[str, Any], reasons: tuple[str, ...]
) -> Status:
    if not years:
        return Status.INSUFFICIENT
    if figures["npv"].value is None:
        return Status.BOUNDED
    return Status.FALLBACK if reasons else Status.COMPLETE


def _changed(assumed: Assumptions) -> Iterator[str]:
    """Say what is assumed otherwise than by default."""
    for each in attrs.fields(Assumptions):
        value = getattr(assumed, each.name)
        if value != each.default:
            yield f"{each.name}: {_named(value)}"


def _named(value: object) -> str:
    name = getattr(value, "name", None) or getattr(value, "__qualname__", None)
    if name is None and callable(value):
        # Never where it lies in memory, which is another place in every process.
        name = type(value).__qualname__
    return str(value) if name is None else str(name)
