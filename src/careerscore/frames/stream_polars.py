"""Streaming by polars: a lazy frame that is sunk into the other file."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import MissingDependencyError, shorten
from careerscore.frames.stream import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["PolarsStream"]

ROW_GROUP_ROWS: Final = 122_880
"""Rows in a part of a Parquet file: as DuckDB writes them, too."""


class PolarsStream(Stream):
    """Polars: a lazy frame that is sunk into the other file."""

    def _connect(self) -> None:
        try:
            import polars as pl
        except ModuleNotFoundError as error:
            raise MissingDependencyError("scoring files with polars", "engines") from error
        self._pl = pl
        self._seen = 0
        self._lock = Lock()
        self._is_stopped = False

    @property
    def _errors(self) -> tuple[type[Exception], ...]:
        return (self._pl.exceptions.PolarsError, OSError)

    @property
    def done(self) -> int:
        """How many rows have been read."""
        return self._seen

    def stop(self) -> None:
        """Stop at the next part."""
        self._is_stopped = True

    def close(self) -> None:
        """Do nothing: a lazy frame holds on to nothing."""

    def _read(self) -> Any:
        path = self.job.source.path
        if self.job.source.is_parquet:
            self._scanned = self._pl.scan_parquet(path, glob=False)
        else:
            names = self._column_names()
            # Nothing is guessed from the first rows: a late one may be different. Its own names
            # have quotation marks doubled.
            self._scanned = self._pl.scan_csv(
                path, infer_schema=False, with_column_names=lambda _: names, glob=False
            )
        schema = self._scanned.collect_schema()
        if not self.job.source.is_parquet:
            schema.update((name, self._pl.Float64()) for name in schema if name in self.inputs)
        return self._scanned.map_batches(
            self._passing, schema=schema, streamable=True, validate_output_schema=False
        )

    def _passing(self, part: Any) -> Any:
        """Count the rows of a part of the source and turn its inputs into numbers."""
        if self._is_stopped:
            raise InterruptedError
        with self._lock:
            self._seen += part.height
        return part if self.job.source.is_parquet else self._with_numbers(part)

    def _with_numbers(self, part: Any) -> Any:
        pl = self._pl
        wrong: list[tuple[str, str]] = []
        made = []
        for column in self.inputs:
            if column in part.columns:
                texts = part[column].str.strip_chars()
                numbers = texts.cast(pl.Float64, strict=False)
                made.append(numbers)
                refused = part[column].filter(numbers.is_null() & (texts != ""))
                wrong += [(column, shorten(text)) for text in refused.head(1)]
        if wrong:
            raise self._no_numbers(wrong)
        return part.with_columns(made)

    def _write(self, frame: Any, target: Path, notes: Mapping[str, str]) -> None:
        if self.counts_rows:
            self.total: int = self._counted(self._scanned)
        self._seen = 0
        self.is_writing: bool = True
        if self.job.target.is_parquet:
            frame.sink_parquet(
                target, metadata=dict(notes), row_group_size=ROW_GROUP_ROWS, engine="streaming"
            )
        else:
            compression = "gzip" if self.job.target.kind == "csv.gz" else "uncompressed"
            frame.sink_csv(target, compression=compression, engine="streaming")
        self.rows: int = self._seen

    def _counted(self, frame: Any) -> int:
        rows: int = frame.select(self._pl.len()).collect(engine="streaming").item()
        return rows

    def _counts(self, written: Path, status: str) -> dict[str, int]:
        pl = self._pl
        counted = pl.scan_parquet(written, glob=False).group_by(pl.col(status).cast(pl.String))
        return dict(counted.len().collect(engine="streaming").iter_rows())
