"""Net present value and internal rate of return."""

from __future__ import annotations

from itertools import accumulate, pairwise
from math import fsum, inf
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

TOLERANCE: Final = 1e-12
"""Widest bracket of an internal rate of return, relative to one plus the rate."""


def net_present_value(rate: float, flows: Sequence[float | None]) -> float | None:
    """Return the net present value of yearly cash flows; None where one of them is not known.

    Only additions, multiplications and divisions are used, and the sum is exact before it is
    rounded once: every machine gives the same bits.

    Parameters
    ----------
    rate : float
        Discount rate a year, above -1.
    flows : sequence of float
        Cash flow at the start of each year, the first one today [US dollars].

    Examples
    --------
    >>> net_present_value(0.05, [-100, 105])
    0.0
    """
    known = [flow for flow in flows if flow is not None]
    if len(known) < len(flows):
        return None
    growth = accumulate([1.0] + [1 + rate] * (len(flows) - 1), lambda total, one: total * one)
    return fsum(flow / factor for flow, factor in zip(known, growth, strict=True))


def internal_rate(flows: Sequence[float | None]) -> float | None:
    """Return the internal rate of return of yearly cash flows.

    Parameters
    ----------
    flows : sequence of float
        Cash flow at the start of each year [US dollars].

    Returns
    -------
    float or None
        The rate a year at which the net present value is zero, to `TOLERANCE`. None where a
        flow is not known, nothing is paid first, nothing comes back, the rate is beyond the
        largest float, or it may not be unique. It is unique where the flows change their sign
        once; a positive rate is unique where their running sum does and ends above zero.

    References
    ----------
    Norstrom (1972), A sufficient condition for a unique nonnegative internal rate of return.
    Journal of Financial and Quantitative Analysis 7(3), https://doi.org/10.2307/2329794

    Examples
    --------
    >>> round(internal_rate([-100, 50, 60]), 6)
    0.063941
    >>> internal_rate([100, 50]) is None
    True
    """
    known = [flow for flow in flows if flow is not None]
    signs = [flow > 0 for flow in known if flow]
    if len(known) < len(flows) or not signs or signs[0] or not any(signs):
        return None
    if _changes(signs) == 1:
        return _bisect(-1, known)
    sums = [total > 0 for total in accumulate(known) if total]
    return _bisect(0, known) if sum(known) > 0 and _changes(sums) == 1 else None


def _changes(signs: Sequence[bool]) -> int:
    return sum(before != after for before, after in pairwise(signs))


def _bisect(least: float, flows: Sequence[float]) -> float | None:
    """Return the one root above `least`, None where it is beyond the largest float."""
    low, high = 1.0 + least, 2.0
    while _future_value(high, flows) > 0:
        low, high = high, 2 * high
        if high == inf:
            return None
    while high - low > TOLERANCE * max(1.0, low):
        middle = (low + high) / 2
        low, high = (middle, high) if _future_value(middle, flows) > 0 else (low, middle)
    return (low + high) / 2 - 1


def _future_value(growth: float, flows: Sequence[float]) -> float:
    """Return the value of the flows at the last of them; it has the sign of the present value."""
    total = 0.0
    for flow in flows:
        total = total * growth + flow
    return total
