"""Net present value and internal rate of return of yearly cash flows."""

from collections.abc import Sequence
from itertools import accumulate
from math import fsum, inf
from operator import ne


def net_present_value(rate: float, flows: Sequence[float | None]) -> float | None:
    """Return the net present value of yearly cash flows; None where one of them is not known.

    Only additions, multiplications and divisions are used, and the sum is exact before it is
    rounded once: every machine gives the same bits.
    """
    known = [flow for flow in flows if flow is not None]
    if len(known) < len(flows):
        return None
    growth = accumulate([1.0] + [1 + rate] * (len(flows) - 1), lambda total, one: total * one)
    return fsum(flow / factor for flow, factor in zip(known, growth, strict=True))


def internal_rate(flows: Sequence[float | None]) -> float | None:
    """Return the internal rate of return of yearly cash flows.

    None where a flow is not known, nothing is paid first, nothing comes back, the rate is beyond
    the largest float, or it may not be unique. It is unique where the flows change their sign
    once; a positive rate is unique where their running sum does and ends above zero.

    References
    ----------
    Norstrom (1972), A sufficient condition for a unique nonnegative internal rate of return.
    Journal of Financial and Quantitative Analysis 7(3), https://doi.org/10.2307/2329794
    """
    known = [flow for flow in flows if flow is not None]
    signs = [flow > 0 for flow in known if flow]
    if len(known) < len(flows) or not signs or signs[0] or not any(signs):
        return None
    if sum(map(ne, signs, signs[1:])) == 1:  # changes of sign
        return _bisect(-1, known)
    sums = [total > 0 for total in accumulate(known) if total]
    return _bisect(0, known) if sum(known) > 0 and sum(map(ne, sums, sums[1:])) == 1 else None


def _bisect(least: float, flows: Sequence[float]) -> float | None:
    """Return the one root above `least`, None where it is beyond the largest float."""

    def future_value(growth: float) -> float:
        # At the last of the flows; it has the sign of the present value.
        total = 0.0
        for flow in flows:
            total = total * growth + flow
        return total

    low, high = 1.0 + least, 2.0
    while future_value(high) > 0:
        low, high = high, 2 * high
        if high == inf:
            return None
    while high - low > 1e-12 * max(1.0, low):
        middle = (low + high) / 2
        low, high = (middle, high) if future_value(middle) > 0 else (low, middle)
    return (low + high) / 2 - 1
