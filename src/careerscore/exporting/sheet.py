"""One sheet of a workbook: every cell with its type, no text obeyed."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, Final

from xlsxwriter.worksheet import Worksheet

from careerscore.errors import InvalidInputError, Problem
from careerscore.exporting.harmless import cut_to_cell, is_formula_like, seen
from careerscore.reference.columns import COUNT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.exporting.table import Cell
    from careerscore.reference.columns import ReferenceColumn

    Style = Mapping[str, Any]

__all__ = [
    "HEAD",
    "MOST_LINKS",
    "MOST_ROWS",
    "TEXT_BLOCK",
    "Sheet",
    "is_web_address",
    "number_format",
]

MOST_ROWS: Final = 1_048_576
"""Rows of a sheet of Excel."""

MOST_LINKS: Final = 65_530
"""Links on a sheet of Excel."""

LONGEST_LINK: Final = 2_079

HEAD: Final[Mapping[str, Any]] = {"bold": True, "bottom": 1}

TEXT_BLOCK: Final[Mapping[str, Any]] = {"text_wrap": True, "valign": "top"}

NO_STYLE: Final[Mapping[str, Any]] = {}

# What XlsxWriter would escape is left out, so an address is as long in the file as it is here.
_IN_ADDRESS: Final = r'(?:[^\s%"<>\\^`{|}\[\]]|%[0-9a-f]{2})'

_WEB_ADDRESS: Final = re.compile(rf"https?://(?![/?#]){_IN_ADDRESS}+", re.IGNORECASE)

_NUMBER_FORMATS: Final = {
    "US dollars a year": "$#,##0",
    "US dollars an hour": "$#,##0.00",
    "workers": "#,##0",
    "thousand jobs": "#,##0.0",
    "thousand jobs a year": "#,##0.0",
    "year": "0",
}

_PERCENT: Final = '0.0"%"'
"""A percentage as it stands: the cell of 7.1% holds 7.1."""


def number_format(column: ReferenceColumn) -> str:
    """Return how Excel is to show the numbers of a column.

    Examples
    --------
    >>> from careerscore.exporting import export_columns
    >>> columns = {column.name: column for column in export_columns()}
    >>> number_format(columns["annual_median_usd"]), number_format(columns["epoch_total"])
    ('$#,##0', 'General')
    """
    if re.match(r"percent\b", column.unit):
        return _PERCENT
    return _NUMBER_FORMATS.get(column.unit, "0" if column.kind == COUNT else "General")


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that is safe to make a link of.

    Examples
    --------
    >>> is_web_address("https://example.org/apply?id=7"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    is_short = len(text) <= LONGEST_LINK
    # An address in other scripts can pass for another one.
    return is_short and text.isascii() and _WEB_ADDRESS.fullmatch(text) is not None


class _ExactWorksheet(Worksheet):  # type: ignore[misc]
    """A sheet whose numbers are read back as what they are.

    XlsxWriter writes sixteen digits, and a number can need seventeen: exposures of
    0.24999999999999997, which count as below 0.25, would become 0.25.
    """

    def _xml_number_element(
        self, number: float, attributes: Iterable[tuple[str, Any]] = ()
    ) -> None:
        told = "".join(f' {name}="{value}"' for name, value in attributes)
        self.fh.write(f"<c{told}><v>{number!s}</v></c>")


class Sheet:
    """A sheet that is being written.

    Parameters
    ----------
    book : xlsxwriter.Workbook
        What it is a sheet of.
    name : str
        Its name.
    formats : dict
        The formats of the workbook so far.

    Attributes
    ----------
    cut : int
        How many texts were longer than a cell holds.
    """

    def __init__(
        self, book: Any, name: str, formats: dict[tuple[tuple[str, Any], ...], Any]
    ) -> None:
        self._book = book
        self._sheet = book.add_worksheet(name, worksheet_class=_ExactWorksheet)
        self._formats = formats
        self._links = 0
        self.cut: int = 0

    def check_rows(self, rows: int) -> None:
        """Refuse more rows than a sheet holds below the row of names."""
        if rows >= MOST_ROWS:
            problem = Problem("rows", f"{rows:,}", f"at most {MOST_ROWS - 1:,} for Excel")
            raise InvalidInputError("export", (problem,))

    def write_column(self, place: int, column: ReferenceColumn, cells: Sequence[Cell]) -> int:
        """Write the values of a column below its name; return the length of the longest text."""
        if column.kind in {COUNT, NUMBER}:
            style = self._format({"num_format": number_format(column)})
            write = self._sheet.write_number
            for row, value in enumerate(cells, start=1):
                if value is not None:
                    write(row, place, value, style)
            return 0
        longest = 0
        for row, value in enumerate(cells, start=1):
            if column.link and isinstance(value, str):
                self._write_link(row, place, value)
            else:
                self.write(row, place, value)
            longest = max(longest, len(value) if isinstance(value, str) else 0)
        return longest

    def write(self, row: int, place: int, value: Cell, style: Style = NO_STYLE) -> None:
        """Write a cell; nothing where the value is missing."""
        if value is None:
            return
        if isinstance(value, datetime.date):
            dated = self._format({**style, "num_format": "yyyy-mm-dd"})
            self._sheet.write_datetime(row, place, value, dated)
        elif isinstance(value, str):
            self._write_text(row, place, value, style)
        else:
            self._sheet.write_number(row, place, value, self._format(style))

    def _write_text(self, row: int, place: int, value: str, style: Style) -> None:
        shown = seen(value)
        text = cut_to_cell(shown)
        self.cut += text is not shown
        if is_formula_like(text):
            # It stays a text also when someone edits the cell.
            style = {**style, "quote_prefix": True}
        self._sheet.write_string(row, place, text, self._format(style))

    def _write_link(self, row: int, place: int, value: str) -> None:
        if is_web_address(value) and self._links < MOST_LINKS:
            self._links += 1
            self._sheet.write_url(row, place, value, string=value)
        else:
            self.write(row, place, value)

    def set_width(self, place: int, width: float) -> None:
        """Set the width of a column [characters]."""
        self._sheet.set_column(place, place, width)

    def freeze(self, *, rows: int, columns: int) -> None:
        """Keep the first rows and columns in sight."""
        self._sheet.freeze_panes(rows, columns)

    def add_filter(self, *, rows: int, columns: int) -> None:
        """Give every column a filter."""
        self._sheet.autofilter(0, 0, rows, columns - 1)

    def _format(self, style: Style) -> Any:
        if not style:
            return None
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._book.add_format(dict(style))
        return self._formats[key]
