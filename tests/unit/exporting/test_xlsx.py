"""Number formats and limits of Excel sheets."""

from __future__ import annotations

import pytest

from careerscore.errors import InvalidInputError
from careerscore.exporting import export_bytes, export_columns, xlsx
from careerscore.reference import ReferenceColumn


def test_number_formats_follow_from_units():
    formats = {column.name: xlsx._number_format(column) for column in export_columns()}
    assert formats["hourly_median_usd"] == "$#,##0.00"
    assert formats["outlook_base_year"] == "0"
    assert formats["mean_wage_prse_percent"] == '0.0"%"'


@pytest.mark.parametrize(
    ("unit", "format"),
    [
        ("furlongs", "General"),
        ("percent", '0.0"%"'),
        ("percent change of employment over ten years", '0.0"%"'),
        ("percentile of AIOE, share of codes strictly below", "General"),
        ("share in percent", "General"),
    ],
)
def test_only_percentages_have_a_percent_sign(unit, format):
    column = ReferenceColumn(name="x", title="x", unit=unit, kind="number")
    assert xlsx._number_format(column) == format


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    assert export_bytes("xlsx", columns=["title"], occupations=["29-2072", "15-2011"])
    queries = ["29-2072", "15-2011", "13-2011"]
    with pytest.raises(InvalidInputError, match="rows: expected at most 2 for Excel, got 3"):
        export_bytes("xlsx", columns=["title"], occupations=queries)
    assert xlsx.MAX_LINKS == 65_530


def test_a_block_that_a_sheet_cannot_hold_is_an_error():
    with pytest.raises(TypeError, match="no rows for"):
        list(xlsx._block_rows(object()))
