"""Amounts of money with bounds, and ranges."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.economics import Money, Range
from careerscore.errors import InvalidInputError

NOTHING, UNKNOWN = Money.exact(0), Money()

amounts = st.tuples(st.integers(-100, 100), st.integers(0, 100)).map(
    lambda pair: Money(pair[0], pair[0] + pair[1])
)
shares = st.integers(0, 100)


def within(amount, share):
    return amount.low + (amount.high - amount.low) * share / 100


@given(amounts, amounts, shares, shares, st.integers(0, 9))
def test_results_for_numbers_within_bounds_are_within_the_bounds(one, other, here, there, factor):
    x, y = within(one, here), within(other, there)
    for found, value in (
        (one + other, x + y),
        (one - other, x - y),
        (-one, -x),
        (one * factor, x * factor),
    ):
        assert found.low - 1e-9 <= value <= found.high + 1e-9


@given(st.integers(-(10**9), 10**9), st.integers(-(10**9), 10**9), st.integers(0, 5))
def test_exact_amounts_add_up_like_numbers(a, b, factor):
    assert Money.exact(a) + Money.exact(b) == Money.exact(a + b)
    assert Money.exact(a) - Money.exact(b) == Money.exact(a - b)
    assert (-Money.exact(a)).value == -a
    assert (Money.exact(a) * factor).value == a * factor


def test_a_missing_bound_stays_missing():
    open_above = Money.at_least(5)
    assert open_above + Money.exact(2) == Money.at_least(7)
    assert Money.exact(2) - open_above == Money(None, -3)
    assert open_above - open_above == UNKNOWN
    assert (open_above * 2, (-open_above) * 2) == (Money(10, None), Money(None, -10))
    assert (UNKNOWN * 0, UNKNOWN * 1) == (NOTHING, UNKNOWN)
    assert (open_above.value, UNKNOWN.value, NOTHING.value) == (None, None, 0)


@pytest.mark.parametrize(
    ("amount", "text"),
    [
        (Money.exact(1_234.5), "$1,235"),
        (Money.exact(-1_234.5), "-$1,234"),
        (Money.exact(-0.4), "$0"),
        (Money.exact(-0.6), "-$1"),
        (NOTHING, "$0"),
        (Money.at_least(2), "at least $2"),
        (Money(None, 2), "at most $2"),
        (Money(-1, 2), "-$1 to $2"),
        (UNKNOWN, "not known"),
    ],
)
def test_an_amount_is_written_in_whole_dollars(amount, text):
    assert str(amount) == text


@pytest.mark.parametrize(
    ("low", "high", "fields"),
    [
        (2, 1, ["high"]),
        (2.5, 1.5, ["high"]),
        ("1", 1, ["low"]),
        (float("nan"), float("nan"), ["low", "high"]),
        (1.0, float("inf"), ["high"]),
        (10**400, 10**400, ["low", "high"]),
        (None, True, ["high"]),
        (True, True, ["low", "high"]),
    ],
)
def test_bounds_are_finite_numbers_in_order(low, high, fields):
    with pytest.raises(InvalidInputError) as caught:
        Money(low, high)
    assert [problem.field for problem in caught.value.problems] == fields


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ((-1, 0, 1), "min"),
        ((0, "1", 1), "typical"),
        ((0, 1, float("nan")), "max"),
        ((4, 3, 5), "typical"),
        ((4, 5, 4.5), "max"),
        ((4, None, 3), "max"),
    ],
)
def test_a_range_never_falls(values, field):
    with pytest.raises(InvalidInputError) as caught:
        Range(*values)
    assert [problem.field for problem in caught.value.problems] == [field]


def test_a_range_may_have_equal_or_missing_values():
    for values in ((4, 4, 4), (None, None, None), (0, None, 0)):
        assert attrs.astuple(Range(*values)) == values
    assert Range(0, 0, 1).known
    assert not Range(0, None, 0).known
