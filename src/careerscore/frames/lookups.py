"""Look-ups by state as queries: polars, DuckDB and every engine that narwhals plans them for."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw

from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.engines import free_prefix
from careerscore.frames.native import sql_list, sql_name, sql_text
from careerscore.frames.outputs import LARGEST_TABLE, TOTALS, copied_in, state_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.frames.outputs import Output, StateTable
    from careerscore.scoring.base import Methodology

    Columns = Mapping[str, str | None]
    Outputs = Mapping[str, Output]
    Values = Mapping[str, Sequence[Any]]

WITH_ARRAYS: Final = frozenset({"pandas", "pyarrow"})
"""Engines whose frames are scored with NumPy, block by block."""

WITHOUT_CATEGORIES: Final = frozenset({"ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines whose labels are texts."""


def as_double(column: str | None, package: Any = nw) -> Any:
    """Return an input as doubles: a float32 against a cut would be compared as float32."""
    if column is None:
        return package.lit(None, package.Float64)
    return package.col(column).cast(package.Float64)


def is_known(value: nw.Expr, engine: str) -> nw.Expr:
    """Tell where a value is there: neither null nor NaN."""
    if engine == "duckdb":
        # It takes `isnan` for false where the statistics of a Parquet file leave NaN out.
        return ~value.is_null() & (value.is_finite() | (value.abs() == inf))
    return ~(value.is_null() | value.is_nan())


def dtype_of(output: Output, engine: str) -> Any:
    """Return the type of an output's column in an engine."""
    if output.kind != "label":
        return {"integer": nw.Int16, "number": nw.Float64, "text": nw.String}[output.kind]
    if engine == "duckdb":
        # narwhals reads the categories of DuckDB as Python would: not all of them come back.
        holds = all(repr(category) == f"'{category}'" for category in output.categories)
    else:
        holds = engine not in WITHOUT_CATEGORIES
    return nw.Enum(output.categories) if holds else nw.String


def duckdb_type(output: Output) -> str:
    """Return the type of an output's column in the SQL of DuckDB."""
    if isinstance(dtype_of(output, "duckdb"), nw.Enum):
        return f"ENUM({', '.join(map(sql_text, output.categories))})"
    return {"integer": "SMALLINT", "number": "DOUBLE"}.get(output.kind, "VARCHAR")


def polars_columns(outputs: Outputs, values: Values) -> list[Any]:
    """Return outputs as columns of polars."""
    return [
        nw.new_series(name, values[name], dtype_of(output, "polars"), backend="polars").to_native()
        for name, output in outputs.items()
    ]


def score_lookups(
    methodology: Methodology, frame: Any, engine: str, columns: Columns, outputs: Outputs
) -> Any:
    """Add outputs to a frame."""
    table = state_table(methodology)
    if table.count > LARGEST_TABLE:
        expected = (
            f"at most {LARGEST_TABLE:,} states of its inputs to lay {', '.join(outputs)} out as a "
            "query; leave it out of the outputs, or score an eager frame of pandas or pyarrow"
        )
        problem = Problem("methodology", f"{table.count:,} states", expected)
        raise InvalidInputError("frames.assess", (problem,))
    values = {name: [row[output.name] for row in table.rows] for name, output in outputs.items()}
    if engine == "duckdb":
        return nw.from_native(_look_up_duckdb(frame, table, columns, outputs, values))
    name = f"{free_prefix(frame.collect_schema())}state"
    package: Any = nw
    if engine == "polars":
        # In its own expressions: narwhals takes milliseconds to build them.
        import polars as package

        frame = frame.to_native()
    inputs = {each: as_double(column, package) for each, column in columns.items()}
    state = package.col(name)
    scored = frame.with_columns(state_of(table, inputs, package).alias(name))
    if engine == "polars":
        listed = polars_columns(outputs, values)
        if isinstance(scored, package.DataFrame):
            scored = scored.hstack(package.DataFrame(listed)[scored[name]])
        else:
            scored = scored.with_columns(package.lit(one).gather(state) for one in listed)
    elif engine == "pyspark":
        from pyspark.sql import functions

        found = {}
        for each, output in outputs.items():
            # One constant: a list of thousands of constants takes Spark seconds to plan.
            kind = {"integer": "smallint", "number": "double"}.get(output.kind, "string")
            texts = functions.lit(json.dumps(values[each]))
            found[each] = functions.from_json(texts, f"array<{kind}>")[functions.col(name)]
        scored = nw.from_native(scored.to_native().withColumns(found))
    else:
        scored = scored.with_columns(
            search_state(state, values[each], dtype_of(output, engine)).alias(each)
            for each, output in outputs.items()
        )
    totals = [each for each, output in outputs.items() if output.part in TOTALS]
    for one, states in copied_in(table.rows).items() if totals else ():
        is_copied = package.when(state.is_in(states)).then(inputs[one])
        scored = scored.with_columns(**{n: is_copied.otherwise(package.col(n)) for n in totals})
    return nw.from_native(scored.drop(name), pass_through=True)


def _look_up_duckdb(
    frame: Any, table: StateTable, columns: Columns, outputs: Outputs, values: Values
) -> Any:
    # In SQL of its own: an expression for every column of a wide relation takes DuckDB's Python
    # package the square of their number.
    import duckdb

    name = f"{free_prefix(frame.columns)}state"
    inputs = {
        each: "NULL::DOUBLE" if column is None else f"{sql_name(column)}::DOUBLE"
        for each, column in columns.items()
    }
    state = "0"
    for each, cuts in table.cuts.items():
        value = inputs[each]
        # Not `isnan`: it is taken for false where the statistics of a Parquet file leave NaN out.
        passed = f"WHEN {value} IS NULL OR NOT (isfinite({value}) OR isinf({value})) THEN 0"
        for number, cut in enumerate(cuts[1:], 1):
            passed += f" WHEN {value} < '{cut}'::DOUBLE THEN {number}"
        state = f"({state}) * {len(cuts) + 1} + CASE {passed} ELSE {len(cuts)} END"
    made = []
    for each, output in outputs.items():
        # Lists of SQL count from 1.
        cell = f"{sql_list(values[each], duckdb_type(output))}[{name} + 1]"
        for one, states in copied_in(table.rows).items() if output.part in TOTALS else ():
            cell = (
                f"CASE WHEN {name} IN ({', '.join(map(str, states))}) THEN {inputs[one]} "
                f"ELSE {cell} END"
            )
        made.append(duckdb.SQLExpression(cell).alias(each))
    numbered = frame.to_native().select(
        duckdb.StarExpression(), duckdb.SQLExpression(f"({state})::INTEGER").alias(name)
    )
    return numbered.select(duckdb.StarExpression(exclude=[name]), *made)


def state_of(table: StateTable, values: Mapping[str, Any], package: Any = nw) -> Any:
    """Return the state of each row as an expression of narwhals, or of polars itself."""
    kind = nw.Int32
    if package is not nw:
        kind = package.UInt8 if table.count < 2**8 else package.UInt16
    state = package.lit(0, kind)
    for number, (name, cuts) in enumerate(table.cuts.items()):
        none, *passed = (package.lit(count, kind) for count in range(len(cuts) + 1))
        value = values[name]
        digit = search(value, cuts, passed, package)
        digit = package.when(value.is_null() | value.is_nan()).then(none).otherwise(digit)
        state = state * package.lit(len(cuts) + 1, kind) + digit if number else digit
    return state


def search_state(state: nw.Expr, values: Sequence[Any], kind: Any) -> Any:
    """Return the value of each state, found by binary search."""
    # States of one value that follow each other are one leaf.
    starts = [n for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    return search(state, starts, [nw.lit(values[start], kind) for start in starts])


def search(value: Any, starts: Sequence[float], leaves: Sequence[Any], package: Any = nw) -> Any:
    """Return the last leaf whose start a value is not below, by binary search."""
    if len(leaves) == 1:
        return leaves[0]
    middle = len(leaves) // 2
    lower = search(value, starts[:middle], leaves[:middle], package)
    upper = search(value, starts[middle:], leaves[middle:], package)
    return package.when(value < starts[middle]).then(lower).otherwise(upper)
