"""All occupations of a release as plots of them need it: workers, tiers, measures, ranks."""

from __future__ import annotations

import re
from math import fsum, isnan
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.api import assess_all
from careerscore.errors import close_matches
from careerscore.model import Status, Tier
from careerscore.plots._text import dollars, one_line
from careerscore.reference.columns import (
    COUNT,
    NUMBER,
    ReferenceColumn,
    apportioned_employment,
    columns_of,
)
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence

    from careerscore.model import Occupation, ResilienceAssessment
    from careerscore.plots._canvas import Canvas
    from careerscore.reference import Release

_NAMES: Final = {
    "annual_median_usd": "Median pay",
    "eloundou_gpt4_beta": "AI exposure",
    "employment": "Employment",
    "epoch_total": "Human advantage",
    "outlook_percent_change": "Job growth",
}
"""Of columns whose titles say how exactly they were obtained."""

NO_TIER: Final = Tier(rank=1000, label="Not scored", color="unknown")
"""Of occupations of which an input is missing; always hatched."""


def method_for(canvas: Canvas, methodology: object) -> Methodology:
    """Return the methodology with tiers that an argument names."""
    holds = isinstance(methodology, str | Methodology)
    canvas.checks.expect("methodology", methodology, "an id or a Methodology", holds=holds)
    canvas.checks.raise_problems()
    method = methodology_of(methodology)
    expected = "a methodology with tiers"
    canvas.require("methodology", method.id, expected, holds=bool(method.tiers))
    return method


class Population(NamedTuple):
    """The occupations of a release, with workers, each counted once, and results."""

    release: Release
    tiers: tuple[Tier, ...]
    """Best first, then that of occupations whose tier is not known."""
    results: Mapping[str, ResilienceAssessment]
    workers: Mapping[str, float | None]

    def tier_of(self, code: str) -> Tier:
        """Return the tier of an occupation."""
        return self.results[code].tier or NO_TIER

    def codes_in(self, tier: Tier) -> list[str]:
        """Return the codes of the occupations of a tier."""
        return [code for code in self.release if self.tier_of(code) == tier]

    def workers_in(self, codes: Collection[str]) -> float:
        """Return the workers of some occupations."""
        return fsum(self.workers[code] or 0 for code in codes)

    def by_fallback(self, codes: Collection[str]) -> list[str]:
        """Return the codes of the occupations whose tier depends on a fallback."""
        return [code for code in codes if self.results[code].status is Status.FALLBACK]


def population_of(method: Methodology, release: Release) -> Population:
    """Score every occupation of a release."""
    workers = {code: apportioned_employment(each) for code, each in release.items()}
    results = assess_all(method, data=release)
    return Population(release, (*method.tiers, NO_TIER), results, workers)


def column_for(canvas: Canvas, field: str, name: str, release: Release) -> ReferenceColumn:
    """Return a column of numbers of a release by its name; the nearest names are in the error."""
    columns = {
        each.name: each
        for each in columns_of(release.editions)
        if each.kind in {NUMBER, COUNT} and each.unit
    }
    near = close_matches(name, tuple(columns)) or tuple(columns)[:6]
    expected = f"a column of numbers of release {release.name}: {' or '.join(near)}"
    canvas.require(field, name, expected, holds=name in columns)
    return columns[name]


def name_of(column: ReferenceColumn) -> str:
    """Return what readers call a column."""
    return _NAMES.get(column.name) or one_line(column.title, 60)


def figure_of(column: ReferenceColumn, occupation: Occupation) -> float | None:
    """Return the figure of an occupation; None where there is none."""
    value = column.value_for(occupation)
    return None if value is None else float(value)


def with_unit(value: float, unit: str) -> str:
    """Return a figure as a reader says it, with its unit."""
    if unit.startswith("US dollars"):
        return dollars(value, cents=unit.endswith("hour"))
    if unit.startswith("share of tasks"):
        return f"{value:.0%} of tasks"
    if (scale := re.fullmatch(r"\d+ to (\d+)", unit)) is not None:
        return f"{value:.3g} of {scale[1]}"
    if unit.endswith("0 to 1"):
        return f"{value:.2f} of 1"
    if unit.startswith("percent"):
        return f"{value:{'+' if value and 'change' in unit else ''}.3g}%"
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.3g}"


def rank_correlation(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return the rank correlation (Spearman) over occupations; None where it is not defined."""
    import numpy as np

    from careerscore.analysis.statistics import correlation, midranks

    first, second = (np.array(values, dtype=np.float64) for values in zip(*pairs, strict=True))
    each = np.ones(len(pairs))
    found = float(correlation(midranks(first, each), midranks(second, each), each))
    return None if isnan(found) else found
