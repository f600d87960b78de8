"""Classes of the model: every field is checked, and rules hold across fields."""

from __future__ import annotations

import copy
import datetime
import pickle

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore.model as model
from careerscore.errors import InvalidInputError
from careerscore.model import (
    EPOCH_DIMENSIONS,
    ONET_EDUCATION_LEVELS,
    EducationPath,
    EducationShare,
    EmploymentOutlook,
    EpochProfile,
    ExposureMeasure,
    FactorScore,
    FrozenMap,
    InstructionalProgram,
    JobListing,
    Links,
    Note,
    Occupation,
    Provenance,
    RelatedOccupation,
    ResilienceAssessment,
    Source,
    Status,
    TechnologySkill,
    Tier,
    WageDistribution,
    WageEstimates,
    note_on,
    slug_of,
)

TIER = Tier(rank=1, label="Best", color="green")
OTHER = Tier(rank=2, label="Rest", color="red")
FACTOR = FactorScore(
    name="pay", title="Pay", value=3, unit="US dollars", label="High", points=2, max_points=2
)
RESULT = ResilienceAssessment(
    methodology="example/1.0",
    status=Status.COMPLETE,
    factors=[FACTOR],
    total=2,
    max_total=2,
    total_range=[2, 2],
    tier=TIER,
    possible_tiers=[TIER],
    rationale="Score 2/2",
    fingerprint="f" * 64,
)
OPEN = {
    "status": Status.INSUFFICIENT,
    "total": None,
    "total_range": [0, 2],
    "tier": None,
    "possible_tiers": [TIER, OTHER],
}
NOTE = Note(provenance=Provenance.INHERITED, reason="of its parent")
SOURCE = Source(
    dataset="oews",
    edition="2023-05",
    title="Wages",
    publisher="BLS",
    licence="US public domain",
    citation="BLS.",
    url="https://www.bls.gov/oes/",
    retrieved=datetime.date(2026, 11, 23),
)
OCCUPATION = Occupation(code="29-2072.00", title="Medical Records Specialists")
EPOCH = EpochProfile(**dict.fromkeys(EPOCH_DIMENSIONS, 3))
SHARE = EducationShare(level="Associate's degree", percent=41.5)

EXAMPLES = [
    EducationPath(),
    SHARE,
    EmploymentOutlook(),
    EPOCH,
    ExposureMeasure(measure="beta", title="Beta", unit="share"),
    FACTOR,
    InstructionalProgram(code="51.0706", title="a"),
    JobListing(title="Coder"),
    Links.of("29-2072.00"),
    NOTE,
    OCCUPATION,
    RelatedOccupation(code="29-2072.00", title="a", tier="b"),
    RESULT,
    SOURCE,
    TechnologySkill(name="a", category="b"),
    TIER,
    WageDistribution(),
    WageEstimates(),
]


def fields_at_fault(value, /, **changes):
    """The names of the fields that are refused after a change."""
    with pytest.raises(InvalidInputError) as caught:
        attrs.evolve(value, **changes)
    assert caught.value.subject == type(value).__name__
    return [problem.field for problem in caught.value.problems]


def test_every_class_has_an_example_here():
    assert {type(value) for value in EXAMPLES} == {
        value for value in map(vars(model).get, model.__all__) if attrs.has(value)
    }


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_every_field_is_checked_frozen_and_keyword_only(value):
    for field in attrs.fields(type(value)):
        assert field.kw_only
        assert fields_at_fault(value, **{field.name: object()})[0] == field.name
        if field.type in (str, str | None) and "careerscore.limits" not in field.metadata:
            assert fields_at_fault(value, **{field.name: " "}) == [field.name]
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            setattr(value, field.name, 1)
    assert not hasattr(value, "__dict__")


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_values_can_be_pickled_copied_and_hashed(value):
    assert pickle.loads(pickle.dumps(value)) == copy.deepcopy(value) == value
    assert hash(value) == hash(copy.deepcopy(value))


@pytest.mark.parametrize(
    ("value", "field", "least", "most"),
    [
        (TIER, "rank", 1, 1000),
        (SHARE, "percent", 0, 100),
        *((EPOCH, name, 1, 5) for name in EPOCH_DIMENSIONS),
        (OCCUPATION, "job_zone", 1, 5),
        (FACTOR, "share", 0, 1),
        (FACTOR, "standard_error", 0, None),
        (EmploymentOutlook(), "base_year", 1900, 2200),
        (EmploymentOutlook(), "projected_year", 1900, 2200),
        (EmploymentOutlook(), "employment_base_thousands", 0, None),
        (EmploymentOutlook(), "employment_projected_thousands", 0, None),
        (EmploymentOutlook(), "annual_openings_thousands", 0, None),
        (EmploymentOutlook(), "percent_change", -100, None),
        (EmploymentOutlook(), "percent_self_employed", 0, 100),
        (WageDistribution(), "employment", 0, 10**9),
        (WageDistribution(), "employment_prse", 0, None),
        (WageDistribution(), "mean_prse", 0, None),
        *((WageEstimates(), name, 0, 10**12) for name in (*model.PERCENTILES, "mean")),
    ],
)
def test_limits_are_included(value, field, least, most):
    for good, bad in ((least, least - 1), (most, most and most + 1)):
        if good is not None:
            assert getattr(attrs.evolve(value, **{field: good}), field) == good
            assert fields_at_fault(value, **{field: bad}) == [field]


@pytest.mark.parametrize(
    ("value", "changes", "fields"),
    [
        (NOTE, {"bound": 1}, ["bound"]),
        (NOTE, {"provenance": Provenance.TOP_CODED}, ["bound"]),
        (SHARE, {"level": "Associate"}, ["level"]),
        (OCCUPATION, {"code": "29-2072"}, ["code"]),
        (OCCUPATION, {"code": "29-2072.00\n"}, ["code"]),
        (OCCUPATION, {"aliases": "coder", "siblings": {"a": 1}}, ["aliases", "siblings"]),
        (OCCUPATION, {"exposures": {"a": 1}, "related": ["x"]}, ["related", "exposures"]),
        (EXAMPLES[4], {"components": {"a": "1"}, "value": float("inf")}, ["value", "components"]),
        (EXAMPLES[4], {"components": {1: 1}}, ["components"]),
        (FACTOR, {"max_points": None}, ["points"]),
        (FACTOR, {"points": None}, ["points"]),
        (FACTOR, {"points": 2.5}, ["points"]),
        (FACTOR, {"value": None}, ["label", "points"]),
        (FACTOR, {"value": None, "label": None}, ["points"]),
        (RESULT, {"total_range": [0, 2]}, ["total_range"]),
        (RESULT, {"total_range": None}, ["total_range"]),
        (RESULT, {"possible_tiers": [TIER, OTHER]}, ["possible_tiers"]),
        (RESULT, {"tier": None}, ["possible_tiers"]),
        (RESULT, OPEN | {"total_range": [2, 0]}, ["total_range"]),
        (RESULT, OPEN | {"total_range": [0, 3]}, ["total_range"]),
        (RESULT, OPEN | {"total_range": [0, 1, 2]}, ["total_range"]),
        (RESULT, OPEN | {"total": 2, "tier": TIER}, ["total", "tier"]),
    ],
)
def test_fields_that_contradict_each_other_are_named(value, changes, fields):
    assert fields_at_fault(value, **changes) == fields


def test_a_factor_has_points_without_a_label_and_a_share_with_its_error():
    factor = attrs.evolve(FACTOR, label=None, points=-0.5, share=0.25, standard_error=0.1)
    assert (factor.points, factor.share, factor.standard_error) == (-0.5, 0.25, 0.1)


@pytest.mark.parametrize(
    ("changes", "text"),
    [
        ({}, "2 of 2, Best, complete, by example/1.0"),
        (OPEN, "0 to 2 of 2, Best or Rest, insufficient, by example/1.0"),
        ({"total": None, "max_total": None, "total_range": None}, "Best, complete, by example/1.0"),
        (
            {"total": -0.5, "max_total": None, "total_range": [-0.5, -0.5]}
            | {"tier": None, "possible_tiers": []},
            "-0.5, complete, by example/1.0",
        ),
        (
            {
                "occupation_code": "29-2072.00",
                "occupation_title": "Coders",
                "data_release": "2026.1",
            }
            | {"total": None, "total_range": None, "tier": None, "possible_tiers": []},
            "29-2072.00 Coders: complete, by example/1.0, data release 2026.1",
        ),
    ],
)
def test_the_repr_of_an_assessment_has_what_is_known(changes, text):
    assert repr(attrs.evolve(RESULT, **changes)) == f"<ResilienceAssessment {text}>"


def test_other_reprs_are_short():
    assert repr(OCCUPATION) == "<Occupation 29-2072.00 Medical Records Specialists>"
    assert repr(SOURCE) == "<Source oews/2023-05>"


def test_an_assessment_gives_its_factors_by_name():
    assert RESULT.factor("pay") is RESULT.factors[0]
    with pytest.raises(KeyError, match="growth"):
        RESULT.factor("growth")


@pytest.mark.parametrize(
    ("posted", "read"),
    [
        ("2026-01-09", datetime.date(2026, 1, 9)),
        (datetime.datetime(2026, 1, 9, 12, tzinfo=datetime.UTC), datetime.date(2026, 1, 9)),
        ("1900-01-01", datetime.date(1900, 1, 1)),
        *((text, text) for text in ("1899-12-31", "2026-02-30", "3 days ago", "20260109", "")),
        *((text, text) for text in ("2026-1-9", "٢٠٢٦-٠١-٠٩")),
        (None, None),
    ],
)
def test_a_day_is_read_and_other_words_stay(posted, read):
    assert JobListing(title="Coder", posted=posted).posted == read


def test_a_listing_holds_days_that_excel_knows_and_unicode():
    listing = JobListing(title="Coder")
    assert fields_at_fault(listing, posted=datetime.date(1899, 12, 31)) == ["posted"]
    broken = dict.fromkeys(["title", "posted", "apply_url"], "\ud800")
    assert fields_at_fault(listing, **broken, highlights=["a", "\udfff"]) == [
        *broken,
        "highlights[1]",
    ]


@pytest.mark.parametrize(
    ("title", "slug"),
    [
        ("Judges, Magistrate Judges, and Magistrates", "judges-magistrate-judges-and-magistrates"),
        ("Heating/Cooling (HVAC)", "heating-cooling-hvac"),
        ("--a--", "a"),
    ],
)
def test_a_slug_is_the_title_in_an_address(title, slug):
    assert slug_of(title) == slug


@given(st.text())
def test_a_slug_needs_no_escapes(title):
    assert set(slug_of(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_codes_slugs_and_links_follow_from_the_code_and_title():
    occupation = Occupation(code="29-1141.03", title="a" * 70)
    assert occupation.soc_code == "29-1141"
    assert (occupation.slug, occupation.published_slug) == ("a" * 70, "a" * 60)
    assert occupation.links == Links.of("29-1141.03")


@given(st.text(min_size=1))
def test_a_code_in_a_link_is_encoded(text):
    from urllib.parse import unquote

    links = Links.of(text)
    prefix = "https://www.onetonline.org/link/summary/"
    code = links.onet_online.removeprefix(prefix)
    assert unquote(code) == text
    assert not set(code) & set("/?&#= \n")
    stop = "https://www.careeronestop.org/Toolkit"
    assert links == Links(
        onet_online=prefix + code,
        my_next_move=f"https://www.mynextmove.org/profile/summary/{code}",
        career_one_stop=f"{stop}/Careers/Occupations/occupation-profile.aspx?keyword={code}",
        training=f"{stop}/Training/find-local-training.aspx?keyword=&location=&onetcode={code}",
        video=f"https://cdn.careeronestop.org/OccVids/OccupationVideos/{code}.mp4",
    )


@given(st.tuples(*[st.integers(1, 5) | st.floats(1, 5)] * 5))
def test_the_epoch_total_is_the_sum(values):
    epoch = EpochProfile(**dict(zip(EPOCH_DIMENSIONS, values, strict=True)))
    assert epoch.total == pytest.approx(sum(values))


def test_onet_entry_level_is_the_level_named_most_often_or_the_lower_of_two():
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
    own = Note(provenance=Provenance.ESTIMATED, reason="own")
    assert note_on({"*": NOTE, "employment": own}, "employment") is own
    assert note_on({"*": NOTE}, "employment") is NOTE
    assert note_on({}, "employment") is None


def test_a_frozen_map_never_changes():
    frozen = FrozenMap({"b": 1, "a": 2})
    with pytest.raises(TypeError):
        frozen["b"] = 3
    assert list(frozen) == ["b", "a"]
    assert (len(frozen), len(FrozenMap())) == (2, 0)
    assert repr(frozen) == "FrozenMap({'b': 1, 'a': 2})"


@given(st.dictionaries(st.text(), st.integers()))
def test_a_frozen_map_equals_and_hashes_by_its_items(items):
    frozen = FrozenMap(items)
    backwards = FrozenMap(dict(reversed(items.items())))
    assert frozen == items == backwards
    assert hash(frozen) == hash(backwards)
    assert pickle.loads(pickle.dumps(frozen)) == copy.deepcopy(frozen) == frozen
    items["new key"] = 1
    assert "new key" not in frozen
