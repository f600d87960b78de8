"""A release is one and the same for every thread that reads it."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

from careerscore.reference.editions import Table

THREADS = 8
ROWS = 5_000


@pytest.fixture
def often_switched():
    """Threads that take turns as often as can be."""
    before = sys.getswitchinterval()
    sys.setswitchinterval(1e-6)
    yield
    sys.setswitchinterval(before)


def test_no_thread_takes_a_table_that_another_is_reading_for_all_of_it(often_switched):
    content = b"code,value\n" + b"".join(b"c%d,%d\n" % (row, row) for row in range(ROWS))
    last = f"c{ROWS - 1}"
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(5):
            table = Table(content)
            start = Barrier(THREADS)

            def ask(_, table=table, start=start):
                start.wait()
                return [len(table.rows_of(last)) for _ in range(20)]

            assert list(pool.map(ask, range(THREADS))) == [[1] * 20] * THREADS
