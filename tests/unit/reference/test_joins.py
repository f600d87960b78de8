"""How wages, education and exposure measures reach the codes of occupations."""

from __future__ import annotations

from collections import Counter

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.model import Provenance, note_on
from careerscore.reference.assembly import (
    _entry_level_note,
    _estimates,
    education_of,
    outlook_of,
    wages_of,
)
from careerscore.reference.columns import EXPORT_COLUMNS
from careerscore.reference.editions import MATRIX, ONET_SOC_2010, SOC_2010, Facts
from careerscore.reference.exposure_measures import MEASURES

RELEASE = cs.load("2026.2")


def how(measure):
    note = note_on(measure.notes, "value")
    return "observed" if note is None else note.provenance.value


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("eloundou_gpt4_beta", {"observed": 923, "missing": 93}),
        ("felten_aioe", {"crosswalk": 905, "crosswalk-mean": 40, "missing": 71}),
        ("felten_aioe_percentile", {"estimated": 686, "missing": 330}),
        ("frey_osborne_probability", {"crosswalk": 809, "crosswalk-mean": 17, "missing": 190}),
        ("legacy_risk", {"estimated": 997, "defaulted": 19}),
        ("webb_ai_score", {"crosswalk": 847, "crosswalk-mean": 64, "missing": 105}),
        (
            "microsoft_ai_applicability",
            {"observed": 773, "inherited": 143, "broad-level": 34, "missing": 66},
        ),
        ("anthropic_observed_exposure", {"observed": 756, "inherited": 143, "missing": 117}),
    ],
)
def test_the_way_of_every_value_is_marked(name, expected):
    assert Counter(how(RELEASE[code].exposures[name]) for code in RELEASE) == expected


def test_a_value_and_its_mark_agree():
    for occupation in RELEASE.values():
        assert list(occupation.exposures) == [measure.name for measure in MEASURES]
        for measure in occupation.exposures.values():
            assert (measure.value is None) == (how(measure) == "missing")
            assert measure.source is not None
            if how(measure) == "crosswalk":
                assert list(measure.components.values()) == [measure.value]
            if how(measure) == "crosswalk-mean":
                values = measure.components.values()
                assert len(values) > 1
                assert min(values) <= measure.value <= max(values)


def test_a_composite_is_reached_where_the_study_has_no_code_of_its_own():
    measure = RELEASE["13-1021.00"].exposures["microsoft_ai_applicability"]
    note = measure.notes["value"]
    assert (note.provenance, note.code) == (Provenance.BROAD_LEVEL, "13-1020")


def test_eight_digit_codes_of_2010_reach_those_of_2019_by_their_crosswalk():
    measure = RELEASE["29-2072.00"].exposures["webb_ai_score"]
    assert measure.components == {"29-2071.00": measure.value}
    assert measure.notes["value"].reason == "published for O*NET-SOC 2010 29-2071.00"


@pytest.mark.parametrize(
    ("code", "risk", "reason"),
    [
        ("11-1011.00", 1.1, "soc: probability 0.015, SOC 2010 11-1011 joined as text"),
        (
            "29-2072.00",
            5.2,
            "category-median: probability 0.47, median of the 28 matched occupations of healthcare-technical",
        ),
        (
            "55-1011.00",
            6.3,
            "global-median: probability 0.59, median of the 721 matched occupations of all categories",
        ),
    ],
)
def test_the_legacy_risk_says_its_kind_of_match(code, risk, reason):
    measure = RELEASE[code].exposures["legacy_risk"]
    assert (measure.value, measure.notes["value"].reason) == (risk, reason)


def test_a_release_without_the_study_does_not_list_it():
    assert "webb_ai_score" not in cs.load("2026.1")["29-2072.00"].exposures


def wage_row(cell, **flags):
    names = ("pct10", "pct25", "median", "pct75", "pct90", "mean")
    return {f"a_{name}": cell for name in names} | {"annual": "", "hourly": ""} | flags


@pytest.mark.parametrize("cell", ["*", "**"])
def test_a_wage_without_estimate_says_so(cell):
    pay = _estimates(wage_row(cell), "a_", 239_200)
    assert pay.median is None
    assert pay.notes["median"].provenance is Provenance.MISSING
    assert pay.notes["median"].reason == "BLS has no estimate that it can publish"


def test_a_flag_for_the_other_kind_of_pay_explains_nothing():
    pay = _estimates(wage_row("*", annual="TRUE"), "a_", 239_200)
    assert pay.notes["mean"].reason == "BLS has no estimate that it can publish"
    hourly = _estimates(wage_row("*", hourly="TRUE"), "a_", 239_200)
    assert hourly.notes["mean"].reason == "BLS publishes only hourly wages for this occupation"


@pytest.mark.parametrize(
    ("by_onet", "how", "reason"),
    [
        ("Associate's degree", Provenance.OBSERVED, "O*NET's most frequent answer is used, as BLS"),
        (None, Provenance.MISSING, "neither BLS nor O*NET has a level for this occupation"),
    ],
)
def test_the_note_on_a_level_that_bls_does_not_assign(by_onet, how, reason):
    note = _entry_level_note(None, by_onet, None)
    assert note.provenance is how
    assert note.reason.startswith(reason)


def datasets_read(join):
    """The datasets that a join reads, besides O*NET's own list of occupations."""
    facts, read = Facts(bundled(), RELEASE.editions), set()
    table = facts.table
    facts.table = lambda dataset, name="": read.add(dataset) or table(dataset, name)
    for code in ["29-2072.00", "29-1141.01", "13-1021.00", "55-1011.00"]:
        join(facts, code)
    return read - {"onet"}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_declares_the_crosswalk_that_it_reads(measure):
    read = datasets_read(lambda facts, code: measure.join(facts, measure, code))
    crosswalks = {MATRIX, SOC_2010, ONET_SOC_2010} & read
    assert set(measure.datasets) == {measure.dataset} | crosswalks
    (column,) = (column for column in EXPORT_COLUMNS if column.name == measure.name)
    assert column.datasets == measure.datasets


@pytest.mark.parametrize(
    ("name", "join"),
    [
        ("employment", wages_of),
        ("outlook_percent_change", outlook_of),
        ("education_bls_entry_level", education_of),
    ],
)
def test_columns_of_bls_declare_what_they_rest_on(name, join):
    (column,) = (column for column in EXPORT_COLUMNS if column.name == name)
    assert set(column.datasets) == datasets_read(join)
