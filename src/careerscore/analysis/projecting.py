"""The figures of a window of projections. It needs NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerscore.analysis.figures import figure
from careerscore.analysis.statistics import correlation, midranks

if TYPE_CHECKING:
    from collections.abc import Sequence


def figures_of(rows: Sequence[tuple[float, int, int]], years: int) -> dict[str, Any]:
    """Return the figures of occupations: projected change, employment at the start and the end."""
    projected, start, end = np.array(rows, dtype=np.float64).T
    realised = 100 * (end / start - 1)
    together = 100 * (end.sum() / start.sum() - 1)
    error = realised - projected * years / 10
    is_above = projected > np.average(projected, weights=start)
    found = {"change": figure(together), "median_absolute_error": figure(np.median(np.abs(error)))}
    for prefix, weights in (("", np.ones(len(rows))), ("weighted_", start)):
        before, after = (midranks(each, weights) for each in (projected, realised))
        means = {
            "direction": (projected > 0) == (realised > 0),
            "faster": is_above == (realised > together),
            "mean_error": error,
            "mean_absolute_error": np.abs(error),
        }
        found |= {f"{prefix}{k}": figure(np.average(v, weights=weights)) for k, v in means.items()}
        found[f"{prefix}rank_correlation"] = figure(correlation(before, after, weights))
    return found
