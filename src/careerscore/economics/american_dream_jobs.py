"""The two calculators of American Dream Jobs, as published: the compare page, the calculator."""

from abc import abstractmethod
from collections.abc import Sequence
from itertools import accumulate
from math import ceil
from typing import Any, ClassVar, TypeAlias

from attrs import field, frozen

from careerscore._record import Checks, limits
from careerscore.economics.assumptions import Assumptions
from careerscore.economics.lifetime import LifeYear, Parts, ValueDefinition
from careerscore.economics.money import NOTHING, UNKNOWN, Money
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model import Status

_Flow: TypeAlias = tuple[float, float, int | None, float, Money]
"""Of a year: age at its start, share in education, experience, pay, and net worth."""


@frozen(kw_only=True, repr=False)
class _Page(ValueDefinition):
    _works_to_the_end: ClassVar[bool] = False
    start_age: int = field(metadata=limits(minimum=10, maximum=100))
    retirement_age: int = field(metadata=limits(minimum=10, maximum=100))

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        start, end = self.start_age, self.retirement_age
        holds = end > start or (self._works_to_the_end and end == start)
        expected = f"{'at least' if self._works_to_the_end else 'more than'} start_age, {start}"
        checks.expect("retirement_age", end, expected, holds=holds)

    def _assumed(self, given: Assumptions | None) -> Assumptions:
        if given is not None:
            expected = "None: the page has its own; evolve() gives a variant with others"
            problem = Problem("assumptions", shorten(given), expected)
            raise InvalidInputError(self.id, (problem,))
        return Assumptions()

    def _fields(self, parts: Parts, assumed: Assumptions) -> dict[str, Any]:  # noqa: ARG002
        progression, path, costs = parts
        timeline, duration, cost = progression.timeline, path.duration, costs.total.typical
        pay = [year.pay for year in timeline if year.pay is not None]
        years = None if duration is None else duration.typical
        missing = [] if pay and len(pay) == len(timeline) else ["pay"]
        if duration is None:
            missing.append("duration of education")
        if cost is None:
            missing.append("cost of education")
        used = [year.reason for year in timeline] or progression.reasons
        reasons = tuple(dict.fromkeys((*filter(None, used), *costs.reasons)))
        fields: dict[str, Any] = {"assumptions": None, "education_years": years}
        if missing or cost is None:
            why = f"the methods give no {' and no '.join(missing)}"
            fields |= {"status": Status.INSUFFICIENT, "reasons": (why, *reasons)}
            return fields | {"years": (), "education_cost": UNKNOWN}
        status = Status.FALLBACK if reasons else Status.COMPLETE
        fields |= {"status": status, "reasons": reasons, "education_cost": Money.exact(cost)}
        return fields | self._figures(pay, years or 0, cost)

    @abstractmethod
    def _figures(self, pay: Sequence[float], years: float, cost: float) -> dict[str, Any]:
        """Return the figures of the page from pay by year, years of education, and its cost."""


@frozen(kw_only=True, repr=False)
class ComparePage(_Page):
    """The compare page: net pay after 10, "20" and all years, return, break-even.

    Parameters
    ----------
    start_age, retirement_age : int
        Ages at which education begins and work ends; the latter is no year of work [years].

    Examples
    --------
    >>> import careerscore as cs
    >>> page = cs.economics.methodology("american-dream-jobs-compare/1")
    >>> page.value(cs.occupation("29-2072.00", data="2026.1")).return_on_cost
    8.160107836219218
    """

    engine: ClassVar[str] = "compare-page/1"

    def _figures(self, pay: Sequence[float], years: float, cost: float) -> dict[str, Any]:
        work_from = self.start_age + years
        # A year that is only begun at the retirement age counts as a whole one there.
        worked = max(0, ceil(self.retirement_age - work_from))
        earned = [pay[min(year, len(pay) - 1)] for year in range(worked)]
        flows: list[_Flow] = [
            (self.start_age + year, min(1, years - year), None, 0.0, UNKNOWN)
            for year in range(ceil(years))
        ]
        flows += [(work_from + n, 0.0, n, income, UNKNOWN) for n, income in enumerate(earned)]
        repaid = (year for year, total in enumerate(accumulate(earned), 1) if total >= cost)
        return {
            **_cash_flows(flows, cost),
            "ten_year_net": sum(pay[:10]) - cost,
            "twenty_year_net": sum(pay) - cost,
            "return_on_cost": (sum(pay) - cost) / max(cost, 1),
            "payback_years": next(repaid, None),
        }


@frozen(kw_only=True, repr=False)
class CalculatorPage(_Page):
    """The calculator: net worth year by year, from savings that are invested.

    Parameters
    ----------
    start_age, retirement_age : int
        Ages in the first and the last year of work [years].
    initial_savings, savings_rate, savings_return : float
        Savings before the education is paid [US dollars], share of pay that is saved, and return
        on a positive net worth a year.
    """

    engine: ClassVar[str] = "calculator-page/1"
    _works_to_the_end: ClassVar[bool] = True
    initial_savings: float = field(metadata=limits(minimum=0, maximum=1e9))
    savings_rate: float = field(metadata=limits(minimum=0, maximum=1))
    savings_return: float = field(metadata=limits(minimum=-0.5, maximum=1))

    def _figures(
        self,
        pay: Sequence[float],
        years: float,  # noqa: ARG002 - the page begins with work, whatever came before
        cost: float,
    ) -> dict[str, Any]:
        ages = range(self.start_age, self.retirement_age + 1)
        earned = [pay[min(year, len(pay) - 1)] for year in range(len(ages))]

        def grown(worth: float, income: float) -> float:
            growth = worth * self.savings_return if worth > 0 else 0
            return worth + growth + income * self.savings_rate

        worths = list(accumulate(earned, grown, initial=self.initial_savings - cost))[1:]
        positive = (age for age, worth in zip(ages, worths, strict=True) if worth > 0)
        flows = [
            (age, 0.0, age - self.start_age, income, Money.exact(worth))
            for age, income, worth in zip(ages, earned, worths, strict=True)
        ]
        return {
            **_cash_flows(flows, cost),
            "net_worth": worths[-1],
            "payback_age": next(positive, None),
        }


def _cash_flows(flows: Sequence[_Flow], cost: float) -> dict[str, Any]:
    """Return the years and their sums; the first year pays the education."""
    years: list[LifeYear] = []
    cumulative, spent = NOTHING, cost
    for age, share, experience, pay, net_worth in flows:
        net = Money.exact(pay - spent)
        cumulative += net
        years.append(
            LifeYear(
                age=age,
                in_education=share,
                experience=experience,
                earnings=Money.exact(pay),
                education=Money.exact(spent),
                loan=NOTHING,
                net=net,
                cumulative=cumulative,
                net_worth=net_worth,
            )
        )
        spent = 0.0
    earned = sum(pay for _, _, experience, pay, _ in flows if experience is not None)
    return {
        "years": tuple(years),
        "lifetime_earnings": Money.exact(earned),
        "lifetime_net": Money.exact(earned - cost),
    }
