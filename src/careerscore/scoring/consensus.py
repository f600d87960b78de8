"""The consensus score: exposure, projected growth and human advantage, with its error."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from math import sqrt
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple, limits
from careerscore._text import format_number, percent
from careerscore.model.assessment import FactorScore, Tier
from careerscore.model.provenance import Note, Provenance, Status
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.exposure_share import ExposureMethodology
from careerscore.scoring.factors import Input, TierRule
from careerscore.scoring.formulas import (
    Figures,
    choose,
    curves_of,
    first_known,
    keep,
    known_values,
    number,
    probabilities_of,
    rank_of,
    share_on,
    sum_of,
    where_known,
)
from careerscore.scoring.human_advantage import EPOCH, HumanAdvantageMethodology
from careerscore.scoring.measures import Measure
from careerscore.scoring.shares import NOTHING, Read, ShareMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore._render.blocks import Block
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.operations import Operations
    from careerscore.scoring.sources import InputValue

SHARE_OF: Final = {
    "ai_exposure": "exposure",
    "job_growth": "demand",
    "human_advantage": "human_advantage",
}
"""By factor, the input that gives its share."""


@frozen(kw_only=True, repr=False)
class ConsensusMethodology(ShareMethodology):
    """Points for low exposure, high growth and human advantage, each a share of workers.

    Parameters
    ----------
    exposure : ExposureMethodology
        How exposure is measured.
    demand : Measure
        Projected growth.
    demand_standard_error : float
        Standard error of its share.
    human_advantage : HumanAdvantageMethodology
        How human advantage is measured.
    max_points : float
        The points of each of the three at the best share.
    tier_rules : tuple of TierRule
        Its classes of outcomes, from the best to the worst.
    **identity
        The parameters of `MethodologyBase`.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("careerscore/1.0")
    >>> result = method.score(exposure=0.8, demand=0.85, human_advantage=0.45)
    >>> round(result.total, 2), round(result.total_se, 2), result.tier.label
    (3.0, 0.66, 'AI-Augmented')
    >>> [round(chance, 2) for chance in result.tier_probabilities]
    [0.01, 0.76, 0.21, 0.01]
    """

    engine: ClassVar[str] = "consensus/1"
    share_names: ClassVar[tuple[str, ...]] = tuple(SHARE_OF.values())

    exposure: ExposureMethodology
    demand: Measure
    demand_standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    human_advantage: HumanAdvantageMethodology
    max_points: float = field(metadata=limits(minimum=1e-9, maximum=1000))
    tier_rules: tuple[TierRule, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        ranks = [rule.rank for rule in self.tier_rules]
        holds = len(ranks) > 1 and ranks == list(range(1, len(ranks) + 1))
        checks.expect("tier_rules", ranks, "ranks 1, 2, 3 and so on, in order", holds=holds)
        edges = [rule.at_least for rule in self.tier_rules]
        falls = None not in edges[:-1] and all(a > b for a, b in pairwise(self._edges))
        expected = "at_least to fall from tier to tier"
        checks.expect("tier_rules", edges, expected, holds=falls)
        names = [entry.name for entry in self.inputs]
        names += self.human_advantage.factor_names[:-1]
        holds = len({*names, EPOCH}) == len(names) + 1
        checks.expect("demand", names, "names that are all different", holds=holds)

    def _details(self) -> Iterable[Block]:
        from careerscore.scoring.share_pages import consensus_details

        return consensus_details(self)

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        return (
            f"total = {self.max_points:g} ((1 - exposure) + demand + human_advantage), each a "
            "share of workers"
        )

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes: the three shares, or what they are computed from."""
        parts = (*self.exposure.measures, self.demand, *self.human_advantage.inputs)
        return (*_SHARES, *parts)

    @property
    def factor_names(self) -> tuple[str, ...]:
        """The names of its factors, in order."""
        return tuple(SHARE_OF)

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        return tuple(rule.tier for rule in self.tier_rules)

    @property
    def max_total(self) -> float:
        """The most a total can be."""
        return 3 * self.max_points

    @property
    def _edges(self) -> list[float]:
        """The least total of each tier but the last."""
        return [rule.at_least or 0 for rule in self.tier_rules[:-1]]

    def _total_error(self, found: Figures, operations: Operations) -> Any:
        """Return the standard error of the total, which has few values."""
        demand = self.demand_standard_error * self.demand_standard_error
        by_measures = {
            count: choose(
                found["is_estimated"],
                {
                    estimated: self.max_points * sqrt(exposure * exposure + demand + human * human)
                    for estimated, human in self.human_advantage.standard_errors.items()
                },
                operations,
            )
            for count, exposure in self.exposure.standard_errors.items()
        }
        return choose(found["measures"], by_measures, operations)

    def _figures(self, inputs: Mapping[str, Any], operations: Operations) -> Figures:
        where = operations.where
        curves = self._curves
        found = self.exposure.shares(inputs, operations, curves)
        found |= self.human_advantage.shares(inputs, operations, curves)
        growth = inputs.get(self.demand.name)
        found["job_growth_share"] = share_on(curves, self.demand.name, growth, operations)
        # A share that is given counts as one that nothing is missing from.
        complete = {"measures": float(len(self.exposure.measures)), "is_estimated": 0.0}
        for name, given in (("measures", "exposure"), ("is_estimated", "human_advantage")):
            if given in inputs:
                is_given = operations.is_known(inputs[given])
                found[name] = keep(where(is_given, complete[name], found[name]), operations)
        errors = {
            "ai_exposure": choose(found["measures"], self.exposure.standard_errors, operations),
            "job_growth": self.demand_standard_error,
            "human_advantage": choose(
                found["is_estimated"], self.human_advantage.standard_errors, operations
            ),
        }
        low: list[Any] = []
        high: list[Any] = []
        for factor, given in SHARE_OF.items():
            share = first_known(inputs.get(given), found[f"{factor}_share"], operations)
            points = None
            least, most = 0.0, float(self.max_points)
            if share is not None:
                points = self.max_points * (1 - share if factor == "ai_exposure" else share)
                points = keep(points, operations)
                is_known = operations.is_known(points)
                least, most = where(is_known, points, least), where(is_known, points, most)
            low.append(least)
            high.append(most)
            found[f"{factor}_share"], found[f"{factor}_points"] = share, points
            found[f"{factor}_standard_error"] = where_known(share, errors[factor], operations)
        total = keep(sum_of([found[f"{factor}_points"] for factor in SHARE_OF]), operations)
        error = where_known(total, self._total_error(found, operations), operations)
        chances = probabilities_of(total, error, self._edges, operations)
        least, most = keep(sum_of(low), operations), keep(sum_of(high), operations)
        rank = None if total is None else rank_of(total, self._edges, operations)
        return found | {
            "total": total,
            "total_se": error,
            "total_min": least,
            "total_max": most,
            "tier_rank": where_known(total, rank, operations),
            "tier_rank_best": rank_of(most, self._edges, operations),
            "tier_rank_worst": rank_of(least, self._edges, operations),
            **{f"tier_probability_{rank}": each for rank, each in enumerate(chances, start=1)},
        }

    def distribution_of(
        self, inputs: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
    ) -> Distribution:
        """Return the distribution of everything that is ranked."""
        exposure = self.exposure.distribution_of(inputs, weights)
        human = self.human_advantage.distribution_of(inputs, weights)
        rows = {code: known_values(row) for code, row in inputs.items()}
        growth = curves_of([self.demand.name], rows, weights)
        return Distribution(curves={**exposure.curves, **growth, **human.curves}, epoch=human.epoch)

    def read(
        self, occupation: Occupation, distribution: Distribution | None, /
    ) -> dict[str, InputValue]:
        """Read the measures, growth and ratings from an occupation; no shares."""
        return {
            **{each.name: each.value_of(occupation) for each in self.exposure.measures},
            self.demand.name: self.demand.value_of(occupation),
            **self.human_advantage.read(occupation, distribution),
        }

    def _expanded(self, changes: dict[str, Any]) -> dict[str, Any]:
        made = super()._expanded(changes)
        for name in ("exposure", "human_advantage"):
            if isinstance(changed := made.get(name), Mapping):
                made[name] = getattr(self, name).evolve(**changed)
        if isinstance(changed := made.get("demand"), Mapping):
            made["demand"] = self.demand.changed(changed)
        return made

    def _factors(
        self, read: Read, figures: Figures, occupation: Occupation | None
    ) -> list[FactorScore]:
        factors = []
        for name, share in zip(SHARE_OF, _SHARES, strict=True):
            basis: dict[str, Any]
            if (given := read.get(share.name, NOTHING).value) is not None:
                basis = {"title": share.title, "value": given, "unit": share.unit}
            elif name == "ai_exposure":
                basis = self.exposure.basis(read, figures)
            elif name == "job_growth":
                basis = self._growth(read, figures)
            else:
                basis = self.human_advantage.basis(read, figures, occupation, self.distribution)
            made = FactorScore(
                name=name,
                label=None,
                points=number(figures[f"{name}_points"]),
                max_points=self.max_points,
                share=number(figures[f"{name}_share"]),
                standard_error=number(figures[f"{name}_standard_error"]),
                **basis,
            )
            factors.append(made)
        return factors

    def _growth(self, read: Read, figures: Figures) -> dict[str, Any]:
        growth = read.get(self.demand.name, NOTHING)
        note, is_missing = growth.note, number(figures["job_growth_share"]) is None
        if is_missing:
            reason = "not given" if growth.value is None else "no occupation of the release has any"
            note = note or Note(provenance=Provenance.MISSING, reason=reason)
        return {
            "title": self.demand.title,
            "value": None if is_missing else growth.value,
            "unit": self.demand.unit,
            "source": growth.source,
            "note": note,
        }

    def _outcome(
        self, read: Read, figures: Figures, occupation: Occupation | None, /
    ) -> dict[str, Any]:
        factors = self._factors(read, figures, occupation)
        missing = [factor for factor in factors if factor.share is None]
        best, worst = int(figures["tier_rank_best"]), int(figures["tier_rank_worst"])
        possible = self.tiers[best - 1 : worst]
        low, high = figures["total_min"], figures["total_max"]
        shared = {
            "factors": factors,
            "max_total": self.max_total,
            "total_range": (low, high),
            "possible_tiers": possible,
        }
        if missing:
            names = " and ".join(factor.title for factor in missing)
            labels = " or ".join(tier.label for tier in possible)
            return shared | {
                "status": Status.INSUFFICIENT,
                "status_reason": "; ".join(map(_reason, missing)),
                "total": None,
                "tier": None,
                "rationale": f"Insufficient data, {names} missing: a total of "
                f"{format_number(low)} to {format_number(high)} of {self.max_total:g} is possible, "
                f"{labels}",
            }
        (tier,) = possible
        ranks = range(1, len(self.tier_rules) + 1)
        chances = tuple(figures[f"tier_probability_{rank}"] for rank in ranks)
        exposure, growth, human = (percent(figures[f"{name}_share"]) for name in SHARE_OF)
        is_estimated = figures["is_estimated"] == 1
        return shared | {
            "status": Status.ESTIMATED if is_estimated else Status.COMPLETE,
            "status_reason": _reason(factors[-1]) if is_estimated else None,
            "total": figures["total"],
            "total_se": figures["total_se"],
            "tier": tier,
            "tier_probabilities": chances,
            "rationale": f"Score {figures['total']:.2f} of {self.max_total:g}, standard error "
            f"{figures['total_se']:.2f}, {tier.label} with probability "
            f"{chances[tier.rank - 1]:.2f}: share of workers below in AI exposure {exposure}, "
            f"in job growth {growth}, in human advantage {human}",
        }


def _reason(factor: FactorScore) -> str:
    return f"{factor.title}: {factor.note.reason if factor.note else 'missing'}"


_UNIT: Final = "share of US workers in occupations with a lower value, 0 to 1"

_SHARES: Final = tuple(
    Input(
        name=name,
        title=title,
        unit=_UNIT,
        minimum=0,
        maximum=1,
        better=better,
        optional=True,
    )
    for name, title, better in (
        ("exposure", "AI exposure", "lower"),
        ("demand", "Job growth", "higher"),
        ("human_advantage", "Human advantage", "higher"),
    )
)
