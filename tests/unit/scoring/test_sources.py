"""Input sources: rounding, numbers of other libraries, provenance."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal
from fractions import Fraction
from math import nextafter

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.model import (
    EmploymentOutlook,
    Note,
    Occupation,
    Provenance,
    WageDistribution,
    WageEstimates,
)
from careerscore.scoring import InputSource
from careerscore.scoring.sources import as_number, read_input, round_half_away_from_zero


@given(st.floats(min_value=-1e6, max_value=1e6))
@example(-0.5)
@example(2.5)
@example(nextafter(0.5, 0))
def test_halves_round_away_from_zero(value):
    expected = Decimal(value).quantize(Decimal(1), rounding=ROUND_HALF_UP)
    assert round_half_away_from_zero(value) == int(expected)


@pytest.mark.parametrize(
    ("value", "number"),
    [(Fraction(1, 4), 0.25), (3, 3), (2.5, 2.5), ("3", "3"), (None, None), (True, True)],
)
def test_numbers_of_any_kind_become_pythons(value, number):
    assert as_number(value) == number
    assert type(as_number(value)) is type(number)


def chief(**parts):
    return Occupation(code="11-1011.00", title="Chief Executives", **parts)


def test_the_first_reading_with_a_value_is_used():
    occupation = chief(job_zone=5, wages=WageDistribution(annual=WageEstimates(median=100)))
    wage = InputSource(path="wages.annual.median")
    zone = InputSource(path="job_zone")
    growth = InputSource(path="outlook.percent_change")
    assert read_input((growth, wage, zone), occupation).value == 100
    assert read_input((growth, zone, wage), occupation).value == 5


def test_a_field_of_the_occupation_itself_has_notes_too():
    note = Note(provenance=Provenance.ESTIMATED, reason="preliminary")
    occupation = chief(job_zone=5, notes={"job_zone": note})
    assert read_input((InputSource(path="job_zone"),), occupation).value is None
    accepting = InputSource(path="job_zone", accept=(Provenance.ESTIMATED,))
    assert read_input((accepting,), occupation) == (5, None, note)


def test_a_missing_value_gives_its_own_reason():
    note = Note(provenance=Provenance.MISSING, reason="no military occupations")
    outlook = EmploymentOutlook(notes={"*": note})
    occupation = Occupation(code="55-1011.00", title="Air Crew Officers", outlook=outlook)
    reading = InputSource(path="outlook.percent_change")
    assert read_input((reading, reading), occupation).note == note


def test_a_cap_applies_after_the_division_and_a_whole_number_is_not_noted_as_rounded():
    occupation = chief(job_zone=5)
    assert InputSource(path="job_zone", divide_by=2.5, at_most=1).read(occupation).value == 1
    assert InputSource(path="job_zone", divide_by=10, at_most=1).read(occupation).value == 0.5
    assert InputSource(path="job_zone", round="half-away-from-zero").read(occupation).note is None


RELEASE = cs.load("2026.1")


def test_what_is_said_of_the_whole_holds_for_its_parts():
    pay = InputSource(path="wages.annual.median")
    inherited = pay.read(RELEASE["29-1141.01"])
    assert inherited.value is None
    assert inherited.note.reason == (
        "median is inherited, which this methodology does not read: "
        "published for its parent 29-1141 Registered Nurses"
    )
    broad = InputSource(path="wages.annual.median", accept=[Provenance.BROAD_LEVEL])
    found = broad.read(RELEASE["13-1022.00"])
    assert (found.note.code, found.source.id) == ("13-1020", "oews/2023-05")
    top_coded = pay.read(RELEASE["29-1211.00"])
    assert top_coded.note.reason == "at or above the survey's top code of $239,200"


def test_a_component_is_read_for_the_code_itself_alone():
    source = InputSource(path="exposures.felten_aioe.components", component="soc_code")
    found = source.read(RELEASE["29-1141.01"])
    assert found.value is None
    assert found.note.reason.endswith(" is published for 29-1141.01 as a SOC code")


def test_a_field_of_the_occupation_itself_has_the_source_of_the_field():
    zone = InputSource(path="job_zone", accept=[Provenance.ESTIMATED])
    found = zone.read(RELEASE["29-2072.00"])
    assert (found.value, found.source.id) == (3, "onet/30.1")
    assert found.note.provenance is Provenance.ESTIMATED


def test_arithmetic_is_noted_beside_what_was_said_already():
    growth = InputSource(path="outlook.percent_change", accept=[Provenance.INHERITED], divide_by=2)
    found = growth.read(RELEASE["29-1141.01"])
    assert found.note.reason == (
        "published for its parent 29-1141 Registered nurses; "
        f"percent change divided by 2; published as {found.value * 2:g}"
    )
    assert found.note.provenance is Provenance.INHERITED


def test_a_stand_in_says_what_it_stands_for():
    result = cs.assess("11-9039.00", data="2026.1")
    exposure = result.factor("ai_exposure")
    assert exposure.source.id == "felten-aioe/2021"
    assert exposure.note.reason == (
        "felten aioe divided by 2.5, at most 1; published as 0.354127; "
        "used as the authors publish no figure for 11-9039.00"
    )


def test_the_next_reading_without_arithmetic_says_it_was_next():
    readings = (InputSource(path="job_zone"), InputSource(path="outlook.percent_change"))
    found = read_input(readings, RELEASE["29-2072.00"])
    assert found.value == 7.1
    assert found.note.reason.startswith("the next one was read; used as job zone is estimated")
