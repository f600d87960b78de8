"""The operations of a formula as queries of polars, DuckDB, Ibis and Spark."""

from __future__ import annotations

import json
import operator
from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.frames.columns import Column, Columns, combined
from careerscore.frames.lookups import duckdb_type, polars_columns
from careerscore.frames.native import sql_list, sql_name

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.frames.outputs import Output


class PolarsColumn(Column):
    """An expression of polars."""

    def __truediv__(self, other: Any) -> Column:
        # By what is the same in every row, polars multiplies with its reciprocal.
        return combined(operator.truediv, self, self * 0.0 + other)


class PolarsColumns(Columns):
    """The operations for columns of polars."""

    kind: ClassVar[type[Column]] = PolarsColumn
    # A column of a list is as long as the frame.
    keeps_lists: ClassVar[bool] = False

    def __init__(self, names: Iterable[object]) -> None:
        import polars as pl

        self._pl = pl
        super().__init__(names)

    def _column(self, name: str) -> Any:
        return self._pl.col(name)

    def _double(self, name: str) -> Any:
        return self._pl.col(name).cast(self._pl.Float64).fill_nan(None)

    def _constant(self, value: float | None) -> Any:
        return self._pl.lit(value, self._pl.Float64)

    def _constants(self, values: Sequence[Any]) -> Any:
        return self._pl.lit(self._pl.Series(values))

    def _place(self, value: Any) -> Any:
        return value.cast(self._pl.UInt32)

    def _labels(self, output: Output) -> Any:
        return self._pl.lit(polars_columns({"": output}, {"": output.categories})[0])

    def _short(self, value: Any) -> Any:
        return value.cast(self._pl.Int16)

    def _choice(self, condition: Any, yes: Any, no: Any) -> Any:
        return self._pl.when(condition).then(yes).otherwise(no)

    def _floored(self, value: Any) -> Any:
        return value.floor()

    def _known(self, value: Any) -> Any:
        return value.is_not_null()

    def _found(self, values: Any, place: Any) -> Any:
        return values.gather(place)

    def _with_columns(self, frame: Any, made: Mapping[str, Any], dropped: Sequence[str]) -> Any:
        return frame.with_columns(**made).drop(dropped)


class DuckDBColumns(Columns):
    """The operations for columns of DuckDB."""

    def __init__(self, names: Iterable[object]) -> None:
        import duckdb

        self._duckdb = duckdb
        super().__init__(names)

    def _column(self, name: str) -> Any:
        return self._duckdb.ColumnExpression(name)

    def _double(self, name: str) -> Any:
        value = f"{sql_name(name)}::DOUBLE"
        # Not `isnan`: it is taken for false where the statistics of a Parquet file leave NaN out.
        known = f"isfinite({value}) OR isinf({value})"
        return self._duckdb.SQLExpression(f"CASE WHEN {known} THEN {value} END")

    def _constant(self, value: float | None) -> Any:
        return self._duckdb.ConstantExpression(value).cast("DOUBLE")

    def _constants(self, values: Sequence[Any]) -> Any:
        kind = "VARCHAR" if isinstance(values[0], str) else "DOUBLE"
        return self._duckdb.SQLExpression(sql_list(values, kind))

    def _place(self, value: Any) -> Any:
        return value.cast("INTEGER")

    def _labels(self, output: Output) -> Any:
        return self._duckdb.SQLExpression(sql_list(output.categories, duckdb_type(output)))

    def _short(self, value: Any) -> Any:
        return value.cast("SMALLINT")

    def _choice(self, condition: Any, yes: Any, no: Any) -> Any:
        return self._duckdb.CaseExpression(condition, yes).otherwise(no)

    def _floored(self, value: Any) -> Any:
        return self._duckdb.FunctionExpression("floor", value)

    def _known(self, value: Any) -> Any:
        return value.isnotnull()

    def _found(self, values: Any, place: Any) -> Any:
        # Lists of SQL count from 1.
        return self._duckdb.FunctionExpression("list_extract", values, place + 1)

    def _with_columns(self, frame: Any, made: Mapping[str, Any], dropped: Sequence[str]) -> Any:
        kept = self._duckdb.StarExpression(exclude=dropped)
        return frame.select(kept, *(each.alias(name) for name, each in made.items()))


class IbisColumns(Columns):
    """The operations for columns of Ibis."""

    def __init__(self, names: Iterable[object]) -> None:
        import ibis

        self._ibis = ibis
        super().__init__(names)

    def _column(self, name: str) -> Any:
        return self._ibis._[name]

    def _double(self, name: str) -> Any:
        value = self._ibis._[name].cast("float64")
        return self._ibis.ifelse(value.isnan(), self._constant(None), value)

    def _constant(self, value: float | None) -> Any:
        return self._ibis.literal(value, "float64")

    def _constants(self, values: Sequence[Any]) -> Any:
        # One constant: a list of hundreds of them takes long to plan.
        literal: Any = self._ibis.literal
        text = literal("\x1f".join(map(str, values))).split("\x1f")
        return text if isinstance(values[0], str) else text.cast("array<float64>")

    def _place(self, value: Any) -> Any:
        return value.cast("int64")

    def _labels(self, output: Output) -> Any:
        return self._constants(output.categories)

    def _short(self, value: Any) -> Any:
        return value.cast("int16")

    def _choice(self, condition: Any, yes: Any, no: Any) -> Any:
        return self._ibis.ifelse(condition, yes, no)

    def _floored(self, value: Any) -> Any:
        return value.floor().cast("float64")

    def _known(self, value: Any) -> Any:
        return value.notnull()

    def _found(self, values: Any, place: Any) -> Any:
        return values[place]

    def _with_columns(self, frame: Any, made: Mapping[str, Any], dropped: Sequence[str]) -> Any:
        return frame.select(*(n for n in frame.columns if n not in dropped), **made)


class SparkColumns(Columns):
    """The operations for columns of Spark."""

    # Of a column, each row would hold the list.
    keeps_lists: ClassVar[bool] = False

    def __init__(self, names: Iterable[object]) -> None:
        from pyspark.sql import functions

        self._functions = functions
        super().__init__(names)

    def _column(self, name: str) -> Any:
        return self._functions.col(name)

    def _double(self, name: str) -> Any:
        value = self._functions.col(name).cast("double")
        return self._functions.when(~self._functions.isnan(value), value)

    def _constant(self, value: float | None) -> Any:
        return self._functions.lit(value).cast("double")

    def _constants(self, values: Sequence[Any]) -> Any:
        # One constant: a list of hundreds of them takes Spark long to plan.
        kind = "string" if isinstance(values[0], str) else "double"
        text = self._functions.lit(json.dumps(list(values)))
        return self._functions.from_json(text, f"array<{kind}>")

    def _place(self, value: Any) -> Any:
        return value.cast("int")

    def _labels(self, output: Output) -> Any:
        return self._constants(output.categories)

    def _short(self, value: Any) -> Any:
        return value.cast("smallint")

    def _choice(self, condition: Any, yes: Any, no: Any) -> Any:
        return self._functions.when(condition, yes).otherwise(no)

    def _floored(self, value: Any) -> Any:
        return self._functions.floor(value).cast("double")

    def _known(self, value: Any) -> Any:
        return value.isNotNull()

    def _found(self, values: Any, place: Any) -> Any:
        return values[place]

    def _with_columns(self, frame: Any, made: Mapping[str, Any], dropped: Sequence[str]) -> Any:
        return frame.withColumns(dict(made)).drop(*dropped)


COLUMNS: Final[Mapping[str, type[Columns]]] = {
    "polars": PolarsColumns,
    "duckdb": DuckDBColumns,
    "ibis": IbisColumns,
    "pyspark": SparkColumns,
    "pyspark[connect]": SparkColumns,
}
"""The operations by engine."""
