"""Every engine there is, behind one way of making a frame and of reading its rows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, NamedTuple

import dask.dataframe as dd
import duckdb
import ibis
import pandas as pd
import polars as pl
import pyarrow as pa

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = "row"
"""A column that numbers the rows: engines of SQL keep no order."""


class Engine(NamedTuple):
    """How to make a frame of a table of Arrow."""

    name: str
    of_arrow: Callable[[pa.Table], Any]
    is_lazy: bool = False

    def make(self, columns, kind=None):
        """A frame of columns of numbers, None for missing, with the rows numbered."""
        table = {name: pa.array(each, kind or pa.float64()) for name, each in columns.items()}
        return self.of_arrow(pa.table(table | {ROW: range(len(next(iter(columns.values()))))}))

    def rows(self, frame):
        """The rows of a frame, in the order of their numbers."""
        return sorted(read(frame), key=lambda row: row[ROW])


NULLABLE = {pa.float64(): pd.Float64Dtype(), pa.float32(): pd.Float32Dtype()}
NULLABLE[pa.int16()] = pd.Int16Dtype()


def read(frame):
    """The rows of a frame of any engine as dictionaries, None for a missing value of pandas."""
    if isinstance(frame, dd.DataFrame):
        frame = frame.compute(scheduler="synchronous")
    if isinstance(frame, pl.LazyFrame):
        frame = frame.collect()
    if isinstance(frame, pl.DataFrame):
        return frame.to_dicts()
    if isinstance(frame, pd.DataFrame):
        columns = {
            name: [None if pd.isna(value) else value for value in frame[name].tolist()]
            for name in frame.columns
        }
        return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]
    for convert in ("to_arrow_table", "to_pyarrow", "toArrow"):
        if hasattr(frame, convert):
            frame = getattr(frame, convert)()
    return frame.to_pylist()


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("pandas", lambda t: t.to_pandas()),
        Engine("pandas-nullable", lambda t: t.to_pandas(types_mapper=NULLABLE.get)),
        Engine("pandas-arrow", lambda t: t.to_pandas(types_mapper=pd.ArrowDtype)),
        Engine("pyarrow", lambda t: t),
        Engine("polars", pl.from_arrow),
        Engine("polars-lazy", lambda t: pl.from_arrow(t).lazy(), is_lazy=True),
        # A connection of its own, as the default one is what a library finds without looking.
        Engine("duckdb", lambda t: duckdb.connect().from_arrow(t), is_lazy=True),
        Engine("ibis", ibis.memtable, is_lazy=True),
        Engine("dask", lambda t: dd.from_pandas(t.to_pandas(), npartitions=3), is_lazy=True),
        Engine("spark", lambda t: t, is_lazy=True),
    )
}
