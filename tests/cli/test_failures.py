"""Errors on the command line: one clear line, the right exit code, no traceback."""

from __future__ import annotations

import os
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import careerscore
import careerscore as cs
from careerscore.__main__ import main
from careerscore.sources import BuildReport

METHOD = "methodologies/american-dream-jobs/2.0.toml"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["show", "99-9999.00"], "no occupation 99-9999.00 in data release 2026.3"),
        (["show", "nurse"], "'nurse' may name several occupations of data release 2026.3. Wh"),
        (["show", "nurse zzz"], "no occupation 'nurse zzz' in data release 2026.3. Nearest, "),
        (["show", "29-2071"], "29-2071 is a code of SOC 2010 that data release 2026.3 no longer"),
        (["show", ""], "QUERY is empty: give a code, slug, title or alias"),
        (["show", "x" * 10_000_000], "QUERY: expected a code, slug, title or alias"),
        (["search", "x" * 10_000_000], "TEXT: expected a code, slug, title or alias"),
        (
            ["search", "nurse", "--limit", "0"],
            "--limit: expected an integer of at least 1",
        ),
        (
            ["show", "29-2072.00", "--data", "2026.9"],
            "no data release '2026.9'. There are:\n  2026.1",
        ),
        (["assess", "29-2072.00", "--methodology", "x"], "no methodology 'x'"),
        (["methodologies", "american-dream-jobs/3"], "no methodology 'american-dream-jobs/3'. "),
        (["show"], "QUERY is missing: O*NET-SOC code, "),
        (
            ["show", "29-2072.00", "--format", "xml"],
            "--format: expected text or json or html, got 'xml'\nHelp: ",
        ),
        (
            ["search", "nurse", "--limit", "many"],
            "--limit: expected an integer, got 'many'\nHelp: careerscore search",
        ),
        (["shwo"], "no command 'shwo'. Did you mean:\n  show\nHelp: careerscore --help"),
        (["show", "--", "-x"], "no occupation '-x' in data release 2026.3"),
        (["show", "\x1b[31mred"], r"no occupation '\x1b[31mred' in data release"),
    ],
)
def test_a_question_without_an_answer_is_exit_code_2(run, arguments, message):
    done = run(*arguments)
    assert done.code == 2
    assert done.out == ""
    assert done.err.startswith(f"careerscore: {message}")
    assert "Traceback" not in done.err
    assert len(done.err) < 2000


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ("", "\x00", "own.toml: "),
        ("", 'id = "again"\n', "own.toml: not valid TOML: Cannot overwrite a value"),
        ("rank = 1", "rank = 9", "own.toml: tier_rules: expected ranks 1"),
        ('engine = "additive/1"', "", "own.toml: engine: expected"),
    ],
)
def test_a_methodology_file_with_a_fault_is_exit_code_1(
    run, tmp_path, data_folder, old, new, message
):
    own = tmp_path / "own.toml"
    text = (data_folder / METHOD).read_text(encoding="utf-8")
    own.write_text(text.replace(old, new, 1), encoding="utf-8")
    done = run("assess", "29-2072.00", "--methodology", str(own))
    assert (done.code, done.out) == (1, "")
    assert done.err.startswith("careerscore: ")
    assert message in done.err


def test_a_methodology_file_that_is_not_there_is_exit_code_1(run, tmp_path):
    done = run("assess", "29-2072.00", "--methodology", str(tmp_path / "none.toml"))
    assert (done.code, done.out) == (1, "")
    assert "none.toml: cannot be read: " in done.err


def test_official_files_that_are_not_there_are_named_and_nothing_is_written(run, tmp_path):
    out = tmp_path / "out"
    done = run("data", "build", "--from", str(tmp_path), "--out", str(out))
    assert (done.code, done.out) == (1, "")
    assert ": expected a file, found none; missing as well:\n  " in done.err
    assert not out.exists()


def test_the_build_reports_what_it_did(run, tmp_path, monkeypatch):
    def build(inputs, out, *, editions, progress):
        assert (inputs, out, editions) == (tmp_path, tmp_path / "out", None)
        progress("oews/2023-05", 1, 2)
        return BuildReport(editions=("a", "b"), written=("x",), unchanged=("y", "z"), removed=())

    monkeypatch.setattr("careerscore.sources.build", build)
    arguments = ("data", "build", "--from", str(tmp_path), "--out", str(tmp_path / "out"))
    text = f"2 editions built in {tmp_path / 'out'}, 1 files written, 2 unchanged"
    assert " ".join(run(*arguments).out.split()) == text
    assert '"editions": [\n    "a",' in run(*arguments, "--format", "json").out


def test_an_interrupted_command_is_exit_code_130(run, monkeypatch):
    def career_page(*arguments, **options):
        raise KeyboardInterrupt

    monkeypatch.setattr(cs, "career_page", career_page, raising=False)
    assert run("show", "29-2072.00") == (130, "", "")


@pytest.mark.skipif(os.name == "nt", reason="pipes of a shell")
def test_a_pipe_closed_early_prints_nothing_on_stderr():
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [sys.executable, "-m", "careerscore", "data", "list"],
        stdout=writer,
        stderr=subprocess.PIPE,
        check=False,
        timeout=60,
    )
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_a_bundled_file_with_one_byte_changed_is_exit_code_1(tmp_path, spawn):
    package = tmp_path / "careerscore"
    shutil.copytree(Path(careerscore.__file__).parent, package)
    wages = package / "data/datasets/oews/2025-05.csv"
    content = bytearray(wages.read_bytes())
    content[len(content) // 2] ^= 1
    wages.write_bytes(content)
    for arguments in (("show", "29-2072.00"), ("data", "verify"), ("data", "verify", "2026.2")):
        done = spawn(*arguments, env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path, text=True)
        assert done.returncode == 1
        assert done.stdout == ""
        assert done.stderr.startswith(
            "careerscore: the data files are not those that were released"
        )
        assert "datasets/oews/2025-05.csv: expected SHA-256 " in done.stderr
        assert "Traceback" not in done.stderr
    untouched = spawn(
        *("show", "29-2072.00", "--data", "2026.1"), env={"PYTHONPATH": str(tmp_path)}, cwd=tmp_path
    )
    assert untouched.returncode == 0


def test_without_its_packages_the_command_line_says_how_to_get_them(monkeypatch, capsys):
    for name in [name for name in sys.modules if name.startswith("careerscore.cli")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "cyclopts", None)
    assert main(["show", "29-2072.00"]) == 1
    assert capsys.readouterr().err == (
        'careerscore: the command line needs an optional package: pip install "careerscore[cli]"\n'
    )


def test_another_missing_module_is_not_hidden(monkeypatch):
    monkeypatch.setitem(sys.modules, "careerscore.cli", None)
    with pytest.raises(ModuleNotFoundError):
        main(["show", "29-2072.00"])


def test_an_old_terminal_gets_characters_it_has(spawn):
    done = spawn("show", "29-1211.00", "--data", "2026.1", env={"PYTHONIOENCODING": "ascii"})
    assert done.returncode == 0
    text = done.stdout.decode("ascii")
    assert "clinical - 29-1211.00" in text
    assert "at least $239,200" in text
    assert "#####" in text
    assert max(map(len, text.splitlines())) <= 80


def test_running_the_module_exits_with_the_code(monkeypatch, capsys):
    monkeypatch.setattr(sys, "argv", ["careerscore", "show", "nurse"])
    with pytest.raises(SystemExit) as caught:
        runpy.run_path(str(Path(careerscore.__file__).parent / "__main__.py"), run_name="__main__")
    assert caught.value.code == 2
    assert capsys.readouterr().err.startswith("careerscore: 'nurse' may name several occupations")


def test_a_closed_output_is_told_of(capsys, monkeypatch):
    ran = subprocess.run(
        ["bash", "-c", f"{sys.executable} -m careerscore show 29-2072 >&-"],
        capture_output=True,
        text=True,
        check=False,
    )
    assert (ran.returncode, ran.stderr) == (1, "careerscore: output: closed\n")
    monkeypatch.setattr(sys, "stdout", None)
    assert main(["data", "list"]) == 1
    assert capsys.readouterr().err == "careerscore: output: closed\n"


def test_ids_of_scores_are_the_first_that_are_told(run):
    done = run("methodologies", "zzzz")
    assert done.err.splitlines()[1].strip() == cs.methodologies()[0]
