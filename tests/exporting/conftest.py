"""What the tests of exports share: the newest release, its results, and every file of it."""

from __future__ import annotations

import pytest

import careerscore as cs

METHOD = "american-dream-jobs/2.0"
FORMATS = ("json", "csv", "parquet", "xlsx")


@pytest.fixture(scope="session")
def release():
    return cs.load("2026.3")


@pytest.fixture(scope="session")
def results(release):
    return cs.assess_all(METHOD, data=release)


@pytest.fixture(scope="session")
def whole(tmp_path_factory):
    """The path of a file of each format with every occupation and every column."""
    folder = tmp_path_factory.mktemp("whole")
    made = {}
    for format in FORMATS:
        made[format] = folder / f"whole.{format}"
        cs.export(made[format], columns="all", data="2026.3", methodology=METHOD)
    return made


@pytest.fixture(scope="session")
def standard(tmp_path_factory):
    """The path of a workbook with the columns an export has by default."""
    path = tmp_path_factory.mktemp("standard") / "careers.xlsx"
    cs.export(path, data="2026.3", methodology=METHOD)
    return path
