"""JSON Schemas: types, limits, choices and descriptions, from the classes themselves."""

from __future__ import annotations

from collections.abc import Mapping

import attrs
import pytest
from hypothesis import HealthCheck, given, settings
from jsonschema import Draft202012Validator

import careerscore as cs
from careerscore import economics, scoring
from careerscore.errors import InvalidInputError
from careerscore.model import Status
from careerscore.serde import dumps, json_schema, loads, to_dict
from careerscore.testing import documents


def test_limits_are_those_of_the_checks():
    # The default of a factor is within bounds that are its own fields.
    default = json_schema(scoring.Factor)["properties"]["default"]
    assert not {"minimum", "maximum"} & set(default)
    validator = Draft202012Validator(json_schema(cs.Occupation))
    assert not validator.is_valid({"code": "29-2072.00\n", "title": "x"})
    assert validator.is_valid({"code": "29-2072.00", "title": "x"})


def test_descriptions_are_those_of_the_docstrings():
    cost = json_schema(cs.EducationCost)
    assert cost["description"] == cs.EducationCost.__doc__.splitlines()[0]
    # Described by a base class, over two lines, with quotation marks, and by a property.
    assert cost["properties"]["reasons"]["description"].startswith("Why it is not complete: what")
    path = json_schema(cs.EducationPath)["properties"]
    assert path["bls_work_experience"]["description"].endswith('"None" is an answer, not a gap.')
    assert path["onet_entry_level"]["description"].startswith("The level that most name as requir")
    # One entry for several fields.
    assert path["bls_source"]["description"] == path["onet_source"]["description"]


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
    assert not {"$id", "description"} & set(schema)
    fields = schema["properties"]
    assert fields["left"]["anyOf"][0] == {"$ref": "#"}
    assert fields["status"]["default"] == "complete"
    numbers = {"type": "array", "items": {"type": "number"}}
    assert fields["by_name"]["additionalProperties"] == numbers
    assert not {"default", "description"} & set(fields["made"])
    tier = cs.Tier(rank=1, label="a", color="b")
    wrong = to_dict(Undescribed(Undescribed(), Status.FALLBACK, (1, tier), {"a": [1, 2.5]}, 4))
    Draft202012Validator(schema).validate(wrong)
    wrong["left"]["pair"] = [1]
    assert not Draft202012Validator(schema).is_valid(wrong)


@settings(max_examples=20, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(documents(Undescribed))
def test_objects_of_the_callers_own_class_are_valid(value):
    Draft202012Validator(json_schema(Undescribed)).validate(to_dict(value))
    assert loads(dumps(value), Undescribed) == value


@attrs.frozen
class Tier:
    """Another class of the same name."""

    floor: int


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


def test_classes_of_the_same_name_are_kept_apart_and_can_hold_their_own_class():
    schema = json_schema(Other)
    Draft202012Validator.check_schema(schema)
    assert set(schema["$defs"]) == {"Tier", f"{cs.Tier.__module__}.Tier", "Half"}
    value = Other(Tier(3), cs.Tier(rank=1, label="a", color="b"), halves=(Half(Half()),))
    value = attrs.evolve(value, others=(value,))
    Draft202012Validator(schema).validate(to_dict(value))
    assert loads(dumps(value), Other) == value


@attrs.frozen
class Unwritten:
    """Fields of types that JSON cannot hold."""

    either: int | str
    anything: tuple
    some: Mapping
    fine: int
    whatever: object = None


def test_every_field_that_json_cannot_hold_is_named():
    with pytest.raises(InvalidInputError) as caught:
        json_schema(Unwritten)
    named = [problem.field for problem in caught.value.problems]
    assert named == [f"Unwritten.{each}" for each in ("either", "anything", "some", "whatever")]
    with pytest.raises(InvalidInputError, match="progression_by: expected a field of a type that"):
        json_schema(economics.DiscountedCashFlow)


@pytest.mark.parametrize(
    "kind", [cs.Release, cs.Methodology, scoring.MethodologyBase, Status, int, tuple[cs.Tier]]
)
def test_a_class_that_is_not_written_has_no_schema(kind):
    with pytest.raises(InvalidInputError, match="json_schema: "):
        json_schema(kind)


def test_a_schema_is_the_callers_to_change():
    schema = json_schema(cs.Occupation)
    schema["properties"]["code"].clear()
    schema["$defs"]["Note"]["properties"]["schema_version"].clear()
    again = json_schema(cs.Occupation)
    assert again["properties"]["code"]["type"] == "string"
    assert again["$defs"]["Note"]["properties"]["schema_version"]["const"] == 1
