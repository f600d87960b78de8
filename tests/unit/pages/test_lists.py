"""Lists that only the command line prints, and methodologies with the least that they need."""

from __future__ import annotations

import datetime

import pytest
from rich.console import Console

import careerscore as cs
from careerscore._render.blocks import Columns, DefinitionList, Link
from careerscore._render.terminal import render
from careerscore.exporting.xlsx import _block
from careerscore.methods.pages import methodology_page, methodology_summary
from careerscore.model import Tier
from careerscore.records.coverage_report import Coverage
from careerscore.records.pages import coverage_page
from careerscore.reference.pages import data_page, search_page
from careerscore.scoring import Input

RELEASE = cs.load("2026.1")


def lines(block, width=110):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(render(block))
    return [" ".join(line.split()) for line in capture.get().splitlines()]


class Least:
    """A methodology of another package: the protocol, and no more."""

    id = "example/1"
    title = "Example"
    released = datetime.date(2026, 1, 2)
    status = "released"
    superseded_by = None
    citation = "Me (2026)."
    fingerprint = "f" * 64


class Scoring(Least):
    status = "superseded"
    superseded_by = "example/2"
    inputs = (
        Input(name="a", title="A", unit="percent", minimum=0, maximum=1),
        Input(name="b", title="B", unit="jobs", minimum=2),
        Input(name="c", title="C", unit="years", maximum=3),
        Input(name="d", title="D", unit="points"),
    )
    tiers = (Tier(rank=1, label="Good", color="green"),)


INPUTS = ["a percent, 0 to 1", "b jobs, at least 2", "c years, at most 3", "d points"]


def test_a_methodology_of_another_package_has_a_page():
    rule = lines(methodology_page(Least()))
    assert [line.split("─")[0].strip() for line in rule if line] == [
        "example/1",
        "Example",
        "released 2026-01-02",
        "Cite as",
        "Me (2026).",
        f"Fingerprint: {'f' * 64}",
    ]
    page = lines(methodology_page(Scoring()))
    assert "superseded 2026-01-02, superseded by example/2" in page
    start = page.index(INPUTS[0])
    assert page[start : start + 4] == INPUTS
    assert "1 Good green" in page


def test_a_summary_has_status_inputs_and_tiers():
    assert lines(methodology_summary(Least(), "value", "cost"))[:2] == [
        "example/1 Example",
        "value, cost; released, 2026-01-02",
    ]
    assert lines(methodology_summary(Scoring())) == [
        "example/1 Example",
        "superseded, 2026-01-02, by example/2",
        *INPUTS,
        "Tiers: Good",
        "Me (2026).",
        f"Fingerprint: {'f' * 64}",
        "",
    ]


def test_search_results_are_a_table():
    assert lines(search_page(RELEASE.search("medical coder", 1))) == [
        "code occupation found by likeness",
        "29-2072.00 Medical Records Specialists alias: Medical Coder 100",
    ]
    title = RELEASE.search("registered nurses", 1)
    assert lines(search_page(title))[1] == "29-1141.00 Registered Nurses title 100"
    assert lines(search_page(())) == ["nothing comes near; try another word"]


def test_releases_and_editions_have_their_terms():
    (source,) = (each for each in RELEASE.datasets if each.dataset == "oews")
    text = lines(data_page([RELEASE], [source]), 140)
    assert text[0] == "Release 2026.1"
    assert "oews/2023-05" in text[1]
    start = text.index(f"Fingerprint: {RELEASE.fingerprint}")
    terms = f"{source.publisher}. Licence: {source.licence}."
    assert text[start + 2 : start + 5] == [source.id, source.title, terms]


def test_a_sheet_has_rows_for_the_blocks_of_a_description():
    link = list(_block(DefinitionList([("Address", Link("https://a.org"))])))
    assert [line.cells for line in link] == [("Address", "https://a.org")]
    with pytest.raises(TypeError, match="no rows for Columns"):
        list(_block(Columns((), ())))


def part(**changes):
    fields = {"part": "pay", "total": 10, "complete": 7, "partly": 1, "gaps": {}}
    return Coverage(**fields | changes)


def test_coverage_has_counts_and_reasons_for_gaps():
    gaps = {"11-1011.00": "no survey", "11-1021.00": "no survey", "11-1031.00": "no row"}
    assert lines(coverage_page("2026.1", [part(gaps=gaps), part(part="skills", complete=9)])) == [
        "Release 2026.1, 10 occupations",
        "part complete in part none",
        "pay 7 1 2",
        "skills 9 1 0",
        "",
        "pay",
        "2: no survey",
        "1: no row",
    ]
    assert lines(coverage_page("2026.1", []))[0] == "Release 2026.1, 0 occupations"


@pytest.mark.parametrize(("reasons", "last"), [(5, "2: reason 4"), (6, "2: 1 other reasons")])
def test_more_than_five_reasons_are_counted(reasons, last):
    gaps = {f"11-10{number:02}.00": f"reason {number // 2}" for number in range(2 * reasons)}
    text = lines(coverage_page("2026.1", [part(gaps=gaps)]))
    assert text[-1].startswith(last)
