"""Discounted cash flows of a career, year by year from the start age to retirement."""

from collections.abc import Iterator, Sequence
from math import ceil, floor, inf
from typing import Any, ClassVar, Final, NamedTuple

import attrs
from attrs import field, frozen

from careerscore._record import Checks
from careerscore.economics.assumptions import Assumptions, TaxSchedule
from careerscore.economics.cost import EducationCost
from careerscore.economics.lifetime import LifeYear, Parts, ValueDefinition
from careerscore.economics.money import NOTHING, UNKNOWN, Money
from careerscore.economics.present_value import internal_rate, net_present_value
from careerscore.economics.progression import PayYear
from careerscore.errors import InvalidInputError, Problem
from careerscore.model import Status


class InTraining(NamedTuple):
    """The years after education in which a worker is in training, and the pay of them."""

    shortest: float
    longest: float | None
    """None where it is not known."""
    pay: Money


NO_TRAINING: Final = InTraining(0, 0, NOTHING)


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
    _counts_training: ClassVar[bool] = False
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
        assumed = self.defaults if given is None else given
        for name in () if self._counts_training else ("training_years", "training_pay"):
            value = getattr(assumed, name)
            expected = "None: the method counts no training"
            checks.expect(name, value, expected, holds=value is None)
        checks.raise_problems()
        return assumed

    def _fields(self, parts: Parts, assumed: Assumptions) -> dict[str, Any]:
        progression, path, costs = parts
        cost, gaps = _education_cost(costs, assumed)
        duration, training = self._durations(parts, assumed)
        if assumed.education_years is None:
            gaps += [reason for reason in path.reasons if reason.startswith(("entry", "duration"))]
        if duration is None:
            cost, gaps = UNKNOWN, ["how long the education takes is not known", *gaps]
        years: list[LifeYear] = []
        reasons: list[str | None] = [] if progression.timeline else ["no pay is published"]
        if duration is None or not progression.timeline:
            reasons += progression.reasons
        else:
            for year, reason in life(progression.timeline, duration, cost, assumed, training):
                years.append(year)
                reasons.append(reason)
        known_reasons = tuple(dict.fromkeys(filter(None, (*reasons, *gaps))))
        fields: dict[str, Any] = {"status": Status.INSUFFICIENT}
        if years:
            lows, highs = [each.net.low for each in years], [each.net.high for each in years]
            npv = Money(*(net_present_value(assumed.discount_rate, each) for each in (lows, highs)))
            sums = [each.cumulative for each in years]
            latest = years_until([-inf if each.low is None else each.low for each in sums])
            soonest = years_until([inf if each.high is None else each.high for each in sums])
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

    def _durations(self, parts: Parts, assumed: Assumptions) -> tuple[float | None, InTraining]:
        """Return the years of education, and the training after it."""
        if assumed.education_years is not None:
            return assumed.education_years, NO_TRAINING
        path = parts[1]
        education = path.education_duration or path.duration
        return (None if education is None else education.typical), NO_TRAINING


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


def life(
    timeline: Sequence[PayYear],
    duration: float,
    cost: Money,
    assumed: Assumptions,
    training: InTraining = NO_TRAINING,
) -> Iterator[tuple[LifeYear, str | None]]:
    """Yield each year, and why its pay is not known, or which fallback is used.

    Years in training are years of experience; only the pay differs.
    """

    def saved(bound: float) -> float:
        # Debt bears no interest here.
        return bound * (1 + assumed.savings_return) if bound > 0 else bound

    longest = inf if training.longest is None else training.longest
    ends = duration + training.shortest, duration + longest
    cumulative, savings = NOTHING, Money.exact(assumed.initial_savings)
    for year, (share, *payments) in enumerate(_payments(duration, assumed)):
        experience = reason = None
        pay = NOTHING
        if share != 1:
            experience = floor(max(0, year - duration))
            found = timeline[min(experience, len(timeline) - 1)]
            reason = found.reason
            growth = (1 + assumed.wage_growth) ** year
            pay = _pay(found, training, growth, share, *(_part(end, year) for end in ends))
        pay += Money.exact(assumed.earnings_in_education * share)
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


def _part(end: float, year: int) -> float:
    """Return the part of a year before an end."""
    return min(1.0, max(0.0, end - year))


def _pay(
    found: PayYear,
    training: InTraining,
    growth: float,
    schooled: float,
    trained: float,
    perhaps_trained: float,
) -> Money:
    """Return the pay of a year, of which parts are in education, in training, perhaps in it."""
    pay = Money(found.at_least, found.at_most) * growth
    if perhaps_trained == schooled:
        return pay * (1 - schooled)
    trainee = training.pay * growth
    either = pay.or_else(trainee)
    if training.longest is None:
        either = Money(None, either.high)
    return (
        pay * (1 - perhaps_trained)
        + trainee * (trained - schooled)
        + either * (perhaps_trained - trained)
    )


def years_until(sums: Sequence[float]) -> int | None:
    """Return the years until sums are never negative again; 0 where they never are, None for never.

    >>> years_until([-5, 5, 9]), years_until([5]), years_until([-5])
    (2, 0, None)
    """
    below = [years for years, total in enumerate(sums, start=2) if total < 0]
    if not below:
        return 0
    return below[-1] if below[-1] <= len(sums) else None
