"""How a CSV file is written: found out, or said, and its records read cell for cell."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from careerscore._record import Checks
from careerscore.errors import DefinitionError, InvalidInputError
from careerscore.frames import csv_dialect
from careerscore.frames.csv_dialect import CsvDialect, check_dialect, detect_dialect

CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from(list(' ,;\t|"\r\nNA0.5é\u20ac')),
    max_size=6,
)


def written(folder, content, name="in.csv"):
    """A file of a text or of bytes."""
    path = Path(folder, name)
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


@st.composite
def tables(draw):
    width = draw(st.integers(2, 4))
    return draw(st.lists(st.lists(CELLS, min_size=width, max_size=width), min_size=1, max_size=5))


@settings(deadline=None)
@given(
    rows=tables(),
    delimiter=st.sampled_from(list(csv_dialect.DELIMITERS)),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"]),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    quoting=st.sampled_from([csv.QUOTE_ALL, csv.QUOTE_MINIMAL]),
    name=st.sampled_from(["in.csv", "in.csv.gz", "in.tsv"]),
)
def test_a_table_comes_back_cell_for_cell(rows, delimiter, encoding, line_end, quoting, name):
    # The writer leaves line breaks bare that are not its own line end.
    if any(mark in cell for row in rows for cell in row for mark in "\r\n"):
        quoting = csv.QUOTE_ALL
    with TemporaryDirectory() as folder:
        path = Path(folder, name)
        opened = gzip.open if name.endswith("gz") else open
        with opened(path, "wt", encoding=encoding, newline="") as file:
            writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
            writer.writerows(rows)
        dialect = CsvDialect(delimiter, encoding.removesuffix("-sig"))
        # A byte order mark is no part of the text, and the only one is not written by utf-16-le.
        if encoding == "utf-8" and rows[0][0].startswith("\ufeff") and quoting == csv.QUOTE_MINIMAL:
            rows[0][0] = rows[0][0][1:]
        assert [row for _, row in dialect.rows(path)] == rows


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("delimiter", csv_dialect.DELIMITERS)
def test_delimiter_and_encoding_are_found_out(tmp_path, delimiter, encoding):
    rows = [["soc", "name", "beta"], ["29-2072", "Jos\xe9", "0.62"], ["1", "a, b; c", "0.5"]]
    path = tmp_path / "in.csv"
    with path.open("w", encoding=encoding, newline="") as file:
        csv.writer(file, delimiter=delimiter).writerows(rows)
    dialect = detect_dialect(path, missing=("x",))
    assert dialect == CsvDialect(delimiter, encoding.removesuffix("-sig"), ("x",))
    assert list(dialect.rows(path)) == list(enumerate(rows, 1))


DELIMITED = {
    "decimal commas": ("a;b;c\n0,5;1,5;2\n0,25;;3\n", ";"),
    "no separator": ("title\nCooks, private\n", ","),
    "a table that is not regular": ("a,b,c\n1,2,3\n4;5\n", ","),
    "another delimiter in the names alone": ("a;b;c,d\n1,2\n3,4\n", ","),
    "quoted names": ('"a;b;c",d\n1,2\n', ","),
    "nothing but names": ("a|b|c\n", "|"),
    "nothing": ("", ","),
    "blank lines": ("a\tb\n\n1\t2\n", "\t"),
    "a late row of another width": ("a,b;c\n" + "1;2\n" * 100 + "1,2,3\n", ";"),
    "a quote that does not end": ('a;b\n"1;2\n', ";"),
}


@pytest.mark.parametrize(("content", "delimiter"), DELIMITED.values(), ids=DELIMITED)
def test_the_delimiter_gives_the_same_number_of_cells_or_the_most_names(
    tmp_path, content, delimiter
):
    assert detect_dialect(written(tmp_path, content)).delimiter == delimiter


def test_one_column_of_a_tsv_file_is_separated_by_tabs(tmp_path):
    for name in ("in.tsv", "in.v1.tsv"):
        assert detect_dialect(written(tmp_path, "a\nb\n", name)).delimiter == "\t"
    path = written(tmp_path, gzip.compress(b"a\nb\n"), "in.tsv.gz")
    assert detect_dialect(path).delimiter == "\t"
    assert detect_dialect(written(tmp_path, "a,b\n1,2\n", "in.tsv")).delimiter == ","


def test_what_is_said_is_not_looked_for(tmp_path):
    path = written(tmp_path, "a;b,c\n1;2,3\n\xe9;\xe9,\n")
    assert detect_dialect(path, delimiter=";", encoding="latin-1") == CsvDialect(";", "latin-1")
    assert detect_dialect(path, encoding="latin-1").delimiter == ","


def test_a_byte_order_mark_is_no_text_whatever_is_said(tmp_path):
    for encoding, said in (
        ("utf-8-sig", ["UTF8", "utf_8_sig", None]),
        ("utf-16", ["utf-16", "UTF-16LE", "utf_16_be", None]),
    ):
        path = written(tmp_path, "a,b\n".encode(encoding))
        for name in said:
            dialect = detect_dialect(path, encoding=name)
            assert dialect.encoding == encoding.removesuffix("-sig")
            assert list(dialect.rows(path)) == [(1, ["a", "b"])]
    path = written(tmp_path, "a,b\n".encode("utf-16-be"))
    assert list(detect_dialect(path, encoding="utf-16-be").rows(path)) == [(1, ["a", "b"])]


def test_letters_are_whole_wherever_the_file_is_cut(tmp_path, monkeypatch):
    monkeypatch.setattr(csv_dialect, "CHUNK_BYTES", 1)
    assert detect_dialect(written(tmp_path, "\xe9,\u20ac\n")).encoding == "utf-8"
    assert detect_dialect(written(tmp_path, b"\xe2,\x82")).encoding == "cp1252"
    assert detect_dialect(written(tmp_path, b"a\n\xe2\x82")).encoding == "cp1252"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"a\n" + b"x\n" * 9999 + b"\x81\n", "neither UTF-8 nor Windows-1252 text"),
        (b"\xff\xfea", "not UTF-16 text"),
        ("\xe9,\u20ac\n".encode() + b"\xe9\n", "only in part UTF-8 text: say its encoding"),
        ("a,b\n".encode("utf-16-le"), "it holds NUL: if it is UTF-16, say encoding='utf-16-le'"),
        ("a,b\n".encode("utf-16-be"), "it holds NUL: if it is UTF-16, say encoding='utf-16-be'"),
    ],
)
def test_a_file_of_no_encoding_or_of_several_is_refused(tmp_path, content, told):
    path = written(tmp_path, content)
    with pytest.raises(DefinitionError) as caught:
        list(detect_dialect(path).rows(path))
    assert str(caught.value) == f"{path}: cannot be read: {told}"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ('a\n"b" c\n', "line 2: ',' expected after '\"'"),
        ('a\nb\n"c', "line 3: unexpected end of data"),
        ('a\nb\n"c\n\nd,', "line 3: unexpected end of data"),
        ("a\n" + "x" * 1001, "line 2: the record is longer than 1,000 characters"),
        ('a\n"\n",b\n' + ",x\n" * 999 + '"' + "x\n" * 501, "line 1003: the record is longer than"),
        ("a\n\0\n", "line 2: it holds NUL"),
    ],
)
def test_what_is_no_csv_is_named_by_its_line(tmp_path, content, told, monkeypatch):
    monkeypatch.setattr(csv_dialect, "LONGEST_RECORD", 1000)
    path = written(tmp_path, content)
    with pytest.raises(DefinitionError) as caught:
        list(CsvDialect().rows(path))
    assert str(caught.value).startswith(f"{path}: cannot be read: {told}")


def test_a_reader_that_ends_takes_no_cells_from_another(tmp_path):
    before = csv.field_size_limit(1000)
    try:
        dialect, path = CsvDialect(), written(tmp_path, "a\nb\n" + "x" * 200_000)
        one, other = dialect.rows(path), dialect.rows(path)
        assert next(one) == next(other) == (1, ["a"])
        one.close()
        assert [len(row[0]) for _, row in other] == [1, 200_000]
        csv.field_size_limit(10**8)
        list(dialect.rows(path))
        assert csv.field_size_limit() == 10**8
    finally:
        csv.field_size_limit(before)


def test_a_file_that_is_not_there_or_damaged_is_refused(tmp_path):
    with pytest.raises(DefinitionError, match=r"cannot be read: .*No such file"):
        detect_dialect(tmp_path / "none.csv")
    whole = gzip.compress(b"a,b\n1,2\n")
    for content in (whole[:-9], whole[:-8] + b"1" + whole[-7:], b"a,b\n"):
        with pytest.raises(DefinitionError, match="cannot be read: "):
            detect_dialect(written(tmp_path, content, "in.CSV.GZ"))


def test_a_record_has_the_number_of_the_line_it_begins_in(tmp_path):
    path = written(tmp_path, 'a,b\r\n"1\n\r2",x\r\n\r\n"",3\r\n')
    rows = [(1, ["a", "b"]), (2, ["1\n\r2", "x"]), (5, []), (6, ["", "3"])]
    assert list(CsvDialect().rows(path)) == rows


def test_a_dialect_says_what_it_is():
    assert str(CsvDialect("|", "utf-16")) == "pipes, UTF-16"
    assert CsvDialect().is_plain
    assert not CsvDialect(";").is_plain
    assert not CsvDialect(encoding="cp1252").is_plain
    with pytest.raises(InvalidInputError, match="delimiter: expected"):
        CsvDialect(":")


def test_arguments_that_make_no_dialect_are_refused_all_at_once():
    checks = Checks("x")
    check_dialect(checks, None, None, [])
    check_dialect(checks, ";", "latin-1", ("", "x"))
    assert checks.passed
    for arguments in ((":", "zip", "NA"), ([], "no", [1]), ("", 5, None), (5, "a\0", 5)):
        checks = Checks("x")
        check_dialect(checks, *arguments)
        with pytest.raises(InvalidInputError) as caught:
            checks.raise_problems()
        found = [problem.field for problem in caught.value.problems]
        assert found == ["delimiter", "encoding", "missing"]
