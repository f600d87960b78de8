"""Discounted cash flows: cost and pay of a career year by year, and their net present value."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import Any, ClassVar

import attrs
from attrs import field, frozen

from careerscore._record import Checks
from careerscore.economics.assumptions import TYPICAL, Assumptions, TaxSchedule
from careerscore.economics.cost import EducationCost
from careerscore.economics.lifetime import LifetimeValue, LifeYear, ValueDefinition
from careerscore.economics.money import NOTHING, UNKNOWN, Money, internal_rate, net_present_value
from careerscore.economics.progression import PayYear
from careerscore.errors import InvalidInputError, Problem
from careerscore.methods.base import check_occupation
from careerscore.model import Occupation, Status


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
    >>> round(method.value(career).npv.value)
    1526083
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
        """Return the lifetime value of a career; otherwise as `careerscore.lifetime_value`."""
        check_occupation(self.id, occupation)
        checks = Checks(self.id)
        checks.value("assumptions", assumptions, Assumptions | None)
        checks.raise_problems()
        assumed = self.defaults if assumptions is None else assumptions
        progression, path, costs = parts = self._parts(occupation, assumed)
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
            for year, pay in _life(timeline, duration, cost, assumed):
                years.append(year)
                reasons.append(None if pay is None else pay.reason)
        known_reasons = tuple(dict.fromkeys(filter(None, (*reasons, *gaps))))
        figures = _figures(years, assumed) if years else {}
        if not figures:
            status = Status.INSUFFICIENT
        elif figures["npv"].value is None:
            status = Status.BOUNDED
        else:
            status = Status.FALLBACK if known_reasons else Status.COMPLETE
        return self._result(
            occupation,
            parts,
            status=status,
            reasons=known_reasons,
            assumption_notes=tuple(
                f"{each.name}: {_named(value)}"
                for each in attrs.fields(Assumptions)
                if (value := getattr(assumed, each.name)) != each.default
            ),
            assumptions=assumed,
            education_years=duration,
            education_cost=cost,
            years=tuple(years),
            **figures,
        )


def _named(value: object) -> str:
    name = getattr(value, "name", None) or getattr(value, "__qualname__", None)
    if name is None and callable(value):
        # Not its repr, whose address differs in every process.
        name = type(value).__qualname__
    return str(value if name is None else name)


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
) -> Iterator[tuple[LifeYear, PayYear | None]]:
    """Yield each year, and the year of the progression whose pay it has."""

    def saved(bound: float) -> float:
        # Debt bears no interest here.
        return bound * (1 + assumed.savings_return) if bound > 0 else bound

    cumulative, savings = NOTHING, Money.exact(assumed.initial_savings)
    for year, (share, *payments) in enumerate(_payments(duration, assumed)):
        experience = found = None
        pay = NOTHING
        if share != 1:
            experience = floor(max(0, year - duration))
            found = timeline[min(experience, len(timeline) - 1)]
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
        yield life_year, found


def _figures(years: Sequence[LifeYear], assumed: Assumptions) -> dict[str, Any]:
    lows, highs = [year.net.low for year in years], [year.net.high for year in years]
    sums = [year.cumulative for year in years]
    latest = _payback_years([-inf if each.low is None else each.low for each in sums])
    soonest = _payback_years([inf if each.high is None else each.high for each in sums])
    payback = latest if latest == soonest else None
    return {
        "lifetime_earnings": sum((year.earnings for year in years), NOTHING),
        "lifetime_net": sums[-1],
        "npv": Money(*(net_present_value(assumed.discount_rate, each) for each in (lows, highs))),
        "irr": internal_rate(lows) if lows == highs else None,
        "payback_years": payback,
        "payback_age": None if payback is None else assumed.start_age + payback,
        "net_worth": years[-1].net_worth.value,
    }


def _payback_years(sums: Sequence[float]) -> int | None:
    """Return the years until the cumulative flow is never negative again."""
    below = [years for years, total in enumerate(sums, start=2) if total < 0]
    if not below:
        return 0
    return below[-1] if below[-1] <= len(sums) else None
