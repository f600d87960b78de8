"""JSON documents: what they say of themselves, and that their schemas hold."""

from __future__ import annotations

import json

import jsonschema
import pytest

import careerscore as cs
from careerscore.exporting import export_bytes, export_schema, listings_schema

TWO = ["29-2072.00", "55-1011.00"]


def document(**options):
    return json.loads(export_bytes("json", **options))


def checked(document, schema):
    """Return what a schema finds wrong with a document."""
    jsonschema.Draft202012Validator.check_schema(schema)
    return list(jsonschema.Draft202012Validator(schema).iter_errors(document))


def test_the_whole_document_is_valid(whole):
    found = json.loads(whole["json"].read_text(encoding="utf-8"))
    assert checked(found, export_schema(data="2026.3", columns="all")) == []


@pytest.mark.parametrize("id", [*cs.methodologies(), None])
def test_a_document_of_every_methodology_is_valid(id):
    found = document(data="2026.1", occupations=TWO, columns="all", methodology=id)
    assert checked(found, export_schema(data="2026.1", columns="all", methodology=id)) == []


def test_a_document_says_what_it_rests_on():
    found = document(data="2026.1", occupations=TWO, columns=["title", "tier", "job_zone"])
    release, method = cs.load("2026.1"), cs.methodology("american-dream-jobs/2.0")
    assert found["library"] == f"careerscore {cs.__version__}"
    assert (found["data_release"], found["data_fingerprint"]) == ("2026.1", release.fingerprint)
    assert found["methodology"]["fingerprint"] == method.fingerprint
    assert found["attributions"][0].startswith("This product includes information from the O*NET")
    onet = next(source for source in release.datasets if source.dataset == "onet")
    assert cs.from_dict(found["sources"][0], cs.Source) == onet
    assert found["columns"][1] == {
        "name": "tier",
        "title": "class of outcomes",
        "unit": None,
        "kind": "category",
        "words": [tier.label for tier in method.tiers],
    }
    # A code that has no outlook cannot be told; nothing stands in for it.
    assert found["rows"] == [
        {"title": "Medical Records Specialists", "tier": "AI-Augmented", "job_zone": 3},
        {"title": "Air Crew Officers", "tier": None, "job_zone": None},
    ]


def test_the_schema_refuses_a_cell_of_another_kind():
    columns = ["title", "tier", "job_zone", "annual_median_usd", "status"]
    found = document(occupations=TWO, columns=columns)
    schema = export_schema(columns=columns)
    assert checked(found, schema) == []
    wrong = [("tier", "Excellent"), ("job_zone", 2.5), ("job_zone", "2"), ("title", None)]
    for column, value in [*wrong, ("annual_median_usd", "48780"), ("title", 5), ("status", None)]:
        (valid, other) = found["rows"]
        invalid = {**found, "rows": [{**valid, column: value}, other]}
        assert checked(invalid, schema), column


def test_the_schema_refuses_a_document_that_lacks_something_or_has_more():
    columns = ["title", "tier"]
    schema = export_schema(columns=columns)
    found = document(occupations=TWO, columns=columns)
    for name in schema["properties"]:
        assert len(checked({key: found[key] for key in found if key != name}, schema)) == 1
    del found["rows"][0]["tier"]
    found["rows"][1]["more"] = 1
    found["sources"][0]["more"] = 1
    found["methodology"]["more"] = 1
    found["columns"][0]["more"] = 1
    found["more"] = 1
    assert len(checked(found, schema)) == 6
    assert checked(document(occupations=TWO), schema)


def test_schemas_have_names_and_are_the_callers_to_change():
    schema = export_schema(columns=["title"])
    assert schema["$id"] == "urn:careerscore:schema:1:export:occupations"
    assert listings_schema()["$id"] == "urn:careerscore:schema:1:export:job-listings"
    before = json.dumps(schema)
    schema["properties"]["rows"]["items"]["properties"].clear()
    schema["properties"]["library"]["type"] = "number"
    schema["$defs"]["Source"]["properties"].clear()
    assert json.dumps(export_schema(columns=["title"])) == before


def test_one_row_stands_on_each_line():
    lines = export_bytes("json", occupations=TWO, columns=["soc_code"]).decode().splitlines()
    assert lines[-4:-2] == ['    {"soc_code": "29-2072"},', '    {"soc_code": "55-1011"}']
