"""Parquet: the rows of a file part by part, as tables of pyarrow or as plain cells."""

from __future__ import annotations

from contextlib import contextmanager
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

from careerscore._record import Checks
from careerscore.errors import MissingDependencyError
from careerscore.frames.csv_dialect import unreadable_by
from careerscore.frames.table_files import PART_ROWS, TableFile

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from careerscore.frames.table_files import Row


class ParquetTable(TableFile):
    """A Parquet file; its footer has the number of rows."""

    def __init__(self, path: Path) -> None:
        with _reading(path), path.open("rb") as binary:
            file = require_parquet().ParquetFile(binary)
            self.schema: Any = file.schema_arrow
            super().__init__(path, self.schema.names, file.metadata.num_rows, "Parquet")

    def parts(self) -> Iterator[Any]:
        """Read the rows as tables of pyarrow, in the types of the file."""
        yield self.schema.empty_table()
        yield from self._parts(None)

    def rows(self) -> Iterator[Row]:
        """Read the rows as plain cells."""
        _check_cells(self.schema, "single values, or a Parquet file for the target")
        for part in self._parts(None):
            yield from _cells(part)

    def keys(self, places: Sequence[int]) -> Iterator[Any]:
        """Read some cells of each row, from their columns alone."""
        _check_cells((self.schema.field(place) for place in places), "codes or titles")
        for part in self._parts([self.names[place] for place in places]):
            yield from _cells(part) if len(places) > 1 else _column(part[0])

    def _parts(self, names: Sequence[str] | None) -> Iterator[Any]:
        import pyarrow as pa

        with _reading(self.path), self.path.open("rb") as binary:
            for batch in (
                require_parquet().ParquetFile(binary).iter_batches(PART_ROWS, columns=names)
            ):
                yield pa.Table.from_batches([batch])


def write_parts(path: Path, parts: Iterator[Any], notes: Mapping[str, str]) -> int:
    """Write tables of one schema; return how many rows the footer counts."""
    first = next(parts)
    schema = first.schema.with_metadata({**(first.schema.metadata or {}), **notes})
    with path.open("wb") as binary, require_parquet().ParquetWriter(binary, schema) as writer:
        for part in parts:
            writer.write_table(part.cast(schema))
    with path.open("rb") as written:
        rows: int = require_parquet().ParquetFile(written).metadata.num_rows
    return rows


def metadata_of(methodology: Any, data_release: str | None = None) -> dict[str, str]:
    """Return the metadata that name what new columns were made by."""
    found = {"careerscore.version": version("careerscore")}
    if data_release is not None:
        found["careerscore.data_release"] = data_release
    if methodology is not None:
        found["careerscore.methodology"] = methodology.id
        found["careerscore.fingerprint"] = methodology.fingerprint
    return found


def require_parquet() -> Any:
    """Return the module of pyarrow that reads and writes Parquet."""
    try:
        from pyarrow import parquet
    except ImportError as error:
        raise MissingDependencyError("a Parquet file", "parquet") from error
    return parquet


@contextmanager
def _reading(path: Path) -> Iterator[None]:
    require_parquet()
    from pyarrow import ArrowException

    try:
        yield
    except (ArrowException, OSError, ValueError, OverflowError) as error:
        # A name that is not UTF-8 is a ValueError, a day after the year 9999 an OverflowError.
        raise unreadable_by(path, error) from error


def _check_cells(fields: Iterable[Any], expected: str) -> None:
    """Expect columns of texts, numbers, dates and the like."""
    from pyarrow import types

    tests = (
        *(types.is_string, types.is_large_string, types.is_string_view, types.is_boolean),
        *(types.is_integer, types.is_floating, types.is_decimal, types.is_null),
        *(types.is_date, types.is_time, types.is_timestamp, types.is_duration),
    )
    checks = Checks("join_file")
    for each in fields:
        kind = each.type.value_type if types.is_dictionary(each.type) else each.type
        holds = any(test(kind) for test in tests)
        checks.expect(each.name, str(each.type), expected, holds=holds)
    checks.raise_problems()


def _cells(part: Any) -> Iterator[Row]:
    return zip(*map(_column, part.columns), strict=True)


def _column(column: Any) -> list[Any]:
    """Return the cells of a column; Python has no nanoseconds."""
    import pyarrow as pa

    if pa.types.is_timestamp(column.type) and column.type.unit == "ns":
        column = column.cast(pa.timestamp("us", column.type.tz), safe=False)
    elif column.type == pa.duration("ns"):
        column = column.cast(pa.duration("us"), safe=False)
    cells: list[Any] = column.to_pylist()
    return cells
