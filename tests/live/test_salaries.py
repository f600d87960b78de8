"""Texts of pay: what they state in numbers, and nothing that they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import InvalidInputError
from careerscore.live import parse_salary
from careerscore.model import SalaryRange

USD = "USD"


def pay(low, high, period, currency=USD):
    return SalaryRange(low=low, high=high, period=period, currency=currency)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("$50,000 - $70,000 a year", pay(50_000, 70_000, "year")),
        ("$50,000\u2013$70,000 a year", pay(50_000, 70_000, "year")),
        ("$50K\u2014$70K", pay(50_000, 70_000, None)),
        ("$25 an hour", pay(25, 25, "hour")),
        ("60K-80K a year", pay(60_000, 80_000, "year", None)),
        ("60K-80K", pay(60_000, 80_000, None, None)),
        ("60-80K a year", pay(60_000, 80_000, "year", None)),
        ("60K-80 a year", pay(60_000, 80_000, "year", None)),
        ("$900-$1.2K a week", pay(900, 1_200, "week")),
        ("18.50-22 an hour", pay(18.5, 22, "hour", None)),
        ("From $18.50 an hour", pay(18.5, None, "hour")),
        ("From $18.50/hr", pay(18.5, None, "hour")),
        ("from 18.50", pay(18.5, None, None, None)),
        ("Starting at $20 hourly", pay(20, None, "hour")),
        ("Up to $120K a year", pay(None, 120_000, "year")),
        ("Maximum $9,000 a month", pay(None, 9_000, "month")),
        ("At least $20", pay(20, None, None)),
        ("Starting from $20", pay(20, None, None)),
        ("$50,000 a year - $70,000 a year", pay(50_000, 70_000, "year")),
        ("$25/hr - $30", pay(25, 30, "hour")),
        ("$25 an hour - $60,000 a year", None),
        ("$25 a shift - $30 an hour", None),
        ("50\u2011\u202f70K a year", pay(50_000, 70_000, "year", None)),
        ("$25+ an hour", pay(25, None, "hour")),
        ("$25 or more per hour", pay(25, None, "hour")),
        ("$25 and up", pay(25, None, None)),
        ("From $50,000 to $60,000 a year", pay(50_000, 60_000, "year")),
        ("Up to $50,000 - $60,000 a year", pay(50_000, 60_000, "year")),
        ("between $50,000 and $60,000 per year", pay(50_000, 60_000, "year")),
        ("$1,200 a week", pay(1_200, 1_200, "week")),
        ("$200 per day", pay(200, 200, "day")),
        ("$1.2M a year", pay(1_200_000, 1_200_000, "year")),
        ("$50,000 annually.", pay(50_000, 50_000, "year")),
        ("USD 60,000 per annum", pay(60_000, 60_000, "year")),
        ("60,000 USD", pay(60_000, 60_000, None)),
        ("US$60,000 / yr", pay(60_000, 60_000, "year")),
        ("CA$60,000 a year", pay(60_000, 60_000, "year", "CAD")),
        ("£30,000 p.a.", pay(30_000, 30_000, "year", "GBP")),
        ("30,000 € a year", None),
        ("€30,000 a year", pay(30_000, 30_000, "year", "EUR")),
        ("  $25 \n an   hour ", pay(25, 25, "hour")),
        # No period is guessed, however much or little it is.
        ("25", pay(25, 25, None, None)),
        ("60,000", pay(60_000, 60_000, None, None)),
        ("$0 - $60,000 a year", pay(None, 60_000, "year")),
        *(
            (text, None)
            for text in (
                *("", "competitive", "DOE", "$", "a year", "$0", "$0 - $0", "1e5", "-5", "$-5"),
                *("$70K - $50K", "$25 a shift", "$25 an hour plus bonus", "$25, $30", "$5 - £6"),
                *("50.000 a year", "$1,23", "$1,2345", "$12,34,567", "1.234,50", "abc 5", "5 abc"),
                *("$25 every two weeks", "$25 bi-weekly", "for 5 days", "9" * 14, "x" * 100_000),
                "$" + "9" * 199,
            )
        ),
    ],
)
def test_a_text_states(text, expected):
    assert parse_salary(text) == expected


def test_only_a_text_is_read():
    with pytest.raises(InvalidInputError, match="parse_salary: text: expected a string, got None"):
        parse_salary(None)


def test_the_currency_of_a_text_comes_before_that_of_its_source():
    assert parse_salary("25 an hour", currency="USD") == pay(25, 25, "hour")
    assert parse_salary("£25 an hour", currency="USD") == pay(25, 25, "hour", "GBP")


AMOUNTS = st.integers(1, 10**12) | st.decimals(1, 10**9, places=2).map(float)
PERIODS = st.sampled_from(["hour", "day", "week", "month", "year"])


@given(st.none() | AMOUNTS, st.none() | AMOUNTS, PERIODS, st.sampled_from(["USD", "GBP", "EUR"]))
def test_the_words_of_a_range_state_it(low, high, period, currency):
    if low is high is None:
        return
    if low is not None and high is not None:
        low, high = sorted((low, high))
    stated = pay(low, high, period, currency)
    assert parse_salary(str(stated)) == stated


@given(st.text() | st.text(st.sampled_from("$£€0123456789.,-–kKmM anhouryetp+/"), max_size=40))
def test_any_text_is_read_or_not_but_never_an_error(text):
    found = parse_salary(text)
    if found is not None:
        ends = [end for end in (found.low, found.high) if end is not None]
        assert ends == sorted(ends)
        assert all(end > 0 for end in ends)
        assert any(each.isdigit() for each in text)


class TestRange:
    @pytest.mark.parametrize(
        ("fields", "problem"),
        [
            ({}, "low: expected an amount here or as `high`"),
            ({"low": 2, "high": 1}, "high: expected at least 2, as `low` is, got 1"),
            ({"low": -1}, "low: expected"),
            ({"low": 1, "period": "fortnight"}, "period: expected 'hour' or 'day'"),
            ({"low": 1, "currency": "usd"}, "currency: expected three capital letters"),
        ],
    )
    def test_it_is_refused_where_it_is_none(self, fields, problem):
        with pytest.raises(InvalidInputError) as caught:
            SalaryRange(**fields)
        assert problem in str(caught.value)

    @pytest.mark.parametrize(
        ("range", "words"),
        [
            (pay(25, 25, "hour"), "$25 an hour"),
            (pay(25, 28.5, "hour"), "$25 - $28.50 an hour"),
            (pay(None, 1_200, "week", None), "up to 1,200 a week"),
            (pay(1_200, None, None, "GBP"), "from GBP 1,200, period not stated"),
        ],
    )
    def test_its_words(self, range, words):
        assert str(range) == words
