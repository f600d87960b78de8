"""Rows of estimates, as any program writes them."""

from __future__ import annotations

from careerscore.local.estimate_rows import _rows_of
from careerscore.reference.editions import Table

PLAIN = b"occ_code,area_code,tot_emp,a_median\n11-1011,01,5,70000\n11-1011,02,**,#\n"
QUOTED = PLAIN.replace(b"01,", b'"01",').replace(b"**", b'"**"')


def test_quotes_are_no_part_of_a_cell():
    assert QUOTED != PLAIN
    found = _rows_of(Table(QUOTED), "11-1011")
    assert found == _rows_of(Table(PLAIN), "11-1011")
    assert (found.row_of, found.numbers("tot_emp", int, [0, 1])) == ({"01": 0, "02": 1}, [5, None])
