"""Make a pandas, polars or pyarrow frame from columns."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

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


class ColumnType(Protocol):
    """What of a column decides its type in a frame; `ReferenceColumn` has all of it."""

    @property
    def name(self) -> str: ...  # noqa: D102
    @property
    def kind(self) -> str: ...  # noqa: D102
    @property
    def words(self) -> tuple[str, ...]: ...  # noqa: D102


def frame_of(columns: Iterable[ColumnType], values: Values, backend: str) -> Any:
    """Return columns of plain values as a data frame; each column's kind decides its type."""
    return BACKENDS[backend](check_backend(backend), columns, values)


def check_backend(backend: str) -> Any:
    """Return the package of a backend, or raise an error if it is unknown or not installed."""
    if not isinstance(backend, str) or backend not in BACKENDS:
        near = close_matches(backend, tuple(BACKENDS)) or tuple(BACKENDS)
        problem = Problem("backend", shorten(backend), " or ".join(map(repr, near)))
        raise InvalidInputError("to_frame", (problem,))
    try:
        return import_module(backend)
    except ImportError as error:
        raise MissingDependencyError(f"a data frame of {backend}", "engines") from error


def _pandas(pandas: Any, columns: Iterable[ColumnType], values: Values) -> Any:
    types = {TEXT: "string", COUNT: "Int64", NUMBER: "float64"}

    def type_of(column: ColumnType) -> Any:
        if column.kind == CATEGORY:
            return pandas.CategoricalDtype(column.words)
        return types[column.kind]

    return pandas.DataFrame(
        {
            column.name: pandas.Series(values[column.name], dtype=type_of(column))
            for column in columns
        }
    )


def _polars(polars: Any, columns: Iterable[ColumnType], values: Values) -> Any:
    types = {TEXT: polars.String, COUNT: polars.Int64, NUMBER: polars.Float64}

    def type_of(column: ColumnType) -> Any:
        return polars.Enum(column.words) if column.kind == CATEGORY else types[column.kind]

    return polars.DataFrame(
        [polars.Series(column.name, values[column.name], type_of(column)) for column in columns]
    )


def _pyarrow(pyarrow: Any, columns: Iterable[ColumnType], values: Values) -> Any:
    types = {TEXT: pyarrow.string(), COUNT: pyarrow.int64(), NUMBER: pyarrow.float64()}

    def array_of(column: ColumnType) -> Any:
        if column.kind != CATEGORY:
            return pyarrow.array(values[column.name], types[column.kind])
        # The whole list, in its order: the data would leave out words and shuffle the rest.
        number_of: dict[Value, int] = {word: number for number, word in enumerate(column.words)}
        numbers = [None if value is None else number_of[value] for value in values[column.name]]
        words = pyarrow.array(column.words, pyarrow.string())
        return pyarrow.DictionaryArray.from_arrays(pyarrow.array(numbers, pyarrow.int32()), words)

    return pyarrow.table({column.name: array_of(column) for column in columns})


BACKENDS: Final[Mapping[str, Callable[..., Any]]] = {
    "pandas": _pandas,
    "polars": _polars,
    "pyarrow": _pyarrow,
}
"""The packages of data frames, and how each builds one."""
