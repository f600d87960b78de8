"""Where a file that passes every check, but is not the one that was published, differs.

The bundled tables were made from the published file, so the first cell that differs
from them points at the place.
"""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, NamedTuple

from careerscore.errors import DataIntegrityError, SourceFileError, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from careerscore._data import DataDirectory
    from careerscore.sources.spec import Edition, Input, OutputRow, Table

__all__ = ["changed_file_error"]

_Key = tuple[str, ...]


class _Difference(NamedTuple):
    """A cell that differs, in the order in which a reader of the file meets it."""

    position: int
    column: int
    expected: str
    found: str


def changed_file_error(
    edition: Edition,
    source: Input,
    sha256: str,
    tables: Mapping[str, Sequence[OutputRow]],
    released: DataDirectory,
) -> SourceFileError:
    """Return the error for a file with another checksum.

    Parameters
    ----------
    edition : Edition
        The edition.
    source : Input
        The file as it was published.
    sha256 : str
        Checksum of the file as it is.
    tables : Mapping of str to sequence of OutputRow
        The tables made with the file, keyed by name.
    released : DataDirectory
        The released data.
    """
    found: list[_Difference] = []
    for table in edition.tables:
        old = _released_rows(edition, table, released)
        if old:
            found.extend(_differences(source, table, tables[table.name], old))
    if not found:
        published = f"the published file, SHA-256 {source.sha256}"
        other = f"SHA-256 {sha256}, which differs in what is not bundled"
        return SourceFileError(source.file, published, other, source.sheet)
    first = min(found)
    row = source.header_row + 1 + first.position
    heading = source.headings[first.column]
    expected = f"{shorten(first.expected)}, as published"
    return SourceFileError(source.file, expected, shorten(first.found), source.sheet, row, heading)


def _released_rows(edition: Edition, table: Table, released: DataDirectory) -> list[_Key]:
    try:
        content = released.read_bytes(f"datasets/{edition.table_file(table)}")
    except DataIntegrityError:
        return []
    header, *rows = (tuple(row) for row in csv.reader(io.StringIO(content.decode("utf-8"))))
    return rows if header == table.columns else []


def _differences(
    source: Input, table: Table, rows: Sequence[OutputRow], old: Sequence[_Key]
) -> Iterator[_Difference]:
    columns = {
        index: source.headings.index(field.heading)
        for index, field in enumerate(table.fields)
        if (field.file or table.file) == source.file
    }
    pairs = _paired(table, [row.cells for row in rows], old)
    for row, before in zip(rows, pairs, strict=True):
        position = row.position if source.file == table.file else row.joined.get(source.file)
        if position is None:
            continue
        for index, column in columns.items():
            if row.cells[index] != before[index]:
                yield _Difference(position, column, before[index], row.cells[index])


def _paired(table: Table, rows: Sequence[_Key], old: Sequence[_Key]) -> Iterator[_Key]:
    """Yield for each row the released one: of the same key, else at the same place.

    Where the rows are the same in another order, the one at the same place is meant.
    """
    indices = [table.columns.index(name) for name in table.key]
    by_key = {tuple(row[index] for index in indices): row for row in old}
    reordered = sorted(rows) == sorted(old)
    nothing = ("",) * len(table.fields)
    for place, row in enumerate(rows):
        same_place = old[place] if place < len(old) else nothing
        key = tuple(row[index] for index in indices)
        yield same_place if reordered else by_key.get(key, same_place)
