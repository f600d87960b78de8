"""Steps that formulas of shares have in common, for numbers, arrays and columns.

None stands for a figure that no row has, as its inputs are not there at all.
"""

from __future__ import annotations

from functools import reduce
from itertools import pairwise
from operator import add
from typing import TYPE_CHECKING, Any, TypeAlias

from careerscore.scoring.curves import curve_of
from careerscore.scoring.normal import normal_cdf

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.scoring.curves import Curve
    from careerscore.scoring.operations import Operations

Figures: TypeAlias = dict[str, Any]
"""Figures of a formula by name: numbers, arrays or columns."""


def keep(value: Any, operations: Operations) -> Any:
    """Return a value that is worked out once; None and plain numbers as they are."""
    return value if value is None or isinstance(value, float) else operations.keep(value)


def share_on(curves: Mapping[str, Curve], name: str, value: Any, operations: Operations) -> Any:
    """Return the share of a value on the curve of a name."""
    if value is None or name not in curves:
        return None
    return keep(operations.on_curve(curves[name], value), operations)


def sum_of(values: Sequence[Any]) -> Any:
    """Return a sum, added from the first to the last, where all values are known."""
    # Not sum(), which rounds differently from one Python to the next.
    return None if any(value is None for value in values) else reduce(add, values)


def first_known(given: Any, otherwise: Any, operations: Operations) -> Any:
    """Return a value where it is known, else another one."""
    if given is None or otherwise is None:
        return otherwise if given is None else given
    return keep(operations.where(operations.is_known(given), given, otherwise), operations)


def where_known(condition: Any, value: Any, operations: Operations) -> Any:
    """Return a value where another one is known, else the missing one."""
    if condition is None:
        return None
    is_known = operations.is_known(condition)
    return keep(operations.where(is_known, value, operations.missing), operations)


def choose(number: Any, values: Mapping[float, Any], operations: Operations) -> Any:
    """Return the value of the first key that is not below a whole number, or of the last one."""
    *keys, last = sorted(values)
    if isinstance(number, float):
        return values[next((key for key in keys if number <= key), last)]
    chosen = values[last]
    for key in reversed(keys):
        chosen = operations.where(number <= key, values[key], chosen)
    return chosen


def rank_of(total: Any, edges: Sequence[float], operations: Operations) -> Any:
    """Return the rank of the tier that a total reaches; `edges` are the least totals, falling."""
    rank: Any = float(len(edges) + 1)
    for place in range(len(edges), 0, -1):
        rank = operations.where(total >= edges[place - 1], float(place), rank)
    return rank


def probabilities_of(
    total: Any, error: Any, edges: Sequence[float], operations: Operations
) -> list[Any]:
    """Return the probability of each tier, best first, where the total is normally distributed."""
    if total is None:
        return [None] * (len(edges) + 1)
    below = [keep(normal_cdf((edge - total) / error, operations), operations) for edge in edges]
    between = [keep(high - low, operations) for high, low in pairwise(below)]
    return [keep(1 - below[0], operations), *between, below[-1]]


def known_values(values: Mapping[str, float | None]) -> dict[str, float]:
    """Return the values that are neither None nor NaN."""
    return {
        name: float(value) for name, value in values.items() if value is not None and value == value
    }


def curves_of(
    names: Iterable[str],
    rows: Mapping[str, Mapping[str, float]],
    weights: Mapping[str, float],
) -> dict[str, Curve]:
    """Return the curve of each figure that some occupation with workers has."""
    found = {}
    for name in names:
        values = known_values({code: row.get(name) for code, row in rows.items()})
        if curve := curve_of(values, weights):
            found[name] = curve
    return found


def number(value: float) -> float | None:
    """Return a figure of a single occupation, None where it is missing."""
    return None if value != value else value
