"""How wages, education and exposure measures reach the codes of occupations."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.model import Provenance, note_on
from careerscore.reference import assembly, exposure_measures
from careerscore.reference.columns import EXPORT_COLUMNS
from careerscore.reference.editions import MATRIX, ONET_SOC_2010, SOC_2010, Facts, Table
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.projections import _entry_level_note, education_of, outlook_of
from careerscore.reference.ratings import ratings_of
from careerscore.reference.wages import wage_estimates, wages_of

RELEASE = cs.load("2026.3")


def how(measure):
    note = note_on(measure.notes, "value")
    return "observed" if note is None else note.provenance.value


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


def test_a_note_says_by_which_code_a_measure_is_reached():
    for code, name, reason in (
        ("13-1021.00", "microsoft_ai_applicability", "published for 13-1020 Buyers and"),
        ("29-2072.00", "webb_ai_score", "published for O*NET-SOC 2010 29-2071.00"),
        ("55-1011.00", "felten_aioe", "the authors publish no figure for SOC 2010 55-1011"),
    ):
        assert RELEASE[code].exposures[name].notes["value"].reason.startswith(reason)


def test_the_legacy_risk_says_its_kind_of_match():
    for code, risk, reason in (
        ("11-1011.00", 1.1, "soc: probability 0.015, SOC 2010 11-1011 joined as text"),
        ("29-2072.00", 5.2, "category-median: probability 0.47, median of the 28 matched"),
        ("55-1011.00", 6.3, "global-median: probability 0.59, median of the 721 matched"),
    ):
        measure = RELEASE[code].exposures["legacy_risk"]
        assert measure.value == risk
        assert measure.notes["value"].reason.startswith(reason)
    assert measure.notes["value"].reason.endswith(" occupations of all categories")


@pytest.mark.parametrize(
    ("cell", "prefix", "flags", "reason"),
    [
        ("*", "a_", {}, "BLS has no estimate that it can publish"),
        ("**", "a_", {}, "BLS has no estimate that it can publish"),
        # A flag for the other kind of pay explains nothing.
        ("*", "a_", {"annual": "TRUE"}, "BLS has no estimate that it can publish"),
        ("*", "h_", {"hourly": "TRUE"}, "BLS has no estimate that it can publish"),
        ("*", "a_", {"hourly": "TRUE"}, "BLS publishes only hourly wages for this occupation"),
        ("*", "h_", {"annual": "TRUE"}, "BLS publishes only annual wages for this occupation"),
    ],
)
def test_a_wage_without_estimate_says_why(cell, prefix, flags, reason):
    names = ("pct10", "pct25", "median", "pct75", "pct90", "mean")
    row = {f"{prefix}{name}": cell for name in names} | {"annual": "", "hourly": ""} | flags
    pay = wage_estimates(row, prefix, 239_200)
    assert (pay.median, pay.notes["median"].provenance) == (None, Provenance.MISSING)
    assert pay.notes["mean"].reason == reason


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


def test_a_table_that_is_not_as_described_is_a_fault_and_no_missing_measure(monkeypatch):
    measure = MEASURES[0]
    misnamed = measure._replace(column="none")
    refused = measure._replace(join=lambda *_: cs.occupation(1))
    for fault, error in ((misnamed, DefinitionError), (refused, InvalidInputError)):
        monkeypatch.setattr(exposure_measures, "MEASURES", (fault,))
        made = assembly.assemble(RELEASE._facts, "29-2072.00", "2026.3", "0")
        with pytest.raises(error):
            cs.assess(made, methodology="american-dream-jobs/2.0-as-published")


def test_a_rating_that_is_no_number_is_a_fault_and_an_empty_one_is_missing():
    facts = Facts(bundled(), RELEASE.editions)
    made = b"onet_soc_code,1.A,1.B,suppressed\n29-1141.00,2,,1.A 1.B\n29-2072.00,high,2,\n"
    table = {"onet-ratings": Table(made)}
    facts.table = lambda dataset: table.get(dataset, Table(b"onet_soc_code\n"))
    nurse = ratings_of(facts, "29-1141.00")
    assert (nurse.values, nurse.suppressed) == ({"1.A IM": 2}, ("1.A IM", "1.B IM"))
    with pytest.raises(DefinitionError, match=r"onet-ratings/30\.2: ratings of 29-2072"):
        len(ratings_of(facts, "29-2072.00").values)
