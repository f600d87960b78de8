"""Every kind of text file: both engines take it, cell for cell, or refuse it in the same words."""

from __future__ import annotations

import csv
import gzip
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from careerscore.errors import CareerscoreError
from careerscore.frames import csv_dialect, csv_source, score_file
from careerscore.frames.streaming import STREAMS
from careerscore.frames.table_files import CsvTable

PAGE = Path(__file__).parents[3] / "docs" / "reference" / "files.md"
HEAD = "id,probability,x\n"
TWO = [["1", "0.5", "a"], ["2", "0.6", "b"]]
ONE = [["1", "0.5"]]
ZIPPED = gzip.compress(b"id,probability\n1,0.5\n", mtime=0)
NO_COMMA = (
    "probability: expected a number, for the input probability, with a point: its comma may mark "
    "decimals or thousands"
)

KINDS = {
    # Lines
    "lines that end in CRLF, LF or CR": (b"id,probability,x\r1,0.5,a\r2,0.6,b\r", TWO),
    "CRLF and LF mixed": (b"id,probability,x\r\n1,0.5,a\n2,0.6,b\r\n", TWO),
    "CR and LF mixed": (b"id,probability,x\r1,0.5,a\n2,0.6,b", TWO),
    "no line end after the last row": (HEAD + "1,0.5,a\n2,0.6,b", TWO),
    "blank lines after the last row": (HEAD + "1,0.5,a\n2,0.6,b\n\n\n", TWO),
    "a blank line between rows": (HEAD + "1,0.5,a\n\n2,0.6,b\n", "line 3 is blank"),
    "a blank line in a single column": ("probability\n0.5\n\n0.6\n", [["0.5"], [""], ["0.6"]]),
    "a line of delimiters alone": (HEAD + ",,\n1,0.5,a\n", [["", "", ""], TWO[0]]),
    "column names alone": (HEAD, []),
    "a first line that is blank": ("\n" + HEAD, "expected a line of column names, found none"),
    "nothing": ("", "expected a line of column names, found none"),
    # Cells
    "a short row": (HEAD + "1,0.5,a\n2,0.6\n", "line 3 has 2 cells, for 3 columns"),
    "a file cut in its last row": (HEAD + "1,0.5,a\n2,0.", "line 3 has 2 cells, for 3 columns"),
    "a long row": (HEAD + "1,0.5,a\n2,0.6,b,c\n", "line 3 has 4 cells, for 3 columns"),
    "as many short rows as long ones": (HEAD + "1\n1,2,3,4,5\n", "line 2 has 1 cells, for 3 columns"),
    "a delimiter after each row, but not after the names": (
        HEAD + "1,0.5,a,\n2,0.6,b,\n",
        "line 2 has 4 cells, for 3 columns",
    ),
    "a delimiter after each line": ("id,probability,\n1,0.5,\n", [["1", "0.5", ""]]),
    "a record of over 2,097,152 characters": (
        HEAD + "1,0.5,a\n2,0.6," + "b" * 2_100_000 + "\n",
        "line 3: the record is longer than 2,097,152 characters",
    ),
    "a record of as many, quoted": (
        HEAD + '1,0.5,"' + "b\n" * 1_050_000 + '"\n',
        "line 2: the record is longer than 2,097,152 characters",
    ),
    "a record of a million quotation marks": (
        HEAD + '1,0.5,"' + '""' * 1_000_000 + '"\n',
        [["1", "0.5", '"' * 1_000_000]],
    ),
    # Quotation marks
    "every cell quoted": ('"id","probability"\r\n"1","0.5"', ONE),
    "quoted cells that are empty": ('id,probability,x\n"1","",""\n', [["1", "", ""]]),
    "line breaks in quoted cells": ('id,probability\n"1\n\n,\r\r\n2",0.5\n', [["1\n\n,\r\r\n2", "0.5"]]),
    "quotation marks doubled in quoted cells": ('id,probability\n"a ""b"" ",0.5\n', [['a "b" ', "0.5"]]),
    "quotation marks within cells that are not quoted": (
        'id,probability\n3" pipe,0.5\na"b"c,0.5\n "x",0.5\n',
        [['3" pipe', "0.5"], ['a"b"c', "0.5"], [' "x"', "0.5"]],
    ),
    "text after a quoted cell": (
        'id,probability\n"a" b,0.5\n',
        "line 2: ',' expected after '\"'",
    ),
    "a quotation mark that is not closed": (
        HEAD + '1,0.5,a\n"2,0.6,b\n',
        "line 3: unexpected end of data",
    ),
    # Names of columns
    "names with dots, quotation marks or letters beyond ASCII": (
        'a.b,"c""d",é€,probability\n1,2,3,0.5\n',
        [["1", "2", "3", "0.5"]],
    ),
    "line breaks in names": ('"i\r\nd","x\n",probability\n1,2,0.5\n', [["1", "2", "0.5"]]),
    "line breaks in names that differ from those of rows": (
        '"i\nd",probability\r\n1,0.5\r\n',
        ONE,
    ),
    "a name that is empty": (",probability\n1,0.5\n", ONE),
    "names that differ in case alone": (
        "Probability,probability,PROBABILITY\n1,0.5,2\n",
        [["1", "0.5", "2"]],
    ),
    "the same name twice": ("id,id,probability\n1,2,0.5\n", "expected one column 'id', found several"),
    # Numbers
    "blanks around a number": ("id,probability\n1,\t0.5 \n", ONE),
    "numbers such as 1e-1, .5, 1., +1 and inf": (
        "probability\n1e-1\n.5\n1.\n+1\n-Inf\n",
        [["0.1"], ["0.5"], ["1.0"], ["1.0"], ["-inf"]],
    ),
    "words for missing": (
        "id,probability\nNA,NA\nN/A, N/A \n*,*\n**,**\n#,#\n-,-\n—,—\n",
        [[word, ""] for word in ("NA", "N/A", "*", "**", "#", "-", "—")],
    ),
    "other words among numbers": (
        "id,probability\n1,high\n",
        "line 2: probability: expected a number, for the input probability, got 'high'",
    ),
    "an underscore within a number": (
        "id,probability\n1,0_1\n",
        "line 2: probability: expected a number, for the input probability, got '0_1'",
    ),
    "a no-break space before a number": (
        "id,probability\n1,\u00a00.5\n",
        "line 2: probability: expected a number, for the input probability, got '\\xa00.5'",
    ),
    "digits beyond ASCII": (
        "id,probability\n1,٣\n",
        "line 2: probability: expected a number, for the input probability, got '٣'",
    ),
    "decimal commas in all of a column": ("id;probability\n1;0,5\n2;1\n", [["1", "0.5"], ["2", "1.0"]]),
    "decimal commas and points in one column": (
        "id;probability\n1;0,5\n2;0.6\n",
        f"line 2: {NO_COMMA}, got '0,5'",
    ),
    "commas that may all mark thousands": (
        "id;probability\n1;1\n2;1,234\n",
        f"line 3: {NO_COMMA}, got '1,234'",
    ),
    # Text
    "UTF-8 with a byte order mark": (b"\xef\xbb\xbfid,probability\n1,0.5\n", ONE),
    "UTF-16 with a byte order mark": ("id,probability\né€,0.5\n".encode("utf-16"), [["é€", "0.5"]]),
    "UTF-16 without a byte order mark": (
        "id,probability\n1,0.5\n".encode("utf-16-le"),
        "it holds NUL: if it is UTF-16, say encoding='utf-16-le'",
    ),
    "Windows-1252": ("id,probability\né€,0.5\n".encode("cp1252"), [["é€", "0.5"]]),
    "UTF-8 with bytes that are not": (
        "id,probability\né,0.5\n".encode() + b"\xe9,0.5\n",
        "only in part UTF-8 text: say its encoding",
    ),
    "NUL": (
        b"id,probability\n\0,0.5\n",
        "it holds NUL: if it is UTF-16, say encoding='utf-16-le'",
    ),
    "other control characters": ("id,probability\n\x01\x1a\x0b\x85\u2028,0.5\n", [["\x01\x1a\x0b\x85\u2028", "0.5"]]),
    "text that a spreadsheet takes for a formula or comment": (
        "id,probability\n=1+1,0.5\n#1,0.5\n",
        [["=1+1", "0.5"], ["#1", "0.5"]],
    ),
}  # fmt: skip

ZIPPED_KINDS = {
    "gzip": (ZIPPED, ONE),
    "gzip in several parts": (ZIPPED + gzip.compress(b"2,0.6\n"), [*ONE, ["2", "0.6"]]),
    "gzip with a wrong checksum": (ZIPPED[:-8] + b"1" + ZIPPED[-7:], "CRC check failed"),
    "gzip with a wrong length": (ZIPPED[:-1] + b"1", "Incorrect length of data produced"),
    "gzip that is cut": (ZIPPED[:-9], "Compressed file ended before the end-of-stream marker"),
    "gzip with bytes after it": (ZIPPED + b"more", "Not a gzipped file"),
    "text named as gzip": (b"id,probability\n1,0.5\n", "Not a gzipped file"),
}


def answers_of(content, name="in.csv", target="out.csv", **options):
    """What each engine makes of a file: its rows without the outputs, or its refusal."""
    found = []
    for engine in STREAMS:
        with TemporaryDirectory() as folder:
            source = Path(folder, name)
            source.write_bytes(content.encode() if isinstance(content, str) else content)
            written = Path(folder, target)
            chosen = {"methodology": "frey-osborne/2013", "outputs": ["status"], **options}
            try:
                report = score_file(source, written, engine=engine, **chosen)
            except CareerscoreError as error:
                assert [path.name for path in Path(folder).iterdir()] == [name]
                told = str(error).split(f"{source}: ")[1]
                found.append(told.removeprefix("cannot be read: "))
                continue
            with written.open(encoding="utf-8", newline="") as file:
                delimiter = "\t" if ".tsv" in target else ","
                rows = list(csv.reader(file, delimiter=delimiter))
            assert len(rows) == report.rows + 1
            found.append([row[:-1] for row in rows])
    return found


@pytest.mark.parametrize("kind", [*KINDS, *ZIPPED_KINDS])
def test_both_engines_take_and_refuse_the_same_files(kind):
    content, wanted = (KINDS | ZIPPED_KINDS)[kind]
    one, other = answers_of(content, "in.csv.gz" if kind in ZIPPED_KINDS else "in.csv")
    assert one == other
    if isinstance(wanted, str):
        assert one.startswith(wanted)
    else:
        assert one[1:] == wanted


@pytest.mark.parametrize("kind", [*KINDS, *ZIPPED_KINDS])
def test_a_join_takes_and_refuses_the_same_files_but_for_numbers(kind, tmp_path):
    content, wanted = (KINDS | ZIPPED_KINDS)[kind]
    source = tmp_path / ("in.csv.gz" if kind in ZIPPED_KINDS else "in.csv")
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    try:
        dialect = csv_dialect.detect_dialect(source)
        found = [*CsvTable(source, dialect, tmp_path / "copy.csv", 1).rows()]
    except CareerscoreError as error:
        found = str(error).removeprefix(f"{source}: ").removeprefix("cannot be read: ")
    if isinstance(wanted, str) and "expected a number" not in wanted:
        assert found.startswith(wanted)
    elif not isinstance(wanted, str):
        assert [(row[0], row[-1]) for row in found if len(row) > 2] == [
            (row[0], row[-1]) for row in wanted if len(row) > 2
        ]
        assert len(found) == len(wanted)


@pytest.mark.parametrize("size", [1, 7])
def test_what_a_file_is_does_not_depend_on_the_parts_it_is_read_in(size, monkeypatch, tmp_path):
    source, copy = tmp_path / "in.csv", tmp_path / "copy.csv"

    def found(content):
        source.write_bytes(content.encode() if isinstance(content, str) else content)
        try:
            dialect = csv_dialect.detect_dialect(source)
            return csv_source.inspect_csv(source, source, dialect, copy)
        except CareerscoreError as error:
            return str(error)

    contents = [content for content, _ in KINDS.values() if len(content) < 1000]
    before = [found(content) for content in contents]
    assert {one.read for one in before if not isinstance(one, str)} == {source, copy}
    for module in (csv_dialect, csv_source):
        monkeypatch.setattr(module, "CHUNK_BYTES", size)
    for content, one in zip(contents, before, strict=True):
        # A file that need not be copied may be, where its parts are small.
        other = found(content)
        if not isinstance(one, str) and one.read != other.read:
            one, other = (each[:4] for each in (one, other))
        assert one == other


CELLS = st.text(
    st.characters(codec="utf-8", exclude_characters="\0")
    | st.sampled_from(list(" ,;\t|\"\r\n#-*'.=é€")),
    max_size=5,
)


@settings(deadline=None, max_examples=8)
@example(
    rows=[["\ufeffa", "0", "1"]], delimiter=",", line_end="\n", is_quoted=False, encoding="utf-8"
)
@given(
    rows=st.lists(st.tuples(CELLS, st.sampled_from(["0.5", "", "NA"]), CELLS), max_size=4),
    delimiter=st.sampled_from(list(csv_dialect.DELIMITERS)),
    line_end=st.sampled_from(["\n", "\r\n", "\r"]),
    is_quoted=st.booleans(),
    encoding=st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
)
def test_any_table_comes_out_cell_for_cell(rows, delimiter, line_end, is_quoted, encoding):
    with TemporaryDirectory() as folder:
        source = Path(folder, "in.csv")
        with source.open("w", encoding=encoding, newline="") as file:
            quoting = csv.QUOTE_ALL if is_quoted else csv.QUOTE_MINIMAL
            writer = csv.writer(file, delimiter=delimiter, lineterminator=line_end, quoting=quoting)
            writer.writerows([["id", "probability", "x"], *rows])
        one, other = answers_of(source.read_bytes(), delimiter=delimiter)
    assert one == other
    numbers = {"NA": "", "0": "0.0"}
    wanted = [[first, numbers.get(number, number), last] for first, number, last in rows]
    assert one == [["id", "probability", "x"], *wanted]


@pytest.mark.parametrize("target", ["out.tsv", "out.csv"])
@pytest.mark.parametrize(
    ("name", "delimiter"), [("in.tsv", "\t"), ("in.tsv", ","), ("in.csv", "|")]
)
def test_tabs_separate_what_is_written_as_tsv(name, delimiter, target):
    rows = [["id", "x", "probability"], ["a\tb, c", "", "0.5"]]
    content = '"id"|"x"|"probability"\n"a\tb, c"||"0.5"\n'.replace("|", delimiter)
    assert answers_of(content, name, target) == [rows, rows]


def test_what_is_said_of_a_file_is_taken():
    content = "a;b|probability;c|x\nł|-99;missing|-\n".replace("missing", "NA").encode("cp1250")
    options = {"delimiter": "|", "encoding": "cp1250", "columns": {"probability": "probability;c"}}
    one, other = answers_of(content, missing=[" -99;NA ", "0.7"], **options)
    assert one == other == [["a;b", "probability;c", "x"], ["ł", "", "-"]]
    # A word that looks like a number is one for missing, and the usual ones are no more.
    content = "id,probability\n1,0.7\n2,0.5\n3,\n"
    one, other = answers_of(content, missing=["0.7"])
    assert one == other == [["id", "probability"], ["1", ""], ["2", "0.5"], ["3", ""]]
    one, other = answers_of(content.replace("0.5", "NA"), missing=["0.7"])
    assert one == other
    assert one.startswith("line 3: probability: expected a number")


@pytest.mark.parametrize("engine", STREAMS)
def test_the_report_tells_how_a_file_was_read(tmp_path, engine):
    source = tmp_path / "in.csv"
    source.write_bytes("é;probability;x\n1;NA;NA\n2; NA;#\n3;;-\n4;0,5;*\n".encode("cp1252"))
    report = score_file(
        source, tmp_path / "out.csv", methodology="frey-osborne/2013", engine=engine
    )
    assert report.dialect == csv_dialect.CsvDialect(";", "cp1252")
    assert report.missing == {"": 1, "NA": 2}
    assert report.decimal_commas == ("probability",)
    assert str(report) == (
        "4 rows scored by frey-osborne/2013\nread as semicolons, Windows-1252\n"
        "decimal commas: probability\ncells read as missing: 1 empty, 2 NA"
    )
    source.write_text("probability\n0.5\n")
    report = score_file(
        source, tmp_path / "out.csv", methodology="frey-osborne/2013", engine=engine
    )
    assert str(report) == "1 row scored by frey-osborne/2013"
    assert report.dialect.is_plain
    score_file(
        source, tmp_path / "in.parquet", methodology="frey-osborne/2013", engine=engine, outputs=[]
    )
    again = score_file(
        tmp_path / "in.parquet",
        tmp_path / "o.parquet",
        methodology="frey-osborne/2013",
        engine=engine,
    )
    assert (again.dialect, again.missing) == (None, {})
    assert str(again) == "1 row scored by frey-osborne/2013, 1 complete"


def test_the_first_cells_that_are_no_numbers_are_named_with_their_lines():
    rows = "".join(f'"{place}\n",x\n' for place in range(30))
    one, other = answers_of("id,probability\n" + rows)
    assert one == other
    assert one.startswith("20 problems\n  - line 2: probability: expected a number, ")
    assert one.endswith(
        "  - line 40: probability: expected a number, for the input probability, got 'x'"
    )


@pytest.mark.parametrize(
    ("names", "told"),
    [
        ("SOC,OCCUPATIONTITLE", "'SOC' or 'OCCUPATIONTITLE': looks like codes or titles, by which"),
        ("name,Job Title", "'Job Title': looks like codes or titles, by which"),
        ("name,pay", None),
        ("soc,probability", None),
    ],
)
def test_a_table_of_codes_or_titles_is_sent_to_join(names, told):
    one, other = answers_of(f"{names}\n1,2\n", key="none")
    assert one == other
    assert (told in one) if told else ("join" not in one)
    # Nothing is missing where no column is wanted.
    one, other = answers_of(f"{names}\n1,2\n", key="none", columns={"probability": None})
    assert one == other
    assert "join" not in one


def test_the_page_lists_every_kind():
    answers = {kind: answer for kind, (_, answer) in (KINDS | ZIPPED_KINDS).items()}
    table = PAGE.read_text(encoding="utf-8").split("| kind of file | |\n|---|---|\n")[1]
    assert table.split("\n\n")[0].splitlines() == [
        f"| {kind} | {f'refused: {answer}' if isinstance(answer, str) else 'taken'} |"
        for kind, answer in answers.items()
    ]
