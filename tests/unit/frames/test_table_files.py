"""Tables in files: every cell that is written is read again, as what it is."""

from __future__ import annotations

import csv
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from math import inf, nan
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import strategies as st

from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.frames import table_files, workbooks
from careerscore.frames.csv_dialect import DELIMITERS, CsvDialect, detect_dialect
from careerscore.frames.csv_source import CsvSource
from careerscore.frames.parquet_files import ParquetTable
from careerscore.frames.table_files import CsvTable, csv_writer
from careerscore.frames.workbooks import WorkbookTable, workbook_writer

# Neither NUL, which the csv module refuses, nor what XML cannot hold.
TEXTS = st.text(st.characters(codec="utf-8", exclude_characters="\0\ufffe\uffff"), max_size=6)
CELLS = st.one_of(TEXTS, st.sampled_from(["00123", "=1+1", 'a"b', "a,b;c\td|e", "\r", "\n", "-"]))
NUMBERS = st.one_of(
    st.integers(-(2**53), 2**53), st.floats(allow_nan=False, allow_infinity=False), st.booleans()
)
DATES = st.one_of(
    st.dates(workbooks.FIRST_DATE),
    st.datetimes(datetime.fromisoformat("1900-03-01")).map(lambda d: d.replace(microsecond=0)),
)


def tables(cells):
    """Rows of one width, the names of the columns first."""
    widths = st.integers(1, 4).map(lambda width: st.lists(cells, min_size=width, max_size=width))
    rows = widths.flatmap(lambda row: st.tuples(row, st.lists(row, max_size=5)))
    names = st.lists(TEXTS.filter(str.strip), min_size=4, max_size=4, unique=True)
    return st.tuples(names, rows).map(lambda both: [both[0][: len(both[1][0])], *both[1][1]])


def write(open_writer, path, table, added=(), cells=(), **options):
    """Write a table, and the same cells of ours in each row."""
    if open_writer is workbook_writer:
        options["rows"] = len(table) - 1
    with open_writer(path, table[0], added, **options) as writer:
        tail = writer.tail(cells)
        writer.write((row, tail) for row in table[1:])
    assert writer.rows == len(table) - 1


@given(tables(CELLS), st.sampled_from(["csv", "tsv", "csv.gz"]))
def test_text_that_is_written_is_read_again(table, kind):
    delimiter = "\t" if kind == "tsv" else ","
    with TemporaryDirectory() as folder:
        path = Path(folder, f"out.{kind}")
        write(csv_writer, path, table, delimiter=delimiter, is_gzip=kind.endswith("gz"))
        found = CsvTable(path, detect_dialect(path, delimiter=delimiter), Path(folder, "copy"), 1)
        assert [list(found.names), *found.rows()] == table
        assert found.records == len(table) - 1


@given(
    tables(CELLS.filter(lambda text: text.isascii())),
    st.sampled_from(list(DELIMITERS)),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "cp1252"]),
    st.sampled_from(["\n", "\r\n", "\r"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
)
def test_every_dialect_is_read(table, delimiter, encoding, line_end, quoting):
    table = [[f"é{place}" for place, _ in enumerate(table[0])], *table[1:]]
    with TemporaryDirectory() as folder:
        path = Path(folder, "in.csv")
        with path.open("w", encoding=encoding, newline="") as file:
            # What ends lines is quoted wherever it stands.
            rows = [[cell.replace("\r", "").replace("\n", "") for cell in row] for row in table]
            options = {"delimiter": delimiter, "lineterminator": line_end, "quoting": quoting}
            csv.writer(file, **options).writerows(rows)
        dialect = detect_dialect(path, delimiter=delimiter)
        found = CsvTable(path, dialect, Path(folder, "copy"), 1)
        assert [list(found.names), *found.rows()] == rows
        assert found.records == len(list(found.rows())) == len(table) - 1
        cells = [cell or None for row in rows[1:] for cell in row]
        parts = [part.to_pylist() for part in found.parts()]
        assert [cell for part in parts for row in part for cell in row.values()] == cells


@given(tables(st.one_of(st.none(), CELLS, NUMBERS, DATES)))
def test_a_workbook_keeps_texts_numbers_and_dates(table):
    with TemporaryDirectory() as folder:
        path = Path(folder, "out.xlsx")
        # The end of a sheet is its last cell that is not blank.
        write(workbook_writer, path, table, ["end"], ["end"])
        found = WorkbookTable(path, None, 1)
        read = [row[:-1] for row in (list(found.names), *found.rows())]
        assert [[*map(plain, row)] for row in read] == [[*map(plain, row)] for row in table]
        assert found.records == len(table) - 1


def plain(cell):
    """A cell as Excel can tell it from others: a day has no time of midnight, and nothing is no text."""
    if isinstance(cell, datetime) and cell.time() == time():
        cell = cell.date()
    return None if cell in (None, "") else (isinstance(cell, bool), cell)


def test_numbers_that_a_workbook_cannot_hold_are_texts_in_it(tmp_path):
    path = tmp_path / "out.xlsx"
    moment = datetime(2024, 1, 1, tzinfo=UTC)
    cells = [
        *(2**53, 2**53 + 1, nan, inf, 0.24999999999999997, Decimal("12.34"), Decimal("0.10")),
        *(date(1899, 12, 31), moment, time(1, 2, 3), timedelta(hours=30), timedelta(hours=-1)),
    ]
    write(workbook_writer, path, [[f"c{n}" for n, _ in enumerate(cells)], cells])
    assert next(WorkbookTable(path, None, 1).rows()) == [
        *(2**53, str(2**53 + 1), "nan", "inf", 0.24999999999999997, 12.34, "0.10"),
        *("1899-12-31", str(moment), time(1, 2, 3), timedelta(hours=30), str(timedelta(hours=-1))),
    ]


@pytest.mark.parametrize(
    ("limit", "row", "message"),
    [
        ("MAX_ROWS", ["a"], "target: expected at most 1 rows for Excel, got '2'"),
        ("MAX_COLUMNS", ["a"] * 2, "target: expected at most 2 columns for Excel, got '3'"),
        ("MAX_CELL", ["abc"], "target, row 2: expected at most 2 characters in a cell for Excel"),
        ("MAX_CELL", ["\U0001f600a"], "target, row 2: expected at most 2 characters in a cell"),
    ],
)
def test_what_a_workbook_cannot_hold_is_refused(tmp_path, monkeypatch, limit, row, message):
    monkeypatch.setattr(workbooks, limit, 2)
    table = [[str(place) for place, _ in enumerate(row)], *[row] * (1 + (limit == "MAX_ROWS"))]
    with pytest.raises(InvalidInputError) as caught:
        write(workbook_writer, tmp_path / "out.xlsx", table, ["x"], ["y"])
    assert message in str(caught.value)


def test_columns_of_a_workbook_need_no_names(tmp_path):
    with xlsxwriter.Workbook(tmp_path / "in.xlsx") as book:
        sheet = book.add_worksheet()
        for number, row in enumerate([["a", None, 2024], ["1", 2, 3]]):
            sheet.write_row(number, 0, row)
    table = WorkbookTable(tmp_path / "in.xlsx", None, 1)
    assert table.names == ("a", "", "2024")
    assert list(table.rows()) == [["1", 2, 3]]


def test_what_a_workbook_just_holds_is_written(tmp_path, monkeypatch):
    for limit in ("MAX_ROWS", "MAX_COLUMNS", "MAX_CELL"):
        monkeypatch.setattr(workbooks, limit, 2)
    day, none = workbooks.FIRST_DATE, timedelta()
    for row in (["ab", "\U0001f600"], [day, none], [2**53, -(2**53)]):
        write(workbook_writer, tmp_path / "out.xlsx", [["a", "b"], row])
        assert list(WorkbookTable(tmp_path / "out.xlsx", None, 1).rows()) == [row]


def test_a_column_of_a_workbook_has_the_type_of_all_its_cells(tmp_path):
    path = tmp_path / "out.xlsx"
    day = date(2024, 1, 31)
    rows = [["a", 1, 1.5, day, True, None, 1, day], ["b", 2, 2, day, None, None, "x", True]]
    write(workbook_writer, path, [list("abcdefgh"), *rows])
    first, part = WorkbookTable(path, None, 1).parts()
    assert len(first) == 0
    kinds = ["string", "int64", "double", "date32[day]", "bool", "string", "string", "string"]
    assert [str(field.type) for field in part.schema] == kinds
    assert part.schema == first.schema
    assert [*part.to_pylist()[0].values()] == ["a", 1, 1.5, day, True, None, "1", "2024-01-31"]


def test_cells_of_parquet_are_plain_values(tmp_path):
    path, moment = tmp_path / "in.parquet", datetime.fromisoformat("2024-01-31 08:00")
    table = pa.table(
        {
            "words": pa.array(["a", None]).dictionary_encode(),
            "nanoseconds": pa.array([moment, None], pa.timestamp("ns")),
            "for": pa.array([timedelta(hours=1), None], pa.duration("ns")),
            "pay": pa.array([Decimal("1.50"), None]),
        }
    )
    pq.write_table(table, path)
    found = ParquetTable(path)
    assert list(found.rows()) == [("a", moment, timedelta(hours=1), Decimal("1.50")), (None,) * 4]
    assert list(found.keys([0])) == ["a", None]
    assert list(found.keys([3, 0])) == [(Decimal("1.50"), "a"), (None, None)]
    assert found.records == 2


def test_rows_come_in_parts(tmp_path, monkeypatch):
    path = tmp_path / "in.csv"
    path.write_text("n\n" + "".join(f"{n}\n" for n in range(5)))
    monkeypatch.setattr(table_files, "PART_ROWS", 2)
    sizes = [len(part) for part in CsvTable(path, CsvDialect(), tmp_path / "copy.csv", 1).parts()]
    assert sizes == [0, 2, 2, 1]


def test_a_file_that_changes_while_it_is_read_is_refused(tmp_path):
    path = tmp_path / "in.csv"
    path.write_text("a,b\n1,2\n")
    table = CsvTable(path, CsvDialect(), tmp_path / "copy.csv", 1)
    path.write_text("a,b\n1\n")
    with pytest.raises(DefinitionError, match="line 2 has 1 cells, for 2 columns"):
        list(table.rows())
    path.write_text('a,b\n1,"2\n')
    with pytest.raises(DefinitionError, match="cannot be read: unexpected end of data"):
        list(table.rows())


def test_a_row_of_another_width_that_is_not_found_again_is_a_change(tmp_path, monkeypatch):
    path = tmp_path / "in.csv"
    path.write_text("a,b\n1,2\n")
    table = CsvTable(path, CsvDialect(), tmp_path / "copy.csv", 1)
    path.write_text("a,b\n1\n")
    monkeypatch.setattr(CsvSource, "rows", lambda _: iter(()))
    with pytest.raises(DefinitionError, match="cannot be read: it changes while it is read"):
        list(table.rows())


def test_a_disk_that_is_full_when_a_workbook_is_closed_is_an_error_of_the_system(
    tmp_path, monkeypatch
):
    def fail(book):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("xlsxwriter.Workbook._store_workbook", fail)
    with pytest.raises(OSError, match="No space left"):
        write(workbook_writer, tmp_path / "out.xlsx", [["a"], ["b"]])


def test_cells_longer_than_the_csv_module_takes_by_itself_are_read(tmp_path):
    path, limit = tmp_path / "in.csv", csv.field_size_limit(1_000)
    path.write_text(f"a,b\n{'x' * 200_000},2\n")
    table = CsvTable(path, CsvDialect(), tmp_path / "copy.csv", 1)
    csv.field_size_limit(1_000)
    try:
        ((cell, _),) = table.rows()
        assert len(cell) == 200_000
    finally:
        csv.field_size_limit(limit)


def test_a_reader_that_ends_leaves_others_the_limit_that_they_need(tmp_path):
    path, limit = tmp_path / "in.csv", csv.field_size_limit(1_000)
    path.write_text(f"a\n1\n{'x' * 200_000}\n")
    table = CsvTable(path, CsvDialect(), tmp_path / "copy.csv", 1)
    csv.field_size_limit(1_000)
    try:
        first = table.rows()
        assert next(first) == ["1"]
        assert len([*table.rows()]) == 2
        assert len(next(first)[0]) == 200_000
    finally:
        csv.field_size_limit(limit)


def test_the_same_rows_give_the_same_bytes(tmp_path):
    for open_writer, kind in ((csv_writer, "csv"), (workbook_writer, "xlsx")):
        paths = [tmp_path / f"{name}.{kind}" for name in "ab"]
        for path in paths:
            write(open_writer, path, [["a", "b"], ["1", 2]])
        first, second = (path.read_bytes() for path in paths)
        assert first == second
    paths = [tmp_path / f"{name}.csv.gz" for name in "ab"]
    for path in paths:
        write(csv_writer, path, [["a"], ["1"]], is_gzip=True)
    assert paths[0].read_bytes() == paths[1].read_bytes()
