"""Bundled tables: their rows, and the text they are written as."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from careerscore.sources.spec import OutputRow

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.sources.spec import Edition, SourceTable, Table

__all__ = ["copy_table", "copy_tables", "table_csv"]


def copy_table(table: Table, source: SourceTable) -> list[OutputRow]:
    """Return a table that consists of columns of one official file, in its order."""
    headings = [field.heading for field in table.fields]
    return [OutputRow(cells, position) for position, cells in enumerate(source.columns(*headings))]


def copy_tables(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> dict[str, Sequence[OutputRow]]:
    """Return all tables of an edition, each made of columns of one official file."""
    return {table.name: copy_table(table, sources[table.file]) for table in edition.tables}


def table_csv(table: Table, rows: Iterable[Sequence[str]]) -> bytes:
    """Return a table as comma-separated text in UTF-8, its columns named in the first line."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\n")
    writer.writerow(table.columns)
    writer.writerows(rows)
    return text.getvalue().encode("utf-8")
