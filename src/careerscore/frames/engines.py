"""Detect the data-frame library of a frame, wrap the frame with narwhals, check its columns."""

from __future__ import annotations

import warnings
from collections.abc import Hashable
from contextlib import contextmanager
from importlib import import_module
from typing import TYPE_CHECKING, Any, Final

from attrs import frozen

from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    Problem,
    close_matches,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerscore._record import Checks

FRAMES: Final = "a data frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis, Spark or narwhals"

WITHOUT_CASE: Final = frozenset({"duckdb", "ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines in which names that differ only in case are the same."""

MOST_NAMED: Final = 20
"""Columns of a frame that a message names; wide frames have thousands."""


@frozen
class Opened:
    """A frame of any engine; `narwhals` is the module whose frame the caller gave, if any."""

    frame: Any
    engine: str
    schema: Any
    is_lazy: bool
    narwhals: Any

    def to_user_frame(self, native: Any) -> Any:
        """Return a frame of the kind that the caller gave: of narwhals, or of the engine itself."""
        return native if self.narwhals is None else self.narwhals.from_native(native)

    def casefold_name(self, name: str) -> str:
        """Return what the engine knows a column by: for those of SQL, Total is total."""
        return name.casefold() if self.engine in WITHOUT_CASE else name

    def count_rows(self, columns: Sequence[str]) -> Any:
        """Return the different values of some columns, as k0, k1 and so on, and their `rows`."""
        import narwhals.stable.v2 as nw

        # Any query can write these names.
        keys = {f"k{number}": nw.col(name) for number, name in enumerate(columns)}
        return self.frame.select(**keys).group_by(*keys).agg(nw.len().alias("rows"))

    def check_column(
        self, checks: Checks, field: str, name: object, expected: str = "a column of the frame"
    ) -> bool:
        """Expect a column of the frame; return whether there is one."""
        if isinstance(name, str) and name in self.schema:
            return True
        checks.expect(field, name, f"{expected}: {near_names(name, self.schema)}", holds=False)
        return False

    def check_name(self, checks: Checks, field: str, column: str) -> None:
        """Expect a name that a query can ask for."""
        if self.engine.startswith("pyspark"):
            expected = "a name without dot and backtick, which Spark takes for a path"
            holds = not set(column) & set(".`")
        else:
            expected = "a name other than '*' and '^...$', which stand for several columns"
            is_pattern = self.engine == "polars" and column.startswith("^") and column.endswith("$")
            holds = self.engine in {"pandas", "pyarrow", "dask"} or not (
                column == "*" or is_pattern
            )
        checks.expect(field, column, expected, holds=holds)

    def check_key(self, checks: Checks, field: str, name: object) -> None:
        """Expect a column by which rows can be grouped."""
        if self.check_column(checks, field, name):
            self.check_name(checks, field, str(name))
            kind = self.schema[name]
            holds = not (kind.is_nested() or self._holds_objects(str(name)))
            checks.expect(field, kind, "single values that can be compared", holds=holds)

    def check_new_names(self, checks: Checks, names: Iterable[str]) -> None:
        """Expect names that no column of the frame has, nor another new one."""
        taken = {self.casefold_name(str(name)): name for name in self.schema}
        for name in names:
            self.check_name(checks, "frame", name)
            clash = taken.get(self.casefold_name(name))
            taken.setdefault(self.casefold_name(name), name)
            expected = f"no column named {name}, or a prefix for the new one"
            checks.expect("frame", clash, expected, holds=clash is None)

    def check_numeric(self, checks: Checks, name: str, expected: str) -> None:
        """Expect a column of numbers, or of nothing but gaps.

        Booleans, texts and dates are no numbers, nor are objects of Python that happen to be.
        """
        kind = self.schema[name]
        if not (kind.is_numeric() or self._is_numeric_to_engine(name)):
            if self.engine in {"pandas", "dask"} and str(kind) == "Unknown":
                kind = self._engine_type(name)
            checks.expect(name, kind, expected, holds=False)

    def _engine_type(self, column: str) -> Any:
        native: Any = self.frame.to_native()
        if self.engine == "polars":
            return native.lazy().collect_schema()[column]
        if self.engine == "pyarrow":
            return native.schema.field(column).type
        if self.engine == "duckdb":
            return native.types[native.columns.index(column)]
        if self.engine == "ibis":
            return native.schema()[column]
        if self.engine.startswith("pyspark"):
            return native.schema[column].dataType.typeName()
        return native[column].dtype if self.engine in {"pandas", "dask"} else None

    def _is_numeric_to_engine(self, column: str) -> bool:
        """Tell whether a column that narwhals does not take for numbers has a type that is."""
        kind = self._engine_type(column)
        if self.engine == "pandas":
            if getattr(kind, "kind", "O") in "fiu" and hasattr(kind, "newbyteorder"):
                # Numbers of another byte order or precision.
                return True
            if str(kind) == "object":
                return bool(self.frame.to_native()[column].isna().all())
            kind = getattr(kind, "pyarrow_dtype", None)
        # A column of nothing but gaps has a type of its own; narwhals lacks pyarrow's decimals.
        return str(kind).strip('"').lower().startswith(("null", "void", "decimal"))

    def _holds_objects(self, column: str) -> bool:
        """Tell whether a column of pandas holds objects that cannot be compared, such as lists."""
        if self.engine != "pandas":
            return False
        values = self.frame.to_native()[column]
        return str(values.dtype) == "object" and not all(
            isinstance(one, Hashable) for one in values
        )


def open_frame(frame: Any, subject: str) -> Opened:
    """Wrap a frame of any engine; `subject` begins the message where it cannot be."""
    import narwhals.stable.v2 as nw
    from narwhals.exceptions import DuplicateError

    native = nw.to_native(frame, pass_through=True)
    try:
        with warnings.catch_warnings():
            # Where narwhals keeps its support of an engine is no matter of the caller's.
            warnings.simplefilter("ignore", FutureWarning)
            opened = nw.from_native(native)
            schema = opened.collect_schema()
    except TypeError:
        name = f"{type(frame).__module__}.{type(frame).__qualname__}"
        raise InvalidInputError(subject, (Problem("frame", name, FRAMES),)) from None
    except DuplicateError as error:
        twice = " ".join(str(error).split())
        problem = Problem("frame", twice, "columns that all have different names")
        raise InvalidInputError(subject, (problem,)) from None
    engine = str(opened.implementation.value).lower()
    if engine == "pandas" and native.columns.nlevels > 1:
        expected = "columns of one level: join their names, as in 'pay 2024'"
        raise InvalidInputError(subject, (Problem("frame", "several levels of columns", expected),))
    return Opened(opened, engine, schema, isinstance(opened, nw.LazyFrame), _narwhals_of(frame))


def near_names(name: object, names: Iterable[object]) -> str:
    """Return names near a misspelt one, or else the first of those there are."""
    known = [str(each) for each in names]
    more = f" and {len(known) - MOST_NAMED} more" if len(known) > MOST_NAMED else ""
    return " or ".join(close_matches(str(name), tuple(known))) or (
        ", ".join(known[:MOST_NAMED]) + more
    )


def free_prefix(names: Iterable[object]) -> str:
    """Return how names of helper columns begin, and no others do."""
    prefix = "__careerscore_"
    while any(str(name).casefold().startswith(prefix) for name in names):
        prefix += "_"
    return prefix


@contextmanager
def requires_engines(feature: str) -> Iterator[None]:
    """Say which extra brings a package that an engine needs besides itself."""
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
