"""Wages: percentiles in order, quantiles and ranks between them, bounds beyond them."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import InvalidInputError, WageNotKnownError
from careerscore.model import PERCENTILES, Note, Provenance, WageDistribution, WageEstimates

NAMES = tuple(PERCENTILES)
PAGE = WageEstimates(p10=35_080, p25=39_620, median=48_780, p75=61_960, p90=77_810)
dollars = st.integers(0, 10**6) | st.floats(0, 1e6)
shares = st.floats(0, 1)


def top_coded(bound):
    return Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=bound)


def missing():
    return Note(provenance=Provenance.MISSING, reason="not released")


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


apart = st.lists(st.integers(1, 10**6), min_size=5, max_size=5, unique=True).map(
    lambda five: WageEstimates(**dict(zip(NAMES, sorted(five), strict=True)))
)


def answer(ask, *arguments, **options):
    """What a question is answered, or None with the error where it is not known."""
    try:
        return ask(*arguments, **options), None
    except WageNotKnownError as error:
        return None, error


@given(estimates())
def test_a_published_percentile_is_its_own_quantile(pay):
    for name, share in PERCENTILES.items():
        assert answer(pay.quantile, share)[0] == getattr(pay, name)


@given(estimates(), shares, st.sampled_from([None, "pareto"]))
def test_a_quantile_lies_within_its_bounds(pay, q, tail):
    value, error = answer(pay.quantile, q, tail=tail)
    least, most = pay.quantile_bounds(q)
    assert most is None or least <= most
    if error is not None:
        assert error.bounds == (least, most)
    else:
        assert least <= value
        assert value <= (most if most is not None else float("inf"))
        assert tail is not None or most is not None


@given(estimates(), dollars, st.sampled_from([None, "pareto"]))
def test_a_rank_lies_within_its_bounds(pay, wage, tail):
    value, error = answer(pay.rank, wage, tail=tail)
    least, most = pay.rank_bounds(wage)
    assert 0 <= least <= most <= 1
    if error is not None:
        assert error.bounds == (least, most)
    else:
        assert least <= value <= most


@given(apart, st.floats(0.1, 0.9))
def test_the_rank_of_a_quantile_is_its_share(pay, q):
    wage = pay.quantile(q)
    assert pay.quantile(pay.rank(wage)) == pytest.approx(wage, rel=1e-9)
    if wage not in [getattr(pay, name) for name in NAMES]:
        # Where the curve is all but flat, many shares have a wage to its last digit.
        assert pay.rank(wage) >= q - 1e-9
        assert pay.rank(max(pay.p10, wage * (1 - 1e-9))) <= q + 1e-9


def test_next_to_a_missing_percentile_there_is_no_quantile():
    pay = WageEstimates(p10=10_000, median=26_000, notes={"p25": missing()})
    error = answer(pay.quantile, 0.2)[1]
    assert error.asked == "the wage at quantile 0.2"
    assert error.reason == "P25 is not published (not released)"
    assert error.bounds == pay.quantile_bounds(0.2) == (10_000, 26_000)


@pytest.mark.parametrize(
    ("gap", "q", "named"),
    [
        ({"p25"}, 0.2, "P25"),
        ({"p25"}, 0.25, "P25"),
        ({"p25"}, 0.4, "P25"),
        ({"p25", "p90"}, 0.4, "P25"),
        ({"p25", "median"}, 0.3, "P25"),
        ({"p25", "median"}, 0.6, "the median"),
        ({"p75"}, 0.6, "P75"),
        ({"p75", "p90"}, 0.9, "P90"),
        ({"p90"}, 0.95, "P90"),
    ],
)
def test_the_missing_neighbour_of_a_quantile_is_named(gap, q, named):
    error = answer(attrs.evolve(PAGE, **dict.fromkeys(gap)).quantile, q)[1]
    assert error.reason == f"{named} is not published"


def test_on_a_plateau_the_rank_is_the_highest_share():
    flat = WageEstimates(p10=20_000, p25=30_000, median=30_000, p75=40_000, p90=40_000)
    assert (flat.rank(30_000), flat.rank(40_000)) == (0.5, 0.9)
    assert flat.quantile(0.4) == 30_000
    gap = WageEstimates(p10=30_000, median=30_000, p75=30_000)
    assert gap.rank(30_000) == 0.75


def test_the_rank_bounds_are_the_nearest_percentiles():
    assert PAGE.rank_bounds(0) == (0, 0.1)
    assert PAGE.rank_bounds(35_080) == (0.1, 0.25)
    assert PAGE.rank_bounds(48_779) == (0.25, 0.5)
    assert PAGE.rank_bounds(77_810) == (0.9, 1)
    coded = WageEstimates(median=200_000, notes={"p75": top_coded(239_200)})
    assert coded.rank_bounds(239_199) == (0.5, 0.75)
    assert coded.rank_bounds(239_200) == (0.5, 1)


def test_a_top_coded_percentile_is_a_bound_and_no_number():
    pay = WageEstimates(p25=200_000, notes={"median": top_coded(239_200)})
    assert pay.median is None
    assert pay.lower_bound("median") == 239_200
    with pytest.raises(WageNotKnownError) as caught:
        pay.quantile(0.5)
    assert caught.value.reason == "the median is not published (at or above the top code)"
    assert caught.value.bounds == (239_200, None)
    with pytest.raises(WageNotKnownError) as caught:
        pay.quantile(0.4)
    assert caught.value.bounds == (200_000, None)
    assert pay.quantile_bounds(0.5) == (239_200, None)
    assert pay.quantile_bounds(0.3) == (200_000, None)


def test_a_pareto_tail_goes_through_the_two_highest_percentiles():
    # From P75 to P90 a share of 0.25 shrinks to 0.10; to P98 it shrinks by as much twice more
    # when 1 - q = 0.04.
    growth = 77_810 / 61_960
    assert PAGE.quantile(0.96, tail="pareto") == pytest.approx(77_810 * growth)
    assert PAGE.quantile(0.984, tail="pareto") == pytest.approx(77_810 * growth**2)
    assert PAGE.rank(77_810 * growth, tail="pareto") == pytest.approx(0.96)
    without_p90 = attrs.evolve(PAGE, p90=None)
    growth = 61_960 / 48_780
    assert without_p90.quantile(0.875, tail="pareto") == pytest.approx(61_960 * growth)


@pytest.mark.parametrize(
    "pay",
    [
        WageEstimates(p75=100_000),
        WageEstimates(p25=50_000, median=60_000),
        WageEstimates(median=0, p75=50_000),
        WageEstimates(p75=50_000, p90=50_000),
    ],
)
def test_a_tail_takes_two_rising_percentiles_from_the_median_up(pay):
    assert answer(pay.quantile, 0.95, tail="pareto")[0] is None
    assert answer(pay.rank, 10**6, tail="pareto")[0] is None
    assert WageEstimates(p75=49_999, p90=50_000).quantile(0.99, tail="pareto") > 50_000


@pytest.mark.parametrize(("lower", "q"), [(5e-324, 0.95), (1e-150, 0.999_999), (1e-300, 0.999)])
def test_percentiles_too_far_apart_have_no_tail(lower, q):
    pay = WageEstimates(p75=lower, p90=1e6)
    assert answer(pay.quantile, q, tail="pareto")[0] is None
    assert 0.9 <= pay.rank(1e7, tail="pareto") <= 1


@given(
    st.integers(1, 239_199),
    st.integers(0, 239_198),
    st.floats(0.75, 1, exclude_max=True),
    st.floats(0.75, 1, exclude_max=True),
)
def test_a_tail_never_falls_below_a_top_code(p75, less, one, other):
    pay = WageEstimates(median=max(1, p75 - less), p75=p75, notes={"p90": top_coded(239_200)})
    assert answer(pay.quantile, 0.9)[1].bounds == (239_200, None)
    low, high = (answer(pay.quantile, q, tail="pareto")[0] for q in sorted((one, other)))
    if high is not None:
        assert low <= high
        assert low >= p75
        assert max(one, other) < 0.9 or high >= 239_200
    rank, error = answer(pay.rank, 239_199, tail="pareto")
    assert (error is None) == (p75 == 239_199 or (less > 0 and p75 > 1))
    assert (rank if error is None else error.bounds[1]) <= 0.9


def test_a_top_coded_percentile_counts_with_its_bound_in_the_order():
    with pytest.raises(InvalidInputError, match="p90: expected at least 239200, as p75 is"):
        WageEstimates(p90=200_000, notes={"p75": top_coded(239_200)})


@pytest.mark.parametrize("note", [top_coded(239_200), missing()])
@pytest.mark.parametrize("name", [*NAMES, "mean"])
def test_a_value_whose_note_says_there_is_none_is_refused(name, note):
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(**{name: 50_000}, notes={name: note})
    assert str(caught.value) == (
        f"WageEstimates: {name}: expected None: its note says {note.provenance}, got 50000"
    )


def test_the_distribution_answers_for_annual_pay():
    wages = WageDistribution(annual=PAGE, hourly=WageEstimates(median=24))
    assert wages.quantile(0.95, tail="pareto") == PAGE.quantile(0.95, tail="pareto")
    assert wages.rank(90_000, tail="pareto") == PAGE.rank(90_000, tail="pareto")


@pytest.mark.parametrize(
    ("ask", "fields"),
    [
        (lambda: PAGE.quantile(2, tail="normal"), ["q", "tail"]),
        (lambda: PAGE.rank(-1, tail=["pareto"]), ["wage", "tail"]),
        *((lambda q=q: PAGE.quantile_bounds(q), ["q"]) for q in (-0.01, 1.01, "0.5", None, True)),
        *((lambda w=w: PAGE.rank_bounds(w), ["wage"]) for w in (-0.01, float("nan"), "1", None)),
    ],
)
def test_every_wrong_argument_is_named(ask, fields):
    with pytest.raises(InvalidInputError) as caught:
        ask()
    assert [problem.field for problem in caught.value.problems] == fields


def test_the_ends_of_the_range_are_arguments():
    assert PAGE.quantile_bounds(0) == (0, 35_080)
    assert PAGE.quantile_bounds(1) == (77_810, None)
    assert PAGE.rank_bounds(0) == (0, 0.1)


@pytest.mark.parametrize("wage", [1e300, 1.7e308, 10**12 + 1])
def test_a_wage_beyond_all_reason_is_refused(wage):
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(p75=wage, p90=wage)
    assert [problem.field for problem in caught.value.problems] == ["p75", "p90"]
    with pytest.raises(InvalidInputError, match=r"notes\['p90'\].bound: expected a number of at"):
        WageEstimates(notes={"p90": top_coded(wage)})


@given(st.lists(st.floats(0, 1e12), min_size=5, max_size=5), shares, st.floats(0, 1e12))
def test_no_allowed_wages_are_too_large_or_too_far_apart_to_compute(five, q, wage):
    pay = WageEstimates(**dict(zip(NAMES, sorted(five), strict=True)))
    answer(pay.quantile, q, tail="pareto")
    answer(pay.rank, wage, tail="pareto")


def test_a_bound_below_a_published_percentile_says_nothing_new():
    top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=239_200)
    pay = WageEstimates(p75=778_500, notes={"p90": top})
    assert pay.lower_bound("p90") == 239_200
    assert pay.quantile_bounds(0.95) == (778_500, None)
    assert pay.rank_bounds(500_000) == (0, 0.75)
    with pytest.raises(InvalidInputError, match="p90: expected at least 239200, as p75 is"):
        WageEstimates(p90=200_000, notes={"p75": top})


def test_percentiles_that_fall_are_named():
    with pytest.raises(InvalidInputError) as caught:
        WageEstimates(p10=3, p25=2, median=2, p90=1)
    assert [problem.field for problem in caught.value.problems] == ["p25", "p90"]


def test_without_percentiles_the_note_on_the_median_is_the_reason():
    error = answer(WageEstimates(notes={"median": missing()}).quantile, 0.5)[1]
    assert error.reason == "no percentile is published (not released)"
    assert error.bounds == (0, None)
    assert answer(WageEstimates().rank, 50_000)[1].bounds == (0, 1)


@pytest.mark.parametrize(
    ("ask", "reason"),
    [
        (lambda: PAGE.quantile(0.09), "P10 is the lowest percentile published"),
        (lambda: PAGE.quantile(0.91), "P90 is the highest percentile published"),
        (lambda: PAGE.rank(35_079, tail="pareto"), "P10 is the lowest percentile published"),
        (lambda: PAGE.rank(77_811), "P90 is the highest percentile published"),
        (lambda: PAGE.quantile(1, tail="pareto"), "P90 is the highest percentile published"),
    ],
)
def test_outside_the_published_percentiles_nothing_is_known(ask, reason):
    assert answer(ask)[1].reason == reason
