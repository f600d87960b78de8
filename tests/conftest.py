"""What several tests need."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path

import pytest
from hypothesis import settings

import careerscore as cs
from careerscore.bundled import CHECKSUMS
from careerscore.coverage import coverage

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


OF_EVERY_OCCUPATION = {"every", "answered", "counted"}
"""Fixtures that take seconds, and under coverage minutes."""


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items):
    """Let one worker alone work those out (`--dist loadgroup`), and leave them untraced."""
    for item in items:
        if not OF_EVERY_OCCUPATION.isdisjoint(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.xdist_group("every occupation"))
            item.add_marker(pytest.mark.no_cover)


@pytest.fixture(scope="session")
def every():
    """Every occupation of each release."""
    return {id: tuple(cs.load(id).values()) for id in cs.releases()}


@pytest.fixture(scope="session")
def answered(every):
    """What a method of economics answers for every occupation of a release."""

    @cache
    def answered(id, release):
        method = cs.economics.method(id)
        (question,) = cs.economics.questions_of(method)
        return tuple(getattr(method, question)(occupation) for occupation in every[release])

    return answered


@pytest.fixture(scope="session")
def counted():
    """How many occupations of a release have each part, and what was told on the way."""

    @cache
    def counted(release):
        told = []
        found = coverage(cs.load(release), progress=lambda *done: told.append(done))
        return found, told

    return counted
