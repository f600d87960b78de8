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
import zlib
from collections import Counter
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.errors import DefinitionError, InvalidInputError, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

CHUNK_BYTES: Final = 1 << 22

LONGEST_HEADER: Final = 1 << 24
"""The most characters of the line of column names: engines hold it in memory many times."""

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

    def read_slowly(self, inputs: Mapping[str, str]) -> int:
        """Count the records by the csv module of Python, which reads quotes within cells.

        The first fault is raised, with its line: another width, or no number.
        """
        places = {name: self.names.index(name) for name in inputs if name in self.names}
        records = 0
        limit = csv.field_size_limit(2**31 - 1)
        try:
            with _open(self.path, is_gzip=self.is_gzip) as text:
                reader = csv.reader(text)
                for records, row in enumerate(reader):
                    # In a single column, a blank line is a missing value.
                    cells = row or ([""] if len(self.names) == 1 else [])
                    if len(cells) != len(self.names):
                        width = f"has {len(cells):,} cells, for {len(self.names):,} columns"
                        reason = f"line {reader.line_num} {width if cells else 'is blank'}"
                        raise unreadable(self.path, reason)
                    odd = [n for n, place in places.items() if not NUMBER.fullmatch(cells[place])]
                    if odd and records:
                        problems = (
                            Problem(
                                name,
                                f"{shorten(cells[places[name]])} in line {reader.line_num}",
                                f"numbers, for the input {inputs[name]}",
                            )
                            for name in odd
                        )
                        raise InvalidInputError(f"scoring {self.path}", tuple(problems))
        except UnicodeDecodeError:
            raise unreadable(self.path, "not UTF-8 text") from None
        finally:
            csv.field_size_limit(limit)
        return records


def inspect_csv(path: Path, *, is_gzip: bool) -> CsvSource:
    """Read a CSV file once: count what stands outside of quoted cells."""
    found: Counter[bytes] = Counter()
    ends = {"CRLF": b"\r\n", "LF": b"\n", "CR": b"\r"}
    is_quoted = is_odd = False
    last = b""
    try:
        names = _column_names(path, is_gzip=is_gzip)
        with _open(path, "rb", is_gzip=is_gzip) as binary:
            while chunk := binary.read(CHUNK_BYTES):
                parts = chunk.split(b'"')
                # With a mark for each quoted part, so that what surrounds it stays apart.
                near = last + b'"'.join(parts[is_quoted::2])
                is_quoted ^= len(parts) % 2 == 0
                near += b'"' * is_quoted
                for mark in (b",", *ends.values()):
                    found[mark] += near.count(mark) - last.count(mark)
                is_odd = is_odd or any(end * 2 in near for end in ends.values())
                last = near[-3:]
    except UnicodeDecodeError:
        raise unreadable(path, "not UTF-8 text") from None
    except (OSError, EOFError, zlib.error, csv.Error) as error:
        raise unreadable(path, str(error)) from error
    for part in (b"\n", b"\r"):
        found[part] -= found[b"\r\n"]
    used = [name for name, end in ends.items() if found[end]]
    if len(used) > 1:
        raise unreadable(path, f"lines end differently: {' and '.join(used)}")
    line_end = ends[used[0]] if used else b"\n"
    lines = found[line_end] + (not last.endswith((b"\n", b"\r")))
    source = CsvSource(path, is_gzip, names, line_end.decode(), lines - 1)
    if is_odd or is_quoted or found[b","] != lines * (len(names) - 1):
        return source._replace(records=source.read_slowly({}))
    return source


def _open(path: Path, mode: str = "rt", *, is_gzip: bool) -> Any:
    options: Any = {} if mode == "rb" else {"encoding": "utf-8-sig", "newline": ""}
    return gzip.open(path, mode, **options) if is_gzip else path.open(mode, **options)


def _column_names(path: Path, *, is_gzip: bool) -> tuple[str, ...]:
    with _open(path, is_gzip=is_gzip) as text:
        head = io.StringIO(text.read(LONGEST_HEADER), newline="")
        names = next(csv.reader(head), [])
    if head.tell() == LONGEST_HEADER:
        raise unreadable(path, f"the first line is longer than {LONGEST_HEADER:,} characters")
    if not names:
        raise DefinitionError(str(path), ("expected a line of column names, found none",))
    twice = [name for name, count in Counter(names).items() if count > 1]
    if twice:
        problems = tuple(f"expected one column {shorten(name)}, found several" for name in twice)
        raise DefinitionError(str(path), problems)
    return tuple(names)
