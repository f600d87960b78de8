"""Read the head of a CSV file, count its records, and find what is wrong with it.

The engines that stream disagree on CSV that is not quite regular: blank lines, short rows, line
ends, numbers. So a file is read once beforehand, fast, and refused where they would differ; and
the number of its records is known before any engine has read it.
"""

from __future__ import annotations

import csv
import gzip
import io
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
"""The most bytes of the line of column names: engines hold it in memory many times."""

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
    line_end: str
    records: int

    def check_count(self, rows: int, engine: str) -> None:
        """Refuse a result that has other rows than the file has records."""
        if rows != self.records and rows != self.counted_slowly().records:
            reason = f"{engine} has read {rows:,} of its {self.records:,} rows"
            raise unreadable(self.path, reason)

    def counted_slowly(self) -> CsvSource:
        """Return the file with its records counted by the csv module of Python."""
        return self._replace(records=sum(1 for _ in self._rows()))

    def find_fault(self, inputs: Mapping[str, str]) -> Exception | None:
        """Return the first fault of the file, with its line: another width, or no number."""
        places = {name: self.names.index(name) for name in inputs if name in self.names}
        for line, row in self._rows():
            if len(row) != len(self.names):
                return unreadable(self.path, self._width_in_words(line, row))
            wrong = {
                name: row[place]
                for name, place in places.items()
                if NUMBER.fullmatch(row[place]) is None
            }
            if wrong:
                problems = (
                    Problem(
                        name,
                        f"{shorten(cell)} in line {line}",
                        f"numbers, for the input {inputs[name]}",
                    )
                    for name, cell in wrong.items()
                )
                return InvalidInputError(f"scoring {self.path}", tuple(problems))
        return None

    def _width_in_words(self, line: int, row: list[str]) -> str:
        if not row:
            return f"line {line} is blank"
        return f"line {line} has {len(row):,} cells, for {len(self.names):,} columns"

    def _rows(self) -> Iterator[tuple[int, list[str]]]:
        """Yield each record after the first line, with its line: slow, and exact."""
        limit = csv.field_size_limit(2**31 - 1)
        try:
            with _open(self.path, is_gzip=self.is_gzip) as binary:
                text = io.TextIOWrapper(
                    binary, encoding="utf-8-sig", errors="surrogateescape", newline=""
                )
                reader = csv.reader(text)
                for row in islice(reader, 1, None):
                    # In a single column, a blank line is a missing value.
                    yield reader.line_num, row or ([""] if len(self.names) == 1 else [])
        finally:
            csv.field_size_limit(limit)


def inspect_csv(path: Path, *, is_gzip: bool) -> CsvSource:
    """Read a CSV file once."""
    try:
        names = _column_names(path, is_gzip=is_gzip)
        counts = _count(path, is_gzip=is_gzip)
    except UnicodeDecodeError:
        raise unreadable(path, "not UTF-8 text") from None
    except (OSError, EOFError, ZlibError, csv.Error) as error:
        raise unreadable(path, str(error)) from error
    if len(counts.line_ends) > 1:
        raise unreadable(path, f"lines end differently: {' and '.join(counts.line_ends)}")
    line_end = {"CRLF": "\r\n", "CR": "\r"}.get("".join(counts.line_ends), "\n")
    source = CsvSource(path, is_gzip, names, line_end, counts.lines - 1)
    if counts.is_odd or counts.commas != counts.lines * (len(names) - 1):
        fault = source.find_fault({})
        if fault is not None:
            raise fault
        source = source.counted_slowly()
    return source


def _open(path: Path, *, is_gzip: bool) -> Any:
    return gzip.open(path, "rb") if is_gzip else path.open("rb")


def _column_names(path: Path, *, is_gzip: bool) -> tuple[str, ...]:
    with _open(path, is_gzip=is_gzip) as binary:
        head = binary.read(CHUNK_BYTES)
        while not re.search(rb"[\r\n]", _outside(head, is_quoted=False)[0]):
            more = binary.read(CHUNK_BYTES)
            if not more:
                break
            head += more
            if len(head) > LONGEST_HEADER:
                raise unreadable(path, f"the first line is longer than {LONGEST_HEADER:,} bytes")
    text = _decoded(head)
    names = next(csv.reader(io.StringIO(text, newline="")), [])
    if not names:
        raise DefinitionError(str(path), ("expected a line of column names, found none",))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problems = tuple(f"expected one column {shorten(name)}, found several" for name in twice)
        raise DefinitionError(str(path), problems)
    return tuple(names)


def _decoded(head: bytes) -> str:
    """Return the text of the first bytes, which may end within a character."""
    try:
        return head.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        if error.reason == "unexpected end of data":
            return head[: error.start].decode("utf-8-sig")
        raise


class _Counts(NamedTuple):
    """What a file holds outside of quoted cells; odd where only a slow reading can tell."""

    lines: int
    commas: int
    line_ends: tuple[str, ...]
    is_odd: bool


def _count(path: Path, *, is_gzip: bool) -> _Counts:
    lines = commas = 0
    found: Counter[str] = Counter()
    is_quoted = is_odd = False
    last = b"\n"
    with _open(path, is_gzip=is_gzip) as binary:
        held = b""
        while chunk := binary.read(CHUNK_BYTES):
            part = held + chunk
            # A pair is not split.
            held = b"\r" if part.endswith(b"\r") else b""
            outside, is_quoted = _outside(part.removesuffix(held), is_quoted=is_quoted)
            pairs = outside.count(b"\r\n")
            found += Counter(
                {
                    "CRLF": pairs,
                    "LF": outside.count(b"\n") - pairs,
                    "CR": outside.count(b"\r") - pairs,
                }
            )
            commas += outside.count(b",")
            near = last + outside
            is_odd = is_odd or any(end * 2 in near for end in (b"\r\n", b"\n", b"\r"))
            last = near[-3:]
        if held:
            found["CR"] += 1
            is_odd = is_odd or last.endswith(b"\r")
            last = held
    lines = sum(found.values()) + (not last.endswith((b"\n", b"\r")))
    return _Counts(lines, commas, tuple(name for name in found if found[name]), is_odd or is_quoted)


def _outside(chunk: bytes, *, is_quoted: bool) -> tuple[bytes, bool]:
    """Return what is not quoted, a mark for each quoted part, and whether a quote stays open."""
    parts = chunk.split(b'"')
    outside = b'"'.join(parts[is_quoted::2])
    return outside, is_quoted != (len(parts) % 2 == 0)
