"""Row by row: for methodologies that can only `score`, on engines whose rows are at hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore.errors import InvalidInputError
from careerscore.frames.grid import is_sound
from careerscore.frames.outputs import INVALID, OR

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from careerscore.frames.outputs import Output
    from careerscore.model.assessment import FactorScore, ResilienceAssessment
    from careerscore.scoring.base import Methodology

    Row = dict[str, Any]

__all__ = ["score_rows"]


def score_rows(
    methodology: Methodology,
    rows: Iterable[Mapping[str, float | None]],
    outputs: Mapping[str, Output],
) -> dict[str, list[Any]]:
    """Return outputs as lists, by their names: each different row of inputs is scored once.

    Parameters
    ----------
    methodology : Methodology
        Any.
    rows : iterable of Mapping of str to float, or None
        The inputs of each row, by name.
    outputs : Mapping of str to Output
        What to work out, by the name of the column to be.
    """
    known: dict[str, Row] = {}
    names = [output.name for output in outputs.values()]
    found: dict[str, list[Any]] = {name: [] for name in names}
    for inputs in rows:
        # As text, 0.0 and -0.0 are two keys: in words they differ.
        key = repr(inputs)
        if key not in known:
            known[key] = _row(methodology, inputs)
        for name in names:
            found[name].append(known[key].get(name))
    return found


def _row(methodology: Methodology, inputs: Mapping[str, float | None]) -> Row:
    """Return the outputs of one row of inputs, by name."""
    try:
        result = methodology.score(**inputs)
    except InvalidInputError:
        if is_sound(methodology, inputs):
            # A fault of the methodology's own, which says nothing of the row.
            raise
        return {"status": INVALID, "methodology": methodology.id}
    return _outputs_of_result(result) | {"methodology": methodology.id}


def _outputs_of_result(result: ResilienceAssessment) -> Row:
    least, most = result.total_range or (None, None)
    row: Row = {
        "total": result.total,
        "tier_rank": None if result.tier is None else result.tier.rank,
        "tier": None if result.tier is None else result.tier.label,
        "status": result.status.value,
        "total_min": least,
        "total_max": most,
        "possible_tiers": OR.join(tier.label for tier in result.possible_tiers) or None,
        "rationale": result.rationale,
    }
    parts: dict[str, Callable[[FactorScore], Any]] = {
        "label": lambda factor: factor.label,
        "points": lambda factor: factor.points,
    }
    for factor in result.factors:
        row |= {f"{factor.name}_{part}": get(factor) for part, get in parts.items()}
    return row
