"""Released methodologies and releases give, for every occupation, what they gave when released."""

from __future__ import annotations

import csv
import runpy
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.economics.catalog import CATALOG as ECONOMICS
from careerscore.scoring.catalog import CATALOG as SCORING

FOLDER = Path(__file__).parent / "golden"
WRITE = runpy.run_path(str(FOLDER / "write.py"))


def golden(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def moved(expected, found):
    """What differs, as occupation, column, what was, what is; the first few."""
    header, *rows = expected
    assert found[0] == header
    assert [row[0] for row in found[1:]] == [row[0] for row in rows]
    return [
        f"{before[0]} {column}: {was} became {now}"
        for before, after in zip(rows, found[1:], strict=True)
        for column, was, now in zip(header, before, after, strict=True)
        if was != now
    ][:10]


@pytest.mark.usefixtures("every")
@pytest.mark.parametrize("release", cs.releases())
@pytest.mark.parametrize("methodology", SCORING.bundled_ids())
def test_no_result_has_moved(methodology, release):
    found = [WRITE["header_of"](methodology, release), *WRITE["results_of"](methodology, release)]
    expected = golden(f"{methodology.replace('/', '--')}-on-{release}.csv")
    assert len(expected) == 1017
    assert moved(expected, found) == []


@pytest.mark.parametrize("release", cs.releases())
@pytest.mark.parametrize("method", ECONOMICS.bundled_ids())
def test_no_result_of_economics_has_moved(method, release, answered):
    expected = golden(f"{method.replace('/', '--')}-on-{release}.csv")
    assert len(expected) == 1017
    (question,) = cs.economics.kinds_of(cs.economics.methodology(method))
    assert moved(expected, WRITE["figures_of"](question, answered(method, release))) == []


@pytest.mark.usefixtures("every")
@pytest.mark.parametrize("release", cs.releases())
def test_no_fact_has_moved(release):
    expected = golden(f"facts-{release}.csv")
    assert len(expected) == 1017
    assert moved(expected, WRITE["facts_of"](release)) == []


def test_what_moved_is_named_with_its_occupation_and_factor():
    expected = [["code", "total", "ai_exposure points"], ["29-2072.00", "3", "0"]]
    found = [["code", "total", "ai_exposure points"], ["29-2072.00", "4", "1"]]
    assert moved(expected, found) == [
        "29-2072.00 total: 3 became 4",
        "29-2072.00 ai_exposure points: 0 became 1",
    ]


def pinned_fingerprints():
    return dict(line.split() for line in (FOLDER / "fingerprints.txt").read_text().splitlines())


@pytest.mark.parametrize("methodology", SCORING.bundled_ids())
def test_no_definition_has_moved(methodology):
    assert cs.methodology(methodology).fingerprint == pinned_fingerprints()[methodology]


@pytest.mark.parametrize("method", ECONOMICS.bundled_ids())
def test_no_definition_of_economics_has_moved(method):
    assert cs.economics.methodology(method).fingerprint == pinned_fingerprints()[method]
