"""The JSON Schemas that are printed; all JSON that is printed is valid by them."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

import careerscore as cs

CLASSES = cs.document_classes()


def test_every_class_is_listed_with_its_description(run):
    done = run("schema")
    assert (done.code, done.err) == (0, "")
    listed = [line.split()[0] for line in done.out.splitlines() if not line.startswith(" ")]
    assert listed == ["class", *CLASSES]
    listed = json.loads(run("schema", "--format", "json").out)
    assert [each["class"] for each in listed] == list(CLASSES)
    (tier,) = (each for each in listed if each["class"] == "Tier")
    assert tier["id"] == "urn:careerscore:schema:1:Tier"
    assert tier["description"] == cs.json_schema(cs.Tier)["description"]


def test_the_schema_of_a_class_is_printed(run):
    done = run("schema", "Occupation", "--format", "text")
    assert (done.code, done.err) == (0, "")
    assert json.loads(done.out) == cs.json_schema(cs.Occupation)


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("Ocupation", "CLASS: no class 'Ocupation'. Did you mean:\n  Occupation\n"),
        ("\x1b[31m", "CLASS: no class '\\x1b[31m'\nList all: careerscore schema\n"),
    ],
)
def test_an_unknown_class_is_an_error_with_the_nearest_names(run, name, message):
    done = run("schema", name)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith(f"careerscore: {message}")
    assert "\x1b" not in done.err


PRINTED = [
    (("show", "29-2072.00"), {"occupation": "Occupation", "economics": "CareerEconomics"}),
    (("assess", "29-1141.00"), {"": "ResilienceAssessment"}),
    (("compare", "29-1141.00", "29-2072.00"), {"": "Comparison"}),
    (("search", "nurse", "--limit", "1"), {"0": "Candidate"}),
    (("methodologies", "american-dream-jobs/2.0"), {"0 inputs 0": "Input"}),
    (("data", "list"), {"editions 0 source": "Source", "editions 5 source": "Source"}),
]


def check(document, name):
    Draft202012Validator(cs.json_schema(CLASSES[name])).validate(document)
    assert cs.to_dict(cs.from_dict(document, CLASSES[name])) == document


@pytest.mark.parametrize(("arguments", "expected"), PRINTED, ids=[each[0][0] for each in PRINTED])
def test_printed_json_is_valid_and_can_be_read(run, arguments, expected):
    printed = json.loads(run(*arguments, "--format", "json").out)
    for path, name in expected.items():
        document = printed
        for key in path.split():
            document = document[int(key) if key.isdecimal() else key]
        check(document, name)


def test_the_report_of_a_scored_file_is_valid(run, tmp_path):
    (tmp_path / "in.csv").write_text("ai_exposure,job_growth,human_advantage\n0.3,5,20\n")
    done = run("score", f"{tmp_path}/in.csv", f"{tmp_path}/out.csv", "--format", "json")
    check(json.loads(done.out), "FileReport")
