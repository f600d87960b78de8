"""Scoring a file from the command line."""

from __future__ import annotations

import sys

import pytest

METHOD = "methodologies/american-dream-jobs/2.0.toml"
NAMES = ("--column", "ai_exposure=beta", "--column", "job_growth=growth", "--column")
NAMES = (*NAMES, "human_advantage=epoch")


@pytest.fixture
def source(tmp_path):
    """A file of two rows, one of them with a blank."""
    path = tmp_path / "jobs.csv"
    path.write_text("id,beta,growth,epoch\n00123,0.6176,7,15\n29-2072,0.3,,22\n")
    return path


@pytest.mark.parametrize("engine", ["duckdb", "polars"])
def test_a_file_is_scored_into_another(run, source, tmp_path, engine):
    target = tmp_path / "scored.csv"
    arguments = ("--engine", engine, "--outputs", "total", "tier", "--key", "id", "--prefix", "p_")
    done = run("score", str(source), str(target), *NAMES, *arguments)
    assert done == (
        0,
        (
            "2 rows scored by american-dream-jobs/2.0\ncells read as missing: 1 empty\n"
            f"Written: {target}\n"
        ),
        "",
    )
    assert target.read_text() == (
        "id,beta,growth,epoch,p_total,p_tier\n"
        "00123,0.6176,7.0,15.0,3,AI-Augmented\n"
        "29-2072,0.3,,22.0,,\n"
    )


def test_the_statuses_of_parquet_are_told(run, source, tmp_path):
    done = run("score", str(source), str(tmp_path / "scored.parquet"), *NAMES)
    assert done.code == 0
    assert done.out == (
        "2 rows scored by american-dream-jobs/2.0, 1 complete, 1 insufficient\n"
        f"cells read as missing: 1 empty\nWritten: {tmp_path / 'scored.parquet'}\n"
    )


def test_how_a_file_is_written_is_told_and_can_be_said(run, tmp_path):
    source, target = tmp_path / "in.tsv", str(tmp_path / "out.tsv")
    source.write_bytes("id\tprobability\n\xe9;\t0,5\n2\t-\n".encode("cp1252"))
    arguments = ("score", str(source), target, "--methodology", "frey-osborne/2013", "--outputs")
    done = run(*arguments, "total")
    told = "2 rows scored by frey-osborne/2013\nread as tabs, Windows-1252\n"
    missing = "decimal commas: probability\ncells read as missing: 1 -\n"
    assert done == (0, f"{told}{missing}Written: {target}\n", "")
    assert (tmp_path / "out.tsv").read_text("utf-8") == (
        "id\tprobability\ttotal\n\xe9;\t0.5\t0.5\n2\t\t\n"
    )
    for tab in ("tab", "\\t", "\t"):
        said = ("--delimiter", tab, "--encoding", "latin-1", "--missing", "-", "--missing", "x")
        latin = told.replace("Windows-1252", "LATIN-1")
        assert run(*arguments, "total", *said).out == f"{latin}{missing}Replaced: {target}\n"
    assert (
        "line 3: probability: expected a number" in run(*arguments, "total", "--missing", "x").err
    )
    done = run(*arguments, "total", "--delimiter", ":", "--encoding", "zip")
    assert done.code == 2
    assert "delimiter: expected a comma, semicolon, tab or pipe" in done.err
    assert "encoding: expected an encoding that Python knows" in done.err


def test_a_table_of_codes_is_sent_to_join(run, tmp_path):
    source = tmp_path / "in.csv"
    source.write_text("SOC,OCCUPATIONTITLE\n13-1041,Compliance Officers\n")
    done = run("score", str(source), str(tmp_path / "out.csv"))
    assert done.code == 2
    assert "looks like codes or titles, by which `careerscore join` attaches scores" in done.err


def test_an_input_without_a_column_is_missing_and_the_words_can_be_had(run, source, tmp_path):
    target = tmp_path / "scored.csv"
    columns = ("--column", "ai_exposure=beta", "--column", "job_growth=growth")
    rest = ("--column", "human_advantage=", "--outputs", "status", "--rationale")
    assert run("score", str(source), str(target), *columns, *rest).code == 0
    head, *lines = target.read_text().splitlines()
    assert head == "id,beta,growth,epoch,status,rationale"
    assert [line.split(",")[4] for line in lines] == ["insufficient", "insufficient"]


def test_keys_can_be_several_columns(run, source, tmp_path):
    source.write_text("a,b,probability\n1,1,0\n1,2,0\n1,2,1\n")
    target = str(tmp_path / "scored.csv")
    arguments = ("score", str(source), target, "--methodology", "frey-osborne/2013")
    assert "several rows of 1" in run(*arguments, "--key", "a").err
    assert "1, 2" in run(*arguments, "--key", "a", "--key", "b").err
    assert run(*arguments, "--key", "probability", "--key", "b").code == 0
    source.write_text("a,b,probability\n1,1,0\n")
    assert run(*arguments).out == f"1 row scored by frey-osborne/2013\nReplaced: {target}\n"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["jobs.txt", "out.csv"], "careerscore: IN: expected the path of a file that ends in "),
        (["jobs.csv", "jobs.csv"], "OUT: expected another file than the source, got 'jobs.csv'"),
        (["jobs.csv", "no/out.csv"], "OUT: expected a folder that exists, got 'no/out.csv'"),
        (["jobs.csv"], "OUT is missing\nFor example: careerscore score jobs.parquet "),
        (
            ["jobs.csv", "out.csv", "--column", "beta", "--column", "a=1", "--column", "a=2"],
            (
                "careerscore: 2 problems\n"
                "  - --column: expected INPUT=COLUMN, such as ai_exposure=beta, got 'beta'\n"
                "  - --column: expected one column for a, got 'a=2'\n"
            ),
        ),
        (
            ["jobs.csv", "out.csv", "--column", "ai=beta"],
            "scoring jobs.csv: --column: expected an input named ",
        ),
        (["jobs.csv", "out.csv", *NAMES[:-1], "human_advantage=id"], "jobs.csv: line 3: id: exp"),
        (["jobs.csv", "out.csv", "--prefix", "p"], "scoring jobs.csv: 3 problems\n  - --column: "),
        (["jobs.csv", "out.csv", *NAMES, "--outputs", "tierr"], "scoring jobs.csv: --outputs: "),
    ],
)
def test_what_cannot_be_scored_as_asked_is_exit_code_2(
    run, source, monkeypatch, arguments, message
):
    monkeypatch.chdir(source.parent)
    done = run("score", *arguments)
    assert done.code == 2
    assert done.out == ""
    assert message in done.err
    assert done.err.startswith("careerscore: ")
    assert [path.name for path in source.parent.iterdir()] == ["jobs.csv"]


@pytest.mark.parametrize(
    ("name", "content", "message"),
    [
        ("none.parquet", None, "none.parquet: cannot be read: No such file or directory\n"),
        ("no.parquet", b"abc", "no.parquet: cannot be read: "),
        ("blank.csv", b"", "blank.csv: expected a line of column names, found none\n"),
    ],
)
def test_a_file_that_is_damaged_is_exit_code_1(run, tmp_path, monkeypatch, name, content, message):
    monkeypatch.chdir(tmp_path)
    if content is not None:
        (tmp_path / name).write_bytes(content)
    done = run("score", name, "out.csv")
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith(f"careerscore: {message}")


def test_an_engine_that_is_not_there_says_how_to_get_it(run, source, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "duckdb", None)
    done = run("score", str(source), str(tmp_path / "out.csv"), *NAMES)
    assert done.code == 1
    assert done.err == (
        "careerscore: scoring files with duckdb needs an optional package: "
        'pip install "careerscore[duckdb]"\n'
    )
