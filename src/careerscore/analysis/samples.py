"""Occupations of a backtest in which a figure is known, and their bootstrap samples."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

import numpy as np

from careerscore.analysis.statistics import cluster_draws, correlation, midranks

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.analysis.outcomes import OccupationOutcome
    from careerscore.analysis.statistics import Floats


class Sample:
    """Occupations, and how often each is in the samples of minor groups.

    Parameters
    ----------
    outcomes : sequence of OccupationOutcome
        The occupations.
    """

    def __init__(self, outcomes: Sequence[OccupationOutcome]) -> None:
        self.outcomes = outcomes
        self._columns: dict[str, Floats] = {}
        self._parts: dict[str, Sample] = {}
        self._ranks: dict[tuple[str, str, bool], Floats] = {}

    def column(self, name: str) -> Floats:
        """Return a figure of each occupation, NaN where it is not known."""
        if name not in self._columns:
            values = [getattr(each, name) for each in self.outcomes]
            self._columns[name] = np.array(values, dtype=np.float64)
        return self._columns[name]

    def where(self, name: str) -> Sample:
        """Return the occupations in which a figure is known."""
        if name not in self._parts:
            known = [each for each in self.outcomes if getattr(each, name) is not None]
            self._parts[name] = self if len(known) == len(self.outcomes) else Sample(known)
        return self._parts[name]

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

    @cached_property
    def _counts(self) -> Floats:
        return np.vstack([np.ones(len(self.outcomes)), self.draws])

    def rank_correlations(self, predictor: str, outcome: str, *, weighted: bool) -> Floats:
        """Return the rank correlation of two figures, and then that in each bootstrap sample."""
        known = ~np.isnan(self.column(outcome))
        weights = (self._counts * self.employment if weighted else self._counts)[:, known]

        def ranks(name: str) -> Floats:
            key = (name, outcome, weighted)
            if key not in self._ranks:
                self._ranks[key] = midranks(self.column(name)[known], weights)
            return self._ranks[key]

        return correlation(ranks(predictor), ranks(outcome), weights)
