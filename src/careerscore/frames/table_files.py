"""Tables in files: their columns, their rows as often as they are asked for, and how many.

A cell is what its file has: a text, a number, a date, or None for nothing. A file that is written
from rows has columns of its source, whose cells are left alone, and columns of ours.
"""

from __future__ import annotations

import csv
import gzip
import io
from abc import ABC, abstractmethod
from contextlib import contextmanager
from itertools import islice
from operator import itemgetter
from typing import TYPE_CHECKING, Any, Final

from careerscore._text import csv_safe
from careerscore.frames.csv_dialect import CsvDialect, raise_cell_limit, reading, unreadable
from careerscore.frames.csv_source import inspect_csv

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from pathlib import Path

    Row = Sequence[Any]
    Tail = Any
    """The cells of ours in a row, in the form that a writer writes."""

CHANGES: Final = "it changes while it is read"

PART_ROWS: Final = 50_000
"""Rows of a table that are in memory at once."""


def cell_text(cell: Any) -> str:
    """Return a cell as text; nothing where it is missing."""
    return "" if cell is None else str(cell)


class TableFile(ABC):
    """A table in a file."""

    def __init__(
        self, path: Path, names: Sequence[str], records: int, read_as: str, header: int = 0
    ) -> None:
        self.path = path
        self.names: tuple[str, ...] = tuple(names)
        self.records = records
        """How many rows follow the names, counted by other means than reading them."""
        self.read_as = read_as
        """What the file was taken for, in words."""
        self.header = header
        """The number of the row that has the names, 0 where they are no row."""

    @abstractmethod
    def rows(self) -> Iterator[Row]:
        """Read the rows, from the first."""

    @abstractmethod
    def parts(self) -> Iterator[Any]:
        """Read the rows as tables of pyarrow: one at least, whose rows may be none."""

    def keys(self, places: Sequence[int]) -> Iterator[Any]:
        """Read some cells of each row: one, or a tuple of several."""
        return map(itemgetter(*places), self.rows())


class CsvTable(TableFile):
    """A file of text, or, where that is not quite regular, a copy of it in a temporary folder."""

    def __init__(self, path: Path, dialect: CsvDialect, copy: Path, header: int) -> None:
        self._source = inspect_csv(path, path, dialect, copy, header)
        names, records = self._source.names, self._source.records
        super().__init__(path, names, records, f"CSV, {dialect}", header)

    def rows(self) -> Iterator[Row]:
        """Read the rows; of another width, they are refused with their line."""
        found, width = self._source, len(self.names)
        raise_cell_limit()
        try:
            with reading(self.path, "utf-8"), CsvDialect().open(found.read) as text:
                rows = csv.reader(text, delimiter=found.delimiter, strict=True)
                for row in islice(rows, 1, None):
                    if len(row) != width:
                        for _ in found.rows():  # which names the line
                            pass
                        raise unreadable(self.path, CHANGES)
                    yield row
        except csv.Error as error:
            raise unreadable(self.path, str(error)) from None

    def parts(self) -> Iterator[Any]:
        """Read the rows as tables of pyarrow, of texts alone; a blank cell is null."""
        import pyarrow as pa

        schema = pa.schema([(name, pa.string()) for name in self.names])
        rows = self.rows()
        yield schema.empty_table()
        while part := list(islice(rows, PART_ROWS)):
            columns = [[cell or None for cell in cells] for cells in zip(*part, strict=True)]
            yield pa.table(columns, schema)


class RowWriter(ABC):
    """A file of rows that is being written: cells of a source, and cells of ours."""

    rows: int
    """How many were written."""

    @abstractmethod
    def tail(self, cells: Row) -> Tail:
        """Return cells of ours as they are written: no spreadsheet takes them for formulas."""

    @abstractmethod
    def write(self, rows: Iterable[tuple[Row, Tail]]) -> None:
        """Write rows: the cells of each as they are, then those of ours."""


class CsvWriter(RowWriter):
    """Text in UTF-8, with lines that end in LF."""

    def __init__(self, file: Any, delimiter: str, own: Row, added: Row) -> None:
        self._file = file
        # Its file returns what it is to write. CR and LF in cells are quoted, as both end lines.
        writer = csv.writer(_Echo(), delimiter=delimiter, lineterminator="\r\n")
        self._encode: Any = writer.writerow
        self._start = delimiter if own else ""
        self.rows: int = -1
        self.write([(own, self.tail(added))])

    def tail(self, cells: Row) -> str:
        """Return the end of a line."""
        texts = [csv_safe(cell) if isinstance(cell, str) else cell for cell in cells]
        return f"{self._start}{self._encode(texts)[:-2]}\n" if cells else "\n"

    def write(self, rows: Iterable[tuple[Row, str]]) -> None:
        """Write rows in parts."""
        encode, rows = self._encode, iter(rows)
        while part := [encode(row)[:-2] + tail for row, tail in islice(rows, 1000)]:
            self._file.write("".join(part))
            self.rows += len(part)


class _Echo:
    @staticmethod
    def write(text: str) -> str:
        return text


@contextmanager
def csv_writer(
    path: Path, own: Row, added: Row, *, delimiter: str = ",", is_gzip: bool = False
) -> Iterator[CsvWriter]:
    """Open a file of text for writing; the same rows give the same bytes, also compressed."""
    with path.open("wb") as binary:
        packed: Any = gzip.GzipFile("", "wb", fileobj=binary, mtime=0) if is_gzip else binary
        with io.TextIOWrapper(packed, encoding="utf-8", newline="") as text:
            yield CsvWriter(text, delimiter, own, added)
