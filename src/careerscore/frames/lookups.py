"""Look-ups as expressions: polars, DuckDB and every engine that narwhals plans queries for."""

from __future__ import annotations

import json
from math import inf
from typing import TYPE_CHECKING, Any, Final

import narwhals.stable.v2 as nw

from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.duckdb_sql import look_up_sql, sql_text
from careerscore.frames.engines import free_prefix
from careerscore.frames.states import LARGEST_TABLE, InputValue, state_table

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from careerscore.frames.outputs import Output
    from careerscore.frames.states import StateTable
    from careerscore.scoring.base import Methodology

    Columns = Mapping[str, tuple[Output, list[Any]]]

AS_TEXTS: Final = "texts"
"""In place of an engine, where categories are made of the texts later."""

WITHOUT_CATEGORIES: Final = frozenset({"ibis", "pyspark", "pyspark[connect]", "sqlframe", AS_TEXTS})
"""Engines whose labels are texts."""


class Helpers:
    """A frame with helper columns, each worked out once, however often it is used."""

    def __init__(self, frame: Any) -> None:
        self.frame: Any = frame
        self._prefix = free_prefix(frame.collect_schema())
        self._names: list[str] = []

    def add(self, **columns: nw.Expr) -> list[nw.Expr]:
        """Add columns; return them as expressions."""
        made = {self.name(name): column for name, column in columns.items()}
        if self.frame.implementation.is_polars() and isinstance(self.frame, nw.DataFrame):
            # Planned as a query, which polars simplifies.
            self.frame = self.frame.lazy().with_columns(**made).collect()
        else:
            self.frame = self.frame.with_columns(**made)
        self._names += made
        return [nw.col(name) for name in made]

    def name(self, name: str) -> str:
        """Return the name that a helper column gets in the frame."""
        return f"{self._prefix}{name}"

    def removed_from(self, frame: Any) -> Any:
        """Return a frame without the helper columns."""
        return frame.drop(*self._names) if self._names else frame


def as_double(frame: Any, column: str | None) -> nw.Expr:
    """Return an input as doubles: a float32 against a cut would be compared as float32."""
    if column is None:
        return nw.lit(None, nw.Float64)
    is_double = frame.collect_schema()[column] == nw.Float64
    return nw.col(column) if is_double else nw.col(column).cast(nw.Float64)


def is_known(value: nw.Expr, engine: str) -> nw.Expr:
    """Tell where a value is there: neither null nor NaN."""
    if engine == "duckdb":
        # It takes `isnan` for false where the statistics of a Parquet file leave NaN out.
        return ~value.is_null() & (value.is_finite() | (value.abs() == inf))
    return ~(value.is_null() | value.is_nan())


def dtype_of(output: Output, engine: str) -> Any:
    """Return the type of an output's column in an engine."""
    if output.kind == "label":
        return nw.Enum(output.categories) if _has_categories(output, engine) else nw.String
    return {"integer": nw.Int16, "number": nw.Float64, "text": nw.String}[output.kind]


def _has_categories(output: Output, engine: str) -> bool:
    if engine == "duckdb":
        # narwhals reads the categories of DuckDB as Python would: not all of them come back.
        return all(repr(category) == f"'{category}'" for category in output.categories)
    return engine not in WITHOUT_CATEGORIES


def label_of(text: str, output: Output, engine: str) -> nw.Expr:
    """Return a label as a constant."""
    return nw.lit(text).cast(dtype_of(output, engine))


def score_lookups(
    methodology: Methodology,
    frame: Any,
    engine: str,
    columns: Mapping[str, str | None],
    outputs: Mapping[str, Output],
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
    rows = table.rows()
    helpers = Helpers(frame)
    cells = {name: (output, [row[output.name] for row in rows]) for name, output in outputs.items()}
    copied = {name: _copied(values) for name, (_, values) in cells.items()}
    plain = {
        name: (output, [None if isinstance(one, InputValue) else one for one in column])
        for name, (output, column) in cells.items()
    }
    if engine == "duckdb":
        typed = {
            name: (_sql_kind(output), values, copied[name])
            for name, (output, values) in plain.items()
        }
        native = frame.to_native()
        scored = look_up_sql(native, table, columns, helpers.name("state"), typed)
        return nw.from_native(scored)
    inputs = {name: as_double(frame, column) for name, column in columns.items()}
    (state,) = helpers.add(state=state_of(table, inputs, engine))
    look_up = _LOOK_UPS.get(engine, _look_up_by_search)
    scored = look_up(helpers.frame, helpers.name("state"), plain, engine)
    made = {
        name: nw.when(state.is_in(states)).then(inputs[one]).otherwise(nw.col(name))
        for name, found in copied.items()
        for one, states in found.items()
    }
    return helpers.removed_from(scored.with_columns(**made) if made else scored)


def _sql_kind(output: Output) -> str:
    """Return the type of an output's column in DuckDB."""
    if isinstance(dtype_of(output, "duckdb"), nw.Enum):
        return f"ENUM({', '.join(map(sql_text, output.categories))})"
    return {"integer": "SMALLINT", "number": "DOUBLE"}.get(output.kind, "VARCHAR")


def state_of(table: StateTable, values: Mapping[str, nw.Expr], engine: str) -> nw.Expr:
    """Return the state of each row as one integer."""
    kind: Any = nw.Int32
    if engine == "polars":
        kind = nw.UInt8 if table.count < 2**8 else nw.UInt16
    state: nw.Expr | None = None
    for (name, cuts), size in zip(table.cuts.items(), table.sizes, strict=True):
        numbers = [nw.lit(number, kind) for number in range(size)]
        passed = search(values[name], [-inf, *cuts], numbers[:-1])
        digit = nw.when(is_known(values[name], engine)).then(passed).otherwise(numbers[-1])
        state = digit if state is None else state * nw.lit(size, kind) + digit
    return nw.lit(0, kind) if state is None else state


def _copied(values: Sequence[Any]) -> dict[str, list[int]]:
    """Return the states in which a column is the value of an input, by input."""
    found: dict[str, list[int]] = {}
    for state, value in enumerate(values):
        if isinstance(value, InputValue):
            found.setdefault(value.input, []).append(state)
    return found


def _look_up_polars(frame: Any, state: str, columns: Columns, engine: str) -> Any:
    import polars as pl

    native = frame.to_native()
    table = [
        nw.new_series(name, values, dtype_of(output, engine), backend="polars").to_native()
        for name, (output, values) in columns.items()
    ]
    if isinstance(native, pl.DataFrame):
        return nw.from_native(native.hstack(pl.DataFrame(table)[native[state]]))
    made = [pl.lit(column).gather(pl.col(state)).alias(column.name) for column in table]
    return nw.from_native(native.with_columns(made))


def _look_up_spark(frame: Any, state: str, columns: Columns, engine: str) -> Any:  # noqa: ARG001
    from pyspark.sql import functions

    made = {}
    for name, (output, values) in columns.items():
        # One constant: a list of thousands of constants takes Spark seconds to plan.
        kind = {"integer": "smallint", "number": "double"}.get(output.kind, "string")
        listed = functions.from_json(functions.lit(json.dumps(values)), f"array<{kind}>")
        made[name] = listed[functions.col(state)]
    return nw.from_native(frame.to_native().withColumns(made))


def _look_up_by_search(frame: Any, state: str, columns: Columns, engine: str) -> Any:
    return frame.with_columns(
        **{
            name: search_values(nw.col(state), values, dtype_of(output, engine))
            for name, (output, values) in columns.items()
        }
    )


def search_values(state: nw.Expr, values: Sequence[Any], kind: Any) -> nw.Expr:
    """Return the value of each state, found by binary search."""
    # States of one value that follow each other are one leaf.
    starts = [n for n, value in enumerate(values) if n == 0 or value != values[n - 1]]
    return search(state, starts, [nw.lit(values[start], kind) for start in starts])


def search(value: nw.Expr, starts: Sequence[float], leaves: Sequence[nw.Expr]) -> nw.Expr:
    """Return the last leaf whose start a value is not below, by binary search."""
    if len(leaves) == 1:
        return leaves[0]
    middle = len(leaves) // 2
    lower = search(value, starts[:middle], leaves[:middle])
    upper = search(value, starts[middle:], leaves[middle:])
    return nw.when(value < starts[middle]).then(lower).otherwise(upper)


_LOOK_UPS: Final[Mapping[str, Callable[[Any, str, Columns, str], Any]]] = {
    "polars": _look_up_polars,
    "pyspark": _look_up_spark,
}
"""How an engine looks columns up; any other searches."""
