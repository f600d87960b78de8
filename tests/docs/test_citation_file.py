"""CITATION.cff says what the package is."""

from __future__ import annotations

import tomllib
from pathlib import Path

import pytest
import yaml

import careerscore as cs

ROOT = Path(__file__).parents[2]

# Of the Citation File Format 1.2.0.
REQUIRED = {"authors", "cff-version", "message", "title"}
REQUIRED_OF_A_REFERENCE = {"authors", "title", "type"}
REFERENCE_TYPES = {"article", "data", "database"}


@pytest.fixture(scope="module")
def citation():
    return yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def project():
    return tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]


def test_it_has_what_the_format_asks_for(citation):
    assert citation["cff-version"] == "1.2.0"
    assert citation["type"] == "software"
    assert set(citation) >= REQUIRED


def test_it_agrees_with_the_package(citation, project):
    assert citation["version"] == project["version"] == cs.__version__
    assert citation["authors"] == project["authors"]
    assert citation["license"] == project["license"]
    assert citation["title"].partition(":")[0] == project["name"]


def test_every_reference_can_be_cited(citation):
    assert len(citation["references"]) >= 3
    for reference in citation["references"]:
        assert set(reference) >= REQUIRED_OF_A_REFERENCE
        assert reference["type"] in REFERENCE_TYPES


def test_the_papers_are_those_that_the_data_name(citation):
    cited = "".join(source.citation for source in cs.load().datasets)
    papers = [each for each in citation["references"] if each["type"] == "article"]
    assert len(papers) == 2
    for paper in papers:
        assert paper["doi"] in cited
        assert paper["title"] in cited
        assert f"{paper['start']}-{paper['end']}" in cited
