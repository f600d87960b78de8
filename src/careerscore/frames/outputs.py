"""The output columns of scoring: name, type, meaning, and how each is read from a result."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from itertools import combinations
from typing import TYPE_CHECKING, Any, Final, Literal, NamedTuple

from attrs import field, frozen

from careerscore.model.assessment import FactorScore, ResilienceAssessment, Tier
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology, Methodology
from careerscore.scoring.composite import CompositeMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator


__all__ = [
    "INVALID",
    "LARGEST_INTEGER",
    "OR",
    "STATUSES",
    "Output",
    "default_outputs",
    "most_points",
    "outputs_of",
    "result_outputs",
    "tier_sets",
]

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
    """One column that scoring adds.

    Parameters
    ----------
    part : str
        What it holds: ``label`` or ``points`` of a factor, ``total``, ``tier`` and so on.
    kind : str
        ``"integer"``, ``"number"``, ``"label"`` (one of `categories`) or ``"text"``.
    title, unit : str
        What it means, and the unit of its numbers.
    read : callable
        Reads it from a `ResilienceAssessment`.
    categories : tuple of str
        The labels, in order.
    factor : str, optional
        The factor it belongs to; None for the result as a whole.
    if_invalid : str, optional
        Its value in rows whose inputs are refused.
    default, standard, required : bool
        Whether `assess` adds it unless outputs are named, whether an export has it unless
        columns are named, and whether every row has a value.
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
    """Return every column that can be read from the results of a methodology, in order.

    They follow from the methodology alone, never from the data.
    """
    return _cached_outputs(MethodologyKey.of(methodology))


def outputs_of(methodology: Methodology) -> dict[str, Output]:
    """Return the columns that scoring a frame can add, by name.

    The values of the factors are not among them: the frame has them.

    Examples
    --------
    >>> import careerscore as cs
    >>> list(outputs_of(cs.methodology("frey-osborne/2013")))[:4]
    ['probability_label', 'probability_points', 'total', 'tier_rank']
    """
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
        m = methodology
        return cls(type(m), m.id, m.fingerprint, m.inputs, m.tiers, m)


@lru_cache(maxsize=64)
def _cached_outputs(key: MethodologyKey) -> tuple[Output, ...]:
    methodology = key.methodology
    adds_up = _adds_up(methodology)
    factors = _factors(methodology)
    numbers: Kind = "integer" if adds_up else "number"
    single = next(iter(factors.values())).unit if len(factors) == 1 else ""
    unit = "points" if adds_up else single
    name = methodology.id
    tiers = tuple(dict.fromkeys(tier.label for tier in methodology.tiers))
    sets = tuple(dict.fromkeys(text for _, text in tier_sets(methodology.tiers)))
    return (
        *_factor_outputs(methodology, factors),
        Output("total", numbers, "sum of the points, or the measure itself", _total, unit),
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


def _total(result: ResilienceAssessment) -> float | None:
    return result.total


class _Factor(NamedTuple):
    title: str
    unit: str
    labels: tuple[str, ...]


def _factors(methodology: Methodology) -> dict[str, _Factor]:
    """Return the factors by name; those of other methodologies are their inputs."""
    found: dict[str, _Factor] = {}
    if isinstance(methodology, FactorMethodology | CompositeMethodology):
        for factor in methodology.factors:
            known = found[factor.name].labels if factor.name in found else ()
            labels = dict.fromkeys((*known, *(band.label for band in factor.bands)))
            found[factor.name] = _Factor(factor.title, factor.unit, tuple(labels))
    if not _has_bands(methodology):
        for entry in methodology.inputs:
            found.setdefault(entry.name, _Factor(entry.title, entry.unit, ()))
    return found


def _has_bands(methodology: Methodology) -> bool:
    """Tell whether every label and every point is part of the definition."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(_has_bands, methodology.steps))
    return isinstance(methodology, FactorMethodology)


def _factor_outputs(methodology: Methodology, factors: dict[str, _Factor]) -> Iterator[Output]:
    is_banded = _has_bands(methodology)
    for name, (title, unit, labels) in factors.items():
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
            "label" if is_banded and labels else "text",
            f"{title}: label",
            _factor_reader(name, lambda factor: factor.label),
            categories=labels if is_banded else (),
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


def _factor_reader(
    name: str, read: Callable[[FactorScore], Any]
) -> Callable[[ResilienceAssessment], Any]:
    def read_factor(result: ResilienceAssessment) -> Any:
        return next((read(factor) for factor in result.factors if factor.name == name), None)

    return read_factor


def tier_sets(tiers: Iterable[Tier]) -> list[tuple[tuple[int, ...], str]]:
    """Return every set of tiers by their ranks and in words, best tiers first.

    Empty where there are too many to list.

    Examples
    --------
    >>> import careerscore as cs
    >>> tier_sets(cs.methodology("frey-osborne/2013").tiers)[1]
    ((1, 2), 'Low or Medium')
    """
    labels = {tier.rank: tier.label for tier in tiers}
    if len(labels) > MOST_TIERS:
        return []
    sets = sorted(
        ranks for size in range(1, len(labels) + 1) for ranks in combinations(labels, size)
    )
    return [(ranks, OR.join(labels[rank] for rank in ranks)) for ranks in sets]


def _adds_up(methodology: Methodology) -> bool:
    """Tell whether totals are sums of points, and none too large for 16 bits."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(_adds_up, methodology.steps))
    return (
        isinstance(methodology, AdditiveMethodology) and most_points(methodology) <= LARGEST_INTEGER
    )


def most_points(methodology: AdditiveMethodology) -> int:
    """Return how far from 0 a sum of points can be, either way.

    Examples
    --------
    >>> import careerscore as cs
    >>> most_points(cs.methodology("american-dream-jobs/2.0"))
    6
    """
    return sum(
        max(abs(band.points or 0) for band in factor.bands) for factor in methodology.factors
    )
