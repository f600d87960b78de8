"""JSON Schemas: types, ranges, choices and words, from the classes themselves."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import careerscore as cs
from careerscore import economics, scoring
from careerscore.errors import InvalidInputError
from careerscore.model import Provenance
from careerscore.model.status import Status
from careerscore.schemas import document_class, json_schema
from careerscore.schemas.words import descriptions_of, first_sentence
from careerscore.serde import dumps, loads, to_dict
from careerscore.testing import documents


def test_types_are_said_in_the_words_of_json_schema():
    schema = json_schema(cs.Note)
    assert schema["required"] == ["how", "reason"]
    assert schema["properties"]["how"]["$ref"] == "#/$defs/Provenance"
    assert schema["$defs"]["Provenance"]["enum"] == [each.value for each in Provenance]
    assert schema["properties"]["bound"] == {
        "type": ["number", "null"],
        "description": "Lower bound of a top-coded value, in the unit of the value.",
        "default": None,
    }
    assessment = json_schema(cs.ResilienceAssessment)["properties"]
    assert assessment["factors"]["items"] == {"$ref": "#/$defs/FactorScore"}
    assert assessment["tier"]["anyOf"] == [{"$ref": "#/$defs/Tier"}, {"type": "null"}]
    occupation = json_schema(cs.Occupation)["properties"]
    assert occupation["siblings"]["additionalProperties"] == {"type": "string"}
    assert occupation["soc_code"]["readOnly"] is True
    assert occupation["links"]["$ref"] == "#/$defs/Links"
    assert "default" not in occupation["wages"]
    assert occupation["aliases"]["default"] == []
    assert occupation["notes"]["default"] == {}
    released = json_schema(cs.Source)["properties"]["retrieved"]
    assert (released["type"], released["format"]) == ("string", "date")


def test_a_pair_has_two_numbers():
    pair = json_schema(cs.ResilienceAssessment)["properties"]["total_range"]
    assert pair["type"] == ["array", "null"]
    assert pair["prefixItems"] == [{"type": "number"}] * 2
    assert (pair["items"], pair["minItems"]) == (False, 2)


def test_ranges_and_choices_are_those_of_the_checks():
    occupation = json_schema(cs.Occupation)
    assert occupation["properties"]["job_zone"]["minimum"] == 1
    assert occupation["properties"]["job_zone"]["maximum"] == 5
    assert occupation["properties"]["code"]["pattern"] == r"^[0-9]{2}-[0-9]{4}\.[0-9]{2}$"
    assert occupation["properties"]["title"]["pattern"] == r"\S"
    levels = occupation["$defs"]["EducationShare"]["properties"]["level"]["enum"]
    assert (len(levels), levels[0]) == (12, "Less than high school")
    # The default of a factor is within bounds that are its own fields.
    default = json_schema(scoring.Factor)["properties"]["default"]
    assert not {"minimum", "maximum"} & set(default)
    validator = Draft202012Validator(occupation)
    assert not validator.is_valid({"code": "29-2072.00\n", "title": "x"})
    assert validator.is_valid({"code": "29-2072.00", "title": "x"})


def test_descriptions_are_those_of_the_docstrings():
    cost = json_schema(cs.EducationCost)
    assert cost["description"] == (
        "What the education for an occupation costs: published tuition and fees."
    )
    assert cost["properties"]["reasons"]["description"].startswith("Why it is not complete: what")
    link = json_schema(cs.Occupation)["properties"]["published_slug"]["description"]
    assert (
        link == "The title as a web address has it: in full, and as americandreamjobs.org cuts it."
    )
    path = json_schema(cs.EducationPath)["properties"]
    assert path["onet_entry_level"]["description"].startswith("The level that most name as requir")
    assert path["bls_work_experience"]["description"].endswith('"None" is an answer, not a gap.')
    value = json_schema(economics.LifeYear)["properties"]["experience"]["description"]
    assert value.endswith("null where the whole year is in education.")
    assert descriptions_of(Undescribed) == {}
    assert first_sentence(Undescribed) == ""


@attrs.frozen
class Undescribed:
    left: Undescribed | None = None
    status: Status = Status.COMPLETE
    pair: tuple[int, cs.Tier] | None = None
    by_name: dict[str, list[float]] | None = None
    made: int = attrs.field()

    @made.default
    def _made(self):
        return 3 if self.left is None else 4


def test_a_class_of_the_callers_own_has_a_schema():
    schema = json_schema(Undescribed)
    Draft202012Validator.check_schema(schema)
    assert "$id" not in schema
    assert "description" not in schema
    assert schema["properties"]["left"]["anyOf"][0] == {"$ref": "#"}
    assert schema["properties"]["status"]["default"] == "complete"
    assert schema["properties"]["by_name"]["additionalProperties"] == {
        "type": "array",
        "items": {"type": "number"},
    }
    assert "default" not in schema["properties"]["made"]
    assert "description" not in schema["properties"]["made"]
    tier = cs.Tier(rank=1, label="a", color="b")
    value = Undescribed(Undescribed(), Status.FALLBACK, (1, tier), {"a": [1, 2.5]}, 4)
    validator = Draft202012Validator(schema)
    validator.validate(to_dict(value))
    assert loads(dumps(value), Undescribed) == value
    wrong = to_dict(value)
    wrong["left"]["pair"] = [1]
    assert not validator.is_valid(wrong)

    @settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
    @given(documents(Undescribed))
    def check(value):
        validator.validate(to_dict(value))
        assert loads(dumps(value), Undescribed) == value

    check()


@attrs.frozen
class Other:
    """A class that holds two of the same name, and one of its own kind in a list."""

    mine: Tier
    theirs: cs.Tier
    others: tuple[Other, ...] = ()
    halves: tuple[Half, ...] = ()


@attrs.frozen
class Half:
    """A class that holds itself."""

    half: Half | None = None


@attrs.frozen
class Tier:
    """Another class of the same name."""

    floor: int


def test_classes_of_the_same_name_are_kept_apart_and_may_hold_their_own_kind():
    schema = json_schema(Other)
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]) == {"Tier", "careerscore.model.assessment.Tier", "Half"}
    value = Other(Tier(3), cs.Tier(rank=1, label="a", color="b"), halves=(Half(Half()),))
    value = attrs.evolve(value, others=(value,))
    Draft202012Validator(schema).validate(to_dict(value))
    assert loads(dumps(value), Other) == value


@attrs.frozen
class Unwritten:
    """Fields that JSON does not hold."""

    either: int | str
    anything: tuple
    some: Mapping
    fine: int
    whatever: object = None
    method: scoring.MethodologyBase | None = None


def test_what_json_does_not_hold_is_named_all_of_it():
    with pytest.raises(InvalidInputError) as caught:
        json_schema(Unwritten)
    assert [problem.field for problem in caught.value.problems] == [
        "Unwritten.either",
        "Unwritten.anything",
        "Unwritten.some",
        "Unwritten.whatever",
    ]
    with pytest.raises(InvalidInputError, match="progression_by: expected a field of a kind that"):
        json_schema(economics.DiscountedCashFlow)


@pytest.mark.parametrize(
    "kind",
    [
        cs.Release,
        cs.Methodology,
        scoring.MethodologyBase,
        Status,
        int,
        "Tier",
        None,
        tuple[cs.Tier],
    ],
)
def test_what_is_no_class_of_documents_is_refused_with_those_there_are(kind):
    with pytest.raises(InvalidInputError) as caught:
        json_schema(kind)
    message = str(caught.value)
    assert message.startswith(
        "json_schema: kind: expected a class that is written as JSON: AdditiveMethodology, Money"
    )
    assert "WageEstimates, got" in message


def test_a_class_is_found_by_its_name():
    assert document_class("Occupation") is cs.Occupation
    with pytest.raises(InvalidInputError, match="class: expected Occupation or "):
        document_class("Ocupation")
    with pytest.raises(InvalidInputError, match="class: expected one of AdditiveMethodology, Amo"):
        document_class("????")


def test_a_schema_is_the_callers_to_change():
    schema = json_schema(cs.Occupation)
    schema["properties"]["code"].clear()
    schema["$defs"]["Note"]["properties"]["schema_version"].clear()
    again = json_schema(cs.Occupation)
    assert again["properties"]["code"]["type"] == "string"
    assert again["$defs"]["Note"]["properties"]["schema_version"]["const"] == 1
