"""Frames of each data-frame library, natively: rows by position, columns side by side, SQL."""

from __future__ import annotations

import json
from functools import reduce
from importlib import import_module
from operator import add
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def take(frame: Any, positions: Any, backend: str) -> Any:
    """Return the rows at some positions, in their order; a row of nulls for None."""
    if backend == "pandas":
        if isinstance(positions, list):
            # A label that the index lacks gives nulls; types that hold them stay.
            return frame.reindex([-1 if one is None else one for one in positions])
        return frame.take(positions)
    if backend == "polars":
        import polars as pl

        return frame.select(pl.all().gather(pl.Series(positions, dtype=pl.Int64)))
    import pyarrow as pa

    return frame.take(pa.array(positions, pa.int64()) if isinstance(positions, list) else positions)


def select(frame: Any, names: Sequence[str], backend: str) -> Any:
    """Return some columns of a frame."""
    return frame[list(names)] if backend == "pandas" else frame.select(list(names))


def encode(columns: Sequence[Any], backend: str) -> tuple[Any, list[tuple[Any, ...]]]:
    """Return the number of each row's values among the different ones, and these.

    Columns of pandas need not be of one frame.
    """
    numbers: Any = None
    values: list[tuple[Any, ...]] = []
    for column in columns:
        more, others = _factorize(column, backend)
        if numbers is None:
            numbers, values = more, [(other,) for other in others]
            continue
        numbers, pairs = _factorize(paired(numbers, more, len(others), backend), backend)
        split = (divmod(pair, len(others)) for pair in pairs)
        values = [(*values[first], others[second]) for first, second in split]
    return numbers, values


def _factorize(column: Any, backend: str) -> tuple[Any, list[Any]]:
    if backend == "pandas":
        import pandas as pd

        numbers, values = pd.factorize(column)
        listed = values.tolist()
        if (missing := numbers < 0).any():
            numbers[missing] = len(listed)
            listed.append(None)
        return numbers, listed
    if backend == "polars":
        import polars as pl

        # Numbers with a fraction as texts: of floats, no two that are NaN are equal.
        key = column if column.dtype.is_integer() else column.cast(pl.String)
        frame = pl.DataFrame({"key": key, "value": column})
        values = frame.unique("key", maintain_order=True).with_row_index("number")
        how: Any = {"on": "key", "how": "left", "nulls_equal": True, "maintain_order": "left"}
        return frame.join(values, **how)["number"], values["value"].to_list()
    import pyarrow as pa

    if pa.types.is_dictionary(column.type):
        column = column.cast(column.type.value_type)
    encoded = column.dictionary_encode("encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    return encoded.indices, encoded.dictionary.to_pylist()


def counts_of(numbers: Any, count: int, backend: str) -> list[int]:
    """Return how often each of the first whole numbers is there."""
    if backend == "pandas":
        import numpy as np

        counts: list[int] = np.bincount(numbers, minlength=count).tolist()
        return counts
    if backend == "polars":
        listed: list[int] = numbers.value_counts().sort(numbers.name)["count"].to_list()
        return listed
    found = {each["values"].as_py(): each["counts"].as_py() for each in numbers.value_counts()}
    return [found[number] for number in range(count)]


def spread(numbers: Any, ranges: Sequence[range], backend: str) -> tuple[Any, Any]:
    """Return the row that each row of the result comes from, and what it is given.

    `ranges` are the places of what is given to rows with each number. The rows are None where
    none becomes several.
    """
    if all(len(each) == 1 for each in ranges):
        return None, look_up([each.start for each in ranges], numbers, backend)
    if backend == "pandas":
        import numpy as np

        firsts = look_up([each.start for each in ranges], numbers, backend)
        repeats = look_up([*map(len, ranges)], numbers, backend)
        rows = np.repeat(np.arange(len(numbers)), repeats)
        # The number of each row within its range.
        within = np.arange(len(rows)) - np.repeat(repeats.cumsum() - repeats, repeats)
        return rows, firsts[rows] + within
    if backend == "polars":
        import polars as pl

        lists = pl.Series([*map(list, ranges)], dtype=pl.List(pl.Int64)).gather(numbers)
        opened = lists.to_frame("place").with_row_index("row").explode("place")
        return opened["row"], opened["place"]
    import pyarrow as pa

    lists = pa.array(map(list, ranges), pa.list_(pa.int64())).take(numbers)
    compute: Any = import_module("pyarrow.compute")
    return compute.list_parent_indices(lists), lists.flatten()


def look_up(values: Any, numbers: Any, backend: str) -> Any:
    """Return the value of each row's number, given whole numbers."""
    if backend == "pandas":
        return whole_numbers(values, backend)[numbers]
    if backend == "polars":
        return whole_numbers(values, backend).gather(numbers)
    return whole_numbers(values, backend).take(numbers)


def whole_numbers(values: Any, backend: str) -> Any:
    """Return whole numbers as a column of their own."""
    if backend == "pandas":
        import numpy as np

        return np.asarray(values, np.intp)
    if backend == "polars":
        import polars as pl

        return pl.Series(values, dtype=pl.Int64)
    import pyarrow as pa

    return pa.array(values, pa.int64())


def paired(first: Any, second: Any, count: int, backend: str) -> Any:
    """Return one number for each row's two; those of the second are below the count."""
    if backend == "pandas":
        return first * count + second
    if backend == "polars":
        return first.cast(int) * count + second
    compute: Any = import_module("pyarrow.compute")
    return compute.add(compute.multiply(first.cast("int64"), count), second)


def different(numbers: Any, backend: str) -> list[int]:
    """Return the different ones of small whole numbers, the least one first."""
    found: list[int]
    if backend == "pandas":
        import numpy as np

        found = np.flatnonzero(np.bincount(numbers)).tolist()
    else:
        unique = numbers.unique().sort()
        found = unique.to_list() if backend == "polars" else unique.to_pylist()
    return found


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


def vstack(frames: Sequence[Any], backend: str) -> Any:
    """Return the rows of frames of the same columns, one frame after the other."""
    if backend == "pandas":
        import pandas as pd

        return pd.concat(frames, ignore_index=True)
    if backend == "polars":
        import polars as pl

        return pl.concat(frames)
    import pyarrow as pa

    return pa.concat_tables(frames)


def texts_joined(frame: Any, columns: Sequence[str], name: str, backend: str) -> Any:
    """Return one column: the texts of some, side by side in each row; null where one of them is."""
    texts = [frame[each] for each in columns]
    if backend == "pandas":
        return reduce(add, texts).to_frame(name)
    if backend == "polars":
        import polars as pl

        return frame.select(pl.concat_str(texts).alias(name))
    import pyarrow as pa

    compute: Any = import_module("pyarrow.compute")
    return pa.table({name: compute.binary_join_element_wise(*texts, "")})


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
