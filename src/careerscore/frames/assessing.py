"""Score the rows of a data frame of any engine."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final, TypeAlias, TypeVar, cast

from attrs import frozen

from careerscore._record import Checks
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.custom import (
    SupportsExpressions,
    can_express,
    plain_list,
    read_exactly,
    score_custom,
)
from careerscore.frames.engines import near_names, open_frame, requires_engines
from careerscore.frames.formulas import check_computable, score_columns
from careerscore.frames.lookups import WITH_ARRAYS, polars_columns, score_lookups
from careerscore.frames.outputs import (
    LARGEST_TABLE,
    Output,
    default_outputs,
    outputs_of,
    score_rows,
    state_table,
    steps_of,
)
from careerscore.frames.scales import refuse_wrong_scales
from careerscore.reference.binding import bound_to_data
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of
from careerscore.scoring.engines import PublishedMeasure
from careerscore.scoring.shares import ShareMethodology

if TYPE_CHECKING:
    from careerscore.frames.engines import Opened
    from careerscore.reference.releases import Release

    Inputs: TypeAlias = dict[str, str | None]

SUBJECT: Final = "frames.assess"

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
    on_invalid: str = "error",
    data: str | Release | None = None,
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
        not named is a column of its own name. None says that an input is missing everywhere, and
        so is an `optional` one that is not named where no column has its name.
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
    on_invalid : str, optional
        What becomes of a column that is on another scale than its input, such as a share in per
        cent: ``"error"`` refuses the frame, ``"flag"`` scores it as it is. A scale is wrong where
        half or more of the values that are there are out of range; and in an input in per cent,
        where three values or more all lie within -1 and 1 and at least half of them are no
        whole numbers. A lazy frame is not checked, as it would be read twice.
    data : str or Release, optional
        The release among whose workers a methodology such as ``careerscore/1.0`` ranks its
        inputs; the newest by default. A methodology that is bound to a release stays so.

    Returns
    -------
    frame
        The same type, with the columns it had and

        - ``<factor>_label`` and ``<factor>_points`` for every factor; of a methodology of shares,
          such as ``careerscore/1.0``, ``<factor>_share``, ``<factor>_points`` and
          ``<factor>_standard_error``, and ``<factor>_value`` where the value is computed,
        - ``total``, ``tier_rank`` and ``tier``; with ``total_se``, the standard error of the total,
          and ``tier_probability_1`` and so on, by the rank of the tier, where there are any,
        - ``status``: that of `ResilienceAssessment`, or ``"invalid"`` where an input is infinite
          or out of range; all else in such a row is null,
        - ``total_min`` and ``total_max``: the least and the most the total can be,
        - ``possible_tiers``: the tiers that are possible, best first, joined by ``" or "``.

        Labels are categories where the engine has them, ordered as the bands and tiers are.
        Points, totals of points and ranks are 16-bit whole numbers. A number missing from the
        frame is null (or NaN) there and null in what follows from it.

    Raises
    ------
    UnknownMethodologyError, UnknownReleaseError
        If there is none of this id or name.
    InvalidInputError
        If a column is missing, is no number, is on another scale than its input, or has a name
        that the new ones take; if the columns suffice for no factor; if rows share a key; if a
        methodology that can only `score` meets a lazy frame. All problems are listed.

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
    >>> shares = pl.DataFrame({"exposure": [0.8], "demand": [0.85], "human_advantage": [0.45]})
    >>> names = ["total", "total_se", "tier_probability_2"]
    >>> scored = cs.frames.assess(shares, methodology="careerscore/1.0", outputs=names)
    >>> [round(value, 2) for value in scored.select(names).row(0)]
    [3.0, 0.66, 0.76]
    >>> cs.frames.assess(pl.DataFrame({"probability": [91, 7]}), methodology="frey-osborne/2013")
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: frames.assess: probability: expected numbers from 0 to 1,
        for the input probability, or on_invalid='flag', got 7 to 91, 2 of 2 out of range, which
        looks like per cent, 0 to 100
    """
    method = bound_to_data(methodology_of(methodology), data)
    opened = open_frame(frame, SUBJECT)
    checks = Checks(SUBJECT)
    known = outputs_of(method)
    checks.value("prefix", prefix, str)
    checks.value("rationale", rationale, bool)
    checks.value("on_invalid", on_invalid, str, enum=("error", "flag"))
    is_list = outputs is None or (isinstance(outputs, Sequence) and not isinstance(outputs, str))
    checks.expect("outputs", outputs, "a list of names", holds=is_list)
    wanted = default_outputs(method) if outputs is None or not is_list else list(outputs)
    for name in wanted:
        holds = isinstance(name, str) and name in known
        checks.expect("outputs", name, f"an output named {near_names(name, known)}", holds=holds)
    names = [entry.name for entry in method.inputs]
    given = columns if isinstance(columns, Mapping) else {}
    holds = columns is None or given is columns
    checks.expect("columns", columns, "a mapping from input to column", holds=holds)
    for name, column in given.items():
        expected = f"an input named {near_names(name, names)}"
        checks.expect("columns", name, expected, holds=name in names)
        holds = column is None or isinstance(column, str)
        checks.expect(f"columns.{name}", column, "the name of a column, or None", holds=holds)
    inputs = chosen_columns(method, given, opened.schema)
    keys: Any = [] if key is None else [key] if isinstance(key, str) else key
    holds = isinstance(keys, Sequence) and all(isinstance(name, str) for name in keys)
    checks.expect("key", key, "the name of a column, or a list of such", holds=holds)
    checks.raise_problems()
    chosen = {f"{prefix}{name}": known[name] for name in [*wanted, *["rationale"] * rationale]}
    for name, column in inputs.items():
        if column is None:
            continue
        if column not in opened.schema:
            words = f"no column {shorten(column)} for the input {name}"
            checks.fail("columns", f"{words}; the table has {near_names(column, opened.schema)}")
        else:
            opened.check_numeric(checks, column, f"numbers, for the input {name}")
            opened.check_name(checks, "columns", column)
    if isinstance(method, ShareMethodology) and not inputs.keys() <= {*opened.schema, *given}:
        check_computable(checks, method, inputs, opened.schema)
    keys = list(dict.fromkeys(keys))
    for name in keys:
        opened.check_key(checks, "key", name)
    opened.check_new_names(checks, chosen)
    checks.raise_problems()
    if on_invalid == "error" and not opened.is_lazy:
        refuse_wrong_scales(opened, method.inputs, inputs)
    if keys:
        _check_shared_key(opened, keys)
    scored: FrameT = Scoring(method, inputs, chosen).score(opened)
    return scored


def chosen_columns(
    methodology: Methodology, given: Mapping[str, str | None], names: Container[str]
) -> Inputs:
    """Return the column of each input; None for one that need not be there, and is not."""
    return {
        entry.name: given.get(
            entry.name, None if entry.optional and entry.name not in names else entry.name
        )
        for entry in methodology.inputs
    }


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

        method, inputs, frame, engine = self.methodology, self.inputs, opened.frame, opened.engine
        if engine == "dask":
            native: Any = frame.to_native()
            # Dask learns the columns of the result from an empty partition.
            scored = native.map_partitions(self, meta=self(native._meta))  # noqa: SLF001 - Dask has no public one
            return opened.to_user_frame(scored)
        kernels = ("formula", "look-up", "expressions", "rows")
        by: dict[str, dict[str, Output]] = {kernel: {} for kernel in kernels}
        for name, output in self.outputs.items():
            by[_kernel(method, output, engine)][name] = output
        if by["rows"] and opened.is_lazy:
            which = "" if len(by["rows"]) == len(self.outputs) else f"{', '.join(by['rows'])} of "
            given = f"{which}{method.id} for a lazy frame"
            expected = "an eager frame (pandas, polars, pyarrow), as this is worked out row by row"
            raise InvalidInputError(SUBJECT, (Problem("methodology", given, expected),))
        arrays: Any = None
        if engine in WITH_ARRAYS:
            with requires_engines(f"scoring a frame of {engine}"):
                # NumPy, which pandas brings and pyarrow does not.
                from careerscore.frames import arrays
        shares = cast("ShareMethodology", method)
        if (found := by["formula"]) and engine in WITH_ARRAYS:
            from careerscore.frames.array_formulas import score_array_formula

            native = frame.to_native()
            frame = nw.from_native(score_array_formula(shares, native, engine, inputs, found))
        elif found:
            scored = nw.from_native(score_columns(shares, frame.lazy(), engine, inputs, found))
            frame = scored if opened.is_lazy else scored.collect()
        if (found := by["look-up"]) and engine in WITH_ARRAYS:
            frame = nw.from_native(
                arrays.score_arrays(method, frame.to_native(), engine, inputs, found)
            )
        elif found:
            frame = score_lookups(method, frame, engine, inputs, found)
        lists: dict[str, list[Any]] = {}
        if (found := by["expressions"]) and engine in WITH_ARRAYS:
            exact = [read_exactly(opened.frame[name]) for name in {*inputs.values()} - {None}]
            read = opened.frame.with_columns(exact)
            scored = score_custom(method, read, engine, inputs, found)
            lists = {name: plain_list(scored[name]) for name in found}
        elif found:
            scored = score_custom(method, frame.lazy(), engine, inputs, found)
            frame = scored if opened.is_lazy else scored.collect()
        if by["rows"]:
            found = by["rows"]
            nothing = [None] * len(frame)
            values = {
                name: nothing if column is None else plain_list(read_exactly(frame[column]))
                for name, column in inputs.items()
            }
            lists = score_rows(method, values, found)
        if lists and engine in WITH_ARRAYS:
            frame = nw.from_native(arrays.hstack_lists(frame.to_native(), lists, found, engine))
        elif lists:
            frame = nw.from_native(frame.to_native().with_columns(polars_columns(found, lists)))
        if sum(map(bool, by.values())) > 1:
            frame = frame.select(nw.col(*opened.frame.columns, *self.outputs))
        return opened.to_user_frame(frame.to_native())


def _kernel(methodology: Methodology, output: Output, engine: str) -> str:
    """Return how an output is computed."""
    if isinstance(methodology, ShareMethodology):
        return "rows" if output.part == "rationale" else "formula"
    if isinstance(methodology, SupportsExpressions):
        return "expressions"
    kinds = {type(step) for step in steps_of(methodology)}
    # The rationale of a measure repeats its value, so that no table can hold it.
    # Not inherited: a derived class may see more.
    are_banded = all(vars(kind).get("sees_only_bands") for kind in kinds)
    if not are_banded or (output.part == "rationale" and PublishedMeasure in kinds):
        return "rows"
    # Arrays look up the states that occur, however many are possible.
    by_occurring = engine in WITH_ARRAYS and not isinstance(methodology, AdditiveMethodology)
    if by_occurring or state_table(methodology).count <= LARGEST_TABLE:
        return "look-up"
    return "expressions" if can_express(methodology, output) else "look-up"
