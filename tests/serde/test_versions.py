"""Versions of documents: earlier ones are migrated, at every depth; newer ones are refused."""

from __future__ import annotations

import json
from collections.abc import Mapping

import attrs
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.serde import SCHEMA_VERSION, from_dict, make_converter, to_dict, unversioned


@attrs.frozen
class Pay:
    """Pay: a range in one field in version 1, by the year since version 3."""

    low: int
    high: int
    by: str = "year"


@attrs.frozen
class Career:
    """A career: its title was a name in version 1."""

    title: str
    pay: Pay | None = None
    history: tuple[Pay, ...] = ()
    by_state: Mapping[str, Pay] = attrs.field(factory=dict)


def split(fields):
    low, high = fields.pop("range").split("-")
    return {**fields, "low": int(low), "high": int(high)}


def named(fields):
    fields["title"] = fields.pop("name")
    return fields


MIGRATIONS = {
    ("Pay", 1): split,
    ("Pay", 2): lambda fields: {"by": "year", **fields},
    ("Career", 1): named,
}
FIRST = {
    "schema_version": 1,
    "name": "Baker",
    "pay": {"range": "1-2"},
    "history": [{"range": "3-4"}, {"schema_version": 3, "low": 5, "high": 6, "by": "month"}],
    "by_state": {"NY": {"range": "7-8"}},
}
NOW = Career("Baker", Pay(1, 2), (Pay(3, 4), Pay(5, 6, "month")), {"NY": Pay(7, 8)})
SECOND = {"schema_version": 2, "title": "Baker", "pay": {"low": 1, "high": 2}}
THIRD = SECOND | {"schema_version": 3, "history": [{"schema_version": 1, "range": "3-4"}]}
READ = make_converter(migrations=MIGRATIONS)


def problems(data):
    with pytest.raises(InvalidInputError) as caught:
        READ.structure(data, Career)
    return [str(problem) for problem in caught.value.problems]


def test_a_document_has_its_version_first_and_its_parts_have_none():
    written = to_dict(cs.occupation("29-2072.00", data="2026.1"))
    assert (
        next(iter(written.items())) == ("schema_version", SCHEMA_VERSION) == ("schema_version", 1)
    )
    assert "schema_version" not in json.dumps(list(written.values()))
    tier = cs.Tier(rank=1, label="A", color="b")
    assert unversioned(tier) == make_converter().unstructure(tier)
    assert "schema_version" not in unversioned(tier)


@pytest.mark.parametrize("version", [0, -1, 2, 10**30, 1.0, True, "1", None, []])
def test_other_versions_are_refused(version):
    data = {"schema_version": version, "rank": 1, "label": "A", "color": "b"}
    with pytest.raises(InvalidInputError) as caught:
        from_dict({"a": data}, dict[str, cs.Tier])
    assert [tuple(problem) for problem in caught.value.problems] == [
        ("['a'].schema_version", repr(version), "1, the newest version that this careerscore reads")
    ]


def test_documents_of_earlier_versions_are_migrated_at_every_depth():
    assert READ.structure(FIRST, Career) == NOW
    assert READ.structure({"a": [FIRST]}, dict[str, list[Career]]) == {"a": [NOW]}
    assert READ.structure(SECOND, Career) == Career("Baker", Pay(1, 2))
    assert READ.structure(THIRD, Career) == Career("Baker", Pay(1, 2), (Pay(3, 4),))
    # Without a version they are of the newest.
    assert READ.structure({"title": "Baker"}, Career) == Career("Baker")
    assert FIRST["pay"] == {"range": "1-2"}


def test_problems_of_earlier_documents_have_their_paths():
    assert problems(FIRST | {"name": 5, "hue": 1, "pay": {"range": "1-2", "by": 7}}) == [
        "title: expected a string, got 5",
        "pay.by: expected a string, got 7",
        "hue: unknown field",
    ]
    assert problems(FIRST | {"pay": {"range": 5}}) == [
        "pay: expected a Pay of version 1, got {'range': 5}"
    ]
    (problem,) = problems(SECOND | {"schema_version": 4})
    assert problem.startswith("schema_version: expected an integer from 1 to 3, the newest version")
    # What failed leaves no version behind.
    assert READ.structure({"title": "Baker"}, Career) == Career("Baker")


@attrs.frozen
class Versioned:
    """A field with the name of the version."""

    schema_version: int


def test_no_field_has_the_name_of_the_version():
    with pytest.raises(InvalidInputError, match="Versioned: schema_version: expected another name"):
        to_dict(Versioned(3))
