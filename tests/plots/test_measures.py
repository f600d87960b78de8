"""Plot of one measure against another."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError

from .drawn import labels, marks, note, subtitle, title

RELEASE = "2026.3"


def test_every_occupation_with_both_figures_is_a_circle():
    axes = plots.measures("eloundou_gpt4_beta", "felten_aioe", data=RELEASE)
    exposures = [each.exposures for each in cs.load(RELEASE).values()]
    expected = [
        (each["eloundou_gpt4_beta"].value, each["felten_aioe"].value)
        for each in exposures
        if None not in (each["eloundou_gpt4_beta"].value, each["felten_aioe"].value)
    ]
    circles, *rings = axes.collections
    drawn = [*map(tuple, circles.get_offsets().tolist()), *marks(axes, "x")]
    assert sorted(drawn) == sorted(expected)
    assert subtitle(axes).startswith(f"{len(expected)} occupations that have both figures")
    assert {tuple(map(float, ring.get_offsets()[0])) for ring in rings} == {*labels(axes).values()}
    parts = ("Source: gpts-are-gpts/2024, felten-aioe/2021", "data release 2026.3")
    assert note(axes) == " \N{MIDDLE DOT} ".join(parts)


@pytest.mark.parametrize(
    ("first", "second", "said"),
    [
        ("felten_aioe", "epoch_total", "AI Occupational Exposure and Human advantage"),
        ("eloundou_gpt4_beta", "eloundou_gpt4_beta", "rise together: rank correlation +1.00"),
        ("eloundou_gpt4_beta", "frey_osborne_probability", "is lower: rank correlation -0.30"),
        ("outlook_percent_change", "webb_ai_score", "hardly go together: rank correlation +0.06"),
        ("outlook_base_year", "epoch_total", "First year of the projection and Human"),
    ],
)
def test_the_title_says_how_far_they_go_together(first, second, said):
    assert said.casefold() in title(plots.measures(first, second, data=RELEASE)).casefold()


def test_without_a_spread_there_is_no_correlation():
    said = title(plots.measures("outlook_base_year", "epoch_total", data=RELEASE))
    assert said == "First year of the projection and Human advantage"


def test_axes_have_the_unit_of_their_figures():
    axes = plots.measures("annual_median_usd", "eloundou_gpt4_beta", data=RELEASE)
    assert axes.get_xlabel() == "Median pay\n[US dollars a year]"
    assert axes.get_ylabel().endswith("\n[share of tasks, E1 + 0.5 E2]")
    assert axes.xaxis.get_major_formatter()(50_000, 0) == "$50k"
    assert axes.yaxis.get_major_formatter()(0.5, 0) == "50%"


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (
            {"first": "felten_aio"},
            "first: expected a column of numbers of release 2026.3: felten_aioe",
        ),
        ({"second": "title"}, "second: expected a column of numbers of release 2026.3: "),
        ({"second": 3}, "second: expected a string"),
        ({"data": 3}, "data: expected a Release, its name or None"),
    ],
)
def test_other_arguments_are_refused(options, said):
    with pytest.raises(InvalidInputError, match=said):
        plots.measures(**{"data": RELEASE, **options})


def test_a_column_without_figures_is_refused():
    with pytest.raises(InvalidInputError, match="a column that some occupation has beside"):
        plots.measures("outlook_employment_base_thousands", "epoch_total", data=RELEASE)
    with pytest.raises(InvalidInputError, match="columns that some occupation has"):
        plots.career_strip("cashiers", columns=["outlook_employment_base_thousands"], data=RELEASE)
