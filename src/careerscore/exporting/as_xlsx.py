"""Excel: typed cells with units, and sheets that say what they are and where they come from."""

from __future__ import annotations

import datetime
import io
from typing import TYPE_CHECKING, Any, Final

from careerscore.exporting.about_sheets import about_sheets
from careerscore.exporting.files import Content
from careerscore.exporting.sheet import HEAD, TEXT_BLOCK, Sheet
from careerscore.exporting.table import library

if TYPE_CHECKING:
    from careerscore.exporting.about_sheets import AboutSheet
    from careerscore.exporting.table import ExportTable

__all__ = ["content"]

NARROWEST: Final = 8
WIDEST: Final = 60
"""Widths of a column [characters]."""

ROOM_FOR_FILTER: Final = 4

_NO_DATE: Final = datetime.date(1980, 1, 1)
"""Where no source gives a date: the first one that the archive a workbook is in can hold."""


def content(table: ExportTable, name: str) -> Content:  # noqa: ARG001
    """Return a table as an Excel workbook; the same table gives the same bytes.

    The row of names and the columns up to the title stay in sight, every column has a filter,
    and numbers are numbers with the format of their unit. Texts are text: none becomes a
    formula, also when its cell is edited, and only plain web addresses become links. Control
    characters and marks that turn the direction of writing are replaced; for texts exactly as
    they are, there is JSON and Parquet. A text longer than a cell holds is cut, with a mark.

    Raises
    ------
    InvalidInputError
        If there are more rows than a sheet holds.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(occupations=["29-2072"], columns=["title"], methodology=None)
    >>> content(table, "jobs.xlsx").body[:2]
    b'PK'
    """
    from xlsxwriter import Workbook

    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(buffer, options)
    _set_properties(book, table)
    formats: dict[tuple[tuple[str, Any], ...], Any] = {}
    cut = _write_table(Sheet(book, table.sheet, formats), table)
    for about in about_sheets(table):
        _write_about(Sheet(book, about.name, formats), about)
    book.close()
    return Content(buffer.getvalue(), cut=cut)


def _set_properties(book: Any, table: ExportTable) -> None:
    origin = table.origin
    day = max((source.retrieved for source in origin.sources), default=_NO_DATE)
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    book.set_properties({"title": table.title, "author": library(), "created": created})
    method = origin.methodology
    properties = {
        "data_release": origin.data_release,
        "data_fingerprint": origin.data_fingerprint,
        "methodology": None if method is None else method.id,
        "methodology_fingerprint": None if method is None else method.fingerprint,
    }
    for name, text in properties.items():
        if text is not None:
            book.set_custom_property(name, text, "text")


def _write_table(sheet: Sheet, table: ExportTable) -> dict[str, int]:
    """Write the table itself; return how many cells of each column were cut."""
    sheet.check_rows(table.rows)
    cut: dict[str, int] = {}
    for place, column in enumerate(table.columns):
        sheet.write(0, place, column.name, HEAD)
        cells = table.values[column.name]
        before = sheet.cut
        longest = sheet.write_column(place, column, cells)
        if sheet.cut > before:
            cut[column.name] = sheet.cut - before
        wanted = max(longest + 1, len(column.name) + ROOM_FOR_FILTER, NARROWEST)
        sheet.set_width(place, min(wanted, WIDEST))
    names = [column.name for column in table.columns]
    kept = names.index("title") + 1 if "title" in names[:4] else 0
    sheet.freeze(rows=1, columns=kept)
    sheet.add_filter(rows=table.rows, columns=len(names))
    return cut


def _write_about(sheet: Sheet, about: AboutSheet) -> None:
    for place, width in enumerate(about.widths):
        sheet.set_width(place, width)
    for row, (cells, is_head) in enumerate(about.lines):
        for place, cell in enumerate(cells):
            sheet.write(row, place, cell, HEAD if is_head else TEXT_BLOCK)
    if about.lines[0].is_head:
        sheet.freeze(rows=1, columns=0)
