"""Streaming by polars: a lazy frame that is sunk into the other file."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import MissingDependencyError
from careerscore.frames.stream_base import Stream

if TYPE_CHECKING:
    from collections.abc import Mapping

ROW_GROUP_ROWS: Final = 122_880
"""Rows in a part of a Parquet file: as DuckDB writes them, too."""


class PolarsStream(Stream):
    """Polars: a lazy frame that is sunk into the other file."""

    name = "polars"

    def _connect(self) -> None:
        try:
            import polars as pl
        except ModuleNotFoundError as error:
            raise MissingDependencyError("scoring files with polars", "engines") from error
        self._pl = pl
        exceptions = pl.exceptions
        self._errors = (exceptions.PolarsError, exceptions.PanicException, OSError, ValueError)
        self._seen = 0
        self._lock = Lock()
        self._is_stopped = False

    @property
    def done(self) -> int:
        """How many rows have been read."""
        return self._seen

    def stop(self) -> None:
        """Stop at the next part."""
        self._is_stopped = True

    def _read(self) -> Any:
        path, csv = self.job.source.plain, self.job.csv
        if csv is None:
            self._scanned = self._pl.scan_parquet(path, glob=False)
        else:
            # Nothing is guessed from the first rows: a late one may be different. Its own names
            # have quotation marks doubled.
            self._scanned = self._pl.scan_csv(
                path,
                infer_schema=False,
                with_column_names=lambda _: list(csv.names),
                eol_char=csv.line_end[-1],
                glob=False,
            )
        schema = self._scanned.collect_schema()
        if csv is not None:
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
        return part if self.job.csv is None else self._with_numbers(part)

    def _with_numbers(self, part: Any) -> Any:
        pl = self._pl
        made = []
        for column in self.inputs:
            if column in part.columns:
                texts = part[column].str.strip_chars(" \t")
                made.append(texts.cast(pl.Float64, strict=False))
                if (made[-1].is_null() & (texts != "")).any():
                    # Which one it is, is found in the file.
                    raise ValueError(column)
        return part.with_columns(made)

    def _leaving(self, part: Any) -> Any:
        """Count the rows of a part that is written."""
        with self._lock:
            self.rows: int = self.rows + part.height
        return part

    def _write(self, frame: Any, notes: Mapping[str, str]) -> None:
        self.total: int = self._records() if self.job.csv is None else self.job.csv.records
        self._seen = 0
        self.is_writing = True
        frame = frame.map_batches(self._leaving, streamable=True, validate_output_schema=False)
        target = self.job.target.plain
        if self.job.target.is_parquet:
            frame.sink_parquet(
                target, metadata=dict(notes), row_group_size=ROW_GROUP_ROWS, engine="streaming"
            )
        else:
            compression = "gzip" if self.job.target.kind == "csv.gz" else "uncompressed"
            frame.sink_csv(target, compression=compression, engine="streaming")

    def _records(self) -> int:
        scanned = self._pl.scan_parquet(self.job.source.plain, glob=False)
        return int(scanned.select(self._pl.len()).collect(engine="streaming").item())

    def _counts(self, status: str) -> dict[str, int]:
        pl = self._pl
        written = pl.scan_parquet(self.job.target.plain, glob=False)
        counted = written.group_by(pl.col(status).cast(pl.String)).len()
        return dict(counted.collect(engine="streaming").iter_rows())
