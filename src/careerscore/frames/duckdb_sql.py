"""Look-ups in DuckDB's SQL, and how names, texts and lists are written in it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.frames.states import StateTable


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


def look_up_sql(
    relation: Any,
    table: StateTable,
    columns: Mapping[str, str | None],
    state: str,
    cells: Mapping[str, tuple[str, Sequence[Any], Mapping[str, Sequence[int]]]],
) -> Any:
    """Return a relation with look-ups added.

    A cell of `cells` is a type, the value in each state, and the states in which it is that of an
    input instead.

    In SQL of its own: an expression for every column of a wide relation takes DuckDB's Python
    package the square of their number.
    """
    import duckdb

    inputs = {
        name: "NULL::DOUBLE" if column is None else f"{sql_name(column)}::DOUBLE"
        for name, column in columns.items()
    }
    number = "0"
    for (name, cuts), size in zip(table.cuts.items(), table.sizes, strict=True):
        value = inputs[name]
        passed = " ".join(f"WHEN {value} < '{cut}'::DOUBLE THEN {n}" for n, cut in enumerate(cuts))
        # Not `isnan`: it is taken for false where the statistics of a Parquet file leave NaN out.
        missing = f"{value} IS NULL OR NOT (isfinite({value}) OR isinf({value}))"
        digit = f"CASE WHEN {missing} THEN {size - 1} {passed} ELSE {len(cuts)} END"
        number = f"({number}) * {size} + {digit}"
    made = []
    for name, (kind, values, copied) in cells.items():
        # Lists of SQL count from 1.
        cell = f"{sql_list(values, kind)}[{state} + 1]"
        for one, states in copied.items():
            listed = ", ".join(map(str, states))
            cell = f"CASE WHEN {state} IN ({listed}) THEN {inputs[one]} ELSE {cell} END"
        made.append(duckdb.SQLExpression(cell).alias(name))
    numbered = relation.select(
        duckdb.StarExpression(), duckdb.SQLExpression(f"({number})::INTEGER").alias(state)
    )
    return numbered.select(duckdb.StarExpression(exclude=[state]), *made)
