"""Scoring a frame of any engine: which kernel does it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.arguments import (
    SUBJECT,
    check_columns,
    check_key,
    chosen_inputs,
    chosen_keys,
    chosen_outputs,
)
from careerscore.frames.engines import Opened, open_frame, with_engines
from careerscore.frames.expressions import kind_of, score_expressions
from careerscore.frames.foreign import (
    GivesExpressions,
    foreign_lists,
    plain_list,
    read_exactly,
    score_foreign,
)
from careerscore.frames.kinds import is_tabular, repeats_values
from careerscore.frames.outputs import Output
from careerscore.frames.rows import score_rows
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    import narwhals.stable.v2 as nw

__all__ = ["assess"]

FrameT = TypeVar("FrameT")


def assess(
    frame: FrameT,
    *,
    methodology: str | Methodology,
    columns: Mapping[str, str | None] | None = None,
    key: str | Sequence[str] | None = None,
    prefix: str = "",
    outputs: Sequence[str] | None = None,
    rationale: bool = False,
) -> FrameT:
    """Score every row of a data frame.

    The same definition scores one occupation and a frame, with the same answer. Lazy engines
    stay lazy: nothing is computed before the caller asks for it.

    Parameters
    ----------
    frame : frame
        Of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, Ibis, Spark or narwhals.
    methodology : str or Methodology
        Id of a methodology, or one of your own.
    columns : Mapping of str to str, or None, optional
        The column of each input, by the name that `Methodology.score` takes; an input that is
        not named is a column of its own name. None says that an input is missing everywhere.
    key : str or sequence of str, optional
        Columns that identify a row. That no two rows share a key is checked at once, also on
        engines that are lazy otherwise.
    prefix : str, optional
        What the names of the new columns begin with.
    outputs : sequence of str, optional
        The new columns to add, by their names without the prefix; by default all that are
        listed below. ``"methodology"``, on request, names the methodology in every row.
    rationale : bool, optional
        Whether to add the results in words.

    Returns
    -------
    frame
        The same type, with the columns it had and

        - ``<factor>_label`` and ``<factor>_points`` for every factor,
        - ``total``, ``tier_rank`` and ``tier``,
        - ``status``: that of `ResilienceAssessment`, or ``"invalid"`` where an input is infinite
          or out of range; nothing else is said of such a row,
        - ``total_min`` and ``total_max``: the least and the most the total can be,
        - ``possible_tiers``: the tiers that are possible, best first, joined by ``" or "``.

        Labels are categories where the engine has them, ordered as the bands and tiers are.
        Points, totals of points and ranks are 16-bit whole numbers. A number missing from the
        frame is null (or NaN) there and null in what follows from it.

    Raises
    ------
    UnknownMethodologyError
        If there is none of this id.
    InvalidInputError
        If a column is missing, is no number, or has a name that the new ones take; if rows
        share a key; if a methodology that can only `score` meets a lazy frame. All problems
        are listed.

    Examples
    --------
    >>> import careerscore as cs
    >>> import polars as pl
    >>> frame = pl.DataFrame({"beta": [0.6176, 0.3], "growth": [7, None], "epoch": [15, 22]})
    >>> inputs = {"ai_exposure": "beta", "job_growth": "growth", "human_advantage": "epoch"}
    >>> scored = cs.frames.assess(frame, methodology="american-dream-jobs/2.0", columns=inputs)
    >>> scored["total"].to_list(), scored["status"].to_list()
    ([3, None], ['complete', 'insufficient'])
    >>> scored["possible_tiers"].to_list()
    ['AI-Augmented', 'AI-Resilient or AI-Augmented']
    """
    method = methodology_of(methodology)
    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    chosen = chosen_outputs(checks, method, prefix, outputs, rationale=rationale)
    inputs = chosen_inputs(checks, method, columns)
    keys = chosen_keys(checks, key)
    checks.raise_problems()
    check_columns(opened, inputs, keys, list(chosen))
    check_key(opened, keys)
    return _scored(opened, method, inputs, chosen)  # type: ignore[no-any-return]


def _scored(
    opened: Opened,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Return the frame with its outputs, as the caller gave it."""
    import narwhals.stable.v2 as nw

    if opened.engine == "dask":
        return _scored_by_partition(opened, methodology, inputs, outputs)
    by_row = {name: output for name, output in outputs.items() if _goes_by_row(methodology, output)}
    if by_row and opened.is_lazy:
        which = "" if len(by_row) == len(outputs) else f"{', '.join(by_row)} of "
        expected = "an eager frame (pandas, polars, pyarrow), as this is worked out row by row"
        problem = Problem("methodology", f"{which}{methodology.id} for a lazy frame", expected)
        raise InvalidInputError(SUBJECT, (problem,))
    by_column = {name: output for name, output in outputs.items() if name not in by_row}
    frame = opened.frame
    if by_column:
        frame = _scored_by_column(opened, methodology, inputs, by_column)
    if by_row:
        rows = _rows_of(opened.frame, inputs)
        lists = score_rows(methodology, rows, by_row)
        frame = _with_lists(frame, opened.engine, lists, by_row)
        ordered = [*opened.frame.columns, *outputs]
        if frame.columns != ordered:
            frame = frame.select(nw.col(*ordered))
    return opened.given_back(frame)


def _rows_of(
    frame: nw.DataFrame[Any], inputs: Mapping[str, str | None]
) -> list[dict[str, float | None]]:
    """Return the inputs of each row, read as doubles as every other kernel reads them."""
    found = {
        name: [None] * len(frame) if column is None else plain_list(read_exactly(frame[column]))
        for name, column in inputs.items()
    }
    return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def _with_lists(
    frame: Any, engine: str, lists: Mapping[str, Sequence[Any]], outputs: Mapping[str, Output]
) -> Any:
    """Return an eager frame with outputs added, as every kernel gives them."""
    import narwhals.stable.v2 as nw

    if engine == "polars":
        made = (
            nw.new_series(name, lists[output.name], kind_of(output), backend="polars")
            for name, output in outputs.items()
        )
        return frame.with_columns(*made)
    with with_engines(f"scoring a frame of {engine}"):
        # NumPy, which pandas brings and pyarrow does not.
        from careerscore.frames.arrays import with_pandas_columns, with_pyarrow_columns
        from careerscore.frames.blocks import filled_with

    empty = [None] * len(frame)
    filled = {
        output.name: filled_with(lists.get(output.name, empty), output)
        for output in outputs.values()
    }
    beside = with_pandas_columns if engine == "pandas" else with_pyarrow_columns
    return nw.from_native(beside(frame.to_native(), filled, outputs))


def _goes_by_row(methodology: Methodology, output: Output) -> bool:
    """Tell whether an output can only be had from `score`, a row at a time."""
    if isinstance(methodology, GivesExpressions):
        return False
    if not is_tabular(methodology):
        return True
    return output.name == "rationale" and repeats_values(methodology)


def _scored_by_column(
    opened: Opened,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    import narwhals.stable.v2 as nw

    plans = opened.engine not in {"pandas", "pyarrow"}
    if isinstance(methodology, GivesExpressions):
        if plans:
            return score_foreign(methodology, opened.frame, opened.engine, inputs, outputs)
        lists = foreign_lists(methodology, opened.frame, inputs)
        return _with_lists(opened.frame, opened.engine, lists, outputs)
    if not plans:
        with with_engines(f"scoring a frame of {opened.engine}"):
            # NumPy, which pandas brings and pyarrow does not.
            from careerscore.frames.arrays import score_pandas, score_pyarrow
        score = score_pandas if opened.engine == "pandas" else score_pyarrow
        return nw.from_native(score(methodology, opened.frame.to_native(), inputs, outputs))
    if opened.engine == "polars" and not opened.is_lazy:
        # Planned as a query, what several columns need is worked out once.
        planned: Any = opened.frame.lazy()
        planned = score_expressions(methodology, planned, "polars", inputs, outputs)
        return planned.collect()
    return score_expressions(methodology, opened.frame, opened.engine, inputs, outputs)


def _scored_by_partition(
    opened: Opened,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Score each part of a frame of Dask as the frame of pandas that it is."""
    native: Any = opened.frame.to_native()
    score = _Part(methodology, dict(inputs), dict(outputs))
    scored = native.map_partitions(score, meta=score(native._meta))  # noqa: SLF001
    return opened.given_back(open_frame(scored, SUBJECT).frame)


@frozen
class _Part:
    """What is done to each part: a value that Dask can send elsewhere, and tell from others."""

    methodology: Methodology
    inputs: dict[str, str | None]
    outputs: dict[str, Output]

    def __call__(self, part: Any) -> Any:
        return _scored(open_frame(part, SUBJECT), self.methodology, self.inputs, self.outputs)

    def __dask_tokenize__(self) -> object:
        names = {name: output.name for name, output in self.outputs.items()}
        return type(self).__name__, self.methodology.fingerprint, self.inputs, names
