"""Classes of the model: every field is checked, and rules hold across fields."""

from __future__ import annotations

import copy
import datetime
import pickle
from urllib.parse import unquote

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore import model
from careerscore.errors import InvalidInputError
from careerscore.serde import json_schema

TIER = model.Tier(rank=1, label="Best", color="green")
OTHER = model.Tier(rank=2, label="Rest", color="red")
FACTOR = model.FactorScore(
    name="pay", title="Pay", value=3, unit="US dollars", label="High", points=2, max_points=2
)
RESULT = model.ResilienceAssessment(
    methodology="example/1.0",
    status=model.Status.COMPLETE,
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
    "status": model.Status.INSUFFICIENT,
    "total": None,
    "total_range": [0, 2],
    "tier": None,
    "possible_tiers": [TIER, OTHER],
}
NOTE = model.Note(provenance=model.Provenance.INHERITED, reason="of its parent")
SOURCE = model.Source(
    dataset="oews",
    edition="2023-05",
    title="Wages",
    publisher="BLS",
    licence="US public domain",
    citation="BLS.",
    url="https://www.bls.gov/oes/",
    retrieved=datetime.date(2026, 11, 23),
)
OCCUPATION = model.Occupation(code="29-2072.00", title="Medical Records Specialists")
EPOCH = model.EpochProfile(**dict.fromkeys(model.EPOCH_DIMENSIONS, 3))
SHARE = model.EducationShare(level="Associate's degree", percent=41.5)

DOLLARS = model.ConstantDollars(
    month="2025-05",
    from_month="2022-05",
    price_level=321.465,
    from_price_level=292.296,
    source=SOURCE,
)

EXAMPLES = [
    model.EducationPath(),
    SHARE,
    model.EmploymentOutlook(),
    EPOCH,
    model.ExposureMeasure(measure="beta", title="Beta", unit="share"),
    FACTOR,
    model.FactorPart(name="a", title="A", value=1, unit="share", share=0.5),
    model.InstructionalProgram(code="51.0706", title="a"),
    model.JobListing(title="Coder"),
    model.Links.of("29-2072.00"),
    NOTE,
    OCCUPATION,
    model.Ratings(),
    model.RelatedOccupation(code="29-2072.00", title="a", tier="b"),
    RESULT,
    SOURCE,
    model.TechnologySkill(name="a", category="b"),
    TIER,
    model.WageDistribution(),
    model.WageEstimates(),
    DOLLARS,
    model.Certification(name="CPC"),
    model.SalaryRange(low=0),
    model.TrainingProgram(program="Coding"),
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


@pytest.mark.parametrize("value", EXAMPLES, ids=lambda value: type(value).__name__)
def test_limits_are_included(value):
    # Golden schemas have the numbers.
    for field, schema in json_schema(type(value))["properties"].items():
        for keyword, beyond in (("minimum", -1), ("maximum", 1)):
            if (limit := schema.get(keyword)) is not None:
                assert attrs.evolve(value, **{field: limit}) is not None
                assert fields_at_fault(value, **{field: limit + beyond}) == [field]


@pytest.mark.parametrize(
    ("value", "changes", "fields"),
    [
        (NOTE, {"bound": 1}, ["bound"]),
        (NOTE, {"provenance": model.Provenance.TOP_CODED}, ["bound"]),
        (SHARE, {"level": "Associate"}, ["level"]),
        (OCCUPATION, {"code": "29-2072"}, ["code"]),
        (OCCUPATION, {"code": "29-2072.00\n"}, ["code"]),
        (OCCUPATION, {"aliases": "coder", "siblings": {"a": 1}}, ["aliases", "siblings"]),
        (OCCUPATION, {"exposures": {"a": 1}, "related": ["x"]}, ["related", "exposures"]),
        (EXAMPLES[4], {"components": {"a": "1"}, "value": float("inf")}, ["value", "components"]),
        (EXAMPLES[4], {"components": {1: 1}}, ["components"]),
        (DOLLARS, {"month": "2025-05\n", "from_month": "2022-13"}, ["month", "from_month"]),
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
        (RESULT, OPEN | {"total_se": 1}, ["total_se"]),
        (RESULT, OPEN | {"tier_probabilities": [0.4, 0.6]}, ["tier_probabilities"]),
        (RESULT, {"tier_probabilities": [0.4, 0.5]}, ["tier_probabilities"]),
        (RESULT, {"tier_probabilities": [1.25, -0.25]}, ["tier_probabilities"]),
    ],
)
def test_fields_that_contradict_each_other_are_named(value, changes, fields):
    assert fields_at_fault(value, **changes) == fields


def test_a_repr_has_what_is_known():
    assert repr(RESULT) == "<ResilienceAssessment 2 of 2, Best, complete, by example/1.0>"
    unknown = attrs.evolve(RESULT, **OPEN, max_total=None, occupation_code="29-2072.00")
    assert repr(attrs.evolve(unknown, occupation_title="Coders", data_release="2026.1")) == (
        "<ResilienceAssessment 29-2072.00 Coders: 0 to 2, Best or Rest, insufficient, "
        "by example/1.0, data release 2026.1>"
    )
    nothing = {"total": None, "total_range": None, "tier": None, "possible_tiers": []}
    assert repr(attrs.evolve(RESULT, **nothing)).startswith("<ResilienceAssessment complete, by")
    assert repr(OCCUPATION) == "<Occupation 29-2072.00 Medical Records Specialists>"
    assert repr(SOURCE) == "<Source oews/2023-05>"
    assert repr(model.Ratings(sources={"IM": SOURCE, "WI": SOURCE})) == "<Ratings on IM, WI>"


def test_a_result_with_an_error_has_it_in_its_repr():
    result = attrs.evolve(RESULT, total_se=0.6633, tier_probabilities=[0.25, 0.75])
    assert repr(result).startswith("<ResilienceAssessment 2 ± 0.66 of 2, Best, complete, by ")


def test_an_assessment_has_the_sources_of_its_factors_and_their_parts_once():
    other = attrs.evolve(SOURCE, edition="2024-05")
    inner = model.FactorPart(name="b", title="B", value=1, unit="u", source=other)
    part = model.FactorPart(name="a", title="A", value=1, unit="u", parts=[inner, inner])
    factors = [attrs.evolve(FACTOR, source=SOURCE), attrs.evolve(FACTOR, parts=[part])]
    assert attrs.evolve(RESULT, factors=factors).sources == (SOURCE, other)
    assert RESULT.sources == ()


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
    assert model.JobListing(title="Coder", posted=posted).posted == read


def test_a_listing_holds_days_that_excel_knows_and_unicode():
    listing = model.JobListing(title="Coder")
    assert fields_at_fault(listing, posted=datetime.date(1899, 12, 31)) == ["posted"]
    broken = dict.fromkeys(["title", "posted", "apply_url"], "\ud800")
    assert fields_at_fault(listing, **broken, highlights=["a", "\udfff"]) == [
        *broken,
        "highlights[1]",
    ]


def test_a_slug_is_the_title_in_an_address():
    assert model.slug_of("Heating/Cooling (HVAC), and More") == "heating-cooling-hvac-and-more"
    assert model.slug_of("--a--") == "a"


@given(st.text())
def test_a_slug_needs_no_escapes(title):
    assert set(model.slug_of(title)) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")


def test_codes_slugs_and_links_follow_from_the_code_and_title():
    occupation = model.Occupation(code="29-1141.03", title="a" * 70)
    assert occupation.soc_code == "29-1141"
    assert (occupation.slug, occupation.published_slug) == ("a" * 70, "a" * 60)
    assert occupation.links == model.Links.of("29-1141.03")


@given(st.text(min_size=1))
def test_a_code_in_a_link_is_encoded(text):
    links = model.Links.of(text)
    code = links.onet_online.removeprefix("https://www.onetonline.org/link/summary/")
    assert unquote(code) == text
    assert all(code in link for link in attrs.astuple(links))
    assert not set(code) & set("/?&#= \n")


@given(st.tuples(*[st.integers(1, 5) | st.floats(1, 5)] * 5))
def test_the_epoch_total_is_the_sum(values):
    epoch = model.EpochProfile(**dict(zip(model.EPOCH_DIMENSIONS, values, strict=True)))
    assert epoch.total == pytest.approx(sum(values))


def test_onet_entry_level_is_the_level_named_most_often_or_the_lower_of_two():
    levels = model.ONET_EDUCATION_LEVELS
    for percents, place in (((30, 40, 30), 1), ((20, 40, 40), 1), ((40, 30, 30), 0)):
        shares = [
            model.EducationShare(level=level, percent=percent)
            for level, percent in zip(levels, percents, strict=False)
        ]
        assert model.EducationPath(onet_shares=shares).onet_entry_level == levels[place]
    assert model.EducationPath().onet_entry_level is None


def test_a_note_on_the_field_goes_before_the_note_on_all():
    own = model.Note(provenance=model.Provenance.ESTIMATED, reason="own")
    assert model.note_on({"*": NOTE, "employment": own}, "employment") is own
    assert model.note_on({"*": NOTE}, "employment") is NOTE
    assert model.note_on({}, "employment") is None


def test_a_frozen_map_never_changes():
    frozen = model.FrozenMap({"b": 1, "a": 2})
    with pytest.raises(TypeError):
        frozen["b"] = 3
    assert list(frozen) == ["b", "a"]
    assert (len(frozen), len(model.FrozenMap())) == (2, 0)
    assert repr(frozen) == "FrozenMap({'b': 1, 'a': 2})"


@given(st.dictionaries(st.text(), st.integers()))
def test_a_frozen_map_equals_and_hashes_by_its_items(items):
    frozen = model.FrozenMap(items)
    backwards = model.FrozenMap(dict(reversed(items.items())))
    assert frozen == items == backwards
    assert hash(frozen) == hash(backwards)
    assert pickle.loads(pickle.dumps(frozen)) == copy.deepcopy(frozen) == frozen
    items["new key"] = 1
    assert "new key" not in frozen
