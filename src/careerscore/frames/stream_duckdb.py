"""Streaming by DuckDB: a query that copies one file to the other."""

from __future__ import annotations

import os
from collections import Counter
from contextlib import suppress
from glob import escape
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import InvalidInputError, MissingDependencyError, Problem, shorten
from careerscore.frames.duckdb_sql import sql_name, sql_text
from careerscore.frames.stream_base import Stream

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

MEMORY_MB: Final = 330
"""What DuckDB may hold; with what it does not count, and Python, a process stays below 500 MB."""

COLUMN_MB: Final = 5
"""What it may hold for each column where they are many: it reads parts of all of them at once."""

MOST_THREADS: Final = 8
"""Each thread of DuckDB holds parts of its own, not all of which count towards the limit."""


class DuckDBStream(Stream):
    """DuckDB: a query that copies one file to the other."""

    name = "duckdb"

    def _connect(self) -> None:
        try:
            import duckdb
        except ModuleNotFoundError as error:
            raise MissingDependencyError("scoring files with duckdb", "engines") from error
        self._duckdb = duckdb
        # A name that is not UTF-8 is a RuntimeError.
        self._errors = (duckdb.Error, RuntimeError)
        self._memory_mb = MEMORY_MB
        self._connection = duckdb.connect(
            config={
                "memory_limit": f"{MEMORY_MB}MB",
                "temp_directory": str(self.job.target.plain.parent / "spilled"),
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
        """Let go of the source, and of what was spilled."""
        self._connection.close()

    def _read(self) -> Any:
        relation = self._parquet() if self.job.csv is None else self._csv()
        self._memory_mb = max(MEMORY_MB, COLUMN_MB * len(relation.columns))
        self._connection.execute(f"SET memory_limit = '{self._memory_mb}MB'")
        return relation

    def _parquet(self) -> Any:
        path = _sql_path(self.job.source.plain)
        relation = self._connection.sql(f"FROM read_parquet({path}, hive_partitioning = false)")
        schema = self._connection.sql(f"FROM parquet_schema({path})").project("name")
        known = {name for (name,) in schema.fetchall()}
        self._check_names(name for name in relation.columns if name not in known)
        return relation

    def _csv(self) -> Any:
        source: Any = self.job.csv
        folded = Counter(name.casefold() for name in source.names)
        self._check_names(n for n in source.names if not n or folded[n.casefold()] > 1)
        # Nothing is guessed from the first rows: a late one may be different.
        kinds = ", ".join(f"{sql_text(name)}: 'VARCHAR'" for name in source.names)
        line_end = {"\r\n": "\\r\\n", "\r": "\\r"}.get(source.line_end, "\\n")
        compression = "gzip" if source.is_gzip else "none"
        relation = self._connection.sql(
            f"FROM read_csv({_sql_path(self.job.source.plain)}, columns = {{{kinds}}}, "
            "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
            f"new_line = '{line_end}', hive_partitioning = false, compression = '{compression}')"
        )
        numbers = [_number(name) for name in self.inputs if name in source.names]
        return relation.project(f"* REPLACE ({', '.join(numbers)})") if numbers else relation

    def _check_names(self, names: Iterable[str]) -> None:
        """Refuse names that DuckDB would change."""
        refused = list(names)
        if refused:
            found = f"duckdb, which cannot keep {', '.join(map(shorten, refused))}"
            expected = "polars, for column names that are empty or differ in case alone"
            raise InvalidInputError(self.subject, (Problem("engine", found, expected),))

    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        frame.create_view("scored")
        self.total = 100
        self.is_writing = True
        target = sql_text(str(self.job.target.plain))
        if self.job.target.is_parquet:
            pairs = ", ".join(f"{sql_text(key)}: {sql_text(text)}" for key, text in notes.items())
            options = f"FORMAT parquet, KV_METADATA {{{pairs}}}"
        else:
            compression = "gzip" if self.job.target.kind == "csv.gz" else "none"
            options = f"FORMAT csv, HEADER true, COMPRESSION '{compression}'"
        copied = self._connection.execute(f"COPY (FROM scored) TO {target} ({options})")
        self.rows: int = copied.fetchall()[0][0]

    def _counts(self, status: str) -> dict[str, int]:
        written = self._connection.sql(f"FROM read_parquet({_sql_path(self.job.target.plain)})")
        return dict(written.aggregate(f"{sql_name(status)}, count(*)").fetchall())

    def _records(self) -> int:
        path = _sql_path(self.job.source.plain)
        parts = self._connection.sql(f"FROM parquet_file_metadata({path})")
        return int(parts.aggregate("sum(num_rows)").fetchall()[0][0])

    def _cause_of(self, error: Exception) -> Exception:
        if isinstance(error, self._duckdb.OutOfMemoryException):
            found = f"duckdb, which would need more than {self._memory_mb} MB for this file"
            expected = "polars, or a source whose row groups are smaller"
            return InvalidInputError(self.subject, (Problem("engine", found, expected),))
        return super()._cause_of(error)


def _number(name: str) -> str:
    """Return a column of texts as doubles, null where blank; DuckDB takes 1_000 for a number."""
    column = sql_name(name)
    text = f"trim({column}, ' \t')"
    return (
        f"CAST(CASE WHEN {text} = '' THEN NULL WHEN contains({column}, '_') THEN 'no number' "
        f"ELSE {text} END AS DOUBLE) AS {column}"
    )


def _sql_path(path: Path) -> str:
    """Return the path of one file, whatever its name: a star in it stands for a star."""
    return sql_text(escape(str(path)))
