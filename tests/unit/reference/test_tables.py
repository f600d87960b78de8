"""Tables of editions: rows by code and by value, also for many threads at once."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import careerscore as cs
from careerscore._data import Archive, DataDirectory, bundled
from careerscore.errors import DataIntegrityError
from careerscore.reference import Release, open_edition
from careerscore.reference.editions import BLOCK, MOST_SEARCHES, PartedTable, Table
from careerscore.sources import write_checksums
from careerscore.sources.build import _compressed, _parts
from careerscore.sources.readers import as_csv

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
    editions = dict(cs.load("2026.3").editions)
    del editions["oews-areas"]  # five million cells; tables in parts have a test of their own
    for dataset, edition in editions.items():
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


HEADINGS = ("occ_code", "area_code", "a_mean")
CODES = ("11-1010", "11-1011", "29-1141", "29-2072")
ROWS_OF_PAY = [(code, f"{area:07}", f"{len(code)}{area}") for code in CODES for area in range(3)]
ARCHIVE = _compressed(_parts(HEADINGS, ROWS_OF_PAY))
METADATA = f"""
title = "Pay"
publisher = "Us"
licence = "None"
attribution = ""
citation = "Us"
url = "https://example.org"
retrieved = 2026-11-28
dataset = "pay"
edition = "1"

[parameters]
estimates_sha256 = "{Archive(ARCHIVE, "x").digest()}"

[[tables]]
file = "pay/1/estimates.zip"
"""


def test_a_table_in_parts_is_the_table():
    whole, parted = Table(as_csv(HEADINGS, ROWS_OF_PAY)), PartedTable(ARCHIVE, "x.zip")
    assert whole.columns == parted.columns == HEADINGS
    assert list(whole.rows()) == list(parted.rows())
    assert whole.select("area_code", "a_mean") == parted.select("area_code", "a_mean")
    for code in (*CODES, "11-1012", "99-9999", "1-1011", "11", ""):
        assert whole.rows_of(code) == parted.rows_of(code) == parted.rows_where("occ_code", code)
        selected = [table.select("area_code", "a_mean", code=code) for table in (whole, parted)]
        assert selected[0] == selected[1]
    for area in ("0000001", "0000009"):
        assert whole.rows_where("area_code", area) == parted.rows_where("area_code", area)


@pytest.fixture(name="pay", scope="module")
def _pay(tmp_path_factory):
    """The tables of a release with a compressed table of other bytes, which the list vouches for."""
    folder = tmp_path_factory.mktemp("data")
    (folder / "datasets/pay/1").mkdir(parents=True)
    (folder / "datasets/pay/1.toml").write_text(METADATA, encoding="utf-8")

    def release_of(archive):
        (folder / "datasets/pay/1/estimates.zip").write_bytes(archive)
        write_checksums(folder)
        return Release(DataDirectory(folder), "mine", {"pay": "1"})

    return release_of


def rows_of_pay(release):
    table = release.edition("pay").table("estimates")
    return [tuple(row.values()) for code in CODES for row in table.rows_of(code)]


@given(st.integers(0, len(ARCHIVE) - 1), st.integers(1, 255))
@example(ARCHIVE.index(b"11-101.csv"), 1)
@example(ARCHIVE.rindex(b"11-101.csv"), 1)
@example(ARCHIVE.rindex(b"PK\1\2") + 8, 1)  # as if encrypted
@example(ARCHIVE.rindex(b"PK\1\2") + 10, 14 ^ 8)  # as if deflated
@example(ARCHIVE.rindex(b"PK\1\2") + 10, 14 ^ 12)  # as if by bzip2
@example(ARCHIVE.rindex(b"PK\1\2") + 10, 14 ^ 99)
def test_a_damaged_archive_is_told_or_its_rows_are_right(pay, place, change):
    damaged = bytearray(ARCHIVE)
    damaged[place] ^= change
    release = pay(bytes(damaged))
    try:
        found = rows_of_pay(release)
    except DataIntegrityError:
        with pytest.raises(DataIntegrityError, match=r"pay/1/estimates\.zip: expected"):
            release.verify()
    else:
        assert found == ROWS_OF_PAY


@given(st.integers(0, len(ARCHIVE) - 1))
def test_an_archive_that_ends_early_is_told(pay, length):
    release = pay(ARCHIVE[:length])
    for use in (rows_of_pay, Release.verify):
        with pytest.raises(DataIntegrityError):
            use(release)


def test_an_archive_that_lost_a_name_is_told():
    damaged = bytearray(ARCHIVE)
    damaged[-12:-10] = (4).to_bytes(2, "little")
    with pytest.raises(DataIntegrityError, match="one that is damaged"):
        Archive(bytes(damaged), "x.zip")


def test_another_archive_than_that_of_the_metadata_is_told(pay):
    assert pay(ARCHIVE).verify() == 2
    release = pay(_parts(HEADINGS, [*ROWS_OF_PAY[:-1], ("29-2072", "0000002", "9")]))
    with pytest.raises(DataIntegrityError, match="expected SHA-256 inside "):
        release.verify()


def test_a_compressed_table_that_is_not_listed_is_told(pay):
    release = pay(ARCHIVE)
    (path,) = (path for path in release.files if path.endswith(".zip"))
    del release._folder.checksums[path]
    with pytest.raises(DataIntegrityError, match=r"estimates\.zip: expected an entry"):
        rows_of_pay(release)
