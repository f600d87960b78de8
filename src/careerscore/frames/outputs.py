"""The output columns of scoring: name, type, meaning, and how each is read from a result."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import frozen

from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.engines import CompositeMethodology

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.scoring.base import Methodology

Kind = Literal["integer", "number", "label", "text"]

INVALID: Final = Status.INVALID.value
"""Status of a row whose inputs `score` refuses."""

STATUSES: Final = tuple(
    status.value
    for status in (Status.COMPLETE, Status.FALLBACK, Status.INSUFFICIENT, Status.INVALID)
)

LARGEST_INTEGER: Final = 2**15 - 1
"""Totals of points are 16-bit integers, unless they can be larger."""

MOST_TIERS: Final = 10
"""Up to this many tiers, every set of them is a category of the column `possible_tiers`."""

OR: Final = " or "

TOTALS: Final = ("total", "total_min", "total_max")

_OF_RESULT: Final[Mapping[str, tuple[str, Callable[[ResilienceAssessment], Any]]]] = {
    "total": ("sum of the points, or the measure itself", lambda result: result.total),
    "tier_rank": (
        "number of the class of outcomes, 1 for the best",
        lambda result: result.tier and result.tier.rank,
    ),
    "tier": ("class of outcomes", lambda result: result.tier and result.tier.label),
    "status": (
        "how much of the result rests on the methodology's own inputs",
        lambda result: result.status.value,
    ),
    "total_min": (
        "the least that the total can be, where inputs are missing",
        lambda result: result.total_range and result.total_range[0],
    ),
    "total_max": (
        "the most that the total can be, where inputs are missing",
        lambda result: result.total_range and result.total_range[1],
    ),
    "possible_tiers": (
        "classes of outcomes that missing inputs leave open, or the one class",
        lambda result: OR.join(tier.label for tier in result.possible_tiers) or None,
    ),
    "rationale": ("the result in a sentence", lambda result: result.rationale),
    "methodology": ("the methodology that scored", lambda result: result.methodology),
}
"""What each part of a result means, and how it is read."""


@frozen
class Output:
    """One column that scoring adds."""

    part: str
    kind: Kind
    title: str
    unit: str = ""
    categories: tuple[str, ...] = ()
    factor: str | None = None

    @property
    def name(self) -> str:
        """Name of the column, before any prefix."""
        return self.part if self.factor is None else f"{self.factor}_{self.part}"

    @property
    def required(self) -> bool:
        """Whether every row has a value."""
        return self.part in {"status", "rationale", "methodology"}

    @property
    def standard(self) -> bool:
        """Whether it is exported unless columns are named."""
        return self.part not in {"points", "tier_rank", "rationale", "methodology"}

    def value_of(self, result: ResilienceAssessment | None) -> Any:
        """Return the value of a row, None for null; the result is None for refused inputs."""
        if result is None:
            methodology = self.categories[0] if self.part == "methodology" else None
            return INVALID if self.part == "status" else methodology
        if self.factor is None:
            return _OF_RESULT[self.part][1](result)
        factors = (factor for factor in result.factors if factor.name == self.factor)
        return next((getattr(factor, self.part) for factor in factors), None)


def steps_of(methodology: Methodology) -> list[Methodology]:
    """Return the steps of a composite methodology, and of those in it; any other is its own."""
    if not isinstance(methodology, CompositeMethodology):
        return [methodology]
    return [one for step in methodology.steps for one in steps_of(step)]


def result_outputs(methodology: Methodology) -> list[Output]:
    """Return every column that can be read from the results of a methodology, in order."""
    steps = steps_of(methodology)
    made = _factor_outputs(methodology, all(isinstance(one, FactorMethodology) for one in steps))
    adds_up = all(
        isinstance(one, AdditiveMethodology) and most_points(one) <= LARGEST_INTEGER
        for one in steps
    )
    units = [output.unit for output in made if output.part == "value"]
    unit = "points" if adds_up else units[0] if len(units) == 1 else ""
    kinds: dict[str, Kind] = dict.fromkeys(TOTALS, "integer" if adds_up else "number")
    kinds["tier_rank"] = "integer"
    listed = {
        "tier": tuple(dict.fromkeys(tier.label for tier in methodology.tiers)),
        "status": STATUSES,
        "possible_tiers": _tier_sets(methodology.tiers),
        "methodology": (methodology.id,),
    }
    for part, (title, _) in _OF_RESULT.items():
        kind = kinds.get(part) or ("label" if listed.get(part) else "text")
        made.append(Output(part, kind, title, unit * (part in TOTALS), listed.get(part, ())))
    return made


def outputs_of(methodology: Methodology) -> dict[str, Output]:
    """Return the columns that scoring a frame can add: all but the values, which it has."""
    return {each.name: each for each in result_outputs(methodology) if each.part != "value"}


def default_outputs(methodology: Methodology) -> list[str]:
    """Return the names of the columns that scoring a frame adds unless others are named."""
    return [name for name in outputs_of(methodology) if name not in {"rationale", "methodology"}]


def _factor_outputs(methodology: Methodology, is_banded: bool) -> list[Output]:  # noqa: FBT001
    """Return the value, label and points of each factor; without factors, of each input.

    Of bands, every label and every point is part of the definition.
    """
    found: dict[str, tuple[str, str]] = {}
    labels: dict[str, dict[str, None]] = {}
    if isinstance(methodology, FactorMethodology | CompositeMethodology):
        for factor in methodology.factors:
            found[factor.name] = (factor.title, factor.unit)
            labels.setdefault(factor.name, {}).update((band.label, None) for band in factor.bands)
    for entry in () if is_banded else methodology.inputs:
        found.setdefault(entry.name, (entry.title, entry.unit))
    made = []
    for name, (title, unit) in found.items():
        categories = tuple(labels.get(name, ())) if is_banded else ()
        kind: Kind = "label" if categories else "text"
        points: Kind = "integer" if is_banded else "number"
        read = f"{title}, as the methodology reads it"
        made.append(Output("value", "number", read, unit, factor=name))
        made.append(Output("label", kind, f"{title}: label", "", categories, name))
        made.append(Output("points", points, f"{title}: points", "points", factor=name))
    return made


def _tier_sets(tiers: tuple[Tier, ...]) -> tuple[str, ...]:
    """Return every set of tiers by its labels, best first; none where they are too many."""
    labels = {tier.rank: tier.label for tier in tiers}
    if len(labels) > MOST_TIERS:
        return ()
    sets = sorted(
        ranks for size in range(1, len(labels) + 1) for ranks in combinations(labels, size)
    )
    return tuple(dict.fromkeys(OR.join(labels[rank] for rank in ranks) for ranks in sets))


def most_points(methodology: AdditiveMethodology) -> int:
    """Return how far from 0 a sum of points can be, either way."""
    return sum(
        max(abs(band.points or 0) for band in factor.bands) for factor in methodology.factors
    )
