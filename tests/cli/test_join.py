"""Joining a file from the command line."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def source(tmp_path, monkeypatch):
    """A file of codes and job titles."""
    monkeypatch.chdir(tmp_path)
    path = tmp_path / "jobs.csv"
    path.write_text("id|soc|position\n00123|29-2072|Medical Coder\n2|13-1020|Buyer\n3|NA|\n")
    return path


def test_a_file_is_joined_by_code_and_the_report_printed(run, source):
    options = ("--on", "soc", "--columns", "title", "annual_median_usd", "--data", "2026.1")
    done = run("join", "jobs.csv", "out.csv", *options, "--unmatched", "review.tsv")
    assert (done.code, done.err) == (0, "")
    lines = done.out.splitlines()
    assert lines[0] == "Read: 3 rows of CSV, pipes, UTF-8"
    assert "Codes of soc in data release 2026.1" in lines[1]
    assert lines[-2:] == ["Written: out.csv, 3 rows", "Written: review.tsv, what needs a person"]
    assert max(map(len, lines)) <= 80
    assert (source.parent / "out.csv").read_text() == (
        "id,soc,position,match,match_codes,title,annual_median_usd\n"
        "00123,29-2072,Medical Coder,matched,29-2072.00,Medical Records Specialists,48780.0\n"
        "2,13-1020,Buyer,one-to-many,13-1021.00; 13-1022.00; 13-1023.00,,71950.0\n"
        "3,NA,,unmatched,,,\n"
    )
    assert (source.parent / "review.tsv").read_text().startswith("column\ttext\trows\tmatch\t")


def test_options_go_to_their_arguments(run, source):
    options = ("--on", "soc", "--columns", "title", "--prefix", "x_", "--many", "expand")
    options += ("--delimiter", "|", "--encoding", "latin-1", "--missing", "-", "--missing", "NA")
    options += ("--system", "soc-2018", "--methodology", "frey-osborne/2013", "--format", "json")
    done = run("join", "jobs.csv", "out.csv", *options)
    assert done.code == 0
    found = json.loads(done.out)
    assert (found["records"], found["rows"]) == (3, 5)
    assert found["read_as"] == "CSV, pipes, LATIN-1"
    assert found["missing"] == {"NA": 1}
    assert found["report"]["system"] == "soc-2018"
    head, *_ = (source.parent / "out.csv").read_text().splitlines()
    assert head.startswith("id,soc,position,x_match,x_match_codes,x_match_count,")
    assert ",x_title,x_probability," in head


def test_problems_name_the_options_with_names_near(run, source):
    options = ("--on", "socs", "--columns", "titel", "--min-confidence", "2", "--sheet", "x")
    done = run("join", "jobs.csv", "jobs.csv", *options)
    assert (done.code, done.out) == (2, "")
    assert done.err.startswith("careerscore: 5 problems\n  - OUT: expected another file")
    assert "\n  - --on: no column 'socs'; did you mean soc?" in done.err
    assert "\n  - --columns: expected a column of the reference table: title, got " in done.err
    for option in ("--min-confidence", "--sheet"):
        assert f"\n  - {option}: expected nothing" in done.err
    assert [path.name for path in source.parent.iterdir()] == ["jobs.csv"]


def test_a_classification_that_is_mistyped_is_answered_with_those_near(run, source):
    done = run("join", "jobs.csv", "out.csv", "--on", "soc", "--system", "soc-201")
    assert done.code == 2
    assert done.err.startswith("careerscore: --system: expected 'soc-201")
    assert done.err.endswith(", got 'soc-201'\nHelp: careerscore join --help\n")


def test_where_no_column_is_named_those_that_may_be_meant_are(run, source):
    done = run("join", "jobs.csv", "out.csv")
    assert done.code == 2
    assert done.err == (
        "careerscore: --on: name the column of codes, or by --title that of titles; "
        "'soc' looks like codes; 'position' looks like titles\n"
        "Help: careerscore join --help\n"
    )


def test_titles_are_joined(run, source):
    options = ("--title", "position", "--columns", "title", "--min-confidence", "0.5")
    done = run("join", "jobs.csv", "out.csv", *options)
    assert done.code == 0
    head, first, *_ = (source.parent / "out.csv").read_text().splitlines()
    assert head == "id,soc,position,match,match_codes,match_confidence,title"
    assert first.startswith("00123,29-2072,Medical Coder,matched,29-2072.00,")


def test_a_file_that_is_damaged_is_exit_code_1(run, source):
    source.write_text("soc|n\n29-2072\n")
    done = run("join", "jobs.csv", "out.csv", "--on", "soc")
    assert (done.code, done.out) == (1, "")
    assert done.err == (
        "careerscore: jobs.csv: cannot be read: line 2 has 1 cells, for 2 columns\n"
    )


def test_the_help_has_an_example_to_copy(run):
    done = run("join", "--help")
    assert done.code == 0
    assert "careerscore join jobs.csv joined.xlsx --on soc" in " ".join(done.out.split())


def test_a_column_of_places_brings_local_pay(run, source):
    source.write_text('soc,where\n29-1141,6\n19-2012,"Abilene, TX"\n29-1141,Portland\n')
    options = ["--on", "soc", "--place", "where", "--place-fallback", "state", "--data", "2026.3"]
    options += ["--columns", "title", "--local-columns", "local_annual_median_usd"]
    done = run("join", source.name, "joined.csv", *options)
    rows = source.with_name("joined.csv").read_text().splitlines()[1:]
    assert [row.rpartition(",")[2] for row in rows] == ["140270.0", "184040.0", ""]
    assert "Portland-South Portland, ME" in done.out
