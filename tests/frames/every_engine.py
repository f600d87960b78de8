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
    """How to make a frame of columns of numbers, and how to read it back."""

    name: str
    make: Callable[[dict[str, list[Any]]], Any]
    rows: Callable[[Any], list[dict[str, Any]]]
    is_lazy: bool = False


def arrow_of(columns):
    """A table of doubles, None for missing, with the rows numbered."""
    doubles = {name: pa.array(values, pa.float64()) for name, values in columns.items()}
    return pa.table({**doubles, ROW: pa.array(range(len(next(iter(columns.values())))))})


def pandas_of(columns, dtype="float64"):
    frame = pd.DataFrame({name: pd.array(values, dtype) for name, values in columns.items()})
    return frame.assign(**{ROW: range(len(frame))})


def numpy_of(columns):
    nan = float("nan")
    return pandas_of(
        {name: [nan if v is None else v for v in values] for name, values in columns.items()}
    )


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
        Engine("pandas", numpy_of, plain_rows),
        Engine("pandas-nullable", lambda c: pandas_of(c, "Float64"), plain_rows),
        Engine("pandas-arrow", lambda c: pandas_of(c, pd.ArrowDtype(pa.float64())), plain_rows),
        Engine("pyarrow", arrow_of, arrow_rows),
        Engine("polars", lambda c: pl.from_arrow(arrow_of(c)), lambda f: f.sort(ROW).to_dicts()),
        Engine(
            "polars-lazy",
            lambda c: pl.from_arrow(arrow_of(c)).lazy(),
            lambda f: f.sort(ROW).collect().to_dicts(),
            is_lazy=True,
        ),
        Engine(
            "duckdb",
            lambda c: duckdb.from_arrow(arrow_of(c)),
            lambda f: arrow_rows(f.to_arrow_table()),
            is_lazy=True,
        ),
        Engine(
            "ibis",
            lambda c: ibis.memtable(arrow_of(c)),
            lambda f: arrow_rows(f.to_pyarrow()),
            is_lazy=True,
        ),
        Engine(
            "dask",
            lambda c: dd.from_pandas(numpy_of(c), npartitions=2),
            lambda f: plain_rows(f.compute(scheduler="synchronous")),
            is_lazy=True,
        ),
        Engine("spark", arrow_of, lambda f: arrow_rows(f.toArrow()), is_lazy=True),
    )
}


def with_session(engine, session):
    """The engine of Spark, making its frames in a session."""
    return engine._replace(make=lambda columns: session.createDataFrame(arrow_of(columns)))
