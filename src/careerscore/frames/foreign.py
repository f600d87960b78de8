"""Methodologies of your own that can score columns: what they give, and what follows from it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Protocol, runtime_checkable

import narwhals.stable.v2 as nw

from careerscore.frames.expressions import ExpressionAlgebra, chosen_of
from careerscore.frames.outputs import INVALID, outputs_of
from careerscore.model.provenance import Status

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.frames.outputs import Output

__all__ = ["GivesExpressions", "foreign_lists", "plain_list", "read_exactly", "score_foreign"]


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
            ``<factor>_label`` and ``<factor>_points``. What is left out, and NaN, is null;
            the tier follows from its rank, and the status, unless it is told, from the
            inputs: a row that misses some is ``insufficient``.
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
    algebra = ExpressionAlgebra(columns, frame, engine)
    return algebra.with_outputs(frame, _found(methodology, algebra), outputs)


def foreign_lists(
    methodology: GivesExpressions,
    frame: nw.DataFrame[Any],
    columns: Mapping[str, str | None],
) -> dict[str, list[Any]]:
    """Return the outputs that a methodology gives as lists, for engines without categories.

    Keyed by name of the output; None stands for null.
    """
    algebra = ExpressionAlgebra(columns, frame)
    found = _found(methodology, algebra)
    inputs = {name: read_exactly(frame[name]) for name in columns.values() if name is not None}
    made = algebra.with_stages(frame.with_columns(*inputs.values())).select(**found)
    return {name: plain_list(made[name]) for name in found}


def read_exactly(series: nw.Series[Any]) -> nw.Series[Any]:
    """Return a column of numbers as doubles; of decimals, the double nearest to each.

    Examples
    --------
    >>> from decimal import Decimal
    >>> import pyarrow as pa
    >>> column = pa.chunked_array([pa.array([Decimal("0.70")])])
    >>> read_exactly(nw.from_native(column, series_only=True)).to_list()
    [0.7]
    """
    is_decimal = isinstance(series.dtype, nw.Decimal | nw.Unknown)
    # As text: pyarrow's own cast of a decimal misses the nearest double.
    return (series.cast(nw.String) if is_decimal else series).cast(nw.Float64)


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
    found: dict[str, nw.Expr] = {}
    for name, output in outputs.items():
        told = given.get(name)
        if told is not None:
            # NaN, as of nothing over nothing, is null on some engines and the largest on others.
            number = told.cast(nw.Float64)
            holds = ~invalid & ~number.is_nan() if output.kind == "number" else ~invalid
            found[name] = nw.when(holds).then(number if output.kind == "number" else told)
    status = outputs["status"]
    said = found.get("status")
    if said is None:
        said = (
            nw.when(missing.expression)
            .then(algebra.label(Status.INSUFFICIENT.value, status))
            .otherwise(algebra.label(Status.COMPLETE.value, status))
        )
    found["status"] = nw.when(invalid).then(algebra.label(INVALID, status)).otherwise(said)
    found["methodology"] = algebra.label(known.id, outputs["methodology"])
    if "tier_rank" in found:
        found["tier"] = chosen_of(
            [
                (found["tier_rank"] == tier.rank, algebra.label(tier.label, outputs["tier"]))
                for tier in known.tiers
            ]
        )
    return found
