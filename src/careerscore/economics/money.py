"""Amounts of money that may be known only within bounds, and how they add up."""

from __future__ import annotations

from math import floor, inf
from typing import TYPE_CHECKING, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, is_number

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["NOTHING", "UNKNOWN", "Money", "half_up", "running_sums"]


def half_up(amount: float) -> int:
    """Round to whole dollars, halves up.

    Examples
    --------
    >>> half_up(0.5), half_up(1.5), half_up(2.4)
    (1, 2, 2)
    """
    return floor(amount + 0.5)


@frozen
class Money:
    """An amount of money [US dollars], or the bounds that are known of it.

    Parameters
    ----------
    low, high : float, optional
        The least and the most it can be; None where nothing bounds it. Both are the same
        where the amount is known.

    Examples
    --------
    >>> pay = Money.at_least(239_200)
    >>> print(pay, "-", Money.exact(50_000), "=", pay - Money.exact(50_000))
    at least $239,200 - $50,000 = at least $189,200
    """

    _derived: ClassVar[tuple[str, ...]] = ("value",)

    low: float | None = field(default=None)
    high: float | None = field(default=None)

    def __attrs_post_init__(self) -> None:
        low, high = self.low, self.high
        # A life has hundreds of amounts: those that are certainly valid need no further checks.
        if type(low) is float and type(high) is float and -inf < low <= high < inf:
            return
        sound = (low is None or is_number(low)) and (high is None or is_number(high))
        if sound and (low is None or high is None or low <= high):
            return
        checks = Checks("Money")
        checks.number("low", self.low, optional=True)
        checks.number("high", self.high, optional=True)
        if checks.passed and self.low is not None and self.high is not None:
            checks.expect(
                "high", self.high, f"at least low, {self.low:g}", holds=self.low <= self.high
            )
        checks.raise_problems()

    @classmethod
    def exact(cls, value: float) -> Money:
        """Return an amount that is known."""
        return cls(value, value)

    @classmethod
    def at_least(cls, value: float) -> Money:
        """Return an amount of which only the least is known."""
        return cls(value, None)

    @property
    def value(self) -> float | None:
        """The amount; None where only bounds are known."""
        return self.low if self.low == self.high else None

    def __add__(self, other: Money) -> Money:
        return Money(_sum(self.low, other.low), _sum(self.high, other.high))

    def __neg__(self) -> Money:
        return Money(
            None if self.high is None else -self.high, None if self.low is None else -self.low
        )

    def __sub__(self, other: Money) -> Money:
        return Money(_less(self.low, other.high), _less(self.high, other.low))

    def __mul__(self, factor: float) -> Money:
        """Return a share or a multiple of it, `factor` being at least zero."""
        if factor == 0:
            return NOTHING
        return Money(
            None if self.low is None else self.low * factor,
            None if self.high is None else self.high * factor,
        )

    def __str__(self) -> str:
        if self.value is not None:
            return _dollars(self.value)
        if self.low is None:
            return "not known" if self.high is None else f"at most {_dollars(self.high)}"
        if self.high is None:
            return f"at least {_dollars(self.low)}"
        return f"{_dollars(self.low)} to {_dollars(self.high)}"


NOTHING: Final = Money.exact(0)
"""No money, for certain."""

UNKNOWN: Final = Money()
"""An amount of which nothing is known."""


def running_sums(amounts: Iterable[Money]) -> Iterator[Money]:
    """Yield the sum up to each amount.

    Examples
    --------
    >>> [total.value for total in running_sums([Money.exact(-2), Money.exact(5)])]
    [-2, 3]
    """
    total = NOTHING
    for amount in amounts:
        total += amount
        yield total


def _sum(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one + other


def _less(one: float | None, other: float | None) -> float | None:
    return None if one is None or other is None else one - other


def _dollars(value: float) -> str:
    return f"{'-' if value < 0 else ''}${abs(half_up(value)):,}"
