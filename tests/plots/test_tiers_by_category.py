"""Plot of the workers of each category by tier."""

from __future__ import annotations

from math import fsum

import pytest
from matplotlib.colors import to_hex

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError

from .drawn import bars, keys, note, subtitle, title
from .pictures import RELEASE

METHOD = cs.methodology("american-dream-jobs/2.0")


def test_all_workers_are_in_a_category_and_a_tier():
    axes = plots.tiers_by_category(data=RELEASE)
    total = fsum(end - start for start, end, _, _ in bars(axes))
    shares = plots.tier_shares(data=RELEASE)
    assert subtitle(shares).startswith(f"Share of {total:.3g} million US workers")
    tiers = len(METHOD.tiers) + 1
    by_tier = [fsum(end - start for start, end, _, _ in bars(axes)[n::tiers]) for n in range(tiers)]
    assert [each / total for each in by_tier] == pytest.approx([end for _, end, *_ in bars(shares)])


def test_parts_stand_one_after_the_other_in_the_colours_of_tiers():
    axes = plots.tiers_by_category(data=RELEASE)
    parts = bars(axes)[:5]
    assert parts[0][0] == 0
    assert [part[0] for part in parts[1:]] == pytest.approx([part[1] for part in parts[:-1]])
    assert [to_hex(bar.get_facecolor()) for bar in axes.patches[:4]] == [
        "#009e73",
        "#edb700",
        "#e0701a",
        "#b5203a",
    ]
    assert [part[3] for part in parts] == [None, None, None, None, "////"]
    assert keys(axes) == [tier.label for tier in METHOD.tiers] + ["Not scored"]


def test_categories_are_in_the_order_of_their_workers_and_have_the_share_of_the_worst_tier():
    axes = plots.tiers_by_category(data=RELEASE)
    names = [text.get_text() for text in axes.get_yticklabels()]
    ends = [end for _, end, _, _ in bars(axes)[4::5]]
    assert ends == sorted(ends, reverse=True)
    assert names[0] == "Office and administration"
    # No workers of it are published.
    assert "Military" not in names
    said = [text.get_text() for text in axes.texts if text.get_text().endswith("%")]
    assert len(said) == len(names)
    start, end, *_ = bars(axes)[3]
    assert said[0] == f"{(end - start) / ends[0]:.0%}" == "84%"
    assert title(axes) == (
        "Office and administration: 84% of workers in High Disruption Risk, "
        "the most of all categories"
    )
    assert subtitle(axes) == (
        "Millions of US workers by career category and tier; figures: share in "
        "High Disruption Risk. 20 occupations without published employment."
    )
    assert note(axes).endswith("data release 2026.1 \N{MIDDLE DOT} american-dream-jobs/2.0")


def test_where_no_tier_is_known_the_title_is_plain():
    axes = plots.tiers_by_category("american-dream-jobs/2.1-editorial", data=RELEASE)
    assert title(axes) == "Workers of each career category, by tier"


def test_other_arguments_are_refused():
    with pytest.raises(InvalidInputError, match="a methodology with tiers, got 'eloundou/2024'"):
        plots.tiers_by_category("eloundou/2024", data=RELEASE)
    with pytest.raises(InvalidInputError, match="data: expected a Release, its name or None"):
        plots.tiers_by_category(data=7)
