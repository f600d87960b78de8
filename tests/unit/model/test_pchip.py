"""The monotone curve: through every point, never falling, the same as SciPy's PCHIP."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.interpolate import PchipInterpolator

from careerscore.model.pchip import MonotoneCurve

between = st.floats(0, 1)


@st.composite
def points(draw, *, least=1, flat=True):
    """Rising places and values that never fall, in steps of ordinary size."""
    count = draw(st.integers(least, 7))
    widths = draw(st.lists(st.floats(0.01, 10), min_size=count - 1, max_size=count - 1))
    steps = st.just(0) | st.floats(0.01, 1e5) if flat else st.floats(0.01, 1e5)
    rises = draw(st.lists(steps, min_size=count - 1, max_size=count - 1))
    x, y = [draw(st.floats(-10, 10))], [draw(st.floats(0, 1e5))]
    for width, rise in zip(widths, rises, strict=True):
        x.append(x[-1] + width)
        y.append(y[-1] + rise)
    return x, y


def at(x, share):
    """The place a share of the way from the first to the last."""
    return min(x[-1], x[0] + share * (x[-1] - x[0]))


@given(points())
def test_it_passes_through_every_point(given_points):
    x, y = given_points
    curve = MonotoneCurve(x, y)
    assert [curve.at(place) for place in x] == y


@given(points(least=2), between)
def test_it_is_what_scipy_has(given_points, share):
    x, y = given_points
    place = at(x, share)
    found = MonotoneCurve(x, y).at(place)
    assert found == pytest.approx(float(PchipInterpolator(x, y)(place)), rel=1e-9, abs=1e-9)


@given(points(least=2), st.data())
def test_between_two_points_it_stays_between_their_values(given_points, data):
    x, y = given_points
    curve = MonotoneCurve(x, y)
    for (before, after), (low, high) in zip(pairwise(x), pairwise(y), strict=True):
        assert low <= curve.at(data.draw(st.floats(before, after))) <= high


@given(points(least=2, flat=False), between)
def test_the_place_of_a_value_is_where_the_curve_has_it(given_points, share):
    x, y = given_points
    curve = MonotoneCurve(x, y)
    value = min(y[-1], y[0] + share * (y[-1] - y[0]))
    place = curve.highest_below(value)
    assert x[0] <= place <= x[-1]
    assert curve.at(place) == pytest.approx(value, rel=1e-9, abs=1e-6)


@given(points())
def test_the_place_of_a_points_value_is_the_last_point_that_has_it(given_points):
    x, y = given_points
    curve = MonotoneCurve(x, y)
    for value in y:
        last = max(place for place, other in zip(x, y, strict=True) if other == value)
        assert curve.highest_below(value) == last


def test_the_highest_place_is_found_to_the_last_digit():
    curve = MonotoneCurve([0, 1], [0, 3])
    place = curve.highest_below(1)
    assert curve.at(place) <= 1
    assert place == pytest.approx(1 / 3, abs=1e-15)


@pytest.mark.parametrize("value", [5e-324, 1e-300, 1e-9, 5.0, 9.9, 9.999, 9.9999, 9.9999999999])
def test_a_place_is_found_where_the_curve_is_flat(value):
    for curve in (
        MonotoneCurve((0, 1, 2), (0, 10, 10)),
        MonotoneCurve((-1, 0, 1, 2), (0, 0, 9, 9)),
    ):
        part = value * curve.y[-1] / 10
        place = curve.highest_below(part)
        assert curve.at(place) == pytest.approx(part, rel=1e-12, abs=1e-300)
        assert curve.at(place + 1e-6) > part or place > 1 - 1e-6
