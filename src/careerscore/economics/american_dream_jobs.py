"""The two calculators of American Dream Jobs, as published: the compare page, the calculator."""

from __future__ import annotations

from abc import abstractmethod
from itertools import accumulate
from math import ceil
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, limits
from careerscore.economics.lifetime import LifetimeValue, LifeYear
from careerscore.economics.methods import (
    CostMethod,
    Definition,
    PathMethod,
    ProgressionMethod,
    check_occupation,
)
from careerscore.economics.money import NOTHING, UNKNOWN, Money, running_sums
from careerscore.economics.results import make_result
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.provenance import Status

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.economics.assumptions import Assumptions
    from careerscore.model.occupation import Occupation

__all__ = ["CALCULATOR_ENGINE", "COMPARE_ENGINE", "CalculatorPage", "ComparePage"]

COMPARE_ENGINE: Final = "compare-page/1"
CALCULATOR_ENGINE: Final = "calculator-page/1"
"""Names of the engines and versions of their rules; part of every fingerprint."""


@frozen(kw_only=True, repr=False)
class _Page(Definition):
    """What both pages have: the methods whose answers they take.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        Whose answers are taken.
    retirement_age : int
        Age at which work ends [years].
    """

    progression_by: ProgressionMethod
    path_by: PathMethod
    cost_by: CostMethod
    retirement_age: int = field(metadata=limits(minimum=10, maximum=100))

    def value(
        self, occupation: Occupation, assumptions: Assumptions | None = None
    ) -> LifetimeValue:
        """Return what the page shows of an occupation.

        Parameters
        ----------
        occupation : Occupation
            Its wages, education and fields of study are read.
        assumptions : Assumptions, optional
            Nothing but None: the page has its own, which `evolve` changes.

        Raises
        ------
        InvalidInputError
            If `occupation` is not one, or there are assumptions.
        """
        check_occupation(self, occupation)
        if assumptions is not None:
            expected = "None: the page has its own; evolve() gives a variant with others"
            problem = Problem("assumptions", shorten(assumptions), expected)
            raise InvalidInputError(self.id, (problem,))
        progression = self.progression_by.progression(occupation)
        pay = tuple(year.pay for year in progression.timeline if year.pay is not None)
        path = self.path_by.path(occupation)
        cost = self.cost_by.cost(occupation)
        typical = cost.total.typical
        missing = [
            what
            for what, there in (
                ("pay", bool(pay) and len(pay) == len(progression.timeline)),
                ("duration of education", path.duration is not None),
                ("cost of education", typical is not None),
            )
            if not there
        ]
        used = [year.reason for year in progression.timeline] or progression.reasons
        reasons = tuple(dict.fromkeys((*filter(None, used), *cost.reasons)))
        fields: dict[str, Any] = {
            "assumptions": None,
            "parts": (progression.methodology, path.methodology, cost.methodology),
            "education_level": path.entry_level,
            "education_years": None if path.duration is None else path.duration.typical,
        }
        if missing or path.duration is None or typical is None:
            fields |= {
                "status": Status.INSUFFICIENT,
                "reasons": (f"the methods give no {' and no '.join(missing)}", *reasons),
                "education_cost": UNKNOWN,
                "years": (),
            }
        else:
            fields |= {
                "status": Status.FALLBACK if reasons else Status.COMPLETE,
                "reasons": reasons,
                "education_cost": Money.exact(typical),
                **self._figures(pay, path.duration.typical or 0, typical),
            }
        sources = (*progression.sources, *path.sources, *cost.sources)
        return make_result(LifetimeValue, self, occupation, sources, **fields)

    @abstractmethod
    def _figures(self, pay: tuple[float, ...], years: float, cost: float) -> dict[str, Any]:
        """Return the figures of the page: of pay by year, years of education, and its cost."""


@frozen(kw_only=True, repr=False)
class ComparePage(_Page):
    """The compare page: net pay after 10, "20" and all years, return, break-even.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        Whose answers are taken.
    retirement_age : int
        Age at which work ends; it is not a year of work itself [years].
    start_age : int
        Age at which education begins [years].

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.economics.methodology("american-dream-jobs-compare/1")
    >>> page.value(cs.occupation("29-2072.00", data="2026.1")).return_on_cost
    8.160107836219218
    """

    engine: ClassVar[str] = COMPARE_ENGINE

    start_age: int = field(metadata=limits(minimum=10, maximum=100))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        expected = f"more than start_age, {self.start_age}"
        holds = self.retirement_age > self.start_age
        checks.expect("retirement_age", self.retirement_age, expected, holds=holds)

    def _figures(self, pay: tuple[float, ...], years: float, cost: float) -> dict[str, Any]:
        work_from = self.start_age + years
        # A year that is only begun at the retirement age counts as a whole one there.
        worked = max(0, ceil(self.retirement_age - work_from))
        earned = [pay[min(year, len(pay) - 1)] for year in range(worked)]
        studied = ceil(years)
        ages: list[float] = [self.start_age + year for year in range(studied)]
        ages += [work_from + year for year in range(worked)]
        shares = [min(1, years - year) for year in range(studied)] + [0.0] * worked
        first_ten, first_twenty_one = sum(pay[:10]), sum(pay)
        return {
            "years": tuple(_years(ages, [*([0.0] * studied), *earned], cost, shares)),
            "lifetime_earnings": Money.exact(sum(earned)),
            "lifetime_net": Money.exact(sum(earned) - cost),
            "ten_year_net": first_ten - cost,
            "twenty_year_net": first_twenty_one - cost,
            "return_on_cost": (first_twenty_one - cost) / max(cost, 1),
            "payback_years": _break_even(earned, cost),
        }


@frozen(kw_only=True, repr=False)
class CalculatorPage(_Page):
    """The calculator: net worth year by year, of what is put aside and invested.

    Parameters
    ----------
    progression_by, path_by, cost_by : ProgressionMethod, PathMethod, CostMethod
        Whose answers are taken.
    retirement_age : int
        The last year of work [years].
    start_age : int
        The first year of work [years].
    initial_savings : float
        Savings before the education is paid [US dollars].
    savings_rate, savings_return : float
        Share of pay that is put aside, and what a positive net worth yields a year.

    See Also
    --------
    careerscore.scoring.MethodologyBase : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.economics.methodology("american-dream-jobs-calculator/1")
    >>> found = page.value(cs.occupation("29-2072.00", data="2026.1"))
    >>> round(found.net_worth), found.lifetime_earnings.value, found.payback_age
    (1214587, 2437620, 34)
    """

    engine: ClassVar[str] = CALCULATOR_ENGINE

    start_age: int = field(metadata=limits(minimum=10, maximum=100))
    initial_savings: float = field(metadata=limits(minimum=0))
    savings_rate: float = field(metadata=limits(minimum=0, maximum=1))
    savings_return: float = field(metadata=limits(minimum=-0.5, maximum=1))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        expected = f"at least start_age, {self.start_age}"
        holds = self.retirement_age >= self.start_age
        checks.expect("retirement_age", self.retirement_age, expected, holds=holds)

    def _figures(
        self,
        pay: tuple[float, ...],
        years: float,  # noqa: ARG002 - the page begins with work, whatever came before
        cost: float,
    ) -> dict[str, Any]:
        ages = list(range(self.start_age, self.retirement_age + 1))
        earned = [pay[min(year, len(pay) - 1)] for year in range(len(ages))]
        worth = self.initial_savings - cost
        worths: list[float] = []
        for income in earned:
            growth = worth * self.savings_return if worth > 0 else 0
            worth = worth + growth + income * self.savings_rate
            worths.append(worth)
        above = [age for age, each in zip(ages, worths, strict=True) if each > 0]
        return {
            "years": tuple(_years(ages, earned, cost, [0.0] * len(ages), worths)),
            "lifetime_earnings": Money.exact(sum(earned)),
            "lifetime_net": Money.exact(sum(earned) - cost),
            "net_worth": worth,
            "payback_age": above[0] if above else None,
        }


def _years(
    ages: Sequence[float],
    earned: Sequence[float],
    cost: float,
    shares: Sequence[float],
    worths: Sequence[float] | None = None,
) -> Iterator[LifeYear]:
    """Yield the years of a page from their numbers; the education is paid in the first."""
    spent = [cost, *([0.0] * (len(ages) - 1))]
    nets = [Money.exact(pay - paid) for pay, paid in zip(earned, spent, strict=True)]
    sums = list(running_sums(nets))
    experience = 0
    for place, age in enumerate(ages):
        in_education = shares[place]
        yield LifeYear(
            age=age,
            in_education=in_education,
            experience=None if in_education else experience,
            earnings=Money.exact(earned[place]),
            education=Money.exact(spent[place]),
            loan=NOTHING,
            net=nets[place],
            cumulative=sums[place],
            net_worth=UNKNOWN if worths is None else Money.exact(worths[place]),
        )
        experience += not in_education


def _break_even(earned: Sequence[float], cost: float) -> int | None:
    """Return the first year of work, counted from 1, by whose end pay has made up for the cost."""
    return next(
        (year for year, total in enumerate(accumulate(earned), start=1) if total >= cost), None
    )
