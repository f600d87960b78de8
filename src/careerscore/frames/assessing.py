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
    Opened,
    is_numeric,
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

    Kernel: TypeAlias = Literal["look-up", "expressions", "rows"]

__all__ = ["assess"]

SUBJECT: Final = "frames.assess"

WITH_ARRAYS: Final = frozenset({"pandas", "pyarrow"})
"""Engines whose frames are scored with NumPy, block by block."""

MOST_SHOWN: Final = 3

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
    keys = _chosen_keys(checks, key)
    checks.raise_problems()
    _check_columns(opened, inputs, keys, list(chosen))
    _check_key(opened, keys)
    return _scored(opened, method, inputs, chosen)  # type: ignore[no-any-return]


def _chosen_outputs(
    checks: Checks,
    methodology: Methodology,
    prefix: str,
    names: Sequence[str] | None,
    *,
    rationale: bool,
) -> dict[str, Output]:
    """Return the outputs to add, by the names their columns get."""
    known = outputs_of(methodology)
    checks.instance("prefix", prefix, str)
    checks.instance("rationale", rationale, bool)
    wanted = default_outputs(methodology)
    if names is not None:
        holds = isinstance(names, Sequence) and not isinstance(names, str)
        checks.expect("outputs", names, "a list of names", holds=holds)
        wanted = list(names) if holds else []
    for name in wanted:
        if not isinstance(name, str) or name not in known:
            expected = f"an output named {near_names(name, known)}"
            checks.expect("outputs", name, expected, holds=False)
    if rationale:
        wanted.append("rationale")
    found = [name for name in wanted if isinstance(name, str) and name in known]
    return {f"{prefix}{name}": known[name] for name in found}


def _chosen_inputs(
    checks: Checks, methodology: Methodology, columns: Mapping[str, str | None] | None
) -> dict[str, str | None]:
    """Return the column of each input."""
    names = [entry.name for entry in methodology.inputs]
    given: Any = {} if columns is None else columns
    if not isinstance(given, Mapping):
        checks.expect("columns", given, "a mapping from input to column", holds=False)
        given = {}
    for name, column in given.items():
        if name not in names:
            expected = f"an input named {near_names(name, names)}"
            checks.expect("columns", name, expected, holds=False)
        holds = column is None or isinstance(column, str)
        checks.expect(f"columns.{name}", column, "the name of a column, or None", holds=holds)
    found: dict[str, str | None] = {name: given.get(name, name) for name in names}
    return found


def _chosen_keys(checks: Checks, key: str | Sequence[str] | None) -> list[str]:
    keys: Any = [] if key is None else [key] if isinstance(key, str) else key
    holds = isinstance(keys, Sequence) and all(isinstance(name, str) for name in keys)
    checks.expect("key", key, "the name of a column, or a list of such", holds=holds)
    return list(dict.fromkeys(keys)) if holds else []


def _check_columns(
    opened: Opened, inputs: Mapping[str, str | None], keys: Sequence[str], made: Sequence[str]
) -> None:
    """Refuse inputs that are not there or are no numbers, and names that are taken."""
    schema = opened.frame.collect_schema()
    checks = Checks(SUBJECT)
    for name, column in inputs.items():
        if column is None:
            continue
        if column not in schema:
            expected = f"a column for the input {name}: {near_names(column, schema)}"
            checks.expect("columns", column, expected, holds=False)
        elif not is_numeric(opened, column):
            expected = f"numbers, for the input {name}"
            checks.expect(column, opened.type_of(column), expected, holds=False)
    for name in keys:
        if name not in schema:
            checks.expect("key", name, f"a column: {near_names(name, schema)}", holds=False)
        elif schema[name].is_nested() or opened.holds_objects(name):
            checks.expect("key", schema[name], "single values that can be compared", holds=False)
    for name in (*filter(None, inputs.values()), *keys, *made):
        checks.expect("frame", name, opened.names_in_words, holds=opened.can_name(name))
    folded = {opened.casefold_name(str(name)): name for name in schema}
    for name in made:
        taken = folded.get(opened.casefold_name(name))
        folded.setdefault(opened.casefold_name(name), name)
        expected = f"no column that the new {name} would take the place of; give a prefix"
        checks.expect("frame", taken, expected, holds=taken is None)
    checks.raise_problems()


def _check_key(opened: Opened, keys: Sequence[str]) -> None:
    """Refuse rows that share a key."""
    if not keys:
        return
    import narwhals.stable.v2 as nw

    with requires_engines(f"checking a key on {opened.engine}"):
        counted = opened.count_rows(keys).filter(nw.col("rows") > 1).head(MOST_SHOWN)
        shared = counted.drop("rows").lazy().collect()
    if len(shared):
        shown = "; ".join(", ".join(map(str, row)) for row in shared.iter_rows())
        expected = f"a different {', '.join(keys)} in every row"
        raise InvalidInputError(SUBJECT, (Problem("key", f"several rows of {shown}", expected),))


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
    by: dict[Kernel, dict[str, Output]] = {"look-up": {}, "expressions": {}, "rows": {}}
    for name, output in outputs.items():
        by[_kernel(methodology, output, opened.engine)][name] = output
    if by["rows"] and opened.is_lazy:
        which = "" if len(by["rows"]) == len(outputs) else f"{', '.join(by['rows'])} of "
        expected = "an eager frame (pandas, polars, pyarrow), as this is worked out row by row"
        problem = Problem("methodology", f"{which}{methodology.id} for a lazy frame", expected)
        raise InvalidInputError(SUBJECT, (problem,))
    frame = opened.frame
    if by["look-up"]:
        frame = _looked_up(opened, methodology, inputs, by["look-up"])
    if by["expressions"]:
        frame = _expressed(opened, frame, methodology, inputs, by["expressions"])
    if by["rows"]:
        known = {output.name: output for output in by["rows"].values()}
        lists = score_rows(methodology, _rows_of(opened.frame, inputs), known)
        frame = _with_lists(frame, opened.engine, lists, by["rows"])
    if sum(map(bool, by.values())) > 1:
        frame = frame.select(nw.col(*opened.frame.columns, *outputs))
    return opened.to_user_frame(frame)


def _kernel(methodology: Methodology, output: Output, engine: str) -> Kernel:
    """Return how an output is worked out."""
    if isinstance(methodology, SupportsExpressions):
        return "expressions"
    if not is_banded(methodology):
        return "rows"
    if output.name == "rationale" and repeats_values(methodology):
        return "rows"
    if state_table(methodology).count <= LARGEST_TABLE:
        return "look-up"
    if engine in WITH_ARRAYS and not isinstance(methodology, AdditiveMethodology):
        # By the states that occur.
        return "look-up"
    return "expressions" if output.name in large_outputs(methodology) else "look-up"


def _looked_up(
    opened: Opened,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    import narwhals.stable.v2 as nw

    if opened.engine not in WITH_ARRAYS:
        return score_lookups(methodology, opened.frame, opened.engine, inputs, outputs)
    with requires_engines(f"scoring a frame of {opened.engine}"):
        # NumPy, which pandas brings and pyarrow does not.
        from careerscore.frames.arrays import hstack_arrays, readers_of, score_arrays
    native = opened.frame.to_native()
    readers = readers_of(native, inputs, opened.engine)
    encoded = score_arrays(methodology, readers, len(native), list(outputs.values()))
    return nw.from_native(hstack_arrays(native, encoded, outputs, opened.engine))


def _expressed(
    opened: Opened,
    frame: Any,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    if opened.engine in WITH_ARRAYS:
        lists = custom_lists(methodology, opened.frame, inputs)
        return _with_lists(frame, opened.engine, lists, outputs)
    scored = score_custom(methodology, frame.lazy(), opened.engine, inputs, outputs)
    return scored if opened.is_lazy else scored.collect()


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
    """Return an eager frame with outputs added that are lists."""
    import narwhals.stable.v2 as nw

    empty = [None] * len(frame)
    if engine == "polars":
        made = (
            nw.new_series(
                name, lists.get(output.name, empty), dtype_of(output, engine), backend="polars"
            )
            for name, output in outputs.items()
        )
        return frame.with_columns(*made)
    with requires_engines(f"scoring a frame of {engine}"):
        from careerscore.frames.arrays import Encoded, hstack_arrays
    encoded = {output.name: Encoded(output) for output in outputs.values()}
    for name, column in encoded.items():
        column.values = column.encode(lists.get(name, empty))
    return nw.from_native(hstack_arrays(frame.to_native(), encoded, outputs, engine))


def _scored_by_partition(
    opened: Opened,
    methodology: Methodology,
    inputs: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Score each partition of a frame of Dask as the frame of pandas that it is."""
    native: Any = opened.frame.to_native()
    score = _Partition(methodology, dict(inputs), dict(outputs))
    scored = native.map_partitions(score, meta=score(native._meta))  # noqa: SLF001
    return opened.to_user_frame(open_frame(scored, SUBJECT).frame)


@frozen
class _Partition:
    """What is done to each partition: a value that Dask can pickle, and compare by token."""

    methodology: Methodology
    inputs: dict[str, str | None]
    outputs: dict[str, Output]

    def __call__(self, part: Any) -> Any:
        return _scored(open_frame(part, SUBJECT), self.methodology, self.inputs, self.outputs)

    def __dask_tokenize__(self) -> object:
        names = {name: output.name for name, output in self.outputs.items()}
        return type(self).__name__, self.methodology.fingerprint, self.inputs, names
