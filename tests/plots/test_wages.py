"""Plot of wages."""

from __future__ import annotations

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import EVERY_FIELD, PERCENTILES, Note, Provenance, WageEstimates

from .drawn import keys, marks, note, title
from .pictures import ACTORS, AIR_CREW_OFFICERS, MISSING, PAY, TOP_CODED, career, occupation


def test_the_curve_is_the_one_of_the_quantiles():
    stretches = plots.wages(career()).lines[:4]
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
    axes = plots.wages(career(pay), wage=wage)
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
    axes = plots.wages(career(), wage=wage)
    assert marks(axes, "_") == [(wage, bar[0]), (wage, bar[1])]
    assert marks(axes, "*") == []
    assert title(axes) == f"Tinkers: {said}"


def test_what_is_not_published_says_so():
    pay = WageEstimates(p25=40_000, median=50_000, notes={"p10": MISSING, "p75": MISSING})
    axes = plots.wages(career(pay))
    assert keys(axes) == [
        "published percentile",
        "P10 is not published",
        "P75 is not published",
        "P90 is not published",
    ]
    assert "P10, P75: BLS has no estimate that it can publish." in note(axes)
    assert "P90: not published." in note(axes)


def test_one_percentile_alone_is_a_point_without_a_curve():
    axes = plots.wages(career(WageEstimates(median=50_000)))
    assert marks(axes, "o") == [(50_000, 0.5)]
    low, high = axes.get_xlim()
    assert low < 50_000 < high
    assert "monotone" not in note(axes)


def test_only_bounds_are_a_plot_too():
    axes = plots.wages(career(WageEstimates(notes={"p90": TOP_CODED})))
    assert title(axes) == "Tinkers: what is published of their pay a year"
    assert marks(axes, "o") == []
    assert keys(axes)[0] == "at least that much (top-coded)"


def test_the_note_names_the_edition_the_release_and_what_is_exceptional():
    assert note(plots.wages(occupation("29-1141.01"))) == (
        "Wages of May 2023. All figures: published for its parent 29-1141 Registered Nurses. "
        "Between percentiles, a monotone curve. Data release 2026.1: oews/2023-05."
    )
    assert note(plots.wages(career())).endswith("Sources: no source is named.")


def test_an_occupation_made_by_hand_may_have_a_remark():
    remark = Note(provenance=Provenance.ESTIMATED, reason="by a survey of one's own")
    given = career()
    given = evolve(given, wages=evolve(given.wages, notes={EVERY_FIELD: remark}))
    assert "All figures: by a survey of one's own." in note(plots.wages(given))


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
        plots.wages("29-2072.00", wage=-1, period=["annual"])
    assert [problem.field for problem in caught.value.problems] == ["career", "wage", "period"]
    assert caught.value.problems[2].expected == "'annual' or 'hourly'"
