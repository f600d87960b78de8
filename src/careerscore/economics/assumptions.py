"""Assumptions of a lifetime value, with the sources of their defaults."""

from collections.abc import Callable, Mapping
from itertools import pairwise
from math import inf
from types import MappingProxyType
from typing import ClassVar, Final, SupportsFloat

from attrs import field, frozen

from careerscore._record import KIND, Checks, Record, frozen_tuple, is_number, limits
from careerscore.economics.cost import INSTITUTIONS
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model import TAILS

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
        "training_years": "those of the method of education paths",
        "training_pay": "the 10th percentile of pay in the occupation, that of the first year, as "
        "the wage survey counts trainees among the workers of their occupation; in an internship "
        "or residency between nothing and that",
        "tax": "none: pay before tax",
        "tail": "none: bounds beyond the highest published percentile",
    }
)
"""Where the defaults of `Assumptions` come from."""


@frozen(kw_only=True)
class TaxBracket(Record):
    """A tax bracket: taxable pay with one rate.

    Parameters
    ----------
    above : float
        Where it begins [US dollars a year].
    rate : float
        Share of the pay in the bracket.
    """

    above: float = field(metadata=limits(minimum=0))
    rate: float = field(metadata=limits(minimum=0, maximum=1))


@frozen(kw_only=True)
class TaxSchedule(Record):
    """A tax on pay by brackets: a function that can be saved as JSON.

    Parameters
    ----------
    name : str
        Name and origin of the schedule.
    brackets : tuple of TaxBracket
        From the lowest to the highest.
    deduction : float
        Pay that is not taxed [US dollars a year].

    Examples
    --------
    >>> brackets = [TaxBracket(above=0, rate=0.1), TaxBracket(above=10_000, rate=0.2)]
    >>> tax = TaxSchedule(name="example", brackets=brackets, deduction=5_000)
    >>> tax(4_000), tax(10_000), tax(25_000)
    (0.0, 500.0, 3000.0)
    """

    name: str
    brackets: tuple[TaxBracket, ...] = field(converter=frozen_tuple)
    deduction: float = field(default=0, metadata=limits(minimum=0))

    def _check(self, checks: Checks) -> None:
        starts = [bracket.above for bracket in self.brackets]
        holds = bool(starts) and all(low < high for low, high in pairwise(starts))
        checks.expect("brackets", starts, "one or more, rising", holds=holds)

    def __call__(self, pay: float) -> float:
        """Return the tax on the pay of a year [US dollars]."""
        taxable = max(0, pay - self.deduction)
        ends = [*(bracket.above for bracket in self.brackets[1:]), inf]
        return sum(
            bracket.rate * max(0, min(taxable, end) - bracket.above)
            for bracket, end in zip(self.brackets, ends, strict=True)
        )


_AGE: Final = limits(minimum=10, maximum=100)
_RATE: Final = limits(minimum=-0.5, maximum=1)
_SHARE: Final = limits(minimum=0, maximum=1)
_DOLLARS: Final = limits(minimum=0, maximum=1e9)


@frozen(kw_only=True)
class Assumptions(Record):
    """Assumptions of a lifetime value. All rates are real: above inflation.

    `ASSUMPTION_SOURCES` has the sources of the defaults.

    Parameters
    ----------
    start_age : int
        Age at which education, or else work, begins [years].
    retirement_age : int
        Age at which work ends; it is not a year of work itself [years].
    discount_rate : float
        Discount rate a year.
    wage_growth : float
        By how much pay at every level of experience grows, a year.
    tuition_growth : float
        By how much tuition grows, a year.
    earnings_in_education : float
        Pay of a year in education, such as of part-time work [US dollars].
    institution : str
        Where tuition is paid: typical, or a kind of institution such as public_in_state.
    level : str, optional
        Level of education, where it is not that of the data.
    field_multiplier : bool, optional
        Whether tuition is multiplied by field of study; as the method has it by default.
    graduate_ratio : float, optional
        Graduate tuition as a multiple of undergraduate tuition; as the method has it by default.
    education_cost : float, optional
        Total cost of the education, instead of the method's figure [US dollars].
    education_years : float, optional
        Duration of the education, instead of the method's figure [years].
    training_years : float, optional
        Duration of the training after education, instead of the method's figure [years].
    training_pay : float, optional
        Pay in training, instead of the method's figure [US dollars a year].
    loan_share : float
        Share of tuition that is borrowed.
    loan_rate : float
        Interest a year; it accrues during education.
    loan_years : int
        Years of level payments after education; what is left falls due in the last year of work.
    initial_savings : float
        Savings at the start age [US dollars]; as the next two it changes the net worth alone.
    savings_rate : float
        Share of pay after tax that is saved.
    savings_return : float
        Return on savings a year; debt bears only the interest of the loan.
    tax : callable, optional
        Gives the tax on the pay of a year; a `TaxSchedule` can be saved as JSON.
        More pay must never leave less of it.
    tail : str, optional
        Model of pay beyond the highest published percentile, as in `WageEstimates.quantile`.

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

    start_age: int = field(default=18, metadata=_AGE)
    retirement_age: int = field(default=67, metadata=_AGE)
    discount_rate: float = field(default=0.03, metadata=_RATE)
    wage_growth: float = field(default=0.0, metadata=_RATE)
    tuition_growth: float = field(default=0.0, metadata=_RATE)
    earnings_in_education: float = field(default=0.0, metadata=_DOLLARS)
    institution: str = field(default="typical", metadata=limits(enum=("typical", *INSTITUTIONS)))
    level: str | None = None
    field_multiplier: bool | None = None
    graduate_ratio: float | None = field(default=None, metadata=limits(minimum=0, maximum=10))
    education_cost: float | None = field(default=None, metadata=_DOLLARS)
    education_years: float | None = field(default=None, metadata=limits(minimum=0, maximum=30))
    training_years: float | None = field(default=None, metadata=limits(minimum=0, maximum=30))
    training_pay: float | None = field(default=None, metadata=_DOLLARS)
    loan_share: float = field(default=0.0, metadata=_SHARE)
    loan_rate: float = field(default=0.043, metadata=_SHARE)
    loan_years: int = field(default=10, metadata=limits(minimum=1, maximum=50))
    initial_savings: float = field(default=0.0, metadata=_DOLLARS)
    savings_rate: float = field(default=0.0, metadata=_SHARE)
    savings_return: float = field(default=0.03, metadata=_RATE)
    tax: TaxSchedule | Callable[[float], float] | None = field(
        default=None, metadata={KIND: TaxSchedule | None}
    )
    tail: str | None = field(default=None, metadata=limits(enum=TAILS))

    _checked_together: ClassVar[tuple[str, ...]] = ("start_age", "retirement_age")

    def _check(self, checks: Checks) -> None:
        holds = self.tax is None or callable(self.tax)
        checks.expect("tax", self.tax, "a TaxSchedule, a function or None", holds=holds)
        expected = f"more than start_age, {self.start_age}"
        holds = self.retirement_age > self.start_age
        checks.expect("retirement_age", self.retirement_age, expected, holds=holds)

    def after_tax(self, pay: float) -> float:
        """Return the pay of a year after tax [US dollars].

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
