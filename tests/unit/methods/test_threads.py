"""Threads that start cold find every methodology, and never a package's under a bundled id."""

from __future__ import annotations

import sys
import threading
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata

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


def test_a_package_takes_no_bundled_id_while_threads_meet(catalog, monkeypatch):
    points = [metadata.EntryPoint(TWO, "math:pi", GROUP)]
    inside, go = threading.Event(), threading.Event()

    def slow_at_first(**_):
        if not inside.is_set():
            inside.set()
            go.wait(5)
        return list(points)

    monkeypatch.setattr(metadata, "entry_points", slow_at_first)
    with ThreadPoolExecutor(2) as pool:
        listing = pool.submit(catalog.ids)
        assert inside.wait(5)
        assert catalog.get(TWO) == CATALOG.get(TWO)
        assert [problem.field for problem in catalog.refused()] == [TWO]
        points.append(metadata.EntryPoint("late/1", "math:pi", GROUP))
        go.set()
        assert listing.result(5) == catalog.bundled_ids()
    assert [problem.field for problem in catalog.refused()] == [TWO]


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
