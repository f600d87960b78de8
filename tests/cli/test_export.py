"""Exports from the command line."""

from __future__ import annotations

import csv
import io
import json
import os

import pytest

import careerscore as cs
from careerscore.exporting import ExportReport, export_bytes, export_columns

ONE = ("--occupation", "29-2072.00", "--data", "2026.1")
CHOSEN = (*ONE, "--column", "title", "--column", "tier")
OPTIONS = {"occupations": ["29-2072.00"], "columns": ["title", "tier"], "data": "2026.1"}


@pytest.mark.parametrize("format", ["parquet", "xlsx"])
def test_a_file_is_written_and_told(run, tmp_path, format, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    path = tmp_path / f"jobs.{format}"
    done = run("export", str(path), *CHOSEN)
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "1 occupation of data release 2026.1, 2 columns, scored by american-dream-jobs/2.0",
        f"Written: {path}",
    ]
    assert path.read_bytes() == export_bytes(format, **OPTIONS)
    assert f"Replaced: {path}" in run("export", str(path), *CHOSEN).out.splitlines()
    shown = run("export", str(path), *CHOSEN, "--format", "json").out
    assert cs.loads(shown, ExportReport) == cs.export(path, **OPTIONS)


def test_csv_is_told_with_its_metadata(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    path = tmp_path / "jobs.csv"
    queries = ("--occupation", "registered-nurses", "--occupation", "medical coder")
    done = run("export", str(path), *queries, "--column", "title", "--data", "2026.1")
    assert (done.code, done.err) == (0, "")
    assert done.out.splitlines() == [
        "2 occupations of data release 2026.1, 1 column",
        f"Written: {path}",
        f"Beside it: {path}-metadata.json",
    ]
    with path.open(encoding="utf-8", newline="") as file:
        titles = [row["title"] for row in csv.DictReader(file)]
    assert titles == ["Registered Nurses", "Medical Records Specialists"]


def test_all_columns_of_all_occupations_and_what_had_to_be_cut(run, tmp_path, monkeypatch):
    monkeypatch.setenv("COLUMNS", "300")
    path = tmp_path / "jobs.xlsx"
    done = run("export", str(path), "--all-columns", "--occupation", "51-9199.00")
    count = len(export_columns())
    assert done.out.splitlines() == [
        f"1 occupation of data release 2026.3, {count} columns, scored by american-dream-jobs/2.0",
        f"Written: {path}",
        "Cut to what a cell of Excel holds: 1 of aliases",
    ]


@pytest.mark.parametrize("target", [(), ("-",)])
def test_standard_output_is_json_unless_told_otherwise(run, target):
    done = run("export", *target, *CHOSEN)
    assert (done.code, done.err) == (0, "")
    assert done.out.encode() == export_bytes("json", **OPTIONS)
    rows = run("export", *target, *CHOSEN, "--as", "csv").out
    assert next(csv.reader(io.StringIO(rows, newline="")))[:2] == ["title", "tier"]


def test_bytes_on_standard_output_are_those_of_the_file(spawn):
    arguments = (*CHOSEN, "--as", "csv", "--attributions")
    done = spawn("export", *arguments, env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    # The attribution has a sign that is not ASCII.
    assert done.stdout == export_bytes("csv", **OPTIONS, attributions=True)
    assert "®".encode() in done.stdout


def test_another_methodology_or_none(run, tmp_path, data_folder):
    path = tmp_path / "jobs.json"
    run("export", str(path), *ONE, "--methodology", "webb/2020")
    assert json.loads(path.read_text(encoding="utf-8"))["methodology"]["id"] == "webb/2020"
    text = (data_folder / "methodologies/webb/2020.toml").read_text(encoding="utf-8")
    own = tmp_path / "own.toml"
    own.write_text(text.replace("webb/2020", "example/1"), encoding="utf-8")
    run("export", str(path), *ONE, "--methodology", str(own))
    assert json.loads(path.read_text(encoding="utf-8"))["methodology"]["id"] == "example/1"
    run("export", str(path), *ONE, "--no-scores")
    assert json.loads(path.read_text(encoding="utf-8"))["methodology"] is None


def test_columns_are_listed_with_meanings_and_units(run, monkeypatch):
    monkeypatch.setenv("COLUMNS", "200")
    done = run("export", "--list-columns")
    lines = [line.split(maxsplit=1) for line in done.out.splitlines()[1:]]
    assert [line[0] for line in lines] == [column.name for column in export_columns()]
    assert "annual_median_usd *" in done.out
    assert "annual wage, median [US dollars a year]" in done.out
    starred = [line[0] for line in lines if line[1].startswith("* ")]
    assert starred == [column.name for column in export_columns() if column.standard]
    shown = json.loads(run("export", "--list-columns", "--no-scores", "--format", "json").out)
    assert [column["name"] for column in shown] == [
        column.name for column in export_columns(methodology=None)
    ]
    assert "unit" in shown[0]


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("a.docx",), "TARGET: expected a name that ends in .json, .csv, .parquet, .pq, .xlsx"),
        (("a.docx",), ".xlsx, or pass --as, got"),
        (("--oops",), "TARGET: expected a name that ends in"),
        (("no/a.csv",), "TARGET: expected a folder that exists, got 'no/a.csv'"),
        (("a.csv", "--occupation", "nursse"), "\n  29-1141.00 Registered Nurses"),
        (("a.csv", "--column", "titel"), "--column: no column 'titel'; did you mean title"),
        (("a.csv", "--column", "title", "--all-columns"), "--column: expected this or --all-col"),
        (("--as", "xlsx"), "--as: expected json or csv: standard output is text, got 'xlsx'"),
        (("a.csv", "--as", "docx"), "docx"),
    ],
)
def test_what_is_wrong_is_told_without_a_traceback(run, tmp_path, monkeypatch, arguments, message):
    monkeypatch.chdir(tmp_path)
    done = run("export", *arguments)
    assert (done.code, done.out) == (2, "")
    assert message in done.err
    assert "Traceback" not in done.err
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_cannot_be_written_is_told_by_its_name(run, tmp_path, monkeypatch):
    def refusing(*_, **__):
        raise OSError(28, os.strerror(28), "hidden")

    monkeypatch.setattr("tempfile.TemporaryDirectory", refusing)
    done = run("export", str(tmp_path / "a.json"), *CHOSEN)
    assert done == (1, "", f"careerscore: {tmp_path / 'a.json'}: {os.strerror(28)}\n")


def test_a_name_that_steers_terminals_is_shown_plainly(run, tmp_path):
    done = run("export", str(tmp_path / "a\x1b[31m.json"), *CHOSEN)
    assert done.code == 0
    assert "\x1b" not in done.out
