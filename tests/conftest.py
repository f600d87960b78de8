"""What several tests need."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

import careerscore
from careerscore.bundled import CHECKSUMS

# How fast a test is depends on what else the machine does; speed is for the benchmarks.
settings.register_profile("careerscore", deadline=None)
# For a second and third Python: what holds on one for many examples holds there for a few.
settings.register_profile("fewer", deadline=None, max_examples=15)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "careerscore"))


@pytest.fixture(scope="session")
def data_folder() -> Path:
    """The folder of bundled data."""
    return Path(careerscore.__file__).parent / "data"


@pytest.fixture(scope="session")
def data_files(data_folder: Path) -> list[str]:
    """Path of every bundled file but the list of checksums."""
    return [
        path.relative_to(data_folder).as_posix()
        for path in data_folder.rglob("*")
        if path.is_file() and path.name != CHECKSUMS
    ]
