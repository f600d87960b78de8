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
    content = b"code,value\n" + b"".join(b"c%04d,%d\n" % (row, row) for row in range(ROWS))
    last = f"c{ROWS - 1}"
    with ThreadPoolExecutor(THREADS) as pool:
        for _ in range(5):
            table = Table(content)
            start = Barrier(THREADS)

            def ask(_, table=table, start=start):
                start.wait()
                return [len(table.rows_of(last)) for _ in range(20)]

            assert list(pool.map(ask, range(THREADS))) == [[1] * 20] * THREADS


def test_rows_are_the_same_however_often_one_asks():
    content = b"code,kind,value\na,x,1\nb,y,2\nc,x,3\n"
    expected = [{"code": "a", "kind": "x", "value": "1"}, {"code": "c", "kind": "x", "value": "3"}]
    table = Table(content)
    for _ in range(3):
        assert table.rows_where("kind", "x") == expected
        assert [row["code"] for row in table.rows_where("value", "2")] == ["b"]
        assert table.rows_where("kind", "z") == []
        assert [row["value"] for row in table.rows_of("c")] == ["3"]
