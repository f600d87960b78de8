"""The computation of robustness. It needs NumPy."""

from __future__ import annotations

from functools import partial
from math import fsum, nan
from statistics import median
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import attrs
import numpy as np

from careerscore._record import Checks
from careerscore.analysis.cuts import cuts_of
from careerscore.analysis.figures import figure
from careerscore.analysis.statistics import DRAWS, SEED
from careerscore.analysis.variants import Robustness, Variant, WeightDraws
from careerscore.scoring.curves import curve_of
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.formulas import known_values
from careerscore.scoring.operations import Numbers

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Mapping

    from numpy.typing import NDArray

    from careerscore.analysis.statistics import Floats
    from careerscore.reference.releases import Release
    from careerscore.scoring.consensus import ConsensusMethodology
    from careerscore.scoring.human_advantage import Indicator
    from careerscore.scoring.measures import Measure

_PARTS: Final = ("ai_exposure", "job_growth", "human_advantage")
_EXPOSURE, _HUMAN = 0, 2
"""The places of parts of which something is left out."""


def run_robustness(
    methodology: ConsensusMethodology,
    release: Release,
    progress: Callable[[int, int], None] | None,
) -> Robustness:
    """Return the robustness of a methodology; `robustness` has the parameters."""
    # Not bound: a variant estimates from figures of its own.
    study = _Study(attrs.evolve(methodology, distribution=None), release)
    checks = Checks("robustness")
    expected = f"a release in which {methodology.id} gives a total"
    checks.expect("data", release.name, expected, holds=bool(study.codes))
    checks.raise_problems()
    plans, variants = study.plans(), []
    for plan in plans:
        variants.append(study.compare(plan))
        if progress is not None:
            progress(len(variants), len(plans))
    return Robustness(
        methodology=methodology.id,
        methodology_fingerprint=study.bound.fingerprint,
        data_release=release.name,
        occupations=len(study.codes),
        variants=tuple(variants),
        weights=study.weight_draws(),
    )


class _Plan(NamedTuple):
    """A variant, and what computes its totals, NaN where there is none."""

    kind: str
    name: str
    title: str
    totals: Callable[[], Floats]


class _Study:
    """The scores of a release, with which variants are compared."""

    def __init__(self, method: ConsensusMethodology, release: Release) -> None:
        self.method, self.release = method, release
        self.weights = release.worker_weights
        self.inputs = {code: method.inputs_of(each) for code, each in release.items()}
        self.bound, self.figures = self._figures(method, self.weights)
        self.codes = [code for code, each in self.figures.items() if each["total"] == each["total"]]
        cuts = cuts_of(method)
        self.edges = cuts.edges if cuts else ()
        self.points = np.column_stack([self._column(f"{name}_points") for name in _PARTS])
        self.tiers = self._tiers(self._column("total"))

    def _figures(self, method: Any, weights: Mapping[str, float]) -> tuple[Any, dict[str, Any]]:
        """Return a methodology bound to the release, and its figures by occupation."""
        bound = method.bind(method.distribution_of(self.inputs, weights))
        found = {}
        for code, inputs in self.inputs.items():
            figures = bound.figures(known_values(inputs), Numbers())
            if figures["total"] != figures["total"]:
                # With an estimate from other occupations, where there is one.
                with_estimate = known_values(bound.inputs_of(self.release[code]))
                figures = bound.figures(with_estimate, Numbers())
            found[code] = figures
        return bound, found

    def _column(self, name: str) -> Floats:
        return np.array([self.figures[code][name] for code in self.codes], dtype=np.float64)

    def _tiers(self, totals: Floats) -> NDArray[np.intp]:
        return np.searchsorted(self.edges, totals, side="right")

    def plans(self) -> list[_Plan]:
        """Return every variant."""
        method = self.method
        measures, human = method.exposure.measures, method.human_advantage
        titles = ("AI exposure", method.demand.title, "Human advantage")
        plans = [
            _Plan("part", name, title, partial(self._without_part, place))
            for place, (name, title) in enumerate(zip(_PARTS, titles, strict=True))
        ]
        for measure in measures:
            make = partial(self._without_measure, measure)
            plans.append(_Plan("measure", measure.name, measure.title, make))
        for dimension in human.dimensions:
            make = partial(self._without_indicators, dimension.indicators)
            plans.append(_Plan("dimension", dimension.name, dimension.title, make))
        for indicator in human.indicators:
            make = partial(self._without_indicators, (indicator,))
            plans.append(_Plan("indicator", indicator.name, indicator.title, make))
        others = {
            "geometric_mean": ("geometric mean of the three shares", self._geometric_mean),
            "median": ("median of the exposure measures", self._median_of_measures),
            "equal_weights": ("shares of occupations, not of workers", self._equal_weights),
        }
        plans += [_Plan("aggregation", name, *how) for name, how in others.items()]
        return plans

    def _without_part(self, place: int) -> Floats:
        number = len(_PARTS)
        rest = np.delete(self.points, place, axis=1)
        return np.asarray(rest.sum(axis=1) * number / (number - 1))

    def _with_shares(self, place: int, shares: Mapping[str, float]) -> Floats:
        """Return the totals with other shares of a part."""
        values = np.array([shares.get(code, nan) for code in self.codes])
        points = self.points.copy()
        points[:, place] = self.method.max_points * (1 - values if place == _EXPOSURE else values)
        return np.asarray(points.sum(axis=1))

    def _without_measure(self, measure: Measure) -> Floats:
        exposure = self.method.exposure
        rest = tuple(each for each in exposure.measures if each is not measure)
        _, figures = self._figures(exposure.evolve(measures=rest), self.weights)
        shares = {code: each["total"] for code, each in figures.items()}
        return self._with_shares(_EXPOSURE, shares)

    def _without_indicators(self, left_out: Collection[Indicator]) -> Floats:
        # What a methodology without them gives, without ranking the other ratings again.
        human, figures = self.method.human_advantage, self.figures
        epoch = dict.fromkeys(figures, 0.0)
        for dimension in human.dimensions:
            rest = [each for each in dimension.indicators if each not in left_out]
            values = {code: each[dimension.name] for code, each in figures.items()}
            if rest and len(rest) < len(dimension.indicators):
                means = {
                    code: fsum(each[f"{one.name}_share"] for one in rest) / len(rest)
                    for code, each in figures.items()
                }
                values = {code: 1 + 4 * share for code, share in self._ranked(means).items()}
            if rest:
                known = known_values(values)
                epoch = {code: epoch[code] + known[code] for code in epoch if code in known}
        observed = Distribution(curves={}, epoch=epoch)
        others = {
            code: human.estimate(self.release[code], observed)
            for code in figures.keys() - epoch.keys()
        }
        estimates = {code: each.value for code, each in others.items() if each is not None}
        return self._with_shares(_HUMAN, self._ranked(epoch, estimates))

    def _ranked(
        self, values: Mapping[str, float], estimates: Mapping[str, float] | None = None
    ) -> dict[str, float]:
        """Return values, and estimates that are not ranked themselves, as shares of workers."""
        curve = curve_of(known_values(values), self.weights)
        everything = {**values, **(estimates or {})}
        return {code: curve.share_of(each) for code, each in everything.items()} if curve else {}

    def _geometric_mean(self) -> Floats:
        number = len(_PARTS)
        return np.asarray(number * self.points.prod(axis=1) ** (1 / number))

    def _median_of_measures(self) -> Floats:
        names = [f"{each.name}_share" for each in self.method.exposure.measures]
        medians = {
            code: median(share for name in names if (share := each[name]) == share)
            for code, each in self.figures.items()
            if each["mean_share"] == each["mean_share"]
        }
        return self._with_shares(_EXPOSURE, self._ranked(medians))

    def _equal_weights(self) -> Floats:
        _, figures = self._figures(self.method, dict.fromkeys(self.weights, 1.0))
        return np.array([figures[code]["total"] for code in self.codes])

    def compare(self, plan: _Plan) -> Variant:
        """Return how a variant compares with the score."""
        totals = plan.totals()
        known = ~np.isnan(totals)
        moved = np.where(known, self._tiers(totals) - self.tiers, 0)
        workers = np.array([self.weights.get(code, 0.0) for code in self.codes])
        changed = moved != 0
        return Variant(
            kind=plan.kind,
            name=plan.name,
            title=plan.title,
            without_total=int((~known).sum()),
            changed=int(changed.sum()),
            share_changed=figure(changed.mean()),
            weighted_share_changed=figure(workers[changed].sum() / workers[known].sum()),
            better=int((moved > 0).sum()),
            farther_than_one=int((np.abs(moved) > 1).sum()),
        )

    def weight_draws(self) -> WeightDraws:
        """Return the shares that change tier with other weights of the three parts."""
        generator, number = np.random.default_rng(SEED), len(_PARTS)
        shares = []
        for _ in range(DRAWS):
            weights = np.exp(generator.uniform(np.log(0.5), np.log(2), number))
            totals = self.points @ (number * weights / weights.sum())
            shares.append((self._tiers(totals) != self.tiers).mean())
        low, middle, high = np.percentile(shares, (5, 50, 95))
        return WeightDraws(
            draws=DRAWS,
            median=figure(middle),
            low=figure(low),
            high=figure(high),
            largest=figure(max(shares)),
        )
