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
    """How to make a frame of a table of Arrow, and how to read one back."""

    name: str
    of_arrow: Callable[[pa.Table], Any]
    rows: Callable[[Any], list[dict[str, Any]]]
    is_lazy: bool = False

    def make(self, columns, kind=None):
        """A frame of columns of numbers, None for missing, with the rows numbered."""
        return self.of_arrow(arrow_of(columns, kind or pa.float64()))


def arrow_of(columns, kind):
    numbers = {name: pa.array(values, kind) for name, values in columns.items()}
    return pa.table({**numbers, ROW: pa.array(range(len(next(iter(columns.values())))))})


NULLABLE = {
    pa.float64(): pd.Float64Dtype(),
    pa.float32(): pd.Float32Dtype(),
    pa.int16(): pd.Int16Dtype(),
}


def plain_rows(frame):
    """Rows of a pandas frame, with None for whatever stands for a missing value."""
    ordered = frame.sort_values(ROW, kind="stable")
    columns = {
        name: [None if pd.isna(value) else value for value in ordered[name].tolist()]
        for name in ordered.columns
    }
    return [dict(zip(columns, row, strict=True)) for row in zip(*columns.values(), strict=True)]


def arrow_rows(table):
    return table.sort_by(ROW).to_pylist()


ENGINES = {
    engine.name: engine
    for engine in (
        Engine("pandas", lambda t: t.to_pandas(), plain_rows),
        Engine("pandas-nullable", lambda t: t.to_pandas(types_mapper=NULLABLE.get), plain_rows),
        Engine("pandas-arrow", lambda t: t.to_pandas(types_mapper=pd.ArrowDtype), plain_rows),
        Engine("pyarrow", lambda t: t, arrow_rows),
        Engine("polars", pl.from_arrow, lambda f: f.sort(ROW).to_dicts()),
        Engine(
            "polars-lazy",
            lambda t: pl.from_arrow(t).lazy(),
            lambda f: f.sort(ROW).collect().to_dicts(),
            is_lazy=True,
        ),
        Engine(
            "duckdb",
            duckdb.from_arrow,
            lambda f: arrow_rows(f.to_arrow_table()),
            is_lazy=True,
        ),
        Engine("ibis", ibis.memtable, lambda f: arrow_rows(f.to_pyarrow()), is_lazy=True),
        Engine(
            "dask",
            lambda t: dd.from_pandas(t.to_pandas(), npartitions=2),
            lambda f: plain_rows(f.compute(scheduler="synchronous")),
            is_lazy=True,
        ),
        Engine("spark", lambda t: t, lambda f: arrow_rows(f.toArrow()), is_lazy=True),
    )
}


def with_session(engine, session):
    """The engine of Spark, making its frames in a session."""
    return engine._replace(of_arrow=session.createDataFrame)
