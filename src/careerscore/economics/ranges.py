"""Minimum, typical value and maximum."""

from __future__ import annotations

from itertools import pairwise

from attrs import field, frozen

from careerscore._record import Checks, Record, limits

__all__ = ["Range"]


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
    >>> Range(4, 4, 5).max
    5
    >>> Range(4, 3, 5)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Range: typical: expected at least 4, as min is, got 3
    """

    min: float | None = field(metadata=limits(minimum=0))
    typical: float | None = field(metadata=limits(minimum=0))
    max: float | None = field(metadata=limits(minimum=0))

    def _check(self, checks: Checks) -> None:
        values = ((name, getattr(self, name)) for name in ("min", "typical", "max"))
        known = [(name, value) for name, value in values if value is not None]
        for (below, low), (above, high) in pairwise(known):
            checks.expect(above, high, f"at least {low:g}, as {below} is", holds=low <= high)

    @property
    def known(self) -> bool:
        """Whether all three are known."""
        return None not in (self.min, self.typical, self.max)
