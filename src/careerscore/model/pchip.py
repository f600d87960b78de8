"""Monotone cubic interpolation (PCHIP)."""

from __future__ import annotations

from bisect import bisect_right
from itertools import pairwise

_STEPS = 10
_NEAR = 1e-13
"""How often, and how near, Newton's method looks for a value."""


class MonotoneCurve:
    """The piecewise cubic Hermite interpolating polynomial of rising points (PCHIP).

    It passes through every point, has a continuous slope, and between two neighbours
    never leaves the range that they span. Slopes at the points are the weighted harmonic
    means of Fritsch and Butland, at both ends the three-point formula that keeps the
    shape, as in `scipy.interpolate.PchipInterpolator`. `x` rises strictly, `y` never falls.

    References
    ----------
    Fritsch, F. N. and Butland, J. (1984). A method for constructing local monotone
    piecewise cubic interpolants. SIAM Journal on Scientific and Statistical Computing
    5(2), 300-304. https://doi.org/10.1137/0905021
    """

    def __init__(self, x: tuple[float, ...], y: tuple[float, ...]) -> None:
        self.x: tuple[float, ...] = x
        self.y: tuple[float, ...] = y
        slopes = _slopes(x, y)
        # For each two neighbours their values, and the slopes there over the whole way.
        self._pieces: tuple[tuple[float, float, float, float], ...] = tuple(
            (low, high, width * start, width * end)
            for (low, high), (start, end), width in zip(
                pairwise(y), pairwise(slopes), _widths(x), strict=True
            )
        )

    def at(self, x: float) -> float:
        """Return the value at a place between the first and the last point."""
        place = bisect_right(self.x, x) - 1
        if x == self.x[place]:
            return self.y[place]
        width = self.x[place + 1] - self.x[place]
        return self._within(place, (x - self.x[place]) / width)

    def _within(self, place: int, u: float) -> float:
        """Return the value between two neighbours, `u` from 0 to 1 of the way."""
        low, high, start, end = self._pieces[place]
        rise = high - low
        # Counted from the nearer end, so that rounding is small where the curve is flat.
        if u <= 0.5:
            value = low + _rise(u, rise, start, end)
        else:
            value = high - _rise(1 - u, rise, end, start)
        # Rounding may still carry the sum past either neighbour by its last digits.
        if low < value < high:
            return value
        return high if value >= high else low

    def highest_below(self, y: float) -> float:
        """Return the highest place whose value is at most `y`, between the first and last."""
        place = bisect_right(self.y, y) - 1
        if place == len(self.x) - 1 or y == self.y[place]:
            return self.x[place]
        low, high = self._around(place, y)
        while low < (middle := (low + high) / 2) < high:
            if self._within(place, middle) <= y:
                low = middle
            else:
                high = middle
        return self.x[place] + low * (self.x[place + 1] - self.x[place])

    def _around(self, place: int, y: float) -> tuple[float, float]:
        """Return two places between two neighbours, one of a value of at most `y`, one beyond."""
        bottom, top, start, end = self._pieces[place]
        rise = top - bottom
        u = (y - bottom) / rise
        # Newton's method, which need not get there: then all of the way is searched.
        for _ in range(_STEPS):
            slope = start + u * (6 * rise - 4 * start - 2 * end + 3 * u * (start + end - 2 * rise))
            if not slope > 0:
                break
            step = (self._within(place, u) - y) / slope
            u = min(1.0, max(0.0, u - step))
            if abs(step) < _NEAR:
                break
        low, high = max(0.0, u - _NEAR), min(1.0, u + _NEAR)
        is_between = self._within(place, low) <= y < self._within(place, high)
        return (low, high) if is_between else (0.0, 1.0)


def _rise(u: float, rise: float, near: float, far: float) -> float:
    """Return how much a cubic changes over a share `u` of the way, with its slopes at both ends."""
    return u * (near + u * (3 * rise - 2 * near - far + u * (near + far - 2 * rise)))


def _widths(x: tuple[float, ...]) -> list[float]:
    return [after - before for before, after in pairwise(x)]


def _slopes(x: tuple[float, ...], y: tuple[float, ...]) -> tuple[float, ...]:
    widths = _widths(x)
    rises = [
        (after - before) / width for (before, after), width in zip(pairwise(y), widths, strict=True)
    ]
    if len(rises) < 2:
        return tuple(rises) * len(x)
    inner = map(_harmonic, widths, widths[1:], rises, rises[1:])
    first = _at_the_end(widths[0], widths[1], rises[0], rises[1])
    last = _at_the_end(widths[-1], widths[-2], rises[-1], rises[-2])
    return (first, *inner, last)


def _harmonic(width: float, next_width: float, rise: float, next_rise: float) -> float:
    if not (rise and next_rise):
        return 0.0
    before, after = 2 * next_width + width, next_width + 2 * width
    return (before + after) / (before / rise + after / next_rise)


def _at_the_end(width: float, next_width: float, rise: float, next_rise: float) -> float:
    # No curve that rises begins by falling. SciPy's other limit, three times the rise, is never
    # reached where nothing falls: the slope is less than twice the rise.
    return max(((2 * width + next_width) * rise - width * next_rise) / (width + next_width), 0.0)
