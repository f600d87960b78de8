"""Files: what `assess` says of every row, in a file that is whole or not there."""

from __future__ import annotations

import csv
import gzip
import os
import signal
import subprocess
import sys
import threading
import time
from importlib.metadata import version
from itertools import chain, repeat
from math import inf, nextafter
from pathlib import Path
from random import Random
from tempfile import TemporaryDirectory

import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import DefinitionError, InvalidInputError, MissingDependencyError
from careerscore.frames import duckdb_stream, polars_stream, streaming
from careerscore.frames.csv_dialect import CsvDialect
from careerscore.frames.duckdb_stream import DuckDBStream
from careerscore.frames.outputs import STATUSES, StateTable
from careerscore.frames.polars_stream import PolarsStream
from careerscore.frames.streaming import STREAMS, FileReport, score_file
from careerscore.frames.streams import File

KINDS = ("parquet", "csv", "csv.gz")
FREY = cs.methodology("frey-osborne/2013")
TWO = cs.methodology("american-dream-jobs/2.0")
CONSENSUS = cs.methodology("careerscore/1.0")
# Every kind into every other of an additive methodology; a composition and a measure one way.
JOURNEYS = [
    *(("american-dream-jobs/2.0", here, there) for here in KINDS for there in KINDS),
    ("american-dream-jobs/2.0-as-published", "parquet", "csv"),
    ("webb/2020", "csv", "parquet"),
    ("careerscore-exposure/1.0", "csv", "parquet"),
    ("careerscore-exposure/1.0", "parquet", "csv"),
]

each_engine = pytest.mark.parametrize("engine", STREAMS)
posix = pytest.mark.skipif(os.name == "nt", reason="folders, limits and signals of POSIX")


@pytest.fixture(params=STREAMS)
def engine(request):
    return request.param


def score(source, target="out.csv", engine="duckdb", methodology=FREY, **options):
    """Score a file into one beside it."""
    target = source.parent / target
    return score_file(source, target, methodology=methodology, engine=engine, **options)


def given_csv(folder, content):
    """A CSV file of a text or of bytes."""
    source = folder / "in.csv"
    source.write_bytes(content.encode() if isinstance(content, str) else content)
    return source


def refused(kind, *arguments, **options):
    """The error of scoring a file."""
    with pytest.raises(kind) as caught:
        score(*arguments, **options)
    return caught.value


def scored(method, rows):
    """The rows with their outputs, as `assess` gives them, which is tested against `score`."""
    names = [entry.name for entry in method.inputs]
    kinds = {"id": pl.String, **dict.fromkeys(names, pl.Float64), "soc": pl.String}
    frame = pl.DataFrame(rows, kinds)
    return cs.frames.assess(frame, methodology=method, on_invalid="flag").to_dicts()


def rows_of(method, number=60):
    """Rows of inputs at the cuts and on both sides of them, missing and out of range."""
    random = Random(method.id)
    is_banded = not hasattr(method, "distribution")
    found = StateTable(method).cuts if is_banded else {each.name: [0.5] for each in method.inputs}
    values = {
        name: [
            *(near for cut in cuts for near in (cut, nextafter(cut, inf), nextafter(cut, -inf))),
            *(None, 1e6, -1e6, inf, 0.1, 12.0),
        ]
        for name, cuts in found.items()
    }
    return [{name: random.choice(values[name]) for name in values} for _ in range(number)]


def with_ids(rows):
    return [{"id": f"{place:05}", **row, "soc": "29-2072"} for place, row in enumerate(rows)]


def write(path, rows, names=None):
    """Write rows as the name of the file says, texts as texts and numbers as doubles."""
    names = names or list(rows[0])
    if path.suffix == ".parquet":
        kinds = {name: pa.string() if name in {"id", "soc"} else pa.float64() for name in names}
        with path.open("wb") as binary:
            pq.write_table(pa.Table.from_pylist(rows, pa.schema(kinds)), binary)
        return path
    with opened(path, "wt") as file:
        writer = csv.DictWriter(file, names)
        writer.writeheader()
        writer.writerows(rows)
    return path


def read(path):
    """Read rows: of CSV every cell as text, None where it is blank."""
    if path.suffix == ".parquet":
        return pq.read_table(pa.BufferReader(path.read_bytes())).to_pylist()
    with opened(path, "rt") as file:
        return [{name: cell or None for name, cell in row.items()} for row in csv.DictReader(file)]


def opened(path, mode):
    return (gzip.open if path.suffix == ".gz" else open)(path, mode, encoding="utf-8", newline="")


def assert_scored(method, rows, target):
    wanted, found = scored(method, rows), read(target)
    if target.suffix != ".parquet":
        # Numbers where the other row has them.
        found = [
            {
                name: float(cell) if cell and isinstance(like[name], int | float) else cell
                for name, cell in row.items()
            }
            for row, like in zip(found, wanted, strict=True)
        ]
    assert found == wanted


def names_in(folder):
    return sorted(path.name for path in folder.iterdir())


@pytest.mark.parametrize(("id", "here", "there"), JOURNEYS)
def test_a_file_holds_what_assess_says_of_every_row(tmp_path, engine, id, here, there):
    method = cs.methodology(id)
    if hasattr(method, "distribution"):
        method = cs.load().bind(method)
    rows = with_ids(rows_of(method))
    source, target = write(tmp_path / f"in.{here}", rows), tmp_path / f"out.{there}"
    report = score_file(source, target, methodology=id, engine=engine, on_invalid="flag")
    assert_scored(method, rows, target)
    statuses = [row["status"] for row in scored(method, rows)]
    counted = {name: statuses.count(name) for name in STATUSES if name in statuses}
    gaps = sum(row[entry.name] is None for row in rows for entry in method.inputs)
    assert report == FileReport(
        rows=len(rows),
        statuses=counted if there == "parquet" else None,
        methodology=id,
        fingerprint=method.fingerprint,
        data_release=cs.load().name if hasattr(method, "distribution") else None,
        dialect=None if here == "parquet" else CsvDialect(),
        missing={} if here == "parquet" else {"": gaps},
    )
    if report.statuses is not None:
        assert list(report.statuses) == list(counted)


VALUES = st.one_of(st.none(), st.floats(allow_nan=False), st.sampled_from([0.25, 0.5, 5.0, 12.0]))


@each_engine
@settings(max_examples=12, deadline=None)
@given(
    rows=st.lists(st.tuples(VALUES, VALUES, VALUES), max_size=5),
    kinds=st.tuples(st.sampled_from(KINDS), st.sampled_from(KINDS)),
)
def test_any_numbers_in_any_kind_of_file_are_scored_as_assess_does(engine, rows, kinds):
    names = [entry.name for entry in TWO.inputs]
    rows = with_ids([dict(zip(names, row, strict=True)) for row in rows])
    with TemporaryDirectory() as folder:
        source, target = (Path(folder, f"{n}.{kind}") for n, kind in zip("ab", kinds, strict=True))
        write(source, rows, ["id", *names, "soc"])
        report = score_file(source, target, methodology=TWO, engine=engine, on_invalid="flag")
        assert report.rows == len(rows)
        assert_scored(TWO, rows, target)


@pytest.mark.parametrize(
    ("here", "there"), [("parquet", "csv.gz"), ("csv", "parquet"), ("csv.gz", "csv")]
)
def test_no_rows_give_a_file_of_the_columns_alone(tmp_path, engine, here, there):
    source = write(tmp_path / f"in.{here}", [], ["id", "probability"])
    target, outputs, seen = tmp_path / f"out.{there}", ["total", "tier", "status"], []
    report = score(
        source, target, engine, outputs=outputs, progress=lambda *done: seen.append(done)
    )
    assert (report.rows, report.statuses) == (0, {} if there == "parquet" else None)
    assert seen[-1][0] == seen[-1][1]
    names = ["id", "probability", *outputs]
    if there == "parquet":
        assert pq.read_schema(target).names == names
    else:
        with opened(target, "rt") as file:
            assert file.read() == ",".join(names) + "\n"


def test_columns_key_prefix_outputs_and_rationale_are_those_of_assess(tmp_path, engine):
    source = given_csv(tmp_path, "id,beta,growth\n1,0.1,6\n2,0.6,\n")
    options = {"key": "id", "prefix": "cs_", "outputs": ["total_min", "status"], "rationale": True}
    columns = {"ai_exposure": "beta", "job_growth": "growth", "human_advantage": None}
    report = score(source, "out.parquet", engine, TWO, columns=columns, **options)
    result = TWO.score(ai_exposure=0.1, job_growth=6, human_advantage=None)
    assert report.statuses == {"insufficient": 2}
    assert list(read(tmp_path / "out.parquet")[0].items()) == [
        *[("id", "1"), ("beta", 0.1), ("growth", 6.0)],
        *[("cs_total_min", result.total_range[0]), ("cs_status", "insufficient")],
        ("cs_rationale", result.rationale),
    ]


def test_a_parquet_file_has_labels_from_dictionaries_and_says_what_scored_it(tmp_path, engine):
    method = FREY.evolve(title="It's ours")
    source = write(tmp_path / "in.parquet", [{"id": "1", "probability": 0.5}] * 1000)
    report = score(source, "out.parquet", engine, method, outputs=["tier"])
    # Statuses are counted only where they are written.
    assert (report.rows, report.statuses) == (1000, None)
    file = pq.ParquetFile(tmp_path / "out.parquet")
    place = file.schema_arrow.names.index("tier")
    assert "RLE_DICTIONARY" in file.metadata.row_group(0).column(place).encodings
    assert set(file.read(["tier"])["tier"].to_pylist()) == {"Medium"}
    notes = file.metadata.metadata.items()
    assert {key.decode(): value.decode() for key, value in notes if b"care" in key} == {
        "careerscore.methodology": method.id,
        "careerscore.fingerprint": method.fingerprint,
        "careerscore.version": version("careerscore"),
    }


def test_a_file_needs_no_more_than_the_columns_of_a_factor(tmp_path, engine):
    rows = [{"id": f"{place}", "growth": place % 50 - 20.0} for place in range(60)]
    source = write(tmp_path / "in.csv", rows)
    options = {"columns": {"job_growth": "growth"}, "data": "2026.2", "methodology": CONSENSUS}
    report = score(source, "out.parquet", engine, outputs=["total_min", "status"], **options)
    bound = cs.load("2026.2").bind(CONSENSUS)
    assert (report.statuses, report.fingerprint) == ({"insufficient": 60}, bound.fingerprint)
    assert report.data_release == "2026.2"
    assert "by careerscore/1.0 among the workers of data release 2026.2" in str(report)
    notes = pq.ParquetFile(tmp_path / "out.parquet").metadata.metadata
    assert notes[b"careerscore.data_release"] == b"2026.2"
    found = [row["total_min"] for row in read(tmp_path / "out.parquet")]
    assert found == [bound.score(job_growth=row["growth"]).total_range[0] for row in rows]
    assert refused(InvalidInputError, source, engine=engine, methodology=CONSENSUS).problems


def test_shares_of_a_file_that_are_in_per_cent_are_refused(tmp_path, engine):
    source = write(tmp_path / "in.parquet", [{"exposure": 61.8}, {"exposure": 30.0}])
    error = refused(InvalidInputError, source, engine=engine, methodology=CONSENSUS)
    assert "exposure: expected numbers from 0 to 1" in str(error)


def test_rows_keep_their_order(tmp_path, engine):
    rows = 400_000
    source, target = tmp_path / "in.parquet", tmp_path / "out.parquet"
    frame = pl.select(id=pl.int_range(rows), probability=pl.int_range(rows) / rows)
    frame.write_parquet(source, row_group_size=50_000)
    assert score(source, target, engine).rows == rows
    assert pl.read_parquet(target).select("id", "probability").equals(frame)
    parts = pq.ParquetFile(target).metadata
    sizes = [parts.row_group(place).num_rows for place in range(parts.num_row_groups)]
    # DuckDB ends a part where it has enough, up to one of its own parts later.
    assert max(sizes) <= polars_stream.ROW_GROUP_ROWS + 2048


def test_texts_of_csv_come_out_as_they_went_in(tmp_path, engine):
    source = tmp_path / "in.csv"
    source.write_bytes(
        b"\xef\xbb\xbfid,soc,probability,note,when\r\n"
        b'00123,29-2072,0.10,"a ""quoted"", note",2024-01-01\r\n'
        b'1e5,NA,,"two\nlines",TRUE\r\n'
        b",null,1, blank ,\xc3\xa9\r\n"
    )
    score(source, engine=engine, outputs=["status"])
    first, *rest = read(tmp_path / "out.csv")
    assert list(first) == ["id", "soc", "probability", "note", "when", "status"]
    assert [tuple(row.values()) for row in (first, *rest)] == [
        ("00123", "29-2072", "0.1", 'a "quoted", note', "2024-01-01", "complete"),
        ("1e5", "NA", None, "two\nlines", "TRUE", "insufficient"),
        (None, "null", "1.0", " blank ", "é", "complete"),
    ]


def test_numbers_of_csv_may_be_blank_quoted_padded_or_in_powers_of_ten(tmp_path, engine):
    source = given_csv(
        tmp_path, 'id,probability\n1," 0.5"\n2,\n3,""\n4,5e-1\n5,nan\n6,0.24999999999999997\n'
    )
    score(source, "out.parquet", engine, outputs=["status"])
    found = read(tmp_path / "out.parquet")
    numbers = "[0.5, None, None, 0.5, nan, 0.24999999999999997]"
    assert str([row["probability"] for row in found]) == numbers
    assert [row["status"][0] for row in found] == ["c", "i", "i", "c", "i", "c"]


def test_names_of_files_and_columns_may_be_odd(tmp_path, engine):
    folder = tmp_path / "year=2024" / "it's [a] *"
    folder.mkdir(parents=True)
    source = folder / "in?[1].CSV"
    source.write_text('"it\'s","pro""b"\n1,0.5\n')
    # What a pattern would find.
    others = [folder / "inx1.CSV", folder / "in?1.CSV", folder / "out xy.PQ", folder / "out x.PQ"]
    for other in others:
        other.write_text("other\n")
    middle, target = folder / "out [x]*.PQ", folder / "out.csv.gz"
    names = {"probability": 'pro"b'}
    score_file(str(source), str(middle), methodology=FREY, engine=engine, columns=names, outputs=[])
    score(middle, target, engine, columns=names, outputs=["total"])
    assert read(target) == [{"it's": "1", 'pro"b': "0.5", "total": "0.5"}]
    assert names_in(folder) == sorted(path.name for path in (source, middle, target, *others))


@pytest.mark.parametrize(
    ("here", "there", "names"),
    [
        ("parquet", "csv", ["a", "A", "probability"]),
        ("parquet", "csv", ["", "x", "probability"]),
        ("csv", "parquet", ["a", "A", "probability"]),
        ("csv", "parquet", ["", "x", "probability"]),
    ],
)
def test_names_that_duckdb_cannot_keep_in_parquet_are_refused(tmp_path, here, there, names):
    source = write(tmp_path / f"in.{here}", [dict.fromkeys(names, 0.5)])
    error = refused(InvalidInputError, source, f"out.{there}", outputs=["total"])
    (problem,) = error.problems
    assert (error.subject, problem.field) == (f"scoring {source}", "engine")
    assert problem.value.startswith("duckdb, which cannot keep ")
    if here == "csv":
        assert problem.value.endswith("keep ''" if "" in names else "keep 'A'")
    assert problem.expected == "polars, for column names that are empty or differ in case alone"
    assert names_in(tmp_path) == [source.name]
    score(source, f"out.{there}", "polars", outputs=["total"])
    assert list(read(tmp_path / f"out.{there}")[0]) == [*names, "total"]


def test_inputs_whose_names_differ_in_case_alone_are_refused_by_duckdb(tmp_path):
    source = given_csv(tmp_path, ",b,B,x,y\n0.5,6,12,0.5,12\n")
    for names in (("", "b", "y"), ("x", "b", "B")):
        columns = dict(zip([entry.name for entry in TWO.inputs], names, strict=True))
        error = refused(InvalidInputError, source, "out.csv", "duckdb", TWO, columns=columns)
        kept = "''" if "" in names else "'b', 'B'"
        assert error.problems[0].value == f"duckdb, which cannot keep {kept}"
        assert score(source, "out.csv", "polars", TWO, columns=columns).rows == 1


def test_all_problems_of_the_arguments_are_listed(tmp_path):
    with pytest.raises(InvalidInputError) as caught:
        score_file(5, tmp_path / "no" / "out.txt", methodology=FREY, engine="spark")
    ends = "the path of a file that ends in .parquet, .pq, .csv, .csv.gz, .tsv, .tsv.gz"
    assert caught.value.subject == "score_file"
    assert [(problem.field, problem.expected) for problem in caught.value.problems] == [
        ("source", ends),
        ("target", ends),
        ("target", "a folder that exists"),
        ("engine", "duckdb or polars"),
    ]


@pytest.mark.parametrize(
    ("name", "value"),
    [
        *(("source", value) for value in (None, "", "in.txt", "in.csv.zip", "i\0n.csv", b"i.csv")),
        *(("target", value) for value in (None, "", "parquet", "i\0n.csv", b"i.csv")),
        *(("engine", value) for value in (None, 1, ["duckdb"], "DuckDB")),
        *(("columns", value) for value in (5, {"probability": ["id"]})),
        *(("outputs", value) for value in (5, "status")),
        *(("prefix", None), ("key", 5), ("rationale", "yes")),
        *(("delimiter", ":"), ("encoding", "no"), ("missing", "NA")),
    ],
)
def test_arguments_of_another_kind_are_refused_by_name(tmp_path, name, value):
    source = write(tmp_path / "in.csv", [{"probability": 0.5}])
    paths = {"source": source, "target": tmp_path / "out.parquet"}
    with pytest.raises(InvalidInputError, match=name):
        score_file(**paths | {"methodology": FREY, name: value})


@posix
def test_a_target_is_another_file_than_the_source_or_a_free_name(tmp_path):
    source = write(tmp_path / "in.csv", [{"probability": 0.5}])
    linked, folder, loop, pipe = (tmp_path / f"{name}.csv" for name in ("a", "b", "c", "d"))
    linked.hardlink_to(source)
    folder.mkdir()
    loop.symlink_to(loop)
    os.mkfifo(pipe)
    for target in (source, tmp_path / "." / "in.csv", linked):
        error = refused(InvalidInputError, source, target)
        assert str(error).startswith("score_file: target: expected another file than the source")
    for target, wanted in ((folder, "a regular file"), (pipe, "a regular file"), (loop, "a file")):
        error = refused(InvalidInputError, source, target)
        assert str(error).startswith(f"file: path: expected {wanted}, not a ")
    assert pipe.is_fifo()
    for unread, reason in (
        (folder, "Is a directory"),
        (pipe, "not a regular file"),
        (tmp_path / "none.parquet", "No such file or directory"),
    ):
        assert str(refused(DefinitionError, unread)) == f"{unread}: cannot be read: {reason}"


PARQUET = pa.BufferOutputStream()
pq.write_table(pa.table({"probability": [0.5] * 1000}), PARQUET)
PARQUET = PARQUET.getvalue().to_pybytes()
GZIP = gzip.compress(b"id,probability\n1,0.123456\n", mtime=0)


@pytest.mark.parametrize(
    ("name", "content", "reason"),
    [
        ("in.parquet", b"", "cannot be read: "),
        ("in.parquet", b"not Parquet" * 100, "cannot be read: "),
        ("in.parquet", PARQUET[:-20], "cannot be read: "),
        ("in.csv", b"", "expected a line of column names, found none"),
        ("in.csv", b"\n1\n", "expected a line of column names, found none"),
        (
            "in.csv",
            b"x,probability\n" + b"y,1\n" * 9999 + b"\x81,1\n",
            "cannot be read: neither UTF",
        ),
        ("in.csv", b"probability,a\n1,2,3\n", "cannot be read: "),
        ("in.csv", b'probability,a\n1,"2\n', "cannot be read: "),
        ("in.csv", b"probability,a\n1," + b"x" * 2000 + b",3\n", "cannot be read: "),
        ("in.csv", b"b,a,b\n1,2,3\n", "expected one column 'b', found several"),
        ("in.csv.gz", b"probability\n1\n", "cannot be read: Not a gzipped file"),
        ("in.csv.gz", GZIP[:-9], "cannot be read: "),
        ("in.csv.gz", GZIP[:10] + b"\xff" * 50, "cannot be read: Error -3 "),
        ("in.csv.gz", GZIP[:-8] + b"1" + GZIP[-7:], "cannot be read: CRC check failed"),
    ],
)
def test_a_malformed_source_is_refused_and_nothing_is_left(tmp_path, engine, name, content, reason):
    source = tmp_path / name
    source.write_bytes(content)
    message = str(refused(DefinitionError, source, engine=engine))
    assert message.startswith(f"{source}: {reason}")
    assert len(message) < 500
    assert "\n" not in message
    assert "Possible" not in message
    assert names_in(tmp_path) == [name]


@pytest.mark.parametrize("kind", KINDS)
def test_rows_that_an_engine_drops_are_an_error(tmp_path, engine, kind, monkeypatch):
    source = write(tmp_path / f"in.{kind}", with_ids([{"probability": 0.5}] * 3))
    read_source = STREAMS[engine]._read
    limit = {"duckdb": "limit", "polars": "head"}[engine]
    monkeypatch.setattr(STREAMS[engine], "_read", lambda s: getattr(read_source(s), limit)(2))
    error = refused(DefinitionError, source, engine=engine)
    assert str(error) == f"{source}: cannot be read: {engine} has read 2 of its 3 rows"
    assert names_in(tmp_path) == [source.name]


@posix
@pytest.mark.parametrize(("here", "there"), [("csv", "parquet"), ("parquet", "csv.gz")])
def test_folders_whose_names_are_not_utf8_are_read_and_written(tmp_path, engine, here, there):
    folder = Path(os.fsdecode(os.fsencode(tmp_path) + b"/d\xe9p"))
    folder.mkdir()
    source = write(folder / f"in.{here}", with_ids([{"probability": 0.5}] * 3))
    assert score(source, f"out.{there}", engine).rows == 3
    assert len(read(folder / f"out.{there}")) == 3
    assert names_in(folder) == [source.name, f"out.{there}"]


def test_what_assess_refuses_names_the_file(tmp_path, engine):
    source = write(tmp_path / "in.parquet", [{"id": "x", "probability": 0.5, "status": 1.0}])
    told = str(refused(InvalidInputError, source, engine=engine, key="no"))
    assert told.startswith(f"scoring {source}: 2 problems\n")
    assert "key: expected a column of the frame: " in told
    assert "frame: expected no column named status" in told
    for column, wrong in (
        ("id", "id: expected numbers, for the input probability"),
        ("x", "columns: no column 'x' for the input prob"),
    ):
        columns = {"probability": column}
        error = refused(InvalidInputError, source, engine=engine, columns=columns, outputs=[])
        assert wrong in str(error)
    many = write(tmp_path / "in.csv", [{"id": "007", "probability": 0.5, "ai_score": 1}] * 2)
    assert "key: expected" in str(refused(InvalidInputError, many, engine=engine, key=["id"]))
    # A rationale that repeats a value is worked out row by row.
    measure = cs.methodology("webb/2020")
    error = refused(InvalidInputError, many, "out.csv", engine, measure, rationale=True)
    assert "methodology: expected" in str(error)
    assert names_in(tmp_path) == ["in.csv", "in.parquet"]


def test_a_late_text_among_numbers_is_named_and_what_was_there_stays(tmp_path, engine):
    source, target = tmp_path / "in.csv", tmp_path / "out.csv"
    source.write_text("id,probability\n" + "1,0.5\n" * 100_000 + "2,n/a\n")
    target.write_text("old")
    assert str(refused(InvalidInputError, source, target, engine)) == (
        f"scoring {source}: line 100,002: probability: expected a number, for the input "
        "probability, got 'n/a'"
    )
    assert target.read_text() == "old"
    assert names_in(tmp_path) == ["in.csv", "out.csv"]


def test_engines_know_how_far_they_are(tmp_path):
    file = File(tmp_path / "in.parquet", "parquet", tmp_path / "in.parquet")
    # The threads of polars are its own, where coverage does not look.
    stream, part = PolarsStream(file, file, None, {}), pl.DataFrame({"a": [1, 2, 3]})
    assert stream._pass(part) is stream._count(part) is part
    assert stream.rows == stream.done == 3
    stream.stop()
    with pytest.raises(InterruptedError):
        stream._pass(part)
    stream = DuckDBStream(file, file, None, {}, total=100)
    assert stream.done == 0
    stream.close()


@pytest.fixture(scope="module")
def long_file(tmp_path_factory):
    """A file that takes an engine more than a moment."""
    path = tmp_path_factory.mktemp("long") / "long.parquet"
    numbers = pl.int_range(ROWS)
    pl.select(id=numbers, probability=numbers / ROWS).write_parquet(path, row_group_size=100_000)
    return path


ROWS = 2_000_000


def test_progress_grows_and_ends_at_the_total(tmp_path, engine, long_file, monkeypatch):
    monkeypatch.setattr(streaming, "POLL_SECONDS", 0.01)
    target, seen = tmp_path / "out.csv", []
    outputs = {"duckdb": ["tier"]}.get(engine)
    score(long_file, target, engine, outputs=outputs, progress=lambda *now: seen.append(now))
    total = {"duckdb": 100, "polars": ROWS}[engine]
    assert {most for _, most in seen} == {total}
    assert len(seen) > 3
    assert [done for done, _ in seen] == sorted(done for done, _ in seen)
    assert any(0 < done < total for done, _ in seen)
    assert all(0 <= done <= total for done, _ in seen)
    assert seen[-1] == (total, total)


def test_progress_never_goes_back(monkeypatch):
    monkeypatch.setattr(streaming, "POLL_SECONDS", 0.001)
    said, seen = chain([10, 60], repeat(0)), []
    ended = threading.Event()

    class Forgetful:
        is_writing, total = True, 100

        @property
        def done(self):
            return next(said)

    def watch(done, total):
        seen.append((done, total))
        if len(seen) == 3:
            ended.set()

    streaming._watched(Forgetful(), lambda: ended.wait() and None, watch)
    assert seen[:3] == [(10, 100), (60, 100), (60, 100)]


@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_an_interrupt_stops_the_engine_and_leaves_nothing(
    tmp_path, engine, kind, long_file, monkeypatch
):
    monkeypatch.setattr(streaming, "POLL_SECONDS", 0.01)
    target = tmp_path / f"out.{kind}"
    target.write_text("old")
    run, stopped = STREAMS[engine].run, []

    def watched_run(self, *arguments):
        try:
            return run(self, *arguments)
        except BaseException:
            stopped.append(True)
            raise

    def progress(done, total):
        assert any(name.startswith(".careerscore-") for name in names_in(tmp_path))
        assert done < total
        raise KeyboardInterrupt

    monkeypatch.setattr(STREAMS[engine], "run", watched_run)
    refused(KeyboardInterrupt, long_file, target, engine, progress=progress)
    assert stopped == [True]
    assert target.read_text() == "old"
    assert names_in(tmp_path) == [target.name]


@posix
@pytest.mark.parametrize(
    ("engine", "sent", "code"),
    [("duckdb", signal.SIGINT, 130), ("polars", signal.SIGTERM, 143)],
)
def test_a_signal_stops_the_command_and_leaves_nothing(tmp_path, engine, long_file, sent, code):
    target = tmp_path / "out.csv"
    target.write_text("old")
    command = ["score", str(long_file), str(target), "--methodology", FREY.id, "--engine", engine]
    with subprocess.Popen(
        [sys.executable, "-m", "careerscore", *command], stderr=subprocess.PIPE
    ) as process:
        patience = time.monotonic() + 60
        while not any(path.stat().st_size for path in tmp_path.glob(".careerscore-*/new.csv")):
            assert process.poll() is None
            assert time.monotonic() < patience
            time.sleep(0.005)
        process.send_signal(sent)
        told = process.stderr.read()
        assert process.wait(60) == code
    assert b"Traceback" not in told
    assert target.read_text() == "old"
    assert names_in(tmp_path) == [target.name]


@posix
@pytest.mark.parametrize("kind", ["parquet", "csv"])
def test_a_target_that_outgrows_its_disk_is_named(tmp_path, engine, kind, long_file):
    import resource

    target = tmp_path / f"out.{kind}"
    target.write_text("old")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (1_000_000, limits[1]))
    try:
        error = refused(OSError, long_file, target, engine)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert (error.filename, error.strerror) == (str(target), "File too large")
    assert target.read_text() == "old"
    assert names_in(tmp_path) == [target.name]


def test_a_file_that_does_not_fit_in_the_memory_of_duckdb_is_refused(
    tmp_path, long_file, monkeypatch
):
    monkeypatch.setattr(duckdb_stream, "MEMORY_MB", 1)
    monkeypatch.setattr(duckdb_stream, "COLUMN_MB", 2)
    # Two columns of two megabytes each.
    assert str(refused(InvalidInputError, long_file, tmp_path / "out.parquet")) == (
        f"scoring {long_file}: engine: expected polars, or a source whose row groups are smaller, "
        "got duckdb, which would need more than 4 MB for this file"
    )
    assert names_in(tmp_path) == []
    # It may hold more where columns are many.
    monkeypatch.setattr(duckdb_stream, "COLUMN_MB", 30)
    source = write(tmp_path / "in.csv", [{"id": "1", "probability": 0.5}] * 1000)
    assert score(source, "out.parquet").rows == 1000


def test_an_engine_that_is_not_installed_is_named_with_its_extra(tmp_path, engine, monkeypatch):
    source = write(tmp_path / "in.csv", [{"probability": 0.5}])
    monkeypatch.setitem(sys.modules, engine, None)
    error = refused(MissingDependencyError, source, engine=engine)
    assert (error.feature, error.extra) == (f"scoring files with {engine}", engine)
    assert names_in(tmp_path) == [source.name]


IN_A_NOTEBOOK = """
import sys, types

class Kernel:
    config = {"IPKernelApp": {}}

sys.modules["IPython"] = types.ModuleType("IPython")
sys.modules["IPython"].get_ipython = Kernel
sys.modules["ipywidgets"] = None
import duckdb
try:
    duckdb.connect().execute("SET enable_progress_bar = true")
except duckdb.InvalidInputException:
    print("no bars here")

from careerscore.frames import score_file
told = []
report = score_file(*sys.argv[1:], methodology="frey-osborne/2013", progress=lambda *d: told.append(d))
print(report.rows, told[-1])
"""


def test_a_notebook_without_a_package_for_bars_can_stream(tmp_path):
    source = given_csv(tmp_path, "probability\n0.1\n0.9\n")
    command = [sys.executable, "-c", IN_A_NOTEBOOK, str(source), str(tmp_path / "out.csv")]
    ran = subprocess.run(command, capture_output=True, text=True, check=True)
    assert ran.stdout == "no bars here\n2 (100, 100)\n"
