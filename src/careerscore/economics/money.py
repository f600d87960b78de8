"""Amounts of money within bounds, and ranges."""

from collections.abc import Callable
from itertools import pairwise
from math import floor
from typing import ClassVar, Final, Self

from attrs import field, frozen

from careerscore._record import Checks, Record, limits


def half_up(amount: float) -> int:
    """Round to whole dollars, halves up."""
    return floor(amount + 0.5)


@frozen
class Money(Record):
    """An amount of money [US dollars], or its bounds.

    Parameters
    ----------
    low, high : float, optional
        Lower and upper bound; None where there is none. Both are equal where the amount is
        known.

    Examples
    --------
    >>> pay = Money.at_least(239_200)
    >>> print(pay, "-", Money.exact(50_000), "=", pay - Money.exact(50_000))
    at least $239,200 - $50,000 = at least $189,200
    """

    _derived: ClassVar[tuple[str, ...]] = ("value",)

    low: float | None = None
    high: float | None = None

    def __attrs_post_init__(self) -> None:
        # A lifetime value has hundreds of amounts: plain numbers in order need no further check.
        # Integers beyond the largest float do; 1e300 is far below it.
        low, high = self.low, self.high
        are_numbers = type(low) in (int, float) and type(high) in (int, float)
        if low is None or high is None or not (are_numbers and -1e300 < low <= high < 1e300):
            super().__attrs_post_init__()

    def _check(self, checks: Checks) -> None:
        if self.low is not None and self.high is not None:
            expected = f"at least low, {self.low:g}"
            checks.expect("high", self.high, expected, holds=self.low <= self.high)

    @classmethod
    def exact(cls, value: float) -> Self:
        """Return an amount that is known."""
        return cls(value, value)

    @classmethod
    def at_least(cls, value: float) -> Self:
        """Return an amount of which only a lower bound is known."""
        return cls(value, None)

    @property
    def value(self) -> float | None:
        """The amount; None where only bounds are known."""
        return self.low if self.low == self.high else None

    def bounds_by(self, function: Callable[[float], float]) -> tuple[float | None, float | None]:
        """Return both bounds after a function, None where there is none."""
        low = None if self.low is None else function(self.low)
        return low, None if self.high is None else function(self.high)

    def or_else(self, other: "Money") -> "Money":
        """Return the bounds of an amount that is one of the two."""
        low = None if self.low is None or other.low is None else min(self.low, other.low)
        high = None if self.high is None or other.high is None else max(self.high, other.high)
        return Money(low, high)

    def __add__(self, other: "Money") -> "Money":
        low = None if self.low is None or other.low is None else self.low + other.low
        high = None if self.high is None or other.high is None else self.high + other.high
        return Money(low, high)

    def __sub__(self, other: "Money") -> "Money":
        low = None if self.low is None or other.high is None else self.low - other.high
        high = None if self.high is None or other.low is None else self.high - other.low
        return Money(low, high)

    def __neg__(self) -> "Money":
        return NOTHING - self

    def __mul__(self, factor: float) -> "Money":
        """Return a share or a multiple of it; `factor` is at least zero."""
        if factor == 0:
            return NOTHING
        return Money(*self.bounds_by(lambda bound: bound * factor))

    def __str__(self) -> str:
        if self.value is not None:
            return _dollars(self.value)
        if self.low is None:
            return "not known" if self.high is None else f"at most {_dollars(self.high)}"
        if self.high is None:
            return f"at least {_dollars(self.low)}"
        return f"{_dollars(self.low)} to {_dollars(self.high)}"


NOTHING: Final = Money.exact(0)
UNKNOWN: Final = Money()


def _dollars(value: float) -> str:
    # Rounded first: -0.4 is $0, without a sign.
    rounded = half_up(value)
    return f"{'-' if rounded < 0 else ''}${abs(rounded):,}"


@frozen
class Range(Record):
    """The minimum, the typical value and the maximum of a quantity.

    Parameters
    ----------
    min, typical, max : float, optional
        In the unit of the field; None where not known.

    Raises
    ------
    InvalidInputError
        If one is not a number of at least zero, or they fall.

    Examples
    --------
    >>> Range(4, 3, 5)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Range: typical: expected at least 4, as min is, got 3
    """

    min: float | None = field(metadata=limits(minimum=0))
    typical: float | None = field(metadata=limits(minimum=0))
    max: float | None = field(metadata=limits(minimum=0))

    def _check(self, checks: Checks) -> None:
        values = [("min", self.min), ("typical", self.typical), ("max", self.max)]
        known = [(name, value) for name, value in values if value is not None]
        for (below, low), (above, high) in pairwise(known):
            checks.expect(above, high, f"at least {low:g}, as {below} is", holds=low <= high)

    @property
    def known(self) -> bool:
        """Whether all three are known."""
        return None not in (self.min, self.typical, self.max)
