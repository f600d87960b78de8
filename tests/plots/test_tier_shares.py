"""Plot of the shares of workers by tier."""

from __future__ import annotations

from math import fsum

import pytest
from attrs import evolve
from matplotlib.colors import to_hex

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, UnknownMethodologyError, UnknownReleaseError

from .drawn import bars, labels, note, subtitle, title
from .pictures import RELEASE

TIERED = [id for id in cs.methodologies() if cs.methodology(id).tiers and "editorial" not in id]


@pytest.mark.parametrize("methodology", TIERED)
def test_shares_sum_to_one_and_no_occupation_is_lost(methodology):
    axes = plots.tier_shares(methodology, data="2026.3")
    ends = {round(row): end for _, end, row, _ in bars(axes)}
    assert fsum(ends.values()) == pytest.approx(1, abs=1e-12)
    occupations = [int(text.split()[0]) for text in labels(axes) if "occupation" in text]
    assert sum(occupations) == len(cs.load("2026.3"))
    names = [tier.label for tier in cs.methodology(methodology).tiers]
    shown = [" ".join(text.get_text().split("\n")[:-1]) for text in axes.get_yticklabels()]
    assert shown == [*names, "Not scored"]


def test_they_are_the_sums_of_the_summary_of_a_frame():
    pl = pytest.importorskip("polars")
    release = cs.load(RELEASE)
    results = cs.assess_all("american-dream-jobs/2.0", data=release)
    tiers = [one.tier.label if one.tier else None for one in results.values()]
    frame = release.to_frame("polars").with_columns(pl.Series("tier", tiers))
    rows = {
        row["tier"] or "Not scored": row
        for row in cs.frames.employment_summary(frame, "tier").rows(named=True)
    }
    axes = plots.tier_shares(data=RELEASE)
    names, workers = zip(
        *(text.get_text().split("\n") for text in axes.get_yticklabels()), strict=True
    )
    assert [(start, end, round(row)) for start, end, row, _ in bars(axes)] == [
        (0, rows[name]["employment_share"], place) for place, name in enumerate(names)
    ]
    assert workers[1] == "70.8 million workers"
    counted = [text for text in labels(axes) if "occupation" in text]
    assert counted == [f"{rows[name]['occupations']} occupations" for name in names]


def test_a_tier_has_its_colour_and_what_depends_on_a_fallback_is_hatched():
    axes = plots.tier_shares("american-dream-jobs/2.0-as-published", data=RELEASE)
    whole = {round(row): index for index, (start, _, row, _) in enumerate(bars(axes)) if not start}
    colors = [to_hex(axes.patches[whole[row]].get_facecolor()) for row in range(4)]
    assert colors == ["#009e73", "#edb700", "#e0701a", "#b5203a"]
    hatched = [end - start for start, end, row, hatch in bars(axes) if hatch and row < 4]
    assert hatched
    assert "Hatched within a tier: " in subtitle(axes)
    assert "Hatched" not in subtitle(plots.tier_shares(data=RELEASE))


@pytest.mark.parametrize(
    ("color", "drawn"), [("blue", "#0000ff"), ("#123456", "#123456"), ("no colour", "#a0a0a0")]
)
def test_a_tier_of_ones_own_may_have_any_colour(color, drawn):
    known = cs.methodology("american-dream-jobs/2.0")
    first, *others = known.tier_rules
    mine = known.evolve(id="mine/1", tier_rules=[evolve(first, color=color), *others])
    axes = plots.tier_shares(mine, data=RELEASE)
    assert to_hex(axes.patches[0].get_facecolor()) == drawn


def test_the_title_names_the_largest_tier():
    assert (
        title(plots.tier_shares(data=RELEASE))
        == "AI-Augmented is the largest tier: 46.6% of workers"
    )
    axes = plots.tier_shares("american-dream-jobs/2.1-editorial", data=RELEASE)
    assert title(axes) == "100% of workers are in occupations without a score"
    assert max(axes.get_xticks()) == 1
    mine = cs.methodology("american-dream-jobs/2.0").evolve(id="mine/1")
    said = note(plots.tier_shares(mine))
    assert said.endswith(f"data release {cs.load().name} \N{MIDDLE DOT} mine/1")


def test_a_methodology_without_tiers_is_refused():
    with pytest.raises(InvalidInputError, match="a methodology with tiers, got 'eloundou/2024'"):
        plots.tier_shares("eloundou/2024", data=RELEASE)


def test_other_arguments_are_refused():
    with pytest.raises(InvalidInputError, match="data: expected a Release, its name or None"):
        plots.tier_shares(data=4)
    with pytest.raises(InvalidInputError, match="methodology: expected an id or a Methodology"):
        plots.tier_shares(4)


def test_unknown_names_are_refused():
    with pytest.raises(UnknownReleaseError):
        plots.tier_shares(data="1999.1")
    with pytest.raises(UnknownMethodologyError):
        plots.tier_shares("american-dream-jobs/9.9", data=RELEASE)
