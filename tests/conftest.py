"""What several tests need."""

from __future__ import annotations

import os
import subprocess
import sys
from contextlib import contextmanager
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from hypothesis import settings

import careerscore as cs
from careerscore.__main__ import main
from careerscore._data import CHECKSUMS
from careerscore.records.coverage_report import coverage

# How fast a test is depends on what else the machine does; speed is for the benchmarks.
settings.register_profile("careerscore", deadline=None)
# Where every branch is traced, and on a third Python: what holds on another for many examples.
# The same ones every time, so that the branches they reach are the same.
settings.register_profile("fewer", deadline=None, max_examples=15, derandomize=True)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "careerscore"))


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


TOGETHER = {
    "a session of Spark": ("spark",),
    "every occupation": (
        *("every_occupation", "test_coverage", "test_golden.py"),
        *("test_education_cost.py", "test_education_path.py", "test_progression.py"),
    ),
}
"""What takes seconds to come by, and how the ids of tests that need it are told."""

OF_EVERY_OCCUPATION = {"every", "answered", "counted"}
"""Fixtures that take a minute under coverage. Other tests reach each branch."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    """Give a file to one worker, and to one as well what several files need."""
    from xdist.scheduler import LoadFileScheduling

    class LoadTogether(LoadFileScheduling):
        def _split_scope(self, nodeid):
            for name, parts in TOGETHER.items():
                if any(part in nodeid for part in parts):
                    return name
            return super()._split_scope(nodeid)

    return LoadTogether(config, log) if config.getoption("dist") == "load" else None


@contextmanager
def untraced():
    tracer = sys.gettrace()
    sys.settrace(None)
    try:
        yield
    finally:
        sys.settrace(tracer)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_call(item):
    """Run tests of every occupation without a tracer."""
    if OF_EVERY_OCCUPATION.isdisjoint(getattr(item, "fixturenames", ())):
        return (yield)
    with untraced():
        return (yield)


@pytest.fixture(scope="session")
def every():
    """Every occupation of each release."""
    with untraced():
        return {id: tuple(cs.load(id).values()) for id in cs.releases()}


@pytest.fixture(scope="session")
def answered(every):
    """What a method of economics answers for every occupation of a release."""

    @cache
    @untraced()
    def answered(id, release):
        method = cs.economics.methodology(id)
        (question,) = cs.economics.kinds_of(method)
        return tuple(getattr(method, question)(occupation) for occupation in every[release])

    return answered


@pytest.fixture(scope="session")
def counted():
    """How many occupations of a release have each part, and what was told on the way."""

    @cache
    @untraced()
    def counted(release):
        told = []
        found = coverage(cs.load(release), progress=lambda *done: told.append(done))
        return found, told

    return counted
