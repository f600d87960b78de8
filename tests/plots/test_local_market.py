"""Plot of the share of a place's workers in each tier, beside the nation's."""

from __future__ import annotations

from math import fsum

import pytest
from attrs import evolve
from matplotlib.colors import to_hex

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError

from .drawn import bars, labels, note, subtitle, title

MARKET = cs.local_market("Vermont", data="2026.3")


def test_shares_are_those_of_the_market_and_both_sum_to_one():
    axes = plots.local_market(MARKET)
    ends = [end for _, end, _, _ in bars(axes)]
    place, nation = ends[::2], ends[1::2]
    known = [each.share for each in MARKET.tiers if each.tier]
    assert place == [*known, fsum(each.share for each in MARKET.tiers if not each.tier)]
    assert fsum(place) == pytest.approx(1)
    assert fsum(nation) == pytest.approx(1)
    # Against the sums of the plot of the nation, which leave out 13,890 workers without a row.
    whole = [end for _, end, _, _ in bars(plots.tier_shares(data="2026.3"))]
    assert nation[:4] == pytest.approx([share * 155_481_840 / 155_495_730 for share in whole[:4]])
    assert [hatch for *_, hatch in bars(axes)][-2:] == ["////", None]
    assert [text.get_text() for text in axes.get_yticklabels()][-1] == "Not scored"
    assert {"47%", "nation 49%"} <= set(labels(axes))
    assert title(axes) == "Vermont: the largest tier is AI-Augmented, 47% of workers (nation: 49%)"
    assert subtitle(axes).startswith(
        "Share of 304,000 workers in occupations of each tier, and below it the nation's. "
        "Not scored: 17.1% no tier by american-dream-jobs/2.0: not enough data; 4.6% "
    )
    colors = [to_hex(bar.get_facecolor()) for bar in axes.patches[:8:2]]
    assert colors == ["#009e73", "#edb700", "#e0701a", "#b5203a"]


@pytest.mark.parametrize("field", ["methodology", "data_release"])
def test_a_methodology_or_release_that_is_not_at_hand_has_no_nation(field):
    axes = plots.local_market(evolve(MARKET, **{field: "mine"}))
    assert len(bars(axes)) == 5
    assert title(axes) == "Vermont: the largest tier is AI-Augmented, 47% of workers"


def test_the_nation_is_that_of_a_modified_release():
    mine = cs.load("2026.3").replace(employment_projections="2024-34")
    axes = plots.local_market(cs.local_market("Vermont", data=mine))
    assert (
        title(axes) == "Vermont: the largest tier is AI-Augmented, 44.7% of workers (nation: 46.7%)"
    )


def test_a_tier_of_all_workers_fits_and_none_is_not_scored():
    (first, *others) = MARKET.tiers
    nobody = [evolve(each, workers=0, share=0) for each in others]
    everyone = evolve(MARKET, employment=None, tiers=[evolve(first, share=1), *nobody])
    axes = plots.local_market(everyone)
    assert max(axes.get_xticks()) == 1
    assert note(axes).endswith("data release 2026.3 \N{MIDDLE DOT} american-dream-jobs/2.0")
    assert subtitle(axes).startswith("Share of workers in occupations")
    assert title(axes).startswith("Vermont: the largest tier is AI-Resilient, 100% of workers")


def test_the_title_says_that_most_cannot_be_told():
    market = cs.local_market(
        "Vermont", methodology="american-dream-jobs/2.1-editorial", data="2026.3"
    )
    axes = plots.local_market(market)
    said = "Vermont: 100% of workers are in occupations without a score (nation: 100%)"
    assert title(axes) == said


def test_other_things_and_places_without_workers_are_refused():
    with pytest.raises(InvalidInputError, match="market: expected a LocalMarket"):
        plots.local_market("Vermont")
    nobody = [evolve(each, workers=0, share=0) for each in MARKET.tiers]
    with pytest.raises(InvalidInputError, match="market: expected one with workers"):
        plots.local_market(evolve(MARKET, tiers=nobody))
