"""DuckDB scores a file: a query copies it to the other."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from glob import escape
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.csv_cells import Cells, read_cells
from careerscore.frames.csv_dialect import BLANKS, LONGEST_RECORD
from careerscore.frames.engines import free_prefix
from careerscore.frames.native import sql_name, sql_text
from careerscore.frames.streams import Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path

    from careerscore.frames.csv_source import CsvSource

MEMORY_MB: Final = 330
"""What DuckDB may hold; with what it does not count, and Python, a process stays below 500 MB."""

COLUMN_MB: Final = 5
"""What it may hold for each column where they are many: it reads parts of all of them at once."""

MOST_THREADS: Final = 8
"""Each thread of DuckDB holds parts of its own, not all of which count towards the limit."""

LONGEST_LINE: Final = 5 * LONGEST_RECORD
"""What a line may be in bytes: four each character, and some more for quotation marks."""


@define(slots=False)
class DuckDBStream(Stream):
    """A query that copies one file to the other."""

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
        # Progress is measured only with a bar, which need not be printed. A notebook that has no
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


def _free_names(names: Sequence[str], inputs: Iterable[str]) -> dict[str, str]:
    """Return what to call columns whose names are empty or differ from others in case alone."""
    prefix, taken, found = free_prefix(names), {"", *map(str.casefold, inputs)}, {}
    for place, name in enumerate(names):
        if name not in inputs:
            if name.casefold() in taken:
                found[name] = f"{prefix}{place}"
            taken.add(name.casefold())
    return found


def _sql_path(path: Path) -> str:
    """Return the path of one file, whatever its name: a star in it stands for a star."""
    return sql_text(escape(str(path)))
