"""The columns that scoring a frame adds: their names, and what each of them holds."""

from __future__ import annotations

from itertools import combinations
from typing import TYPE_CHECKING, Final, Literal

from attrs import frozen

from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.composite import CompositeMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.model.assessment import Tier
    from careerscore.scoring.base import Methodology
    from careerscore.scoring.factors import Factor

__all__ = [
    "INVALID",
    "LARGEST_WHOLE",
    "MOST_TIERS",
    "ON_REQUEST",
    "OR",
    "STATUSES",
    "Output",
    "most_points",
    "outputs_of",
    "tier_sets",
]

Kind = Literal["whole", "number", "label", "text"]

INVALID: Final = Status.INVALID.value
"""Status of a row whose inputs the scalar methodology refuses."""

STATUSES: Final = tuple(
    status.value
    for status in (Status.COMPLETE, Status.FALLBACK, Status.INSUFFICIENT, Status.INVALID)
)
"""What the column `status` can say."""

LARGEST_WHOLE: Final = 2**15 - 1
"""Totals of points are 16-bit whole numbers, unless they can be larger."""

MOST_TIERS: Final = 10
"""Up to this many tiers, every set of them is a category of the column `possible_tiers`."""

OR: Final = " or "

ON_REQUEST: Final = ("rationale", "methodology")
"""The outputs that are given only where they are asked for."""


@frozen
class Output:
    """One column that scoring adds.

    Parameters
    ----------
    part : str
        What it holds: ``label`` or ``points`` of a factor, ``total``, ``tier`` and so on.
    kind : str
        ``"whole"``: whole numbers; ``"number"``: numbers; ``"label"``: one of `categories`;
        ``"text"``: any text.
    categories : tuple of str
        What a label can be, in order.
    factor : str, optional
        The factor it speaks of; None for the result as a whole.
    """

    part: str
    kind: Kind
    categories: tuple[str, ...] = ()
    factor: str | None = None

    @property
    def name(self) -> str:
        """Name of the column, before any prefix."""
        return self.part if self.factor is None else f"{self.factor}_{self.part}"


def outputs_of(methodology: Methodology) -> dict[str, Output]:
    """Return the columns that a methodology gives, by name, in order.

    They follow from the methodology alone, never from the data.

    Examples
    --------
    >>> import careerscore as cs
    >>> list(outputs_of(cs.methodology("frey-osborne/2013")))[:4]
    ['probability_label', 'probability_points', 'total', 'tier_rank']
    """
    # A fingerprint says what is scored, not of what class it is: a stand-in of someone's own can
    # have that of a bundled methodology, and promise less of its labels.
    said = methodology.id, methodology.fingerprint, methodology.inputs, methodology.tiers
    key = type(methodology), *said
    found = _KEPT.get(key) or _outputs(methodology)
    _KEPT[key] = found
    while len(_KEPT) > MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)), None)
    return found


MOST_KEPT: Final = 64

_KEPT: Final[dict[tuple[object, ...], dict[str, Output]]] = {}
"""The last few, as every block of a frame asks for them."""


def _outputs(methodology: Methodology) -> dict[str, Output]:
    totals: Kind = "whole" if _adds_up(methodology) else "number"
    tiers = tuple(dict.fromkeys(tier.label for tier in methodology.tiers))
    sets = tuple(dict.fromkeys(words for _, words in tier_sets(methodology.tiers)))
    columns = [
        *_factor_outputs(methodology),
        Output("total", totals),
        Output("tier_rank", "whole"),
        Output("tier", "label" if tiers else "text", tiers),
        Output("status", "label", STATUSES),
        Output("total_min", totals),
        Output("total_max", totals),
        Output("possible_tiers", "label" if sets else "text", sets),
        Output("rationale", "text"),
        Output("methodology", "label", (methodology.id,)),
    ]
    return {column.name: column for column in columns}


def tier_sets(tiers: tuple[Tier, ...]) -> list[tuple[tuple[int, ...], str]]:
    """Return every set of tiers by their ranks and in words, best tiers first.

    Empty where there are too many to list.

    Examples
    --------
    >>> import careerscore as cs
    >>> tier_sets(cs.methodology("frey-osborne/2013").tiers)[1]
    ((1, 2), 'Low or Medium')
    """
    if len(tiers) > MOST_TIERS:
        return []
    labels = {tier.rank: tier.label for tier in tiers}
    sets = sorted(
        ranks for size in range(1, len(labels) + 1) for ranks in combinations(labels, size)
    )
    return [(ranks, OR.join(labels[rank] for rank in ranks)) for ranks in sets]


def _adds_up(methodology: Methodology) -> bool:
    """Tell whether totals are sums of points, and none too large."""
    if isinstance(methodology, CompositeMethodology):
        return all(_adds_up(step) for step in methodology.steps)
    return (
        isinstance(methodology, AdditiveMethodology) and most_points(methodology) <= LARGEST_WHOLE
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


def _factor_outputs(methodology: Methodology) -> Iterable[Output]:
    labels: dict[str, dict[str, None]] = {}
    for factor in _factors(methodology):
        bands = dict.fromkeys(band.label for band in factor.bands)
        labels[factor.name] = labels.get(factor.name, {}) | bands
    if _is_of_bands(methodology):
        for name, known in labels.items():
            yield Output("label", "label" if known else "text", tuple(known), name)
            yield Output("points", "whole", factor=name)
        return
    # A methodology of another kind: its factors are its inputs, its labels any text, and its
    # points any numbers.
    for name in dict.fromkeys([*labels, *(entry.name for entry in methodology.inputs)]):
        yield Output("label", "text", factor=name)
        yield Output("points", "number", factor=name)


def _is_of_bands(methodology: Methodology) -> bool:
    """Tell whether every label and every point stands in the definition."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(_is_of_bands, methodology.steps))
    return isinstance(methodology, FactorMethodology)


def _factors(methodology: Methodology) -> tuple[Factor, ...]:
    if isinstance(methodology, FactorMethodology | CompositeMethodology):
        return methodology.factors
    return ()
