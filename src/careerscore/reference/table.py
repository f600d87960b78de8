"""Make a pandas, polars or pyarrow frame from columns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
    shorten,
)
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.reference.columns import Value

    Values = Mapping[str, Sequence[Value]]


def frame_of(columns: Iterable[Any], values: Values, backend: str) -> Any:
    """Return columns of plain values as a data frame.

    The name, kind and words of a column, such as a `ReferenceColumn`, decide its type.
    """
    if not isinstance(backend, str) or backend not in BACKENDS:
        near = close_matches(backend, tuple(BACKENDS)) or tuple(BACKENDS)
        problem = Problem("backend", shorten(backend), " or ".join(map(repr, near)))
        raise InvalidInputError("to_frame", (problem,))
    try:
        package = import_module(backend)
    except ImportError as error:
        raise MissingDependencyError(f"a data frame of {backend}", "engines") from error
    return BACKENDS[backend](package, columns, values)


def _pandas(pandas: Any, columns: Iterable[Any], values: Values) -> Any:
    types = {TEXT: "string", COUNT: "Int64", NUMBER: "float64"}
    return pandas.DataFrame(
        {
            each.name: pandas.Series(
                values[each.name], dtype=types.get(each.kind) or pandas.CategoricalDtype(each.words)
            )
            for each in columns
        }
    )


def _polars(polars: Any, columns: Iterable[Any], values: Values) -> Any:
    types = {TEXT: polars.String, COUNT: polars.Int64, NUMBER: polars.Float64}
    return polars.DataFrame(
        [
            polars.Series(
                each.name, values[each.name], types.get(each.kind) or polars.Enum(each.words)
            )
            for each in columns
        ]
    )


def _pyarrow(pyarrow: Any, columns: Iterable[Any], values: Values) -> Any:
    types = {TEXT: pyarrow.string(), COUNT: pyarrow.int64(), NUMBER: pyarrow.float64()}
    made = {}
    for column in columns:
        cells = values[column.name]
        if column.kind == CATEGORY:
            # The whole list, in its order: the data would leave out words and shuffle the rest.
            place = {word: number for number, word in enumerate(column.words)} | {None: None}
            places = pyarrow.array([place[cell] for cell in cells], pyarrow.int32())
            words = pyarrow.array(column.words, types[TEXT])
            made[column.name] = pyarrow.DictionaryArray.from_arrays(places, words)
        else:
            made[column.name] = pyarrow.array(cells, types[column.kind])
    return pyarrow.table(made)


BACKENDS: Final[Mapping[str, Callable[..., Any]]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
"""The packages of data frames, and how each builds one."""
