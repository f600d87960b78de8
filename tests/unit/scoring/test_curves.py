"""Shares among workers, and the normal distribution, by exact steps of arithmetic."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise
from math import erfc, isnan, nan, sqrt

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import InvalidInputError
from careerscore.scoring.curves import Curve, curve_of, rounded
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.normal import normal_cdf
from careerscore.scoring.operations import Numbers

VALUES = st.floats(-100, 100)
WEIGHTS = st.floats(1e-3, 1e7)
WORKERS = st.dictionaries(st.text(max_size=3), st.tuples(VALUES, WEIGHTS), min_size=1)


def curve_from(workers):
    return curve_of(
        {code: value for code, (value, _) in workers.items()},
        {code: weight for code, (_, weight) in workers.items()},
    )


@given(WORKERS)
def test_a_share_is_the_workers_below_and_half_of_those_at_a_value(workers):
    curve = curve_from(workers)
    total = sum(Fraction(weight) for _, weight in workers.values())
    for value, _ in workers.values():
        group = rounded(value, Numbers())
        ranked = [(rounded(v, Numbers()), Fraction(w)) for v, w in workers.values()]
        below = sum(w for v, w in ranked if v < group)
        equal = sum(w for v, w in ranked if v == group)
        assert curve.share_of(value) == pytest.approx(float((below + equal / 2) / total))


@given(WORKERS, st.lists(VALUES, min_size=2))
def test_a_higher_value_has_no_lower_share(workers, values):
    curve = curve_from(workers)
    shares = [curve.share_of(value) for value in sorted(values)]
    assert all(low <= high for low, high in pairwise(shares))
    assert curve.shares[0] <= shares[0] <= shares[-1] <= curve.shares[-1]
    assert 0 < curve.shares[0] <= curve.shares[-1] < 1


def test_shares_are_linear_between_values_and_level_beyond_them():
    curve = curve_of({"a": 1, "b": 3, "c": 3.0, "d": 7}, {"a": 2, "b": 1, "c": 1, "d": 4})
    assert (curve.values, curve.shares) == ((1, 3, 7), (1 / 8, 3 / 8, 3 / 4))
    assert [curve.share_of(value) for value in (0, 1, 2, 5, 7, 99)] == [
        *(0.125, 0.125, 0.25, 0.5625, 0.75, 0.75)
    ]
    assert isnan(curve.share_of(nan))


def test_occupations_without_workers_are_not_ranked():
    assert curve_of({"a": 1, "b": 2}, {"b": 5}) == Curve(values=[2], shares=[0.5])
    assert curve_of({"a": 1}, {}) is None
    assert curve_of({}, {"a": 1}) is None


def test_values_that_differ_by_noise_are_one():
    noisy = curve_of({"a": 0.1 + 0.2, "b": 0.3}, {"a": 1, "b": 1})
    assert (noisy.values, noisy.shares) == ((0.3,), (0.5,))
    assert noisy.share_of(0.3 + 4e-13) == 0.5


@pytest.mark.parametrize(
    ("values", "shares", "field"),
    [
        ([], [], "shares"),
        ([1, 2], [0.5], "shares"),
        ([2, 1], [0.2, 0.5], "values"),
        ([1, 1], [0.2, 0.5], "values"),
        ([1, 2], [0.5, 0.5], "shares"),
        ([1, 2], [-0.1, 0.5], "shares"),
        ([1, 2], [0.5, 1.1], "shares"),
    ],
)
def test_a_curve_rises(values, shares, field):
    with pytest.raises(InvalidInputError) as caught:
        Curve(values=values, shares=shares)
    assert field in {problem.field for problem in caught.value.problems}


def test_equal_distributions_have_equal_fingerprints():
    curve = Curve(values=[1, 2], shares=[0.25, 0.75])
    one = Distribution(curves={"a": curve, "b": curve}, epoch={"x": 5})
    assert (
        one.fingerprint
        == Distribution(curves={"b": curve, "a": curve}, epoch={"x": 5.0}).fingerprint
    )
    assert one.fingerprint != Distribution(curves={"a": curve}, epoch={"x": 5}).fingerprint
    assert one.fingerprint != Distribution(curves={"a": curve, "b": curve}).fingerprint


@given(st.floats(-40, 40))
def test_the_normal_distribution_is_right_to_14_decimals(x):
    assert abs(normal_cdf(x, Numbers()) - erfc(-x / sqrt(2)) / 2) < 1e-14
    assert normal_cdf(-x, Numbers()) + normal_cdf(x, Numbers()) == 1


def test_the_normal_distribution_has_its_known_values():
    assert normal_cdf(0.0, Numbers()) == 0.5
    assert normal_cdf(1.0, Numbers()) == pytest.approx(0.8413447460685429, abs=1e-14)
    assert (normal_cdf(-50.0, Numbers()) < 1e-16, normal_cdf(50.0, Numbers())) == (True, 1)
    assert isnan(normal_cdf(nan, Numbers()))
