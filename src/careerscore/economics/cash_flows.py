"""Discounted cash flows: cost and pay of a career year by year, and their net present value."""

from __future__ import annotations

from math import ceil, floor, inf
from typing import TYPE_CHECKING, Any, ClassVar, NamedTuple

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
    from careerscore.economics.methods import Parts
    from careerscore.economics.progression import CareerProgression
    from careerscore.model.occupation import Occupation

__all__ = ["DiscountedCashFlow"]


class _Education(NamedTuple):
    """Duration and cost of the education."""

    years: float
    cost: Money


class _Payment(NamedTuple):
    """Payments of a year for an education that costs one dollar, and the debt after them."""

    own: float
    loan: float
    owed: float


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
        occupation : Occupation
            Its wages, education and fields of study are read.
        assumptions : Assumptions, optional
            `defaults` unless given.

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
        education, gaps = _education(parts, assumed)
        years: tuple[LifeYear, ...] = ()
        if education is not None and parts.progression.timeline:
            years = tuple(_life(parts.progression, education, assumed))
        reasons = tuple(dict.fromkeys((*_reasons_on_pay(parts.progression, years), *gaps)))
        figures = _figures(years, assumed) if years else {}
        return self._result(
            occupation,
            parts,
            status=_status(figures, reasons),
            reasons=reasons,
            assumption_notes=tuple(_changed(assumed)),
            assumptions=assumed,
            education_years=None if education is None else education.years,
            education_cost=UNKNOWN if education is None else education.cost,
            years=years,
            **figures,
        )


def _reasons_on_pay(progression: CareerProgression, years: tuple[LifeYear, ...]) -> Iterator[str]:
    """Yield why the pay of the years of work is not known, or which fallback is used."""
    if not progression.timeline:
        yield "no pay is published"
    if not years:
        yield from progression.reasons
    for year in years:
        found = None if year.experience is None else progression.in_year(year.experience)
        if found is not None and found.reason is not None:
            yield found.reason


def _education(parts: Parts, assumed: Assumptions) -> tuple[_Education | None, tuple[str, ...]]:
    """Return the education, and why it is not fully known."""
    gaps: list[str] = []
    if assumed.education_cost is not None:
        cost = Money.exact(assumed.education_cost)
    else:
        cost, gap = _cost(parts.cost, assumed.institution)
        gaps += [*gap, *parts.cost.reasons]
    path, years = parts.path, assumed.education_years
    if years is None:
        years = None if path.duration is None else path.duration.typical
        gaps += [reason for reason in path.reasons if reason.startswith(("entry", "duration"))]
    if years is None:
        return None, ("how long the education takes is not known", *gaps)
    return _Education(years, cost), tuple(gaps)


def _cost(cost: EducationCost, institution: str) -> tuple[Money, tuple[str, ...]]:
    if institution == TYPICAL or cost.total.max == 0:
        total, at_least = cost.total.typical, cost.at_least
    else:
        there = cost.by_institution.get(institution)
        if there is None:
            reason = f"no figure for {institution} at {cost.level or 'any level'}"
            return Money.at_least(0), (reason,)
        total, at_least = there.total, there.at_least
    return (Money.at_least(at_least or 0) if total is None else Money.exact(total)), ()


def _payments(years: float, assumed: Assumptions) -> list[_Payment]:
    """Return the payments of each year for an education that costs one dollar."""
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
    """Return the present value of one dollar at the start of each year."""
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
    taxed = pay.bounds_by(assumed.after_tax)
    if taxed[0] is not None and taxed[1] is not None and taxed[0] > taxed[1]:
        left = f"leaves {taxed[0]:,.0f} of {pay.low:,.0f}, but {taxed[1]:,.0f} of {pay.high:,.0f}"
        problem = Problem("tax", left, "a tax that never leaves less of more pay")
        raise InvalidInputError("Assumptions", (problem,))
    return Money(*taxed)


def _saved(savings: Money, rate: float) -> Money:
    """Return savings after a year; debt bears no interest here."""
    return Money(*savings.bounds_by(lambda bound: bound * (1 + rate) if bound > 0 else bound))


def _figures(years: tuple[LifeYear, ...], assumed: Assumptions) -> dict[str, Any]:
    nets = [year.net for year in years]
    lows = [net.low for net in nets if net.low is not None]
    highs = [net.high for net in nets if net.high is not None]
    low = net_present_value(assumed.discount_rate, lows) if len(lows) == len(nets) else None
    high = net_present_value(assumed.discount_rate, highs) if len(highs) == len(nets) else None
    exact = lows == highs and len(lows) == len(nets)
    payback = _payback_years(years)
    return {
        "lifetime_earnings": sum((year.earnings for year in years), NOTHING),
        "lifetime_net": years[-1].cumulative,
        "npv": Money(low, high),
        "irr": internal_rate(lows) if exact else None,
        "payback_years": payback,
        "payback_age": None if payback is None else assumed.start_age + payback,
        "net_worth": years[-1].net_worth.value,
    }


def _payback_years(years: tuple[LifeYear, ...]) -> int | None:
    """Return the years until the cumulative flow is never negative again, where known."""
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


def _status(figures: dict[str, Any], reasons: tuple[str, ...]) -> Status:
    if not figures:
        return Status.INSUFFICIENT
    if figures["npv"].value is None:
        return Status.BOUNDED
    return Status.FALLBACK if reasons else Status.COMPLETE


def _changed(assumed: Assumptions) -> Iterator[str]:
    """Yield the assumptions that differ from the defaults."""
    for each in attrs.fields(Assumptions):
        value = getattr(assumed, each.name)
        if value != each.default:
            yield f"{each.name}: {_named(value)}"


def _named(value: object) -> str:
    name = getattr(value, "name", None) or getattr(value, "__qualname__", None)
    if name is None and callable(value):
        # Not its repr, whose address differs in every process.
        name = type(value).__qualname__
    return str(value) if name is None else str(name)
