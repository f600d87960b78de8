"""Amounts of money with bounds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.economics import Money

NOTHING, UNKNOWN = Money.exact(0), Money()

amounts = st.tuples(st.integers(-100, 100), st.integers(0, 100)).map(
    lambda pair: Money(pair[0], pair[0] + pair[1])
)


@given(amounts, amounts, st.integers(0, 9))
def test_bounds_are_those_of_the_results_at_the_bounds(one, other, factor):
    for found, values in (
        (one + other, [x + y for x in (one.low, one.high) for y in (other.low, other.high)]),
        (one - other, [x - y for x in (one.low, one.high) for y in (other.low, other.high)]),
        (-one, [-one.low, -one.high]),
        (one * factor, [one.low * factor, one.high * factor]),
    ):
        assert found == Money(min(values), max(values))


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
