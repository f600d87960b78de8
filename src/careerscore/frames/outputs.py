"""The output columns of scoring: name, type, meaning, and how each is read from a result."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal

from attrs import field, frozen

from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology, Methodology
from careerscore.scoring.engines import CompositeMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


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


@frozen
class Output:
    """One column that scoring adds, and how it is read from a result.

    `if_invalid` is its value where inputs are refused. `default` columns are added by `assess`
    unless outputs are named, `standard` ones are exported unless columns are named, and
    `required` ones have a value in every row.
    """

    part: str
    kind: Kind
    title: str
    read: Callable[[ResilienceAssessment], Any] = field(eq=False, repr=False)
    unit: str = ""
    categories: tuple[str, ...] = ()
    factor: str | None = None
    if_invalid: str | None = None
    default: bool = True
    standard: bool = True
    required: bool = False

    @property
    def name(self) -> str:
        """Name of the column, before any prefix."""
        return self.part if self.factor is None else f"{self.factor}_{self.part}"

    def value_of(self, result: ResilienceAssessment | None) -> Any:
        """Return the value of a row, None for null; the result is None for refused inputs."""
        return self.if_invalid if result is None else self.read(result)


def result_outputs(methodology: Methodology) -> tuple[Output, ...]:
    """Return every column that can be read from the results of a methodology, in order."""
    return _cached_outputs(MethodologyKey.of(methodology))


def outputs_of(methodology: Methodology) -> dict[str, Output]:
    """Return the columns that scoring a frame can add: all but the values, which it has."""
    return {each.name: each for each in result_outputs(methodology) if each.part != "value"}


def default_outputs(methodology: Methodology) -> list[str]:
    """Return the names of the columns that scoring a frame adds unless others are named."""
    return [name for name, output in outputs_of(methodology).items() if output.default]


@frozen
class MethodologyKey:
    """What the outputs of a methodology depend on: its class and definition, not the object."""

    kind: type
    id: str
    fingerprint: str
    inputs: tuple[Any, ...]
    tiers: tuple[Any, ...]
    methodology: Methodology = field(eq=False)

    @classmethod
    def of(cls, methodology: Methodology) -> MethodologyKey:
        """Return the key of a methodology."""
        m = methodology
        return cls(type(m), m.id, m.fingerprint, m.inputs, m.tiers, m)


@lru_cache(maxsize=64)
def _cached_outputs(key: MethodologyKey) -> tuple[Output, ...]:
    methodology = key.methodology
    adds_up = _adds_up(methodology)
    factors = tuple(_factor_outputs(methodology))
    numbers: Kind = "integer" if adds_up else "number"
    units = [output.unit for output in factors if output.part == "value"]
    unit = "points" if adds_up else units[0] if len(units) == 1 else ""
    name = methodology.id
    tiers = tuple(dict.fromkeys(tier.label for tier in methodology.tiers))
    sets = _tier_sets(methodology.tiers)
    return (
        *factors,
        Output(
            "total",
            numbers,
            "sum of the points, or the measure itself",
            lambda result: result.total,
            unit,
        ),
        Output(
            "tier_rank",
            "integer",
            "number of the class of outcomes, 1 for the best",
            lambda result: result.tier and result.tier.rank,
            standard=False,
        ),
        Output(
            "tier",
            "label" if tiers else "text",
            "class of outcomes",
            lambda result: result.tier and result.tier.label,
            categories=tiers,
        ),
        Output(
            "status",
            "label",
            "how much of the result rests on the methodology's own inputs",
            lambda result: result.status.value,
            categories=STATUSES,
            if_invalid=INVALID,
            required=True,
        ),
        Output(
            "total_min",
            numbers,
            "the least that the total can be, where inputs are missing",
            lambda result: result.total_range and result.total_range[0],
            unit,
        ),
        Output(
            "total_max",
            numbers,
            "the most that the total can be, where inputs are missing",
            lambda result: result.total_range and result.total_range[1],
            unit,
        ),
        Output(
            "possible_tiers",
            "label" if sets else "text",
            "classes of outcomes that missing inputs leave open, or the one class",
            lambda result: OR.join(tier.label for tier in result.possible_tiers) or None,
            categories=sets,
        ),
        Output(
            "rationale",
            "text",
            "the result in a sentence",
            lambda result: result.rationale,
            default=False,
            standard=False,
            required=True,
        ),
        Output(
            "methodology",
            "label",
            "the methodology that scored",
            lambda result: result.methodology,
            categories=(name,),
            if_invalid=name,
            default=False,
            standard=False,
            required=True,
        ),
    )


def _factor_outputs(methodology: Methodology) -> Iterator[Output]:
    """Give the value, label and points of each factor; without factors, of each input."""
    is_banded = _has_bands(methodology)
    found: dict[str, tuple[str, str]] = {}
    labels: dict[str, dict[str, None]] = {}
    if isinstance(methodology, FactorMethodology | CompositeMethodology):
        for factor in methodology.factors:
            found[factor.name] = (factor.title, factor.unit)
            labels.setdefault(factor.name, {}).update((band.label, None) for band in factor.bands)
    if not is_banded:
        for entry in methodology.inputs:
            found.setdefault(entry.name, (entry.title, entry.unit))
    for name, (title, unit) in found.items():
        categories = tuple(labels.get(name, ())) if is_banded else ()
        yield Output(
            "value",
            "number",
            f"{title}, as the methodology reads it",
            _factor_reader(name, lambda factor: factor.value),
            unit,
            factor=name,
        )
        yield Output(
            "label",
            "label" if categories else "text",
            f"{title}: label",
            _factor_reader(name, lambda factor: factor.label),
            categories=categories,
            factor=name,
        )
        yield Output(
            "points",
            "integer" if is_banded else "number",
            f"{title}: points",
            _factor_reader(name, lambda factor: factor.points),
            "points",
            factor=name,
            standard=False,
        )


def _has_bands(methodology: Methodology) -> bool:
    """Tell whether every label and every point is part of the definition."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(_has_bands, methodology.steps))
    return isinstance(methodology, FactorMethodology)


def _factor_reader(
    name: str, read: Callable[[FactorScore], Any]
) -> Callable[[ResilienceAssessment], Any]:
    def read_factor(result: ResilienceAssessment) -> Any:
        return next((read(factor) for factor in result.factors if factor.name == name), None)

    return read_factor


def _tier_sets(tiers: Iterable[Tier]) -> tuple[str, ...]:
    """Return every set of tiers by its labels, best first; none where they are too many."""
    labels = {tier.rank: tier.label for tier in tiers}
    if len(labels) > MOST_TIERS:
        return ()
    sets = sorted(
        ranks for size in range(1, len(labels) + 1) for ranks in combinations(labels, size)
    )
    return tuple(dict.fromkeys(OR.join(labels[rank] for rank in ranks) for ranks in sets))


def _adds_up(methodology: Methodology) -> bool:
    """Tell whether totals are sums of points, and none too large for 16 bits."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(_adds_up, methodology.steps))
    return (
        isinstance(methodology, AdditiveMethodology) and most_points(methodology) <= LARGEST_INTEGER
    )


def most_points(methodology: AdditiveMethodology) -> int:
    """Return how far from 0 a sum of points can be, either way."""
    return sum(
        max(abs(band.points or 0) for band in factor.bands) for factor in methodology.factors
    )
