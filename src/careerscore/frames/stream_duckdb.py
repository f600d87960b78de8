"""Streaming by DuckDB: a query that copies one file to the other."""

from __future__ import annotations

import os
import re
from contextlib import suppress
from glob import escape
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import InvalidInputError, MissingDependencyError, Problem, shorten
from careerscore.frames.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

__all__ = ["DuckDBStream"]

MEMORY_MB: Final = 330
"""What DuckDB may hold; with what it does not count, and Python, a process stays below 500 MB."""

COLUMN_MB: Final = 5
"""What it may hold for each column where they are many: it reads parts of all of them at once."""

MOST_THREADS: Final = 8
"""Each thread of DuckDB holds parts of its own, not all of which count towards the limit."""

NO_NUMBER: Final = re.compile(
    r'on Line: (\d+).*Error when converting column "(.*?)"\. Could not convert string "(.*?)" to',
    re.DOTALL,
)
"""How DuckDB tells of a text among numbers."""


class DuckDBStream(Stream):
    """DuckDB: a query that copies one file to the other."""

    def _connect(self) -> None:
        try:
            import duckdb
        except ModuleNotFoundError as error:
            raise MissingDependencyError("scoring files with duckdb", "engines") from error
        self._duckdb = duckdb
        self._memory_mb = MEMORY_MB
        self._connection = duckdb.connect(
            config={
                "memory_limit": f"{MEMORY_MB}MB",
                "temp_directory": str(self.folder / "spilled"),
                "threads": min(os.cpu_count() or 1, MOST_THREADS),
            }
        )
        # It tells how far it is only with a bar of its own, which need not be shown. A notebook
        # that has no package for bars gets none, and is not told.
        with suppress(duckdb.InvalidInputException):
            self._connection.execute("SET enable_progress_bar = true")
            self._connection.execute("SET enable_progress_bar_print = false")

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        return (self._duckdb.Error,)

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
        is_parquet = self.job.source.is_parquet
        relation = self._parquet() if is_parquet else self._connection.sql(f"FROM {self._csv()}")
        self._memory_mb = max(MEMORY_MB, COLUMN_MB * len(relation.columns))
        self._connection.execute(f"SET memory_limit = '{self._memory_mb}MB'")
        return relation

    def _parquet(self) -> Any:
        path = _quoted_path(self.job.source.path)
        relation = self._connection.sql(f"FROM read_parquet({path}, hive_partitioning = false)")
        schema = self._connection.sql(f"FROM parquet_schema({path})")
        known = {name for (name,) in schema.project("name").fetchall()}
        self._check_names([name for name in relation.columns if name not in known])
        return relation

    def _csv(self) -> str:
        names = self._column_names()
        folded = [name.casefold() for name in names]
        self._check_names([name for name in names if not name or folded.count(name.casefold()) > 1])
        # Nothing is guessed from the first rows: a late one may be different.
        types = ", ".join(
            f"{_quoted(name)}: {_quoted('DOUBLE' if name in self.inputs else 'VARCHAR')}"
            for name in names
        )
        compression = "gzip" if self.job.source.kind == "csv.gz" else "none"
        return (
            f"read_csv({_quoted_path(self.job.source.path)}, columns = {{{types}}}, "
            "auto_detect = false, header = true, delim = ',', quote = '\"', escape = '\"', "
            f"hive_partitioning = false, compression = '{compression}')"
        )

    def _check_names(self, refused: Sequence[str]) -> None:
        """Refuse names that DuckDB would change."""
        if refused:
            found = f"duckdb, which cannot keep {', '.join(map(shorten, refused))}"
            expected = "polars, for column names that are empty or differ in case alone"
            raise InvalidInputError(self.subject, (Problem("engine", found, expected),))

    def _write(self, frame: Any, target: Path, notes: Mapping[str, str]) -> None:
        frame.create_view("scored")
        self.total: int = 100
        self.is_writing: bool = True
        copied = self._connection.execute(
            f"COPY (FROM scored) TO {_quoted(str(target))} ({self._options(notes)})"
        ).fetchall()
        self.rows: int = copied[0][0]

    def _options(self, notes: Mapping[str, str]) -> str:
        if self.job.target.is_parquet:
            said = ", ".join(f"{_quoted(key)}: {_quoted(value)}" for key, value in notes.items())
            return f"FORMAT parquet, KV_METADATA {{{said}}}"
        compression = "gzip" if self.job.target.kind == "csv.gz" else "none"
        return f"FORMAT csv, HEADER true, COMPRESSION '{compression}'"

    def _counts(self, written: Path, status: str) -> dict[str, int]:
        relation = self._connection.sql(f"FROM read_parquet({_quoted_path(written)})")
        column = self._duckdb.ColumnExpression(status)
        count = self._duckdb.FunctionExpression("count", column)
        return dict(relation.aggregate([column, count]).fetchall())

    def _told(self, error: Exception) -> Exception:
        if isinstance(error, self._duckdb.OutOfMemoryException):
            found = f"duckdb, which would need more than {self._memory_mb} MB for this file"
            expected = "polars, or a source whose row groups are smaller"
            return InvalidInputError(self.subject, (Problem("engine", found, expected),))
        text = NO_NUMBER.search(str(error))
        if text is not None:
            line, column, value = text.groups()
            return self._no_numbers([(column, f"{shorten(value)} in line {line}")])
        return super()._told(error)


def _quoted(text: str) -> str:
    """Return a text as SQL writes it."""
    return "'" + text.replace("'", "''") + "'"


def _quoted_path(path: Path) -> str:
    """Return the path of one file, whatever its name: a star in it stands for a star."""
    return _quoted(escape(str(path)))
