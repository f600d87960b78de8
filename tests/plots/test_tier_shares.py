"""The picture of how many people work in each tier."""

from __future__ import annotations

from math import fsum

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError
from careerscore.plots.style import HATCH, tier_colours
from careerscore.plots.tier_points import CANNOT_BE_TOLD, tier_shares_of

from .drawn import bars, labels, note, title
from .pictures import RELEASE

TIERED = [id for id in cs.methodologies() if cs.methodology(id).tiers and "editorial" not in id]


@pytest.fixture(scope="module")
def found():
    return tier_shares_of("tiers", RELEASE, "american-dream-jobs/2.0")


@settings(max_examples=10)
@given(st.sampled_from(TIERED), st.sampled_from(cs.releases()))
def test_shares_sum_to_one_and_no_occupation_is_lost(methodology, release):
    found = tier_shares_of("tiers", release, methodology)
    assert fsum(tier.share for tier in found.tiers) == pytest.approx(1, abs=1e-12)
    assert sum(tier.occupations for tier in found.tiers) == len(cs.load(release))
    assert all(0 <= tier.by_fallback <= tier.workers for tier in found.tiers)
    names = [tier.label for tier in cs.methodology(methodology).tiers]
    assert [tier.label for tier in found.tiers] == [*names, CANNOT_BE_TOLD]


def test_they_are_the_sums_of_the_summary_of_a_frame(found):
    pl = pytest.importorskip("polars")
    release = cs.load(RELEASE)
    results = cs.assess_all("american-dream-jobs/2.0", data=release)
    tiers = [one.tier.label if one.tier else None for one in results.values()]
    frame = release.to_frame("polars").with_columns(pl.Series("tier", tiers))
    rows = cs.frames.employment_summary(frame, "tier").rows(named=True)
    expected = {row["tier"] or CANNOT_BE_TOLD: row for row in rows}
    for tier in found.tiers:
        assert tier.workers == expected[tier.label]["employment"]
        assert tier.share == expected[tier.label]["employment_share"]
        assert tier.occupations == expected[tier.label]["occupations"]
    without = sum(row["occupations_without_employment"] for row in rows)
    assert found.without_employment == without


def test_bars_are_as_long_as_the_shares(found):
    axes = plots.tier_shares(RELEASE)
    drawn = [(start, end, round(row)) for start, end, row, _ in bars(axes)]
    assert drawn == [(0, tier.share, place) for place, tier in enumerate(found.tiers)]
    assert [text.get_text() for text in axes.get_yticklabels()] == [
        "AI-Resilient",
        "AI-Augmented",
        "In Transition",
        "High Disruption Risk",
        "Cannot be told",
    ]


def test_percentages_workers_and_occupations_are_written_beside_them(found):
    said = list(labels(plots.tier_shares(RELEASE)))
    assert said == [
        "9%\n13,677,630 workers\n88 occupations",
        "46.6%\n70,761,682 workers\n435 occupations",
        "16.1%\n24,465,905 workers\n175 occupations",
        "11.9%\n18,119,585 workers\n72 occupations",
        "16.4%\n24,828,369 workers\n246 occupations",
    ]


def test_what_cannot_be_told_is_hatched_and_nothing_else():
    hatches = [hatch for *_, hatch in bars(plots.tier_shares(RELEASE))]
    assert hatches == [None, None, None, None, HATCH]


def test_what_rests_on_a_fallback_is_hatched_at_the_end_of_its_bar():
    methodology = "american-dream-jobs/2.0-as-published"
    found = tier_shares_of("tiers", RELEASE, methodology)
    axes = plots.tier_shares(RELEASE, methodology=methodology)
    hatched = [(start, end, round(row)) for start, end, row, hatch in bars(axes) if hatch]
    workers = found.workers
    for (start, end, row), tier in zip(hatched[:-1], found.tiers, strict=False):
        assert row == found.tiers.index(tier)
        assert end == pytest.approx(tier.share)
        assert start == pytest.approx((tier.workers - tier.by_fallback) / workers)
    assert len(hatched) == 5
    assert "Hatched within a tier: 24,828,369 workers by a fallback." in note(axes)


def test_the_title_names_the_largest_tier():
    assert title(plots.tier_shares(RELEASE)) == "The largest tier is AI-Augmented: 46.6% of workers"
    axes = plots.tier_shares(RELEASE, methodology="american-dream-jobs/2.1-editorial")
    assert title(axes) == "The tier of 100% of workers cannot be told"
    assert max(axes.get_xticks()) == 1


def test_the_note_says_how_workers_are_counted_and_what_is_left_out():
    assert note(plots.tier_shares(RELEASE)) == (
        "151,853,170 workers, each counted once: occupations published under one code share its "
        "workers equally. 20 occupations without employment. By american-dream-jobs/2.0. Data "
        "release 2026.1: gpts-are-gpts/2024, employment-projections/2024-34, "
        "epoch-heuristic/onet-30.1, felten-aioe/2021, oews/2023-05."
    )


def test_the_newest_release_and_a_methodology_of_ones_own_will_do():
    mine = cs.methodology("american-dream-jobs/2.0").evolve(id="mine/1")
    axes = plots.tier_shares(methodology=mine)
    assert f"By {mine.id}. Data release {cs.load().name}:" in note(axes)


def test_a_release_at_hand_will_do():
    axes = plots.tier_shares(cs.load("2026.2"), methodology="frey-osborne/2013")
    assert title(axes).startswith("The largest tier is High: ")


def test_where_every_occupation_has_employment_the_note_says_nothing_of_it(found):
    from careerscore.plots.tier_bars import _note

    assert "without employment" not in _note(found._replace(without_employment=0))


def test_tiers_have_colours_from_best_to_worst():
    assert tier_colours(4) == ("#0072B2", "#56B4E9", "#E69F00", "#D55E00")
    assert tier_colours(1) == ("#0072B2",)
    assert len(tier_colours(9)) == 9


def test_a_methodology_without_tiers_is_refused():
    with pytest.raises(InvalidInputError, match="a methodology with tiers, got 'eloundou/2024'"):
        plots.tier_shares(RELEASE, methodology="eloundou/2024")


def test_all_that_is_wrong_is_said_at_once():
    with pytest.raises(InvalidInputError) as caught:
        plots.tier_shares(4, methodology=3)
    assert [problem.field for problem in caught.value.problems] == ["release", "methodology"]


def test_unknown_names_are_refused():
    with pytest.raises(UnknownReleaseError):
        plots.tier_shares("1999.1")
    with pytest.raises(UnknownMethodologyError):
        plots.tier_shares(RELEASE, methodology="american-dream-jobs/9.9")
