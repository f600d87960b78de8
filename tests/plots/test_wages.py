"""Plot of wages."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, UnknownOccupationError
from careerscore.model import EVERY_FIELD, PERCENTILES, Note, Provenance, WageEstimates

from .drawn import bars, faults, labels, marks, note, subtitle, title
from .pictures import (
    ACTORS,
    AIR_CREW_OFFICERS,
    ANESTHESIOLOGISTS,
    MEDICAL_RECORDS,
    MISSING,
    PAY,
    RELEASE,
    TOP_CODED,
    career,
    occupation,
)


def test_the_curve_is_the_one_of_the_quantiles():
    stretches = plots.wages(career(), curve=True).lines[:4]
    for line in stretches:
        for wage, share in zip(line.get_xdata(), line.get_ydata(), strict=True):
            assert PAY.quantile(share) == wage
    assert (stretches[0].get_xdata()[0], stretches[-1].get_xdata()[-1]) == (35_080, 77_810)


@settings(max_examples=20)
@given(
    st.lists(st.integers(1, 400_000), min_size=5, max_size=5),
    st.lists(st.sampled_from(["value", "top", "missing"]), min_size=5, max_size=5),
    st.integers(0, 500_000),
)
def test_a_wage_stands_where_its_rank_or_its_bounds_say(amounts, kinds, wage):
    kinds[2] = "value"
    values, notes = {}, {}
    for name, amount, kind in zip(PERCENTILES, sorted(amounts), kinds, strict=True):
        if kind == "value":
            values[name] = amount
        else:
            bound = amount if kind == "top" else None
            how = Provenance.TOP_CODED if kind == "top" else Provenance.MISSING
            notes[name] = Note(provenance=how, reason="so it is", bound=bound)
    pay = WageEstimates(**values, notes=notes)
    axes = plots.wages(career(pay), wage=wage, curve=True)
    low, high = pay.rank_bounds(wage)
    known, bounds = marks(axes, "*"), marks(axes, "_")
    if known:
        assert known == [(wage, pay.rank(wage))]
        assert low <= known[0][1] <= high
    else:
        assert bounds == [(wage, low), (wage, high)]
    assert bool(known) != bool(bounds)


@pytest.mark.parametrize(
    ("wage", "bar", "said"),
    [
        (20_000, (0, 0.1), "at most 10% earn at most $20,000 a year"),
        (100_000, (0.9, 1), "at least 90% earn at most $100,000 a year"),
    ],
)
def test_beyond_what_is_published_a_wage_is_a_bar_between_bounds(wage, bar, said):
    axes = plots.wages(career(), wage=wage, curve=True)
    assert marks(axes, "_") == [(wage, bar[0]), (wage, bar[1])]
    assert marks(axes, "*") == []
    assert title(axes) == f"Tinkers: {said}"


def strip(axes):
    """Start and end of each part of the strip."""
    return [(start, end) for start, end, _, _ in bars(axes)]


def test_the_strip_goes_from_the_lowest_to_the_highest_percentile():
    axes = plots.wages(career())
    assert strip(axes) == [(35_080, 39_620), (39_620, 48_780), (48_780, 61_960), (61_960, 77_810)]
    assert [text for text, _ in labels(axes).items()] == [
        "1 in 10 earns at most $35,080",
        "1 in 4 earns at most $39,620",
        "half earn at most $48,780",
        "1 in 4 earns at least $61,960",
        "1 in 10 earns at least $77,810",
    ]
    assert title(axes) == "Tinkers: the middle half earn $39,620 to $61,960 a year"
    assert subtitle(axes) == "Wages of US workers. Mean $51,090."
    dark = [bar.get_facecolor() for bar in axes.patches]
    assert dark[1] == dark[2] != dark[0] == dark[3]


@settings(max_examples=20)
@given(st.lists(st.integers(1, 400_000), min_size=5, max_size=5))
def test_no_label_leaves_the_figure_or_meets_another(amounts):
    pay = WageEstimates(**dict(zip(PERCENTILES, sorted(amounts), strict=True)))
    axes = plots.wages(career(pay), wage=amounts[0])
    cut, collisions = faults(axes)
    assert not cut
    assert not collisions


def test_a_wage_is_a_star_below_which_stands_its_rank():
    axes = plots.wages(career(), wage=48_780)
    assert marks(axes, "*") == [(48_780, 0)]
    assert labels(axes)["$48,780: 50% earn at most that"][0] == 48_780
    assert title(axes) == "Tinkers: 50% earn at most $48,780 a year"
    # Between the percentiles that are published a share is an estimate.
    between = plots.wages(career(), wage=55_000)
    assert title(between) == "Tinkers: about 64% earn at most $55,000 a year"
    assert "$55,000: about 64% earn at most that" in labels(between)


def test_a_bound_is_said_once_at_the_first_percentile_that_has_it():
    axes = plots.wages(occupation(ANESTHESIOLOGISTS))
    said = list(labels(axes))
    assert said[-1] == "half or more earn at least $239,200"
    assert len(said) == 3
    assert strip(axes)[-1] == (191_980, 239_200)
    assert [bar.get_alpha() for bar in axes.patches] == [1, 0.45]
    assert title(axes) == "Anesthesiologists: half or more earn at least $239,200 a year"


def test_what_is_not_published_says_so():
    pay = WageEstimates(p25=40_000, median=50_000, notes={"p10": MISSING, "p75": MISSING})
    said = subtitle(plots.wages(career(pay)))
    assert "P10, P75: BLS has no estimate that it can publish." in said
    assert "P90: not published." in said
    assert title(plots.wages(career(pay))) == "Tinkers: half earn at most $50,000 a year"


def test_a_missing_median_begins_a_sentence():
    said = subtitle(plots.wages(career(WageEstimates(p25=40_000, notes={"median": MISSING}))))
    assert "Median: BLS has no estimate" in said


@pytest.mark.parametrize("curve", [True, False])
def test_one_percentile_alone_has_no_curve_and_no_strip(curve):
    axes = plots.wages(career(WageEstimates(median=50_000)), curve=curve)
    assert strip(axes) == []
    assert marks(axes, "o") == ([(50_000, 0.5)] if curve else [])
    low, high = axes.get_xlim()
    assert low < 50_000 < high


@pytest.mark.parametrize("curve", [True, False])
def test_only_bounds_are_a_plot_too(curve):
    axes = plots.wages(career(WageEstimates(notes={"p90": TOP_CODED})), curve=curve)
    assert title(axes) == "Tinkers: what is published of their pay a year"
    expected = "P90 ≥ $239,200" if curve else "1 in 10 or more earn at least $239,200"
    assert list(labels(axes)) == [expected]


def test_a_mean_that_is_a_bound_says_so():
    pay = WageEstimates(median=60_000, notes={"mean": TOP_CODED})
    assert "Mean ≥ $239,200." in subtitle(plots.wages(career(pay)))


def test_no_label_of_the_curve_crosses_the_lines_of_a_wage():
    axes = plots.wages(career(), wage=55_000, curve=True)
    axes.figure.draw_without_rendering()
    at, _ = axes.transData.transform((55_000, 0))
    boxes = [text.get_window_extent() for text in axes.texts if text.get_text()[:1] in "Pm"]
    assert len(boxes) == 5
    assert not any(box.x0 < at < box.x1 for box in boxes)


def test_the_note_names_sources_and_the_subtitle_what_is_exceptional():
    axes = plots.wages(occupation("29-1141.01"))
    assert subtitle(axes).startswith("Wages of US workers, May 2023. Mean $")
    assert subtitle(axes).endswith(
        "All figures: published for its parent 29-1141 Registered Nurses."
    )
    assert note(axes) == "Source: oews/2023-05 \N{MIDDLE DOT} data release 2026.1"
    assert note(plots.wages(career())) == "No source is named"


def test_a_career_may_be_given_by_its_name():
    axes = plots.wages("medical-records-specialists", data="2026.1")
    assert title(axes).startswith("Medical Records Specialists: the middle half earn $39,620")
    with pytest.raises(UnknownOccupationError):
        plots.wages("no such occupation", data="2026.1")


def test_an_occupation_made_by_hand_may_have_a_remark():
    remark = Note(provenance=Provenance.ESTIMATED, reason="by a survey of one's own")
    given = career()
    given = evolve(given, wages=evolve(given.wages, notes={EVERY_FIELD: remark}))
    assert "All figures: by a survey of one's own." in subtitle(plots.wages(given))


@pytest.mark.parametrize(
    ("code", "period", "reason"),
    [
        (AIR_CREW_OFFICERS, "annual", "the wage survey does not cover military occupations"),
        (ACTORS, "annual", "BLS publishes only hourly wages for this occupation"),
        ("11-1031.00", "hourly", "BLS publishes only annual wages for this occupation"),
    ],
)
def test_without_wages_the_reason_is_said(code, period, reason):
    with pytest.raises(InvalidInputError, match=f"with {period} wages.*{reason}"):
        plots.wages(occupation(code), period=period)


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(InvalidInputError) as caught:
        plots.wages(3, wage=-1, period=["annual"], curve=1)
    assert [problem.field for problem in caught.value.problems] == [
        "career",
        "wage",
        "period",
        "curve",
    ]
    assert caught.value.problems[2].expected == "'annual' or 'hourly'"


@pytest.mark.parametrize(("month", "unit"), [(None, ""), ("2026-05", " of May 2026")])
def test_the_unit_names_the_month_of_converted_dollars(month, unit):
    options = {"data": RELEASE, "in_dollars_of": month}
    career = cs.occupation(MEDICAL_RECORDS, **options)
    assert plots.wages(career).get_xlabel() == f"wage [US dollars{unit} a year]"
    progression = cs.progression(MEDICAL_RECORDS, **options)
    assert plots.progression(progression).get_xlabel() == f"pay [US dollars{unit} a year]"
    both = cs.compare(MEDICAL_RECORDS, "29-1141.00", **options)
    label = plots.lifetime_values(both).get_ylabel()
    assert label == f"cash flow up to that age [US dollars{unit}]"
