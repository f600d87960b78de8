"""CSV by RFC 4180, and beside it the metadata by which the W3C describes such files."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Final

from careerscore.exporting.csv_metadata import metadata
from careerscore.exporting.files import Content
from careerscore.exporting.harmless import in_csv
from careerscore.exporting.table import as_text

if TYPE_CHECKING:
    from careerscore.exporting.table import Cell, ExportTable

__all__ = ["content"]

METADATA_SUFFIX: Final = "-metadata.json"
"""Where the W3C's recommendation looks for the metadata of a CSV file."""


def content(table: ExportTable, name: str) -> Content:
    """Return a table as CSV: UTF-8, a row of names, commas, CRLF; nothing where a value is missing.

    Each row is one line. Control characters and marks that turn the direction of writing are
    replaced, and an apostrophe stands before what a spreadsheet could take for a formula; for
    texts exactly as they are, there is JSON and Parquet.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(occupations=["29-2072"], columns=["title"], methodology=None)
    >>> content(table, "jobs.csv").body.decode().splitlines()[0]
    'title,data_release,methodology,attributions'
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(map(in_csv, (*names, *table.carried)))
    carried = [_cell(each) for each in table.carried.values()]
    columns = (map(_cell, table.values[column]) for column in names)
    writer.writerows((*cells, *carried) for cells in zip(*columns, strict=True))
    return Content(text.getvalue().encode("utf-8"), {METADATA_SUFFIX: metadata(table, name)})


def _cell(value: Cell) -> str | float | None:
    shown = as_text(value)
    return in_csv(shown) if isinstance(shown, str) else shown
