"""Small tables beside large ones: rows taken by position, tables brought into an engine."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    Positions = Sequence[int | None]

__all__ = ["beside", "placed", "taken", "with_plain_texts"]


def taken(frame: Any, positions: Positions, backend: str) -> Any:
    """Return the rows at some positions, in their order; a row of nulls for None.

    Examples
    --------
    >>> import polars as pl
    >>> taken(pl.DataFrame({"title": ["Actors", "Bakers"]}), [1, None, 1], "polars").rows()
    [('Bakers',), (None,), ('Bakers',)]
    """
    return _TAKEN[backend](frame, positions)


def _taken_pandas(frame: Any, positions: Positions) -> Any:
    # A label that a plain numbering does not have gives nulls; types that hold them stay.
    plain = frame.reset_index(drop=True)
    return plain.reindex([-1 if one is None else one for one in positions])


def _taken_polars(frame: Any, positions: Positions) -> Any:
    import polars as pl

    return frame.select(pl.all().gather(pl.Series(positions, dtype=pl.Int64)))


def _taken_pyarrow(frame: Any, positions: Positions) -> Any:
    import pyarrow as pa

    return frame.take(pa.array(positions, pa.int64()))


_TAKEN: Final[Mapping[str, Callable[[Any, Positions], Any]]] = {
    "pandas": _taken_pandas,
    "polars": _taken_polars,
    "pyarrow": _taken_pyarrow,
}


def beside(left: Any, right: Any, backend: str) -> Any:
    """Return the columns of two frames of as many rows, row by row; the left index stays.

    Examples
    --------
    >>> import polars as pl
    >>> beside(pl.DataFrame({"a": [1]}), pl.DataFrame({"b": [2]}), "polars").columns
    ['a', 'b']
    """
    return _BESIDE[backend](left, right)


def _beside_pandas(left: Any, right: Any) -> Any:
    import pandas as pd

    # The same index on both sides, so that nothing is aligned, also where labels repeat.
    joined = pd.concat([left, right.set_axis(left.index)], axis=1)
    return joined.__finalize__(left)


def _beside_polars(left: Any, right: Any) -> Any:
    return left.hstack(right)


def _beside_pyarrow(left: Any, right: Any) -> Any:
    for name in right.column_names:
        left = left.append_column(right.schema.field(name), right.column(name))
    return left


_BESIDE: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "pandas": _beside_pandas,
    "polars": _beside_polars,
    "pyarrow": _beside_pyarrow,
}


def with_plain_texts(table: Any) -> Any:
    """Return a table of pyarrow with texts in place of categories, which SQL engines lack.

    Examples
    --------
    >>> import pyarrow as pa
    >>> table = pa.table({"tier": pa.array(["High"]).dictionary_encode()})
    >>> with_plain_texts(table).schema.field("tier").type
    DataType(string)
    """
    import pyarrow as pa

    for number, entry in enumerate(table.schema):
        if pa.types.is_dictionary(entry.type):
            plain = table.column(number).cast(entry.type.value_type)
            table = table.set_column(number, entry.name, plain)
    return table


def placed(table: Any, frame: Any, engine: str) -> Any:
    """Return a table of pyarrow as a frame of the engine, and connection, of another.

    Examples
    --------
    >>> import duckdb
    >>> import pyarrow as pa
    >>> relation = duckdb.connect().sql("select 1 as row")
    >>> placed(pa.table({"tier": ["High"]}), relation, "duckdb").fetchall()
    [('High',)]
    """
    return _PLACED[engine](table, frame)


def _placed_duckdb(table: Any, frame: Any) -> Any:
    # DuckDB finds the table by the name of a variable of this function, and holds on to it;
    # a table of the user's own would come first, so no user has this name.
    careerscore_reference_6f1d0b52 = table  # noqa: F841
    return frame.query("careerscore_frame", "select * from careerscore_reference_6f1d0b52")


def _placed_ibis(table: Any, frame: Any) -> Any:  # noqa: ARG001
    import ibis  # type: ignore[import-untyped]

    return ibis.memtable(table)


def _placed_pyspark(table: Any, frame: Any) -> Any:
    return frame.sparkSession.createDataFrame(table)


_PLACED: Final[Mapping[str, Callable[[Any, Any], Any]]] = {
    "duckdb": _placed_duckdb,
    "ibis": _placed_ibis,
    "pyspark": _placed_pyspark,
}
