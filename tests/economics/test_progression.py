"""What a career pays by year: the site's ladder, and a curve without steps."""

from __future__ import annotations

import datetime
from itertools import pairwise
from math import floor

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.economics import (
    CareerLevel,
    CareerProgression,
    ExperienceLevel,
    LadderLevel,
    MissingPercentiles,
    Money,
    PayYear,
    Range,
)
from careerscore.economics.money import NOTHING, UNKNOWN, half_up, running_sums
from careerscore.economics.results import EconomicResult, about
from careerscore.errors import InvalidInputError
from careerscore.model import (
    PERCENTILES,
    Note,
    Occupation,
    Provenance,
    Source,
    WageDistribution,
    WageEstimates,
)
from careerscore.model.provenance import Status
from careerscore.testing import occupations, wage_estimates

ONE = cs.economics.methodology("percentile-ladder/1")
MANUAL = cs.economics.methodology("percentile-ladder/manual")
OURS = cs.economics.methodology("experience-quantile/1.0")
LADDERS = (ONE, MANUAL)

# Years min, typical and max of each level, as the page prints them.
LEVELS = {
    "Entry": ("p10", (0, 1, 2)),
    "Early Career": ("p25", (2, 4, 6)),
    "Mid-Career": ("median", (5, 10, 15)),
    "Experienced": ("p75", (10, 15, 20)),
    "Expert": ("p90", (15, 20, 30)),
}
TYPICAL = {years[1]: percentile for percentile, years in LEVELS.values()}


@pytest.fixture(scope="module")
def curves(every, answered):
    """Every occupation of each release with our progression of it."""
    return {
        data: list(zip(occupations_of, answered(OURS.id, data), strict=True))
        for data, occupations_of in every.items()
    }


def paid(*five, mean=None, notes=None, **distribution):
    """An occupation that pays these percentiles."""
    annual = WageEstimates(
        **dict(zip(PERCENTILES, five, strict=False)), mean=mean, notes=notes or {}
    )
    return Occupation(
        code="00-0000.00",
        title="Testers",
        wages=WageDistribution(annual=annual, **distribution),
    )


def top_coded(bound=239_200):
    return Note(provenance=Provenance.TOP_CODED, reason="at or above the top code", bound=bound)


def missing(reason="not released"):
    return Note(provenance=Provenance.MISSING, reason=reason)


def problems(caught):
    return [str(problem) for problem in caught.value.problems]


# The ladder of the site


@pytest.mark.parametrize("method", LADDERS)
def test_the_levels_of_the_reference_page(method, page):
    result = method.progression(page)
    assert [(each.name, each.pay, each.pay_low, each.pay_high) for each in result.levels] == [
        ("Entry", 35_080, 31_572, 38_588),
        ("Early Career", 39_620, 35_658, 43_582),
        ("Mid-Career", 48_780, 43_902, 53_658),
        ("Experienced", 61_960, 55_764, 68_156),
        ("Expert", 77_810, 70_029, 85_591),
    ]
    assert {each.name: (each.percentile, attrs.astuple(each.years)) for each in result.levels} == (
        LEVELS
    )
    assert all(each.note is None and each.at_least is None for each in result.levels)
    assert (result.status, result.reasons, result.assumption_notes) == (Status.COMPLETE, (), ())


def test_the_timeline_of_the_sites_code_never_reaches_the_fifth_level(page):
    pay = [year.pay for year in ONE.progression(page).timeline]
    assert pay == [35_080] * 3 + [39_620] * 4 + [48_780] * 9 + [61_960] * 5
    levels = [year.level for year in ONE.progression(page).timeline]
    assert levels == (
        ["Entry"] * 3 + ["Early Career"] * 4 + ["Mid-Career"] * 9 + ["Experienced"] * 5
    )


def test_the_timeline_of_the_manual_careers_reaches_the_fifth_level(page):
    timeline = MANUAL.progression(page).timeline
    assert [year.pay for year in timeline] == (
        [35_080] * 3 + [39_620] * 3 + [48_780] * 7 + [61_960] * 5 + [77_810] * 3
    )
    assert [year.quantile for year in timeline] == (
        [0.10] * 3 + [0.25] * 3 + [0.50] * 7 + [0.75] * 5 + [0.90] * 3
    )
    assert [year.year for year in timeline] == list(range(21))
    assert all(year.at_least == year.at_most == year.pay for year in timeline)


# Percentiles in, percentiles out; worked by hand from the published rules.
MISSING = [
    # p10 or 30,000; p25 1.2 times it; p50 1.25 times that; p75 by ratio 1.25; p90 by ratio 1.25
    ((None,) * 5, None, (30_000, 36_000, 45_000, 56_250, 70_313)),
    ((20_000,) + (None,) * 4, None, (20_000, 24_000, 30_000, 37_500, 46_875)),
    # mean above the median: 40,000 + .8 * 10,000; then mean 50,000 > 48,000: 1.15 * 50,000
    ((20_000, 30_000, 40_000, None, None), 50_000, (20_000, 30_000, 40_000, 48_000, 57_500)),
    # mean at the median: by the ratio 40/30; p90 by 53,333/40,000
    ((20_000, 30_000, 40_000, None, None), 40_000, (20_000, 30_000, 40_000, 53_333, 71_110)),
    # a ratio of 2 is cut to 1.5 and to 1.4
    ((20_000, 30_000, 60_000, None, None), None, (20_000, 30_000, 60_000, 90_000, 126_000)),
    # p75 known: mean below it, ratio 1.1; mean at it, the same
    ((20_000, 30_000, 40_000, 44_000, None), 43_000, (20_000, 30_000, 40_000, 44_000, 48_400)),
    ((20_000, 30_000, 40_000, 44_000, None), 44_000, (20_000, 30_000, 40_000, 44_000, 48_400)),
    ((20_000, 30_000, 40_000, 44_000, None), 44_020, (20_000, 30_000, 40_000, 44_000, 50_623)),
    # a gap below
    ((None, 30_000, None, 44_000, 50_000), None, (30_000, 30_000, 37_500, 44_000, 50_000)),
    # halves go up: 1.25 * 39,630 = 49,537.5; ratio 1.25 of it 61,921.875
    ((20_000, 39_630, None, None, None), None, (20_000, 39_630, 49_538, 61_922, 77_403)),
    # 0 counts as missing
    ((0, 0, 40_000, 50_000, 60_000), None, (30_000, 36_000, 40_000, 50_000, 60_000)),
]


@pytest.mark.parametrize(("five", "mean", "expected"), MISSING)
@pytest.mark.parametrize("method", LADDERS)
def test_stand_ins_worked_by_hand(method, five, mean, expected):
    result = method.progression(paid(*five, mean=mean))
    assert tuple(each.pay for each in result.levels) == expected
    assert result.status is Status.FALLBACK
    stood_in = [name for name, value in zip(PERCENTILES, five, strict=True) if not value]
    assert [reason.split()[0] for reason in result.reasons] == stood_in
    assert [each.percentile for each in result.levels if each.note] == stood_in
    notes = {each.note for each in result.levels if each.note}
    assert notes == {"not published; the method's stand-in"}


def test_the_range_of_a_stand_in_is_that_of_its_pay_before_rounding():
    # The median stands in as 1.25 * 180,750 = 225,937.5; 1.1 times that is 248,531.25.
    middle = ONE.progression(paid(150_000, 180_750)).levels[2]
    assert (middle.pay, middle.pay_low, middle.pay_high) == (225_938, 203_344, 248_531)


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(0, 10**6))
def test_stand_ins_by_a_second_reckoning(p10, more, mean):
    def rounded(x):
        return floor(x + 0.5)

    p25 = p10 + more
    p50 = 1.25 * p25
    p75 = rounded(p50 + 0.8 * (mean - p50)) if mean > p50 else rounded(p50 * min(p50 / p25, 1.5))
    p90 = rounded(1.15 * mean) if mean > p75 else rounded(p75 * min(p75 / p50, 1.4))
    found = ONE.progression(paid(p10, p25, mean=mean)).levels
    assert [each.pay for each in found] == [rounded(x) for x in (p10, p25, p50, p75, p90)]
    assert [each.pay_low for each in found] == [rounded(0.9 * x) for x in (p10, p25, p50, p75, p90)]
    assert [each.pay_high for each in found] == [
        rounded(1.1 * x) for x in (p10, p25, p50, p75, p90)
    ]


def test_why_a_percentile_is_missing_is_told():
    notes = {"p90": missing()}
    result = ONE.progression(paid(20_000, 30_000, 40_000, 44_000, notes=notes))
    assert result.reasons == ("p90 is not published (not released): 48,400 stands in",)
    assert {year.reason for year in result.timeline} == {None}
    in_timeline = MANUAL.progression(paid(20_000, 30_000, 40_000, 44_000, notes=notes)).timeline
    assert [year.reason for year in in_timeline] == [None] * 18 + [*result.reasons] * 3
    everything = ONE.progression(paid(notes={"*": missing("nobody asked")}))
    assert everything.reasons[0] == "p10 is not published (nobody asked): 30,000 stands in"
    assert ONE.progression(paid()).reasons[1] == "p25 is not published: 36,000 stands in"


def test_a_stand_in_below_a_known_bound_is_called_so():
    notes = {name: top_coded() for name in ("p75", "p90")}
    result = ONE.progression(paid(100_000, 150_000, 180_000, notes=notes, mean=None))
    assert result.reasons == (
        (
            "p75 is not published (at or above the top code): 216,000 stands in, "
            "less than the 239,200 that it is at least"
        ),
        "p90 is not published (at or above the top code): 259,200 stands in",
    )
    just = ONE.progression(paid(1, 1, 1, 1, notes={"p90": top_coded(1)}))
    assert just.reasons == ("p90 is not published (at or above the top code): 1 stands in",)


def test_the_top_coded_occupations_of_may_2023_are_made_up_for(every, answered):
    below = 0
    for occupation, result in zip(every["2026.1"], answered(ONE.id, "2026.1"), strict=True):
        pay = occupation.wages.annual
        gaps = [name for name in PERCENTILES if getattr(pay, name) is None]
        assert (result.status is Status.FALLBACK) == bool(gaps)
        assert len(result.reasons) == len(gaps)
        below += any("less than the" in reason for reason in result.reasons)
    assert below == 14


def test_a_ladder_has_stand_ins_of_its_own(page):
    with pytest.raises(InvalidInputError) as caught:
        ONE.progression(page, tail="pareto")
    assert str(caught.value) == (
        "percentile-ladder/1: tail: expected None: this method has stand-ins of its own, "
        "got 'pareto'"
    )


# Ours


def test_the_quantile_rises_evenly_between_the_typical_years():
    assert [OURS.quantile_at(years) for years in TYPICAL] == list(PERCENTILES.values())
    assert [OURS.quantile_at(years) for years in (0, 0.5, 1)] == [0.10] * 3
    assert OURS.quantile_at(2) == pytest.approx(0.10 + 0.15 / 3)
    assert OURS.quantile_at(7) == pytest.approx(0.375)
    assert OURS.quantile_at(12.5) == pytest.approx(0.625)
    assert OURS.quantile_at(17) == pytest.approx(0.81)
    assert OURS.quantile_at(20.01) == OURS.quantile_at(99) == 0.90


@given(st.floats(0, 40), st.floats(0, 40))
def test_the_quantile_never_falls_and_has_no_cliff(one, other):
    low, high = sorted((one, other))
    assert 0.10 <= OURS.quantile_at(low) <= OURS.quantile_at(high) <= 0.90
    # The steepest stretch is that from year 1 to year 4, of five hundredths a year.
    assert OURS.quantile_at(high) - OURS.quantile_at(low) <= 0.05 * (high - low) + 1e-12


def test_the_reference_page_on_our_curve(page):
    result = OURS.progression(page)
    assert [(each.name, each.percentile, each.pay) for each in result.levels] == [
        ("Entry", "p10", 35_080),
        ("Early Career", "p25", 39_620),
        ("Mid-Career", "median", 48_780),
        ("Experienced", "p75", 61_960),
        ("Expert", "p90", 77_810),
    ]
    assert {each.name: (each.percentile, attrs.astuple(each.years)) for each in result.levels} == (
        LEVELS
    )
    pay = page.wages.annual
    early = result.levels[1]
    assert early.pay_low == pay.quantile(OURS.quantile_at(2))
    assert early.pay_high == pay.quantile(OURS.quantile_at(6))
    assert (result.levels[0].pay_low, result.levels[4].pay_high) == (35_080, 77_810)
    assert len(result.timeline) == 21
    for year in result.timeline:
        assert year.quantile == OURS.quantile_at(year.year)
        assert year.pay == pay.quantile(year.quantile)
        assert year.level is None
    assert (result.status, result.reasons) == (Status.COMPLETE, ())


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_both_agree_at_the_typical_years_of_every_level(curves, data):
    compared = 0
    for occupation, ours in curves[data]:
        pay = occupation.wages.annual
        if None in [getattr(pay, name) for name in PERCENTILES]:
            continue
        compared += 1
        assert ours.status is Status.COMPLETE
        for level, published in zip(ours.levels, ONE.progression(occupation).levels, strict=True):
            at_its_years = ours.timeline[level.years.typical].pay
            assert level.pay == published.pay == at_its_years == getattr(pay, level.percentile)
            assert level.note is None
    assert compared == {"2026.1": 939, "2026.2": 990}[data]


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_no_year_leaves_the_range_of_the_percentiles(curves, data):
    for occupation, ours in curves[data]:
        pay = occupation.wages.annual
        for result in (ours, *(method.progression(occupation) for method in LADDERS)):
            if result.status is Status.COMPLETE:
                for before, after in pairwise(result.timeline):
                    assert pay.p10 <= before.pay <= after.pay <= pay.p90


@pytest.mark.parametrize("data", ["2026.1", "2026.2"])
def test_no_year_jumps_by_more_than_its_stretch_rises(curves, data):
    # A year moves along a third, a sixth or a fifth of a stretch between two percentiles; a
    # curve that keeps the shape is nowhere more than three times as steep as the stretch.
    for occupation, result in curves[data]:
        if result.status is Status.COMPLETE:
            pay = occupation.wages.annual
            for (low, name), (high, above) in pairwise(TYPICAL.items()):
                stretch = getattr(pay, above) - getattr(pay, name)
                for year in range(low, high):
                    step = result.timeline[year + 1].pay - result.timeline[year].pay
                    assert 0 <= step <= 3 * stretch / (high - low) + 1e-6


@given(occupations())
def test_ours_stays_within_what_is_published_and_known(occupation):
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
def test_with_a_tail_ours_never_undercuts_a_bound(pay):
    occupation = Occupation(code="00-0000.00", title="Testers", wages=WageDistribution(annual=pay))
    result = OURS.progression(occupation, tail="pareto")
    assert result.assumption_notes == ("tail: pareto",)
    for year in result.timeline:
        least, most = pay.quantile_bounds(year.quantile)
        assert least <= year.at_least
        assert most is None or year.at_most <= most
    for level in result.levels:
        bound = pay.lower_bound(level.percentile)
        if bound is not None and level.pay is not None:
            assert level.pay >= bound
    if result.status is not Status.BOUNDED:
        steps = [year.at_least for year in result.timeline]
        assert all(low <= high + 1e-9 * high for low, high in pairwise(steps))


@given(wage_estimates())
def test_the_ladder_always_has_a_number(pay):
    result = ONE.progression(
        Occupation(code="00-0000.00", title="Testers", wages=WageDistribution(annual=pay))
    )
    for level in result.levels:
        published = getattr(pay, level.percentile)
        assert level.pay == half_up(published) if published else level.pay >= 0
        assert level.pay_low <= level.pay <= level.pay_high
    assert {year.pay for year in result.timeline} <= {level.pay for level in result.levels}


def test_the_52_top_coded_occupations_have_bounds(curves):
    coded = [
        (occupation, result)
        for occupation, result in curves["2026.1"]
        if any(
            note.provenance is Provenance.TOP_CODED
            for note in occupation.wages.annual.notes.values()
        )
        and occupation.wages.annual.p90 is None
    ]
    assert len(coded) == 52
    for occupation, result in coded:
        assert result.status is Status.BOUNDED
        assert any("top code of $239,200" in reason for reason in result.reasons)
        last = result.timeline[-1]
        assert (last.pay, last.at_least, last.at_most) == (None, 239_200, None)
        expert = result.levels[-1]
        assert (expert.pay, expert.pay_high, expert.at_least) == (None, None, 239_200)
        assert expert.note == occupation.wages.annual.notes["p90"].reason


def test_next_to_a_top_code_there_are_bounds_until_a_tail_is_named():
    occupation = paid(100_000, 130_000, 180_000, 230_000, notes={"p90": top_coded()})
    bounded = OURS.progression(occupation)
    assert bounded.timeline[15].pay == 230_000
    assert [(year.at_least, year.at_most) for year in bounded.timeline[16:]] == [
        (230_000, None)
    ] * 4 + [(239_200, None)]
    assert bounded.levels[3].pay == 230_000
    assert bounded.levels[3].pay_high is None
    assert bounded.levels[3].at_least is None
    assert bounded.reasons == ("P90 is not published (at or above the top code)",)
    assert [year.reason for year in bounded.timeline] == [None] * 16 + [*bounded.reasons] * 5

    estimated = OURS.progression(occupation, tail="pareto")
    assert estimated.status is Status.FALLBACK
    assert estimated.assumption_notes == ("tail: pareto",)
    assert estimated.reasons == (
        "P90 is not published (at or above the top code): the pareto tail stands in",
    )
    expected = occupation.wages.annual.quantile(0.9, tail="pareto")
    assert estimated.timeline[20].pay == expected > 239_200
    assert [year.reason for year in estimated.timeline] == [None] * 16 + [*estimated.reasons] * 5
    assert estimated.fingerprint != bounded.fingerprint


def test_where_the_tail_cannot_stand_in_either_there_are_bounds():
    occupation = paid(100_000, None, 180_000, 230_000, notes={"p90": top_coded()})
    result = OURS.progression(occupation, tail="pareto")
    assert result.status is Status.BOUNDED
    assert result.reasons == (
        "P25 is not published",
        "P90 is not published (at or above the top code): the pareto tail stands in",
    )
    assert (result.timeline[4].at_least, result.timeline[4].at_most) == (100_000, 180_000)
    assert result.timeline[20].pay > 239_200


def test_a_tail_that_is_not_needed_changes_no_figure(page):
    with_tail, without = OURS.progression(page, tail="pareto"), OURS.progression(page)
    assert with_tail.timeline == without.timeline
    assert with_tail.status is Status.COMPLETE
    assert (with_tail.reasons, without.assumption_notes) == ((), ())


@pytest.mark.parametrize("tail", ["normal", "", 1, ["pareto"]])
def test_an_unknown_tail_is_refused_even_where_none_is_needed(page, tail):
    with pytest.raises(InvalidInputError) as caught:
        OURS.progression(page, tail=tail)
    assert str(caught.value) == (
        f"experience-quantile/1.0: tail: expected 'pareto' or None, got {tail!r}"
    )


@pytest.mark.parametrize("tail", [None, "pareto"])
def test_where_nothing_is_published_there_is_no_progression(tail, old):
    for occupation in (paid(), old["55-1011.00"]):
        result = OURS.progression(occupation, tail=tail)
        assert result.status is Status.INSUFFICIENT
        assert (result.levels, result.timeline) == ((), ())
        assert result.reasons[0].startswith("no percentile is published")
        assert result.in_year(0) is None


def test_bounds_that_meet_are_a_number():
    result = OURS.progression(paid(50_000, None, 50_000, 60_000, 70_000))
    assert result.timeline[4].pay == 50_000
    assert result.levels[1].pay == 50_000
    assert result.status is Status.COMPLETE


def test_a_bound_from_zero_is_no_news():
    result = OURS.progression(paid(None, None, 50_000))
    assert result.status is Status.BOUNDED
    assert (result.timeline[0].at_least, result.timeline[0].at_most) == (0, 50_000)
    assert (result.levels[0].pay, result.levels[0].at_least) == (None, None)
    assert result.timeline[10].pay == 50_000


# What both have in common


@pytest.mark.parametrize("method", [*LADDERS, OURS])
def test_the_result_says_whom_it_is_about_and_what_it_rests_on(method, page):
    result = method.progression(page)
    assert result.methodology == method.id
    assert (result.occupation_code, result.occupation_title) == (page.code, page.title)
    assert result.data_release == "2026.1"
    assert [source.id for source in result.sources] == ["oews/2023-05"]
    assert result == method.progression(page)
    other = method.progression(attrs.evolve(page, data_fingerprint="another"))
    assert other.fingerprint != result.fingerprint
    assert cs.loads(cs.dumps(result), CareerProgression) == result


@pytest.mark.parametrize("method", [*LADDERS, OURS])
def test_each_percentile_and_the_occupation_are_part_of_the_fingerprint(method, page):
    result = method.progression(page)
    for name in PERCENTILES:
        annual = attrs.evolve(page.wages.annual, **{name: getattr(page.wages.annual, name) + 1})
        changed = attrs.evolve(page, wages=attrs.evolve(page.wages, annual=annual))
        assert method.progression(changed).fingerprint != result.fingerprint
    assert method.progression(attrs.evolve(page, code="29-2072.01")).fingerprint != (
        result.fingerprint
    )
    assert method.progression(paid()).sources == ()


@pytest.mark.parametrize("method", [*LADDERS, OURS])
def test_what_is_no_occupation_is_refused(method):
    with pytest.raises(InvalidInputError) as caught:
        method.progression("29-2072.00")
    assert str(caught.value) == (
        f"{method.id}: occupation: expected an Occupation, as careerscore.occupation gives, "
        "got '29-2072.00'"
    )


def test_the_last_year_of_the_timeline_repeats(page):
    result = ONE.progression(page)
    assert result.in_year(2).pay == 35_080
    assert result.in_year(20) == result.in_year(21) == result.in_year(60)
    assert OURS.progression(page).in_year(21).pay == 77_810


@pytest.mark.parametrize("years", [-1, "3", None, float("nan")])
def test_years_of_experience_are_counted_from_zero(page, years):
    with pytest.raises(InvalidInputError, match="years: expected a number of at least 0, got"):
        OURS.quantile_at(years)
    with pytest.raises(InvalidInputError, match="year: expected an integer from 0 to 1000"):
        ONE.progression(page).in_year(years)
    with pytest.raises(InvalidInputError, match="year: expected an integer from 0 to 1000"):
        ONE.progression(page).in_year(1001)
    assert ONE.progression(page).in_year(1000).pay == 61_960


def test_the_short_form_names_whom_and_what():
    complete = ONE.progression(paid(10_000, 20_000, 30_000, 40_000.6, 50_000))
    assert repr(complete) == (
        "<CareerProgression 00-0000.00 Testers, by percentile-ladder/1: "
        "10,000 to 40,001 a year, complete>"
    )
    coded = paid(10_000, 20_000, 30_000, 40_000, notes={"p90": top_coded()})
    assert repr(OURS.progression(attrs.evolve(coded, data_release="2026.1"))) == (
        "<CareerProgression 00-0000.00 Testers, by experience-quantile/1.0, data release 2026.1: "
        "10,000 to at least 239,200 a year, bounded>"
    )
    assert repr(OURS.progression(paid())) == (
        "<CareerProgression 00-0000.00 Testers, by experience-quantile/1.0: insufficient>"
    )


def test_a_ladder_of_ones_own():
    mine = MANUAL.evolve(low=0.8, high=1.25)
    entry = mine.progression(paid(10_000, 20_000, 30_000, 40_000, 50_000)).levels[0]
    assert (entry.pay_low, entry.pay_high) == (8_000, 12_500)
    assert mine.id == "percentile-ladder/manual (modified)"
    assert ONE.formula == ONE.rule


def test_a_curve_of_ones_own():
    mine = OURS.evolve(levels=OURS.levels[1:4], last_year=12)
    assert (mine.quantile_at(0), mine.quantile_at(50)) == (0.25, 0.75)
    assert len(mine.progression(paid(1, 2, 3, 4, 5)).timeline) == 13


# Definitions that contradict themselves


LEVEL = {"name": "Entry", "percentile": "p10", "years": Range(0, 1, 2)}


@pytest.mark.parametrize(
    ("kind", "changes", "expected"),
    [
        (LadderLevel, {"name": ""}, "name: expected a non-empty string, got ''"),
        (
            LadderLevel,
            {"percentile": "mean"},
            "percentile: expected p10 or p25 or median or p75 or p90, got 'mean'",
        ),
        (LadderLevel, {"years": 1}, "years: expected a Range, got 1"),
        (
            LadderLevel,
            {"first_year": -1},
            "first_year: expected an integer from 0 to 100 or None, got -1",
        ),
        (
            LadderLevel,
            {"last_year": 101},
            "last_year: expected an integer from 0 to 100 or None, got 101",
        ),
        (ExperienceLevel, {"name": " "}, "name: expected a non-empty string, got ' '"),
        (
            ExperienceLevel,
            {"percentile": "p99"},
            "percentile: expected p10 or p25 or median or p75 or p90, got 'p99'",
        ),
        (ExperienceLevel, {"years": None}, "years: expected a Range, got None"),
        (
            ExperienceLevel,
            {"years": Range(0, None, 2)},
            (
                "years: expected min, typical and max, all known, "
                "got Range(min=0, typical=None, max=2)"
            ),
        ),
    ],
)
def test_a_level_names_what_is_wrong(kind, changes, expected):
    with pytest.raises(InvalidInputError) as caught:
        kind(**LEVEL | changes)
    assert problems(caught) == [expected]


def test_a_level_has_both_ends_of_its_years_or_neither():
    assert list(LadderLevel(**LEVEL, first_year=1, last_year=3).timeline) == [1, 2, 3]
    assert list(LadderLevel(**LEVEL, first_year=2, last_year=2).timeline) == [2]
    assert list(LadderLevel(**LEVEL).timeline) == []
    for years in ({"first_year": 1}, {"last_year": 1}, {"first_year": 3, "last_year": 2}):
        with pytest.raises(InvalidInputError) as caught:
            LadderLevel(**LEVEL, **years)
        (problem,) = problems(caught)
        assert problem.startswith("last_year: expected a year not before first_year, or None as")


def test_every_stand_in_that_is_none_is_named():
    good = attrs.asdict(ONE.missing)
    with pytest.raises(InvalidInputError) as caught:
        MissingPercentiles(**dict.fromkeys(good, 0.9) | {"p10": 0, "p75_share_of_excess": -1})
    assert problems(caught) == [
        "p10: expected more than nothing, got 0",
        "p25_to_p10: expected a number of at least 1, got 0.9",
        "median_to_p25: expected a number of at least 1, got 0.9",
        "p75_most: expected a number of at least 1, got 0.9",
        "p90_most: expected a number of at least 1, got 0.9",
        "p90_to_mean: expected a number of at least 1, got 0.9",
        "p75_share_of_excess: expected a number of at least 0, got -1",
    ]
    least = MissingPercentiles(**dict.fromkeys(good, 1) | {"p75_share_of_excess": 0})
    assert set(least.completed(WageEstimates()).values()) == {1}
    with pytest.raises(InvalidInputError, match="p10: expected a number of at least 0, got -1"):
        MissingPercentiles(**good | {"p10": -1})


def test_a_ladder_that_contradicts_itself_is_refused():
    first, second, *rest = ONE.levels
    with pytest.raises(InvalidInputError) as caught:
        ONE.evolve(low=1.1, high=0.9, missing=None, levels=[first, "second"])
    assert problems(caught)[1:] == [
        "low: expected a number from 0 to 1, got 1.1",
        "high: expected a number of at least 1, got 0.9",
        "missing: expected a MissingPercentiles, got None",
    ]
    assert problems(caught)[0].startswith("levels: expected a list of LadderLevel, got")
    for levels in ([], [first, *rest], [second, *rest], [attrs.evolve(first, first_year=1)]):
        with pytest.raises(InvalidInputError, match="levels: expected every year from 0 on"):
            ONE.evolve(levels=levels)
    with pytest.raises(InvalidInputError, match="percentiles that rise from level to level"):
        ONE.evolve(levels=[attrs.evolve(first, percentile="p25"), second, *rest])
    with pytest.raises(InvalidInputError, match="rule: expected a non-empty string"):
        ONE.evolve(rule="")


def test_a_curve_that_contradicts_itself_is_refused():
    first, second, *rest = OURS.levels
    with pytest.raises(InvalidInputError) as caught:
        OURS.evolve(levels=["first"], last_year=101)
    assert problems(caught) == [
        "levels: expected a list of ExperienceLevel, got ('first',)",
        "last_year: expected an integer from 0 to 100, got 101",
    ]
    same_years = attrs.evolve(second, years=Range(0, 1, 6))
    same_percentile = attrs.evolve(second, percentile="p10")
    for levels in ([], [second, first], [first, same_years], [first, same_percentile, *rest]):
        with pytest.raises(InvalidInputError) as caught:
            OURS.evolve(levels=levels)
        assert caught.value.problems[0].field == "levels"
        assert caught.value.problems[0].expected == (
            "levels whose typical years and percentiles both rise"
        )
    assert OURS.evolve(levels=[first], last_year=0).quantile_at(5) == 0.10


# The parts of results


def test_a_level_of_a_result_names_what_is_wrong():
    with pytest.raises(InvalidInputError) as caught:
        CareerLevel(
            name="",
            percentile="",
            years=None,
            pay=-1,
            pay_low=-1,
            pay_high="",
            at_least=-1,
            note="",
        )
    assert [problem.field for problem in caught.value.problems] == [
        "name", "percentile", "years", "pay", "pay_low", "pay_high", "at_least", "note", "at_least",
    ]  # fmt: skip
    good = {"name": "a", "percentile": "p10", "years": Range(0, 1, 2)}
    with pytest.raises(InvalidInputError, match="at_least: expected None, as the pay is known"):
        CareerLevel(**good, pay=1, pay_low=1, pay_high=1, at_least=1)
    assert CareerLevel(**good, pay=None, pay_low=None, pay_high=None, at_least=1).at_least == 1


YEAR = {"year": 0, "quantile": 0.5, "pay": 5, "at_least": 5, "at_most": 5}


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"year": -1}, "year: expected an integer from 0 to 100, got -1"),
        ({"year": 101}, "year: expected an integer from 0 to 100, got 101"),
        ({"quantile": 1.1}, "quantile: expected a number from 0 to 1, got 1.1"),
        ({"quantile": -0.1}, "quantile: expected a number from 0 to 1, got -0.1"),
        ({"at_least": None}, "at_least: expected a number of at least 0, got None"),
        ({"at_least": -1}, "at_least: expected a number of at least 0, got -1"),
        ({"at_most": -1}, "at_most: expected a number of at least 0 or None, got -1"),
        ({"pay": -1}, "pay: expected a number of at least 0 or None, got -1"),
        ({"level": ""}, "level: expected a non-empty string or None, got ''"),
        ({"reason": ""}, "reason: expected a non-empty string or None, got ''"),
        ({"at_most": 4, "pay": None}, "at_most: expected at least at_least, 5, got 4"),
        (
            {"pay": 6},
            "pay: expected the bound, where both bounds are the same, else None, got 6",
        ),
        (
            {"pay": None},
            "pay: expected the bound, where both bounds are the same, else None, got None",
        ),
        (
            {"at_most": None},
            "pay: expected the bound, where both bounds are the same, else None, got 5",
        ),
    ],
)
def test_a_year_names_what_is_wrong(changes, expected):
    assert PayYear(**YEAR).pay == 5
    with pytest.raises(InvalidInputError) as caught:
        PayYear(**YEAR | changes)
    assert problems(caught) == [expected]


RESULT = {"methodology": "mine/1", "status": Status.COMPLETE, "fingerprint": "f"}


def test_a_timeline_counts_its_years_from_zero():
    years = [PayYear(**YEAR | {"year": year}) for year in range(3)]
    assert CareerProgression(**RESULT, timeline=years).in_year(9).year == 2
    for wrong in (years[1:], years[::-1], [years[0], years[0]]):
        with pytest.raises(InvalidInputError, match="timeline: expected years 0, 1, 2 and so on"):
            CareerProgression(**RESULT, timeline=wrong)
    with pytest.raises(InvalidInputError) as caught:
        CareerProgression(**RESULT, timeline=[1], levels=[2])
    assert [problem.field for problem in caught.value.problems] == ["levels", "timeline"]


def test_a_result_names_everything_that_is_wrong():
    with pytest.raises(InvalidInputError) as caught:
        EconomicResult(
            methodology="", status="complete", fingerprint="", reasons=[1], assumptions=[1],
            sources=["BLS"], occupation_code="", occupation_title="", data_release="",
        )  # fmt: skip
    assert [problem.field for problem in caught.value.problems] == [
        "methodology", "fingerprint", "status", "reasons", "assumption_notes", "sources",
        "occupation_code", "occupation_title", "data_release",
    ]  # fmt: skip


def test_a_result_that_is_not_complete_says_why():
    for status in Status:
        made = {**RESULT, "status": status}
        assert EconomicResult(**made, reasons=["because"]).status is status
        if status is Status.COMPLETE:
            assert EconomicResult(**made).reasons == ()
        else:
            with pytest.raises(InvalidInputError, match=f"expected why it is {status}"):
                EconomicResult(**made)


def test_a_source_is_named_once_and_options_that_are_given_count(page):
    source = Source(
        dataset="a", edition="1", title="A", publisher="A", licence="A", citation="A", url="A",
        retrieved=datetime.date(2026, 1, 1),
    )  # fmt: skip
    found = about(ONE, page, {"pay": 1, "note": "a"}, [source, None, source], tail=None)
    assert found["sources"] == (source,)
    assert (found["pay"], found["note"], found["methodology"]) == (1, "a", ONE.id)

    def fingerprint(method=ONE, fields=None, **options):
        return about(method, page, fields or {"pay": 1}, [], **options)["fingerprint"]

    assert found["fingerprint"] == fingerprint()
    assert fingerprint(fields={"pay": 1, "years": [{"reason": "b"}]}) == (
        fingerprint(fields={"pay": 1, "years": [{}]})
    )
    others = [
        fingerprint(tail="pareto"),
        fingerprint(fields={"pay": 2}),
        fingerprint(MANUAL),
        fingerprint(figures=[1]),
        fingerprint(figures=[2]),
    ]
    assert len({found["fingerprint"], *others}) == 6


@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ((-1, 0, 1), "min: expected a number of at least 0 or None, got -1"),
        ((0, "1", 1), "typical: expected a number of at least 0 or None, got '1'"),
        ((0, 1, float("nan")), "max: expected a number of at least 0 or None, got nan"),
        ((4, 3, 5), "typical: expected at least 4, as min is, got 3"),
        ((4, 5, 4.5), "max: expected at least 5, as typical is, got 4.5"),
        ((4, None, 3), "max: expected at least 4, as min is, got 3"),
    ],
)
def test_a_spread_that_falls_is_refused(values, expected):
    with pytest.raises(InvalidInputError) as caught:
        Range(*values)
    assert problems(caught) == [expected]


def test_a_spread_may_stand_still_or_not_be_known():
    assert attrs.astuple(Range(4, 4, 4)) == (4, 4, 4)
    assert attrs.astuple(Range(None, None, None)) == (None, None, None)
    assert attrs.astuple(Range(0, None, 0)) == (0, None, 0)


# Amounts


amounts = st.tuples(st.integers(-100, 100), st.integers(0, 100)).map(
    lambda pair: Money(pair[0], pair[0] + pair[1])
)
inside = st.integers(0, 100)


def within(amount, share):
    return amount.low + (amount.high - amount.low) * share / 100


@given(amounts, amounts, inside, inside, st.integers(0, 9))
def test_what_holds_of_numbers_within_bounds_holds_of_the_bounds(one, other, here, there, factor):
    x, y = within(one, here), within(other, there)
    for found, value in (
        (one + other, x + y),
        (one - other, x - y),
        (-one, -x),
        (one * factor, x * factor),
    ):
        assert found.low - 1e-9 <= value <= found.high + 1e-9


def test_what_is_not_known_stays_so():
    open_above = Money.at_least(5)
    assert open_above + Money.exact(2) == Money.at_least(7)
    assert Money.exact(2) - open_above == Money(None, -3)
    assert open_above - open_above == UNKNOWN
    assert (open_above * 2, (-open_above) * 2) == (Money(10, None), Money(None, -10))
    assert (UNKNOWN * 0, UNKNOWN * 1) == (NOTHING, UNKNOWN)
    assert (open_above.value, UNKNOWN.value, NOTHING.value) == (None, None, 0)
    assert Money(3, 3) == Money.exact(3)


@pytest.mark.parametrize(
    ("amount", "words"),
    [
        (Money.exact(1_234.5), "$1,235"),
        (Money.exact(-1_234.5), "-$1,234"),
        (Money.exact(-3), "-$3"),
        (NOTHING, "$0"),
        (Money.at_least(2), "at least $2"),
        (Money(None, 2), "at most $2"),
        (Money(-1, 2), "-$1 to $2"),
        (UNKNOWN, "not known"),
    ],
)
def test_an_amount_in_words(amount, words):
    assert str(amount) == words


@pytest.mark.parametrize(
    ("low", "high", "expected"),
    [
        (2, 1, "high: expected at least low, 2, got 1"),
        ("1", 1, "low: expected a number or None, got '1'"),
        (1, float("inf"), "high: expected a number or None, got inf"),
        (None, True, "high: expected a number or None, got True"),
    ],
)
def test_an_amount_names_what_is_wrong(low, high, expected):
    with pytest.raises(InvalidInputError) as caught:
        Money(low, high)
    assert problems(caught) == [expected]


def test_sums_run_from_the_first():
    found = list(running_sums([Money.exact(-2), Money(1, 5), Money.at_least(0)]))
    assert found == [Money.exact(-2), Money(-1, 3), Money.at_least(-1)]
    assert list(running_sums([])) == []


@given(st.integers(-(10**6), 10**6))
def test_halves_go_up(whole):
    assert (half_up(whole), half_up(whole + 0.5), half_up(whole + 0.25)) == (
        whole,
        whole + 1,
        whole,
    )
