"""The two engines that stream: DuckDB copies by a query, polars sinks a lazy frame."""

from __future__ import annotations

import os
import re
from abc import ABC, abstractmethod
from collections import Counter, deque
from collections.abc import Mapping, Sequence
from contextlib import suppress
from glob import escape
from threading import Lock
from typing import TYPE_CHECKING, Any, ClassVar, Final, NamedTuple

from attrs import define

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.csv_cells import NO_CELLS, Cells, read_cells
from careerscore.frames.csv_dialect import BLANKS, LONGEST_RECORD, unreadable
from careerscore.frames.csv_source import CsvSource
from careerscore.frames.engines import free_prefix
from careerscore.frames.native import sql_name, sql_text
from careerscore.frames.outputs import STATUSES

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

MEMORY_MB: Final = 330
"""What DuckDB may hold; with what it does not count, and Python, a process stays below 500 MB."""

COLUMN_MB: Final = 5
"""What it may hold for each column where they are many: it reads parts of all of them at once."""

MOST_THREADS: Final = 8
"""Each thread of DuckDB holds parts of its own, not all of which count towards the limit."""

ROW_GROUP_ROWS: Final = 122_880
"""Rows in a part of a Parquet file of polars: as DuckDB writes them, too."""


LONGEST_LINE: Final = 5 * LONGEST_RECORD
"""What a line may be in bytes: four each character, and some more for quotation marks."""

LIKE_CODES: Final = re.compile("soc|occ|onet|title|job", re.IGNORECASE)
"""How columns of codes and titles are named."""


class File(NamedTuple):
    """A file, what it holds (such as csv.gz), and a path to it that engines can open."""

    path: Path
    kind: str
    plain: Path

    @property
    def delimiter(self) -> str:
        """What separates the cells of a text file that is written."""
        return "\t" if self.kind.startswith("tsv") else ","

    @property
    def compression(self) -> str | None:
        """How a text file that is written is compressed."""
        return "gzip" if self.kind.endswith(".gz") else None


@define
class Stream(ABC):
    """An engine at work on a file, with the input that each column is for."""

    source: File
    target: File
    csv: CsvSource | None
    inputs: Mapping[str, str]
    cells: Cells = NO_CELLS
    names: Sequence[str] = ()
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
            problems = (*error.problems, *self._advice())
            raise InvalidInputError(f"scoring {self.source.path}", problems) from None
        except self.errors as error:
            self._find_fault(error)
            reason = (str(error).strip().splitlines() or [type(error).__name__])[0]
            raise unreadable(self.source.path, reason[:300]) from error
        # Every row in is a row out: Parquet states how many it has, CSV was counted.
        if self.rows != self.records:
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
    def _row(self, frame: Any) -> Sequence[int]:
        """Return the only row of a lazy frame."""

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
            deque(self.csv.rows(), 0)

    def _advice(self) -> list[Problem]:
        """Tell how a table is scored that has no inputs, but codes or titles."""
        named = [name for name in self.names if LIKE_CODES.search(name)]
        if not (named and self.inputs and self.inputs.keys().isdisjoint(self.names)):
            return []
        told = "by codes or titles, `careerscore join` attaches the inputs and the scores"
        return [Problem(" or ".join(map(shorten, named[:3])), "", told)]

    @property
    def read_inputs(self) -> Mapping[str, str]:
        """The columns of texts that are read as inputs."""
        names = set() if self.csv is None else set(self.csv.names)
        return {column: name for column, name in self.inputs.items() if column in names}


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
        self._aliases: dict[str, str] = {}
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
        sql, csv, inputs = self._connection.sql, self.csv, self.read_inputs
        if csv is None:
            path = _sql_path(self.source.plain)
            parts = sql(f"FROM parquet_file_metadata({path})")
            self.records: int = int(parts.aggregate("sum(num_rows)").fetchall()[0][0])
            query = f"FROM read_parquet({path}, hive_partitioning = false)"
            known = set(sql(f"FROM parquet_schema({path})").project("name").fetchall())
            changed = [name for name in sql(query).columns if (name,) not in known]
        else:
            self.records = csv.records
            folded = Counter(map(str.casefold, inputs))
            changed = [name for name in inputs if not name or folded[name.casefold()] > 1]
            # Of a text file that is written, the names are written apart.
            self._aliases = _free_names(csv.names, inputs)
            changed += self._aliases if self.target.kind == "parquet" else []
            query = self._csv_query(csv)
        if changed:
            expected = "polars, for column names that are empty or differ in case alone"
            raise self._refusal(f"cannot keep {', '.join(map(shorten, changed))}", expected)
        relation = sql(query)
        self.names: Sequence[str] = relation.columns if csv is None else csv.names
        self._memory_mb = max(MEMORY_MB, COLUMN_MB * len(self.names))
        self._connection.execute(f"SET memory_limit = '{self._memory_mb}MB'")
        if csv is None or not inputs:
            return relation
        texts = {
            name: f"trim(coalesce({sql_name(name)}, ''), {sql_text(BLANKS)})" for name in inputs
        }
        named = ", ".join(f"{text} AS c{number}" for number, text in enumerate(texts.values()))
        self.cells: Cells = read_cells(csv, inputs, relation.project(named), self._row)
        words = ", ".join(map(sql_text, ["", *self.cells.missing]))
        numbers = []
        for name, text in texts.items():
            number = f"replace({text}, ',', '.')" if name in self.cells.with_commas else text
            number = f"CASE WHEN {text} NOT IN ({words}) THEN {number} END"
            numbers.append(f"CAST({number} AS DOUBLE) AS {sql_name(name)}")
        return relation.project(f"* REPLACE ({', '.join(numbers)})")

    def _csv_query(self, csv: CsvSource) -> str:
        # Nothing is guessed from the first rows: a late one may be different.
        names = (sql_text(self._aliases.get(name, name)) for name in csv.names)
        kinds = ", ".join(f"{name}: 'VARCHAR'" for name in names)
        line_end = csv.line_end.replace("\r", "\\r").replace("\n", "\\n")
        return (
            f"FROM read_csv({_sql_path(csv.read)}, columns = {{{kinds}}}, auto_detect = false, "
            f"header = true, delim = {sql_text(csv.delimiter)}, quote = '\"', escape = '\"', "
            f"new_line = '{line_end}', hive_partitioning = false, "
            f"max_line_size = {LONGEST_LINE}, buffer_size = {2 * LONGEST_LINE}, "
            f"compression = '{'gzip' if csv.is_gzip else 'none'}')"
        )

    def _row(self, frame: Any) -> Sequence[int]:
        return list(map(int, frame.fetchall()[0]))

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
            options = (
                f"FORMAT csv, HEADER true, DELIMITER {sql_text(self.target.delimiter)}, "
                f"COMPRESSION '{self.target.compression or 'none'}'"
            )
        query = "FROM scored"
        if self._aliases:
            names = {alias: name for name, alias in self._aliases.items()}
            columns: list[str] = frame.columns
            head = ", ".join(sql_text(names.get(name, name)) for name in columns)
            query = f"(VALUES ({head})) UNION ALL (SELECT COLUMNS(*)::VARCHAR FROM scored)"  # noqa: S608
            options = options.replace("HEADER true", "HEADER false")
        target = sql_text(str(self.target.plain))
        copied = self._connection.execute(f"COPY ({query}) TO {target} ({options})")
        self.rows: int = copied.fetchall()[0][0] - bool(self._aliases)

    def _counts(self, status: str) -> dict[str, int]:
        written = self._connection.sql(f"FROM read_parquet({_sql_path(self.target.plain)})")
        return dict(written.aggregate(f"{sql_name(status)}, count(*)").fetchall())

    def _find_fault(self, error: Exception) -> None:
        if isinstance(error, self._out_of_memory):
            reason = f"would need more than {self._memory_mb} MB for this file"
            raise self._refusal(reason, "polars, or a source whose row groups are smaller")
        super()._find_fault(error)


def _free_names(names: Sequence[str], kept: Iterable[str]) -> dict[str, str]:
    """Return what to call columns whose names are empty or differ from others in case alone."""
    prefix, taken, found = free_prefix(names), {"", *map(str.casefold, kept)}, {}
    for place, name in enumerate(names):
        if name not in kept:
            if name.casefold() in taken:
                found[name] = f"{prefix}{place}"
            taken.add(name.casefold())
    return found


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
        pl, csv = self._pl, self.csv
        if csv is None:
            scanned = pl.scan_parquet(self.source.plain, glob=False)
            self.names: Sequence[str] = scanned.collect_schema().names()
            self.records: int = scanned.select(pl.len()).collect(engine="streaming").item()
            return self._watched(scanned, self._pass)
        self.records = csv.records
        self.names = csv.names
        # Nothing is guessed from the first rows: a late one may be different. Its own names
        # have quotation marks doubled.
        scanned = pl.scan_csv(
            csv.read,
            infer_schema=False,
            with_column_names=lambda _: list(csv.names),
            separator=csv.delimiter,
            eol_char=csv.line_end[-1],
            glob=False,
        )
        # By place, as a name can be a pattern. DuckDB takes quoted empty text for none, too.
        made = {name: pl.nth(place) for place, name in enumerate(csv.names)}
        made = {name: pl.when(text != "").then(text).alias(name) for name, text in made.items()}
        inputs = self.read_inputs
        texts = {name: made[name].str.strip_chars(BLANKS).fill_null("") for name in inputs}
        if inputs:
            named = scanned.select(text.alias(f"c{n}") for n, text in enumerate(texts.values()))
            self.cells: Cells = read_cells(csv, inputs, named, self._row)
        for name, text in texts.items():
            has_comma = name in self.cells.with_commas
            number = text.str.replace(",", ".", literal=True) if has_comma else text
            made[name] = (
                pl.when(~text.is_in(["", *self.cells.missing])).then(number).cast(pl.Float64)
            )
        return self._watched(scanned, self._pass).select(made.values())

    def _row(self, frame: Any) -> Sequence[int]:
        return frame.collect(engine="streaming").row(0)  # type: ignore[no-any-return]

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
            frame.sink_csv(
                target,
                separator=self.target.delimiter,
                compression=self.target.compression or "uncompressed",
                engine="streaming",
            )

    def _counts(self, status: str) -> dict[str, int]:
        pl = self._pl
        written = pl.scan_parquet(self.target.plain, glob=False)
        counted = written.group_by(pl.col(status).cast(pl.String)).len()
        return dict(counted.collect(engine="streaming").iter_rows())


STREAMS: Final[Mapping[str, type[Stream]]] = {"duckdb": DuckDBStream, "polars": PolarsStream}
"""The engines that stream, by name."""
