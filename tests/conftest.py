"""Fixtures and Hypothesis profiles."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import careerscore as cs
from careerscore.__main__ import main
from careerscore._data import CHECKSUMS
from careerscore.economics.catalog import CATALOG as ECONOMICS
from careerscore.scoring.catalog import CATALOG as SCORING
from careerscore.sources import onet_texts, write_checksums

# No deadlines: benchmarks measure speed.
settings.register_profile("careerscore", deadline=None, max_examples=60)
# For the coverage run and a third Python. Derandomized, so that they reach the same branches.
settings.register_profile("fewer", deadline=None, max_examples=15, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "careerscore"))

# Data of whoever runs the tests stay out of them.
os.environ["CAREERSCORE_DATA"] = str(Path(__file__).with_name("no-data"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of bundled data."""
    return Path(cs.__file__).parent / "data"


@pytest.fixture(scope="session")
def data_files(data_folder: Path) -> list[str]:
    """Path of every bundled file but the list of checksums."""
    return [
        path.relative_to(data_folder).as_posix()
        for path in data_folder.rglob("*")
        if path.is_file() and path.name != CHECKSUMS
    ]


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


@pytest.fixture
def forgotten():
    """Let a test register methods, which are forgotten after it."""
    yield
    SCORING.clear()
    ECONOMICS.clear()


@pytest.fixture(scope="session")
def every():
    """Every occupation of each release."""
    return {id: tuple(cs.load(id).values()) for id in cs.releases()}


@pytest.fixture
def own(tmp_path, monkeypatch):
    """Write files of a user's own data, and the list of them, into a folder of one's own."""
    monkeypatch.setenv("CAREERSCORE_DATA", str(tmp_path / "own"))

    def own(files: dict[str, str], folder: Path = tmp_path / "own") -> Path:
        for name, text in files.items():
            path = folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
        write_checksums(folder)
        return folder

    return own


@pytest.fixture(scope="session")
def sentences():
    """The files of a small edition of O*NET's sentences: of one occupation, and made up."""
    start = "datasets/onet-texts/30.1"
    tasks = "".join(f"29-2072.00,{n},Task {n}.,{'Core' * (n > 3)}\n" for n in range(1, 9))
    return {
        f"{start}.toml": onet_texts().metadata,
        f"{start}/descriptions.csv": 'onet_soc_code,description\n29-2072.00,"=1+1, <b>made</b>"\n',
        f"{start}/tasks.csv": f"onet_soc_code,task_id,task,task_type\n{tasks}",
    }
