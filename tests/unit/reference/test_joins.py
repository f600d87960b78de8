"""How wages, education and exposure measures reach the codes of occupations."""

from __future__ import annotations

from collections import Counter

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.model import EducationPath, EducationShare, Provenance, note_on
from careerscore.reference import open_edition
from careerscore.reference.columns import EXPORT_COLUMNS
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.facts import MATRIX, ONET_SOC_2010, SOC_2010, Facts
from careerscore.reference.schooling import _chosen
from careerscore.reference.wages_and_outlook import _estimates, outlook_of, wages_of

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
            (
                "category-median: probability 0.47, median of the 28 matched occupations of "
                "healthcare-technical"
            ),
        ),
        (
            "55-1011.00",
            6.3,
            (
                "global-median: probability 0.59, median of the 721 matched occupations of "
                "all categories"
            ),
        ),
    ],
)
def test_the_legacy_risk_says_its_kind_of_match(code, risk, reason):
    measure = RELEASE[code].exposures["legacy_risk"]
    assert (measure.value, measure.notes["value"].reason) == (risk, reason)


def test_a_release_without_the_study_does_not_list_it():
    assert "webb_ai_score" not in cs.load("2026.1")["29-2072.00"].exposures


SHARES = [
    EducationShare(level="Associate's degree", percent=60),
    EducationShare(level="Bachelor's degree", percent=40),
]


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


def test_onets_level_stands_in_where_bls_assigns_none():
    onet = open_edition(bundled(), "onet", "30.1").source
    path = EducationPath(onet_shares=SHARES, onet_source=onet)
    level, source, note = _chosen(path, None)
    assert (level, source) == ("Associate's degree", onet)
    assert note.provenance is Provenance.OBSERVED
    assert note.reason == (
        "O*NET's most frequent answer is used, as BLS assigns no level to this occupation"
    )


class RecordingFacts(Facts):
    """Facts that record the datasets whose tables are read."""

    def table(self, dataset, name=""):
        self.read.add(dataset)
        return super().table(dataset, name)


def datasets_read(join):
    """The datasets that a join reads, besides O*NET's own list of occupations."""
    facts = RecordingFacts(bundled(), RELEASE.editions)
    facts.read = set()
    for code in ["29-2072.00", "29-1141.01", "13-1021.00", "55-1011.00"]:
        join(facts, code)
    return facts.read - {"onet"}


@pytest.mark.parametrize("measure", MEASURES, ids=lambda measure: measure.name)
def test_a_measure_declares_the_crosswalk_that_it_reads(measure):
    read = datasets_read(lambda facts, code: measure.join.find(facts, measure, code))
    crosswalks = {MATRIX, SOC_2010, ONET_SOC_2010} & read
    assert set(measure.datasets) == {measure.dataset} | crosswalks
    (column,) = (column for column in EXPORT_COLUMNS if column.name == measure.name)
    assert column.datasets == measure.datasets


@pytest.mark.parametrize(
    ("name", "join"), [("employment", wages_of), ("outlook_percent_change", outlook_of)]
)
def test_columns_of_the_wages_and_outlook_declare_what_they_rest_on(name, join):
    (column,) = (column for column in EXPORT_COLUMNS if column.name == name)
    assert set(column.datasets) == datasets_read(join)
