"""Documents: every class is written, read again, valid, and readable in every later version."""

from __future__ import annotations

import copy
import json
import re
import runpy
from importlib import import_module
from pathlib import Path

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.serde import SCHEMA_VERSION, dumps, from_dict, json_schema, loads, to_dict
from careerscore.testing import documents

CLASSES = dict(cs.document_classes())
SLOW = {"CareerEconomics", "ComparedCareer", "Comparison", "Crossover"}
"""Classes that hold results of many methodologies."""
GOLDEN = Path(__file__).parents[1] / "golden"
WRITE = runpy.run_path(str(GOLDEN / "write_schemas.py"))
VALIDATORS: dict[type, Draft202012Validator] = {}


def validator_of(kind):
    if kind not in VALIDATORS:
        checker = Draft202012Validator.FORMAT_CHECKER
        VALIDATORS[kind] = Draft202012Validator(json_schema(kind), format_checker=checker)
    return VALIDATORS[kind]


def check_valid(value):
    validator_of(type(value)).validate(to_dict(value))


def golden(what, version=SCHEMA_VERSION):
    return json.loads((GOLDEN / WRITE["name_of"](what, version)).read_text(encoding="utf-8"))


# ---- every class


def has_schema(kind):
    try:
        json_schema(kind)
    except InvalidInputError:
        return False
    # Errors, and specifications of the build of the data, are not written.
    return not (issubclass(kind, Exception) or kind.__module__.startswith("careerscore.sources."))


def test_every_public_class_with_a_schema_is_listed():
    modules = map(import_module, runpy.run_path(str(GOLDEN / "write_public_api.py"))["modules"]())
    public = [getattr(module, name) for module in modules for name in module.__all__]
    kinds = {kind.__name__ for kind in public if isinstance(kind, type) and has_schema(kind)}
    assert kinds | {"BuildReport", "CareerEconomics"} == set(CLASSES)
    assert list(CLASSES) == sorted(kind.__name__ for kind in CLASSES.values())


@pytest.mark.parametrize("name", CLASSES)
def test_every_class_and_field_has_a_schema_and_a_description(name):
    schema = json_schema(CLASSES[name])
    Draft202012Validator.check_schema(schema)
    assert json.loads(json.dumps(schema)) == schema
    assert schema["$id"] == f"urn:careerscore:schema:{SCHEMA_VERSION}:{name}"
    for each in (schema, *schema.get("$defs", {}).values()):
        assert each["description"]
        properties = each.get("properties", {})
        assert [field for field, one in properties.items() if not one.get("description")] == []
        assert each["type"] == "string" or next(iter(properties)) == "schema_version"


@pytest.mark.parametrize("name", CLASSES)
def test_objects_of_every_class_are_read_as_they_were_written_and_are_valid(name):
    kind = CLASSES[name]

    @settings(
        max_examples=3 if name in SLOW else 6,
        phases=[Phase.generate],  # results take long to shrink
        deadline=None,
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
    )
    @given(documents(kind))
    def check(value):
        assert type(value) is kind
        text = dumps(value)
        assert loads(text, kind) == value
        assert dumps(loads(text, kind)) == text
        written = to_dict(value)
        assert json.loads(text) == written
        validator_of(kind).validate(written)
        assert list(written) == list(validator_of(kind).schema["properties"])

    check()


# ---- broken documents

KNOWN = re.compile(
    r"a (non-empty )?string( or None)?$|a date such|missing$|unknown field|true or false$"
    r"|an? (integer|number)( (from|of at) .*)?( or None)?$|a list( of [0-9]+)?$|a mapping"
    r"|an object with|1, the newest|one of|an O\*NET-SOC code"
)
"""The problems that a schema can know of; the others are between fields."""

OTHERS = (
    None, True, False, 0, 1, -1, 7, 10**20, 0.5, -0.5, "", " ", "x", "2026-01-09", "20260109",
    "29-2072.00", "missing", [], ["x"], [1, 2], {}, {"x": 1}, {"schema_version": 2},
)  # fmt: skip


def places_in(data, path=()):
    """Every place in a document, as the keys that lead there."""
    yield path
    is_list = isinstance(data, list)
    items = data.items() if isinstance(data, dict) else enumerate(data if is_list else ())
    for key, item in items:
        yield from places_in(item, (*path, key))


def broken(data, place, way, other):
    """A document that differs in one place."""
    if not place:
        return other
    data = copy.deepcopy(data)
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
    # To a schema, 10**20 and 1e20 are the same number.
    if problem.expected.endswith(("as computed from the other fields", "or a float")):
        return False
    # A top-coded value has a bound, and the default of an input is within its range.
    depends = re.search(r"(^|\.)(bound|default|fixed)$", problem.field)
    return bool(KNOWN.match(problem.expected)) and not depends


@pytest.mark.parametrize("name", CLASSES)
def test_the_schema_and_the_reader_refuse_the_same_documents(name):
    kind = CLASSES[name]
    written = golden("documents")[name]

    @settings(max_examples=6 if name in SLOW else 30, deadline=None)
    @given(
        st.sampled_from(list(places_in(written))),
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


# ---- documents of released versions


def test_no_class_has_changed_its_shape():
    before, now = golden("shapes"), WRITE["shapes"]()
    changed = {name for name in {*before, *now} if before.get(name) != now.get(name)}
    assert sorted(changed) == [], (
        "CONTRIBUTING.md says what to do. Only new classes and new fields with a default are "
        "written down by: python tests/golden/write_schemas.py"
    )


def contains(data, part):
    """Whether a document has all of another; fields can have been added."""
    if isinstance(part, dict):
        return part.keys() <= data.keys() and all(contains(data[key], part[key]) for key in part)
    if isinstance(part, list):
        return len(data) == len(part) and all(map(contains, data, part))
    return data == part


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION + 1))
def test_documents_of_every_version_are_read(version):
    written = golden("documents", version)
    kept = [name for name in written if name in CLASSES]
    assert len(kept) >= 60
    for name in kept:
        assert written[name]["schema_version"] == version
        read = from_dict(written[name], CLASSES[name])
        check_valid(read)
        if version == SCHEMA_VERSION:
            assert contains(to_dict(read), written[name])
    assert version != SCHEMA_VERSION or sorted(written) == sorted(CLASSES)
