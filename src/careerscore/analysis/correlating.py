"""Correlations and reliability of figures of occupations. It needs NumPy."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerscore.analysis.figures import known_figure
from careerscore.analysis.statistics import correlation, cronbach_alpha

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.analysis.statistics import Floats


def correlation_of(
    first: Mapping[str, float], second: Mapping[str, float], weights: Mapping[str, float]
) -> dict[str, Any]:
    """Return the weighted correlation of two figures, and in how many occupations both are."""
    (one, other), among = _columns([first, second], weights)
    value = known_figure(correlation(one, other, among)) if len(among) else None
    return {"occupations": len(among), "value": value}


def alpha_of(items: Sequence[Mapping[str, float]], weights: Mapping[str, float]) -> dict[str, Any]:
    """Return Cronbach's alpha of items, and in how many occupations all of them are."""
    columns, among = _columns(items, weights)
    alpha = known_figure(cronbach_alpha(columns.T, among)) if len(among) > 1 else None
    return {"occupations": len(among), "alpha": alpha}


def _columns(
    figures: Sequence[Mapping[str, float]], weights: Mapping[str, float]
) -> tuple[Floats, Floats]:
    """Return figures as rows, in the occupations that have all of them, and the weights."""
    codes = [code for code in figures[0] if all(code in each for each in figures)]
    rows = [[each[code] for code in codes] for each in figures]
    return np.array(rows, dtype=np.float64), np.array([weights[code] for code in codes])
