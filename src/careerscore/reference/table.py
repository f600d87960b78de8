"""The reference table: a release as a data frame, one row per occupation."""

from __future__ import annotations

from functools import lru_cache
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, Protocol

from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
    shorten,
)
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, REFERENCE_COLUMNS, TEXT

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.reference.columns import ReferenceColumn, Value
    from careerscore.reference.releases import Release

    Values = Mapping[str, Sequence[Value]]

__all__ = [
    "BACKENDS",
    "ColumnType",
    "columns_of",
    "frame_of",
    "reference_frame",
    "reference_values",
]


class ColumnType(Protocol):
    """What a frame has to know of a column: `ReferenceColumn` says all of it."""

    @property
    def name(self) -> str:
        """Its name."""
        ...

    @property
    def kind(self) -> str:
        """``text``, ``category``, ``count`` or ``number``."""
        ...

    @property
    def words(self) -> tuple[str, ...]:
        """The closed list of a ``category``."""
        ...


def columns_of(release: Release) -> tuple[ReferenceColumn, ...]:
    """Return the columns that a release has: those of its datasets.

    Examples
    --------
    >>> import careerscore as cs
    >>> [column.name for column in columns_of(cs.load("2026.2"))][:3]
    ['data_release', 'onet_soc_code', 'soc_code']
    """
    return tuple(
        column
        for column in REFERENCE_COLUMNS
        if not column.dataset or column.dataset in release.editions
    )


@lru_cache(maxsize=4)
def reference_values(release: Release) -> Mapping[str, tuple[Value, ...]]:
    """Return the values of every column, in the order of the codes; kept, as it takes a while.

    Examples
    --------
    >>> import careerscore as cs
    >>> reference_values(cs.load("2026.1"))["onet_soc_code"][:2]
    ('11-1011.00', '11-1011.03')
    """
    occupations = tuple(release.values())
    return {
        column.name: tuple(column.value_for(occupation) for occupation in occupations)
        for column in columns_of(release)
    }


def reference_frame(release: Release, backend: str) -> Any:
    """Return a release as a data frame; `Release.to_frame` describes it.

    Raises
    ------
    InvalidInputError
        If there is no such backend.
    MissingDependencyError
        If its package is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> reference_frame(cs.load("2026.1"), "pyarrow").num_rows
    1016
    """
    if not isinstance(backend, str) or backend not in BACKENDS:
        near = close_matches(backend, tuple(BACKENDS)) or tuple(BACKENDS)
        problem = Problem("backend", shorten(backend), " or ".join(map(repr, near)))
        raise InvalidInputError("to_frame", (problem,))
    return frame_of(columns_of(release), reference_values(release), backend)


def frame_of(columns: Iterable[ColumnType], values: Values, backend: str) -> Any:
    """Return columns of plain values as a data frame; each column's kind decides its type.

    Raises
    ------
    MissingDependencyError
        If the backend's package is not installed.

    Examples
    --------
    >>> employment = [one for one in REFERENCE_COLUMNS if one.name == "employment"]
    >>> frame_of(employment, {"employment": (185690, None)}, "polars").to_dict(as_series=False)
    {'employment': [185690, None]}
    """
    try:
        package = import_module(backend)
    except ImportError as error:
        raise MissingDependencyError(f"a data frame of {backend}", "engines") from error
    return BACKENDS[backend](package, columns, values)


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
"""The packages a data frame can be had from, and how each builds one."""
