"""What a lifetime value takes for granted: one class, written down with its sources."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, SupportsFloat

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple, is_number
from careerscore.economics.cost import INSTITUTIONS
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.wages import TAILS
from careerscore.serde import KIND

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["ASSUMPTION_SOURCES", "TYPICAL", "Assumptions", "TaxBracket", "TaxSchedule"]

TYPICAL: Final = "typical"
"""The institution that the method of education costs takes as the typical one."""

ASSUMPTION_SOURCES: Final[Mapping[str, str]] = MappingProxyType(
    {
        "start_age": "the age at which most finish high school",
        "retirement_age": "full retirement age of those born in 1960 or later: US Social Security "
        "Administration, https://www.ssa.gov/benefits/retirement/planner/agereduction.html",
        "discount_rate": "the real rate at which society discounts: US Office of Management and "
        "Budget (2003), Circular A-4, section E.7",
        "wage_growth": "none: pay in the dollars of the wage survey, as it is today",
        "tuition_growth": "none: tuition in the dollars of its academic year",
        "earnings_in_education": "none: no pay while in education",
        "institution": "the typical one of the method of education costs",
        "loan_share": "none: tuition is paid as it falls due",
        "loan_rate": "6.39 percent, Federal Direct loans to undergraduates first disbursed in "
        "2025-26 (US Department of Education), less 2 percent inflation, the target of the "
        "Federal Reserve: 1.0639 / 1.02 - 1",
        "loan_years": "the standard repayment plan of Federal Direct loans (US Department of "
        "Education), https://studentaid.gov/manage-loans/repayment/plans/standard",
        "initial_savings": "none",
        "savings_rate": "none: no pay is put aside",
        "savings_return": "the real discount rate",
        "level": "that of the data",
        "field_multiplier": "as the method of education costs has it",
        "graduate_ratio": "as the method of education costs has it",
        "education_cost": "that of the method of education costs",
        "education_years": "those of the method of education paths",
        "tax": "none: pay before tax",
        "tail": "none: bounds beyond the highest published percentile",
    }
)
"""Where the defaults of `Assumptions` come from."""

TaxFunction = Callable[[float], float]
"""Gives the tax on the pay of a year, both in US dollars."""


@frozen(kw_only=True)
class TaxBracket:
    """A stretch of taxable pay with one rate.

    Parameters
    ----------
    above : float
        Where it begins [US dollars a year].
    rate : float
        Share of what is in it.
    """

    above: float
    rate: float

    def __attrs_post_init__(self) -> None:
        checks = Checks("TaxBracket")
        checks.number("above", self.above, minimum=0)
        checks.number("rate", self.rate, minimum=0, maximum=1)
        checks.raise_problems()


@frozen(kw_only=True)
class TaxSchedule:
    """A tax on pay by brackets: a function that can be written down.

    Parameters
    ----------
    name : str
        What it is, and where it comes from.
    brackets : tuple of TaxBracket
        From the lowest to the highest.
    deduction : float
        Pay that is not taxed [US dollars a year].

    Examples
    --------
    >>> tax = TaxSchedule(
    ...     name="example",
    ...     brackets=[TaxBracket(above=0, rate=0.1), TaxBracket(above=10_000, rate=0.2)],
    ...     deduction=5_000,
    ... )
    >>> tax(4_000), tax(10_000), tax(25_000)
    (0.0, 500.0, 3000.0)
    """

    name: str
    brackets: tuple[TaxBracket, ...] = field(converter=frozen_tuple)
    deduction: float = 0

    def __attrs_post_init__(self) -> None:
        checks = Checks("TaxSchedule")
        checks.text("name", self.name)
        checks.items("brackets", self.brackets, TaxBracket)
        checks.number("deduction", self.deduction, minimum=0)
        if checks.passed:
            starts = [bracket.above for bracket in self.brackets]
            holds = bool(starts) and all(low < high for low, high in pairwise(starts))
            checks.expect("brackets", starts, "one or more, rising", holds=holds)
        checks.raise_problems()

    def __call__(self, pay: float) -> float:
        """Return the tax on the pay of a year [US dollars]."""
        taxable = max(0, pay - self.deduction)
        starts = [bracket.above for bracket in self.brackets]
        ends = [*starts[1:], max(taxable, starts[-1])]
        return sum(
            bracket.rate * max(0, min(taxable, end) - bracket.above)
            for bracket, end in zip(self.brackets, ends, strict=True)
        )


@frozen(kw_only=True)
class Assumptions:
    """What a lifetime value takes for granted. All rates are real: above inflation.

    `ASSUMPTION_SOURCES` says where the defaults come from.

    Parameters
    ----------
    start_age : int
        Age at which education, or else work, begins [years].
    retirement_age : int
        Age at which work ends; it is not a year of work itself [years].
    discount_rate : float
        By how much a dollar of a year later is worth less, a year.
    wage_growth : float
        By how much pay at every level of experience grows, a year.
    tuition_growth : float
        By how much tuition grows, a year.
    earnings_in_education : float
        Pay of a year in education, such as of part-time work [US dollars].
    institution : str
        ``"typical"`` or one of `INSTITUTIONS`: where tuition is paid.
    level : str, optional
        Level of education, where it is not that of the data.
    field_multiplier : bool, optional
        Whether tuition is multiplied by field of study; as the method has it by default.
    graduate_ratio : float, optional
        Graduate tuition as a multiple of undergraduate tuition; as the method has it by default.
    education_cost : float, optional
        What the education costs in all, where the method's figure is not to be used [US dollars].
    education_years : float, optional
        How long it takes, where the method's figure is not to be used [years].
    loan_share : float
        Share of tuition that is borrowed.
    loan_rate : float
        Interest a year; it accrues during education.
    loan_years : int
        Years of level payments, from the first year after education on; what is left at
        retirement is paid in the last year of work.
    initial_savings : float
        Savings at the start age [US dollars]. Like the two that follow it bears on the net
        worth alone, not on the net present value.
    savings_rate : float
        Share of pay after tax that is put aside.
    savings_return : float
        Return on savings a year; debt bears none, but the interest of the loan.
    tax : callable, optional
        Gives the tax on the pay of a year; a `TaxSchedule` can be written down with the rest.
        More pay must never leave less of it.
    tail : str, optional
        A model of what lies beyond the highest published percentile, as in
        `WageEstimates.quantile`.

    Raises
    ------
    InvalidInputError
        If anything is out of range; all of it is listed.

    Examples
    --------
    >>> Assumptions(discount_rate=-2, start_age=70)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Assumptions: 2 problems
      - discount_rate: expected a number from -0.5 to 1, got -2
      - retirement_age: expected more than start_age, 70, got 67
    """

    start_age: int = 18
    retirement_age: int = 67
    discount_rate: float = 0.03
    wage_growth: float = 0.0
    tuition_growth: float = 0.0
    earnings_in_education: float = 0.0
    institution: str = TYPICAL
    level: str | None = None
    field_multiplier: bool | None = None
    graduate_ratio: float | None = None
    education_cost: float | None = None
    education_years: float | None = None
    loan_share: float = 0.0
    loan_rate: float = 0.043
    loan_years: int = 10
    initial_savings: float = 0.0
    savings_rate: float = 0.0
    savings_return: float = 0.03
    tax: TaxSchedule | TaxFunction | None = field(default=None, metadata={KIND: TaxSchedule | None})
    tail: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Assumptions")
        for name in ("start_age", "retirement_age"):
            checks.integer(name, getattr(self, name), minimum=10, maximum=100)
        for name in ("discount_rate", "wage_growth", "tuition_growth", "savings_return"):
            checks.number(name, getattr(self, name), minimum=-0.5, maximum=1)
        checks.number("loan_rate", self.loan_rate, minimum=0, maximum=1)
        checks.integer("loan_years", self.loan_years, minimum=1, maximum=50)
        for name in ("loan_share", "savings_rate"):
            checks.number(name, getattr(self, name), minimum=0, maximum=1)
        for name in ("earnings_in_education", "initial_savings"):
            checks.number(name, getattr(self, name), minimum=0, maximum=1e9)
        checks.number("education_cost", self.education_cost, minimum=0, maximum=1e9, optional=True)
        checks.number("education_years", self.education_years, minimum=0, maximum=30, optional=True)
        checks.number("graduate_ratio", self.graduate_ratio, minimum=0, maximum=10, optional=True)
        checks.text("level", self.level, optional=True)
        checks.instance("field_multiplier", self.field_multiplier, bool, optional=True)
        kinds = (TYPICAL, *INSTITUTIONS)
        expected = " or ".join(map(repr, kinds))
        holds = self.institution in kinds
        limits: dict[str, object] = {"enum": kinds}
        checks.expect("institution", self.institution, expected, holds=holds, limits=limits)
        holds = self.tax is None or callable(self.tax)
        checks.expect("tax", self.tax, "a TaxSchedule, a function or None", holds=holds)
        expected = " or ".join([*map(repr, TAILS), "None"])
        holds = self.tail is None or self.tail in TAILS
        checks.expect("tail", self.tail, expected, holds=holds, limits={"enum": TAILS})
        if _are_ages(self.start_age, self.retirement_age):
            expected = f"more than start_age, {self.start_age}"
            holds = self.retirement_age > self.start_age
            checks.expect("retirement_age", self.retirement_age, expected, holds=holds)
        checks.raise_problems()

    def after_tax(self, pay: float) -> float:
        """Return what is left of the pay of a year [US dollars].

        Raises
        ------
        InvalidInputError
            If the tax is not a number.
        """
        if self.tax is None:
            return pay
        tax: object = self.tax(pay)
        # Numbers of NumPy are numbers too.
        known = tax if isinstance(tax, bool) or not isinstance(tax, SupportsFloat) else float(tax)
        if not is_number(known):
            problem = Problem("tax", shorten(tax), f"a number as the tax on pay of {pay:,.0f}")
            raise InvalidInputError("Assumptions", (problem,))
        return pay - known


def _are_ages(*values: object) -> bool:
    return all(isinstance(value, int) for value in values)
