"""Output of commands: encodings, closed pipes, progress bars, signals and warnings."""

from __future__ import annotations

import io
import os
import shlex
import signal
import subprocess
import sys

import pytest

from careerscore.cli import _app, _output
from careerscore.cli.methodologies import _loaded
from careerscore.errors import MethodologyPluginError, Problem


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (OSError(28, "No space left on device"), (1, "output: No space left on device")),
        (OSError("no number"), (1, "output: no number")),
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


COPY = "import sys; open(sys.argv[1], 'w', encoding='utf-8').write(sys.stdin.read())"


@pytest.mark.parametrize(
    ("height", "is_terminal", "options", "is_paged"),
    [
        ("20", True, (), True),
        # A page of fewer lines fits.
        ("60", True, (), False),
        ("20", True, ("--no-pager",), False),
        ("20", False, (), False),
    ],
)
def test_a_page_that_is_higher_than_the_terminal_goes_through_a_pager(
    run, monkeypatch, tmp_path, height, is_terminal, options, is_paged
):
    file = tmp_path / "paged.txt"
    monkeypatch.setenv("PAGER", shlex.join([sys.executable, "-c", COPY, str(file)]))
    monkeypatch.setenv("LINES", height)
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)
    before = signal.getsignal(signal.SIGINT)
    done = run("show", "29-2072", *options)
    paged = file.read_text(encoding="utf-8") if file.exists() else ""
    assert (bool(paged), bool(done.out)) == (is_paged, not is_paged)
    assert (paged or done.out).startswith("Medical Records Specialists\n")
    assert (done.code, signal.getsignal(signal.SIGINT)) == (0, before)


@pytest.mark.parametrize("pager", ["", "no-such-program", "less '"])
def test_without_a_pager_a_page_is_printed(run, monkeypatch, pager):
    monkeypatch.setenv("PAGER", pager)
    monkeypatch.setenv("LINES", "20")
    monkeypatch.setenv("TERM", "dumb")
    monkeypatch.setattr(sys.stdout, "isatty", lambda: True)
    assert run("show", "29-2072").out.startswith("Medical Records Specialists\n")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no pseudo-terminal")
@pytest.mark.parametrize("reader", [(), ("-c", "import os; os.close(0)")])
def test_on_a_terminal_less_is_asked_to_keep_colors_and_may_end_early(reader):
    import pty

    show = "import os, sys; print(os.environ['LESS'], len(sys.stdin.read()) > 1000)"
    environment = {
        **os.environ,
        "PAGER": shlex.join([sys.executable, *(reader or ("-c", show))]),
        "LINES": "20",
    }
    environment.pop("LESS", None)
    ours, theirs = pty.openpty()
    command = [sys.executable, "-m", "careerscore", "show", "29-2072"]
    done = subprocess.run(
        command, stdout=theirs, stderr=subprocess.PIPE, env=environment, check=False, timeout=120
    )
    os.close(theirs)
    assert (done.returncode, done.stderr) == (0, b"")
    if not reader:
        assert os.read(ours, 100).split() == [b"FRX", b"True"]
    os.close(ours)


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
