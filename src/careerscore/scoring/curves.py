"""Shares among workers: the weighted midrank of a value, linear between those that occur.

A share is the part of the workers whose occupation has a lower value, plus half of those whose
occupation has the same (the midrank, or mid-distribution function; Parzen 2004,
https://doi.org/10.1214/088342304000000323).
"""

from __future__ import annotations

from bisect import bisect_right
from functools import cached_property
from itertools import pairwise
from math import floor, fsum, nan
from operator import lt
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple
from careerscore.scoring.operations import Numbers

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.scoring.operations import Operations

_NUMBERS: Final = Numbers()

_SCALE: Final = 1e12
"""Values are rounded to 12 decimals, as noise of the last digit would split ties."""


def rounded(value: Any, operations: Operations) -> Any:
    """Return a value rounded to 12 decimals; halves go up."""
    return operations.floor(value * _SCALE + 0.5) / _SCALE


@frozen(kw_only=True)
class Curve(Record):
    """The share of workers below each value that occurs, counting half of those at it.

    Parameters
    ----------
    values : tuple of float
        The values that occur in an occupation with workers, rising, of 12 decimals.
    shares : tuple of float
        Their shares, rising, between 0 and 1.

    Raises
    ------
    InvalidInputError
        If the values or shares do not rise, or are not as many.

    Examples
    --------
    >>> curve = Curve(values=(1, 3), shares=(0.25, 0.75))
    >>> curve.share_of(2), curve.share_of(0), curve.share_of(9)
    (0.5, 0.25, 0.75)
    """

    values: tuple[float, ...] = field(converter=frozen_tuple)
    shares: tuple[float, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        holds = 0 < len(self.values) == len(self.shares)
        checks.expect("shares", len(self.shares), f"{len(self.values)}, one a value", holds=holds)
        for name in ("values", "shares"):
            numbers = getattr(self, name)
            rises = all(map(lt, numbers, numbers[1:]))
            checks.expect(name, numbers, "numbers that rise", holds=rises)
        if self.shares:
            holds = self.shares[0] >= 0 and self.shares[-1] <= 1
            checks.expect("shares", self.shares, "numbers from 0 to 1", holds=holds)

    @cached_property
    def slopes(self) -> tuple[float, ...]:
        """The rise of the share per unit after each value; 0 after the last."""
        steps = zip(pairwise(self.values), pairwise(self.shares), strict=True)
        return (*((y1 - y0) / (x1 - x0) for (x0, x1), (y0, y1) in steps), 0.0)

    def share_of(self, value: float) -> float:
        """Return the share of a value: linear between those that occur, the end share outside.

        Parameters
        ----------
        value : float
            It is rounded to 12 decimals; NaN gives NaN.
        """
        if value != value:
            return nan
        # First, as numbers that are far outside have no twelfth decimal.
        value = min(max(value, self.values[0]), self.values[-1])
        value = floor(value * _SCALE + 0.5) / _SCALE  # as `rounded`, which takes longer
        place, shares = bisect_right(self.values, value), self.shares
        share = shares[place - 1] + (value - self.values[place - 1]) * self.slopes[place - 1]
        # Rounding could lift it beyond the next one.
        return share if place == len(shares) else min(share, shares[place])


def curve_of(values: Mapping[str, float], weights: Mapping[str, float]) -> Curve | None:
    """Return the curve of the values of occupations, None if none has workers.

    Parameters
    ----------
    values : Mapping of str to float
        By occupation.
    weights : Mapping of str to float
        Workers by occupation, above 0; occupations that are not there are not ranked.
    """
    groups: dict[float, list[float]] = {}
    for code, value in values.items():
        if code in weights:
            groups.setdefault(rounded(value, _NUMBERS), []).append(weights[code])
    if not groups:
        return None
    # Not sum(), which rounds differently from one Python to the next.
    sums = {value: fsum(groups[value]) for value in sorted(groups)}
    total, below, shares = fsum(sums.values()), 0.0, []
    for weight in sums.values():
        shares.append((below + weight / 2) / total)
        below += weight
    return Curve(values=tuple(sums), shares=tuple(shares))
