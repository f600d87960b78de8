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
    shorten,
)
from careerscore.reference.columns import EXTRAS

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerscore._record import Checks

FRAMES: Final = "a data frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis, Spark or narwhals"

WITHOUT_CASE: Final = frozenset({"duckdb", "ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines in which names that differ only in case are the same."""

LONGEST_SHOWN: Final = 60
"""Longer names are cut where a message lists them [characters]."""

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
        expected = "a name other than '*' and '^...$', which stand for several columns"
        holds = column != "*" or self.engine in {"pandas", "pyarrow", "dask"}
        if self.engine == "polars":
            holds = holds and not (column.startswith("^") and column.endswith("$"))
        if self.engine.startswith("pyspark"):
            expected = "a name without dot and backtick, which Spark takes for a path"
            holds = not set(column) & set(".`")
        checks.expect(field, column, expected, holds=holds)

    def check_key(self, checks: Checks, field: str, name: object) -> None:
        """Expect a column by which rows can be grouped."""
        if self.check_column(checks, field, name):
            self.check_name(checks, field, str(name))
            kind = self.schema[name]
            holds = not kind.is_nested()
            if (
                self.engine == "pandas"
                and str((values := self.frame.to_native()[name]).dtype) == "object"
            ):
                # Objects such as lists cannot be compared.
                holds = all(isinstance(one, Hashable) for one in values)
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
        if kind.is_numeric():
            return
        own = self._engine_type(name)
        if self.engine == "pandas" and str(own) == "object":
            holds = bool(self.frame.to_native()[name].isna().all())
        elif self.engine == "pandas" and hasattr(own, "newbyteorder"):
            # Numbers of another byte order or precision.
            holds = own.kind in "fiu"
        else:
            # A column of nothing but gaps has a type of its own; narwhals lacks some decimals.
            text = str(getattr(own, "pyarrow_dtype", own)).strip('"').lower()
            holds = text.startswith(("null", "void", "decimal"))
        is_unknown = self.engine in {"pandas", "dask"} and str(kind) == "Unknown"
        checks.expect(name, own if is_unknown else kind, expected, holds=holds)

    def _engine_type(self, column: str) -> Any:
        """Return the type of a column in the engine's own words."""
        native: Any = self.frame.to_native()
        if self.engine == "pyarrow":
            return native.schema.field(column).type
        if self.engine == "duckdb":
            return native.types[native.columns.index(column)]
        if self.engine in {"polars", "ibis"}:
            return (native.schema() if self.engine == "ibis" else native.collect_schema())[column]
        if self.engine.startswith("pyspark"):
            return native.schema[column].dataType.typeName()
        return native[column].dtype if self.engine in {"pandas", "dask"} else None


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
    # The newest narwhals, or one of those that never change, as narwhals.stable.v1.
    home = type(frame).__module__.split(".")
    is_own = home[0] != "narwhals"
    narwhals = None if is_own else import_module(".".join(home[: 3 if "stable" in home else 1]))
    return Opened(opened, engine, schema, isinstance(opened, nw.LazyFrame), narwhals)


def near_names(name: object, names: Iterable[object]) -> str:
    """Return names near a misspelt one, or else the first of those there are."""
    known = [
        text if text.isprintable() and len(text) <= LONGEST_SHOWN else shorten(text)
        for text in map(str, names)
    ]
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
        extra = EXTRAS.get((error.name or "").partition(".")[0], "engines")
        raise MissingDependencyError(feature, extra) from error
