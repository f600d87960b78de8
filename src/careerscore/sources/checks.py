"""Checks of official files: headings, numbers of rows, cells, order, keys, references.

Every error names file, sheet, row and column, what was expected and what was found.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

from attrs import frozen

from careerscore.errors import SourceFileError, shorten
from careerscore.sources.fields import collapse

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.sources.editions import Input
    from careerscore.sources.readers import RawRow, Sheets

Rows = Sequence[tuple[str, ...]]
"""The cells of a table, as they are bundled."""


@frozen
class SourceTable:
    """The rows of a table, read and checked; `first_row` is the number of the first, from 1."""

    file: str
    sheet: str | None
    headings: tuple[str, ...]
    first_row: int
    rows: Rows

    def column(self, heading: str) -> list[str]:
        """Return the cells of a column."""
        index = self.headings.index(heading)
        return [row[index] for row in self.rows]

    def columns(self, *headings: str) -> list[tuple[str, ...]]:
        """Return the cells of some columns, row by row."""
        indices = [self.headings.index(heading) for heading in headings]
        return [tuple(row[index] for index in indices) for row in self.rows]

    def lookup(self, key: str, value: str) -> dict[str, str]:
        """Return the cells of a column, keyed by those of another."""
        return dict(zip(self.column(key), self.column(value), strict=True))

    def error(self, position: int, heading: str, expected: str, found: str) -> SourceFileError:
        """Return the error for a cell of the row at a position, counted from 0."""
        row = self.first_row + position
        return SourceFileError(self.file, expected, found, self.sheet, row, heading)


def check_table(source: Input, content: Sheets) -> SourceTable:
    """Check a file against its specification and return its rows."""
    for caption in source.captions:
        sheet = caption.sheet or source.sheet
        _check_text(source, sheet, content.rows[sheet], caption.row, caption.text)
    rows = _without_blank_end(content.rows[source.sheet])
    _check_headings(source, rows)
    _check_length(source, rows)
    table = _read_cells(source, rows)
    _check_order(source, table)
    _check_key(source, table)
    if source.counter is not None:
        check_counter(table, source.counter, range(len(table.rows)))
    for headings in source.nondecreasing:
        _check_nondecreasing(source, table, headings)
    return table


def check_references(source: Input, table: SourceTable, others: Mapping[str, SourceTable]) -> None:
    """Check that codes and titles are those of another file."""
    for reference in source.references:
        other = others[reference.file]
        titles = other.lookup(*reference.to)
        code_heading, title_heading = reference.fields
        for position, (code, title) in enumerate(table.columns(*reference.fields)):
            if code not in titles:
                raise table.error(position, code_heading, f"a code of {other.file}", code)
            if titles[code] != title:
                expected = f"{titles[code]!r}, the title of {code} in {other.file}"
                raise table.error(position, title_heading, expected, repr(title))


def check_counter(
    table: SourceTable, heading: str, positions: Sequence[int], length: int | None = None
) -> None:
    """Check that a column counts 1, 2, 3, ... over some rows, starting anew after a length."""
    values = table.column(heading)
    for count, position in enumerate(positions):
        expected = str((count if length is None else count % length) + 1)
        if values[position] != expected:
            raise table.error(position, heading, expected, values[position] or "nothing")


def _check_nondecreasing(source: Input, table: SourceTable, headings: Sequence[str]) -> None:
    fields = {field.heading: field for field in source.fields}
    for position, cells in enumerate(table.columns(*headings)):
        lower = (float("-inf"), "", "")
        for heading, cell in zip(headings, cells, strict=True):
            field = fields[heading]
            if cell in field.missing:
                continue
            value = float("inf") if cell == field.top_code else float(cell)
            if value < lower[0]:
                raise table.error(position, heading, f"at least {lower[1]}, {lower[2]}", cell)
            lower = value, heading, cell


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


def _found(value: object) -> str:
    return shorten(value) if _is_filled(value) else "nothing"


def _text(value: object) -> object:
    return collapse(value) if isinstance(value, str) else value


def _check_text(
    source: Input, sheet: str | None, rows: Sequence[RawRow], row: int, text: str
) -> None:
    found = _cell(rows, row, 1)
    if _text(found) != text:
        raise SourceFileError(source.file, repr(text), _found(found), sheet, row, "1")


def _check_headings(source: Input, rows: Sequence[RawRow]) -> None:
    row = source.header_row
    for number, heading in enumerate(source.headings, start=1):
        found = _cell(rows, row, number)
        if _text(found) != heading:
            expected = f"the heading {heading!r}"
            raise SourceFileError(
                source.file, expected, _found(found), source.sheet, row, str(number)
            )
    _check_width(source, rows, row)


def _check_width(source: Input, rows: Sequence[RawRow], row: int) -> None:
    width = len(source.fields)
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
        found_there = _found(_cell(rows, last + 1, 1))
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
    for index, field in enumerate(source.fields):
        value = row[index] if index < len(row) else None
        text = field.read(value)
        if text is None:
            raise SourceFileError(
                source.file, field.expected, _found(value), source.sheet, number, field.heading
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
