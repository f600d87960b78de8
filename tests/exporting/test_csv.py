"""CSV and the metadata beside it."""

from __future__ import annotations

import csv
import json
import re

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.exporting import export_bytes, export_columns


@pytest.fixture(scope="module")
def described(whole):
    path = whole["csv"]
    return json.loads(path.with_name(f"{path.name}-metadata.json").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def table(whole):
    with whole["csv"].open(encoding="utf-8", newline="") as file:
        head, *lines = csv.reader(file)
    return head, lines


def test_every_record_is_one_line_that_ends_in_crlf_without_a_mark_at_the_start(whole):
    content = whole["csv"].read_bytes()
    assert content.startswith(b"data_release,")
    assert content.count(b"\n") == content.count(b"\r\n") == 1017
    content.decode("utf-8")


def test_the_metadata_name_the_file_and_every_column_in_order(described, table, whole):
    head, _ = table
    assert described["@context"][0] == "http://www.w3.org/ns/csvw"
    assert described["url"] == whole["csv"].name
    columns = described["tableSchema"]["columns"]
    # What a reader compares with the first row.
    assert [column["titles"][0] for column in columns] == head
    assert [column["name"] for column in columns] == head
    assert len(set(head)) == len(head)


def test_every_cell_is_of_the_type_that_the_metadata_say(described, table):
    _, lines = table
    for place, column in enumerate(described["tableSchema"]["columns"]):
        cells = [line[place] for line in lines]
        given = [cell for cell in cells if cell]
        if column.get("required"):
            assert given == cells, column["name"]
        kind = column["datatype"]
        if isinstance(kind, dict):
            assert kind["base"] == "string"
            assert all(re.fullmatch(kind["format"], cell) for cell in given), column["name"]
        elif kind == "integer":
            assert all(re.fullmatch(r"-?\d+", cell) for cell in given), column["name"]
        elif kind == "number":
            assert [str(float(cell)) for cell in given] == given
        elif kind == "anyURI":
            assert all(cell.startswith("https://") for cell in given)
        else:
            assert kind == "string"


def test_the_metadata_give_units_meanings_licences_and_sources(described):
    columns = {column["name"]: column for column in described["tableSchema"]["columns"]}
    for column in export_columns(data="2026.3"):
        about = columns[column.name]
        unit = f" [{column.unit}]" if column.unit else ""
        assert about["dc:description"] == f"{column.title}{unit}"
        assert about.get("schema:unitText", "") == column.unit
    release = cs.load("2026.3")
    editions = {source.id: source for source in release.datasets}
    sources = {source["dc:identifier"]: source for source in described["dc:source"]}
    assert {"onet/30.1", "oews/2025-05", "webb/2020"} <= set(sources)
    for id, about in sources.items():
        source = editions[id]
        assert about["dc:license"] == source.licence
        assert about["dc:bibliographicCitation"] == source.citation
        assert about["@id"] == source.url
        assert source.licence in described["dc:license"]
        assert source.attribution in {"", *described["dc:rights"]}
    (note,) = described["notes"]
    assert note["data_fingerprint"] == release.fingerprint
    assert note["methodology"]["id"] == "american-dream-jobs/2.0"
    assert described["dc:creator"] == f"careerscore {cs.__version__}"


def test_rows_have_the_chosen_columns_alone(tmp_path):
    chosen = {"columns": ["title", "total"], "occupations": ["29-2072"], "data": "2026.1"}
    expected = b"title,total\r\nMedical Records Specialists,3\r\n"
    assert export_bytes("csv", **chosen) == expected
    report = cs.export(tmp_path / "a.csv", **chosen)
    assert (tmp_path / "a.csv").read_bytes() == expected
    assert report.columns == ("title", "total")


@pytest.mark.parametrize("wrong", [1, None, "yes"])
def test_whether_rows_carry_attributions_is_true_or_false(tmp_path, wrong):
    places = cs.places("Vermont", data="2026.3")
    for ask in (
        lambda: cs.export(tmp_path / "a.csv", occupations=["29-2072"], attributions=wrong),
        lambda: export_bytes("csv", occupations=["29-2072"], attributions=wrong),
        lambda: cs.export_result(places, tmp_path / "a.csv", attributions=wrong),
    ):
        with pytest.raises(InvalidInputError, match="attributions: expected "):
            ask()
    assert list(tmp_path.iterdir()) == []


def test_every_row_carries_release_methodology_and_attributions_if_asked(tmp_path):
    columns = ["title", "annual_median_usd"]
    chosen = {"columns": columns, "occupations": ["29-2072"], "data": "2026.1"}
    report = cs.export(tmp_path / "my jobs.csv", **chosen, attributions=True)
    content = (tmp_path / "my jobs.csv").read_bytes()
    assert content == export_bytes("csv", **chosen, attributions=True)
    assert report.columns == (*columns, "data_release", "methodology", "attributions")
    with (tmp_path / "my jobs.csv").open(encoding="utf-8", newline="") as file:
        (row,) = csv.DictReader(file)
    assert list(row) == [*columns, "data_release", "methodology", "attributions"]
    assert (row["data_release"], row["methodology"]) == ("2026.1", "")
    assert "O*NET 30.1 Database" in row["attributions"]
    described = json.loads((tmp_path / "my jobs.csv-metadata.json").read_text(encoding="utf-8"))
    assert described["url"] == "my%20jobs.csv"
    columns = ["data_release", "tier", "methodology", "title"]
    cs.export(tmp_path / "b.csv", columns=columns, attributions=True)
    head = (tmp_path / "b.csv").read_text(encoding="utf-8").splitlines()[0]
    assert head == "data_release,tier,methodology,title,attributions"
