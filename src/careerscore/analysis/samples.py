"""Occupations of a backtest in which a figure is known, and their bootstrap samples."""

from __future__ import annotations

from functools import cache, cached_property
from typing import TYPE_CHECKING, Final

import numpy as np

from careerscore.analysis.statistics import cluster_draws, correlation, midranks

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.analysis.outcomes import OccupationOutcome
    from careerscore.analysis.statistics import Floats

EMPLOYMENT: Final = "employment"
"""Weights that are employment at the start; others are equal."""


class Sample:
    """Occupations, and how often each is in the samples of minor groups.

    Parameters
    ----------
    outcomes : sequence of OccupationOutcome
        The occupations.
    """

    def __init__(self, outcomes: Sequence[OccupationOutcome]) -> None:
        self.outcomes = outcomes
        self.column: Callable[[str], Floats] = cache(self._column)
        self.where: Callable[[str], Sample] = cache(self._where)
        self.rank_correlations: Callable[[str, str, str], Floats] = cache(self._rank_correlations)
        self._ranks: Callable[[str, str, str], Floats] = cache(self._ranked)
        self._weights: Callable[[str, str], Floats] = cache(self._weighted)

    def _column(self, name: str) -> Floats:
        """Return a figure of each occupation, NaN where it is not known."""
        return np.array([getattr(each, name) for each in self.outcomes], dtype=np.float64)

    def _where(self, name: str) -> Sample:
        """Return the occupations in which a figure is known."""
        known = [each for each in self.outcomes if getattr(each, name) is not None]
        return self if len(known) == len(self.outcomes) else Sample(known)

    def count(self, name: str) -> int:
        """Return the number of occupations in which a figure is known."""
        return int((~np.isnan(self.column(name))).sum())

    @property
    def employment(self) -> Floats:
        """Employment at the start."""
        return self.column("employment_start")

    @property
    def clusters(self) -> list[str]:
        """The minor group of each occupation: four characters of its code."""
        return [each.code[:4] for each in self.outcomes]

    @cached_property
    def draws(self) -> Floats:
        """How often each occupation is in each bootstrap sample."""
        return cluster_draws(self.clusters)

    def _weighted(self, outcome: str, weights: str) -> Floats:
        """Return weights where an outcome is known: of all, then of each bootstrap sample."""
        counts = np.vstack([np.ones(len(self.outcomes)), self.draws])
        found = counts * self.employment if weights == EMPLOYMENT else counts
        return found[:, ~np.isnan(self.column(outcome))]

    def _ranked(self, name: str, outcome: str, weights: str) -> Floats:
        known = ~np.isnan(self.column(outcome))
        return midranks(self.column(name)[known], self._weights(outcome, weights))

    def _rank_correlations(self, predictor: str, outcome: str, weights: str) -> Floats:
        """Return the rank correlation of two figures, and then that in each bootstrap sample."""
        first, second = (self._ranks(each, outcome, weights) for each in (predictor, outcome))
        return correlation(first, second, self._weights(outcome, weights))
