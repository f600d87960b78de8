"""Plot of one career among all."""

from __future__ import annotations

from math import log

import pytest

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import WageEstimates

from .drawn import labels, marks, note, subtitle, title
from .pictures import ACTORS, AIR_CREW_OFFICERS, MEDICAL_RECORDS, RELEASE, career, occupation


def test_a_line_is_an_occupation_from_the_lowest_to_the_highest():
    axes = plots.career_strip(MEDICAL_RECORDS, data=RELEASE)
    known = [each.exposures["eloundou_gpt4_beta"].value for each in cs.load(RELEASE).values()]
    exposures = [value for value in known if value is not None]
    low, high = min(exposures), max(exposures)
    strip = axes.collections[1]
    places = [segment[0][0] for segment in strip.get_segments()]
    assert places == pytest.approx([(value - low) / (high - low) for value in exposures])
    assert marks(axes, "o")[1] == (pytest.approx((0.6176470588 - low) / (high - low)), 1)


def test_pay_is_on_a_scale_of_ratios():
    axes = plots.career_strip(MEDICAL_RECORDS, columns=["annual_median_usd"], data=RELEASE)
    pays = [each.wages.annual.median for each in cs.load(RELEASE).values()]
    low, high = (end([pay for pay in pays if pay]) for end in (min, max))
    assert marks(axes, "o") == [(pytest.approx(log(48_780 / low) / log(high / low)), 0)]


def test_shares_are_of_occupations_with_a_figure():
    axes = plots.career_strip(MEDICAL_RECORDS, data=RELEASE)
    said = [text for text in labels(axes) if "occupations" in text]
    assert said == [
        "$48,780: lower than in 65% of occupations",
        "62% of tasks: higher than in 91% of occupations",
        "+7.1%: higher than in 86% of occupations",
        "15 of 25: lower than in 47% of occupations",
    ]
    pays = [each.wages.annual.median for each in cs.load(RELEASE).values()]
    known = [pay for pay in pays if pay is not None]
    assert round(100 * sum(pay > 48_780 for pay in known) / len(known)) == 65
    assert title(axes) == (
        "Medical Records Specialists: AI exposure higher than in 91% of occupations"
    )
    assert subtitle(axes).startswith("Each line is a US occupation")
    parts = ("Source: oews/2023-05, gpts-are-gpts/2024 and 2 more", "data release 2026.1")
    assert note(axes) == " \N{MIDDLE DOT} ".join(parts)


def test_the_title_names_what_is_low_too():
    axes = plots.career_strip(
        "cashiers", columns=("annual_median_usd", "epoch_total"), data=RELEASE
    )
    assert title(axes).startswith("Cashiers: Median pay lower than in over 99% of")


@pytest.mark.parametrize("code", [ACTORS, AIR_CREW_OFFICERS])
def test_what_is_not_known_says_so(code):
    axes = plots.career_strip(occupation(code))
    texts = [text.get_text() for text in axes.texts]
    assert texts.count("not known") == {ACTORS: 1, AIR_CREW_OFFICERS: 3}[code]
    assert len(marks(axes, "o")) == 4 - texts.count("not known")
    assert "data release 2026.1" in note(axes)


def test_other_columns_have_their_own_names_and_units():
    columns = ("hourly_median_usd", "felten_aioe", "employment")
    axes = plots.career_strip(MEDICAL_RECORDS, columns=columns, data=RELEASE)
    texts = [text.get_text() for text in axes.texts]
    assert "hourly wage, median" in texts
    assert any(text.startswith("$23.45: ") for text in texts)
    assert any(text.startswith("0.574: ") for text in texts)
    assert any(text.startswith("185,690: ") for text in texts)


@pytest.mark.parametrize(
    ("given", "options", "said"),
    [
        (3, {}, "career: expected an Occupation or a string"),
        (MEDICAL_RECORDS, {"columns": []}, "columns: expected one name of a column or more"),
        (MEDICAL_RECORDS, {"columns": "title"}, "columns: expected one name of a column or more"),
        (MEDICAL_RECORDS, {"columns": 3}, "columns: expected one name of a column or more"),
        (MEDICAL_RECORDS, {"columns": ["titel"]}, "columns: expected a column of numbers"),
        (MEDICAL_RECORDS, {"data": 3}, "data"),
        (ACTORS, {"columns": ["annual_median_usd"]}, "a career with one of annual_median_usd"),
    ],
)
def test_other_arguments_are_refused(given, options, said):
    with pytest.raises(InvalidInputError, match=said):
        plots.career_strip(given, **{"data": RELEASE, **options})


def test_an_occupation_made_by_hand_stands_in_the_newest_release():
    axes = plots.career_strip(career())
    assert [text.get_text() for text in axes.texts].count("not known") == 3
    assert note(axes).endswith(f"data release {cs.load().name}")


@pytest.mark.parametrize(("pay", "place"), [(0, 0), (900_000, 1)])
def test_a_career_beyond_all_others_stands_at_the_end(pay, place):
    given = career(WageEstimates(median=pay))
    axes = plots.career_strip(given, columns=["annual_median_usd"])
    assert marks(axes, "o") == [(pytest.approx(place), 0)]


def test_an_occupation_of_a_modified_release_stands_in_that():
    mine = cs.load(RELEASE).replace(employment_projections="2025-35")
    axes = plots.career_strip(mine[MEDICAL_RECORDS], columns=["outlook_percent_change"])
    assert "+7.8%" in " ".join(labels(axes))
    assert note(axes).endswith(f"data release {mine.name}")


def test_pay_is_in_the_dollars_of_the_others():
    converted = cs.occupation(MEDICAL_RECORDS, data=RELEASE, in_dollars_of="2026-05")
    texts = labels(plots.career_strip(converted, columns=["annual_median_usd"]))
    assert "$48,780: lower than in 65% of occupations" in texts
