"""Read official files as rows of cells: Excel workbooks, comma- and tab-separated text."""

from __future__ import annotations

import csv
import hashlib
import io
from typing import TYPE_CHECKING

from attrs import frozen

from careerscore.errors import MissingDependencyError, SourceFileError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

    from careerscore.sources.editions import Input

RawRow = tuple[object, ...]
"""The cells of a row as they are in the file."""


@frozen
class Sheets:
    """The checksum of an official file, and the rows of its sheets; a text file has one, None."""

    sha256: str
    rows: dict[str | None, list[RawRow]]


def read_file(folder: Path, source: Input) -> Sheets:
    """Read the sheets of an official file that its specification names."""
    try:
        content = folder.joinpath(*source.file.split("/")).read_bytes()
    except OSError as error:
        reason = f"none that can be read ({type(error).__name__})"
        raise SourceFileError(source.file, "a file", reason, source.sheet) from None
    if source.sheet is None:
        rows: dict[str | None, list[RawRow]] = {None: _read_text(content, source)}
    else:
        others = (caption.sheet for caption in source.captions if caption.sheet is not None)
        rows = _read_workbook(content, source.file, tuple(dict.fromkeys((source.sheet, *others))))
    return Sheets(hashlib.sha256(content).hexdigest(), rows)


def _read_text(content: bytes, source: Input) -> list[RawRow]:
    try:
        # Some publishers put a byte order mark before UTF-8.
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise _encoding_error(content, error.start, source) from None
    rows: list[RawRow] = []
    try:
        rows.extend(map(tuple, _lines(text, source, strict=True)))
    except csv.Error as error:
        expected = "delimited text"
        raise SourceFileError(source.file, expected, str(error), row=len(rows) + 1) from None
    return rows


def _lines(text: str, source: Input, *, strict: bool) -> Iterator[list[str]]:
    delimiter = "\t" if source.file.endswith(".txt") else ","
    return csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=strict)


def _encoding_error(content: bytes, start: int, source: Input) -> SourceFileError:
    """Return the error for a byte that is not UTF-8, with its cell."""
    before = content[:start].decode("utf-8-sig")
    rows = list(_lines(before, source, strict=False)) or [[]]
    # The csv module does not see a line that the byte opens.
    opens_row = before.endswith(("\n", "\r"))
    row, column = (len(rows) + 1, 1) if opens_row else (len(rows), max(len(rows[-1]), 1))
    heading = source.headings[column - 1] if column <= len(source.headings) else str(column)
    found = f"the byte 0x{content[start]:02x}, which is none"
    return SourceFileError(source.file, "text in UTF-8", found, row=row, column=heading)


def _read_workbook(
    content: bytes, file: str, sheets: Sequence[str]
) -> dict[str | None, list[RawRow]]:
    try:
        from python_calamine import CalamineError, CalamineWorkbook
    except ImportError:
        raise MissingDependencyError("reading official workbooks", "sources") from None
    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
    except CalamineError as error:
        found = f"one that cannot be opened ({error})"
        raise SourceFileError(file, "an Excel workbook", found, sheets[0]) from None
    rows: dict[str | None, list[RawRow]] = {}
    for sheet in sheets:
        if sheet not in workbook.sheet_names:
            found = f"only {', '.join(map(repr, workbook.sheet_names))}"
            raise SourceFileError(file, f"a sheet {sheet!r}", found, sheet)
        try:
            cells = workbook.get_sheet_by_name(sheet).to_python(skip_empty_area=False)
        except CalamineError as error:
            found = f"one that cannot be read ({error})"
            raise SourceFileError(file, "a worksheet", found, sheet) from None
        rows[sheet] = [tuple(row) for row in cells]
    return rows
