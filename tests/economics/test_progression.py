"""Pay along a career: the percentile ladder of the site, and our curve without steps."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.model import (
    PERCENTILES,
    Note,
    Occupation,
    Provenance,
    Status,
    WageDistribution,
    WageEstimates,
)
from careerscore.testing import occupations, wage_estimates

ONE = cs.economics.methodology("percentile-ladder/1")
MANUAL = cs.economics.methodology("percentile-ladder/manual")
OURS = cs.economics.methodology("experience-quantile/1.0")


def paid(*five, mean=None, notes=None):
    """An occupation that pays these percentiles."""
    annual = WageEstimates(
        **dict(zip(PERCENTILES, five, strict=False)), mean=mean, notes=notes or {}
    )
    return Occupation(code="00-0000.00", title="Testers", wages=WageDistribution(annual=annual))


def top_coded(bound=239_200):
    return Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=bound)


@pytest.mark.parametrize(
    ("five", "mean", "expected"),
    [
        # p10 or 30,000; p25 1.2 times it; median 1.25 times that; p75 and p90 by ratio 1.25
        ((None,) * 5, None, (30_000, 36_000, 45_000, 56_250, 70_313)),
        # mean above the median: 40,000 + .8 * 10,000; then mean 50,000 > 48,000: 1.15 * 50,000
        ((20_000, 30_000, 40_000, None, None), 50_000, (20_000, 30_000, 40_000, 48_000, 57_500)),
        # mean at the median: by the ratio 40/30; p90 by 53,333/40,000
        ((20_000, 30_000, 40_000, None, None), 40_000, (20_000, 30_000, 40_000, 53_333, 71_110)),
        # a ratio of 2 is cut to 1.5 and to 1.4
        ((20_000, 30_000, 60_000, None, None), None, (20_000, 30_000, 60_000, 90_000, 126_000)),
        # p75 known: mean at it, ratio 1.1
        ((20_000, 30_000, 40_000, 44_000, None), 44_000, (20_000, 30_000, 40_000, 44_000, 48_400)),
        # a gap below
        ((None, 30_000, None, 44_000, 50_000), None, (30_000, 30_000, 37_500, 44_000, 50_000)),
        # halves go up: 1.25 * 39,630 = 49,537.5; ratio 1.25 of it 61,921.875
        ((20_000, 39_630, None, None, None), None, (20_000, 39_630, 49_538, 61_922, 77_403)),
        # 0 counts as missing
        ((0, 0, 40_000, 50_000, 60_000), None, (30_000, 36_000, 40_000, 50_000, 60_000)),
    ],
)
def test_fallbacks_for_missing_percentiles(five, mean, expected):
    result = ONE.progression(paid(*five, mean=mean))
    assert tuple(each.pay for each in result.levels) == expected
    assert result.status is Status.FALLBACK
    missing = [name for name, value in zip(PERCENTILES, five, strict=True) if not value]
    assert [reason.split()[0] for reason in result.reasons] == missing
    assert [each.percentile for each in result.levels if each.note] == missing


def test_the_range_of_a_fallback_is_that_of_its_pay_before_rounding():
    # The median is 1.25 * 180,750 = 225,937.5; 1.1 times that is 248,531.25.
    middle = ONE.progression(paid(150_000, 180_750)).levels[2]
    assert (middle.pay, middle.pay_low, middle.pay_high) == (225_938, 203_344, 248_531)


def test_a_reason_names_the_note_the_fallback_and_a_bound_above_it():
    notes = {name: top_coded() for name in ("p75", "p90")}
    pay = paid(100_000, 150_000, 180_000, notes=notes)
    assert ONE.progression(pay).reasons == (
        (
            "p75 is not published (at or above the top code): 216,000 stands in, "
            "less than the 239,200 that it is at least"
        ),
        "p90 is not published (at or above the top code): 259,200 stands in",
    )
    timeline = ONE.progression(pay).timeline
    assert [year.reason is None for year in timeline] == [True] * 16 + [False] * 5
    everywhere = {"*": Note(provenance=Provenance.MISSING, reason="nobody asked")}
    reasons = ONE.progression(paid(notes=everywhere)).reasons
    assert reasons[0] == "p10 is not published (nobody asked): 30,000 stands in"
    assert ONE.progression(paid()).reasons[1] == "p25 is not published: 36,000 stands in"
    just = ONE.progression(paid(1, 1, 1, 1, notes={"p90": top_coded(1)}))
    assert just.reasons == ("p90 is not published (at or above the top code): 1 stands in",)


@given(wage_estimates())
def test_the_ladder_always_has_a_number(pay):
    result = ONE.progression(
        Occupation(code="00-0000.00", title="Testers", wages=WageDistribution(annual=pay))
    )
    for level in result.levels:
        assert level.pay_low <= level.pay <= level.pay_high
    assert {year.pay for year in result.timeline} <= {level.pay for level in result.levels}


def test_the_ladder_takes_no_tail_model(page):
    with pytest.raises(InvalidInputError, match="tail: expected None"):
        ONE.progression(page, tail="pareto")


def test_the_quantile_rises_evenly_between_the_typical_years():
    assert [OURS.quantile_at(years) for years in (1, 4, 10, 15, 20)] == list(PERCENTILES.values())
    assert [OURS.quantile_at(years) for years in (0, 0.5, 1)] == [0.10] * 3
    assert OURS.quantile_at(2) == pytest.approx(0.10 + 0.15 / 3)
    assert OURS.quantile_at(7) == pytest.approx(0.375)
    assert OURS.quantile_at(17) == pytest.approx(0.81)
    assert OURS.quantile_at(20.01) == OURS.quantile_at(99) == 0.90


@given(st.floats(0, 40), st.floats(0, 40))
def test_the_quantile_never_falls_and_has_no_cliff(one, other):
    low, high = sorted((one, other))
    assert 0.10 <= OURS.quantile_at(low) <= OURS.quantile_at(high) <= 0.90
    # The steepest stretch is that from year 1 to year 4, of five hundredths a year.
    assert OURS.quantile_at(high) - OURS.quantile_at(low) <= 0.05 * (high - low) + 1e-12


@given(occupations())
def test_our_curve_stays_within_the_published_bounds(occupation):
    pay = occupation.wages.annual
    known = [value for name in PERCENTILES if (value := getattr(pay, name)) is not None]
    result = OURS.progression(occupation)
    for year in result.timeline:
        assert (year.at_least, year.at_most) == (
            pay.quantile_bounds(year.quantile) if year.pay is None else (year.pay, year.pay)
        )
        if year.pay is not None:
            assert min(known) <= year.pay <= max(known)
    assert (result.status is Status.INSUFFICIENT) == (not result.timeline)
    assert bool(result.levels) == bool(result.timeline)


@given(wage_estimates())
def test_a_tail_model_keeps_to_the_bounds(pay):
    occupation = Occupation(code="00-0000.00", title="Testers", wages=WageDistribution(annual=pay))
    result = OURS.progression(occupation, tail="pareto")
    assert result.assumption_notes == ("tail: pareto",)
    for year in result.timeline:
        least, most = pay.quantile_bounds(year.quantile)
        assert least <= year.at_least
        assert most is None or year.at_most <= most
    if result.status is not Status.BOUNDED:
        steps = [year.at_least for year in result.timeline]
        assert all(low <= high + 1e-9 * high for low, high in pairwise(steps))


def test_a_top_code_gives_bounds_until_a_tail_model_is_named():
    occupation = paid(100_000, 130_000, 180_000, 230_000, notes={"p90": top_coded()})
    bounded = OURS.progression(occupation)
    assert bounded.timeline[15].pay == 230_000
    bounds = [(year.at_least, year.at_most) for year in bounded.timeline[16:]]
    assert bounds == [(230_000, None)] * 4 + [(239_200, None)]
    experienced, expert = bounded.levels[3:]
    assert (experienced.pay, experienced.pay_high, experienced.at_least) == (230_000, None, None)
    assert (expert.pay, expert.at_least, expert.note) == (None, 239_200, "at or above the top code")
    assert bounded.reasons == ("P90 is not published (at or above the top code)",)
    assert [year.reason for year in bounded.timeline] == [None] * 16 + [*bounded.reasons] * 5
    assert repr(bounded).endswith(": 100,000 to at least 239,200 a year, bounded>")
    estimated = OURS.progression(occupation, tail="pareto")
    assert estimated.status is Status.FALLBACK
    assert estimated.reasons == (
        "P90 is not published (at or above the top code): the pareto tail stands in",
    )
    expected = occupation.wages.annual.quantile(0.9, tail="pareto")
    assert estimated.timeline[20].pay == expected > 239_200
    assert estimated.fingerprint != bounded.fingerprint


def test_a_gap_between_percentiles_stays_a_bound_with_a_tail_model():
    occupation = paid(100_000, None, 180_000, 230_000, notes={"p90": top_coded()})
    result = OURS.progression(occupation, tail="pareto")
    assert result.status is Status.BOUNDED
    assert [reason[:3] for reason in result.reasons] == ["P25", "P90"]
    assert (result.timeline[4].at_least, result.timeline[4].at_most) == (100_000, 180_000)
    assert result.timeline[20].pay > 239_200


@pytest.mark.parametrize("tail", ["normal", "", 1, ["pareto"]])
def test_an_unknown_tail_model_is_refused_even_where_none_is_needed(page, tail):
    with pytest.raises(InvalidInputError, match="tail: expected 'pareto' or None"):
        OURS.progression(page, tail=tail)


def test_the_range_of_pay_at_a_level_is_that_of_its_years(page):
    early, pay = OURS.progression(page).levels[1], page.wages.annual
    assert early.pay == 39_620
    assert early.pay_low == pay.quantile(OURS.quantile_at(2))
    assert early.pay_high == pay.quantile(OURS.quantile_at(6))


def test_without_published_pay_there_is_no_progression(old):
    for occupation in (paid(), old["55-1011.00"]):
        result = OURS.progression(occupation)
        assert result.status is Status.INSUFFICIENT
        assert (result.levels, result.timeline) == ((), ())
        assert result.reasons[0].startswith("no percentile is published")
        assert result.in_year(0) is None
        assert repr(result).endswith(": insufficient>")


def test_equal_bounds_are_a_number_and_a_bound_of_zero_is_none():
    equal = OURS.progression(paid(50_000, None, 50_000, 60_000, 70_000))
    assert equal.timeline[4].pay == equal.levels[1].pay == 50_000
    assert equal.status is Status.COMPLETE
    low = OURS.progression(paid(None, None, 50_000))
    assert (low.timeline[0].at_least, low.timeline[0].at_most) == (0, 50_000)
    assert (low.levels[0].pay, low.levels[0].at_least) == (None, None)
    assert low.timeline[10].pay == 50_000


def test_a_curve_of_your_own():
    mine = OURS.evolve(levels=OURS.levels[1:4], last_year=12)
    assert (mine.quantile_at(0), mine.quantile_at(50)) == (0.25, 0.75)
    assert len(mine.progression(paid(1, 2, 3, 4, 5)).timeline) == 13
    assert OURS.evolve(levels=OURS.levels[:1], last_year=0).quantile_at(5) == 0.10


def test_the_last_year_of_the_timeline_repeats(page):
    result = ONE.progression(page)
    assert result.in_year(2).pay == 35_080
    assert result.in_year(20) == result.in_year(21) == result.in_year(1000)


@pytest.mark.parametrize("years", [-1, "3", None, float("nan")])
def test_years_of_experience_are_counted_from_zero(page, years):
    for ask in (OURS.quantile_at, ONE.progression(page).in_year):
        with pytest.raises(InvalidInputError):
            ask(years)
    with pytest.raises(InvalidInputError, match="year: expected an integer from 0 to 1000"):
        ONE.progression(page).in_year(1001)


def test_a_tail_that_is_named_and_not_used_is_no_fallback():
    result = OURS.evolve(last_year=10).progression(paid(30_000, 40_000, 50_000), tail="pareto")
    assert result.levels[-1].pay is None
    assert result.reasons != ()
    assert result.status is Status.COMPLETE
