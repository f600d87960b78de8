"""Wages: percentiles in order, bounds for what is top-coded, honest answers in between."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from careerscore.errors import InvalidInputError
from careerscore.model import PERCENTILES, Note, Obtained, WageDistribution, WageEstimates

NAMES = tuple(PERCENTILES)
dollars = st.integers(0, 10**6) | st.floats(0, 1e6)
shares = st.floats(0, 1)


def top_coded(bound):
    return Note(how=Obtained.TOP_CODED, reason="at or above the top code", bound=bound)


def missing():
    return Note(how=Obtained.MISSING, reason="not released")


@st.composite
def estimates(draw):
    """Rising percentiles, some missing, a run at the top perhaps top-coded."""
    values = dict(zip(NAMES, sorted(draw(st.lists(dollars, min_size=5, max_size=5))), strict=True))
    coded_from = draw(st.integers(1, 5))
    notes = {}
    top_code = values[NAMES[coded_from]] if coded_from < 5 else None
    for name in NAMES[coded_from:]:
        notes[name] = top_coded(top_code)
        values[name] = None
    for name in draw(st.sets(st.sampled_from(NAMES[:coded_from]), max_size=3)):
        values[name] = None
    return WageEstimates(**values, notes=notes)


complete = st.lists(dollars, min_size=5, max_size=5).map(
    lambda five: WageEstimates(**dict(zip(NAMES, sorted(five), strict=True)))
)


@given(estimates())
def test_a_published_percentile_is_its_own_quantile(pay):
    for name, share in PERCENTILES.items():
        assert pay.quantile(share) == getattr(pay, name)


@given(complete, st.floats(0.1, 0.9), st.floats(0.1, 0.9))
def test_quantiles_rise_with_the_share(pay, one, other):
    low, high = sorted((one, other))
    assert pay.quantile(low) <= pay.quantile(high)


@given(estimates(), shares)
def test_a_quantile_lies_within_its_bounds(pay, q):
    value = pay.quantile(q)
    least, most = pay.quantile_bounds(q)
    assert most is None or least <= most
    if value is not None:
        assert least <= value
        assert most is not None
        assert value <= most


@given(estimates(), st.floats(0.9, 1, exclude_min=True) | st.floats(0, 0.1, exclude_max=True))
def test_beyond_the_outer_percentiles_no_quantile_is_made_up(pay, q):
    assert pay.quantile(q) is None


def test_between_neighbours_the_quantile_is_linear():
    pay = WageEstimates(p10=10_000, p25=16_000, median=26_000)
    assert pay.quantile(0.2) == pytest.approx(14_000)
    assert pay.quantile(0.4) == pytest.approx(22_000)


def test_next_to_a_missing_percentile_there_is_no_quantile():
    pay = WageEstimates(p10=10_000, median=26_000)
    assert pay.quantile(0.2) is None
    assert pay.quantile_bounds(0.2) == (10_000, 26_000)


def test_a_top_coded_percentile_is_a_bound_and_no_number():
    pay = WageEstimates(p25=200_000, notes={"median": top_coded(239_200)})
    assert pay.median is None
    assert pay.lower_bound("median") == 239_200
    assert pay.quantile(0.5) is None
    assert pay.quantile(0.4) is None
    assert pay.quantile_bounds(0.5) == (239_200, None)
    assert pay.quantile_bounds(0.3) == (200_000, None)


def test_the_bounds_of_a_published_percentile_are_the_percentile():
    assert WageEstimates(median=48_780).quantile_bounds(0.5) == (48_780, 48_780)
    assert WageEstimates().quantile_bounds(0.5) == (0, None)


@pytest.mark.parametrize("q", [-0.01, 1.01, float("nan"), "0.5", None, True])
@pytest.mark.parametrize("method", ["quantile", "quantile_bounds"])
def test_a_share_outside_0_to_1_is_refused(method, q):
    with pytest.raises(InvalidInputError) as caught:
        getattr(WageEstimates(), method)(q)
    assert caught.value.problems[0].field == "q"
    assert caught.value.problems[0].expected == "a share of workers from 0 to 1"


@given(st.permutations(range(5)))
def test_percentiles_that_run_backwards_are_refused(order):
    assume(list(order) != sorted(order))
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(**dict(zip(NAMES, order, strict=True)))
    falls = [
        name for name, low, high in zip(NAMES[1:], order, order[1:], strict=False) if low > high
    ]
    assert [problem.field for problem in caught.value.problems] == falls


def test_a_top_coded_percentile_counts_with_its_bound_in_the_order():
    with pytest.raises(InvalidInputError, match="p90: expected at least 239200, as p75 is"):
        WageEstimates(p90=200_000, notes={"p75": top_coded(239_200)})


@pytest.mark.parametrize("note", [top_coded(239_200), missing()])
@pytest.mark.parametrize("name", [*NAMES, "mean"])
def test_a_value_whose_note_says_there_is_none_is_refused(name, note):
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(**{name: 50_000}, notes={name: note})
    assert str(caught.value) == (
        f"WageEstimates: {name}: expected None: its note says {note.how}, got 50000"
    )


def test_a_value_may_have_a_note_on_how_it_was_obtained():
    estimated = Note(how=Obtained.ESTIMATED, reason="interpolated")
    assert WageEstimates(median=50_000, notes={"median": estimated}).median == 50_000


@pytest.mark.parametrize("value", [-1, float("nan"), float("inf"), "50000", True])
def test_every_wage_that_is_none_is_named(value):
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(p10=value, mean=value)
    assert [problem.field for problem in caught.value.problems] == ["p10", "mean"]
    assert caught.value.problems[0].expected == "a number of at least 0 or None"


def test_the_distribution_answers_for_annual_pay():
    wages = WageDistribution(annual=WageEstimates(median=50_000), hourly=WageEstimates(median=24))
    assert wages.quantile(0.5) == 50_000


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"employment": -1}, "employment: expected a whole number from 0 to 1000000000 or None"),
        ({"employment": 1.5}, "employment: expected a whole number from 0 to 1000000000 or None"),
        ({"employment_prse": -0.1}, "employment_prse: expected a number of at least 0 or None"),
        ({"mean_prse": "1"}, "mean_prse: expected a number of at least 0 or None"),
        ({"annual": {"median": 1}}, "annual: expected a WageEstimates"),
        ({"hourly": None}, "hourly: expected a WageEstimates"),
        ({"published_code": ""}, "published_code: expected a text that is not empty or None"),
        ({"published_title": 1}, "published_title: expected a text that is not empty or None"),
        ({"reference_period": " "}, "reference_period: expected a text that is not empty or None"),
        ({"shared_with": "29-2072.00"}, "shared_with: expected a list or tuple of str"),
        ({"source": "BLS"}, "source: expected a Source or None"),
        ({"notes": {"*": "shared"}}, "notes: expected a mapping from text to Note"),
    ],
)
def test_a_distribution_names_what_is_wrong(changes, expected):
    with pytest.raises(InvalidInputError) as caught:
        WageDistribution(**changes)
    assert str(caught.value).startswith(f"WageDistribution: {expected}, got ")


def test_wages_are_frozen_and_evolve():
    wages = WageDistribution(employment=10, shared_with=["29-2072.00"])
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        wages.employment = 11
    assert attrs.evolve(wages, employment=11).employment == 11
    assert wages.shared_with == ("29-2072.00",)
    assert hash(wages) == hash(attrs.evolve(wages))
