"""What yearly cash flows are worth today, and the rate at which they are worth nothing."""

from __future__ import annotations

from itertools import accumulate, pairwise
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["internal_rate", "net_present_value"]

_HALVINGS: Final = 60
"""How often a stretch of rates is halved: until it is as narrow as a number can be."""


def net_present_value(rate: float, flows: Sequence[float]) -> float:
    """Return the value today of yearly cash flows, the first of them today.

    Parameters
    ----------
    rate : float
        Discount rate a year.
    flows : sequence of float
        A flow at the start of each year [US dollars].

    Examples
    --------
    >>> net_present_value(0.05, [-100, 105])
    0.0
    """
    import pyxirr

    return float(pyxirr.npv(rate, flows) or 0)


def internal_rate(flows: Sequence[float]) -> float | None:
    """Return the discount rate at which yearly cash flows are worth nothing.

    Parameters
    ----------
    flows : sequence of float
        A flow at the start of each year [US dollars].

    Returns
    -------
    float or None
        None where nothing is laid out first, nothing comes back, or several rates may fit.
        One fits where the flows change their sign once; and just one that is positive where
        their running sum does, and ends above zero.

    References
    ----------
    Norstrom (1972), A sufficient condition for a unique nonnegative internal rate of return.
    Journal of Financial and Quantitative Analysis.

    Examples
    --------
    >>> round(internal_rate([-100, 50, 60]), 6)
    0.063941
    >>> internal_rate([100, 50]) is None
    True
    """
    import pyxirr

    signs = [flow > 0 for flow in flows if flow]
    if not signs or signs[0] or not any(signs):
        return None
    if _turns(signs) == 1:
        rate = pyxirr.irr(flows, silent=True)
        return _rate_above(-1, flows) if rate is None else float(rate)
    sums = [total > 0 for total in accumulate(flows) if total]
    # A solver may find another rate, below zero, where there is just one above it.
    return _rate_above(0, flows) if sum(flows) > 0 and _turns(sums) == 1 else None


def _turns(signs: Sequence[bool]) -> int:
    return sum(before != after for before, after in pairwise(signs))


def _rate_above(least: float, flows: Sequence[float]) -> float:
    """Return by halving the one rate above `least` at which the flows are worth nothing."""
    low, high = 1 + least, 2.0
    while _grown(high, flows) > 0:
        low, high = high, 2 * high
    for _ in range(_HALVINGS):
        middle = (low + high) / 2
        low, high = (middle, high) if _grown(middle, flows) > 0 else (low, middle)
    return low - 1


def _grown(factor: float, flows: Sequence[float]) -> float:
    """Return what the flows have grown to by the last of them: of the sign of their value."""
    total = 0.0
    for flow in flows:
        total = total * factor + flow
    return total
