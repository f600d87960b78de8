"""A table in parts: compressed or not, it has every row in the part of its broad group."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from careerscore._data import Archive
from careerscore.reference.editions import PartedTable
from careerscore.sources.build import _compressed, _parts


@given(st.lists(st.sampled_from(["11-1011", "11-1021", "11-2011", "13-1011"]), unique=True))
def test_a_table_in_parts_has_each_row_in_the_part_of_its_broad_group(codes):
    table = [(code, "x,y") for code in sorted(codes)]
    stored = _parts(("code", "text"), table)
    compressed = _compressed(stored)
    assert Archive(compressed, "x").digest() == Archive(stored, "x").digest()
    parted = PartedTable(compressed, "x")
    assert [tuple(row.values()) for row in parted.rows()] == table
    assert all(parted.rows_of(code) == [{"code": code, "text": "x,y"}] for code in codes)
