"""The other classes of the model: each checks itself and names every field at fault."""

from __future__ import annotations

import copy
import datetime
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore.model as model
from careerscore._record import Checks, is_number
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EPOCH_DIMENSIONS,
    ONET_EDUCATION_LEVELS,
    EducationPath,
    EducationShare,
    EmploymentOutlook,
    EpochProfile,
    ExposureMeasure,
    FrozenMap,
    Links,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    Source,
    TechnologySkill,
    note_on,
    slug_of,
)
from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
from careerscore.model.provenance import Status

CLASSES = [value for value in vars(model).values() if attrs.has(value)]
SOURCE = {
    "dataset": "oews",
    "edition": "2023-05",
    "title": "Wages",
    "publisher": "BLS",
    "licence": "US public domain",
    "citation": "BLS.",
    "url": "https://www.bls.gov/oes/",
    "retrieved": datetime.date(2026, 11, 23),
}
EPOCH = dict.fromkeys(EPOCH_DIMENSIONS, 3)
TIER = Tier(rank=1, label="Best", color="green")
OTHER = Tier(rank=2, label="Rest", color="red")
FACTOR = {
    "name": "pay",
    "title": "Pay",
    "value": 3,
    "unit": "US dollars",
    "label": "High",
    "points": 2,
    "max_points": 2,
}
RESULT = {
    "methodology": "example/1.0",
    "status": Status.COMPLETE,
    "factors": [FactorScore(**FACTOR)],
    "total": 2,
    "max_total": 2,
    "total_range": [2, 2],
    "tier": TIER,
    "possible_tiers": [TIER],
    "rationale": "Score 2/2",
    "fingerprint": "f" * 64,
}
OPEN_RESULT = RESULT | {
    "status": Status.INSUFFICIENT,
    "total": None,
    "total_range": [0, 2],
    "tier": None,
    "possible_tiers": [TIER, OTHER],
}
MEDICAL = {"code": "29-2072.00", "title": "Medical Records Specialists"}
NOTE = {"provenance": Provenance.INHERITED, "reason": "of its parent"}


@pytest.mark.parametrize("kind", CLASSES)
def test_every_class_is_frozen_slotted_and_keyword_only(kind):
    fields = attrs.fields(kind)
    assert fields
    assert all(field.kw_only for field in fields)
    assert not hasattr(kind.__new__(kind), "__dict__")
    with pytest.raises(attrs.exceptions.FrozenInstanceError):
        setattr(kind.__new__(kind), fields[0].name, 1)


TEXT = "a non-empty string"


@pytest.mark.parametrize(
    ("kind", "good", "changes", "problem"),
    [
        *(
            (Source, SOURCE, {name: " "}, f"{name}: expected {TEXT}")
            for name in ("dataset", "edition", "title", "publisher", "licence", "citation", "url")
        ),
        (Source, SOURCE, {"retrieved": "2026-11-23"}, "retrieved: expected a date"),
        (Source, SOURCE, {"attribution": None}, "attribution: expected a str"),
        (Note, NOTE, {"provenance": "inherited by hand"}, "provenance: expected a Provenance"),
        (Note, NOTE, {"reason": ""}, f"reason: expected {TEXT}"),
        (Note, NOTE, {"code": ""}, f"code: expected {TEXT} or None"),
        (Note, NOTE, {"bound": 1}, "bound: expected None: only a top-coded value has one"),
        (Note, NOTE, {"provenance": Provenance.TOP_CODED}, "bound: expected a number"),
        (EpochProfile, EPOCH, {"hope": 0.99}, "hope: expected a number from 1 to 5"),
        (EpochProfile, EPOCH, {"empathy": 5.01}, "empathy: expected a number from 1 to 5"),
        (EpochProfile, EPOCH, {"presence": None}, "presence: expected a number from 1 to 5"),
        (EpochProfile, EPOCH, {"opinion": True}, "opinion: expected a number from 1 to 5"),
        (EpochProfile, EPOCH, {"creativity": "3"}, "creativity: expected a number from 1 to 5"),
        (EpochProfile, EPOCH, {"source": 1}, "source: expected a Source or None"),
        (EpochProfile, EPOCH, {"notes": 1}, "notes: expected a mapping of strings to Note"),
        (
            EducationShare,
            {"level": "Associate's degree", "percent": 1},
            {"level": "Associate"},
            "level: expected one of O*NET's education levels",
        ),
        (
            EducationShare,
            {"level": "Associate's degree", "percent": 1},
            {"percent": 100.1},
            "percent: expected a number from 0 to 100",
        ),
        (
            EducationShare,
            {"level": "Associate's degree", "percent": 1},
            {"suppress": "Y"},
            "suppress: expected a bool",
        ),
        *(
            (EducationPath, {}, {name: ""}, f"{name}: expected {TEXT} or None")
            for name in (
                "entry_level",
                "bls_entry_level",
                "bls_work_experience",
                "bls_on_the_job_training",
                "onet_answered_by",
            )
        ),
        *(
            (EducationPath, {}, {name: "BLS"}, f"{name}: expected a Source or None")
            for name in ("entry_level_source", "bls_source", "onet_source")
        ),
        (EducationPath, {}, {"onet_shares": [1]}, "onet_shares: expected a list of Educa"),
        (EducationPath, {}, {"notes": []}, "notes: expected a mapping of strings to Note"),
        (EmploymentOutlook, {}, {"matrix_code": ""}, f"matrix_code: expected {TEXT} or None"),
        (EmploymentOutlook, {}, {"matrix_title": 0}, f"matrix_title: expected {TEXT} or None"),
        (
            EmploymentOutlook,
            {},
            {"base_year": 24},
            "base_year: expected an integer from 1900 to 2200 or None",
        ),
        (
            EmploymentOutlook,
            {},
            {"projected_year": 2034.0},
            "projected_year: expected an integer from 1900 to 2200 or None",
        ),
        *(
            (
                EmploymentOutlook,
                {},
                {name: -0.1},
                f"{name}: expected a number of at least 0 or None",
            )
            for name in (
                "employment_base_thousands",
                "employment_projected_thousands",
                "annual_openings_thousands",
            )
        ),
        (
            EmploymentOutlook,
            {},
            {"employment_change_thousands": "1"},
            "employment_change_thousands: expected a number or None",
        ),
        (
            EmploymentOutlook,
            {},
            {"percent_change": -100.1},
            "percent_change: expected a number of at least -100 or None",
        ),
        (
            EmploymentOutlook,
            {},
            {"percent_self_employed": 100.1},
            "percent_self_employed: expected a number from 0 to 100 or None",
        ),
        (EmploymentOutlook, {}, {"source": ""}, "source: expected a Source or None"),
        (EmploymentOutlook, {}, {"notes": {1: 2}}, "notes: expected a mapping of strings to Note"),
        *(
            (
                ExposureMeasure,
                {"measure": "beta", "title": "Beta", "unit": "share"},
                {name: ""},
                f"{name}: expected {TEXT}",
            )
            for name in ("measure", "title", "unit")
        ),
        *(
            (
                ExposureMeasure,
                {"measure": "beta", "title": "Beta", "unit": "share"},
                change,
                problem,
            )
            for change, problem in (
                ({"value": float("inf")}, "value: expected a number or None"),
                ({"components": {"a": "1"}}, "components: expected a mapping from code to number"),
                ({"components": {1: 1}}, "components: expected a mapping from code to number"),
                ({"components": [1]}, "components: expected a mapping from code to number"),
                ({"source": 1}, "source: expected a Source or None"),
                ({"notes": 1}, "notes: expected a mapping of strings to Note"),
            )
        ),
        (
            Tier,
            {"rank": 1, "label": "A", "color": "b"},
            {"rank": 0},
            "rank: expected a whole numbe",
        ),
        (Tier, {"rank": 1, "label": "A", "color": "b"}, {"label": ""}, f"label: expected {TEXT}"),
        (Tier, {"rank": 1, "label": "A", "color": "b"}, {"color": ""}, f"color: expected {TEXT}"),
        *(
            (FactorScore, FACTOR, {name: ""}, f"{name}: expected {TEXT}")
            for name in ("name", "title", "unit")
        ),
        (FactorScore, FACTOR, {"value": "3"}, "value: expected a number or None"),
        (FactorScore, FACTOR, {"label": ""}, f"label: expected {TEXT} or None"),
        (FactorScore, FACTOR, {"points": "2"}, "points: expected a number or None"),
        (FactorScore, FACTOR, {"max_points": "2"}, "max_points: expected a number or None"),
        (FactorScore, FACTOR, {"max_points": None}, "points: expected None, as there are no max"),
        (FactorScore, FACTOR, {"label": None}, "label: expected a label, as there are points"),
        (FactorScore, FACTOR, {"points": None}, "points: expected at most max_points, 2"),
        (FactorScore, FACTOR, {"value": None}, "label: expected None, as the value is missing"),
        (
            FactorScore,
            FACTOR,
            {"value": None, "label": None},
            "points: expected None, as the value is missing",
        ),
        (FactorScore, FACTOR, {"source": 1}, "source: expected a Source or None"),
        (FactorScore, FACTOR, {"note": 1}, "note: expected a Note or None"),
        (FactorScore, FACTOR, {"points": 3}, "points: expected at most max_points, 2"),
        *(
            (ResilienceAssessment, RESULT, {name: ""}, f"{name}: expected {TEXT}")
            for name in ("methodology", "rationale", "fingerprint")
        ),
        *(
            (ResilienceAssessment, RESULT, {name: ""}, f"{name}: expected {TEXT} or None")
            for name in (
                "occupation_code",
                "occupation_title",
                "data_release",
                "step",
                "status_reason",
            )
        ),
        (ResilienceAssessment, RESULT, {"status": "done"}, "status: expected a Status"),
        (
            ResilienceAssessment,
            RESULT,
            {"factors": [1]},
            "factors: expected a list of Fac",
        ),
        (ResilienceAssessment, RESULT, {"max_total": "6"}, "max_total: expected a number or None"),
        (ResilienceAssessment, RESULT, {"total": "2"}, "total: expected a number or None"),
        (
            ResilienceAssessment,
            RESULT,
            {"total_range": "22"},
            "total_range: expected a list of num",
        ),
        (ResilienceAssessment, RESULT, {"tier": 1}, "tier: expected a Tier or None"),
        (ResilienceAssessment, RESULT, {"possible_tiers": 1}, "possible_tiers: expected a list or"),
        (
            ResilienceAssessment,
            OPEN_RESULT,
            {"total_range": [2, 0]},
            "total_range: expected the least and the most total, at most 2",
        ),
        (
            ResilienceAssessment,
            OPEN_RESULT,
            {"total_range": [0, 3]},
            "total_range: expected the least and the most total, at most 2",
        ),
        (
            ResilienceAssessment,
            OPEN_RESULT,
            {"total_range": []},
            "total_range: expected the least and the most total, at most 2",
        ),
        (
            ResilienceAssessment,
            OPEN_RESULT,
            {"total_range": [0, 1, 2]},
            "total_range: expected the least and the most total, at most 2",
        ),
        (
            ResilienceAssessment,
            OPEN_RESULT,
            {"tier": TIER, "possible_tiers": [TIER]},
            "tier: expected None, as the status is insufficient",
        ),
        (ResilienceAssessment, RESULT, {"total_range": [0, 2]}, "total_range: expected (2, 2), as"),
        (
            ResilienceAssessment,
            RESULT,
            {"possible_tiers": [TIER, OTHER]},
            "possible_tiers: expected just the tier, or none",
        ),
        (Occupation, MEDICAL, {"code": "29-2072"}, "code: expected an O*NET-SOC code such as"),
        (Occupation, MEDICAL, {"code": 29}, "code: expected an O*NET-SOC code such as"),
        (Occupation, MEDICAL, {"title": ""}, f"title: expected {TEXT}"),
        *(
            (Occupation, MEDICAL, {name: ""}, f"{name}: expected {TEXT} or None")
            for name in ("category", "data_release", "data_fingerprint")
        ),
        (Occupation, MEDICAL, {"job_zone": 6}, "job_zone: expected an integer from 1 to 5 or"),
        (Occupation, MEDICAL, {"job_zone": 0}, "job_zone: expected an integer from 1 to 5 or"),
        *(
            (Occupation, MEDICAL, {name: "coder"}, f"{name}: expected a list of strings")
            for name in ("aliases", "reported_titles", "short_titles")
        ),
        (Occupation, MEDICAL, {"technology_skills": ["x"]}, "technology_skills: expected a list"),
        (Occupation, MEDICAL, {"related": ["x"]}, "related: expected a list of Related"),
        (Occupation, MEDICAL, {"siblings": {"a": 1}}, "siblings: expected a mapping of strings to"),
        (Occupation, MEDICAL, {"wages": None}, "wages: expected a WageDistribution"),
        (Occupation, MEDICAL, {"education": None}, "education: expected a EducationPath"),
        (Occupation, MEDICAL, {"outlook": None}, "outlook: expected a EmploymentOutlook"),
        (Occupation, MEDICAL, {"exposures": {"a": 1}}, "exposures: expected a mapping of strings"),
        (Occupation, MEDICAL, {"epoch": 15}, "epoch: expected a EpochProfile or None"),
        (
            Occupation,
            MEDICAL,
            {"sources": {"a": 1}},
            "sources: expected a mapping of strings to So",
        ),
        (Occupation, MEDICAL, {"notes": {"a": 1}}, "notes: expected a mapping of strings to Note"),
        (TechnologySkill, {"name": "a", "category": "b"}, {"name": ""}, f"name: expected {TEXT}"),
        (
            TechnologySkill,
            {"name": "a", "category": "b"},
            {"category": ""},
            f"category: expected {TEXT}",
        ),
        (TechnologySkill, {"name": "a", "category": "b"}, {"hot": 1}, "hot: expected a bool"),
        (
            TechnologySkill,
            {"name": "a", "category": "b"},
            {"in_demand": None},
            "in_demand: expected a bool",
        ),
        *(
            (
                RelatedOccupation,
                {"code": "29-2072.00", "title": "a", "tier": "b"},
                {name: ""},
                f"{name}: expected {TEXT}",
            )
            for name in ("code", "title", "tier")
        ),
    ],
)
def test_a_field_at_fault_is_named(kind, good, changes, problem):
    kind(**good)
    with pytest.raises(InvalidInputError) as caught:
        kind(**good | changes)
    assert caught.value.subject == kind.__name__
    assert any(str(one).startswith(problem) for one in caught.value.problems)
    assert {one.field for one in caught.value.problems} <= set(attrs.fields_dict(kind))


def test_a_result_of_rules_has_a_tier_and_no_total():
    rules = RESULT | {"total": None, "max_total": None, "total_range": None}
    factor = FactorScore(**FACTOR | {"points": None, "max_points": None})
    result = ResilienceAssessment(**rules | {"factors": [factor]})
    assert repr(result) == "<ResilienceAssessment Best, complete, by example/1.0>"


def test_a_published_measure_has_a_total_and_no_tier():
    measure = {"total": -0.5, "max_total": None, "total_range": [-0.5, -0.5]}
    result = ResilienceAssessment(**RESULT | measure | {"tier": None, "possible_tiers": []})
    assert repr(result) == "<ResilienceAssessment -0.5, complete, by example/1.0>"


def test_a_measure_of_several_columns_has_neither():
    bare = {"total": None, "max_total": None, "total_range": None, "tier": None}
    result = ResilienceAssessment(**RESULT | bare | {"possible_tiers": []})
    assert repr(result) == "<ResilienceAssessment complete, by example/1.0>"


def test_an_insufficient_result_with_a_total_or_a_tier_names_both():
    known = {"total": 2, "total_range": [2, 2], "tier": TIER}
    with pytest.raises(InvalidInputError) as caught:
        ResilienceAssessment(**OPEN_RESULT | known)
    assert [problem.field for problem in caught.value.problems] == ["total", "tier"]
    assert caught.value.problems[0].expected == "None, as the status is insufficient"


def test_an_assessment_gives_its_factors_by_name():
    result = ResilienceAssessment(**RESULT)
    assert result.factor("pay") is result.factors[0]
    with pytest.raises(KeyError, match="growth"):
        result.factor("growth")


def test_an_assessment_shows_its_verdict_and_what_it_rests_on():
    named = {
        "occupation_code": "29-2072.00",
        "occupation_title": "Coders",
        "data_release": "2026.1",
    }
    assert repr(ResilienceAssessment(**RESULT)) == (
        "<ResilienceAssessment 2 of 2, Best, complete, by example/1.0>"
    )
    assert repr(ResilienceAssessment(**OPEN_RESULT | named)) == (
        "<ResilienceAssessment 29-2072.00 Coders: 0 to 2 of 2, Best or Rest, insufficient, "
        "by example/1.0, data release 2026.1>"
    )


def test_an_occupation_shows_its_release():
    assert repr(Occupation(**MEDICAL)) == "<Occupation 29-2072.00 Medical Records Specialists>"
    assert repr(Occupation(**MEDICAL, data_release="2026.1")) == (
        "<Occupation 29-2072.00 Medical Records Specialists, data release 2026.1>"
    )
    assert repr(Source(**SOURCE)) == "<Source oews/2023-05>"


def test_a_code_belongs_to_its_soc_code():
    assert Occupation(code="29-1141.03", title="Critical Care Nurses").soc_code == "29-1141"


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Medical Records Specialists", "medical-records-specialists"),
        ("Judges, Magistrate Judges, and Magistrates", "judges-magistrate-judges-and-magistrates"),
        ("Heating/Cooling (HVAC)", "heating-cooling-hvac"),
        ("--a--", "a"),
    ],
)
def test_a_slug_is_the_title_in_an_address(title, slug):
    assert slug_of(title) == slug


def test_a_published_slug_is_cut_after_60_characters():
    occupation = Occupation(code="11-1011.00", title="a" * 70)
    assert occupation.slug == "a" * 70
    assert occupation.published_slug == "a" * 60


@given(st.text())
def test_a_slug_holds_nothing_that_an_address_escapes(title):
    assert set(slug_of(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_links_are_made_of_the_code():
    links = Links.of("29-2072.00")
    assert links.onet_online == "https://www.onetonline.org/link/summary/29-2072.00"
    assert links.my_next_move == "https://www.mynextmove.org/profile/summary/29-2072.00"
    assert links.career_one_stop == (
        "https://www.careeronestop.org/Toolkit/Careers/Occupations/occupation-profile.aspx"
        "?keyword=29-2072.00"
    )
    assert links.training == (
        "https://www.careeronestop.org/Toolkit/Training/find-local-training.aspx"
        "?keyword=&location=&onetcode=29-2072.00"
    )
    assert links.video == ("https://cdn.careeronestop.org/OccVids/OccupationVideos/29-2072.00.mp4")


@given(st.text(min_size=1))
def test_whatever_is_put_into_a_link_is_encoded(text):
    from urllib.parse import unquote

    prefix = "https://www.onetonline.org/link/summary/"
    rest = Links.of(text).onet_online.removeprefix(prefix)
    assert unquote(rest) == text
    assert not set(rest) & set("/?&#= \n")


@given(st.tuples(*[st.integers(1, 5) | st.floats(1, 5)] * 5))
def test_the_epoch_total_is_the_sum_and_lies_between_5_and_25(values):
    epoch = EpochProfile(**dict(zip(EPOCH_DIMENSIONS, values, strict=True)))
    assert epoch.total == pytest.approx(sum(values))
    assert 5 <= epoch.total <= 25


def test_onet_entry_level_is_the_level_named_most():
    levels = ("Bachelor's degree", "High school diploma or equivalent", "Associate's degree")
    shares = [
        EducationShare(level=level, percent=percent)
        for level, percent in zip(levels, (30, 40, 30), strict=True)
    ]
    assert EducationPath(onet_shares=shares).onet_entry_level == levels[1]
    assert EducationPath().onet_entry_level is None
    tie = [EducationShare(level=level, percent=50) for level in ONET_EDUCATION_LEVELS[3:5]]
    assert EducationPath(onet_shares=tie).onet_entry_level == "Some college, no degree"


def test_a_note_on_the_field_goes_before_the_note_on_all():
    every = Note(provenance=Provenance.INHERITED, reason="all")
    own = Note(provenance=Provenance.ESTIMATED, reason="own")
    assert note_on({"*": every, "employment": own}, "employment") is own
    assert note_on({"*": every}, "employment") is every
    assert note_on({}, "employment") is None


def test_a_frozen_map_never_changes():
    held = FrozenMap({"b": 1, "a": 2})
    with pytest.raises(AttributeError, match="FrozenMap is read-only"):
        held._items = {}
    with pytest.raises(AttributeError, match="FrozenMap is read-only"):
        del held._items
    with pytest.raises(TypeError):
        held["b"] = 3
    assert list(held) == ["b", "a"]
    assert len(held) == 2
    assert len(FrozenMap()) == 0
    assert repr(held) == "FrozenMap({'b': 1, 'a': 2})"


@given(st.dictionaries(st.text(), st.integers()))
def test_a_frozen_map_equals_and_hashes_by_its_items(items):
    held = FrozenMap(items)
    backwards = FrozenMap(dict(reversed(items.items())))
    assert held == items == backwards
    assert hash(held) == hash(backwards)
    assert pickle.loads(pickle.dumps(held)) == held
    assert copy.deepcopy(held) == held
    items["new key"] = 1
    assert "new key" not in held


@given(st.none() | st.text() | st.booleans() | st.just(float("nan")) | st.just(float("inf")))
def test_what_is_no_number_is_none(value):
    assert not is_number(value)


@given(st.integers() | st.floats(allow_nan=False, allow_infinity=False))
def test_finite_numbers_are_numbers(value):
    assert is_number(value)


def test_a_whole_number_beyond_every_float_is_none():
    assert not is_number(10**400)


@pytest.mark.parametrize(
    ("bounds", "words"),
    [
        ({}, "a number"),
        ({"minimum": 1}, "a number of at least 1"),
        ({"maximum": 5}, "a number of at most 5"),
        ({"minimum": 1, "maximum": 5}, "a number from 1 to 5"),
        ({"optional": True}, "a number or None"),
    ],
)
def test_the_range_that_was_expected_is_said_in_words(bounds, words):
    checks = Checks("House")
    checks.number("size", "big", **bounds)
    with pytest.raises(InvalidInputError) as caught:
        checks.raise_problems()
    assert str(caught.value) == f"House: size: expected {words}, got 'big'"


def test_bounds_are_included():
    checks = Checks("House")
    checks.number("size", 1, minimum=1, maximum=5)
    checks.number("size", 5, minimum=1, maximum=5)
    checks.integer("size", 1, minimum=1, maximum=5)
    checks.integer("size", 5, minimum=1, maximum=5)
    assert checks.passed
    checks.raise_problems()


@pytest.mark.parametrize(
    "value",
    [
        Occupation(**MEDICAL, aliases=["coder"]),
        ResilienceAssessment(**RESULT),
        EpochProfile(**EPOCH),
        Note(**NOTE),
        Source(**SOURCE),
    ],
)
def test_values_can_be_pickled_copied_and_hashed(value):
    assert pickle.loads(pickle.dumps(value)) == value
    assert copy.deepcopy(value) == value
    assert hash(value) == hash(copy.deepcopy(value))
