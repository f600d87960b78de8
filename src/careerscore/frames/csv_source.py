"""Read the head of a CSV file, count its records, and find what is wrong with it.

The engines that stream disagree on CSV that is not quite regular: blank lines, short rows, line
ends, numbers. So a file is read once beforehand, fast, and refused where they would differ; and
the number of its records is known before any engine has read it.
"""

from __future__ import annotations

import csv
import gzip
import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple
from zlib import error as ZlibError  # noqa: N812

from careerscore.errors import DefinitionError, InvalidInputError, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

CHUNK_BYTES: Final = 1 << 22

LONGEST_HEADER: Final = 1 << 24
"""The most characters of the line of column names: engines hold it in memory many times."""

LINE_ENDS: Final = {"CRLF": "\r\n", "LF": "\n", "CR": "\r"}

NUMBER: Final = re.compile(
    r"[ \t]*([+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?|[+-]?(inf|infinity|nan))?[ \t]*", re.IGNORECASE
)
"""What a cell of an input may hold; blank is missing."""


def unreadable(source: Path, reason: str) -> DefinitionError:
    """Return the error for a file that cannot be read."""
    return DefinitionError(str(source), (f"cannot be read: {reason}",))


class CsvSource(NamedTuple):
    """A CSV file: its columns, how its lines end, and how many records follow the first line."""

    path: Path
    is_gzip: bool
    names: tuple[str, ...]
    line_end: str = "\n"
    records: int = 0

    def find_fault(self, inputs: Mapping[str, str]) -> Exception | None:
        """Return the first fault of the file, with its line: another width, or no number."""
        places = {name: self.names.index(name) for name in inputs if name in self.names}
        try:
            for line, row in self._rows():
                if len(row) != len(self.names):
                    width = f"has {len(row):,} cells, for {len(self.names):,} columns"
                    reason = f"line {line} {width if row else 'is blank'}"
                    return unreadable(self.path, reason)
                problems = tuple(
                    Problem(
                        name,
                        f"{shorten(row[place])} in line {line}",
                        f"numbers, for the input {inputs[name]}",
                    )
                    for name, place in places.items()
                    if NUMBER.fullmatch(row[place]) is None
                )
                if problems:
                    return InvalidInputError(f"scoring {self.path}", problems)
        except UnicodeDecodeError:
            return unreadable(self.path, "not UTF-8 text")
        return None

    def count_slowly(self) -> int:
        """Count the records with the csv module of Python, which reads quotes within cells."""
        return sum(1 for _ in self._rows())

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record after the first line, with its line: slow, and exact."""
        limit = csv.field_size_limit(2**31 - 1)
        try:
            with _open(self.path, is_gzip=self.is_gzip) as text:
                reader = csv.reader(text)
                for row in islice(reader, 1, None):
                    # In a single column, a blank line is a missing value.
                    yield reader.line_num, row or ([""] if len(self.names) == 1 else [])
        finally:
            csv.field_size_limit(limit)


def inspect_csv(path: Path, *, is_gzip: bool) -> CsvSource:
    """Read a CSV file once."""
    try:
        source = CsvSource(path, is_gzip, _column_names(path, is_gzip=is_gzip))
        return _with_records(source)
    except UnicodeDecodeError:
        raise unreadable(path, "not UTF-8 text") from None
    except (OSError, EOFError, ZlibError, csv.Error) as error:
        raise unreadable(path, str(error)) from error


def _open(path: Path, mode: str = "rt", *, is_gzip: bool) -> Any:
    options: Any = {} if mode == "rb" else {"encoding": "utf-8-sig", "newline": ""}
    return gzip.open(path, mode, **options) if is_gzip else path.open(mode, **options)


def _column_names(path: Path, *, is_gzip: bool) -> tuple[str, ...]:
    def lines(text: Any) -> Iterator[str]:
        left = LONGEST_HEADER
        while line := text.readline(left):
            left -= len(line)
            if not left:
                reason = f"the first line is longer than {LONGEST_HEADER:,} characters"
                raise unreadable(path, reason)
            yield line

    with _open(path, is_gzip=is_gzip) as text:
        names = next(csv.reader(lines(text)), [])
    if not names:
        raise DefinitionError(str(path), ("expected a line of column names, found none",))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problems = tuple(f"expected one column {shorten(name)}, found several" for name in twice)
        raise DefinitionError(str(path), problems)
    return tuple(names)


def _with_records(source: CsvSource) -> CsvSource:
    """Count what stands outside of quoted cells; count records slowly where that is not enough."""
    found: Counter[bytes] = Counter()
    marks = [b",", *(end.encode() for end in LINE_ENDS.values())]
    is_quoted = is_odd = False
    last = b""
    with _open(source.path, "rb", is_gzip=source.is_gzip) as binary:
        while chunk := binary.read(CHUNK_BYTES):
            parts = chunk.split(b'"')
            # With a quotation mark for each quoted part, so that what surrounds it stays apart.
            near = last + b'"'.join(parts[is_quoted::2])
            is_quoted ^= len(parts) % 2 == 0
            near += b'"' * is_quoted
            found.update({mark: near.count(mark) - last.count(mark) for mark in marks})
            is_odd = is_odd or any(end * 2 in near for end in marks[1:])
            last = near[-3:]
    found[b"\n"] -= found[b"\r\n"]
    found[b"\r"] -= found[b"\r\n"]
    ends = [name for name, end in LINE_ENDS.items() if found[end.encode()]]
    if len(ends) > 1:
        raise unreadable(source.path, f"lines end differently: {' and '.join(ends)}")
    lines = sum(found[mark] for mark in marks[1:]) + (not last.endswith((b"\n", b"\r")))
    source = source._replace(line_end=LINE_ENDS[(ends or ["LF"])[0]], records=lines - 1)
    if is_odd or is_quoted or found[b","] != lines * (len(source.names) - 1):
        if fault := source.find_fault({}):
            raise fault
        return source._replace(records=source.count_slowly())
    return source
