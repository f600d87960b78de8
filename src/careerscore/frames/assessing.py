"""Score the rows of a data frame of any engine."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, TypeVar

from attrs import frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.custom import (
    SupportsExpressions,
    custom_lists,
    large_outputs,
    plain_list,
    read_exactly,
    score_custom,
)
from careerscore.frames.engines import (
    near_names,
    open_frame,
    requires_engines,
)
from careerscore.frames.lookups import dtype_of, score_lookups
from careerscore.frames.outputs import Output, default_outputs, outputs_of
from careerscore.frames.states import (
    LARGEST_TABLE,
    is_banded,
    repeats_values,
    score_rows,
    state_table,
)
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    import narwhals.stable.v2 as nw

    from careerscore.frames.engines import Opened

    Inputs: TypeAlias = dict[str, str | None]
    Outputs: TypeAlias = Mapping[str, Output]
    Kernel: TypeAlias = Literal["look-up", "expressions", "rows"]

SUBJECT: Final = "frames.assess"

WITH_ARRAYS: Final = frozenset({"pandas", "pyarrow"})
"""Engines whose frames are scored with NumPy, block by block."""

MOST_LISTED: Final = 3

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
          or out of range; all else in such a row is null,
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
    chosen = _chosen_outputs(checks, method, prefix, outputs, rationale=rationale)
    inputs = _chosen_inputs(checks, method, columns)
    keys: Any = [] if key is None else [key] if isinstance(key, str) else key
    holds = isinstance(keys, Sequence) and all(isinstance(name, str) for name in keys)
    checks.expect("key", key, "the name of a column, or a list of such", holds=holds)
    checks.raise_problems()
    for name, column in inputs.items():
        expected = f"a column for the input {name}"
        if column is not None and opened.check_column(checks, "columns", column, expected):
            opened.check_numeric(checks, column, f"numbers, for the input {name}")
            opened.check_name(checks, "columns", column)
    keys = list(dict.fromkeys(keys))
    for name in keys:
        opened.check_key(checks, "key", name)
    opened.check_new_names(checks, chosen)
    checks.raise_problems()
    if keys:
        _check_shared_key(opened, keys)
    return Scoring(method, inputs, chosen).score(opened)  # type: ignore[no-any-return]


def _chosen_outputs(
    checks: Checks, methodology: Methodology, prefix: str, names: Any, *, rationale: bool
) -> dict[str, Output]:
    """Return the outputs to add, by the names their columns get."""
    known = outputs_of(methodology)
    checks.value("prefix", prefix, str)
    checks.value("rationale", rationale, bool)
    holds = names is None or (isinstance(names, Sequence) and not isinstance(names, str))
    checks.expect("outputs", names, "a list of names", holds=holds)
    wanted = default_outputs(methodology) if names is None else list(names) if holds else []
    found = []
    for name in [*wanted, "rationale"] if rationale else wanted:
        if isinstance(name, str) and name in known:
            found.append(name)
        else:
            expected = f"an output named {near_names(name, known)}"
            checks.expect("outputs", name, expected, holds=False)
    return {f"{prefix}{name}": known[name] for name in found}


def _chosen_inputs(checks: Checks, methodology: Methodology, columns: Any) -> Inputs:
    """Return the column of each input."""
    names = [entry.name for entry in methodology.inputs]
    is_mapping = columns is None or isinstance(columns, Mapping)
    checks.expect("columns", columns, "a mapping from input to column", holds=is_mapping)
    given = columns if isinstance(columns, Mapping) else {}
    for name, column in given.items():
        if name not in names:
            expected = f"an input named {near_names(name, names)}"
            checks.expect("columns", name, expected, holds=False)
        holds = column is None or isinstance(column, str)
        checks.expect(f"columns.{name}", column, "the name of a column, or None", holds=holds)
    return {name: given.get(name, name) for name in names}


def _check_shared_key(opened: Opened, keys: Sequence[str]) -> None:
    """Refuse rows that share a key."""
    import narwhals.stable.v2 as nw

    with requires_engines(f"checking a key on {opened.engine}"):
        counted = opened.count_rows(keys).filter(nw.col("rows") > 1).head(MOST_LISTED)
        shared = counted.drop("rows").lazy().collect()
    if len(shared):
        listed = "; ".join(", ".join(map(str, row)) for row in shared.iter_rows())
        expected = f"a different {', '.join(keys)} in every row"
        raise InvalidInputError(SUBJECT, (Problem("key", f"several rows of {listed}", expected),))


@frozen
class Scoring:
    """A methodology, its inputs and outputs: a value that Dask can pickle, and compare by token."""

    methodology: Methodology
    inputs: Inputs
    outputs: dict[str, Output]

    def __call__(self, part: Any) -> Any:
        """Score a partition."""
        return self.score(open_frame(part, SUBJECT))

    def __dask_tokenize__(self) -> object:
        names = {name: output.name for name, output in self.outputs.items()}
        return type(self).__name__, self.methodology.fingerprint, self.inputs, names

    def score(self, opened: Opened) -> Any:
        """Return the frame with its outputs, as the caller gave it."""
        import narwhals.stable.v2 as nw

        frame, engine = opened.frame, opened.engine
        if engine == "dask":
            native: Any = frame.to_native()
            # Dask learns the columns of the result from an empty partition.
            scored = native.map_partitions(self, meta=self(native._meta))  # noqa: SLF001
            return opened.to_user_frame(scored)
        by: dict[Kernel, dict[str, Output]] = {"look-up": {}, "expressions": {}, "rows": {}}
        for name, output in self.outputs.items():
            by[_kernel(self.methodology, output, engine)][name] = output
        if by["rows"] and opened.is_lazy:
            which = "" if len(by["rows"]) == len(self.outputs) else f"{', '.join(by['rows'])} of "
            given = f"{which}{self.methodology.id} for a lazy frame"
            expected = "an eager frame (pandas, polars, pyarrow), as this is worked out row by row"
            raise InvalidInputError(SUBJECT, (Problem("methodology", given, expected),))
        if by["look-up"]:
            frame = self._with_look_ups(opened, by["look-up"])
        if by["expressions"]:
            frame = self._with_expressions(opened, frame, by["expressions"])
        if by["rows"]:
            known = {output.name: output for output in by["rows"].values()}
            lists = score_rows(self.methodology, self._rows_of(opened.frame), known)
            frame = _with_lists(frame, engine, lists, by["rows"])
        if sum(map(bool, by.values())) > 1:
            frame = frame.select(nw.col(*opened.frame.columns, *self.outputs))
        return opened.to_user_frame(frame.to_native())

    def _with_look_ups(self, opened: Opened, outputs: Outputs) -> Any:
        import narwhals.stable.v2 as nw

        frame, engine = opened.frame, opened.engine
        if engine not in WITH_ARRAYS:
            return score_lookups(self.methodology, frame, engine, self.inputs, outputs)
        with requires_engines(f"scoring a frame of {engine}"):
            # NumPy, which pandas brings and pyarrow does not.
            from careerscore.frames.arrays import hstack_arrays, readers_of, score_arrays
        native = frame.to_native()
        readers = readers_of(native, self.inputs, engine)
        encoded = score_arrays(self.methodology, readers, len(native), list(outputs.values()))
        return nw.from_native(hstack_arrays(native, encoded, outputs, engine))

    def _with_expressions(self, opened: Opened, frame: Any, outputs: Outputs) -> Any:
        if opened.engine not in WITH_ARRAYS:
            scored = score_custom(
                self.methodology, frame.lazy(), opened.engine, self.inputs, outputs
            )
            return scored if opened.is_lazy else scored.collect()
        lists = custom_lists(self.methodology, opened.frame, self.inputs)
        return _with_lists(frame, opened.engine, lists, outputs)

    def _rows_of(self, frame: nw.DataFrame[Any]) -> list[dict[str, float | None]]:
        """Return the inputs of each row, read as doubles as every other kernel reads them."""
        found = {
            name: [None] * len(frame) if column is None else plain_list(read_exactly(frame[column]))
            for name, column in self.inputs.items()
        }
        return [dict(zip(found, row, strict=True)) for row in zip(*found.values(), strict=True)]


def _kernel(methodology: Methodology, output: Output, engine: str) -> Kernel:
    """Return how an output is computed."""
    if isinstance(methodology, SupportsExpressions):
        return "expressions"
    if not is_banded(methodology) or (output.name == "rationale" and repeats_values(methodology)):
        return "rows"
    # Arrays look up the states that occur, however many are possible.
    by_occurring = engine in WITH_ARRAYS and not isinstance(methodology, AdditiveMethodology)
    if by_occurring or state_table(methodology).count <= LARGEST_TABLE:
        return "look-up"
    return "expressions" if output.name in large_outputs(methodology) else "look-up"


def _with_lists(frame: Any, engine: str, lists: Mapping[str, list[Any]], outputs: Outputs) -> Any:
    """Return an eager frame with outputs added that are lists."""
    import narwhals.stable.v2 as nw

    values = {name: lists.get(each.name, [None] * len(frame)) for name, each in outputs.items()}
    if engine == "polars":
        return frame.with_columns(
            nw.new_series(name, values[name], dtype_of(output, engine), backend="polars")
            for name, output in outputs.items()
        )
    with requires_engines(f"scoring a frame of {engine}"):
        from careerscore.frames.arrays import Encoded, hstack_arrays
    encoded = {}
    for name, output in outputs.items():
        encoded[output.name] = column = Encoded(output)
        column.values = column.encode(values[name])
    return nw.from_native(hstack_arrays(frame.to_native(), encoded, outputs, engine))
