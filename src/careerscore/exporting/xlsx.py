"""Export to Excel: a sheet of typed cells, then sheets about its columns, sources and scores."""

from __future__ import annotations

import datetime
import io
import re
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from careerscore._render.blocks import DefinitionList, Link, Paragraph, Section, Table
from careerscore._text import is_formula_like, printable, strip_control
from careerscore.errors import InvalidInputError, Problem
from careerscore.exporting.table import Content, library
from careerscore.frames.workbooks import MAX_CELL, MAX_ROWS, NO_DATE, ExactFloat
from careerscore.methods.pages import methodology_page
from careerscore.reference.columns import COUNT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from careerscore._render.blocks import Block
    from careerscore.exporting.table import Cell, ExportTable
    from careerscore.reference.columns import ReferenceColumn

    Style = tuple[tuple[str, Any], ...]
    _Row = tuple[Style, Sequence[Cell]]

# Limits of Excel; lengths of texts in UTF-16 code units.
MAX_LINKS: Final = 65_530
MAX_LINK: Final = 2_079
MAX_PROPERTY: Final = 255
MAX_SHEET_NAME: Final = 31

MAX_WIDTH: Final = 60  # of a column that is fitted to its cells [characters]

ABOUT_SHEETS: Final = ("About", "Columns", "Sources", "Methodology")

_HEAD: Final = (("bold", True), ("bottom", 1))
_TEXT_BLOCK: Final = (("text_wrap", True), ("valign", "top"))


def write_xlsx(table: ExportTable) -> Content:
    """Return a table as an Excel workbook; the same table gives the same bytes.

    The row of names and the columns up to the title are frozen, every column has a filter,
    and numbers have the format of their unit. `careerscore.export` describes the texts.
    """
    from xlsxwriter import Workbook

    if table.rows >= MAX_ROWS:
        problem = Problem("rows", f"{table.rows:,}", f"at most {MAX_ROWS - 1:,} for Excel")
        raise InvalidInputError("export", (problem,))
    buffer = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = Workbook(buffer, options)
    day = max((source.retrieved for source in table.sources), default=NO_DATE)
    created = datetime.datetime(day.year, day.month, day.day, tzinfo=datetime.UTC)
    title = _beginning(table.title, MAX_PROPERTY)
    book.set_properties({"title": title, "author": library(), "created": created})
    method = table.methodology
    properties = {
        "data_release": table.data_release,
        "data_fingerprint": table.data_fingerprint,
        "methodology": table.methodology_id,
        "methodology_fingerprint": method.fingerprint if method else None,
    }
    for name, text in properties.items():
        if text is not None:
            book.set_custom_property(name, _beginning(text, MAX_PROPERTY), "text")
    format_of = cache(lambda style: book.add_format(dict(style)) if style else None)
    sheet = _Sheet(book.add_worksheet(table.sheet), format_of)
    truncated = {
        column.name: count
        for place, column in enumerate(table.columns)
        if (count := sheet.write_column(place, column, table.values[column.name]))
    }
    names = list(table.values)
    frozen = names.index("title") + 1 if "title" in names[:4] else 0
    sheet.sheet.freeze_panes(1, frozen)
    sheet.sheet.autofilter(0, 0, table.rows, len(names) - 1)
    for name, widths, rows in _sheets_about(table):
        sheet = _Sheet(book.add_worksheet(name), format_of)
        for place, width in enumerate(widths):
            sheet.sheet.set_column(place, place, width)
        for row, (style, cells) in enumerate(rows):
            for place, cell in enumerate(cells):
                sheet.write(row, place, cell, style)
        if rows[0][0] is _HEAD:
            sheet.sheet.freeze_panes(1, 0)
    book.close()
    return Content(buffer.getvalue(), truncated=truncated)


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


# Of ASCII alone, as an address in other scripts can pass for another one; without what XlsxWriter
# would escape, so it is as long in the file as it is here.
_WEB_ADDRESS: Final = re.compile(
    rf"(?=.{{,{MAX_LINK}}}\Z)https?://(?![/?#])(?:[!#$&-;=?-Z_a-z~]|%[0-9a-f]{{2}})+",
    re.IGNORECASE | re.ASCII,
)


class _Sheet:
    """A sheet that is being written: every cell with its type, no text as a formula."""

    def __init__(self, sheet: Any, format_of: Callable[[Style], Any]) -> None:
        self.sheet = sheet
        self._format_of = format_of
        self._links = 0
        self._truncated = 0

    def write_column(self, place: int, column: ReferenceColumn, cells: Sequence[Cell]) -> int:
        """Write a column, and fit its width to it; return how many cells were cut."""
        self.write(0, place, column.name, _HEAD)
        before, longest = self._truncated, len(column.name)
        number_format = self._format_of((("num_format", _number_format(column)),))
        is_number = column.kind in {COUNT, NUMBER}
        for row, value in enumerate(cells, start=1):
            if value is None:
                continue
            shown = str(value)
            width = max(map(len, shown.split("\n"))) if "\n" in shown else len(shown)
            longest = max(longest, width)
            if is_number:
                number = value if len(shown) <= 16 else ExactFloat(shown)
                self.sheet.write_number(row, place, number, number_format)
            elif column.link and self._links < MAX_LINKS and _WEB_ADDRESS.fullmatch(shown):
                self._links += 1
                self.sheet.write_url(row, place, value, string=value)
            else:
                self.write(row, place, value)
        # With room for the button of the filter, or for signs between the digits.
        self.sheet.set_column(place, place, min(longest + 3, MAX_WIDTH))
        return self._truncated - before

    def write(self, row: int, place: int, value: Cell, style: Style = ()) -> None:
        """Write a text or a date; nothing where the value is missing."""
        if isinstance(value, str):
            shown = printable(value)
            text = _beginning(shown, MAX_CELL, "... [cut: {:,} characters]")
            self._truncated += text is not shown
            if is_formula_like(text):
                # It stays a text also when someone edits the cell.
                style = (*style, ("quote_prefix", True))
            self.sheet.write_string(row, place, text, self._format_of(style))
        elif value is not None:
            style = (*style, ("num_format", "yyyy-mm-dd"))
            self.sheet.write_datetime(row, place, value, self._format_of(style))


def _beginning(text: str, length: int, mark: str = "") -> str:
    """Return as much of a text as fits a length in UTF-16 code units, a mark at a cut included."""
    if 2 * len(text) <= length:
        return text
    encoded = text.encode("utf-16-le")
    if len(encoded) <= 2 * length:
        return text
    mark = mark.format(len(text))
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


def _sheets_about(table: ExportTable) -> Iterator[tuple[str, tuple[int, ...], list[_Row]]]:
    """Give name, widths [characters] and rows of each sheet about the table."""
    about = [
        ("title", table.title),
        ("made by", library()),
        ("occupation", table.occupation and " ".join(table.occupation)),
        ("data release", table.data_release),
        ("data fingerprint", table.data_fingerprint),
        ("methodology", table.methodology_id),
        *(("attribution", sentence) for sentence in table.attributions),
    ]
    yield "About", (20, 100), [(_TEXT_BLOCK, row) for row in about if row[1] is not None]
    if any(column.title != column.name for column in table.columns):
        ids = {source.dataset: source.id for source in table.sources}
        rows: list[_Row] = [(_HEAD, ("column", "meaning", "unit", "type", "sources"))]
        for column in table.columns:
            sources = ", ".join(ids[dataset] for dataset in column.datasets)
            cells = (column.name, column.title, column.unit or None, column.kind, sources or None)
            rows.append((_TEXT_BLOCK, cells))
        yield "Columns", (36, 70, 36, 10, 50), rows
    if table.sources:
        heads = ("edition", "title", "publisher", "licence", "citation", "address", "retrieved")
        rows = [(_HEAD, (*heads, "attribution"))]
        for each in table.sources:
            named = (each.id, each.title, each.publisher, each.licence, each.citation)
            rest = (each.url, each.retrieved, each.attribution or None)
            rows.append((_TEXT_BLOCK, (*named, *rest)))
        yield "Sources", (36, 50, 40, 24, 60, 50, 12, 80), rows
    if table.methodology is not None:
        rows = [(_HEAD, ("Methodology", table.methodology.id))]
        for block in methodology_page(table.methodology).blocks:
            rows.extend(_block_rows(block))
        yield "Methodology", (28, 100, 40, 40, 40), rows


def _block_rows(block: Block) -> Iterator[_Row]:
    """Give the rows of a block: texts in the second column, tables from the first one."""
    if isinstance(block, Section):
        yield _TEXT_BLOCK, ()
        yield _HEAD, (block.title,)
        for part in block.blocks:
            yield from _block_rows(part)
    elif isinstance(block, Table | DefinitionList):
        if isinstance(block, Table):
            yield _HEAD, tuple(block.heads)
        for cells in block.rows:
            yield _TEXT_BLOCK, tuple(c.url if isinstance(c, Link) else str(c) for c in cells)
    elif isinstance(block, Paragraph):
        yield _TEXT_BLOCK, (None, "".join(span.text for span in block.spans))
    else:
        raise TypeError(f"no rows for {block!r}")
