"""The JSON Schemas that are printed, and that all that is printed as JSON is valid by them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

import careerscore as cs
from careerscore.schemas import document_class, document_classes


def test_every_class_is_listed_with_what_it_is(run):
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    listed = [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")]
    assert listed == ["class", *document_classes()]
    assert "An O*NET-SOC 2019 occupation and the facts of one data" in done.out


def test_every_class_is_listed_for_programs(run):
    listed = json.loads(run("schema", "--format", "json").out)
    assert [each["class"] for each in listed] == list(document_classes())
    (tier,) = (each for each in listed if each["class"] == "Tier")
    assert tier == {
        "class": "Tier",
        "id": "urn:careerscore:schema:1:Tier",
        "description": "One class of outcomes.",
    }


@pytest.mark.parametrize("options", [(), ("--format", "json"), ("--format", "text")])
def test_the_schema_of_a_class_is_printed(run, options):
    done = run("schema", "Occupation", *options)
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == cs.json_schema(cs.Occupation)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ocupation", "json_schema: class: expected Occupation or "),
        ("occupation", "json_schema: class: expected Occupation"),
        ("\x1b[31m", "json_schema: class: expected one of AdditiveMethodology, Money, "),
    ],
)
def test_a_class_that_there_is_not_is_an_error_with_the_nearest(run, name, message):
    done = run("schema", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"careerscore: {message}")
    assert "\x1b" not in done.err


ECONOMICS = "CareerEconomics"
PRINTED = [
    (
        ("show", "29-2072.00"),
        {"['occupation']": "Occupation", "['assessment']": "ResilienceAssessment"}
        | {"['economics']": ECONOMICS},
    ),
    (("assess", "29-1141.00"), {"": "ResilienceAssessment"}),
    (("compare", "29-1141.00", "29-2072.00"), {"": "Comparison"}),
    (("search", "nurse", "--limit", "1"), {"[0]": "SearchResult"}),
    (("methodologies", "american-dream-jobs/2.0"), {"[0]['inputs'][0]": "Input"}),
    (("data", "list"), {"['editions'][0]": "Source", "['editions'][5]": "Source"}),
]


def documents_in(data, path=""):
    """Every document that stands in no other, with its path."""
    if isinstance(data, dict) and "schema_version" in data:
        yield path, data
        return
    items = (
        data.items() if isinstance(data, dict) else enumerate(data if type(data) is list else ())
    )
    for key, item in items:
        yield from documents_in(item, f"{path}[{key!r}]")


@pytest.mark.parametrize(("arguments", "expected"), PRINTED, ids=[each[0][0] for each in PRINTED])
def test_what_is_printed_as_json_is_valid_and_can_be_read(run, arguments, expected):
    found = dict(documents_in(json.loads(run(*arguments, "--format", "json").out)))
    assert set(expected) <= set(found)
    for path, name in expected.items():
        kind = document_class(name)
        Draft202012Validator(cs.json_schema(kind)).validate(found[path])
        assert cs.to_dict(cs.from_dict(found[path], kind)) == found[path]


def test_what_scoring_a_file_did_is_valid(run, tmp_path):
    (tmp_path / "in.csv").write_text("ai_exposure,job_growth,human_advantage\n0.3,5,20\n")
    done = run("score", f"{tmp_path}/in.csv", f"{tmp_path}/out.csv", "--format", "json")
    report = json.loads(done.out)
    kind = document_class("FileReport")
    Draft202012Validator(cs.json_schema(kind)).validate(report)
    assert cs.from_dict(report, kind).rows == report["rows"] == 1
