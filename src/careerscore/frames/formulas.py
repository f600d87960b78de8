"""Score frames by the formula of a methodology of shares: what `score` uses for single numbers."""

from __future__ import annotations

from math import isnan
from sys import float_info
from typing import TYPE_CHECKING, Any

from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.engine_columns import COLUMNS
from careerscore.frames.engines import near_names
from careerscore.scoring.formulas import choose, keep
from careerscore.scoring.operations import Numbers

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore._record import Checks
    from careerscore.frames.lookups import Columns as Inputs
    from careerscore.frames.lookups import Outputs
    from careerscore.scoring.operations import Operations
    from careerscore.scoring.shares import ShareMethodology

COMPLETE, ESTIMATED, INSUFFICIENT, INVALID = map(float, range(4))
"""The places of the statuses among the categories of their column."""


def figures_of(
    methodology: ShareMethodology,
    inputs: Mapping[str, Any],
    operations: Operations,
    outputs: Outputs,
) -> dict[str, Any]:
    """Return outputs as numbers, arrays or columns: of labels, their places among the categories.

    Rows with an infinite value, or one out of range, have no more than a status.
    """
    where, missing = operations.where, operations.missing
    known: dict[str, Any] = {}
    refused: Any = None
    for entry in methodology.inputs:
        if entry.name not in inputs:
            continue
        value = inputs[entry.name]
        low = -float_info.max if entry.minimum is None else entry.minimum
        high = float_info.max if entry.maximum is None else entry.maximum
        is_beyond = (value < low) | (value > high)
        known[entry.name] = operations.keep(where(is_beyond, missing, value))
        refused = is_beyond if refused is None else refused | is_beyond
    found = methodology.figures(known, operations)
    total, is_estimated = found["total"], found.get("is_estimated", 0.0)
    is_known = operations.is_known(total)
    share_or = {"total_min": 0.0, "total_max": 1.0}
    found |= {n: where(is_known, total, end) for n, end in share_or.items() if n not in found}
    status = where(is_known, where(is_estimated > 0, ESTIMATED, COMPLETE), INSUFFICIENT)
    found |= {"status": status, "methodology": 0.0}
    if methodology.tiers:
        found["tier"] = found["tier_rank"] - 1
        count = len(methodology.tiers)
        # The stretches from a tier to a worse one, as the categories of the output list them.
        pairs = [best * count + worst for best in range(count) for worst in range(best, count)]
        places = {float(pair): float(place) for place, pair in enumerate(pairs)}
        pair = (found["tier_rank_best"] - 1) * count + (found["tier_rank_worst"] - 1)
        found["possible_tiers"] = choose(keep(pair, operations), places, operations)
    made = {name: found[output.figure or output.part] for name, output in outputs.items()}
    if refused is None:
        return made
    refused = operations.keep(where(refused, 1.0, 0.0)) > 0
    instead = {"status": INVALID, "methodology": 0.0}
    return {
        name: where(refused, instead.get(outputs[name].part, missing), value)
        for name, value in made.items()
    }


def score_columns(
    methodology: ShareMethodology, frame: Any, engine: str, columns: Inputs, outputs: Outputs
) -> Any:
    """Add outputs to a frame of an engine that plans queries."""
    if engine not in COLUMNS:
        expected = "a frame of pandas, polars, pyarrow, DuckDB, Dask, Ibis or Spark"
        raise InvalidInputError("frames.assess", (Problem("frame", engine, expected),))
    operations = COLUMNS[engine](frame.collect_schema())
    given = {name: column for name, column in columns.items() if column is not None}
    inputs = {name: operations.input(column) for name, column in given.items()}
    figures = figures_of(methodology, inputs, operations, outputs)
    made = {name: operations.output(value, outputs[name]) for name, value in figures.items()}
    return operations.add_to(frame.to_native(), made)


def check_computable(
    checks: Checks, methodology: ShareMethodology, columns: Inputs, names: Iterable[str]
) -> None:
    """Expect the columns of a factor, as the others need not be there."""
    given = {name: 1.0 for name, column in columns.items() if column is not None}
    figures = methodology.figures(given, Numbers())
    totals = ["total", *(f"{name}_points" for name in methodology.factor_names)]
    holds = any(not isnan(figures[name]) for name in totals if name in figures)
    expected = f"columns for the inputs of a factor, such as {near_names('', columns)}"
    checks.expect("columns", near_names("", names), expected, holds=holds)
