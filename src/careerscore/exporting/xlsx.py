"""Export to Excel: a sheet of typed cells, then sheets about its columns, sources and scores."""

from __future__ import annotations

import datetime
import io
import re
from functools import partial
from typing import TYPE_CHECKING, Any, Final

from careerscore._render.blocks import DefinitionList, Link, Paragraph, Section, Table
from careerscore._text import is_formula_like, printable, strip_control
from careerscore.errors import InvalidInputError, Problem
from careerscore.exporting.table import Content, library
from careerscore.methods.pages import methodology_page
from careerscore.reference.columns import COUNT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._render.blocks import Block
    from careerscore.exporting.table import Cell, ExportTable
    from careerscore.model.provenance import Source
    from careerscore.reference.columns import ReferenceColumn
    from careerscore.scoring.base import Methodology

    Style = tuple[tuple[str, Any], ...]

MAX_ROWS: Final = 1_048_576
MAX_LINKS: Final = 65_530
"""Rows of a sheet of Excel, and links on it."""

MAX_CELL: Final = 32_767
MAX_PROPERTY: Final = 255
MAX_SHEET_NAME: Final = 31
"""Lengths of a cell, of a document property and of the name of a sheet [UTF-16 code units]."""

MAX_LINK: Final = 2_079
"""The longest address of a link [characters]."""

MAX_WIDTH: Final = 60
"""The widest column that is fitted to its cells [characters]."""

ABOUT_SHEETS: Final = ("About", "Columns", "Sources", "Methodology")
"""The names of the sheets about the table."""

_HEAD: Final = (("bold", True), ("bottom", 1))

_TEXT_BLOCK: Final = (("text_wrap", True), ("valign", "top"))

_NO_DATE: Final = datetime.date(1980, 1, 1)
"""Where no source gives a date: the first one that a zip archive can hold."""


def write_xlsx(table: ExportTable) -> Content:
    """Return a table as an Excel workbook; the same table gives the same bytes.

    The row of names and the columns up to the title are frozen, every column has a filter,
    and numbers have the format of their unit. No text becomes a formula, also when its cell is
    edited; only plain web addresses become links. Control and direction characters are
    replaced. A text longer than a cell holds is cut, with a mark.
    """
    from xlsxwriter import Workbook

    if table.rows >= MAX_ROWS:
        problem = Problem("rows", f"{table.rows:,}", f"at most {MAX_ROWS - 1:,} for Excel")
        raise InvalidInputError("export", (problem,))
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(buffer, options)
    _set_properties(book, table)
    add_sheet = partial(_Sheet, book, {})
    truncated = _write_table(add_sheet(table.sheet), table)
    _write_about(add_sheet("About"), table)
    if any(column.title != column.name for column in table.columns):
        _write_columns(add_sheet("Columns"), table)
    if table.sources:
        _write_sources(add_sheet("Sources"), table.sources)
    if table.methodology is not None:
        _write_methodology(add_sheet("Methodology"), table.methodology)
    book.close()
    return Content(buffer.getvalue(), truncated=truncated)


def _set_properties(book: Any, table: ExportTable) -> None:
    day = max((source.retrieved for source in table.sources), default=_NO_DATE)
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    title = _beginning(table.title, MAX_PROPERTY)
    book.set_properties({"title": title, "author": library(), "created": created})
    method = table.methodology
    properties = {
        "data_release": table.data_release,
        "data_fingerprint": table.data_fingerprint,
        "methodology": None if method is None else method.id,
        "methodology_fingerprint": None if method is None else method.fingerprint,
    }
    for name, text in properties.items():
        if text is not None:
            book.set_custom_property(name, _beginning(text, MAX_PROPERTY), "text")


def _write_table(sheet: _Sheet, table: ExportTable) -> dict[str, int]:
    """Write the table itself; return how many cells of each column were cut."""
    truncated: dict[str, int] = {}
    for place, column in enumerate(table.columns):
        sheet.write(0, place, column.name, _HEAD)
        before = sheet.truncated
        sheet.write_column(place, column, table.values[column.name])
        if sheet.truncated > before:
            truncated[column.name] = sheet.truncated - before
    names = [column.name for column in table.columns]
    frozen = names.index("title") + 1 if "title" in names[:4] else 0
    sheet.sheet.freeze_panes(1, frozen)
    sheet.sheet.autofilter(0, 0, table.rows, len(names) - 1)
    return truncated


class _ExactFloat(float):
    """A number that XlsxWriter writes with all its digits.

    XlsxWriter formats numbers to sixteen digits, and one can need seventeen: exposures of
    0.24999999999999997, which count as below 0.25, would become 0.25.
    """

    def __format__(self, _: str) -> str:
        return repr(float(self))


_NUMBER_FORMATS: Final = {
    "US dollars a year": "$#,##0",
    "US dollars an hour": "$#,##0.00",
    "workers": "#,##0",
    "thousand jobs": "#,##0.0",
    "thousand jobs a year": "#,##0.0",
    "year": "0",
}


def _number_format(column: ReferenceColumn) -> str:
    if re.match(r"percent\b", column.unit):
        return '0.0"%"'  # as it stands: the cell of 7.1% holds 7.1
    return _NUMBER_FORMATS.get(column.unit, "0" if column.kind == COUNT else "General")


# What XlsxWriter would escape is left out, so an address is as long in the file as it is here.
_IN_ADDRESS: Final = r'(?:[^\s%"<>\\^`{|}\[\]]|%[0-9a-f]{2})'

_WEB_ADDRESS: Final = re.compile(rf"https?://(?![/?#]){_IN_ADDRESS}+", re.IGNORECASE)


def _is_safe_link(text: str) -> bool:
    # An address in other scripts can pass for another one.
    return len(text) <= MAX_LINK and text.isascii() and _WEB_ADDRESS.fullmatch(text) is not None


class _Sheet:
    """A sheet that is being written: every cell with its type, no text as a formula."""

    def __init__(self, book: Any, formats: dict[Style, Any], name: str) -> None:
        self.sheet = book.add_worksheet(name)
        self.truncated = 0
        self._book = book
        self._formats = formats
        self._links = 0
        self._rows = 0

    def write_column(self, place: int, column: ReferenceColumn, cells: Sequence[Cell]) -> None:
        """Write the values of a column below its name, and fit its width to them."""
        is_number = column.kind in {COUNT, NUMBER}
        style = (("num_format", _number_format(column)),) if is_number else ()
        for row, value in enumerate(cells, start=1):
            if column.link and isinstance(value, str) and self._is_link(value):
                self._links += 1
                self.sheet.write_url(row, place, value, string=value)
            elif value is not None:
                self.write(row, place, value, style)
        lines = (line for cell in cells if cell is not None for line in str(cell).split("\n"))
        longest = max(len(column.name), max(map(len, lines), default=0))
        # With room for the button of the filter, or for signs between the digits.
        self.set_widths(min(longest + 3, MAX_WIDTH), start=place)

    def _is_link(self, value: str) -> bool:
        return self._links < MAX_LINKS and _is_safe_link(value)

    def append(self, *cells: Cell, style: Style = _TEXT_BLOCK) -> None:
        """Write the next row."""
        for place, cell in enumerate(cells):
            self.write(self._rows, place, cell, style)
        self._rows += 1

    def set_widths(self, *widths: int, start: int = 0) -> None:
        """Set the widths of columns [characters]."""
        for place, width in enumerate(widths, start=start):
            self.sheet.set_column(place, place, width)

    def write(self, row: int, place: int, value: Cell, style: Style) -> None:
        """Write a cell; nothing where the value is missing."""
        if isinstance(value, datetime.date):
            dated = self._format((*style, ("num_format", "yyyy-mm-dd")))
            self.sheet.write_datetime(row, place, value, dated)
        elif isinstance(value, str):
            self._write_text(row, place, printable(value), style)
        elif value is not None:
            number = _ExactFloat(value) if isinstance(value, float) else value
            self.sheet.write_number(row, place, number, self._format(style))

    def _write_text(self, row: int, place: int, value: str, style: Style) -> None:
        text = _beginning(value, MAX_CELL, f"... [cut: {len(value):,} characters]")
        self.truncated += text is not value
        if is_formula_like(text):
            # It stays a text also when someone edits the cell.
            style = (*style, ("quote_prefix", True))
        self.sheet.write_string(row, place, text, self._format(style))

    def _format(self, style: Style) -> Any:
        found = self._formats.get(style)
        if found is None and style:
            found = self._formats[style] = self._book.add_format(dict(style))
        return found


def _beginning(text: str, length: int, mark: str = "") -> str:
    """Return as much of a text as fits a length in UTF-16 code units, a mark at a cut included."""
    if 2 * len(text) <= length:
        return text
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * length:
        return text
    # A character of two units is left out whole.
    return encoded[: 2 * (length - len(mark))].decode("utf-16-le", "ignore") + mark


_NOT_IN_SHEET_NAMES: Final = str.maketrans(dict.fromkeys("[]:*?/\\", " "))


def sheet_name(text: str, taken: Iterable[str] = ()) -> str:
    r"""Return a legal name for a sheet of Excel, as near to a text as can be.

    At most 31 characters, none of ``[]:*?/\``, no apostrophe at either end, not *History*,
    and not one that is taken, in upper or lower case.

    Parameters
    ----------
    text : str
        The wanted name.
    taken : iterable of str
        Names of the other sheets.

    Examples
    --------
    >>> sheet_name("Nurses [all] / 'registered'")
    "Nurses all 'registered"
    >>> sheet_name("jobs", taken=["Jobs", "jobs (2)"])
    'jobs (3)'
    >>> sheet_name("???")
    'Sheet'
    """
    name = " ".join(strip_control(text).translate(_NOT_IN_SHEET_NAMES).split()).lstrip("' ")
    name = _beginning(name, MAX_SHEET_NAME).rstrip("' ") or "Sheet"
    others = {"history", *(other.casefold() for other in taken)}
    found, number = name, 1
    while found.casefold() in others:
        number += 1
        mark = f" ({number})"
        found = _beginning(name, MAX_SHEET_NAME - len(mark)).rstrip("' ") + mark
    return found


def _write_about(sheet: _Sheet, table: ExportTable) -> None:
    sheet.set_widths(20, 100)
    rows = [
        ("title", table.title),
        ("made by", library()),
        ("occupation", table.occupation and " ".join(table.occupation)),
        ("data release", table.data_release),
        ("data fingerprint", table.data_fingerprint),
        ("methodology", None if table.methodology is None else table.methodology.id),
        *(("attribution", sentence) for sentence in table.attributions),
    ]
    for name, text in rows:
        if text is not None:
            sheet.append(name, text)


def _write_columns(sheet: _Sheet, table: ExportTable) -> None:
    sheet.set_widths(36, 70, 36, 10, 50)
    _write_head(sheet, "column", "meaning", "unit", "type", "sources")
    ids = {source.dataset: source.id for source in table.sources}
    for column in table.columns:
        sources = ", ".join(ids[dataset] for dataset in column.datasets)
        sheet.append(column.name, column.title, column.unit or None, column.kind, sources or None)


def _write_sources(sheet: _Sheet, sources: Iterable[Source]) -> None:
    sheet.set_widths(36, 50, 40, 24, 60, 50, 12, 80)
    heads = ("edition", "title", "publisher", "licence", "citation", "address", "retrieved")
    _write_head(sheet, *heads, "attribution")
    for source in sources:
        cells = (source.id, source.title, source.publisher, source.licence, source.citation)
        sheet.append(*cells, source.url, source.retrieved, source.attribution or None)


def _write_methodology(sheet: _Sheet, methodology: Methodology) -> None:
    sheet.set_widths(28, 100, 40, 40, 40)
    _write_head(sheet, "Methodology", methodology.id)
    for block in methodology_page(methodology).blocks:
        _write_block(sheet, block)


def _write_head(sheet: _Sheet, *cells: str) -> None:
    sheet.append(*cells, style=_HEAD)
    sheet.sheet.freeze_panes(1, 0)


def _write_block(sheet: _Sheet, block: Block) -> None:
    """Write the rows of a block: texts in the second column, tables from the first one."""
    if isinstance(block, Section):
        sheet.append()
        sheet.append(block.title, style=_HEAD)
        for part in block.blocks:
            _write_block(sheet, part)
    elif isinstance(block, Table):
        sheet.append(*block.heads, style=_HEAD)
        for row in block.rows:
            sheet.append(*map(_block_cell, row))
    elif isinstance(block, DefinitionList):
        for name, value in block.rows:
            sheet.append(name, _block_cell(value))
    elif isinstance(block, Paragraph):
        sheet.append(None, "".join(span.text for span in block.spans))
    else:
        raise TypeError(f"no rows for {block!r}")


def _block_cell(cell: object) -> str:
    return cell.url if isinstance(cell, Link) else str(cell)
