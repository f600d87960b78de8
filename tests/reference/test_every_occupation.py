"""All 1,016 occupations of every release, and the reference career: values and notes."""

from __future__ import annotations

import pickle
import re
from collections import Counter

import pytest

import careerscore as cs
from careerscore.model import Note, Occupation, Provenance, note_on

OLD = cs.load("2026.1")
CAREER = OLD["29-2072.00"]


def test_there_are_1016_in_the_order_of_their_codes():
    assert len(OLD) == len({each.title for each in OLD.values()}) == 1016
    assert list(OLD) == sorted(OLD)
    assert all(re.fullmatch(r"\d{2}-\d{4}\.\d{2}", code) for code in OLD)


@pytest.mark.parametrize(("name", "measures"), [("2026.1", 10), ("2026.2", 15), ("2026.3", 17)])
def test_every_occupation_comes_with_every_part(name, measures):
    for code, occupation in cs.load(name).items():
        assert isinstance(occupation, Occupation)
        assert occupation.code == code
        assert occupation.category
        assert occupation.epoch is not None
        assert occupation.aliases
        assert len(occupation.exposures) == measures
        assert (occupation.job_zone is None) == (
            "job_zone" in occupation.notes
            and occupation.notes["job_zone"].provenance is Provenance.MISSING
        )


@pytest.mark.parametrize("name", ["2026.1", "2026.3"])
def test_whatever_is_missing_says_why(name):
    for occupation in cs.load(name).values():
        for pay in (occupation.wages.annual, occupation.wages.hourly):
            for field in ("p10", "p25", "median", "p75", "p90", "mean"):
                note = note_on(pay.notes, field)
                assert (getattr(pay, field) is None) == (note is not None)
        for field in ("percent_change", "employment_base_thousands", "annual_openings_thousands"):
            if getattr(occupation.outlook, field) is None:
                assert note_on(occupation.outlook.notes, field).provenance is Provenance.MISSING
        for measure in occupation.exposures.values():
            if measure.value is None:
                assert measure.notes["value"].provenance is Provenance.MISSING
        if not occupation.education.onet_shares:
            assert occupation.education.notes["onet_shares"].provenance is Provenance.MISSING
        if occupation.education.entry_level is None:
            assert occupation.education.notes["entry_level"].provenance is Provenance.MISSING


def test_members_of_a_composite_name_it_and_each_other():
    composites = {
        code: found.wages.published_code
        for code, found in OLD.items()
        if found.wages.published_code not in (None, found.soc_code)
    }
    assert len(composites) == 34
    assert len(set(composites.values())) == 12
    for code, composite in composites.items():
        wages = OLD[code].wages
        assert wages.notes["*"].provenance is Provenance.BROAD_LEVEL
        assert wages.notes["*"].code == composite
        members = {other for other, under in composites.items() if under == composite}
        assert set(wages.shared_with) == members - {code}


def test_the_job_zone_is_marked_as_preliminary():
    assert CAREER.job_zone == 3
    assert CAREER.notes["job_zone"].provenance is Provenance.ESTIMATED
    assert "preliminary" in CAREER.notes["job_zone"].reason


def test_annual_pay_is_never_derived_from_hourly_pay():
    assert round(CAREER.wages.hourly.p10 * 2080, -1) == 35_090
    assert CAREER.wages.annual.p10 == 35_080


def test_what_is_published_for_the_career_itself_has_no_notes():
    wages, outlook = CAREER.wages, CAREER.outlook
    assert wages.notes == wages.annual.notes == outlook.notes == CAREER.siblings == {}
    assert wages.shared_with == ()
    assert (wages.source.id, wages.reference_period) == ("oews/2023-05", "May 2023")
    assert (outlook.source.id, outlook.percent_change) == ("employment-projections/2024-34", 7.1)


def test_education_is_by_bls_as_onet_has_none():
    education = CAREER.education
    assert (education.onet_shares, education.onet_entry_level) == ((), None)
    assert education.notes["onet_shares"].provenance is Provenance.MISSING
    assert education.entry_level == education.bls_entry_level == "Postsecondary nondegree award"
    assert education.entry_level_source == education.bls_source
    assert education.notes["entry_level"] == Note(
        provenance=Provenance.OBSERVED,
        reason=(
            "BLS's is used, as it is assigned to every occupation of its matrix; "
            "O*NET has no answers for this occupation"
        ),
    )


def test_lists_are_in_the_order_of_their_source():
    assert "Medical Coder" in CAREER.aliases
    assert CAREER.aliases[: len(CAREER.reported_titles)] == CAREER.reported_titles
    assert len(set(CAREER.aliases)) == len(CAREER.aliases)
    assert (len(CAREER.related), CAREER.related[0].tier) == (20, "Primary-Short")


def test_sources_have_licence_citation_and_address():
    for source in (*CAREER.sources.values(), CAREER.wages.source, CAREER.outlook.source):
        assert source.licence
        assert source.citation
        assert source.url.startswith("https://")
    assert "O*NET" in CAREER.sources["title"].attribution


def test_ratings_are_those_of_four_tables_each_with_its_scale_and_source():
    nurse = cs.load("2026.3")["29-1141.00"].ratings
    assert len(nurse.values) == 161 + 2 * 21 + 9 + 9
    found = {"2.B.1.a IM": 4.12, "1.D.2.c WI": 2.27, "1.B.1.d OI": 5.62, "1.B.2.g VH": 4}
    assert {key: nurse.values[key] for key in found} == found
    assert {key.rpartition(" ")[2] for key in nurse.values} == set(nurse.sources)
    assert {scale: source.id for scale, source in nurse.sources.items()} == {
        "IM": "onet-ratings/30.2",
        **dict.fromkeys(("WI", "DR"), "onet-work-styles/30.1"),
        **dict.fromkeys(("OI", "IH"), "onet-interests/30.1"),
        **dict.fromkeys(("EX", "VH"), "onet-work-values/30.1"),
    }
    assert nurse.notes == {}
    assert pickle.loads(pickle.dumps(nurse)) == nurse


def test_missing_ratings_are_noted_by_scale_and_imprecise_ones_are_named():
    every = [occupation.ratings for occupation in cs.load("2026.3").values()]
    lacking = Counter(scale for each in every for scale in each.notes)
    assert lacking == {"IM": 122, "WI": 125, "DR": 125, "OI": 93, "IH": 93, "EX": 142, "VH": 142}
    for each in every:
        scales = {key.rpartition(" ")[2] for key in each.values}
        assert scales.isdisjoint(each.notes)
        assert scales | set(each.notes) == set(each.sources)
        assert each.values.keys() >= set(each.suppressed)
    assert sum(bool(each.suppressed) for each in every) == 688
    assert cs.load("2026.3")["11-1011.00"].ratings.suppressed == ("2.C.2.b IM", "4.A.3.b.4 IM")


def test_a_release_has_the_ratings_that_it_pins():
    assert {occupation.ratings for occupation in OLD.values()} == {None}
    with_styles = OLD.replace(onet_work_styles="30.1")["29-1141.00"].ratings
    assert set(with_styles.sources) == {"WI", "DR"}
    assert (len(with_styles.values), with_styles.suppressed) == (42, ())
