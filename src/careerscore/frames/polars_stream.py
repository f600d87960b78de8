"""Polars scores a file: a lazy frame is sunk into the other."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final

from attrs import define

from careerscore.frames.csv_cells import Cells, read_cells
from careerscore.frames.csv_dialect import BLANKS
from careerscore.frames.streams import Stream

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

ROW_GROUP_ROWS: Final = 122_880
"""Rows in a part of a Parquet file of polars: as DuckDB writes them, too."""


@define(slots=False)
class PolarsStream(Stream):
    """A lazy frame that is sunk into the other file."""

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
        row: Sequence[int] = frame.collect(engine="streaming").row(0)
        return row

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
