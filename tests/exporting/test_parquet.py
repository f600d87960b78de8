"""Parquet: types, gaps and metadata come back as they went in."""

from __future__ import annotations

import json

import pyarrow
import pyarrow.parquet as pq

import careerscore as cs
from careerscore.exporting import export_columns


def test_the_file_says_what_the_json_document_says(whole):
    metadata = pq.read_schema(whole["parquet"]).metadata
    about = json.loads(whole["json"].read_text(encoding="utf-8"))
    del about["rows"]
    assert json.loads(metadata[b"careerscore"]) == about


def test_every_column_has_its_meaning_and_unit(whole):
    schema = pq.read_schema(whole["parquet"])
    for column in export_columns(data="2026.2"):
        metadata = schema.field(column.name).metadata
        assert metadata[b"title"].decode() == column.title
        assert metadata[b"unit"].decode() == column.unit
        assert metadata[b"kind"].decode() == column.kind


def test_types_follow_from_the_columns_also_where_everything_is_missing(tmp_path):
    names = ["title", "tier", "total", "employment", "annual_median_usd", "short_titles"]
    cs.export(tmp_path / "a.parquet", columns=names, occupations=["55-1011.00"])
    read = pq.read_table(tmp_path / "a.parquet")
    assert read.drop_columns("title").to_pylist() == [dict.fromkeys(names[1:])]
    assert [str(read.schema.field(name).type) for name in names] == [
        "string",
        "dictionary<values=string, indices=int32, ordered=0>",
        "int64",
        "int64",
        "double",
        "string",
    ]


def test_categories_keep_their_whole_list_in_order(whole):
    read = pq.read_table(whole["parquet"])
    for column in export_columns(data="2026.2"):
        if column.kind == "category":
            chunks = read.column(column.name).chunks
            assert all(chunk.dictionary.to_pylist() == list(column.words) for chunk in chunks)


def test_reading_and_writing_again_changes_nothing(whole):
    read = pq.read_table(whole["parquet"])
    again = pyarrow.BufferOutputStream()
    pq.write_table(read, again)
    second = pq.read_table(pyarrow.BufferReader(again.getvalue()))
    assert second.equals(read, check_metadata=True)
