"""All 1,016 occupations, every column: each format holds what the library says, exactly."""

from __future__ import annotations

import csv
import json

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

import careerscore as cs
from careerscore.exporting import export_columns

COLUMNS = {column.name: column for column in export_columns(data="2026.3")}


def scores_of(result):
    """Every column of a result of version 2.0, read from it by hand."""
    low, high = result.total_range
    told = {
        "total": result.total,
        "tier_rank": result.tier and result.tier.rank,
        "tier": result.tier and result.tier.label,
        "status": str(result.status),
        "total_min": low,
        "total_max": high,
        "possible_tiers": " or ".join(tier.label for tier in result.possible_tiers),
        "rationale": result.rationale,
        "methodology": result.methodology,
    }
    for factor in result.factors:
        told[f"{factor.name}_value"] = factor.value
        told[f"{factor.name}_label"] = factor.label
        told[f"{factor.name}_points"] = factor.points
    return told


@pytest.fixture(scope="module")
def rows(whole):
    return json.loads(whole["json"].read_text(encoding="utf-8"))["rows"]


def test_json_holds_the_values_of_the_columns_and_of_the_results(rows, release, results):
    assert [row["onet_soc_code"] for row in rows] == list(release)
    for row in rows:
        code = row["onet_soc_code"]
        told = scores_of(results[code])
        facts = {name: column for name, column in COLUMNS.items() if name not in told}
        told |= {name: column.value_for(release[code]) for name, column in facts.items()}
        assert row == told


def test_every_value_has_the_type_of_its_column_and_required_ones_have_no_gaps(rows):
    for name, column in COLUMNS.items():
        kinds = {type(row[name]) for row in rows}
        expected = {"count": int, "number": float}.get(column.kind, str)
        # A column may be empty, as that of alphabetic short titles is for most occupations.
        assert kinds <= ({expected} if column.required else {expected, type(None)}), name


def test_csv_holds_the_same_cells(whole, rows):
    with whole["csv"].open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    assert head == [*COLUMNS]
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        cells = dict(zip(head, line, strict=True))
        for name, value in row.items():
            if name == "technology_skills" and value is not None:
                # One product is called @Road GeoManager.
                value = value.replace("; @", "; '@")
                value = f"'{value}" if value.startswith("@") else value
            assert cells[name] == ("" if value is None else str(value)), name
            if isinstance(value, float):
                assert float(cells[name]) == value


def test_parquet_holds_the_same_cells_in_the_types_of_the_reference_table(whole, rows, release):
    read = pq.read_table(whole["parquet"])
    assert read.to_pylist() == rows
    frame = release.to_frame("pyarrow")
    assert read.select(frame.column_names).equals(frame)
    for column in COLUMNS.values():
        field = read.schema.field(column.name)
        about = {key.decode(): text.decode() for key, text in field.metadata.items()}
        assert about == {"title": column.title, "unit": column.unit, "kind": column.kind}
        if column.name in frame.column_names:
            assert field.type == frame.schema.field(column.name).type
        if column.kind == "category":
            chunks = read.column(column.name).chunks
            assert all(chunk.dictionary.to_pylist() == list(column.words) for chunk in chunks)


def test_parquet_says_what_the_json_document_says(whole):
    about = json.loads(whole["json"].read_text(encoding="utf-8"))
    del about["rows"]
    metadata = pq.read_schema(whole["parquet"]).metadata
    assert json.loads(metadata[b"careerscore"]) == about


def test_types_of_parquet_follow_from_the_columns_also_where_everything_is_missing(tmp_path):
    types = {
        "tier": "dictionary<values=string, indices=int32, ordered=0>",
        "total": "int64",
        "employment": "int64",
        "annual_median_usd": "double",
        "short_titles": "string",
    }
    cs.export(tmp_path / "a.parquet", columns=types, occupations=["55-1011.00"])
    read = pq.read_table(tmp_path / "a.parquet")
    assert read.to_pylist() == [dict.fromkeys(types)]
    assert {name: str(read.schema.field(name).type) for name in types} == types


def test_excel_holds_the_same_cells(whole, rows):
    book = CalamineWorkbook.from_path(whole["xlsx"])
    head, *lines = book.get_sheet_by_name("Occupations").to_python()
    assert head == list(COLUMNS)
    assert len(lines) == len(rows)
    for line, row in zip(lines, rows, strict=True):
        for name, cell in zip(head, line, strict=True):
            expected = "" if row[name] is None else row[name]
            if isinstance(expected, str) and len(expected) > 32_767:
                mark = f"... [cut: {len(expected):,} characters]"
                assert cell == expected[: 32_767 - len(mark)] + mark
            else:
                # Excel knows one kind of number.
                assert cell == expected, name
                assert isinstance(cell, str) == isinstance(expected, str), name


def test_no_two_columns_share_a_name():
    for id in cs.methodologies():
        names = [column.name for column in export_columns(methodology=id)]
        alone = [column.name for column in export_columns(methodology=None)]
        assert len(names) == len(set(names))
        assert set(names) > set(alone)
    # Nor can those of a methodology of another package: facts are never called so.
    assert not [n for n in alone if n.endswith(("_value", "_label", "_points"))]
