"""Methodologies of your own that can score columns: what they give, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import narwhals.stable.v2 as nw

from careerscore.frames.expressions import WITHOUT_CATEGORIES, ExpressionAlgebra, chosen_of
from careerscore.frames.outputs import INVALID, outputs_of
from careerscore.model.assessment import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.frames.outputs import Output

__all__ = ["GivesExpressions", "foreign_lists", "plain_list", "score_foreign"]


@runtime_checkable
class GivesExpressions(Protocol):
    """A methodology of your own that can score columns.

    With this method beside those of `careerscore.Methodology`, it scores frames of every
    engine; without it, eager ones row by row.
    """

    def expressions(self, inputs: Mapping[str, nw.Expr]) -> Mapping[str, nw.Expr]:
        """Return columns of the result as expressions of narwhals.

        Parameters
        ----------
        inputs : Mapping of str to narwhals.stable.v2.Expr
            Each input as numbers, null where it is missing; rows with infinite values or
            values out of range are left out of the result, whatever comes of them.

        Returns
        -------
        Mapping of str to narwhals.stable.v2.Expr
            By name of the output: ``total``, ``tier_rank``, ``total_min``, ``total_max``,
            ``status``, ``possible_tiers``, ``rationale``, and for a factor
            ``<factor>_label`` and ``<factor>_points``. What is left out is null; the tier
            follows from its rank, and the status, unless it is told, from the inputs: one
            that misses some is ``insufficient``.
        """
        ...


def score_foreign(
    methodology: GivesExpressions,
    frame: Any,
    engine: str,
    columns: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Add outputs to a frame of an engine that plans queries.

    The parameters are those of `careerscore.frames.expressions.score_expressions`.
    """
    algebra = ExpressionAlgebra(columns, frame, labels_are_texts=engine in WITHOUT_CATEGORIES)
    return algebra.with_outputs(frame, _found(methodology, algebra), outputs)


def foreign_lists(
    methodology: GivesExpressions,
    frame: nw.DataFrame[Any],
    columns: Mapping[str, str | None],
) -> dict[str, list[Any]]:
    """Return the outputs that a methodology gives as lists, for engines without categories.

    Keyed by name of the output; None stands for null.
    """
    algebra = ExpressionAlgebra(columns, frame, labels_are_texts=True)
    found = _found(methodology, algebra)
    made = algebra.with_stages(frame).select(**found)
    return {name: plain_list(made[name]) for name in found}


def plain_list(series: nw.Series[Any]) -> list[Any]:
    """Return the values of a column, None for whatever stands for a missing one."""
    gaps = series.is_null().to_list()
    return [
        None if is_gap or value != value else value
        for value, is_gap in zip(series.to_list(), gaps, strict=True)
    ]


def _found(methodology: GivesExpressions, algebra: ExpressionAlgebra) -> dict[str, nw.Expr]:
    """Return the expressions of a methodology of another kind, with what follows from them."""
    known: Any = methodology
    outputs = outputs_of(known)
    numbers = {
        entry.name: algebra.number(entry.name, entry.minimum, entry.maximum)
        for entry in known.inputs
    }
    invalid = algebra.any_of([number.invalid for number in numbers.values()]).expression
    missing = algebra.any_of([algebra.missing(number.values) for number in numbers.values()])
    given = methodology.expressions({n: one.values.expression for n, one in numbers.items()})
    found: dict[str, nw.Expr] = {
        name: nw.when(~invalid).then(given[name]) for name in outputs if given.get(name) is not None
    }
    status = outputs["status"]
    told = found.get("status")
    if told is None:
        told = (
            nw.when(missing.expression)
            .then(algebra.label(Status.INSUFFICIENT.value, status))
            .otherwise(algebra.label(Status.COMPLETE.value, status))
        )
    found["status"] = nw.when(invalid).then(algebra.label(INVALID, status)).otherwise(told)
    found["methodology"] = algebra.label(known.id, outputs["methodology"])
    if "tier_rank" in found:
        found["tier"] = chosen_of(
            [
                (found["tier_rank"] == tier.rank, algebra.label(tier.label, outputs["tier"]))
                for tier in known.tiers
            ]
        )
    return found
