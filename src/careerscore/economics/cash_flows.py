"""Discounted cash flows: cost and pay of a career year by year, and their net present value."""

from __future__ import annotations

from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from attrs import field, frozen

from careerscore._record import Checks
from careerscore.economics.assumptions import TYPICAL, Assumptions, TaxSchedule
from careerscore.economics.lifetime import LifetimeValue, LifeYear
from careerscore.economics.methods import ValueDefinition
from careerscore.economics.money import NOTHING, UNKNOWN, Money
from careerscore.economics.rates import internal_rate, net_present_value
from careerscore.errors import InvalidInputError, Problem
from careerscore.methods.base import check_occupation
from careerscore.model.provenance import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.economics.cost import EducationCost
    from careerscore.economics.education import EducationRequirements
    from careerscore.economics.progression import CareerProgression
    from careerscore.model.occupation import Occupation


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

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.economics.methodology("discounted-cash-flow/1.0")
    >>> career = cs.occupation("29-2072.00", data="2026.1")
    >>> value = method.value(career, cs.Assumptions(discount_rate=0.03, start_age=18))
    >>> round(value.npv.value), value.payback_years
    (1526083, 2)
    """

    engine: ClassVar[str] = "discounted-cash-flow/1"

    defaults: Assumptions = field(factory=Assumptions)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        # A function has no fingerprint of its own.
        tax = self.defaults.tax
        holds = tax is None or isinstance(tax, TaxSchedule)
        checks.expect("defaults", tax, "a tax that is a TaxSchedule or None", holds=holds)

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return the lifetime value of a career.

        Parameters
        ----------
        occupation, assumptions
            As in `careerscore.lifetime_value`.

        Raises
        ------
        InvalidInputError
            If an argument is of another kind, or there is no such level of education.
        """
        check_occupation(self.id, occupation)
        checks = Checks(self.id)
        checks.instance("assumptions", assumptions, Assumptions, optional=True)
        checks.raise_problems()
        assumed = self.defaults if assumptions is None else assumptions
        parts = self._parts(occupation, assumed)
        progression = parts.progression
        cost, gaps = _education_cost(parts.cost, assumed)
        duration, gaps_of_duration = _education_years(parts.path, assumed)
        gaps += gaps_of_duration
        if duration is None:
            cost, gaps = UNKNOWN, ["how long the education takes is not known", *gaps]
        years: tuple[LifeYear, ...] = ()
        if duration is not None and progression.timeline:
            years = tuple(_life(progression, duration, cost, assumed))
        reasons = tuple(dict.fromkeys((*_reasons_on_pay(progression, years), *gaps)))
        figures = _figures(years, assumed) if years else {}
        if not figures:
            status = Status.INSUFFICIENT
        elif figures["npv"].value is None:
            status = Status.BOUNDED
        else:
            status = Status.FALLBACK if reasons else Status.COMPLETE
        return self._result(
            occupation,
            parts,
            status=status,
            reasons=reasons,
            assumption_notes=tuple(
                f"{each.name}: {_named(value)}"
                for each in attrs.fields(Assumptions)
                if (value := getattr(assumed, each.name)) != each.default
            ),
            assumptions=assumed,
            education_years=duration,
            education_cost=cost,
            years=years,
            **figures,
        )


def _named(value: object) -> str:
    name = getattr(value, "name", None) or getattr(value, "__qualname__", None)
    if name is None and callable(value):
        # Not its repr, whose address differs in every process.
        name = type(value).__qualname__
    return str(value if name is None else name)


def _reasons_on_pay(progression: CareerProgression, years: tuple[LifeYear, ...]) -> Iterator[str]:
    """Yield why the pay of the years of work is not known, or which fallback is used."""
    if not progression.timeline:
        yield "no pay is published"
    if not years:
        yield from progression.reasons
    for year in years:
        pay = None if year.experience is None else progression.in_year(year.experience)
        if pay is not None and pay.reason is not None:
            yield pay.reason


def _education_cost(cost: EducationCost, assumed: Assumptions) -> tuple[Money, list[str]]:
    """Return the cost of the education, and why it is not fully known."""
    if assumed.education_cost is not None:
        return Money.exact(assumed.education_cost), []
    there = cost.by_institution.get(assumed.institution)
    if assumed.institution == TYPICAL or cost.total.max == 0:
        total, at_least = cost.total.typical, cost.at_least
    elif there is not None:
        total, at_least = there.total, there.at_least
    else:
        reason = f"no figure for {assumed.institution} at {cost.level or 'any level'}"
        return Money.at_least(0), [reason, *cost.reasons]
    known = Money.at_least(at_least or 0) if total is None else Money.exact(total)
    return known, list(cost.reasons)


def _education_years(
    path: EducationRequirements, assumed: Assumptions
) -> tuple[float | None, list[str]]:
    """Return the years of education, and why they are not known or which fallback is used."""
    if assumed.education_years is not None:
        return assumed.education_years, []
    gaps = [reason for reason in path.reasons if reason.startswith(("entry", "duration"))]
    return (None if path.duration is None else path.duration.typical), gaps


def _payments(years: float, assumed: Assumptions) -> Iterator[tuple[float, float, float]]:
    """Yield own and loan payments, and the debt after them, for each dollar of an education."""
    span = assumed.retirement_age - assumed.start_age
    first = min(ceil(years), span - 1) if years else min(1, span - 1)
    last = min(first + assumed.loan_years, span) - 1
    # The present value of one dollar at the start of each year of the loan.
    annuity = sum((1 + assumed.loan_rate) ** -year for year in range(assumed.loan_years))
    owed = level = 0.0
    for year in range(span):
        share = _in_education(years, year) / years if years else float(year == 0)
        tuition = share * (1 + assumed.tuition_growth) ** year
        owed = owed * (1 + assumed.loan_rate) + assumed.loan_share * tuition
        if year == first:
            level = owed / annuity
        paid = min(level, owed) if year < last else owed
        paid = paid if first <= year else 0.0
        owed -= paid
        yield (1 - assumed.loan_share) * tuition, paid, owed


def _in_education(years: float, year: int) -> float:
    return min(1.0, max(0.0, years - year))


def _life(
    progression: CareerProgression, duration: float, cost: Money, assumed: Assumptions
) -> Iterator[LifeYear]:
    def saved(bound: float) -> float:
        # Debt bears no interest here.
        return bound * (1 + assumed.savings_return) if bound > 0 else bound

    cumulative, savings = NOTHING, Money.exact(assumed.initial_savings)
    for year, payment in enumerate(_payments(duration, assumed)):
        share = _in_education(duration, year)
        experience = None if share == 1 else floor(max(0, year - duration))
        found = None if experience is None else progression.in_year(experience)
        pay = NOTHING
        if found is not None:
            pay = Money(found.at_least, found.at_most) * (1 + assumed.wage_growth) ** year
        pay = pay * (1 - share) + Money.exact(assumed.earnings_in_education * share)
        earnings = _taxed(pay, assumed)
        own, loan, owed = (cost * part for part in payment)
        net = earnings - own - loan
        cumulative += net
        savings = Money(*(savings - own - loan).bounds_by(saved)) + earnings * assumed.savings_rate
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


def _taxed(pay: Money, assumed: Assumptions) -> Money:
    taxed = pay.bounds_by(assumed.after_tax)
    if taxed[0] is not None and taxed[1] is not None and taxed[0] > taxed[1]:
        left = f"leaves {taxed[0]:,.0f} of {pay.low:,.0f}, but {taxed[1]:,.0f} of {pay.high:,.0f}"
        problem = Problem("tax", left, "a tax that never leaves less of more pay")
        raise InvalidInputError("Assumptions", (problem,))
    return Money(*taxed)


def _figures(years: tuple[LifeYear, ...], assumed: Assumptions) -> dict[str, Any]:
    lows, highs = [year.net.low for year in years], [year.net.high for year in years]
    latest = _payback_years([year.cumulative.low for year in years], unknown=-inf)
    soonest = _payback_years([year.cumulative.high for year in years], unknown=inf)
    payback = latest if latest == soonest else None
    return {
        "lifetime_earnings": sum((year.earnings for year in years), NOTHING),
        "lifetime_net": years[-1].cumulative,
        "npv": Money(*(net_present_value(assumed.discount_rate, each) for each in (lows, highs))),
        "irr": internal_rate(lows) if lows == highs else None,
        "payback_years": payback,
        "payback_age": None if payback is None else assumed.start_age + payback,
        "net_worth": years[-1].net_worth.value,
    }


def _payback_years(sums: Sequence[float | None], unknown: float) -> int | None:
    """Return the years until the cumulative flow is never negative again."""
    known = [unknown if total is None else total for total in sums]
    below = [place for place, total in enumerate(known) if total < 0]
    if not below:
        return 0
    return None if below[-1] == len(sums) - 1 else below[-1] + 2
