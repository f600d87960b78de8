"""Output of commands: encodings, closed pipes, progress bars, signals and warnings."""

from __future__ import annotations

import io
import os
import signal
import sys

import pytest

from careerscore.cli import _app, _output
from careerscore.cli.methodologies import _loaded
from careerscore.errors import MethodologyPluginError, Problem


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device"), (1, "output: No space left on device")),
        (PermissionError(13, "Permission denied", "x.csv"), (1, "x.csv: Permission denied")),
        (KeyboardInterrupt(), (130, "")),
    ],
)
def test_a_failed_write_has_an_exit_code(run, monkeypatch, error, expected):
    def write(text):
        raise error

    monkeypatch.setattr(_output, "write", write)
    done = run("methodologies", "webb/2020")
    assert (done.code, done.out) == (expected[0], "")
    assert done.err == (f"careerscore: {expected[1]}\n" if expected[1] else "")


def test_a_closed_pipe_is_success_and_what_is_buffered_is_discarded(monkeypatch, tmp_path):
    def write(text):
        sys.stdout.write(text)
        raise BrokenPipeError

    file = tmp_path / "out.txt"
    monkeypatch.setattr(_output, "write", write)
    with file.open("w", encoding="utf-8") as out:
        monkeypatch.setattr(sys, "stdout", out)
        assert _app.run(["methodologies", "webb/2020"]) == 0
    assert file.read_text(encoding="utf-8") == ""


def test_a_character_that_the_encoding_lacks_is_replaced(monkeypatch):
    out = io.TextIOWrapper(io.BytesIO(), encoding="ascii")
    monkeypatch.setattr(sys, "stdout", out)
    _output.write("≥ $239,200 · Größe\n")
    out.flush()
    assert out.buffer.getvalue() == b"> $239,200 - Gr??e\n"


def test_without_standard_error_a_failure_keeps_its_exit_code(monkeypatch):
    monkeypatch.setattr(sys, "stderr", None)
    assert _app.run(["assess", "29-2072.00", "--methodology", "no/1"]) == 2


@pytest.mark.parametrize(("columns", "width"), [("1", 40), ("120", 120), ("999999999", 400)])
def test_the_width_of_a_page_is_bounded(monkeypatch, columns, width):
    monkeypatch.setenv("COLUMNS", columns)
    assert _output.console().width == width


@pytest.mark.parametrize(
    ("is_terminal", "seconds", "is_visible"),
    [(True, 0.0, True), (True, 60.0, False), (False, 0.0, False)],
)
def test_a_progress_bar_appears_on_a_terminal_after_a_second(
    monkeypatch, capsys, is_terminal, seconds, is_visible
):
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr(sys.stderr, "isatty", lambda: is_terminal)
    monkeypatch.setattr(_output, "_PROGRESS_AFTER_SECONDS", seconds)
    with _output.progress_bar("Scoring") as advance:
        advance(1, 2)
    shown = capsys.readouterr().err
    assert ("Scoring" in shown, "50%" in shown) == (is_visible, is_visible)


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_signal_runs_cleanup_and_ends_the_process(name):
    number = getattr(signal, name)
    before = signal.getsignal(number)
    with pytest.raises(SystemExit) as caught, _output.clean_exit():
        os.kill(os.getpid(), number)
    assert caught.value.code == 128 + number
    assert signal.getsignal(number) is before


def test_a_methodology_that_cannot_be_loaded_is_a_warning(capsys):
    def get(id):
        if id == "broken/1":
            raise MethodologyPluginError(id, "example", "ImportError: no")
        return id

    refused = (Problem("webb/2020", "example", "an id that is not taken"),)
    assert _loaded(("broken/1", "webb/2020"), get, refused) == ["webb/2020"]
    assert capsys.readouterr().err == (
        "careerscore: methodology broken/1 of example cannot be loaded: ImportError: no\n"
        "careerscore: webb/2020: expected an id that is not taken, got example\n"
    )
