"""The panel and the editorial careers."""

from __future__ import annotations

import csv
from collections import Counter

import pytest
from attrs import fields

import careerscore as cs
from careerscore._data import bundled
from careerscore.errors import InvalidInputError
from careerscore.model import Provenance
from careerscore.reference.editions import open_edition
from careerscore.reference.panel import Panel, PanelRow

PANEL = cs.load("2026.3").panel()


def test_the_panel_is_tidy():
    assert len(PANEL) == len(PANEL.rows) == 1016 * 19
    assert len({(row.occupation_code, row.measure) for row in PANEL.rows}) == len(PANEL)
    assert repr(PANEL) == "Panel(data_release='2026.3')"
    for row in PANEL.rows:
        assert (row.value is None) == (row.provenance is Provenance.MISSING)
        assert bool(row.reason) == (row.provenance is not Provenance.OBSERVED)


def test_a_measure_is_had_by_its_name():
    values = PANEL.values("microsoft_ai_applicability")
    assert len(values) == 1016
    assert round(values["29-2072.00"], 4) == 0.2706
    assert values["55-1011.00"] is None
    assert list(PANEL) == list(PANEL.rows)
    for panel, name, expected in (
        (PANEL, "webb_score", "webb_ai_score"),
        (PANEL, "?", "eloundou_gpt4_alpha, "),
        (Panel(data_release="x", rows=[]), "webb_ai_score", "a measure"),
    ):
        with pytest.raises(InvalidInputError, match=f"measure: expected {expected}"):
            panel.values(name)


def test_the_coverage_counts_every_occupation_once():
    coverage = {one.measure: one for one in PANEL.coverage}
    assert len(coverage) == 19
    for one in PANEL.coverage:
        assert sum(one.counts.values()) == one.occupations == 1016
    assert coverage["eloundou_gpt4_beta"].with_value == 923
    assert coverage["legacy_risk"].with_value == 1016
    assert coverage["webb_ai_score"].source == "webb/2020"
    assert coverage["bls_ai_exposure"].with_value == 996
    assert coverage["bls_ai_exposure"].source == "bls-ai-exposure/2026"


def test_components_of_the_consensus_are_measures_of_a_release_that_has_what_they_need():
    coverage = {one.measure: one for one in PANEL.coverage}
    exposure, human = coverage["careerscore_exposure"], coverage["careerscore_human_advantage"]
    assert exposure.counts == {"observed": 949, "missing": 67}
    assert human.counts == {"observed": 862, "estimated": 82, "missing": 72}
    assert (exposure.source, human.source) == (
        "careerscore-exposure/1.0",
        "careerscore-human-advantage/1.0",
    )
    results = cs.assess_all("careerscore/1.0", data="2026.3")
    for name, factor in (("exposure", "ai_exposure"), ("human_advantage", "human_advantage")):
        values = PANEL.values(f"careerscore_{name}")
        assert values == {code: one.factor(factor).share for code, one in results.items()}
    without_ratings = {one.measure for one in cs.load("2026.2").panel().coverage}
    assert set(coverage) - without_ratings == {
        "eisfeldt_genai_exposure",
        "bls_ai_exposure",
        "careerscore_human_advantage",
    }


def test_a_category_is_in_the_panel_as_its_number_with_the_words_in_the_unit():
    (row,) = (
        row
        for row in PANEL
        if (row.occupation_code, row.measure) == ("29-2072.00", "bls_ai_exposure")
    )
    assert (row.value, row.unit) == (4, "1 Low, 2 Moderate, 3 High, 4 Very high")
    assert (row.provenance, row.source) == (Provenance.OBSERVED, "bls-ai-exposure/2026")


def test_the_categories_of_bls_are_quarters_of_its_line_items():
    rows = open_edition(bundled(), "bls-ai-exposure", "2026").table().rows()
    assert Counter(row["category"] for row in rows) == {
        "Low": 213, "Moderate": 206, "High": 206, "Very high": 206
    }  # fmt: skip


def test_the_panel_is_written_as_plain_text(tmp_path):
    PANEL.to_csv(tmp_path / "panel.csv")
    with (tmp_path / "panel.csv").open(encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    assert len(rows) == len(PANEL)
    assert {row["data_release"] for row in rows} == {"2026.3"}
    for row, cells in zip(PANEL.rows, rows, strict=True):
        assert cells["value"] == ("" if row.value is None else str(row.value))


def test_text_cells_of_the_csv_are_protected_against_formula_injection(tmp_path):
    row = PanelRow(
        occupation_code="29-2072.00", occupation_title="a;\n=1+1", measure="m", value=None, unit="@u",
        provenance=Provenance.MISSING, reason="-x", source="",
    )  # fmt: skip
    Panel(data_release="x", rows=[row]).to_csv(tmp_path / "panel.csv")
    line = (tmp_path / "panel.csv").read_text(encoding="utf-8").splitlines()[1]
    assert line == "x,29-2072.00,a; '=1+1,m,,'@u,missing,'-x,"


def test_editorial_careers_hold_what_the_editors_typed():
    career = cs.load("2026.2").editorial_careers["data-annotators"]
    assert (career.title, career.category) == ("Data Annotators", "technology")
    assert (career.exposure, career.growth_percent) == (0.65, 40)
    assert list(career.labels.values()) == ["High", "Rapid Growth", "Low"]
    assert career.points == {"ai_exposure": 0, "job_growth": 2, "human_advantage": 0}
    assert (career.total, career.tier) == (2, "In Transition")
    assert (career.wages.median, career.epoch.total) == (52_000, 9)
    assert career.wages.notes["mean"].provenance is Provenance.MISSING
    assert career.source.id == "american-dream-jobs-editorial/2026-02"
    assert cs.load("2026.1").editorial_careers == {}


@pytest.mark.parametrize(
    ("backend", "cells_of"),
    [
        ("pandas", lambda frame: frame.astype(object).where(frame.notna(), None).to_dict("list")),
        ("polars", lambda frame: frame.to_dict(as_series=False)),
        ("pyarrow", lambda frame: frame.to_pydict()),
    ],
)
def test_a_frame_has_the_fields_of_each_row_after_the_release(backend, cells_of):
    rows = PANEL.rows[:40]
    cells = cells_of(Panel(data_release="x", rows=rows).to_frame(backend))
    names = [each.name for each in fields(PanelRow)]
    assert [*cells] == ["data_release", *names]
    assert cells.pop("data_release") == ["x"] * 40
    assert cells == {name: [getattr(row, name) for row in rows] for name in names}
    assert None in cells["value"]
