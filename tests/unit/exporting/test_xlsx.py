"""Excel: number formats, limits of sheets and of texts."""

from __future__ import annotations

import pytest

from careerscore.errors import InvalidInputError
from careerscore.exporting import export_bytes, xlsx
from careerscore.reference import ReferenceColumn


@pytest.mark.parametrize(
    ("unit", "format"),
    [
        ("furlongs", "General"),
        ("percent", '0.0"%"'),
        ("percent change of employment over ten years", '0.0"%"'),
        ("percentile of AIOE, share of codes strictly below", "General"),
        ("share in percent", "General"),
        ("US dollars a year", "$#,##0"),
        ("US dollars an hour", "$#,##0.00"),
        ("year", "0"),
    ],
)
def test_number_formats_follow_from_units(unit, format):
    column = ReferenceColumn(name="x", title="x", unit=unit, kind="number")
    assert xlsx._number_format(column) == format


def test_more_rows_than_a_sheet_holds_are_refused(monkeypatch):
    assert (xlsx.MAX_ROWS, xlsx.MAX_LINKS) == (1_048_576, 65_530)
    monkeypatch.setattr(xlsx, "MAX_ROWS", 3)
    assert export_bytes("xlsx", columns=["title"], occupations=["29-2072", "15-2011"])
    queries = ["29-2072", "15-2011", "13-2011"]
    with pytest.raises(InvalidInputError, match="rows: expected at most 2 for Excel, got 3"):
        export_bytes("xlsx", columns=["title"], occupations=queries)


def test_a_block_that_a_sheet_cannot_hold_is_an_error():
    with pytest.raises(TypeError, match="no rows for"):
        list(xlsx._block_rows(object()))


def cut(text):
    return xlsx._beginning(text, xlsx.MAX_CELL, "... [cut: {:,} characters]")


def test_a_text_that_fits_is_the_same_object():
    for text in ("", "x" * xlsx.MAX_CELL, "é" * xlsx.MAX_CELL, "😀" * (xlsx.MAX_CELL // 2)):
        assert cut(text) is text


@pytest.mark.parametrize("text", ["x" * (xlsx.MAX_CELL + 1), "😀" * 20_000, "x" + "😀" * 20_000])
def test_a_text_that_is_too_long_is_cut_between_characters_with_a_mark(text):
    found = cut(text)
    kept, mark = found[: found.index("...")], found[found.index("...") :]
    assert mark == f"... [cut: {len(text):,} characters]"
    assert text.startswith(kept)
    assert xlsx.MAX_CELL - 1 <= len(found.encode("utf-16-le")) // 2 <= xlsx.MAX_CELL
