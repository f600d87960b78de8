"""Errors in a terminal: what was typed is named, and what to type next."""

from __future__ import annotations

import sys

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.__main__ import main
from careerscore.cli import _app
from careerscore.cli._output import wrapped
from careerscore.errors import DataIntegrityError

SHOW_HELP = "Help: careerscore show --help"
SHOW_EXAMPLE = "For example: careerscore show medical-records-specialists"
COLUMNS = "List all: careerscore export --list-columns"


@pytest.mark.parametrize(
    ("arguments", "lines"),
    [
        (["show", "x", "--data"], ["--data needs a value: ", SHOW_EXAMPLE, SHOW_HELP]),
        (["show"], ["QUERY is missing: ", SHOW_EXAMPLE, SHOW_HELP]),
        (["show", ""], ["QUERY is empty: give a code, ", SHOW_EXAMPLE, SHOW_HELP]),
        (["show", "29-2072", "--near", ""], ["--near is empty: give ", SHOW_EXAMPLE, SHOW_HELP]),
        (["show", "x", "y"], ["not expected: 'y'. Put a name of ", SHOW_EXAMPLE, SHOW_HELP]),
        (["show", "x", "--dat", "y"], ["no option --dat. Did you mean:", "  --data", SHOW_HELP]),
        (["show", "x", "--zzzz"], ["no option --zzzz", SHOW_HELP]),
        (["--zzzz"], ["no option '--zzzz'", "Help: careerscore --help"]),
        (["data", "lst"], ["no command 'lst'. Did ", "  list", "Help: careerscore data --help"]),
        (
            ["show", "29-2072", "--section", "pai"],
            ["--section: expected one of profile, ", SHOW_HELP],
        ),
        (
            ["show", "zzzz"],
            ["no occupation 'zzzz' in data release 2026.3", "Search: careerscore search TEXT"],
        ),
        (
            ["local", "29-2072", "zzzz"],
            ["no place 'zzzz' in data release 2026.3", "Search: careerscore places TEXT"],
        ),
        (
            ["show", "29-2071"],
            [
                "29-2071 is a code of SOC 2010",
                "  29-2072.00 Medical Records",
                "  29-9021.00 Health",
                "Search: careerscore search TEXT",
            ],
        ),
        (
            ["market", "Portland"],
            [
                "'Portland' names 2 places in data release 2026.3. Which one do you mean?",
                "  0038860 Portland-South Portland, ME",
                "  0038900 Portland-Vancouver-Hillsboro, OR-WA",
                "Search: careerscore places TEXT",
            ],
        ),
        (["places", ""], ["TEXT is empty: give a name, ", "For example: ", "Help: "]),
        (
            ["show", "29-2072", "--data", "2025"],
            [
                "no data release '2025'. There are:",
                "  2026.1",
                "  2026.2",
                "  2026.3",
                "Your own are ",
                "List",
            ],
        ),
        (
            ["show", "29-2072", "--methodology", "american-dream-jobs/3.0"],
            [
                "no methodology 'american-dream-jobs/3.0'. Did you mean:",
                "  american-dream-jobs/2.0",
                "  american-dream-jobs/1.0",
                "  american-dream-jobs-risk/1.0",
                "List all: careerscore methodologies",
            ],
        ),
        (
            ["compare", "29-2072", "29-1141", "medical coder"],
            ["QUERY: expected each occupation once, got 'Medical Records Specialists'", "Help: "],
        ),
        (["skill-gap", "29-2072", "29-2072.00"], ["SECOND: expected another ", "Help: "]),
        (["compare", "a", "b", "--start-age", "x"], ["--start-age: expected an integer", "Help: "]),
        (["compare", "a", "b", "--tax", "x"], ["no option --tax", "Help: "]),
        (
            ["show", "--sectio", "pay", "nurse"],
            ["no option --sectio. Did ", "  --section", SHOW_HELP],
        ),
        (
            ["compare", "a", "b", "--loan-share", "x"],
            ["--loan-share: expected a number, got 'x'", "Help: "],
        ),
        (
            ["export", "--all-columns=maybe"],
            ["--all-columns: expected no value, got 'maybe'", "Help: "],
        ),
        (
            ["export", "a.csv", "--column", "titel"],
            ["--column: no column 'titel'; did you", COLUMNS],
        ),
        (["export", "a.csv", "--column", "zzzzzz"], ["--column: no column 'zzzzzz'", COLUMNS]),
        (["jobs", "x", "--limit", "1", "--limit", "2"], ["--limit is given twice", "Help: "]),
        (
            ["jobs", "x", "--out", "a.docx"],
            [
                "--out: expected a name that ends in .json, .csv, .parquet, .pq, .xlsx, got 'a.docx'",
                "Help: careerscore jobs --help",
            ],
        ),
        (
            ["local", "29-2072", "TX", "--fallback", "CA"],
            ["--fallback: expected 'state' or 'TX', got 'CA'", "Help: "],
        ),
    ],
)
def test_options_are_named_as_typed_and_the_next_command_is_told(run, arguments, lines):
    done = run(*arguments)
    assert (done.code, done.out) == (2, "")
    told = done.err.removeprefix("careerscore: ").splitlines()
    assert len(told) == len(lines), done.err
    assert all(line.startswith(start) for line, start in zip(told, lines, strict=True)), done.err


@pytest.mark.parametrize("word", ["data=x", "a or None, b", "data='x'", "it's expected None"])
def test_what_was_typed_stays_as_it_is(run, word):
    told = run("show", word).err
    assert told.startswith(f"careerscore: no occupation {word!r} in data release 2026.3")


def test_an_unknown_edition_sends_to_the_list(run):
    done = run("backtest", "--projections", "1999")
    assert done.err.startswith("careerscore: no edition 'employment-projections/1999'. There are:")
    assert done.err.endswith("\nList all: careerscore data list\n")


def test_a_file_of_another_encoding_is_told_with_the_option(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_bytes(b"\0a\0b")
    done = run("join", "in.csv", "out.csv", "--on", "soc")
    assert (done.code, "say --encoding 'utf-16-be'\n" in done.err) == (1, True)


def test_a_column_that_is_not_numeric_is_named_with_its_file(run, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "in.csv").write_text("soc,beta\n29-2072,1\n")
    done = run("score", "in.csv", "out.csv", "--column", "ai_exposure=bet")
    assert done.code == 2
    first, near, *_, example, _ = done.err.splitlines()
    assert example.startswith("For example: careerscore score jobs.parquet ")
    assert [first, near] == [
        "careerscore: scoring in.csv: 4 problems",
        "  - --column: no column 'bet' for the input ai_exposure; the table has beta",
    ]


def test_many_problems_are_counted_and_the_first_listed(run):
    unknown = [word for number in range(30) for word in ("--column", f"x{number}")]
    told = run("export", "--as", "json", *unknown).err.splitlines()
    assert told[0] == "careerscore: 30 problems"
    assert told[20].startswith("  - --column: no column 'x19'")
    assert told[21:] == ["  - and 10 more", COLUMNS]


@given(st.text("ab c-/.", min_size=1), st.integers(40, 80))
def test_lines_are_broken_between_words_alone(line, width):
    lines = wrapped(line, width)
    assert " ".join(lines).split() == line.split()
    assert all(len(each) <= width or len(each.split()) == 1 for each in lines)


@pytest.mark.parametrize("columns", [40, 80])
def test_a_terminal_gets_candidates_a_line_and_whole_words(run, monkeypatch, columns):
    monkeypatch.setenv("COLUMNS", str(columns))
    whole = run("show", "nurse").err
    monkeypatch.setattr(sys.stderr, "isatty", lambda: True)
    told = run("show", "nurse").err
    assert told.split() == whole.split()
    assert max(map(len, told.splitlines())) <= columns
    assert "\n  29-1141.03 Critical Care Nurses\n" in told


def test_help_names_the_newest_release_and_where_to_list_values(run, monkeypatch):
    text = " ".join(run("show", "--help").out.replace("│", " ").split())
    assert f"Data release, {cs.releases()[-1]} by default. List: careerscore data list." in text
    assert "List: careerscore methodologies. [default: american-dream-jobs/2.0]" in text

    class Names:
        listed = ("2026.10", "2026.9", "2025.12")

        def names(self, *_):
            return self.listed

    monkeypatch.setattr(_app, "bundled", Names)
    assert _app.newest_release() == "2026.10"
    Names.listed = ("2026.10", "2027.1")
    assert _app.newest_release() == "2027.1"

    def damaged():
        raise DataIntegrityError(())

    monkeypatch.setattr(_app, "bundled", damaged)
    assert _app.newest_release() == "the newest"


def test_an_interrupt_while_modules_are_imported_is_exit_code_130(monkeypatch, capsys):
    class Interrupted:
        def find_spec(self, name, path, target=None):
            if name == "careerscore.cli":
                raise KeyboardInterrupt

    monkeypatch.delitem(sys.modules, "careerscore.cli", raising=False)
    monkeypatch.setattr(sys, "meta_path", [Interrupted(), *sys.meta_path])
    assert main(["show", "29-2072"]) == 130
    assert capsys.readouterr() == ("", "")
