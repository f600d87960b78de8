"""Excel: the rows of a sheet as calamine reads them, and a sheet that is written row by row."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from decimal import Decimal
from math import isfinite
from typing import TYPE_CHECKING, Any, Final

from careerscore._record import Checks
from careerscore._text import is_formula_like, printable
from careerscore.errors import (
    DefinitionError,
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
    shorten,
)
from careerscore.frames.csv_dialect import unreadable
from careerscore.frames.table_files import RowWriter, TableFile, cell_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from pathlib import Path

    from careerscore.frames.table_files import Row

# Limits of Excel; lengths of texts in UTF-16 code units.
MAX_ROWS: Final = 1_048_576
MAX_COLUMNS: Final = 16_384
MAX_CELL: Final = 32_767

LARGEST_WHOLE: Final = 2**53
"""Up to here a number of Excel is whole where it looks so."""

FIRST_DATE: Final = datetime.date(1900, 3, 1)
"""Earlier days have other numbers in Excel, which takes 1900 for a leap year."""

NO_DATE: Final = datetime.date(1980, 1, 1)
"""Where no source gives a date: the first one that a zip archive can hold."""

FORMATS: Final[Mapping[type, str]] = {
    datetime.datetime: "yyyy-mm-dd hh:mm:ss",
    datetime.date: "yyyy-mm-dd",
    datetime.time: "hh:mm:ss",
    datetime.timedelta: "[h]:mm:ss",
}


class WorkbookTable(TableFile):
    """A sheet of a workbook: what formulas gave, not the formulas."""

    def __init__(self, path: Path, sheet: str | None, header: int) -> None:
        try:
            from python_calamine import CalamineError, CalamineWorkbook
        except ImportError as error:
            raise MissingDependencyError("reading a workbook", "excel") from error
        try:
            with path.open("rb") as binary:
                book = CalamineWorkbook.from_filelike(binary)
                names = book.sheet_names
                found = names[0] if sheet is None else sheet
                if found not in names:
                    near = close_matches(found, tuple(names)) or names
                    checks = Checks("join_file")
                    expected = f"a sheet of the workbook: {', '.join(map(shorten, near))}"
                    checks.expect("sheet", sheet, expected, holds=False)
                    checks.raise_problems()
                cells = book.get_sheet_by_name(found)
                rows: Any = cells.to_python()
        except BaseException as error:
            # At some damage calamine panics, with an exception that no module has.
            if not isinstance(error, CalamineError) and type(error).__name__ != "PanicException":
                raise
            raise unreadable(path, f"not a workbook ({error})") from None
        # Blank rows above all others are not among those that calamine gives.
        blank, _ = cells.start or (0, 0)
        self._first = max(header - blank, 1)
        if len(rows) < self._first:
            where = f", from row {header:,} on" if header > 1 else ""
            raise DefinitionError(
                str(path), (f"expected rows in sheet {shorten(found)}{where}, found none",)
            )
        which = f", the first of {len(names)}" if sheet is None and len(names) > 1 else ""
        heads = [cell_text(_cell(each)) for each in rows[self._first - 1]]
        read_as = f"Excel, sheet {shorten(found)}{which}"
        records = cells.height - self._first
        super().__init__(path, heads, records, read_as, blank + self._first)
        self._rows = rows

    def rows(self) -> Iterator[Row]:
        """Give the rows."""
        return ([_cell(each) for each in row] for row in self._rows[self._first :])

    def parts(self) -> Iterator[Any]:
        """Give the rows as one table, each column of the kind that all of its cells are."""
        import pyarrow as pa

        columns = list(zip(*self.rows(), strict=True)) or [()] * len(self.names)
        made = []
        for cells in columns:
            kinds = {type(cell) for cell in cells} - {type(None)}
            is_plain = len(kinds) == 1 or kinds == {int, float}
            texts = [None if cell is None else cell_text(cell) for cell in cells]
            made.append(pa.array(cells if is_plain else texts, None if is_plain else pa.string()))
        table = pa.table(made, list(self.names))
        yield table.slice(0, 0)
        yield table


def _cell(cell: Any) -> Any:
    if type(cell) is float and cell.is_integer() and abs(cell) < LARGEST_WHOLE:
        return int(cell)
    return None if cell == "" else cell


class ExactFloat(float):
    """A number that XlsxWriter writes with all its digits.

    XlsxWriter formats numbers to sixteen digits, and one can need seventeen: exposures of
    0.24999999999999997, which count as below 0.25, would become 0.25.
    """

    def __format__(self, _: str) -> str:
        return repr(float(self))


class WorkbookWriter(RowWriter):
    """A workbook of one sheet that is being written, every cell of its own kind."""

    def __init__(self, book: Any, own: Row, added: Row) -> None:
        self.sheet: Any = book.add_worksheet()
        self._formats = {
            kind: book.add_format({"num_format": text}) for kind, text in FORMATS.items()
        }
        self._texts = {True: book.add_format({"quote_prefix": True}), False: None}
        self.sheet.freeze_panes(1, 0)
        for place, name in enumerate((*own, *added)):
            self.sheet.set_column(place, place, min(max(len(name) + 2, 10), 40))
        self.rows: int = -1
        self.write([(own, self.tail(added))])

    def tail(self, cells: Row) -> Row:
        """Return cells of ours: a text of Excel is no formula."""
        return [printable(cell) if isinstance(cell, str) else cell for cell in cells]

    def write(self, rows: Iterable[tuple[Row, Row]]) -> None:
        """Write rows, each cell as what it is."""
        for own, added in rows:
            self.rows += 1
            for place, cell in enumerate((*own, *added)):
                self._put(place, cell)

    def _put(self, place: int, cell: Any) -> None:
        sheet, row, kind = self.sheet, self.rows, type(cell)
        if cell is None or cell == "":
            return
        if kind is bool:
            sheet.write_boolean(row, place, cell)
        elif _is_number(cell):
            text = str(cell)
            sheet.write_number(row, place, ExactFloat(text) if len(text) > 16 else cell)
        elif kind in self._formats and _is_of_excel(cell):
            sheet.write_datetime(row, place, cell, self._formats[kind])
        else:
            text = cell_text(cell)
            if len(text.encode("utf-16-le")) > 2 * MAX_CELL:
                expected = f"at most {MAX_CELL:,} characters in a cell for Excel"
                problem = Problem(f"target, row {row + 1:,}", shorten(text), expected)
                raise InvalidInputError("join_file", (problem,))
            # It stays a text also when someone edits the cell.
            sheet.write_string(row, place, text, self._texts[is_formula_like(text)])


def _is_number(cell: Any) -> bool:
    """Whether a float holds it with all its digits."""
    if isinstance(cell, int | float):
        return abs(cell) <= LARGEST_WHOLE if isinstance(cell, int) else isfinite(cell)
    return isinstance(cell, Decimal) and str(float(cell)) == str(cell)


def _is_of_excel(cell: Any) -> bool:
    """Whether Excel has this date, time or duration."""
    if isinstance(cell, datetime.timedelta):
        return cell >= datetime.timedelta()
    if isinstance(cell, datetime.date) and cell.timetuple() < FIRST_DATE.timetuple():
        return False
    return getattr(cell, "tzinfo", None) is None


def require_xlsxwriter() -> Any:
    """Return the package that writes workbooks."""
    try:
        import xlsxwriter
    except ImportError as error:
        raise MissingDependencyError("writing a workbook", "excel") from error
    return xlsxwriter


@contextmanager
def workbook_writer(path: Path, own: Row, added: Row, rows: int) -> Iterator[WorkbookWriter]:
    """Open a workbook for writing a number of rows; the same rows give the same bytes."""
    checks = Checks("join_file")
    expected = f"at most {MAX_ROWS - 1:,} rows for Excel"
    checks.expect("target", f"{rows:,}", expected, holds=rows < MAX_ROWS)
    count, expected = len(own) + len(added), f"at most {MAX_COLUMNS:,} columns for Excel"
    checks.expect("target", f"{count:,}", expected, holds=count <= MAX_COLUMNS)
    checks.raise_problems()
    xlsxwriter = require_xlsxwriter()
    with path.open("wb") as binary:
        book = xlsxwriter.Workbook(binary, {"constant_memory": True, "tmpdir": str(path.parent)})
        book.set_properties({"created": datetime.datetime.combine(NO_DATE, datetime.time())})
        book.use_zip64()
        writer = WorkbookWriter(book, own, added)
        try:
            yield writer
            book.close()
        except xlsxwriter.exceptions.FileCreateError as error:
            raise error.args[0] from None
        finally:
            # The rows so far, in a file of their own.
            writer.sheet.row_data_fh.close()
