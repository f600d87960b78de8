"""The release and the occupation of the reference page."""

import pytest

import careerscore as cs


@pytest.fixture(scope="session")
def old():
    """The release of the reference page."""
    return cs.load("2026.1")


@pytest.fixture(scope="session")
def page(old):
    """Medical Records Specialists."""
    return old["29-2072.00"]
