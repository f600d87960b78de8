"""Tables of editions: rows by code and by value, also for many threads at once."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest

import careerscore as cs
from careerscore._data import bundled
from careerscore.reference import open_edition
from careerscore.reference.editions import BLOCK, MOST_SEARCHES, Table

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
                return [len(table.rows_of(last)) for _ in range(MOST_SEARCHES)]

            assert list(pool.map(ask, range(THREADS))) == [[1] * MOST_SEARCHES] * THREADS


def test_rows_are_found_by_code_and_by_value():
    content = b"code,kind,value\na,x,1\nb,y,2\nc,x,3\n"
    expected = [{"code": "a", "kind": "x", "value": "1"}, {"code": "c", "kind": "x", "value": "3"}]
    table = Table(content)
    for _ in range(MOST_SEARCHES):  # by a search, and later by an index
        assert table.rows_where("kind", "x") == expected
        assert [row["code"] for row in table.rows_where("value", "2")] == ["b"]
        assert table.rows_where("kind", "z") == []
        assert [row["value"] for row in table.rows_of("c")] == ["3"]


@pytest.mark.parametrize("row", ["b", "b,2", "b,2,3,4", '"b",2'])
def test_a_row_of_another_length_raises(row):
    table = Table(f"code,kind,value\na,1,2\n{row}\n".encode())
    with pytest.raises(ValueError, match=r"zip\(\)"):
        list(table.rows())


def test_a_code_that_begins_like_another_is_another():
    lines = "".join(f"a{end},{end}\n" for end in ("", "-1", ".1", "0"))
    table = Table(f"code,value\n{lines}".encode())
    for end in ("", "-1", ".1", "0"):
        assert table.select("code", "value", code=f"a{end}") == [(f"a{end}", end)]
    assert table.rows_of("") == table.rows_of("A") == table.rows_of("b") == []


def test_rows_of_a_code_may_fill_many_blocks():
    many = "".join(f"b,{row}\n" for row in range(BLOCK))
    table = Table(f"code,value\na,x\n{many}c,y\n".encode())
    assert [int(row["value"]) for row in table.rows_of("b")] == list(range(BLOCK))
    assert [row["value"] for row in table.rows_of("c")] == ["y"]


def test_rows_of_a_code_are_those_of_a_full_scan():
    for dataset, edition in cs.load("2026.2").editions.items():
        opened = open_edition(bundled(), dataset, edition)
        for name in opened.tables or ("",):
            table = opened.table(name)
            key = table.columns[0]
            by_code = {}
            for row in table.rows():
                by_code.setdefault(row[key], []).append(row)
            for code in list(by_code)[:: max(1, len(by_code) // 50)]:
                if key.endswith("_code") and dataset != "soc-structure":
                    assert table.rows_of(code) == by_code[code]
