"""Files of codes and titles: what `join_reference` attaches, beside cells that stay as they are."""

from __future__ import annotations

import csv
import gzip
import os
import sys
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import openpyxl
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import DefinitionError, InvalidInputError, MissingDependencyError
from careerscore.frames import join_file, join_reference

KINDS = ("csv", "tsv", "csv.gz", "xlsx", "parquet")
COLUMNS = ["title", "job_zone", "annual_median_usd", "employment"]
METHOD = "american-dream-jobs/2.0"
CODES = ["29-2072", "13-1020", "31-1120", "15-1131", "NA", "", "-", "=1", "29-1141.00", " x"]

each_kind = pytest.mark.parametrize("kind", KINDS)
posix = pytest.mark.skipif(os.name == "nt", reason="folders, limits and signals of POSIX")


def write(path, rows):
    """Write rows of texts, the names of the columns first."""
    if path.suffix == ".parquet":
        schema = pa.schema([(name, pa.string()) for name in rows[0]])
        pq.write_table(
            pa.table([*map(list, zip(*rows[1:], strict=True))] or [[]] * len(schema), schema), path
        )
    elif path.suffix == ".xlsx":
        with xlsxwriter.Workbook(path, {"strings_to_formulas": False}) as book:
            sheet = book.add_worksheet("Sheet")
            for number, row in enumerate(rows):
                sheet.write_row(number, 0, row)
    else:
        with opened(path, "wt") as file:
            csv.writer(file, delimiter="\t" if ".tsv" in path.name else ",").writerows(rows)
    return path


def read(path):
    """Read rows, of text and of nothing in place of it."""
    if path.suffix == ".parquet":
        table = pq.read_table(pa.BufferReader(path.read_bytes()))
        return [
            tuple(table.column_names),
            *zip(*map(pa.ChunkedArray.to_pylist, table.columns), strict=True),
        ]
    if path.suffix == ".xlsx":
        return list(openpyxl.load_workbook(path).active.iter_rows(values_only=True))
    with opened(path, "rt") as file:
        return [*map(tuple, csv.reader(file, delimiter="\t" if ".tsv" in path.name else ","))]


def opened(path, mode):
    return (gzip.open if path.suffix == ".gz" else open)(path, mode, encoding="utf-8", newline="")


def alike(rows):
    """Rows as they can be compared between kinds of files: 5.0 is 5, and nothing is no text."""
    return [[str("" if cell is None else cell).removesuffix(".0") for cell in row] for row in rows]


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


def refused(kind, *arguments, **options):
    """The error of joining a file."""
    with pytest.raises(kind) as caught:
        join_file(*arguments, **{"on": "soc"} | options)
    return caught.value


def joined(rows, **options):
    """What a frame of the rows becomes, as rows."""
    frame = pl.DataFrame(rows[1:], rows[0], orient="row")
    found = join_reference(frame, by="code", **options)
    return [tuple(found.frame.columns), *found.frame.rows()], found.report


@given(
    cells=st.lists(
        st.tuples(
            st.sampled_from(CODES), st.sampled_from(["00123", "=1", 'a "b"', "x\ny", "a,b", "é"])
        ),
        max_size=8,
    ),
    here=st.sampled_from(KINDS),
    there=st.sampled_from(KINDS),
    many=st.sampled_from(["leave", "expand"]),
    methodology=st.sampled_from([None, METHOD]),
)
def test_a_file_of_any_kind_becomes_any_other_with_what_a_frame_gets(
    cells, here, there, many, methodology
):
    rows = [("id", "soc", "note"), *((f"{n:03}", *row) for n, row in enumerate(cells))]
    options = {"on": "soc", "many": many, "methodology": methodology, "columns": COLUMNS}
    with TemporaryDirectory() as folder:
        source, target = Path(folder, f"in.{here}"), Path(folder, f"out.{there}")
        result = join_file(write(source, rows), target, data="2026.1", missing=[], **options)
        found, wanted = read(target), joined(rows, data="2026.1", **options)
    assert result.report.rows == wanted[1].rows
    assert (result.records, result.rows) == (len(rows) - 1, len(wanted[0]) - 1)
    assert alike(found) == alike(wanted[0])


@pytest.fixture
def staff(tmp_path):
    """A file as people have it: semicolons, Windows-1252, words for missing."""
    path = tmp_path / "staff.csv"
    text = "id;soc;n\xf6te\n00123;29-2072;=1+1\n00124;13-1020;5\n00125;NA;\n00126;13-1020; x\n"
    path.write_bytes(text.encode("cp1252"))
    return path


def test_the_report_says_how_a_file_was_read_and_what_matched(staff, tmp_path):
    result = join_file(staff, tmp_path / "out.csv", on="soc", columns=["title"])
    assert (result.records, result.rows) == (4, 4)
    assert result.read_as == "CSV, semicolons, Windows-1252"
    assert result.missing == {"NA": 1}
    assert result.report.rows == {"matched": 1, "inherited": 0, "one-to-many": 2, "unmatched": 1}
    assert result.report.rows_missing == 1
    assert read(tmp_path / "out.csv")[1][:3] == ("00123", "29-2072", "=1+1")


def test_what_is_said_of_a_file_goes_before_what_is_found(staff, tmp_path):
    target = tmp_path / "out.tsv"
    options = {"delimiter": ",", "encoding": "latin-1", "columns": [], "missing": ["x"]}
    result = join_file(staff, target, on="id;soc;n\xf6te", **options)
    assert result.read_as == "CSV, commas, LATIN-1"
    assert result.missing == {}
    assert read(target)[2] == ("00124;13-1020;5", "unmatched", "")


def test_a_blank_is_missing_whatever_the_words_are(tmp_path):
    source = write(tmp_path / "in.csv", [("soc", "n"), (" ", "1"), ("", "2"), (" none", "3")])
    result = join_file(source, tmp_path / "out.csv", on="soc", missing=["none "])
    assert result.missing == {"": 2, "none": 1}
    assert result.report.rows_missing == 3


def test_every_row_of_a_group_is_opened(tmp_path):
    source = write(
        tmp_path / "in.csv", [("soc", "n"), ("13-1020", "1"), ("29-2072", "2"), ("?", "3")]
    )
    for kind in ("csv", "parquet"):
        target = tmp_path / f"out.{kind}"
        result = join_file(source, target, on="soc", many="expand", columns=["onet_soc_code"])
        assert (result.records, result.rows) == (3, 5)
        _, *rows = read(target)
        assert [(row[1], row[-1] or None) for row in rows] == [
            *(("1", f"13-102{n}.00") for n in (1, 2, 3)),
            *(("2", "29-2072.00"), ("3", None)),
        ]


def test_a_column_can_name_the_classification_of_each_row(tmp_path):
    rows = [("soc", "of"), ("15-1132", "soc-2010"), ("29-2072", "soc-2018"), ("15-1132", "")]
    for kind in ("csv", "xlsx", "parquet"):
        source, target = write(tmp_path / f"in.{kind}", rows), tmp_path / f"out.{kind}"
        join_file(source, target, on="soc", system="of", columns=[])
        assert [row[2] for row in read(target)] == ["match", "one-to-many", "matched", "unmatched"]


def test_texts_of_ours_are_no_formulas_and_those_of_the_file_stay(tmp_path):
    rows = [("soc", "n"), ("29-2072", "=2"), ("=1+1", "+1")]
    source, review = write(tmp_path / "in.csv", rows), tmp_path / "review.csv"
    join_file(source, tmp_path / "a.csv", on="soc", columns=[], prefix="=", unmatched=review)
    assert read(tmp_path / "a.csv") == [
        ("soc", "n", "'=match", "'=match_codes"),
        ("29-2072", "=2", "matched", "29-2072.00"),
        ("=1+1", "+1", "unmatched", ""),
    ]
    assert read(review)[1][:4] == ("soc", "'=1+1", "1", "unmatched")
    join_file(source, tmp_path / "a.xlsx", on="soc", columns=[], unmatched=tmp_path / "review.xlsx")
    for name in ("a.xlsx", "review.xlsx"):
        sheet = openpyxl.load_workbook(tmp_path / name).active
        kinds = {cell.data_type for row in sheet for cell in row}
        assert kinds <= {"s", "n", "inlineStr"}


def test_numbers_and_dates_of_a_workbook_stay(tmp_path):
    day, at = map(datetime.fromisoformat, ("2024-01-31", "2024-01-31 08:30"))
    book, source = openpyxl.Workbook(), tmp_path / "in.xlsx"
    book.active.append(["soc", "pay", "since", "at", "is"])
    book.active.append([292072, 10.25, day.date(), at, True])
    book.active.append(["29-2072", 7, "soon", None, "x"])
    book.save(source)
    middle, target = tmp_path / "a.parquet", tmp_path / "b.xlsx"
    result = join_file(source, target, on="soc", columns=["annual_median_usd"], data="2026.1")
    assert result.read_as == "Excel, sheet 'Sheet'"
    assert [(*row[:6], row[7]) for row in read(target)[1:]] == [
        (
            292072,
            10.25,
            day,
            at,
            True,
            "matched",
            48780,
        ),
        ("29-2072", 7, "soon", None, "x", "matched", 48780),
    ]
    join_file(source, middle, on="soc", columns=[])
    table = pq.read_table(middle).to_pydict()
    assert table["pay"] == [10.25, 7.0]
    assert table["at"] == [at, None]
    assert (table["soc"], table["since"]) == (["292072", "29-2072"], ["2024-01-31", "soon"])
    join_file(source, tmp_path / "c.csv", on="soc", columns=[])
    assert read(tmp_path / "c.csv")[1][:5] == (
        "292072",
        "10.25",
        "2024-01-31",
        "2024-01-31 08:30:00",
        "True",
    )


def test_types_and_metadata_of_parquet_stay_and_new_ones_say_where_they_are_from(tmp_path):
    source, target = tmp_path / "in.parquet", tmp_path / "out.pq"
    moments = pa.array([1, None], pa.timestamp("ns", "UTC"))
    table = pa.table({"occ.code": ["29-2072", None], "at": moments, "list": [[1], [2, 3]]})
    pq.write_table(table.replace_schema_metadata({"mine": "kept"}), source)
    result = join_file(source, target, on="occ.code", methodology=METHOD, data="2026.1", columns=[])
    found = pq.read_table(target)
    assert found.select(table.column_names).equals(table)
    assert result.missing == {"": 1}
    method = cs.methodology(METHOD)
    assert {
        key.decode(): value.decode()
        for key, value in found.schema.metadata.items()
        if not key.startswith(b"ARROW")
    } == {
        "mine": "kept",
        "careerscore.data_release": "2026.1",
        "careerscore.version": cs.__version__,
        "careerscore.methodology": METHOD,
        "careerscore.fingerprint": method.fingerprint,
    }
    assert found["tier"].to_pylist() == ["AI-Augmented", None]
    for name in ("csv", "xlsx"):
        error = refused(InvalidInputError, source, tmp_path / f"out.{name}", on="occ.code")
        assert "list: expected single values, or a Parquet file for the target" in str(error)
    assert "list: expected codes or titles" in str(
        refused(InvalidInputError, source, target, on="list")
    )
    assert names_in(tmp_path) == ["in.parquet", "out.pq"]


def test_what_needs_a_person_is_written_aside_most_rows_first(staff, tmp_path):
    review = tmp_path / "review.csv"
    join_file(staff, tmp_path / "out.csv", on="soc", unmatched=review, data="2026.1")
    names, many, nothing = read(review)
    of_match = ("match", "reason", "system", "candidates", "confidence")
    assert names == ("column", "text", "rows", *of_match)
    assert many[:4] == ("soc", "13-1020", "2", "one-to-many")
    assert "13-1021.00 Buyers and Purchasing Agents, Farm Products; 13-1022.00 " in many[6]
    assert nothing[:5] == ("soc", "", "1", "unmatched", "no code")


def test_progress_is_told_up_to_the_end(tmp_path, monkeypatch):
    monkeypatch.setattr("careerscore.frames.joined_files.STEP_ROWS", 2)
    monkeypatch.setattr("careerscore.frames.joined_files.STEP_MATCHES", 1)
    source = write(tmp_path / "in.csv", [("soc", "n"), *((code, "1") for code in CODES)])
    for name in ("out.csv", "out.parquet"):
        steps, totals, count = [], set(), len(CODES)

        def progress(done, total, steps=steps, totals=totals):
            steps.append(done)
            totals.add(total)

        join_file(source, tmp_path / name, on="soc", progress=progress)
        assert totals == {3 * count}
        assert steps == sorted(steps)
        assert {done // count for done in steps} == {0, 1, 2, 3}
        assert steps[-1] == 3 * count


@each_kind
def test_nothing_is_left_of_a_join_that_is_interrupted(tmp_path, kind, monkeypatch):
    monkeypatch.setattr("careerscore.frames.joined_files.STEP_ROWS", 1)
    source = write(tmp_path / "in.csv", [("soc",), ("29-2072",)])
    target, review = tmp_path / f"out.{kind}", tmp_path / "review.csv"
    target.write_text("old")

    def interrupt(done, total):
        if done >= 2 * total // 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        join_file(source, target, on="soc", unmatched=review, progress=interrupt)
    assert target.read_text() == "old"
    assert names_in(tmp_path) == sorted(["in.csv", target.name])


def test_all_problems_are_listed_with_names_near(tmp_path):
    source = write(tmp_path / "in.csv", [("SOC", "match", "n"), ("29-2072", "1", "2")])
    options = {
        "on": "socs",
        "columns": ["titel"],
        "delimiter": "tab",
        "missing": "NA",
        "sheet": "x",
    }
    error = refused(
        InvalidInputError,
        source,
        tmp_path / "no" / "out.txt",
        unmatched=source,
        min_confidence=0.5,
        many="all",
        **options,
    )
    assert error.subject == "join_file"
    problems = {problem.field: str(problem) for problem in error.problems}
    assert problems.keys() == {
        *("target", "unmatched", "on", "columns", "delimiter", "missing", "sheet", "many"),
        *("min_confidence", "prefix"),
    }
    assert problems["on"] == "on: no column 'socs'; did you mean SOC?"
    assert problems["prefix"].startswith(
        "prefix: expected a prefix, as the file has a column named "
    )
    assert problems["unmatched"].startswith("unmatched: expected another file than the source")


def test_a_column_that_is_not_there_is_answered_with_those_that_are(tmp_path):
    source = write(tmp_path / "in.csv", [[f"column {n}" for n in range(22)]])
    error = refused(InvalidInputError, source, tmp_path / "out.csv")
    assert str(error).startswith("join_file: on: no column 'soc'; there are: 'column 0', ")
    assert str(error).endswith(", 'column 19' and 2 more")
    error = refused(InvalidInputError, source, tmp_path / "out.csv", on=None)
    assert "or by title= that of titles; there are: 'column 0', " in str(error)
    error = refused(InvalidInputError, source, tmp_path / "out.csv", title="column 1")
    assert "title: say on= or title=, not both" in str(error)


NAMES = [("soc", "pay"), ("29-2072", "1"), ("x", "2")]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "tsv", "csv.gz"])
@pytest.mark.parametrize("title", [("Table 1", ""), ("Table 1",), ("a;b", "c|d", "e")])
@pytest.mark.parametrize("above", [1, 8])
def test_names_of_columns_below_a_heading_are_pointed_out_and_read(tmp_path, kind, title, above):
    source = write(tmp_path / f"in.{kind}", [*[title] * above, *NAMES])
    target, row = tmp_path / "out.csv", above + 1
    for options in ({}, {"header": row + 1}, {"header": row + 2}):
        if not (kind == "xlsx" and options):
            error = refused(InvalidInputError, source, target, **options)
            assert str(error) == f"join_file: on: no column 'soc'; row {row} has it: header={row}"
    result = join_file(source, target, on="soc", header=row, columns=[])
    assert (result.records, result.rows) == (2, 2)
    assert [(*row[:2], row[-2]) for row in read(target)] == [
        *[("soc", "pay", "match"), ("29-2072", "1", "matched"), ("x", "2", "unmatched")]
    ]


def test_names_of_columns_far_below_or_in_no_row_are_not_pointed_out(tmp_path):
    far = write(tmp_path / "in.xlsx", [*[("Table 1", "")] * 11, *NAMES])
    error = refused(InvalidInputError, far, tmp_path / "out.csv")
    assert str(error).endswith("no column 'soc'; there are: 'Table 1', ''")
    broken = write(tmp_path / "in.csv", [("Table",), *NAMES, ("29-2072",)])
    error = refused(DefinitionError, broken, tmp_path / "out.csv", header=2)
    assert str(error).endswith("line 5 has 1 cells, for 2 columns")
    error = refused(InvalidInputError, broken, tmp_path / "out.csv", on=None, title="pay")
    assert str(error) == "join_file: title: no column 'pay'; row 2 has it: header=2"


def test_rows_of_a_workbook_are_counted_as_excel_counts_them(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet("Sheet")
        for number, row in enumerate([["Table 1"], *NAMES], 3):
            sheet.write_row(number, 0, row)
    for header, names in ((1, "Table 1"), (4, "Table 1"), (5, "soc")):
        options = {"on": names, "header": header, "columns": []}
        result = join_file(tmp_path / "in.xlsx", tmp_path / "out.csv", **options)
        assert result.rows == (2 if names == "soc" else 3)
    error = refused(InvalidInputError, tmp_path / "in.xlsx", tmp_path / "out.csv")
    assert str(error).endswith("row 5 has it: header=5")


@pytest.mark.parametrize(
    ("kind", "reason"),
    [
        ("csv", "expected a line of column names in row 9, found none"),
        ("xlsx", "expected rows in sheet 'Sheet', from row 9 on, found none"),
    ],
)
def test_a_file_without_that_row_is_refused(tmp_path, kind, reason):
    source = write(tmp_path / f"in.{kind}", NAMES)
    error = refused(DefinitionError, source, tmp_path / "out.csv", header=9, on="none")
    assert str(error) == f"{source}: {reason}"


def test_a_header_is_a_number_of_a_file_that_has_rows(tmp_path):
    error = refused(InvalidInputError, write(tmp_path / "a.csv", NAMES), "out.csv", header=0)
    assert "header: expected" in str(error)
    source = write(tmp_path / "a.parquet", NAMES)
    error = refused(InvalidInputError, source, tmp_path / "out.csv", header=2)
    assert "header: expected 1, as Parquet names its columns apart, got 2" in str(error)


@pytest.mark.parametrize("of", [None, "of"])
def test_a_cell_that_is_no_code_is_named_with_its_row(tmp_path, of):
    rows = [("Table", ""), ("soc", "of"), ("29-2072", "soc-2018"), (True, "soc-2018")]
    source, target = write(tmp_path / "in.xlsx", rows), tmp_path / "out.csv"
    error = refused(InvalidInputError, source, target, header=2, system=of)
    assert str(error) == (
        "join_file: row 4: soc: expected codes or titles: texts or numbers, got True"
    )
    source = write(tmp_path / "in.csv", [("soc", "of"), ("29-2072", "soc-3")])
    assert str(refused(InvalidInputError, source, target, system="of")).startswith("join_file: of:")


def test_a_workbook_that_changes_is_refused(tmp_path, monkeypatch):
    from careerscore.frames.workbooks import WorkbookTable

    source = write(tmp_path / "in.xlsx", [("soc",), (True,)])
    reads = iter([[True], ["29-2072"]])
    monkeypatch.setattr(WorkbookTable, "keys", lambda *_: iter(next(reads)))
    error = refused(DefinitionError, source, tmp_path / "out.csv")
    assert str(error).endswith("it changes while it is read")


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("mark", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_line_that_tells_excel_the_delimiter_is_no_row(tmp_path, end, mark, encoding):
    lines = [f"sep={mark}", "Table 1", f"soc{mark}pay", f"29-2072{mark}1"]
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_bytes(end.join(lines).encode(encoding))
    result = join_file(source, target, on="soc", header=2, columns=[])
    assert result.rows == 1
    assert read(target)[1] == ("29-2072", "1", "matched", "29-2072.00")
    del lines[1]
    source.write_bytes(end.join(lines).encode(encoding))
    assert join_file(source, target, on="soc", columns=[]).rows == 1
    error = refused(InvalidInputError, source, target, on="sock")
    assert str(error).endswith("no column 'sock'; did you mean soc?")
    source.write_bytes(end.join([*lines, "x"]).encode(encoding))
    error = refused(DefinitionError, source, target)
    assert str(error).endswith("line 4 has 1 cells, for 2 columns")


def test_columns_that_look_like_codes_are_named_where_none_is(tmp_path):
    # Of SOC 2018, of SOC 2010, a group, and no code.
    cells = ("29-2072", "29-2071", "15-1230", "?")
    rows = [("id", "soc", "n"), *((f"a{n}", cells[n % 4], "") for n in range(30))]
    error = refused(
        InvalidInputError, write(tmp_path / "in.csv", rows), tmp_path / "b.csv", on=None
    )
    assert str(error) == (
        "join_file: on: name the column of codes, or by title= that of titles; "
        "'soc' looks like codes"
    )


def excel(*rows):
    """The bytes of a workbook."""
    with TemporaryDirectory() as folder:
        return write(Path(folder, "in.xlsx"), rows).read_bytes()


PARQUET = pa.BufferOutputStream()
pq.write_table(pa.table({"soc": ["29-2072"] * 1000}), PARQUET)
PARQUET = PARQUET.getvalue().to_pybytes()


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("in.csv", b"soc,n\n29-2072,1\n29-2072\n", "line 3 has 1 cells, for 2 columns"),
        ("in.csv", b"soc,n\n29-2072,1\n29-2072\n1,2,3\n", "line 3 has 1 cells, for 2 columns"),
        ("in.csv", b"soc,n\n29-2072,1\n\n29-2072,2\n", "line 3 is blank"),
        ("in.csv", b'soc,n\n29-2072,"1\n', "line 2: unexpected end of data"),
        ("in.csv", b"soc,soc\n1,2\n", "expected one column 'soc', found several"),
        ("in.csv", b"", "expected a line of column names, found none"),
        ("in.csv.gz", gzip.compress(b"soc\n29-2072\n", mtime=0)[:-9], "cannot be read: "),
        ("in.xlsx", b"", "not a workbook (Cannot detect file format)"),
        ("in.xlsx", excel(["soc"])[:-200], "not a workbook ("),
        ("in.xlsx", excel(), "expected rows in sheet 'Sheet', found none"),
        ("in.parquet", b"", "cannot be read: "),
        ("in.parquet", PARQUET[:-20], "cannot be read: "),
        ("in.parquet", PARQUET[:4] + b"\xff" * 60 + PARQUET[64:], "cannot be read: "),
    ],
)
@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_a_malformed_file_is_refused_and_nothing_is_left(tmp_path, name, content, reason, kind):
    source = tmp_path / name
    source.write_bytes(content)
    error = refused(DefinitionError, source, tmp_path / f"out.{kind}")
    assert str(error).startswith(f"{source}: ")
    assert reason in str(error)
    assert names_in(tmp_path) == [name]


@pytest.mark.parametrize(
    ("package", "here", "there", "feature", "extra"),
    [
        ("python_calamine", "xlsx", "csv", "reading a workbook", "excel"),
        ("xlsxwriter", "csv", "xlsx", "writing a workbook", "excel"),
        ("pyarrow", "parquet", "csv", "a Parquet file", "parquet"),
        ("pyarrow", "csv", "parquet", "a Parquet file", "parquet"),
    ],
)
def test_what_is_not_installed_is_named_with_its_extra(
    tmp_path, monkeypatch, package, here, there, feature, extra
):
    source = write(tmp_path / f"in.{here}", [("soc",), ("29-2072",)])
    monkeypatch.setitem(sys.modules, package, None)
    error = refused(MissingDependencyError, source, tmp_path / f"out.{there}")
    assert (error.feature, error.extra) == (feature, extra)
    assert names_in(tmp_path) == [source.name]


def test_text_is_joined_without_any_engine(tmp_path, monkeypatch):
    source = write(tmp_path / "in.csv", [("soc",), ("29-2072",), ("13-1020",)])
    for package in (
        "numpy",
        "pandas",
        "polars",
        "pyarrow",
        "duckdb",
        "xlsxwriter",
        "python_calamine",
    ):
        monkeypatch.setitem(sys.modules, package, None)
    target = tmp_path / "out.csv"
    join_file(source, target, on="soc", columns=["title"], methodology=METHOD, data="2026.1")
    names, first, second = read(target)
    assert first[names.index("tier")] == "AI-Augmented"
    assert second[names.index("tier")] == ""


def test_a_sheet_is_the_first_or_the_one_that_is_named(tmp_path):
    source, target = tmp_path / "in.xlsx", tmp_path / "out.csv"
    book = openpyxl.Workbook()
    # A table need not begin at the first cell.
    book.active["C3"], book.active["C4"] = "soc", "29-2072"
    book.create_sheet("Of 2019").append(["soc", "soc"])
    book.save(source)
    assert join_file(source, target, on="soc").read_as == "Excel, sheet 'Sheet', the first of 2"
    assert read(target)[1][:2] == ("29-2072", "matched")
    error = refused(InvalidInputError, source, target, sheet="Of 2018")
    assert (
        str(error) == "join_file: sheet: expected a sheet of the workbook: 'Of 2019', got 'Of 2018'"
    )
    error = refused(InvalidInputError, source, tmp_path / "out.pq", sheet="Of 2019")
    assert "on: 2 columns are named 'soc'" in str(error)
    assert "target: expected a file that is not Parquet: 2 columns are named 'soc'" in str(error)


@posix
def test_places_of_files_are_checked(tmp_path):
    source = write(tmp_path / "in.csv", [("soc",), ("29-2072",)])
    linked, folder, loop, pipe = (tmp_path / f"{name}.csv" for name in "abcd")
    linked.hardlink_to(source)
    folder.mkdir()
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for target in (source, tmp_path / "." / "in.csv", linked):
        error = refused(InvalidInputError, source, target)
        assert str(error).startswith("join_file: target: expected another file than the source")
    error = refused(InvalidInputError, source, tmp_path / "x.csv", unmatched=tmp_path / "x.csv")
    assert "unmatched: expected another file than the target" in str(error)
    for target in (folder, pipe, loop):
        assert str(refused(InvalidInputError, source, target)).startswith("file: path: expected a ")
    for unread, reason in (
        (folder, "Is a directory"),
        (pipe, "not a regular file"),
        (tmp_path / "none.xlsx", "No such file or directory"),
    ):
        error = refused(DefinitionError, unread, tmp_path / "out.csv")
        assert str(error) == f"{unread}: cannot be read: {reason}"
    link = tmp_path / "link.csv"
    link.symlink_to("linked.csv")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p"))
    odd.mkdir()
    for kind in KINDS:
        here = write(tmp_path / f"in.{kind}", [("soc",), ("29-2072",)]).rename(odd / f"in.{kind}")
        join_file(here, odd / f"out.{kind}", on="soc", columns=[])
        join_file(here, link, on="soc", columns=[])
        assert read(odd / f"out.{kind}")[1] == ("29-2072", "matched", "29-2072.00")
        assert link.is_symlink()


@pytest.mark.parametrize("value", [None, 5, b"in.csv", "in\0.csv", "", "in.doc"])
@pytest.mark.parametrize("name", ["source", "target", "unmatched"])
def test_what_is_no_path_of_a_file_is_refused_by_name(tmp_path, name, value):
    source = write(tmp_path / "in.csv", [("soc",), ("29-2072",)])
    paths = {"source": source, "target": tmp_path / "out.csv", "on": "soc"}
    if (name, value) != ("unmatched", None):
        with pytest.raises(
            InvalidInputError, match=f"{name}: expected the path of a file that ends"
        ):
            join_file(**paths | {name: value})


@posix
@each_kind
def test_a_disk_that_is_full_leaves_the_old_file(tmp_path, kind):
    import resource
    import signal

    rows = [("soc", "x"), *(("29-2072", f"{n * 7919}") for n in range(20_000))]
    source, target = write(tmp_path / "in.csv", rows), tmp_path / f"out.{kind}"
    target.write_text("old")
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (50_000, limits[1]))
    try:
        error = refused(OSError, source, target)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
        signal.signal(signal.SIGXFSZ, handler)
    assert (error.filename, error.strerror) == (str(target), "File too large")
    assert target.read_text() == "old"
    assert names_in(tmp_path) == sorted(["in.csv", target.name])
