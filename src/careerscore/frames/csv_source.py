"""Normalize a CSV file, so that every engine reads it alike, and count its records.

Engines disagree on CSV that is not quite regular: blank lines, short rows, line ends, quotation
marks. So a file is read once beforehand, fast. Where it is regular, engines read it as it is;
else they read a copy, which the csv module of Python has read, and a row of another width is
refused. Either way the number of records is known before any engine has read them.
"""

from __future__ import annotations

import codecs
import csv
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.errors import DefinitionError, shorten
from careerscore.frames.csv_dialect import (
    CHUNK_BYTES,
    LONGEST_RECORD,
    CsvDialect,
    is_gzip,
    open_bytes,
    reading,
    unreadable,
)

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

LINE_ENDS: Final = (b"\r\n", b"\n", b"\r")


class CsvSource(NamedTuple):
    """A CSV file, and the one that engines read: itself, or a copy with commas in UTF-8.

    `header` is the row that has the names of the columns; those above it are left out.
    """

    path: Path
    dialect: CsvDialect
    names: tuple[str, ...]
    records: int
    read: Path
    is_gzip: bool
    delimiter: str
    line_end: str
    header: int

    def rows(self) -> Iterator[tuple[int, list[str]]]:
        """Read the records after the column names, each with the number of its first line.

        The first that has another width is refused. Blank lines at the end are no records, but
        in a single column each is a missing value.
        """
        width, blank = len(self.names), 0
        for line, row in islice(self.dialect.rows(self.path), self.header, None):
            if not row and width > 1:
                blank = blank or line
                continue
            if blank:
                raise unreadable(self.path, f"line {blank} is blank")
            cells = row or [""]
            if len(cells) != width:
                reason = f"line {line} has {len(cells):,} cells, for {width:,} columns"
                raise unreadable(self.path, reason)
            yield line, cells


def inspect_csv(
    path: Path, plain: Path, dialect: CsvDialect, copy: Path, header: int = 1
) -> CsvSource:
    """Read a CSV file once, and write a copy where engines would not read it alike.

    They read it as `plain`, a path that they can open.
    """
    line, names = _column_names(path, dialect, header)
    mark = dialect.delimiter
    source = CsvSource(path, dialect, names, 0, plain, is_gzip(path), mark, "\n", header)
    is_plain = line == 1 and dialect.encoding == "utf-8"
    if is_plain and (found := _regular(path, mark, len(names))):
        records, line_end = found
        return source._replace(records=records, line_end=line_end)
    records = 0
    with copy.open("w", encoding="utf-8", newline="") as file:
        # What ends lines here is quoted where it stands in a cell.
        writer = csv.writer(file, lineterminator="\r\n")
        writer.writerow(names)
        for _, row in source.rows():
            writer.writerow(row)
            records += 1
    return source._replace(
        records=records, read=copy, is_gzip=False, delimiter=",", line_end="\r\n"
    )


def _regular(path: Path, delimiter: str, width: int) -> tuple[int, str] | None:
    """Count what stands outside of quoted cells; return the records, and how lines end.

    None where engines may differ.
    """
    mark = delimiter.encode()
    within = re.compile(rb'[^%b\r\n"]"|"[^%b\r\n"]' % (re.escape(mark), re.escape(mark)))
    found: Counter[bytes] = Counter()
    is_quoted = False
    length, last = 0, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with reading(path, "utf-8"), open_bytes(path) as binary:
        while chunk := binary.read(CHUNK_BYTES):
            decoder.decode(chunk)
            parts = chunk.split(b'"')
            # With a mark for each quoted part, so that what surrounds it stays apart.
            near = last + b'"'.join(parts[is_quoted::2])
            is_quoted ^= len(parts) % 2 == 0
            near += b'"' * is_quoted
            counts = {each: near.count(each) - last.count(each) for each in (mark, *LINE_ENDS)}
            found.update(counts)
            length = 0 if any(counts[end] for end in LINE_ENDS) else length + len(chunk)
            if (
                b"\0" in chunk
                or length > LONGEST_RECORD // 2
                or any(end * 2 in near for end in LINE_ENDS)
                or (b'"' in near and within.search(near))
            ):
                return None
            last = near[-3:]
        decoder.decode(b"", final=True)
    for part in (b"\n", b"\r"):
        found[part] -= found[b"\r\n"]
    used = [end for end in LINE_ENDS if found[end]] or [b"\n"]
    lines = found[used[0]] + (not last.endswith((b"\n", b"\r")))
    if len(used) > 1 or is_quoted or found[mark] != lines * (width - 1):
        return None
    return lines - 1, used[0].decode()


def _column_names(path: Path, dialect: CsvDialect, header: int) -> tuple[int, tuple[str, ...]]:
    """Return the names of the columns, and the line that they are in."""
    line, names = next(islice(dialect.rows(path), header - 1, None), (0, []))
    if not names:
        where = f" in row {header:,}" if header > 1 else ""
        raise DefinitionError(str(path), (f"expected a line of column names{where}, found none",))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problems = tuple(f"expected one column {shorten(name)}, found several" for name in twice)
        raise DefinitionError(str(path), problems)
    return line, tuple(names)
