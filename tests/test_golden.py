"""Released methodologies and releases give every occupation the result that was released."""

from __future__ import annotations

import csv
import runpy
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import careerscore as cs

FOLDER = Path(__file__).parent / "golden"
FREEZE = runpy.run_path(str(FOLDER / "freeze.py"))
WRITE = runpy.run_path(str(FOLDER / "write.py"))


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


@cache
def frozen():
    (_, *names), *rows = rows_of("frozen.csv")
    return {name: {row[0]: row[place] for row in rows} for place, name in enumerate(names, start=1)}


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


def test_every_result_of_every_released_methodology_is_frozen():
    names = {f"{id} on {release}" for id, release in FREEZE["columns"]()}
    assert set(frozen()) == names
    assert {len(column) for column in frozen().values()} == {1016}


@pytest.mark.parametrize(("id", "release"), FREEZE["columns"]())
def test_no_result_has_moved(id, release):
    # Where Hypothesis tries fewer examples (the run for coverage, the third Python), every eighth.
    # Economics of later releases take long, and only the facts differ: every fourth.
    is_scored = id in cs.methodologies() or release == cs.releases()[0]
    step = 8 if settings().max_examples <= 15 else 1 if is_scored else 4
    results = FREEZE["answers"](id, release, step)
    # The golden file tells which figure moved, the hash that nothing else did.
    header, *golden = rows_of(WRITE["file_of"](id, release))
    assert moved([header, *golden[::step]], WRITE["rows_of"](id, results)) == []
    hashes = frozen()[f"{id} on {release}"]
    assert [code for code, one in results.items() if FREEZE["hash_of"](one) != hashes[code]] == []


def test_no_consensus_on_other_projections_has_moved():
    results = WRITE["results_on_replaced"]()
    assert (
        moved(rows_of(WRITE["file_of_replaced"]()), WRITE["rows_of"](WRITE["CONSENSUS"], results))
        == []
    )


@pytest.mark.parametrize("release", cs.releases())
def test_no_gain_over_a_graduate_has_moved(release):
    step = 8 if settings().max_examples <= 15 else 2
    header, *golden = rows_of(WRITE["file_of"]("gains", release))
    assert moved([header, *golden[::step]], WRITE["gains_of"](release, step)) == []


@pytest.mark.parametrize("release", cs.releases())
def test_no_fact_has_moved(release):
    assert moved(rows_of(f"facts-{release}.csv"), WRITE["facts_of"](release)) == []


def test_a_difference_names_the_occupation_and_the_factor():
    expected = [["code", "total", "ai_exposure points"], ["29-2072.00", "3", "0"]]
    found = [["code", "total", "ai_exposure points"], ["29-2072.00", "4", "1"]]
    assert moved(expected, found) == [
        "29-2072.00 total: 3 became 4",
        "29-2072.00 ai_exposure points: 0 became 1",
    ]


def test_no_definition_has_moved():
    lines = (FOLDER / "fingerprints.txt").read_text(encoding="utf-8").splitlines()
    found = {id: cs.methodology(id) for id in cs.methodologies()}
    found |= {id: cs.economics.methodology(id) for id in cs.economics.methodologies()}
    assert {id: one.fingerprint for id, one in found.items()} == dict(map(str.split, lines))
