"""The cumulative cash flows of careers compared, and where one passes another."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from careerscore._record import Checks
from careerscore.economics.comparison import Comparison
from careerscore.plots.words import one_line

if TYPE_CHECKING:
    from careerscore.economics.comparison import ComparedCareer

__all__ = ["Passing", "ValueCurve", "ValuePoint", "passings", "value_curves"]


class ValuePoint(NamedTuple):
    """The cumulative cash flow at an age.

    Attributes
    ----------
    age : float
        Age at the end of the year.
    low, high : float or None
        The least and the most that it can be [US dollars]; the same where it is known, None
        where nothing bounds it.
    """

    age: float
    low: float | None
    high: float | None


class ValueCurve(NamedTuple):
    """One career.

    Attributes
    ----------
    code, title : str
        The occupation.
    points : tuple of ValuePoint
        Year by year, as far as anything is known; empty where nothing is.
    npv : float or None
        Net present value [US dollars], where it is known.
    reason : str
        Why not everything is known; empty where it is.
    """

    code: str
    title: str
    points: tuple[ValuePoint, ...]
    npv: float | None
    reason: str

    @property
    def is_known(self) -> bool:
        """Whether the cash flow of every year is known."""
        return bool(self.points) and all(point.low == point.high for point in self.points)

    @property
    def at_least(self) -> tuple[tuple[float, float], ...]:
        """Ages and amounts where only the least is known."""
        return tuple(
            (point.age, point.low)
            for point in self.points
            if point.low is not None and point.high is None
        )

    @property
    def at_most(self) -> tuple[tuple[float, float], ...]:
        """Ages and amounts where only the most is known."""
        return tuple(
            (point.age, point.high)
            for point in self.points
            if point.high is not None and point.low is None
        )

    @property
    def amounts(self) -> tuple[float, ...]:
        """Every amount that has to be in the picture [US dollars]."""
        ends = (end for point in self.points for end in (point.low, point.high))
        return tuple(end for end in ends if end is not None)


class Passing(NamedTuple):
    """A change of the lead.

    Attributes
    ----------
    age : float
        Age at the end of the year in which it changes.
    amount : float
        The cumulative cash flow of the new leader then, or its bound [US dollars].
    """

    age: float
    amount: float


def value_curves(subject: str, comparison: Comparison) -> tuple[ValueCurve, ...]:
    """Return the cumulative cash flow of each career compared.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    comparison : Comparison
        The careers.

    Raises
    ------
    InvalidInputError
        If it is no comparison, its method compares no years, or no cash flow is known.

    Examples
    --------
    >>> import careerscore as cs
    >>> curves = value_curves("compare", cs.compare("29-2072.00", "29-1141.00", data="2026.1"))
    >>> [(curve.title, round(curve.npv), curve.points[0]) for curve in curves][1]
    ('Registered Nurses', 2300190, ValuePoint(age=19, low=-11950.0, high=-11950.0))
    """
    checks = Checks(subject)
    checks.instance("comparison", comparison, Comparison)
    checks.raise_problems()
    for career in comparison.careers:
        expected = "careers valued by a method that compares years, as discounted-cash-flow does"
        by, known = career.value.methodology, career.value.assumptions is not None
        checks.expect("comparison", by, expected, holds=known)
    checks.raise_problems()
    curves = tuple(map(_curve, comparison.careers))
    if not any(curve.points for curve in curves):
        reasons = "; ".join(f"{curve.title}: {curve.reason}" for curve in curves)
        expected = f"a career whose cash flows are known ({one_line(reasons or 'none', 200)})"
        checks.expect("comparison", comparison, expected, holds=False)
    checks.raise_problems()
    return curves


def _curve(career: ComparedCareer) -> ValueCurve:
    value = career.value
    points = (ValuePoint(age, amount.low, amount.high) for age, amount in value.curve)
    known = tuple(each for each in points if each.low is not None or each.high is not None)
    npv = None if value.npv is None else value.npv.value
    return ValueCurve(career.code, career.title, known, npv, "; ".join(value.reasons))


def passings(comparison: Comparison, curves: tuple[ValueCurve, ...]) -> tuple[Passing, ...]:
    """Return every change of the lead, pair by pair.

    Examples
    --------
    >>> import careerscore as cs
    >>> found = cs.compare("29-2072.00", "29-1141.00", data="2026.1")
    >>> curves = value_curves("compare", found)
    >>> [(passing.age, round(passing.amount)) for passing in passings(found, curves)]
    [(28, 374775)]
    """
    by_code = {curve.code: curve for curve in curves}
    found: list[Passing] = []
    for crossover in comparison.crossovers:
        codes = (crossover.first, crossover.second)
        pair = [by_code[code] for code in codes if code in by_code]
        # The lead is known even where an amount is not: then its bounds tell who is ahead.
        found += [
            Passing(age, max(_amount_at(curve, age) for curve in pair))
            for age in crossover.ages
            if len(pair) == len(codes)
        ]
    return tuple(found)


def _amount_at(curve: ValueCurve, age: float) -> float:
    """Return the amount at an age, or a bound of it."""
    found = [point for point in curve.points if point.age == age]
    ends = (end for point in found for end in (point.low, point.high) if end is not None)
    return next(ends, float("-inf"))
