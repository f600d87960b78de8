"""Score by column expressions: your own, and sums with too many states for a look-up table."""

from __future__ import annotations

from functools import reduce
from math import inf
from operator import add, or_
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

import attrs
import narwhals.stable.v2 as nw

from careerscore.frames.engines import free_prefix
from careerscore.frames.lookups import as_double, dtype_of, is_known, search, search_state, state_of
from careerscore.frames.outputs import INVALID, LARGEST_TABLE, OR, cut_of, outputs_of, state_table
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.engines import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.frames.lookups import Columns, Outputs
    from careerscore.frames.outputs import Output, StateTable
    from careerscore.scoring.base import Methodology

    Expressions = dict[str, nw.Expr]


@runtime_checkable
class SupportsExpressions(Protocol):
    """A methodology of your own that can score columns.

    With this method in addition to those of `careerscore.Methodology`, it scores frames of every
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
            the tier follows from its rank, and the status, unless it is given, from the
            inputs: a row that misses some is ``insufficient``.
        """
        ...


class Helpers:
    """A frame with helper columns, each worked out once, however often it is used."""

    def __init__(self, frame: Any) -> None:
        self.frame: Any = frame
        self._prefix = free_prefix(frame.collect_schema())
        self.names: list[str] = []

    def add(self, **columns: nw.Expr) -> list[nw.Expr]:
        """Add columns; return them as expressions."""
        made = {f"{self._prefix}{name}": column for name, column in columns.items()}
        self.frame = self.frame.with_columns(**made)
        self.names += made
        return [nw.col(name) for name in made]


def score_custom(
    methodology: Methodology, frame: Any, engine: str, columns: Columns, outputs: Outputs
) -> Any:
    """Add outputs that a methodology gives as expressions; an eager frame gets them as they are."""
    helpers = Helpers(frame)
    found = _expressions(methodology, helpers, columns, engine)
    made = {name: found.get(output.name, nw.lit(None)) for name, output in outputs.items()}
    if isinstance(frame, nw.LazyFrame):
        made = {name: made[name].cast(dtype_of(output, engine)) for name, output in outputs.items()}
    return helpers.frame.with_columns(**made).drop(helpers.names)


def read_exactly(series: nw.Series[Any]) -> nw.Series[Any]:
    """Return a column of numbers as doubles; of decimals, the double nearest to each."""
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


def _expressions(
    methodology: Methodology, helpers: Helpers, columns: Columns, engine: str
) -> Expressions:
    """Return every output as an expression, with what follows from those that are given."""
    doubles = map(as_double, columns.values())
    known = [nw.when(is_known(double, engine)).then(double) for double in doubles]
    added = helpers.add(**{f"input{number}": each for number, each in enumerate(known)})
    inputs = dict(zip(columns, added, strict=True))
    most = float_info.max
    beyond = [
        (inputs[entry.name] < (-most if entry.minimum is None else entry.minimum))
        | (inputs[entry.name] > (most if entry.maximum is None else entry.maximum))
        for entry in methodology.inputs
    ]
    invalid, missing = helpers.add(
        invalid=_any_of([each.fill_null(value=False) for each in beyond]),
        missing=_any_of([value.is_null() for value in inputs.values()]),
    )
    if isinstance(methodology, SupportsExpressions):
        given = methodology.expressions(inputs)
    elif isinstance(methodology, AdditiveMethodology):
        given = _sums(methodology, inputs, helpers)
    else:
        given = _decided(methodology, inputs, helpers)
    found: Expressions = {}
    outputs = outputs_of(methodology)
    for name in given.keys() & outputs.keys():
        holds, expression = ~invalid, given[name]
        if outputs[name].kind == "number":
            # NaN, as of nothing over nothing, is null on some engines and the largest on others.
            expression = expression.cast(nw.Float64)
            holds = holds & ~expression.is_nan()
        found[name] = nw.when(holds).then(expression)
    insufficient, complete = nw.lit(Status.INSUFFICIENT.value), nw.lit(Status.COMPLETE.value)
    follows = nw.when(missing).then(insufficient).otherwise(complete)
    found["status"] = nw.when(invalid).then(nw.lit(INVALID)).otherwise(found.get("status", follows))
    found["methodology"] = nw.lit(methodology.id)
    if "tier_rank" in found:
        tier = nw.lit(None, nw.String)
        for one in methodology.tiers:
            tier = nw.when(found["tier_rank"] == one.rank).then(nw.lit(one.label)).otherwise(tier)
        found["tier"] = tier
    return found


def _any_of(conditions: list[nw.Expr]) -> nw.Expr:
    return reduce(or_, conditions, nw.lit(value=False))


# Methodologies of bands whose states are too many to list.


_EXPRESSED: Final = {
    *("total", "total_min", "total_max", "tier", "tier_rank", "possible_tiers"),
    *("status", "methodology", "label", "points"),
}
"""The parts of a result that expressions give."""


def can_express(methodology: Methodology, output: Output) -> bool:
    """Tell whether expressions can give an output of a methodology of many states."""
    if isinstance(methodology, AdditiveMethodology):
        return output.part in _EXPRESSED and (
            output.part != "possible_tiers" or _is_gapless(methodology)
        )
    is_small = isinstance(methodology, RulesMethodology) and (
        _deciding(methodology).count <= LARGEST_TABLE
    )
    return is_small and output.part in _EXPRESSED


def _is_gapless(methodology: AdditiveMethodology) -> bool:
    """Tell whether every total from the least to the most is reached, and so every tier between."""
    points = [{band.points or 0 for band in factor.bands} for factor in methodology.factors]
    return all(len(one) == max(one) - min(one) + 1 for one in points)


def _deciding(methodology: RulesMethodology) -> StateTable:
    """Return the states of the factors that some rule asks for."""
    asked = {name for rule in methodology.rules for name in rule.when}
    factors = [factor for factor in methodology.factors if factor.name in asked]
    return state_table(attrs.evolve(methodology, factors=factors))


def _banded(methodology: Any, inputs: Mapping[str, nw.Expr], points: Any = nw.Int16) -> Expressions:
    """Return the labels and points of the factors, and the status."""
    found: Expressions = {}
    missing: list[nw.Expr] = []
    defaulted: list[nw.Expr] = []
    for factor in methodology.factors:
        is_fixed = factor.fixed is not None
        given = nw.lit(None, nw.Float64) if is_fixed else inputs[factor.input_name]
        default = factor.fixed if is_fixed else factor.default
        (missing if default is None else defaulted).append(given.is_null())
        value = given if default is None else nw.coalesce(given, nw.lit(default, nw.Float64))
        cuts = [cut_of(band.end) for band in factor.bands if band.end is not None]
        for part in ("label", "points"):
            kind = nw.String if part == "label" else points
            leaves = [nw.lit(getattr(band, part), kind) for band in factor.bands]
            step = search(value, [-inf, *cuts], leaves)
            found[f"{factor.name}_{part}"] = nw.when(~value.is_null()).then(step)
    insufficient, complete = nw.lit(Status.INSUFFICIENT.value), nw.lit(Status.COMPLETE.value)
    known = nw.when(_any_of(defaulted)).then(nw.lit(Status.FALLBACK.value)).otherwise(complete)
    found["status"] = nw.when(_any_of(missing)).then(insufficient).otherwise(known)
    return found


def _sums(
    methodology: AdditiveMethodology, inputs: Mapping[str, nw.Expr], helpers: Helpers
) -> Expressions:
    """Return sums of points, and the tiers they make."""
    kind = dtype_of(outputs_of(methodology)["total"], "")
    found = _banded(methodology, inputs, kind)
    names = [f"{factor.name}_points" for factor in methodology.factors]
    points = helpers.add(**{f"points{n}": found[name] for n, name in enumerate(names)})
    found |= dict(zip(names, points, strict=True))

    def bound(choose: Callable[[list[int]], int]) -> nw.Expr:
        ends = [choose([band.points or 0 for band in one.bands]) for one in methodology.factors]
        parts = zip(points, ends, strict=True)
        return reduce(add, (nw.coalesce(one, nw.lit(end, kind)) for one, end in parts))

    total, low, high = helpers.add(total=reduce(add, points), low=bound(min), high=bound(max))
    tiers = methodology.tier_rules[::-1]
    edges = [-inf, *(rule.at_least or 0 for rule in tiers[1:])]
    ranks = [nw.lit(rule.rank, nw.Int16) for rule in tiers]
    rank = nw.when(~total.is_null()).then(search(total, edges, ranks))
    found |= {"total": total, "total_min": low, "total_max": high, "tier_rank": rank}
    if _is_gapless(methodology):
        labels = [rule.label for rule in methodology.tier_rules]
        pairs = [(b, w) for b in range(1, len(labels) + 1) for w in range(b, len(labels) + 1)]
        texts = [nw.lit(OR.join(labels[best - 1 : worst])) for best, worst in pairs]
        pair = search(high, edges, ranks) * len(labels) + search(low, edges, ranks)
        (pair,) = helpers.add(pair=pair)
        starts = [best * len(labels) + worst for best, worst in pairs]
        found["possible_tiers"] = search(pair, starts, texts)
    return found


def _decided(methodology: Any, inputs: Mapping[str, nw.Expr], helpers: Helpers) -> Expressions:
    """Return the tiers of rules, by the factors that some rule asks for."""
    found = _banded(methodology, inputs)
    table = _deciding(methodology)
    (state,) = helpers.add(state=state_of(table, inputs))
    is_whole = found["status"] != Status.INSUFFICIENT.value
    ranks = search_state(state, [row["tier_rank"] for row in table.rows], nw.Int16)
    found["tier_rank"] = nw.when(is_whole).then(ranks)
    possible = [row["possible_tiers"] for row in table.rows]
    return found | {"possible_tiers": search_state(state, possible, nw.String)}
