"""Release 2026.3: projections for 2025-35, AI exposure in words, requirements of an edition apart."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.model import Provenance

RELEASE = cs.load("2026.3")
LEVELS = (
    "employment_base_thousands",
    "employment_projected_thousands",
    "employment_change_thousands",
    "percent_self_employed",
)
MILITARY = "the national employment matrix has no military occupations"


def test_the_reference_career_is_as_published():
    career = RELEASE["29-2072.00"]
    outlook, exposure = career.outlook, career.exposures["bls_ai_exposure"]
    assert (outlook.percent_change, outlook.annual_openings_thousands) == (7.8, 14)
    assert (outlook.base_year, outlook.projected_year) == (2025, 2035)
    assert outlook.source.id == "employment-projections/2025-35"
    assert (exposure.value, exposure.label, exposure.notes) == (4, "Very high", {})
    assert career.education.bls_entry_level == "Postsecondary nondegree award"
    assert career.education.entry_level_source.id == "bls-entry-requirements/2024-34"


def test_levels_are_not_at_hand_and_every_note_says_in_which_edition():
    for occupation in RELEASE.values():
        outlook = occupation.outlook
        assert [getattr(outlook, name) for name in LEVELS] == [None] * 4
        if outlook.percent_change is not None:
            notes = {outlook.notes[name] for name in LEVELS}
            assert {(note.provenance, note.reason) for note in notes} == {
                (Provenance.MISSING, "not at hand in employment-projections/2025-35")
            }


@pytest.mark.parametrize(
    ("part", "edition"),
    [("outlook", "employment-projections/2025-35"), ("exposures", "bls-ai-exposure/2026")],
)
def test_all_but_twenty_occupations_have_a_line_and_those_say_why_not(part, edition):
    reasons = {}
    for code, occupation in RELEASE.items():
        of = occupation.outlook if part == "outlook" else occupation.exposures["bls_ai_exposure"]
        if (of.percent_change if part == "outlook" else of.value) is None:
            (note,) = of.notes.values()
            reasons[code] = note.reason
            assert note.provenance is Provenance.MISSING
    legislators = {"11-1031.00": f"{edition} has no line for 11-1031"}
    military = {code: MILITARY for code in RELEASE if code.startswith("55-")}
    assert reasons == military | legislators
    assert len(reasons) == 20


def test_a_category_is_a_number_and_its_word_and_no_other_measure_has_a_word():
    words = {1: "Low", 2: "Moderate", 3: "High", 4: "Very high", None: None}
    for occupation in RELEASE.values():
        for name, measure in occupation.exposures.items():
            expected = words[measure.value] if name == "bls_ai_exposure" else None
            assert measure.label == expected


def test_a_frame_has_the_words_in_their_order():
    frame = RELEASE.to_frame("pandas")
    categories = frame["bls_ai_exposure_category"]
    assert categories.cat.ordered
    by_word = dict(zip(["Low", "Moderate", "High", "Very high"], (1, 2, 3, 4), strict=True))
    assert categories.map(by_word).astype(float).equals(frame["bls_ai_exposure"])
    summary = cs.frames.employment_summary(frame, "bls_ai_exposure_category")
    assert summary["bls_ai_exposure_category"].tolist()[:4] == list(by_word)
    assert summary["employment"].sum() == 155_481_840


def test_occupations_of_one_line_share_what_it_says_and_say_under_which_code():
    for code, provenance, under in (
        ("29-1141.01", Provenance.INHERITED, "29-1141"),
        ("13-1021.00", Provenance.BROAD_LEVEL, "13-1020"),
    ):
        occupation = RELEASE[code]
        note = occupation.exposures["bls_ai_exposure"].notes["value"]
        assert (note.provenance, note.code) == (provenance, under)
        assert occupation.outlook.notes["*"] == note


def test_requirements_for_entry_are_those_of_the_release_before():
    before = cs.load("2026.2")
    for code, occupation in RELEASE.items():
        ours, theirs = occupation.education, before[code].education
        for name in ("entry_level", "bls_work_experience", "bls_on_the_job_training", "notes"):
            assert getattr(ours, name) == getattr(theirs, name)
        assert ours.bls_source.id == "bls-entry-requirements/2024-34"
    sources = {column.name: column.dataset for column in RELEASE.columns}
    assert sources["education_bls_entry_level"] == "bls-entry-requirements"
    sources = {column.name: column.dataset for column in before.columns}
    assert sources["education_bls_entry_level"] == "employment-projections"


def test_projections_without_requirements_leave_the_level_to_onet():
    release = cs.load("2026.2").replace(employment_projections="2025-35")
    nurse, records, crew = (release[f"{code}.00"] for code in ("29-1141", "29-2072", "55-1011"))
    lack = "BLS's is not at hand in employment-projections/2025-35"
    assert (nurse.education.entry_level, nurse.education.bls_entry_level) == (
        "Bachelor's degree",
        None,
    )
    assert nurse.education.entry_level_source.id == "onet/30.1"
    assert nurse.education.notes["bls_entry_level"].reason == lack
    assert nurse.education.notes["entry_level"].reason == (
        f"O*NET's most frequent answer is used, as {lack}"
    )
    assert records.education.notes["entry_level"].reason == (
        f"{lack}, and O*NET has none for this occupation"
    )
    assert crew.education.notes["bls_entry_level"].reason == MILITARY


def test_exposure_by_eisfeldt_is_the_mean_of_the_codes_of_2010_and_blank_is_missing():
    name = "eisfeldt_genai_exposure"
    found = {code: occupation.exposures[name] for code, occupation in RELEASE.items()}
    assert dict(found["29-2072.00"].components) == {"29-2071": 0.48774636}
    assert found["29-2072.00"].value == 0.48774636
    for measure in found.values():
        values = measure.components.values()
        assert (measure.value is None) == (not values)
        if values:
            assert 0 <= min(values) <= measure.value <= max(values) <= 1
    note = found["55-1011.00"].notes["value"]
    assert note.reason == "the authors publish no figure for SOC 2010 55-1011"


def test_employment_comes_from_the_wage_survey_and_did_not_move():
    before = cs.load("2026.2")
    assert all(occupation.wages == before[code].wages for code, occupation in RELEASE.items())
