"""The picture of all occupations by exposure and pay."""

from __future__ import annotations

from math import fsum

import pytest
from matplotlib.colors import same_color

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError, UnknownReleaseError
from careerscore.plots.occupation_bubbles import _draw, _legend, _overlap
from careerscore.plots.occupation_points import OccupationPoint, occupation_map

from .drawn import keys, labels, marks, note, title
from .pictures import RELEASE

EXPOSURE = "eloundou_gpt4_beta"


@pytest.fixture(scope="module")
def found():
    return occupation_map("map", RELEASE, EXPOSURE)


@pytest.fixture
def axes():
    return plots.exposure_and_wage(RELEASE)


def test_every_occupation_is_shown_or_counted_among_those_left_out(found):
    assert found.total == len(cs.load(RELEASE)) == 1016
    known = [
        one
        for one in cs.load(RELEASE).values()
        if one.exposures[EXPOSURE].value is not None
        and one.wages.annual.lower_bound("median") is not None
    ]
    assert {point.code for point in found.points} == {one.code for one in known}


def test_a_point_has_the_figures_of_its_occupation(found):
    by_code = {point.code: point for point in found.points}
    release = cs.load(RELEASE)
    for code in ("29-2072.00", "15-1252.00", "29-1211.00"):
        point, occupation = by_code[code], release[code]
        assert point.exposure == occupation.exposures[EXPOSURE].value
        assert point.wage == occupation.wages.annual.lower_bound("median")
        assert point.is_bound == (occupation.wages.annual.median is None)


def test_no_worker_is_counted_twice(found):
    nurses = [point.workers for point in found.points if point.code.startswith("29-1141")]
    assert len(nurses) > 1
    assert fsum(nurses) == pytest.approx(cs.load(RELEASE)["29-1141.00"].wages.employment)


def test_areas_are_proportional_to_employment(axes, found):
    (circles, *rings) = axes.collections
    areas = circles.get_sizes()
    sized = [point for point in found.points if point.workers]
    assert len(areas) == len(sized)
    for area, point in zip(areas, sized, strict=True):
        assert area / areas[0] == pytest.approx(point.workers / sized[0].workers)
    assert [tuple(place) for place in circles.get_offsets()] == [
        (point.exposure, point.wage) for point in sized
    ]
    assert [float(ring.get_sizes()[0]) for ring in rings] == pytest.approx(
        [
            areas[place]
            for place, point in enumerate(sized)
            if point.title[:20] in "".join(labels(axes))
        ][: len(rings)]
    )


def test_a_median_that_is_a_bound_is_marked(axes, found):
    bounds = [(point.exposure, point.wage) for point in found.points if point.is_bound]
    assert marks(axes, "^") == bounds
    assert len(bounds) == 14
    assert {wage for _, wage in bounds} == {239_200}
    assert keys(axes)[-1] == "median is at\nleast that much"


def test_the_largest_are_named_where_they_are(axes, found):
    places = {point.title: (point.exposure, point.wage) for point in found.points[:9]}
    said = labels(axes)
    assert len(said) >= 6
    for text, place in said.items():
        (title_of,) = (name for name in places if name.startswith(text.rstrip("…")))
        assert places[title_of] == place


def test_the_size_of_circles_is_explained(axes):
    sizes = {"100,000\nworkers", "1,000,000\nworkers", "3,000,000\nworkers"}
    assert sizes <= set(keys(axes))
    handles = axes.get_legend().legend_handles
    small, large = handles[0].get_markersize(), handles[1].get_markersize()
    assert (large / small) ** 2 == pytest.approx(10)


def test_the_title_and_the_note_say_how_many_are_shown_and_why_not_all(axes):
    assert title(axes) == (
        "Exposure to language models, beta (GPT-4), and median pay of 918 occupations"
    )
    assert note(axes) == (
        "918 of 1,016 occupations; left out: 93 without exposure, 5 without an annual wage. "
        "Areas are employment; occupations published under one code share it equally. "
        "Data release 2026.1: gpts-are-gpts/2024, oews/2023-05."
    )


def test_wages_are_on_a_log_scale_with_round_figures(axes):
    assert axes.get_yscale() == "log"
    assert [round(tick) for tick in axes.get_yticks()] == [30_000, 50_000, 100_000, 200_000]
    assert axes.get_xlabel() == "share of tasks, E1 + 0.5 E2"


def test_every_measure_of_a_release_can_be_drawn():
    axes = plots.exposure_and_wage(cs.load("2026.2"), exposure="felten_aioe")
    assert title(axes).startswith("AI Occupational Exposure, and median pay of 9")
    low, high = axes.get_xlim()
    assert low < -2
    assert high > 1.5
    assert marks(axes, "^") == []
    assert "Data release 2026.2: felten-aioe/2021, oews/2025-05." in note(axes)


def test_where_nothing_is_left_out_the_note_says_nothing_of_it(found):
    from careerscore.plots.occupation_bubbles import _note

    assert _note(found._replace(left_out={})).startswith("918 of 918 occupations. Areas")


def test_an_occupation_without_employment_is_a_cross():
    from matplotlib.figure import Figure

    from careerscore.plots.opening import canvas_for

    points = (
        OccupationPoint("1", "Tinkers", 0.5, 50_000, False, 200_000.0),
        OccupationPoint("2", "Tailors", 0.6, 60_000, False, None),
    )
    axes = Figure().add_subplot()
    _draw(axes, points, 1.0)
    assert marks(axes, "x") == [(0.6, 60_000)]
    said = [text for _, text in _legend(canvas_for("map", axes), points, 1.0)]
    assert said == ["100,000\nworkers", "workers\nnot published"]


@pytest.mark.parametrize(
    ("other", "overlap"),
    [
        ((1, 1, 2, 2), True),
        ((11, 1, 12, 2), False),
        ((-5, 1, -1, 2), False),
        ((1, 11, 2, 12), False),
        ((1, -5, 2, -1), False),
    ],
)
def test_boxes_overlap_unless_one_is_beside_the_other(other, overlap):
    assert _overlap((0, 0, 10, 10), other) is overlap


def test_colours_are_those_of_okabe_and_ito(axes):
    assert same_color(axes.collections[0].get_edgecolor()[0], "#0072B2")


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


def test_an_unknown_release_is_refused():
    with pytest.raises(UnknownReleaseError):
        plots.exposure_and_wage("1999.1")
