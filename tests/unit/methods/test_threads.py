"""Threads that start cold find every methodology, and never a package's under a bundled id."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor

import pytest

from careerscore.methods.catalog import Catalog
from careerscore.scoring import Methodology
from careerscore.scoring.catalog import CATALOG

TWO = "american-dream-jobs/2.0"
GROUP = "careerscore.methodologies"


@pytest.fixture
def catalog():
    """A cold copy of the catalog of scoring."""
    return Catalog(
        "a Methodology",
        kinds=(Methodology,),
        folder="methodologies",
        engines=CATALOG._engines,
        entry_points=GROUP,
    )


def test_threads_that_meet_get_the_same_objects(catalog):
    ids = catalog.bundled_ids()
    start = threading.Barrier(8)
    interval = sys.getswitchinterval()

    def every(_):
        start.wait(5)
        assert set(ids) <= set(catalog.ids())
        return [catalog.get(id) for id in ids]

    sys.setswitchinterval(1e-6)
    try:
        with ThreadPoolExecutor(8) as pool:
            first, *others = pool.map(every, range(8))
    finally:
        sys.setswitchinterval(interval)
    assert all(one is other for each in others for one, other in zip(first, each, strict=True))
