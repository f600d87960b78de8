"""Both releases, read once."""

from __future__ import annotations

import pytest

import careerscore as cs


@pytest.fixture(scope="session")
def every() -> dict[str, tuple]:
    """Every occupation of each release."""
    return {id: tuple(cs.load(id).values()) for id in ("2026.1", "2026.2")}


@pytest.fixture(scope="session")
def old():
    """The release of the reference page."""
    return cs.load("2026.1")


@pytest.fixture(scope="session")
def page(old):
    """Medical Records Specialists."""
    return old["29-2072.00"]
