"""Job listings: what they hold, the columns of their files, and that no text of theirs acts."""

from __future__ import annotations

import csv
import datetime
import io
import json

import jsonschema
import openpyxl
import pyarrow.parquet as pq
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError, RetiredCodeError
from careerscore.exporting import listings_schema

HEADS = ["Job Title", "Company", "Location", "Work Type", "Salary", "Posted", "Source"]
HEADS += ["Apply URL", "Description", "Highlights"]

FULL = cs.JobListing(
    title="Medical coder",
    company="Clinic, Inc.",
    location="Remote",
    work_type="Full-time",
    salary="$50,000 - $60,000",
    posted=datetime.date(2026, 1, 9),
    source="A board",
    apply_url="https://example.org/jobs?id=7&ref=x",
    description="Codes charts.\nWorks nights.",
    highlights=["Remote", "Benefits"],
)
BARE = cs.JobListing(title="Coder")
CELLS = [
    *("Medical coder", "Clinic, Inc.", "Remote", "Full-time", "$50,000 - $60,000", "2026-01-09"),
    *("A board", "https://example.org/jobs?id=7&ref=x", "Codes charts.\nWorks nights."),
    "Remote; Benefits",
]


def write(tmp_path, name, listings, **options):
    path = tmp_path / name
    return path, cs.export_listings(listings, path, **options)


def read_csv(content):
    return list(csv.reader(io.StringIO(content.decode("utf-8"), newline="")))


class TestColumns:
    def test_json(self, tmp_path):
        path, report = write(tmp_path, "a.json", [FULL, BARE])
        document = json.loads(path.read_text(encoding="utf-8"))
        assert [list(row.values()) for row in document["rows"]] == [CELLS, ["Coder", *[None] * 9]]
        assert list(document["rows"][0]) == HEADS
        assert document["kind"] == "job-listings"
        assert document["library"] == f"careerscore {cs.__version__}"
        assert report.columns == tuple(HEADS)
        jsonschema.validate(document, listings_schema(), jsonschema.Draft202012Validator)

    def test_csv_has_just_these_and_the_rest_stands_beside(self, tmp_path):
        path, report = write(tmp_path, "a.csv", [FULL, BARE])
        flat = [cell.replace("\n", " ") for cell in CELLS]
        assert read_csv(path.read_bytes()) == [HEADS, flat, ["Coder", *[""] * 9]]
        described = json.loads((tmp_path / "a.csv-metadata.json").read_text(encoding="utf-8"))
        columns = described["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == [[name] for name in HEADS]
        assert columns[0]["name"] == "job_title"
        # What users call an address can be anything.
        assert {column["datatype"] for column in columns} == {"string"}
        assert described["dc:creator"] == f"careerscore {cs.__version__}"
        assert (described["dc:source"], described["dc:rights"]) == ([], [])
        assert report.beside == (str(tmp_path / "a.csv-metadata.json"),)

    def test_parquet(self, tmp_path):
        path, _ = write(tmp_path, "a.parquet", [FULL, BARE])
        read = pq.read_table(path)
        assert read.column_names == HEADS
        assert [list(row.values()) for row in read.to_pylist()] == [CELLS, ["Coder", *[None] * 9]]
        about = json.loads(read.schema.metadata[b"careerscore"])
        assert (about["data_release"], about["library"]) == (None, f"careerscore {cs.__version__}")

    def test_excel(self, tmp_path):
        path, report = write(tmp_path, "a.xlsx", [FULL, BARE])
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["Job listings", "About"]
        rows = [[cell.value for cell in row] for row in book["Job listings"].iter_rows()]
        day = datetime.datetime(2026, 1, 9)  # noqa: DTZ001
        assert rows == [HEADS, [*CELLS[:5], day, *CELLS[6:]], ["Coder", *[None] * 9]]
        assert book["Job listings"]["F2"].number_format == "yyyy-mm-dd"
        assert book["Job listings"].freeze_panes == "A2"
        assert book["Job listings"].auto_filter.ref == "A1:J3"
        told = [[cell.value for cell in row] for row in book["About"].iter_rows()]
        assert told == [["title", "Job listings"], ["made by", f"careerscore {cs.__version__}"]]
        # No source gives a day, and the same listings give the same bytes.
        assert book.properties.created.year == 1980
        again, _ = write(tmp_path, "b.xlsx", [FULL, BARE])
        assert again.read_bytes() == path.read_bytes()
        assert (report.data_release, report.methodology, report.sources) == (None, None, ())

    def test_no_listings_are_a_table_without_rows(self, tmp_path):
        for name in ("a.json", "a.csv", "a.parquet", "a.xlsx"):
            assert write(tmp_path, name, iter([]))[1].rows == 0
        assert pq.read_table(tmp_path / "a.parquet").column_names == HEADS
        assert read_csv((tmp_path / "a.csv").read_bytes()) == [HEADS]


class TestOccupation:
    def test_a_named_occupation_is_told_with_its_release_and_attribution(self, tmp_path):
        path, report = write(tmp_path, "a.xlsx", [FULL], occupation="medical coder", data="2026.1")
        assert (report.data_release, report.sources) == ("2026.1", ("onet/30.1",))
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["Medical Records Specialists", "About", "Sources"]
        told = {row[0].value: row[1].value for row in book["About"].iter_rows()}
        assert told["title"] == "Job listings: Medical Records Specialists"
        assert told["occupation"] == "29-2072.00 Medical Records Specialists"
        assert told["data release"] == "2026.1"
        assert told["data fingerprint"] == cs.load("2026.1").fingerprint
        assert "O*NET 30.1 Database" in told["attribution"]

    def test_an_occupation_made_by_hand_names_no_release(self, tmp_path):
        career = cs.Occupation(code="29-2072.00", title="My job")
        path, report = write(tmp_path, "a.json", [FULL], occupation=career)
        assert (report.data_release, report.sources) == (None, ())
        assert json.loads(path.read_text(encoding="utf-8"))["occupation"]["title"] == "My job"

    def test_one_that_is_not_found_is_an_error_and_nothing_is_written(self, tmp_path):
        with pytest.raises(RetiredCodeError):
            write(tmp_path, "a.json", [FULL], occupation="29-2071")
        assert list(tmp_path.iterdir()) == []


class TestArguments:
    def test_all_that_is_wrong_is_told_together(self, tmp_path):
        with pytest.raises(InvalidInputError) as caught:
            cs.export_listings([FULL, "x", None], tmp_path / "a.docx", sheet_name=5)
        fields = [problem.field for problem in caught.value.problems]
        assert fields == ["target", "listings[1]", "listings[2]", "sheet_name"]

    @pytest.mark.parametrize("listings", [FULL, "listings", None])
    def test_listings_are_a_list(self, tmp_path, listings):
        with pytest.raises(InvalidInputError, match="listings: expected a list of JobListing"):
            cs.export_listings(listings, tmp_path / "a.csv")

    @pytest.mark.parametrize(
        ("given", "name"),
        [("Nurses [Ohio] / 2026", "Nurses Ohio 2026"), ("about", "about (2)"), ("", "Sheet")],
    )
    def test_the_name_of_the_sheet_is_made_legal(self, tmp_path, given, name):
        path, _ = write(tmp_path, "a.xlsx", [FULL], sheet_name=given, occupation="29-2072")
        assert openpyxl.load_workbook(path).sheetnames[0] == name


def test_the_schema_takes_any_text_for_an_address():
    row = listings_schema()["properties"]["rows"]["items"]["properties"]
    assert row["Apply URL"] == {"type": ["string", "null"], "description": "Apply URL"}
    assert row["Job Title"]["type"] == "string"
