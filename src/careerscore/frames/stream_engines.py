"""The two engines that stream: DuckDB copies by a query, polars sinks a lazy frame."""

from __future__ import annotations

import os
from abc import ABC, abstractmethod
from collections import Counter
from collections.abc import Mapping
from contextlib import suppress
from glob import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from attrs import define

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.csv_source import CsvSource, unreadable
from careerscore.frames.native import sql_name, sql_text
from careerscore.frames.outputs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

MEMORY_MB: Final = 330
"""What DuckDB may hold; with what it does not count, and Python, a process stays below 500 MB."""

COLUMN_MB: Final = 5
"""What it may hold for each column where they are many: it reads parts of all of them at once."""

MOST_THREADS: Final = 8
"""Each thread of DuckDB holds parts of its own, not all of which count towards the limit."""

ROW_GROUP_ROWS: Final = 122_880
"""Rows in a part of a Parquet file of polars: as DuckDB writes them, too."""


class File(NamedTuple):
    """A file, what it holds (parquet, csv or csv.gz), and a path to it that engines can open."""

    path: Path
    kind: str
    plain: Path


@define
class Stream(ABC):
    """An engine at work on a file, with the input that each column is for."""

    source: File
    target: File
    csv: CsvSource | None
    inputs: Mapping[str, str]
    records: int = 0
    rows: int = 0
    total: int = 0
    is_writing: bool = False
    errors: tuple[type[Exception], ...] = ()

    name: ClassVar[str]

    def run(
        self, score: Callable[[Any], Any], notes: Mapping[str, str], status: str | None
    ) -> dict[str, int] | None:
        """Score the source; return the rows written by status."""
        try:
            self._write(score(self._read()), notes)
            self.is_writing = False
            counts = None if status is None else self._counts(status)
        except InvalidInputError as error:
            raise InvalidInputError(f"scoring {self.source.path}", error.problems) from None
        except self.errors as error:
            self._find_fault(error)
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise unreadable(self.source.path, reason[:300]) from error
        # Every row in is a row out: Parquet states how many it has, CSV was counted.
        if self.rows != self.records and (
            self.csv is None or self.rows != self.csv.read_slowly({})
        ):
            reason = f"{self.name} has read {self.rows:,} of its {self.records:,} rows"
            raise unreadable(self.source.path, reason)
        return counts and {name: counts[name] for name in STATUSES if name in counts}

    @property
    def done(self) -> int:
        """How much of the total has been done."""
        return self.rows

    @abstractmethod
    def stop(self) -> None:
        """Stop what is going on, if anything is."""

    def close(self) -> None:  # noqa: B027 - an engine may have nothing to close
        """Close the source."""

    @abstractmethod
    def _read(self) -> Any:
        """Return the source as a lazy frame, and count its records."""

    @abstractmethod
    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        """Write a frame while it is computed."""

    @abstractmethod
    def _counts(self, status: str) -> dict[str, int]:
        """Count the rows of a Parquet target by the value of a column."""

    def _find_fault(self, error: Exception) -> None:
        """Raise the fault that the files have, which the engine's message may not name."""
        if self.is_writing:
            try:
                # The system may let the file grow no further, such as for a full disk.
                with self.target.plain.open("ab") as file:
                    file.write(bytes(1 << 23))
            except OSError as refusal:
                raise OSError(refusal.errno, refusal.strerror, str(self.target.path)) from error
        if self.csv is not None:
            self.csv.read_slowly(self.inputs)


@define(slots=False)
class DuckDBStream(Stream):
    """DuckDB: a query that copies one file to the other."""

    name = "duckdb"

    def __attrs_post_init__(self) -> None:
        import duckdb

        # A name that is not UTF-8 is a RuntimeError.
        self.errors: tuple[type[Exception], ...] = (duckdb.Error, RuntimeError)
        self._out_of_memory = duckdb.OutOfMemoryException
        self._memory_mb = MEMORY_MB
        self._connection = duckdb.connect(
            config={
                "memory_limit": f"{MEMORY_MB}MB",
                "temp_directory": str(self.target.plain.parent / "spilled"),
                "threads": min(os.cpu_count() or 1, MOST_THREADS),
            }
        )
        # Progress is measured only with a bar, which need not be shown. A notebook that has no
        # package for bars gets none.
        with suppress(duckdb.InvalidInputException):
            self._connection.execute("SET enable_progress_bar = true")
            self._connection.execute("SET enable_progress_bar_print = false")

    @property
    def done(self) -> int:
        """How much of the total has been done, in per cent."""
        return min(max(int(self._connection.query_progress()), 0), self.total)

    def stop(self) -> None:
        """Interrupt the query."""
        self._connection.interrupt()

    def close(self) -> None:
        """Close the connection, which removes its temporary files."""
        self._connection.close()

    def _read(self) -> Any:
        sql, path, csv, numbers = self._connection.sql, _sql_path(self.source.plain), self.csv, []
        if csv is None:
            parts = sql(f"FROM parquet_file_metadata({path})")
            self.records: int = int(parts.aggregate("sum(num_rows)").fetchall()[0][0])
            query = f"FROM read_parquet({path}, hive_partitioning = false)"
            known = set(sql(f"FROM parquet_schema({path})").project("name").fetchall())
            changed = [name for name in sql(query).columns if (name,) not in known]
        else:
            self.records = csv.records
            folded = Counter(map(str.casefold, csv.names))
            changed = [name for name in csv.names if not name or folded[name.casefold()] > 1]
            # Nothing is guessed from the first rows: a late one may be different.
            kinds = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in csv.names)
            line_end = csv.line_end.replace("\r", "\\r").replace("\n", "\\n")
            query = (
                f"FROM read_csv({path}, columns = {{{kinds}}}, auto_detect = false, header = true, "
                f"delim = ',', quote = '\"', escape = '\"', new_line = '{line_end}', "
                f"hive_partitioning = false, compression = '{'gzip' if csv.is_gzip else 'none'}')"
            )
            for name in map(sql_name, filter(csv.names.__contains__, self.inputs)):
                # DuckDB takes 1_000 for a number.
                text = f"trim({name}, ' \t')"
                numbers.append(
                    f"CAST(CASE WHEN {text} = '' THEN NULL WHEN contains({name}, '_') "
                    f"THEN 'no number' ELSE {text} END AS DOUBLE) AS {name}"
                )
        if changed:
            expected = "polars, for column names that are empty or differ in case alone"
            raise self._refusal(f"cannot keep {', '.join(map(shorten, changed))}", expected)
        relation = sql(query)
        self._memory_mb = max(MEMORY_MB, COLUMN_MB * len(relation.columns))
        self._connection.execute(f"SET memory_limit = '{self._memory_mb}MB'")
        return relation.project(f"* REPLACE ({', '.join(numbers)})") if numbers else relation

    def _refusal(self, reason: str, expected: str) -> InvalidInputError:
        problem = Problem("engine", f"duckdb, which {reason}", expected)
        return InvalidInputError(f"scoring {self.source.path}", (problem,))

    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        frame.create_view("scored")
        self.total = 100
        self.is_writing = True
        if self.target.kind == "parquet":
            pairs = ", ".join(f"{sql_text(key)}: {sql_text(text)}" for key, text in notes.items())
            options = f"FORMAT parquet, KV_METADATA {{{pairs}}}"
        else:
            compression = "gzip" if self.target.kind == "csv.gz" else "none"
            options = f"FORMAT csv, HEADER true, COMPRESSION '{compression}'"
        target = sql_text(str(self.target.plain))
        copied = self._connection.execute(f"COPY (FROM scored) TO {target} ({options})")
        self.rows: int = copied.fetchall()[0][0]

    def _counts(self, status: str) -> dict[str, int]:
        written = self._connection.sql(f"FROM read_parquet({_sql_path(self.target.plain)})")
        return dict(written.aggregate(f"{sql_name(status)}, count(*)").fetchall())

    def _find_fault(self, error: Exception) -> None:
        if isinstance(error, self._out_of_memory):
            reason = f"would need more than {self._memory_mb} MB for this file"
            raise self._refusal(reason, "polars, or a source whose row groups are smaller")
        super()._find_fault(error)


def _sql_path(path: Path) -> str:
    """Return the path of one file, whatever its name: a star in it stands for a star."""
    return sql_text(escape(str(path)))


@define(slots=False)
class PolarsStream(Stream):
    """Polars: a lazy frame that is sunk into the other file."""

    name = "polars"

    def __attrs_post_init__(self) -> None:
        import polars as pl

        self._pl = pl
        exceptions = pl.exceptions
        found = (exceptions.PolarsError, exceptions.PanicException, OSError, ValueError)
        self.errors: tuple[type[Exception], ...] = found
        self._lock = Lock()
        self._is_stopped = False

    def stop(self) -> None:
        """Stop at the next part."""
        self._is_stopped = True

    def _read(self) -> Any:
        pl, path, csv, numbers = self._pl, self.source.plain, self.csv, []
        if csv is None:
            scanned = pl.scan_parquet(path, glob=False)
            self.records: int = scanned.select(pl.len()).collect(engine="streaming").item()
        else:
            self.records = csv.records
            # Nothing is guessed from the first rows: a late one may be different. Its own names
            # have quotation marks doubled.
            scanned = pl.scan_csv(
                path,
                infer_schema=False,
                with_column_names=lambda _: list(csv.names),
                eol_char=csv.line_end[-1],
                glob=False,
            )
            texts = (pl.col(one).str.strip_chars(" \t") for one in csv.names if one in self.inputs)
            numbers = [pl.when(text != "").then(text).cast(pl.Float64) for text in texts]
        return self._watched(scanned, self._pass).with_columns(numbers)

    def _watched(self, frame: Any, watch: Callable[[Any], Any]) -> Any:
        return frame.map_batches(watch, streamable=True, validate_output_schema=False)

    def _pass(self, part: Any) -> Any:
        """Read a part of the source, unless the work is to stop."""
        if self._is_stopped:
            raise InterruptedError
        return part

    def _count(self, part: Any) -> Any:
        """Count the rows of a part that is written."""
        with self._lock:
            self.rows: int = self.rows + part.height
        return part

    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        self.total: int = self.records
        self.is_writing = True
        frame, target = self._watched(frame, self._count), self.target.plain
        if self.target.kind == "parquet":
            frame.sink_parquet(
                target, metadata=dict(notes), row_group_size=ROW_GROUP_ROWS, engine="streaming"
            )
        else:
            compression = "gzip" if self.target.kind == "csv.gz" else "uncompressed"
            frame.sink_csv(target, compression=compression, engine="streaming")

    def _counts(self, status: str) -> dict[str, int]:
        pl = self._pl
        written = pl.scan_parquet(self.target.plain, glob=False)
        counted = written.group_by(pl.col(status).cast(pl.String)).len()
        return dict(counted.collect(engine="streaming").iter_rows())


STREAMS: Final[Mapping[str, type[Stream]]] = {"duckdb": DuckDBStream, "polars": PolarsStream}
"""The engines that stream, by name."""
