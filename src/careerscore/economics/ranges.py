"""Three numbers for one: the least, the typical, the most."""

from __future__ import annotations

from itertools import pairwise

from attrs import frozen

from careerscore._record import Checks

__all__ = ["Range"]


@frozen
class Range:
    """The least, the typical and the most of something.

    Parameters
    ----------
    min, typical, max : float, optional
        In the unit of the field that holds them; None for what is not known.

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

    min: float | None
    typical: float | None
    max: float | None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Range")
        names = ("min", "typical", "max")
        for name in names:
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        if checks.passed:
            known = [(name, getattr(self, name)) for name in names]
            known = [(name, value) for name, value in known if value is not None]
            for (below, low), (above, high) in pairwise(known):
                expected = f"at least {low:g}, as {below} is"
                checks.expect(above, high, expected, holds=low <= high)
        checks.raise_problems()
