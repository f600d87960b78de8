"""Plot of lifetime values."""

from __future__ import annotations

from itertools import pairwise

import pytest
from attrs import evolve
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore import plots
from careerscore.errors import InvalidInputError
from careerscore.model import WageEstimates

from .drawn import labels, marks, subtitle, title
from .pictures import (
    AIR_CREW_OFFICERS,
    ANESTHESIOLOGISTS,
    CHIEF_EXECUTIVES,
    MEDICAL_RECORDS,
    MISSING,
    NURSES,
    SOFTWARE,
    career,
    compared,
)

NO_SCHOOL = cs.Assumptions(education_cost=0.0, education_years=0, training_years=0)


def paid(median, code="51-9999.00", title="Tinkers"):
    """A career that pays the same all along."""
    pay = WageEstimates(p10=median, p25=median, median=median, p75=median, p90=median)
    return evolve(career(pay), code=code, title=title)


@pytest.fixture(scope="module")
def pair():
    return compared(MEDICAL_RECORDS, NURSES)


def curve_of(axes, place):
    line = axes.lines[place]
    return list(zip(map(float, line.get_xdata()), map(float, line.get_ydata()), strict=True))


def test_where_one_passes_another_is_ringed_and_named(pair):
    axes = plots.lifetime_values(pair)
    ((age, amount),) = marks(axes, "o")
    assert age == pair.crossovers[0].age == 28
    at_28 = {each.title: dict(each.value.curve)[28].value for each in pair.careers}
    assert amount == at_28["Registered Nurses"] > at_28["Medical Records Specialists"]
    assert labels(axes)["28"] == (age, amount)
    names = {"Medical Records\nSpecialists: $3.18 million", "Registered Nurses: $5.05 million"}
    assert names < set(labels(axes))
    assert title(axes) == (
        "From age 28 on, Registered Nurses are ahead of Medical Records Specialists"
    )
    assert "Ring: age at which one passes another." in subtitle(axes)


def test_an_age_is_written_above_the_highest_of_its_rings():
    codes = [MEDICAL_RECORDS, NURSES, SOFTWARE, CHIEF_EXECUTIVES, "47-2111.00", "11-2011.00"]
    axes = plots.lifetime_values(compared(*codes))
    rings = marks(axes, "o")
    highest = {f"{age:g}": (age, amount) for age, amount in sorted(rings)}
    assert len(highest) < len(rings)
    assert highest.items() <= labels(axes).items()
    assert len(labels(axes)) == len(highest) + len(codes)
    curves = [line for line in axes.lines if len(line.get_xdata()) > 20]
    assert len({(line.get_color(), str(line._dash_pattern)) for line in curves}) == len(codes)
    assert title(axes).startswith("What 6 careers have brought in by each age")


def test_a_crossing_of_a_career_that_is_not_there_is_left_out(pair):
    odd = cs.Comparison(careers=pair.careers[:1], crossovers=pair.crossovers)
    axes = plots.lifetime_values(odd)
    assert marks(axes, "o") == []
    assert title(axes) == "Medical Records Specialists: $3.18 million by age 67"


def test_of_several_careers_the_title_names_the_one_that_brings_in_most():
    axes = plots.lifetime_values(compared(MEDICAL_RECORDS, NURSES, SOFTWARE))
    assert title(axes) == "Software Developers: the most, $7.83 million by age 67"
    ends = [each for each in labels(axes) if "million" in each]
    assert len(ends) == 3


@settings(max_examples=15)
@given(st.integers(20_000, 80_000), st.integers(20_000, 80_000))
def test_the_title_names_who_earns_more(first, second):
    pair = cs.compare(paid(first), paid(second, "51-9998.00", "Tailors"), assumptions=NO_SCHOOL)
    said = title(plots.lifetime_values(pair))
    if first == second:
        assert said == "Tinkers and Tailors come out even"
    else:
        ahead, behind = ("Tinkers", "Tailors") if first > second else ("Tailors", "Tinkers")
        assert said == f"{ahead} are never behind {behind}"


def test_where_only_the_least_is_known_triangles_point_up():
    axes = plots.lifetime_values(compared(CHIEF_EXECUTIVES, NURSES))
    points = marks(axes, "^")
    bound = dict(curve_of(axes, 0))
    assert points
    assert all(bound[age] == amount for age, amount in points)
    assert {later - age for (age, _), (later, _) in pairwise(points)} == {4}
    names = [text for text, _ in labels(axes).items() if ":" in text]
    assert names[0].startswith("Chief Executives: at least $")
    assert names[1].startswith("Registered Nurses: $")
    assert "Upward triangle: at least that much." in subtitle(axes)
    assert title(axes) == "Chief Executives are never behind Registered Nurses"


def test_where_only_the_most_is_known_triangles_point_down():
    axes = plots.lifetime_values(compared(ANESTHESIOLOGISTS, NURSES))
    assert marks(axes, "v")[0] == (19, -5975)
    assert "Downward triangle: at most that much." in subtitle(axes)
    assert any(text.startswith("Anesthesiologists: at most $") for text in labels(axes))
    assert title(axes) == (
        "What Anesthesiologists and Registered Nurses have brought in by each age"
    )
    assert "Anesthesiologists: the median is not published" in subtitle(axes)


def test_a_curve_within_bounds_is_a_band():
    pay = WageEstimates(p10=30_000, p25=40_000, p75=60_000, p90=60_000, notes={"median": MISSING})
    found = cs.compare(career(pay), paid(50_000, "51-9998.00"), assumptions=NO_SCHOOL)
    axes = plots.lifetime_values(found)
    (band,) = axes.collections
    ends = {tuple(map(float, vertex)) for vertex in band.get_paths()[0].vertices}
    curve = found.careers[0].value.curve
    assert {(age, amount.low) for age, amount in curve} <= ends
    assert {(age, amount.high) for age, amount in curve} <= ends
    assert marks(axes, "^") == marks(axes, "v") == []
    assert curve_of(axes, 1)[-1][1] > curve_of(axes, 0)[-1][1]
    (said,) = (text for text in labels(axes) if text.startswith("Tinkers: ") and " to " in text)
    low, high = said.removeprefix("Tinkers: ").split(" to ")
    assert low < high


def test_a_career_of_which_nothing_is_known_is_named():
    axes = plots.lifetime_values(compared(AIR_CREW_OFFICERS, NURSES))
    assert not any("Air Crew" in text for text in labels(axes))
    assert "Air Crew Officers: no pay is published" in subtitle(axes)


def test_a_method_that_compares_no_years_is_refused():
    found = compared(MEDICAL_RECORDS, NURSES, method="american-dream-jobs-compare/1")
    with pytest.raises(InvalidInputError, match="a method that compares years") as caught:
        plots.lifetime_values(found)
    assert len(caught.value.problems) == 2


def test_where_nothing_is_known_the_reasons_are_said():
    with pytest.raises(InvalidInputError, match="Air Crew Officers: no pay is published"):
        plots.lifetime_values(compared(AIR_CREW_OFFICERS, "55-1012.00"))
    with pytest.raises(InvalidInputError, match="are known \\(none\\)"):
        plots.lifetime_values(cs.Comparison(careers=(), crossovers=()))
