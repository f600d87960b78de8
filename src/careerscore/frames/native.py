"""Small tables in the types of each data-frame library."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore.frames.duckdb_sql import sql_list

if TYPE_CHECKING:
    from collections.abc import Sequence


def take(frame: Any, positions: Sequence[int | None], backend: str) -> Any:
    """Return the rows at some positions, in their order; a row of nulls for None."""
    if backend == "pandas":
        # A label that the index lacks gives nulls; types that hold them stay.
        return frame.reindex([-1 if one is None else one for one in positions])
    if backend == "polars":
        import polars as pl

        return frame.select(pl.all().gather(pl.Series(positions, dtype=pl.Int64)))
    import pyarrow as pa

    return frame.take(pa.array(positions, pa.int64()))


def hstack(left: Any, right: Any, backend: str) -> Any:
    """Return the columns of two frames of as many rows, row by row; the left index stays."""
    if backend == "pandas":
        import pandas as pd

        # The same index on both sides, so that nothing is aligned, also where labels repeat.
        joined = pd.concat([left, right.set_axis(left.index)], axis=1)
        joined.columns.name = left.columns.name
        return joined.__finalize__(left)
    if backend == "polars":
        return left.hstack(right)
    for name in right.column_names:
        left = left.append_column(right.schema.field(name), right.column(name))
    return left


def to_engine(table: Any, frame: Any, engine: str) -> Any:
    """Return a table of pyarrow as a frame of another's engine and connection, labels as texts."""
    import pyarrow as pa

    for number, entry in enumerate(table.schema):
        if pa.types.is_dictionary(entry.type):
            texts = table.column(number).cast(entry.type.value_type)
            table = table.set_column(number, entry.name, texts)
    if engine == "ibis":
        import ibis  # type: ignore[import-untyped]

        return ibis.memtable(table)
    if engine == "pyspark":
        return frame.sparkSession.createDataFrame(table)
    import duckdb

    kinds = {"double": "DOUBLE", "int64": "BIGINT", "int16": "SMALLINT"}
    columns = [
        duckdb.SQLExpression(
            f"unnest({sql_list(column.to_pylist(), kinds.get(str(entry.type), 'VARCHAR'))})"
        ).alias(entry.name)
        for entry, column in zip(table.schema, table.columns, strict=True)
    ]
    # A count of no rows is one row, of the connection that the frame belongs to.
    return frame.limit(0).aggregate("count(*)").select(*columns)
