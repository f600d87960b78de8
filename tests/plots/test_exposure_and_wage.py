"""Plot of all occupations by exposure and pay."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError

from .drawn import keys, labels, marks, note, title
from .pictures import RELEASE

EXPOSURE = "eloundou_gpt4_beta"


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
    return plots.exposure_and_wage(RELEASE)


def test_every_occupation_is_a_circle_as_large_as_its_employment(axes, known):
    circles, *rings = axes.collections
    areas = circles.get_sizes()
    assert [tuple(place) for place in circles.get_offsets()] == [row["at"] for row in known]
    largest = known[0]["employment_apportioned"]
    shares = [row["employment_apportioned"] / largest for row in known]
    assert [area / areas[0] for area in areas] == pytest.approx(shares)
    # A ring is as large as the circle of the occupation that is named.
    sizes = {tuple(map(float, ring.get_offsets()[0])): ring.get_sizes()[0] for ring in rings}
    assert set(sizes) == set(labels(axes).values())
    for row, area in zip(known, areas, strict=True):
        assert sizes.get(row["at"], area) == pytest.approx(area)


def test_the_largest_are_named_where_they_are_and_no_names_overlap(axes, known):
    places = {row["title"]: row["at"] for row in known[:9]}
    said = labels(axes)
    assert len(said) >= 6
    for text, place in said.items():
        (name,) = (name for name in places if name.startswith(text.rstrip("…")))
        assert places[name] == place


def test_the_size_of_circles_is_explained(axes):
    sizes = {"100,000\nworkers", "1,000,000\nworkers", "3,000,000\nworkers"}
    assert sizes <= set(keys(axes))
    handles = axes.get_legend().legend_handles
    small, large = handles[0].get_markersize(), handles[1].get_markersize()
    assert (large / small) ** 2 == pytest.approx(10)


def test_every_measure_of_a_release_can_be_drawn():
    axes = plots.exposure_and_wage(cs.load("2026.2"), exposure="felten_aioe")
    assert title(axes).startswith("AI Occupational Exposure, and median pay of 9")
    low, high = axes.get_xlim()
    assert low < -2
    assert high > 1.5
    assert marks(axes, "^") == []
    assert "Data release 2026.2: felten-aioe/2021, oews/2025-05." in note(axes)


def test_categories_are_named_below_the_axis():
    axes = plots.exposure_and_wage("2026.3", exposure="bls_ai_exposure")
    ticks = [text.get_text() for text in axes.get_xticklabels()]
    assert ticks == ["Low", "Moderate", "High", "Very high"]
    assert axes.get_xlabel() == "category"
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
        plots.exposure_and_wage(RELEASE, exposure=exposure)
