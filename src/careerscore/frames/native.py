"""Small tables and constants in the form that each data-frame library takes."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

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

    plain = [
        field.with_type(field.type.value_type) if pa.types.is_dictionary(field.type) else field
        for field in table.schema
    ]
    table = table.cast(pa.schema(plain))
    if engine == "ibis":
        import ibis

        return ibis.memtable(table)
    if engine == "pyspark":
        return frame.sparkSession.createDataFrame(table)
    import duckdb

    kinds = {"double": "DOUBLE", "int64": "BIGINT", "int16": "SMALLINT"}
    columns = [
        duckdb.SQLExpression(
            f"unnest({sql_list(column.to_pylist(), kinds.get(str(column.type), 'VARCHAR'))})"
        ).alias(name)
        for name, column in zip(table.column_names, table.columns, strict=True)
    ]
    # A count of no rows is one row, of the connection that the frame belongs to.
    return frame.limit(0).aggregate("count(*)").select(*columns)


def sql_text(text: str) -> str:
    """Return a text between single quotes."""
    return "'" + text.replace("'", "''") + "'"


def sql_name(name: str) -> str:
    """Return a name between double quotes."""
    return '"' + name.replace('"', '""') + '"'


def sql_list(values: Sequence[Any], kind: str) -> str:
    """Return values as a list, None as null.

    As JSON, which is one constant: DuckDB takes a second to parse 50,000 of them.
    """
    return f"(from_json({sql_text(json.dumps(list(values)))}, '[\"VARCHAR\"]')::{kind}[])"
