"""Read official files, workbooks and delimited text, and check that they are as published.

A file has to have the captions, headings, number of rows, cells, order, keys and references of its
specification. Every error names file, sheet, row and column, what was expected and what was found.
"""

from __future__ import annotations

import csv
import gzip
import hashlib
import io
import re
import zlib
from collections.abc import MutableMapping, Sequence
from functools import lru_cache, partial
from itertools import pairwise, zip_longest
from math import inf
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from attrs import frozen

from careerscore.errors import MissingDependencyError, SourceFileError, shorten
from careerscore.sources.editions import bundled_editions
from careerscore.sources.fields import collapse

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from careerscore.sources.editions import Input, Reference
    from careerscore.sources.fields import Field

Rows: TypeAlias = Sequence[tuple[str, ...]]
"""The cells of a table, as they are bundled."""

_Grid: TypeAlias = list[Sequence[object]]
"""The cells of a sheet as they are in the file."""


_HTML: Final = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:!doctype html|html)", re.IGNORECASE)
"""What a publisher sends instead of a file that has moved, or to a program."""


@frozen
class SourceTable:
    """The rows of a table, read and checked; `first_row` is the number of the first, from 1."""

    file: str
    sheet: str | None
    headings: tuple[str, ...]
    first_row: int
    rows: Rows
    sha256: str = ""  # of an official file

    def column(self, heading: str) -> list[str]:
        """Return the cells of a column."""
        index = self.headings.index(heading)
        return [row[index] for row in self.rows]

    def columns(self, *headings: str) -> list[tuple[str, ...]]:
        """Return the cells of some columns, row by row."""
        return list(zip(*map(self.column, headings), strict=True))

    def error(self, position: int, heading: str, expected: str, found: str) -> SourceFileError:
        """Return the error for a cell of the row at a position, counted from 0."""
        row = self.first_row + position
        return SourceFileError(self.file, expected, found, self.sheet, row, heading)


class NamedRows(list[tuple[str, ...]]):
    """Rows of a table whose columns depend on the file; the names of the columns come along."""

    def __init__(self, columns: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> None:
        super().__init__(rows)
        self.columns = columns


def as_csv(headings: Sequence[str], rows: Rows) -> bytes:
    """Return a table as it is bundled: comma-separated text in UTF-8."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([headings, *rows])
    return text.getvalue().encode("utf-8")


Sources: TypeAlias = MutableMapping[str, SourceTable]
Tables: TypeAlias = dict[str, Rows]


def read_sources(folder: Path, inputs: Mapping[str, Input]) -> Sources:
    """Read the official files of an edition and check them against their specifications."""
    tables = {name: _read(folder, source) for name, source in inputs.items()}
    for name, source in inputs.items():
        for reference in source.references:
            _check_reference(tables[name], reference, tables[reference.file])
    return tables


def _read(folder: Path, source: Input) -> SourceTable:
    try:
        content = folder.joinpath(source.file).read_bytes()
    except OSError as error:
        reason = f"none that can be read ({type(error).__name__})"
        raise SourceFileError(source.file, "a file", reason, source.sheet) from None
    if _HTML.match(content):
        expected = "a file of data" if source.sheet is None else "an Excel workbook"
        raise SourceFileError(source.file, expected, "a web page (HTML)", source.sheet)
    if source.file.endswith(".parquet"):
        sheets = _read_parquet(content, source)
    else:
        sheets = (_read_text if source.sheet is None else _read_workbook)(content, source)
    for caption in source.captions:
        sheet = caption.sheet or source.sheet
        _check_text(source, sheets[sheet], sheet, caption.row, caption.text)
    rows, sheet, head = sheets[source.sheet], source.sheet, source.header_row
    while rows and all(value in _EMPTY for value in rows[-1]):
        rows.pop()
    places = _find_headings(source, rows)
    _check_length(source, rows)
    cells, digest = _read_cells(source, rows, places), hashlib.sha256(content).hexdigest()
    table = SourceTable(source.file, sheet, source.headings, head + 1, cells, digest)
    _check_order(source, table)
    if source.key:
        _check_key(source, table)
    if source.counter is not None:
        check_counter(table, source.counter, range(len(table.rows)))
    for headings in source.nondecreasing:
        _check_nondecreasing(source, table, headings)
    return table


def _read_text(content: bytes, source: Input) -> dict[str | None, _Grid]:
    try:
        if source.file.endswith(".gz"):
            content = gzip.decompress(content)
    except (EOFError, OSError, zlib.error) as error:
        found = f"one that cannot be read ({error})"
        raise SourceFileError(source.file, "a file compressed by gzip", found) from None
    # Some publishers put a byte order mark before UTF-8.
    text = content.decode("utf-8-sig", "surrogateescape")
    delimiter = "\t" if source.file.endswith(".txt") else ","
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    rows: _Grid = []
    fault: csv.Error | None = None
    try:
        rows.extend(reader)
    except csv.Error as error:
        fault = error
    if _NOT_UTF8.search(text):
        _check_encoding(source, rows)
    if fault is not None:
        expected = "delimited text"
        raise SourceFileError(source.file, expected, str(fault), row=len(rows) + 1)
    return {None: rows}


_NOT_UTF8: Final = re.compile("[\udc80-\udcff]")
"""A byte that is not part of UTF-8, as it is decoded."""


def _check_encoding(source: Input, rows: _Grid) -> None:
    """Name the first cell with a byte that is not part of UTF-8."""
    for number, row in enumerate(rows, start=1):
        for column, cell in enumerate(row, start=1):
            if fault := _NOT_UTF8.search(str(cell)):
                heading = dict(enumerate(source.headings, start=1)).get(column, column)
                found = f"the byte 0x{ord(fault[0]) - 0xDC00:02x}, which is none"
                raise _error(source, "text in UTF-8", found, number, heading)


def _read_parquet(content: bytes, source: Input) -> dict[str | None, _Grid]:
    try:
        from pyarrow import ArrowException, parquet
    except ImportError:
        raise MissingDependencyError("reading official Parquet files", "parquet") from None
    try:
        table = parquet.read_table(io.BytesIO(content))
        columns = [
            ["" if value is None else str(value) for value in column.to_pylist()]
            for column in table.columns
        ]
    except (ArrowException, OSError, ValueError) as error:
        found = f"one that cannot be read ({error})"
        raise SourceFileError(source.file, "a Parquet file", found) from None
    return {None: [table.column_names, *zip(*columns, strict=True)]}


def _read_workbook(content: bytes, source: Input) -> dict[str | None, _Grid]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingDependencyError("reading official workbooks", "sources") from None
    rows: dict[str | None, _Grid] = {}
    sheets = dict.fromkeys(filter(None, (source.sheet, *(each.sheet for each in source.captions))))
    expected, sheet = "an Excel workbook", source.sheet
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        expected = "a worksheet"
        for sheet in filter(workbook.sheet_names.__contains__, sheets):
            cells: Any = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
            rows[sheet] = cells
    except BaseException as error:
        # At some damage calamine panics, with an exception that no module has.
        if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
            raise
        found = f"one that cannot be read ({error})"
        raise SourceFileError(source.file, expected, found, sheet) from None
    for sheet in sheets:
        if sheet not in rows:
            found = f"only {', '.join(map(repr, workbook.sheet_names))}"
            raise SourceFileError(source.file, f"a sheet {sheet!r}", found, sheet)
    return rows


def _check_reference(table: SourceTable, reference: Reference, other: SourceTable) -> None:
    """Check that codes and titles are those of another file."""
    titles = dict(zip(*map(other.column, reference.to), strict=True))
    code_heading, title_heading = reference.fields
    for position, (code, title) in enumerate(table.columns(*reference.fields)):
        if code not in titles:
            raise table.error(position, code_heading, f"a code of {other.file}", code)
        if titles[code] != title:
            expected = f"{titles[code]!r}, the title of {code} in {other.file}"
            raise table.error(position, title_heading, expected, repr(title))


def check_counter(table: SourceTable, heading: str, positions: Sequence[int]) -> None:
    """Check that a column counts 1, 2, 3, ... over some rows."""
    values = table.column(heading)
    for number, position in enumerate(positions, start=1):
        if values[position] != str(number):
            raise table.error(position, heading, str(number), values[position])


def _check_nondecreasing(source: Input, table: SourceTable, headings: Sequence[str]) -> None:
    fields = {field.heading: field for field in source.fields}
    columns = [table.column(heading) for heading in headings]
    numbers: list[list[Any]] = []
    for heading, cells in zip(headings, columns, strict=True):
        number = lru_cache(maxsize=2**14)(partial(_number, fields[heading]))
        numbers.append([*map(number, cells)])
    for position, row in enumerate(zip(*numbers, strict=True)):
        there = [number for number in row if number is not None]
        if there != sorted(there):
            places = (place for place, number in enumerate(row) if number is not None)
            low, high = next(pair for pair in pairwise(places) if row[pair[0]] > row[pair[1]])
            expected = f"at least {headings[low]}, {columns[low][position]}"
            raise table.error(position, headings[high], expected, columns[high][position])


def _number(field: Field, cell: str) -> float | None:
    if cell in field.missing:
        return None
    return inf if cell == field.top_code else float(cell)


_EMPTY: Final = ("", None)


def _cell(rows: _Grid, row: int, column: int) -> object:
    """Return a cell by its numbers, from 1, whitespace collapsed; one outside is empty."""
    if row > len(rows) or column > len(rows[row - 1]):
        return ""
    value = rows[row - 1][column - 1]
    return collapse(value) if isinstance(value, str) else value


def _shown(value: object) -> str:
    return shorten(value) if value not in _EMPTY else "nothing"


def _error(source: Input, expected: str, found: str, row: int, column: object) -> SourceFileError:
    return SourceFileError(source.file, expected, found, source.sheet, row, str(column))


def _check_text(source: Input, rows: _Grid, sheet: str | None, row: int | None, text: str) -> None:
    """Check a text of the first column: of a row, or of any."""
    if row is None:
        if text not in (_cell(rows, each, 1) for each in range(1, len(rows) + 1)):
            raise SourceFileError(source.file, repr(text), "no row with it", sheet, column="1")
        return
    found = _cell(rows, row, 1)
    if found != text:
        raise SourceFileError(source.file, repr(text), _shown(found), sheet, row, "1")


def _find_headings(source: Input, rows: _Grid) -> dict[str, int]:
    """Return the column of each heading, from 1: publishers change their order and case."""
    row = source.header_row
    width = len(rows[row - 1]) if row <= len(rows) else 0
    found = [str(_cell(rows, row, column)).casefold() for column in range(1, width + 1)]
    places = {}
    layout = f" of {source.layout}" if source.layout else ""
    for column, field in enumerate(source.fields, start=1):
        if field.heading.casefold() in found:
            places[field.heading] = found.index(field.heading.casefold()) + 1
        elif not field.optional:
            expected = f"the heading {field.heading!r}{layout}"
            cell = _shown(_cell(rows, row, column))
            raise _error(source, expected, cell + _known_as(source, found), row, column)
    for column, heading in enumerate(found, start=1):
        if heading and column not in places.values():
            expected = f"no more than {len(source.fields)} columns{layout}"
            raise _error(source, expected, repr(rows[row - 1][column - 1]), row, column)
    return places


def _known_as(source: Input, found: Sequence[str]) -> str:
    """Name the file whose headings these are, for a message; or that the layout is another."""
    for edition in bundled_editions():
        for other in edition.inputs.values():
            known = {each.heading.casefold(): each.optional for each in other.fields}
            required = {heading for heading, optional in known.items() if not optional}
            if required <= set(filter(None, found)) <= known.keys():
                return f", with the headings of {other.file}"
    return f", in a layout other than that of {source.layout}" if source.layout else ""


def _check_length(source: Input, rows: _Grid) -> None:
    """Check that the data have as many rows as stated, and that the footer ends the file."""
    first, heading = source.header_row + 1, source.headings[0]
    found = len(rows) - source.header_row
    if source.footer:
        texts = [_cell(rows, row, 1) for row in range(first, len(rows) + 1)]
        found = texts.index(source.footer[0]) if source.footer[0] in texts else found
    if found != source.rows:
        # The first row that is missing, or the first that is too many.
        row = first + min(found, source.rows)
        raise _error(source, f"{source.rows} rows of data", f"{found} rows", row, heading)
    for row, text in enumerate(source.footer, start=first + found):
        _check_text(source, rows, source.sheet, row, text)
    last = source.header_row + found + len(source.footer)
    if len(rows) > last:
        raise _error(source, "no more rows", _shown(_cell(rows, last + 1, 1)), last + 1, heading)


def _read_cells(source: Input, rows: _Grid, places: Mapping[str, int]) -> Rows:
    head = source.header_row
    data = rows[head : head + source.rows]
    # Column by column, as most cells of a large file repeat others; 1 and True are not the same.
    # Rows that are too short have None.
    published = [each[1:] for each in zip_longest(rows[head - 1], *data)]
    for number in set(range(1, len(published) + 1)) - {*places.values()}:
        for position, value in enumerate(published[number - 1], start=1):
            if value not in _EMPTY:
                expected = f"no more than {len(places)} columns"
                raise _error(source, expected, repr(value), head + position, number)
    columns: list[list[Any]] = []
    for field in source.fields:
        read = lru_cache(maxsize=2**14, typed=True)(field.read)
        place = places.get(field.heading)
        values = () if place is None else published[place - 1]
        columns.append([""] * len(data) if place is None else [*map(read, values)])
    invalid = [(column.index(None), each) for each, column in enumerate(columns) if None in column]
    if invalid:
        position, each = min(invalid)
        field = source.fields[each]
        value = published[places[field.heading] - 1][position]
        raise _error(source, field.expected, _shown(value), head + 1 + position, field.heading)
    return list(zip(*columns, strict=True))


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
        first = seen.setdefault(value, position)
        if first != position:
            expected = f"one row for each {', '.join(source.key)}"
            found = f"{shorten(' '.join(value))} again, first on row {first + table.first_row}"
            raise table.error(position, source.key[-1], expected, found)
