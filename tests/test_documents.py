"""Documents: every class is written, comes back, is valid, and can be read for ever."""

from __future__ import annotations

import copy
import json
import re
import runpy
from importlib import import_module
from pathlib import Path

import attrs
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import careerscore as cs
from careerscore import economics
from careerscore.api import career_economics
from careerscore.errors import InvalidInputError
from careerscore.schemas import document_classes, json_schema
from careerscore.schemas.catalogue import _ROOMS
from careerscore.serde import SCHEMA_VERSION, dumps, from_dict, loads, to_dict
from careerscore.testing import documents

CLASSES = dict(document_classes())
NOT_WRITTEN = {
    "CareerPage",  # holds a methodology
    "CalculatorPage",  # holds other methods
    "ComparePage",
    "Definition",  # what definitions have in common
    "DiscountedCashFlow",
    "MethodologyBase",
    "Joined",  # holds a data frame
    "TuitionSchedule",
}
MANY = {"CareerEconomics", "ComparedCareer", "Comparison", "Crossover"}
"""Classes that take a while, as they hold results of many methods."""
FOLDER = Path(__file__).parent / "golden"
WRITE = runpy.run_path(str(FOLDER / "write_schemas.py"))

few = settings(
    phases=[Phase.generate],  # results of methods take long to make smaller
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


def validator_of(kind):
    if kind not in VALIDATORS:
        schema = json_schema(kind)
        VALIDATORS[kind] = Draft202012Validator(
            schema, format_checker=Draft202012Validator.FORMAT_CHECKER
        )
    return VALIDATORS[kind]


VALIDATORS: dict[type, Draft202012Validator] = {}


def check_valid(value):
    validator_of(type(value)).validate(to_dict(value))


def golden(what, version=SCHEMA_VERSION):
    return json.loads((FOLDER / WRITE["name_of"](what, version)).read_text(encoding="utf-8"))


# ---- every class


@pytest.mark.parametrize("name", CLASSES)
def test_the_schema_of_every_class_is_one_and_says_what_it_is_of(name):
    schema = cs.json_schema(CLASSES[name])
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] == f"urn:careerscore:schema:{SCHEMA_VERSION}:{name}"
    assert schema["title"] == name
    for each in (schema, *schema.get("$defs", {}).values()):
        assert each["description"]
        if each["type"] == "object":
            assert each["additionalProperties"] is False
            assert next(iter(each["properties"])) == "schema_version"
            undescribed = [
                name for name, one in each["properties"].items() if "description" not in one
            ]
            assert undescribed == []


def test_every_public_class_is_written_or_said_not_to_be():
    public = {}
    for room in map(import_module, _ROOMS):
        public |= {name: getattr(room, name) for name in room.__all__}
    kinds = {name for name, kind in public.items() if isinstance(kind, type) and attrs.has(kind)}
    assert kinds - NOT_WRITTEN == set(CLASSES)
    assert kinds & NOT_WRITTEN == NOT_WRITTEN
    assert set(cs.__all__) <= set(public)
    assert list(CLASSES) == sorted(CLASSES)
    assert all(kind.__name__ == name for name, kind in CLASSES.items())


@pytest.mark.parametrize("name", CLASSES)
def test_objects_of_every_class_come_back_and_are_valid(name):
    kind = CLASSES[name]

    @settings(few, max_examples=3 if name in MANY else 6)
    @given(documents(kind))
    def check(value):
        assert type(value) is kind
        text = dumps(value)
        assert loads(text, kind) == value
        assert dumps(loads(text, kind)) == text
        written = to_dict(value)
        assert json.loads(text) == written
        validator_of(kind).validate(written)
        # What is written is complete.
        assert list(written) == list(validator_of(kind).schema["properties"])

    check()


# ---- what is broken

KNOWN = re.compile(
    r"a (non-empty )?string( or None)?$|a date such|missing$|unknown field|true or false$"
    r"|an? (integer|number)( (from|of at) .*)?( or None)?$|a list( of [0-9]+)?$|a mapping"
    r"|an object with|1, the newest|one of|an O\*NET-SOC code"
)
"""The problems that a schema can know of; the others are of fields with each other."""

OTHERS = (
    None, True, False, 0, 1, -1, 7, 10**20, 0.5, -0.5, "", " ", "x", "2026-01-09", "20260109",
    "29-2072.00", "missing", [], ["x"], [1, 2], {}, {"x": 1}, {"schema_version": 2},
)  # fmt: skip


def places_in(data, path=()):
    """Every place in a document, as the keys that lead there."""
    yield path
    items = (
        data.items() if isinstance(data, dict) else enumerate(data if type(data) is list else ())
    )
    for key, item in items:
        yield from places_in(item, (*path, key))


def broken(data, place, way, other):
    """A document that differs in one place."""
    data = copy.deepcopy(data)
    if not place:
        return other
    *path, last = place
    holder = data
    for key in path:
        holder = holder[key]
    if way == "replace":
        holder[last] = other
    elif way == "drop":
        del holder[last]
    elif isinstance(holder, dict):
        holder["added"] = other
    else:
        holder.append(other)
    return data


def problems_of(data, kind):
    try:
        from_dict(data, kind)
    except InvalidInputError as error:
        return error.problems
    return ()


def is_known(problem):
    """Whether a schema can know of a problem."""
    if problem.expected.endswith("as computed from the other fields"):
        return False
    # A top-coded value has a bound, and what stands in for an input is within its range.
    depends = re.search(r"(^|\.)(bound|default|fixed)$", problem.field)
    return bool(KNOWN.match(problem.expected)) and not depends


@pytest.mark.parametrize("name", CLASSES)
def test_what_is_broken_is_refused_by_the_schema_and_by_the_reader(name):
    kind = CLASSES[name]
    written = golden("documents")[name]
    places = list(places_in(written))

    @settings(max_examples=6 if name in MANY else 30, deadline=None)
    @given(
        st.sampled_from(places),
        st.sampled_from(["replace", "drop", "add"]),
        st.sampled_from(OTHERS),
    )
    def check(place, way, other):
        changed = broken(written, place, way, other)
        problems = problems_of(changed, kind)
        errors = list(validator_of(kind).iter_errors(changed))
        if errors:
            assert problems, errors
        if any(map(is_known, problems)):
            assert errors, problems

    check()


# ---- what the library says of real occupations


@pytest.fixture(scope="module", params=cs.releases())
def careers(request):
    """Some occupations of a release, from all over it."""
    release = cs.load(request.param)
    return [release[code] for code in list(release)[::170]]


def test_occupations_are_valid(careers):
    for career in careers:
        check_valid(career)


def test_assessments_are_valid(careers):
    for methodology in map(cs.methodology, cs.methodologies()):
        for career in careers:
            check_valid(methodology.assess(career))


def test_what_the_methods_of_economics_say_is_valid(careers):
    for method in map(economics.methodology, economics.methodologies()):
        for career in careers:
            for question in economics.kinds_of(method):
                check_valid(getattr(method, question)(career))


def test_comparisons_and_pages_are_valid(careers):
    check_valid(cs.compare(careers[0], careers[1], careers[-1]))
    check_valid(career_economics(careers[2]))


def test_a_list_of_documents_is_described_by_the_schema_of_one(careers):
    schema = {"type": "array", "items": json_schema(cs.Occupation)}
    validator = Draft202012Validator(schema)
    validator.validate(to_dict(careers[:2]))
    wrong = to_dict(careers[:2])
    wrong[1]["wages"]["annual"]["p10"] = "1"
    assert [list(error.path) for error in validator.iter_errors(wrong)] == [
        [1, "wages", "annual", "p10"]
    ]


# ---- what was written once


def changes(before, after):
    """What became of each class since a version was released."""
    for name in sorted({*before, *after}):
        if name not in before:
            yield f"{name}: new"
        elif name not in after:
            yield f"{name}: gone"
        elif before[name] != after[name]:
            yield f"{name}: {', '.join(_changed(before[name], after[name]))}"


def _changed(before, after):
    old, new = before.get("properties", {}), after.get("properties", {})
    fields = [field for field in {**old, **new} if old.get(field) != new.get(field)]
    return fields or ["another shape"]


def test_no_class_has_changed_its_shape():
    found = list(changes(golden("shapes"), WRITE["shapes"]()))
    assert found == [], (
        "CONTRIBUTING.md says what to do. Only new classes and new fields with a default are "
        "written down by: python tests/golden/write_schemas.py"
    )


def test_what_changed_is_named():
    now = {"A": {"properties": {"a": 1, "b": 2}}, "B": {"enum": [1]}, "C": {}}
    then = {"A": {"properties": {"a": 1, "c": 2}}, "B": {"enum": [1, 2]}, "D": {}}
    assert list(changes(then, now)) == ["A: c, b", "B: another shape", "C: new", "D: gone"]
    assert list(changes(now, now)) == []


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_documents_that_were_written_once_are_read_for_ever(version):
    written = golden("documents", version)
    kept = [name for name in written if name in CLASSES]
    assert len(kept) >= 60
    for name in kept:
        assert written[name]["schema_version"] == version
        read = from_dict(written[name], CLASSES[name])
        check_valid(read)
        if version == SCHEMA_VERSION:
            assert holds(to_dict(read), written[name])


def holds(data, part):
    """Whether all of a document is there, besides fields that have been added since."""
    if isinstance(part, dict):
        return part.keys() <= data.keys() and all(holds(data[key], part[key]) for key in part)
    if isinstance(part, list):
        return len(data) == len(part) and all(map(holds, data, part))
    return data == part


def test_what_has_been_added_or_taken_away_is_told_apart():
    assert holds({"a": [{"b": 1, "c": None}]}, {"a": [{"b": 1}]})
    assert not holds({"a": [{"b": 1}]}, {"a": [{"b": 1, "c": None}]})
    assert not holds({"a": [{"b": 1}]}, {"a": [{"b": 2}]})
    assert not holds({"a": []}, {"a": [{}]})


def test_there_is_a_document_of_every_class():
    assert sorted(golden("documents")) == sorted(CLASSES)
