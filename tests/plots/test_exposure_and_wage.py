"""Plot of all occupations by exposure and pay."""

from __future__ import annotations

import pytest
from matplotlib.colors import to_rgb

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError

from .drawn import keys, labels, marks, note, subtitle, title
from .pictures import RELEASE

EXPOSURE = "eloundou_gpt4_beta"
METHOD = cs.methodology("american-dream-jobs/2.0")
TIER_COLORS = {"green": "#009e73", "yellow": "#edb700", "orange": "#e0701a", "red": "#b5203a"}


@pytest.fixture(scope="module")
def known():
    """The rows of the release of which exposure and wage are known, the largest first."""
    pytest.importorskip("polars")
    rows = cs.load(RELEASE).to_frame("polars").rows(named=True)
    for row in rows:
        row["wage"] = row["annual_median_usd"] or row["annual_median_lower_bound_usd"]
        row["at"] = (row[EXPOSURE], row["wage"])
    rows = [row for row in rows if None not in row["at"]]
    return sorted(
        rows, key=lambda row: (-(row["employment_apportioned"] or 0), row["onet_soc_code"])
    )


@pytest.fixture
def axes():
    return plots.exposure_and_wage(data=RELEASE)


def test_every_occupation_is_a_circle_as_large_as_its_employment(axes, known):
    circles, *rings = axes.collections
    areas = circles.get_sizes()
    assert [tuple(place) for place in circles.get_offsets()] == [row["at"] for row in known]
    largest = known[0]["employment_apportioned"]
    shares = [row["employment_apportioned"] / largest for row in known]
    assert [area / areas[0] for area in areas] == pytest.approx(shares)
    # A ring is as large as the circle of the occupation that is named.
    sizes = {tuple(map(float, ring.get_offsets()[0])): ring.get_sizes()[0] for ring in rings}
    assert set(sizes) == {at for at in labels(axes).values() if at[1] != 1}
    for row, area in zip(known, areas, strict=True):
        assert sizes.get(row["at"], area) == pytest.approx(area)


def test_a_circle_has_the_colour_of_its_tier(axes, known):
    results = cs.assess_all(data=RELEASE)
    colors = {None: "#a0a0a0", **TIER_COLORS}
    tiers = [results[row["onet_soc_code"]].tier for row in known]
    expected = [to_rgb(colors[tier and tier.color]) for tier in tiers]
    assert [tuple(color[:3]) for color in axes.collections[0].get_facecolor()] == expected
    assert keys(axes) == [tier.label for tier in METHOD.tiers] + ["Not scored"]


def test_the_largest_are_named_where_they_are_and_no_names_overlap(axes, known):
    places = {row["title"]: row["at"] for row in known[:9]}
    said = {text: at for text, at in labels(axes).items() if not text.startswith("cut ")}
    assert len(said) >= 4
    for text, place in said.items():
        (name,) = (name for name in places if name.startswith(text.rstrip("…")))
        assert places[name] == place


def test_the_cuts_of_the_methodology_are_lines(axes):
    dashed = [line.get_xdata()[0] for line in axes.lines if line.get_linestyle() == "--"]
    assert dashed == [0.25, 0.5]
    assert {"cut 25%": (0.25, 1), "cut 50%": (0.5, 1)}.items() <= labels(axes).items()
    measure = plots.exposure_and_wage(methodology="frey-osborne/2013", data=RELEASE)
    assert [text for text in labels(measure) if text.startswith("cut")] == []
    other = plots.exposure_and_wage(
        "frey_osborne_probability", methodology="frey-osborne/2013", data=RELEASE
    )
    assert {"cut 0.3", "cut 0.7"} <= set(labels(other))


def test_the_title_has_the_rank_correlation(axes, known):
    pl = pytest.importorskip("polars")
    frame = pl.DataFrame(
        {"x": [row["at"][0] for row in known], "y": [row["wage"] for row in known]}
    )
    rho = frame.select(pl.corr("x", "y", method="spearman")).item()
    assert title(axes) == f"Occupations more exposed to AI pay more: rank correlation {rho:+.2f}"
    less = plots.exposure_and_wage("frey_osborne_probability", data=RELEASE)
    assert title(less) == "Occupations more exposed to AI pay less: rank correlation -0.57"


def test_every_measure_of_a_release_can_be_drawn():
    axes = plots.exposure_and_wage("felten_aioe", data=cs.load("2026.2"))
    assert subtitle(axes).startswith("AI Occupational Exposure of 9")
    low, high = axes.get_xlim()
    assert low < -2
    assert high > 1.5
    assert marks(axes, "^") == []
    parts = ("Source: felten-aioe/2021, oews/2025-05", "data release 2026.2", METHOD.id)
    assert note(axes) == " \N{MIDDLE DOT} ".join(parts)


def test_a_bound_is_a_triangle_and_what_is_left_out_is_counted(axes, known):
    bounds = [row["at"] for row in known if row["annual_median_usd"] is None]
    assert bounds
    assert sorted(marks(axes, "^")) == sorted(bounds)
    assert subtitle(axes).endswith(
        "Triangle: pays at least that much. Left out: 93 without exposure, 5 without an annual wage."
    )


def test_categories_are_named_below_the_axis():
    axes = plots.exposure_and_wage("bls_ai_exposure", data="2026.3")
    ticks = [text.get_text() for text in axes.get_xticklabels()]
    assert ticks == ["Low", "Moderate", "High", "Very high"]
    assert axes.get_xlabel() == "AI exposure [category]"
    (circles, *_) = axes.collections
    assert {float(place[0]) for place in circles.get_offsets()} == {1, 2, 3, 4}


@pytest.mark.parametrize(
    ("exposure", "said"),
    [
        ("eloundou_gpt4_bata", "eloundou_gpt4_beta"),
        ("webb_ai_score", "a measure of release 2026.1: eloundou_gpt4_alpha or"),
        (3, "a non-empty string"),
    ],
)
def test_an_unknown_measure_is_refused_and_the_nearest_named(exposure, said):
    with pytest.raises(InvalidInputError, match=said):
        plots.exposure_and_wage(exposure, data=RELEASE)
