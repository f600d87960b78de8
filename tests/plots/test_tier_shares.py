"""Plot of the shares of workers by tier."""

from __future__ import annotations

from math import fsum

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError

from .drawn import bars, labels, note, title
from .pictures import RELEASE

TIERED = [id for id in cs.methodologies() if cs.methodology(id).tiers and "editorial" not in id]


@pytest.mark.parametrize("methodology", TIERED)
def test_shares_sum_to_one_and_no_occupation_is_lost(methodology):
    axes = plots.tier_shares("2026.3", methodology=methodology)
    ends = {round(row): end for _, end, row, _ in bars(axes)}
    assert fsum(ends.values()) == pytest.approx(1, abs=1e-12)
    occupations = [int(text.split("\n")[2].split()[0]) for text in labels(axes)]
    assert sum(occupations) == len(cs.load("2026.3"))
    names = [tier.label for tier in cs.methodology(methodology).tiers]
    shown = [" ".join(text.get_text().split()) for text in axes.get_yticklabels()]
    assert shown == [*names, "Cannot be told"]


def test_they_are_the_sums_of_the_summary_of_a_frame():
    pl = pytest.importorskip("polars")
    release = cs.load(RELEASE)
    results = cs.assess_all("american-dream-jobs/2.0", data=release)
    tiers = [one.tier.label if one.tier else None for one in results.values()]
    frame = release.to_frame("polars").with_columns(pl.Series("tier", tiers))
    rows = {
        row["tier"] or "Cannot be told": row
        for row in cs.frames.employment_summary(frame, "tier").rows(named=True)
    }
    axes = plots.tier_shares(RELEASE)
    names = [text.get_text() for text in axes.get_yticklabels()]
    assert [(start, end, round(row)) for start, end, row, _ in bars(axes)] == [
        (0, rows[name]["employment_share"], place) for place, name in enumerate(names)
    ]
    for name, text in zip(names, labels(axes), strict=True):
        _, workers, occupations = text.split("\n")
        assert workers == f"{rows[name]['employment']:,.0f} workers"
        assert occupations == f"{rows[name]['occupations']} occupations"


def test_the_title_names_the_largest_tier():
    assert title(plots.tier_shares(RELEASE)) == "The largest tier is AI-Augmented: 46.6% of workers"
    axes = plots.tier_shares(RELEASE, methodology="american-dream-jobs/2.1-editorial")
    assert title(axes) == "The tier of 100% of workers cannot be told"
    assert max(axes.get_xticks()) == 1
    mine = cs.methodology("american-dream-jobs/2.0").evolve(id="mine/1")
    said = note(plots.tier_shares(methodology=mine))
    assert f"By {mine.id}. Data release {cs.load().name}:" in said


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
