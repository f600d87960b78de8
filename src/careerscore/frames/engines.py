"""Detect the data-frame library of a frame, and wrap the frame with narwhals."""

from __future__ import annotations

import warnings
from collections.abc import Hashable
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

__all__ = [
    "FRAMES_IN_WORDS",
    "Opened",
    "engine_of",
    "is_numeric",
    "near_names",
    "open_frame",
    "requires_engines",
]

FRAMES_IN_WORDS: Final = (
    "a data frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis, Spark or narwhals"
)


WITHOUT_CASE: Final = frozenset({"duckdb", "ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines that take names for the same that differ in case alone."""


class Opened(NamedTuple):
    """A frame of any engine, opened."""

    frame: Any
    engine: str
    is_lazy: bool
    narwhals: Any

    def to_user_frame(self, frame: Any) -> Any:
        """Return a frame of the kind that the caller gave: of narwhals, or of the engine itself."""
        native = frame.to_native()
        return native if self.narwhals is None else self.narwhals.from_native(native)

    @property
    def names_in_words(self) -> str:
        """What a message says about the names that queries can ask for."""
        if self.engine.startswith("pyspark"):
            return "a name without dot and backtick, which Spark takes for a path"
        return "a name other than '*' and '^...$', which stand for several columns"

    def can_name(self, column: str) -> bool:
        """Tell whether a query can ask for a column: Spark takes a.b for a field of a."""
        if self.engine in {"pandas", "pyarrow", "dask"}:
            return True
        if self.engine.startswith("pyspark"):
            return not set(column) & set(".`")
        is_pattern = self.engine == "polars" and column.startswith("^") and column.endswith("$")
        return column != "*" and not is_pattern

    def free_names(self, *names: str, besides: Iterable[str] = ()) -> list[str]:
        """Return names for helper columns that neither the frame nor others have."""
        taken = {*map(str, self.frame.collect_schema().names()), *besides}
        taken = set(map(self.casefold_name, taken))
        prefix = "__careerscore_"
        while any(name.startswith(prefix) for name in taken):
            prefix += "_"
        return [f"{prefix}{name}" for name in names]

    def with_plain_names(self, columns: Sequence[str]) -> Any:
        """Return a frame of some columns, named k0, k1 and so on, which any query can write."""
        import narwhals.stable.v2 as nw

        return self.frame.select(*(nw.col(name).alias(f"k{n}") for n, name in enumerate(columns)))

    def count_rows(self, columns: Sequence[str]) -> Any:
        """Return the different values of some columns, as k0, k1 and so on, and their `rows`."""
        import narwhals.stable.v2 as nw

        plain = self.with_plain_names(columns)
        return plain.group_by(*plain.collect_schema().names()).agg(nw.len().alias("rows"))

    def type_of(self, column: str) -> object:
        """Return what a message calls the type of a column: the engine's own word."""
        kind = self.frame.collect_schema()[column]
        if self.engine in {"pandas", "dask"} and str(kind) == "Unknown":
            return self.frame.to_native()[column].dtype
        return kind

    def holds_objects(self, column: str) -> bool:
        """Tell whether a column of pandas holds objects that cannot be compared, such as lists."""
        if self.engine != "pandas":
            return False
        values = self.frame.to_native()[column]
        return str(values.dtype) == "object" and not all(
            isinstance(one, Hashable) for one in values
        )

    def casefold_name(self, name: str) -> str:
        """Return what the engine knows a column by: for those of SQL, Total is total."""
        return name.casefold() if self.engine in WITHOUT_CASE else name


def open_frame(frame: Any, subject: str) -> Opened:
    """Open a frame of any engine.

    Examples
    --------
    >>> import polars as pl
    >>> open_frame(pl.DataFrame({"beta": [0.6]}), "assess").engine
    'polars'
    """
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

    native = nw.to_native(frame, pass_through=True)
    try:
        with warnings.catch_warnings():
            # Where narwhals keeps its support of an engine is no matter of the caller's.
            warnings.simplefilter("ignore", FutureWarning)
            opened = nw.from_native(native)
            opened.collect_schema()
    except TypeError:
        name = f"{type(frame).__module__}.{type(frame).__qualname__}"
        raise InvalidInputError(subject, (Problem("frame", name, FRAMES_IN_WORDS),)) from None
    except DuplicateError as error:
        twice = " ".join(str(error).split())
        problem = Problem("frame", twice, "columns that all have different names")
        raise InvalidInputError(subject, (problem,)) from None
    is_lazy = isinstance(opened, nw.LazyFrame)
    engine = engine_of(opened)
    if engine == "pandas" and native.columns.nlevels > 1:
        expected = "columns of one level: join their names, as in 'pay 2024'"
        raise InvalidInputError(subject, (Problem("frame", "several levels of columns", expected),))
    return Opened(opened, engine, is_lazy, _narwhals_of(frame))


MOST_NAMED: Final = 20
"""Columns of a frame that a message names; wide frames have thousands."""


def near_names(name: object, names: Iterable[object]) -> str:
    """Return names near a misspelt one, or else the first of those there are.

    Examples
    --------
    >>> near_names("growht", ["growth", "beta"]), near_names("?", ["growth", 0])
    ('growth', 'growth, 0')
    """
    known = [str(each) for each in names]
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return " or ".join(close_matches(str(name), tuple(known))) or (
        ", ".join(known[:MOST_NAMED]) + more
    )


@contextmanager
def requires_engines(feature: str) -> Iterator[None]:
    """Say which extra brings a package that an engine needs besides itself.

    Examples
    --------
    >>> with requires_engines("scoring a frame"):
    ...     import no_such_package
    Traceback (most recent call last):
    careerscore.errors.MissingDependencyError: scoring a frame needs an optional package:
        pip install "careerscore[engines]"
    """
    try:
        yield
    except ModuleNotFoundError as error:
        raise MissingDependencyError(feature, "engines") from error


def _narwhals_of(frame: object) -> Any:
    """Return the narwhals whose frame it is: the newest, or one of those that never change."""
    home = type(frame).__module__
    if not home.startswith("narwhals."):
        return None
    stable = next((name for name in ("v1", "v2") if f"stable.{name}" in home), None)
    return import_module("narwhals" if stable is None else f"narwhals.stable.{stable}")


def engine_of(frame: Any) -> str:
    """Return the name of a frame's engine, in lower case."""
    return str(frame.implementation.value).lower()


def is_numeric(opened: Opened, column: str) -> bool:
    """Tell whether a column holds numbers, or nothing at all.

    Truth values, texts and dates are no numbers, nor are objects of Python that happen to be.

    Examples
    --------
    >>> import polars as pl
    >>> opened = open_frame(pl.DataFrame({"beta": [0.6], "soc": ["29-2072"], "none": [None]}), "x")
    >>> [is_numeric(opened, column) for column in ("beta", "soc", "none")]
    [True, False, True]
    """
    if opened.frame.collect_schema()[column].is_numeric():
        return True
    native: Any = opened.frame.to_native()
    # A column of nothing but gaps has a type of its own in each engine.
    if opened.engine == "pandas":
        kind = native[column].dtype
        if getattr(kind, "kind", "O") in "fiu" and hasattr(kind, "newbyteorder"):
            # Numbers of another byte order or precision.
            return True
        if is_arrow_number(getattr(kind, "pyarrow_dtype", None)):
            return True
        return str(kind) == "object" and bool(native[column].isna().all())
    if opened.engine == "polars":
        return str(native.lazy().collect_schema()[column]) == "Null"
    if opened.engine == "pyarrow":
        return is_arrow_number(native.schema.field(column).type)
    if opened.engine == "duckdb":
        return str(native.types[native.columns.index(column)]).strip('"') == "NULL"
    if opened.engine == "ibis":
        return str(native.schema()[column]) == "null"
    if opened.engine == "pyspark":
        return str(native.schema[column].dataType.typeName()) == "void"
    return False


def is_arrow_number(kind: object) -> bool:
    """Tell whether a type of pyarrow that narwhals does not know is of numbers or of null."""
    return str(kind) == "null" or str(kind).startswith("decimal")
