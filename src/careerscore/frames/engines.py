"""Which engine a frame belongs to, and how it is opened: the one place that asks."""

from __future__ import annotations

import warnings
from typing import Any, Final, NamedTuple

from careerscore.errors import InvalidInputError, Problem

__all__ = ["FRAMES_IN_WORDS", "Opened", "engine_of", "open_frame"]

FRAMES_IN_WORDS: Final = (
    "a data frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis, Spark or narwhals"
)


WITHOUT_CASE: Final = frozenset({"duckdb", "ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines that take names for the same that differ in case alone."""


class Opened(NamedTuple):
    """A frame of any engine, opened.

    Attributes
    ----------
    frame : narwhals DataFrame or LazyFrame
        What it holds; which of the two, `is_lazy` tells.
    engine : str
        ``"pandas"``, ``"polars"``, ``"pyarrow"``, ``"duckdb"``, ``"dask"``, ``"ibis"``,
        ``"pyspark"`` or another that narwhals knows.
    is_lazy : bool
        Whether its rows are there only when asked for.
    is_narwhals : bool
        Whether it was given as a frame of narwhals, to be given back as such.
    """

    frame: Any
    engine: str
    is_lazy: bool
    is_narwhals: bool

    def given_back(self, frame: Any) -> Any:
        """Return a frame as the caller gave his: of narwhals, or of the engine itself."""
        return frame if self.is_narwhals else frame.to_native()

    def folded(self, name: str) -> str:
        """Return what the engine knows a column by: for those of SQL, Total is total."""
        return name.casefold() if self.engine in WITHOUT_CASE else name


def open_frame(frame: Any, subject: str) -> Opened:
    """Open a frame of any engine.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals.
    subject : str
        What it is wanted for, for messages.

    Raises
    ------
    InvalidInputError
        If it is no frame, or has two columns of one name.

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
    return Opened(opened, engine_of(opened), is_lazy, native is not frame)


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
        return bool(native[column].dtype == object and native[column].isna().all())
    if opened.engine == "polars":
        return str(native.lazy().collect_schema()[column]) == "Null"
    if opened.engine == "pyarrow":
        return str(native.schema.field(column).type) == "null"
    if opened.engine == "duckdb":
        return str(native.types[native.columns.index(column)]).strip('"') == "NULL"
    return False
