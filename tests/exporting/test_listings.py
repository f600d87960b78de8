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
HEADS += ["Apply URL", "Description", "Highlights", "Workplace", "Salary Low", "Salary High"]
HEADS += ["Salary Period", "Salary Currency", "Predicted Salary", "Also In", "Found At"]
HEADS += ["Occupation Code", "Occupation Title", "Matched By"]
HEADS += ["Wage Rank Low", "Wage Rank High", "Wage Rank Note"]
REST = [None] * (len(HEADS) - 10)

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
        assert [list(row.values()) for row in document["rows"]] == [
            [*CELLS, *REST],
            ["Coder", *[None] * 9, *REST],
        ]
        assert list(document["rows"][0]) == HEADS
        assert document["kind"] == "job-listings"
        assert document["library"] == f"careerscore {cs.__version__}"
        assert report.columns == tuple(HEADS)
        jsonschema.validate(document, listings_schema(), jsonschema.Draft202012Validator)

    def test_csv_has_just_these_and_the_rest_stands_beside(self, tmp_path):
        path, report = write(tmp_path, "a.csv", [FULL, BARE])
        flat = [cell.replace("\n", " ") for cell in CELLS]
        assert read_csv(path.read_bytes()) == [
            HEADS,
            [*flat, *[""] * len(REST)],
            ["Coder", *[""] * (9 + len(REST))],
        ]
        described = json.loads((tmp_path / "a.csv-metadata.json").read_text(encoding="utf-8"))
        columns = described["tableSchema"]["columns"]
        assert [column["titles"] for column in columns] == [[name] for name in HEADS]
        assert columns[0]["name"] == "job_title"
        # What users call an address can be anything.
        kinds = {column["titles"][0]: column["datatype"] for column in columns}
        numbers = {"Salary Low", "Salary High", "Wage Rank Low", "Wage Rank High"}
        assert {name for name, kind in kinds.items() if kind == "number"} == numbers
        assert {kind for name, kind in kinds.items() if name not in numbers} == {"string"}
        assert described["dc:creator"] == f"careerscore {cs.__version__}"
        assert (described["dc:source"], described["dc:rights"]) == ([], [])
        assert report.sidecars == (str(tmp_path / "a.csv-metadata.json"),)

    def test_parquet(self, tmp_path):
        path, _ = write(tmp_path, "a.parquet", [FULL, BARE])
        read = pq.read_table(path)
        assert read.column_names == HEADS
        assert [list(row.values()) for row in read.to_pylist()] == [
            [*CELLS, *REST],
            ["Coder", *[None] * 9, *REST],
        ]
        about = json.loads(read.schema.metadata[b"careerscore"])
        assert (about["data_release"], about["library"]) == (None, f"careerscore {cs.__version__}")

    def test_excel(self, tmp_path):
        path, report = write(tmp_path, "a.xlsx", [FULL, BARE])
        book = openpyxl.load_workbook(path)
        assert book.sheetnames == ["Job listings", "About"]
        rows = [[cell.value for cell in row] for row in book["Job listings"].iter_rows()]
        day = datetime.datetime(2026, 1, 9)  # noqa: DTZ001
        assert rows == [HEADS, [*CELLS[:5], day, *CELLS[6:], *REST], ["Coder", *[None] * 9, *REST]]
        assert book["Job listings"]["F2"].number_format == "yyyy-mm-dd"
        assert book["Job listings"].freeze_panes == "A2"
        assert book["Job listings"].auto_filter.ref == "A1:X3"
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
    with pytest.raises(InvalidInputError, match="kind: expected JobListing or TrainingProgram"):
        listings_schema(cs.Occupation)


SAID = cs.model.SalaryRange(low=50_000, high=60_000, period="year", currency="USD")
WHOLE = cs.JobListing(
    title="Medical coder",
    workplace="remote",
    salary_range=SAID,
    predicted_salary=cs.model.SalaryRange(low=25, period="hour"),
    also_in=["A", "B"],
    found_at="2026-01-09T12:00:00Z",
    occupation_code="29-2072.00",
    occupation_title="Medical Records Specialists",
    matched_by="its title",
    wage_rank_low=48.5,
    wage_rank_high=61,
    wage_rank_note="a note",
)
PROGRAM = cs.model.TrainingProgram(
    program="=Coding",
    school="College",
    distance_miles=3,
    url="https://college.example",
    on_provider_list=True,
)
CERTIFICATION = cs.model.Certification(
    name="CPC", url="https://a.example", organization_url="https://b.example"
)


class TestWhatServicesGive:
    def test_pay_and_ranks_are_numbers(self, tmp_path):
        path, _ = write(tmp_path, "a.json", [WHOLE])
        document = json.loads(path.read_text(encoding="utf-8"))
        (row,) = document["rows"]
        assert list(row.values())[10:] == [
            *("remote", 50_000, 60_000, "year", "USD", "from 25 an hour", "A; B"),
            *("2026-01-09T12:00:00Z", "29-2072.00", "Medical Records Specialists", "its title"),
            *(48.5, 61, "a note"),
        ]
        jsonschema.validate(document, listings_schema(), jsonschema.Draft202012Validator)
        path, _ = write(tmp_path, "a.xlsx", [WHOLE])
        sheet = openpyxl.load_workbook(path)["Job listings"]
        assert (sheet["L2"].value, sheet["V2"].value) == (50_000, 48.5)
        assert sheet["V2"].number_format == '0.0"%"'
        path, _ = write(tmp_path, "a.parquet", [WHOLE, BARE])
        low = pq.read_table(path).column("Salary Low")
        assert (str(low.type), low.to_pylist()) == ("double", [50_000, None])

    @pytest.mark.parametrize(
        ("listing", "kind", "title", "links"),
        [
            (PROGRAM, "training-programs", "Training programs", ["https://college.example"]),
            (CERTIFICATION, "certifications", "Certifications", ["https://a.example"]),
        ],
    )
    def test_programs_and_certifications_are_tables_of_their_own(
        self, tmp_path, listing, kind, title, links
    ):
        path, report = write(tmp_path, "a.json", [listing])
        document = json.loads(path.read_text(encoding="utf-8"))
        schema = listings_schema(type(listing))
        jsonschema.validate(document, schema, jsonschema.Draft202012Validator)
        assert (document["kind"], document["title"]) == (kind, title)
        assert report.columns == tuple(document["rows"][0])
        path, _ = write(tmp_path, "a.xlsx", [listing], occupation="29-2072")
        book = openpyxl.load_workbook(path)
        targets = [cell.hyperlink.target for cell in book.worksheets[0][2] if cell.hyperlink]
        assert targets[:1] == links
        assert book["About"]["B1"].value == f"{title}: Medical Records Specialists"
        path, _ = write(tmp_path, "a.csv", [listing])
        assert "data_release" not in read_csv(path.read_bytes())[0]

    def test_their_cells(self, tmp_path):
        path, _ = write(tmp_path, "a.csv", [PROGRAM])
        head, row = read_csv(path.read_bytes())
        cells = dict(zip(head, row, strict=True))
        assert (cells["Program"], cells["Distance Miles"]) == ("'=Coding", "3.0")
        assert (cells["On Provider List"], cells["URL"]) == ("yes", "https://college.example")
        other = cs.model.TrainingProgram(program="X", on_provider_list=False)
        path, _ = write(tmp_path, "a.csv", [other])
        assert dict(zip(*read_csv(path.read_bytes()), strict=True))["On Provider List"] == "no"

    def test_they_are_not_mixed(self, tmp_path):
        with pytest.raises(InvalidInputError, match=r"listings\[1\]: expected a TrainingProgram"):
            write(tmp_path, "a.csv", [PROGRAM, FULL])
