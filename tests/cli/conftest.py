"""The command line as people use it: arguments in, exit code and two streams out."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import NamedTuple

import pytest

from careerscore.__main__ import main


class Done(NamedTuple):
    code: int
    out: str
    err: str


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process, on a terminal of 80 columns that is none."""
    for name in ("FORCE_COLOR", "NO_COLOR", "LINES"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("COLUMNS", "80")

    def run(*arguments: str) -> Done:
        code = main(arguments)
        return Done(code, *capsys.readouterr())

    return run


@pytest.fixture
def spawn():
    """Run a command in a process of its own."""

    def spawn(*arguments: str, env=None, **options):
        return subprocess.run(
            [sys.executable, "-m", "careerscore", *arguments],
            capture_output=True,
            check=False,
            env={**os.environ, "COLUMNS": "80", **(env or {})},
            timeout=120,
            **options,
        )

    return spawn
