"""The distribution function of the standard normal distribution, by exact steps of arithmetic.

Hart's rational approximation (Hart et al. 1968, *Computer Approximations*, 5666) in the form of
West (2005, *Better Approximations to Cumulative Normal Functions*, Wilmott Magazine). The
exponential function is a Taylor polynomial of a 64th of the exponent, squared six times: library
functions differ in the last digit from one to the next, arithmetic does not.
"""

from __future__ import annotations

from math import factorial
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from careerscore.scoring.operations import Operations

_NUMERATOR: Final = (
    3.52624965998911e-02,
    0.700383064443688,
    6.37396220353165,
    33.912866078383,
    112.079291497871,
    221.213596169931,
    220.206867912376,
)
_DENOMINATOR: Final = (
    8.83883476483184e-02,
    1.75566716318264,
    16.064177579207,
    86.7807322029461,
    296.564248779674,
    637.333633378831,
    793.826512519948,
    440.413735824752,
)
_FARTHEST: Final = 8.3
"""Beyond it the function differs from 0 and 1 by less than 1e-16."""

_HALVINGS: Final = 6
_TERMS: Final = tuple(1 / factorial(power) for power in range(13, -1, -1))
"""Coefficients of the Taylor polynomial of the exponential function, the highest first."""


def _polynomial(coefficients: tuple[float, ...], x: Any) -> Any:
    value = coefficients[0] * x + coefficients[1]
    for coefficient in coefficients[2:]:
        value = value * x + coefficient
    return value


def normal_cdf(x: Any, operations: Operations) -> Any:
    """Return the probability that a standard normal variable is at most `x`.

    Parameters
    ----------
    x : number, array or column
        Standard deviations from the mean; a missing one gives a missing probability.
    operations : Operations
        Those of the kind of `x`.

    Returns
    -------
    number, array or column
        With an absolute error below 1e-14.

    Examples
    --------
    >>> from careerscore.scoring.operations import Numbers
    >>> normal_cdf(0.0, Numbers()), round(normal_cdf(1.96, Numbers()), 6)
    (0.5, 0.975002)
    """
    where, keep = operations.where, operations.keep
    distance = keep(where(x < 0, -x, x))
    distance = keep(where(distance > _FARTHEST, _FARTHEST, distance))
    power = keep(_polynomial(_TERMS, distance * distance * (-0.5 / 2**_HALVINGS)))
    for _ in range(_HALVINGS):
        power = keep(power * power)
    ratio = _polynomial(_NUMERATOR, distance) / _polynomial(_DENOMINATOR, distance)
    tail = keep(power * ratio)
    return where(x < 0, tail, 1 - tail)
