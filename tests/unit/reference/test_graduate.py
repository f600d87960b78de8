"""The high-school graduate: means weighted by employment."""

from __future__ import annotations

from fractions import Fraction
from math import floor

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.model import Provenance
from careerscore.reference.graduate import DATASET, PAID, REQUIRED, mean_wages
from careerscore.reference.projections import entry_dataset

HIGH, NOTHING = "High school diploma or equivalent", "No formal educational credential"
SHORT, MODERATE = (f"{each}-term on-the-job training" for each in ("Short", "Moderate"))
REQUIRED_OF = [
    ("A", HIGH, "None"),
    ("B", NOTHING, SHORT),
    ("C", HIGH, MODERATE),
    ("D", "Some college, no degree", "None"),
    ("E", HIGH, "None"),
]


def paid(code, workers, *pay, group="detailed"):
    return (code, group, str(workers), *map(str, pay))


def test_only_those_without_further_education_or_training_count_by_their_workers():
    rows = [
        paid("A", 999, 9, 9, 9, 9, 9, group="broad"),
        paid("A", 1, 10, 20, 30, 40, 50),
        paid("B", 3, 20, 40, 60, 80, 100),
        *(paid(code, 1000, 1, 1, 1, 1, 1) for code in "CD"),
        paid("E", 1000, "*", 1, 1, 1, 1),
    ]
    figures = {"p10": 18, "p25": 35, "median": 53, "p75": 70, "p90": 88}
    assert mean_wages(REQUIRED_OF, rows) == {"occupations": 2, "workers": 4} | figures


@pytest.mark.parametrize("cell", ["*", "**", "#", ""])
def test_without_an_occupation_with_all_figures_there_is_none(cell):
    assert mean_wages(REQUIRED_OF, [paid("A", 5, 1, 2, 3, 4, cell)]) == {}
    assert mean_wages(REQUIRED_OF, [paid("A", cell, 1, 2, 3, 4, 5)]) == {}
    assert mean_wages(REQUIRED_OF, [paid("A", 0, 1, 2, 3, 4, 5)]) == {}
    assert mean_wages([], []) == {}


@given(st.lists(st.tuples(st.integers(1, 10**6), st.integers(1, 10**5)), min_size=1, max_size=6))
def test_a_mean_is_rounded_half_up_from_whole_numbers(occupations):
    codes = [f"{number}" for number in range(len(occupations))]
    required = [(code, HIGH, "None") for code in codes]
    rows = [
        paid(code, each, *[pay] * 5) for code, (each, pay) in zip(codes, occupations, strict=True)
    ]
    workers = sum(each for each, _ in occupations)
    total = sum(each * pay for each, pay in occupations)
    assert mean_wages(required, rows)["median"] == floor(Fraction(total, workers) + Fraction(1, 2))


@pytest.mark.parametrize("name", cs.releases())
def test_the_edition_of_a_release_is_what_its_tables_give(name):
    release = cs.load(name)
    facts = release._facts
    required = facts.table(entry_dataset(facts.editions)).select(*REQUIRED)
    figures = mean_wages(required, facts.table("oews").select(*PAID))
    graduate = release.high_school_graduate
    pay = graduate.wages.annual
    assert figures["occupations"] == 186
    assert graduate.wages.employment == figures["workers"]
    assert {each: getattr(pay, each) for each in list(figures)[2:]} == dict(
        list(figures.items())[2:]
    )
    assert graduate.wages.source.id == f"{DATASET}/{name}"
    note = graduate.notes["*"]
    assert (note.provenance, pay.notes["*"]) == (Provenance.ESTIMATED, note)
    assert note.reason.startswith(f"mean of 186 occupations with {figures['workers']:,} workers")


def test_a_replaced_release_computes_its_own():
    changed = cs.load("2026.3").replace(oews="2023-05")
    graduate, then = changed.high_school_graduate, cs.load("2026.1").high_school_graduate
    assert graduate.wages.annual == then.wages.annual
    assert graduate.wages.source.id == "oews/2023-05"
    assert graduate.data_release == changed.name
    same = cs.load("2026.3").replace()
    assert same.high_school_graduate == cs.load("2026.3").high_school_graduate


def test_without_requirements_there_is_no_graduate_and_no_gain():
    changed = cs.load("2026.2").replace(employment_projections="2025-35")
    assert changed.high_school_graduate is None
    career = changed["47-2152.00"]
    assert cs.lifetime_value(career, cs.Assumptions(education_years=0)).gain is None
