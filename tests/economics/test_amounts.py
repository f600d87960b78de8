"""Amounts within bounds: their arithmetic never claims more than is known."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import Money
from careerscore.economics.money import NOTHING, UNKNOWN, half_up, running_sums
from careerscore.errors import InvalidInputError

numbers = st.integers(-1_000, 1_000)


@st.composite
def bounded(draw):
    """An amount with bounds, and a number that it can be."""
    low, value, high = sorted(draw(st.tuples(numbers, numbers, numbers)))
    amount = Money(
        draw(st.sampled_from([None, low, value])), draw(st.sampled_from([None, value, high]))
    )
    return amount, value


def holds(amount, value):
    return (amount.low is None or amount.low <= value) and (
        amount.high is None or value <= amount.high
    )


@pytest.mark.parametrize(
    ("amount", "rounded"),
    [(0.5, 1), (1.5, 2), (2.4999, 2), (2, 2), (-0.5, 0), (-0.51, -1), (53_406.5, 53_407)],
)
def test_halves_round_up(amount, rounded):
    assert half_up(amount) == rounded
    assert type(half_up(amount)) is int


@given(bounded(), bounded(), st.integers(0, 5))
def test_whatever_the_amounts_are_the_bounds_hold_the_result(one, other, factor):
    (first, a), (second, b) = one, other
    assert holds(first, a)
    assert holds(first + second, a + b)
    assert holds(first - second, a - b)
    assert holds(-first, -a)
    assert holds(first * factor, a * factor)
    negated = -first
    assert -negated == first
    assert first + second == second + first
    assert first - second == first + -second


@given(numbers, numbers, st.integers(0, 5))
def test_amounts_that_are_known_are_numbers(a, b, factor):
    assert Money.exact(a) + Money.exact(b) == Money.exact(a + b)
    assert Money.exact(a) - Money.exact(b) == Money.exact(a - b)
    assert (-Money.exact(a)).value == -a
    assert Money.exact(a) * factor.value == a * factor
    assert Money.exact(a).value == a


def test_bounds_that_are_not_known_stay_so():
    assert Money.at_least(5) + Money.exact(1) == Money(6, None)
    assert Money.at_least(5) - Money.exact(1) == Money(4, None)
    assert Money.exact(1) - Money.at_least(5) == Money(None, -4)
    assert -Money.at_least(5) == Money(None, -5)
    assert Money.at_least(5) - Money.at_least(5) == UNKNOWN
    assert Money(None, 5) * 2 == Money(None, 10)
    assert Money(2, 5) * 0.5 == Money(1, 2.5)


def test_nothing_of_what_is_not_known_is_nothing():
    assert UNKNOWN * 0 == NOTHING == Money.exact(0)
    assert Money.at_least(5) * 0 == NOTHING


def test_an_amount_has_a_value_where_its_bounds_meet():
    assert Money(5, 5).value == 5
    assert Money(5, 6).value is Money(5, None).value is Money(None, 5).value is None
    assert UNKNOWN.value is None
    assert NOTHING.value == 0


def test_sums_run():
    amounts = [Money.exact(1), Money.at_least(2), Money.exact(-4)]
    assert list(running_sums(amounts)) == [Money.exact(1), Money(3, None), Money(-1, None)]
    assert list(running_sums([])) == []


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Money.exact(1_234.5), "$1,235"),
        (Money.exact(-1_234), "-$1,234"),
        (NOTHING, "$0"),
        (Money.at_least(239_200), "at least $239,200"),
        (Money(None, 10), "at most $10"),
        (Money(-5, 1_000), "-$5 to $1,000"),
        (UNKNOWN, "not known"),
    ],
)
def test_an_amount_is_told_in_words(amount, words):
    assert str(amount) == words


@pytest.mark.parametrize(
    ("low", "high", "problems"),
    [
        (5, 4, ["high: expected at least low, 5, got 4"]),
        ("5", 6, ["low: expected a number or None, got '5'"]),
        (math.nan, True, ["low: expected a number", "high: expected a number"]),
        (None, math.inf, ["high: expected a number or None, got inf"]),
        (1, "x", ["high: expected a number or None, got 'x'"]),
    ],
)
def test_an_amount_that_cannot_be_is_refused(low, high, problems):
    with pytest.raises(InvalidInputError) as caught:
        Money(low, high)
    assert len(caught.value.problems) == len(problems)
    for problem, start in zip(caught.value.problems, problems, strict=True):
        assert str(problem).startswith(start)


@pytest.mark.parametrize("amount", [NOTHING, UNKNOWN, Money(1, 2.5), Money.at_least(3)])
def test_an_amount_comes_back_from_json_as_it_was(amount):
    assert cs.loads(cs.dumps(amount), Money) == amount
    assert cs.to_dict(amount)["value"] == amount.value
