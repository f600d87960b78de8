"""Is this the file that was published? Headings, counts, cells, order and keys."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING

from careerscore.errors import SourceFileError, shorten
from careerscore.sources.cells import collapse
from careerscore.sources.spec import SourceTable

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.sources.readers import RawRow, Sheets
    from careerscore.sources.spec import Input

__all__ = ["check_sequence", "check_table"]


def check_table(source: Input, content: Sheets) -> SourceTable:
    """Check a file against what its edition says of it and return its rows.

    Parameters
    ----------
    source : Input
        What the file should be.
    content : Sheets
        What it is.

    Raises
    ------
    SourceFileError
        At the first cell, row or heading that is not what it should be.
    """
    for fixed in source.fixed:
        _check_text(source, fixed.sheet, content.rows[fixed.sheet], fixed.row, fixed.text)
    rows = _without_blank_end(content.rows[source.sheet])
    _check_headings(source, rows)
    _check_length(source, rows)
    table = _read_cells(source, rows)
    _check_order(source, table)
    _check_key(source, table)
    return table


def _without_blank_end(rows: Sequence[RawRow]) -> Sequence[RawRow]:
    end = len(rows)
    while end and not any(_is_filled(value) for value in rows[end - 1]):
        end -= 1
    return rows[:end]


def _is_filled(value: object) -> bool:
    return value not in ("", None)


def _cell(rows: Sequence[RawRow], row: int, column: int) -> object:
    """Return a cell by its numbers, from 1; one outside the used area is empty."""
    if row <= len(rows) and column <= len(rows[row - 1]):
        return rows[row - 1][column - 1]
    return ""


def _shown(value: object) -> str:
    return shorten(value) if _is_filled(value) else "nothing"


def _text(value: object) -> object:
    return collapse(value) if isinstance(value, str) else value


def _check_text(
    source: Input, sheet: str | None, rows: Sequence[RawRow], row: int, text: str
) -> None:
    found = _cell(rows, row, 1)
    if _text(found) != text:
        raise SourceFileError(source.file, repr(text), _shown(found), sheet, row, "1")


def _check_headings(source: Input, rows: Sequence[RawRow]) -> None:
    row = source.header_row
    for number, heading in enumerate(source.headings, start=1):
        found = _cell(rows, row, number)
        if _text(found) != heading:
            expected = f"the heading {heading!r}"
            raise SourceFileError(
                source.file, expected, _shown(found), source.sheet, row, str(number)
            )
    _check_width(source, rows, row)


def _check_width(source: Input, rows: Sequence[RawRow], row: int) -> None:
    """Check that nothing stands beyond the last column of a row."""
    width = len(source.columns)
    for number, value in enumerate(rows[row - 1][width:], start=width + 1):
        # A workbook's rows are as wide as its widest; a text file's are as wide as they are.
        if source.sheet is None or _is_filled(value):
            expected = f"no more than {width} columns"
            raise SourceFileError(
                source.file, expected, repr(value), source.sheet, row, str(number)
            )


def _check_length(source: Input, rows: Sequence[RawRow]) -> None:
    found = _count_data(source, rows)
    if found != source.rows:
        raise SourceFileError(
            source.file,
            f"{source.rows} rows of data",
            f"{found} rows",
            source.sheet,
            # The first row that is missing, or the first that is too many.
            source.header_row + min(found, source.rows) + 1,
            source.headings[0],
        )
    end = source.header_row + source.rows
    for row, text in enumerate(source.footer, start=end + 1):
        _check_text(source, source.sheet, rows, row, text)
    last = end + len(source.footer)
    if len(rows) > last:
        found_there = _shown(_cell(rows, last + 1, 1))
        raise SourceFileError(
            source.file, "no more rows", found_there, source.sheet, last + 1, source.headings[0]
        )


def _count_data(source: Input, rows: Sequence[RawRow]) -> int:
    """Return the number of rows from the headings to the footer."""
    below = rows[source.header_row :]
    if not source.footer:
        return len(below)
    first_cells = (_text(_cell([row], 1, 1)) for row in below)
    return next(
        (count for count, text in enumerate(first_cells) if text == source.footer[0]), len(below)
    )


def _read_cells(source: Input, rows: Sequence[RawRow]) -> SourceTable:
    first_row = source.header_row + 1
    read: list[tuple[str, ...]] = []
    for number in range(first_row, first_row + source.rows):
        _check_width(source, rows, number)
        read.append(_read_row(source, rows[number - 1], number))
    return SourceTable(source.file, source.sheet, source.headings, first_row, read)


def _read_row(source: Input, row: RawRow, number: int) -> tuple[str, ...]:
    cells: list[str] = []
    for index, column in enumerate(source.columns):
        value = row[index] if index < len(row) else None
        text = column.cell.read(value)
        if text is None:
            raise SourceFileError(
                source.file,
                column.cell.expected,
                _shown(value),
                source.sheet,
                number,
                column.heading,
            )
        cells.append(text)
    return tuple(cells)


def _check_order(source: Input, table: SourceTable) -> None:
    rows = table.columns(*source.order)
    for position, (previous, row) in enumerate(pairwise(rows), start=1):
        for heading, before, cell in zip(source.order, previous, row, strict=True):
            # Publishers sort without regard to case.
            if cell.lower() < before.lower():
                expected = f"rows in order of {', '.join(source.order)}"
                raise table.error(position, heading, expected, f"{cell!r} after {before!r}")
            if cell != before:
                break


def _check_key(source: Input, table: SourceTable) -> None:
    seen: dict[tuple[str, ...], int] = {}
    for position, value in enumerate(table.columns(*source.key)):
        if value in seen:
            first = seen[value] + table.first_row
            expected = f"one row for each {', '.join(source.key)}"
            found = f"{shorten(' '.join(value))} again, first on row {first}"
            raise table.error(position, source.key[-1], expected, found)
        seen[value] = position


def check_sequence(
    table: SourceTable, heading: str, positions: Sequence[int], length: int | None = None
) -> None:
    """Check that a column counts 1, 2, 3, ... over some rows, starting anew after a length.

    Parameters
    ----------
    table : SourceTable
        The table.
    heading : str
        Heading of the column that counts.
    positions : sequence of int
        Positions of the rows, from 0.
    length : int, optional
        Where to start anew; never by default.

    Raises
    ------
    SourceFileError
        At the first row that is out of step.
    """
    values = table.column(heading)
    for count, position in enumerate(positions):
        expected = str((count if length is None else count % length) + 1)
        if values[position] != expected:
            raise table.error(position, heading, expected, values[position] or "nothing")
