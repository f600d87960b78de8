"""Careers outside O*NET that editors described: their figures, points and tier, as typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import frozen_map
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.provenance import EVERY_FIELD, Note, Provenance, Source
from careerscore.model.wages import FIGURES, WageEstimates
from careerscore.reference.wages import ANNUAL, number, wage_column

if TYPE_CHECKING:
    from careerscore.reference.editions import Facts

EDITORIAL: Final = "american-dream-jobs-editorial"

_FACTORS: Final = {
    "ai_exposure": "exposure",
    "job_growth": "growth",
    "human_advantage": "human_advantage",
}


@frozen(kw_only=True)
class EditorialCareer:
    """A career outside O*NET, as its editors typed it.

    Parameters
    ----------
    slug, title, category : str
        The career.
    exposure : float
        Exposure to AI, 0 to 1.
    growth_percent : float
        Growth of employment [percent].
    epoch : EpochProfile
        The five dimensions.
    wages : WageEstimates
        Annual wages [US dollars].
    entry_education : str
        Entry level of education.
    labels : Mapping of str to str
        Label of each factor.
    points : Mapping of str to int
        Points of each factor, 0 to 2; the inputs of ``american-dream-jobs/2.1-editorial``.
    total : int
        Sum of the points, as published.
    tier : str
        Tier, as published.
    source : Source
        The edition.

    Examples
    --------
    >>> import careerscore as cs
    >>> career = cs.load("2026.2").editorial_careers["content-creators"]
    >>> cs.methodology("american-dream-jobs/2.1-editorial").score(**career.points).tier.label
    'AI-Augmented'
    """

    slug: str
    title: str
    category: str
    exposure: float
    growth_percent: float
    epoch: EpochProfile
    wages: WageEstimates
    entry_education: str
    labels: Mapping[str, str] = field(converter=frozen_map)
    points: Mapping[str, int] = field(converter=frozen_map)
    total: int
    tier: str
    source: Source


def editorial_careers(facts: Facts) -> Mapping[str, EditorialCareer]:
    """Return the careers of a release, keyed by slug."""
    if EDITORIAL not in facts.editions:
        return FrozenMap()
    source = facts.edition(EDITORIAL).source
    typed = Note(provenance=Provenance.ESTIMATED, reason="typed by the editors")
    missing = Note(provenance=Provenance.MISSING, reason="the editors give none")
    found = {}
    for row in facts.table(EDITORIAL).rows():
        pay = {name: number(row[wage_column(ANNUAL, name)]) for name in FIGURES}
        gaps = {name: missing for name, value in pay.items() if value is None}
        scores = {name: int(row[name]) for name in EPOCH_DIMENSIONS}
        found[row["slug"]] = EditorialCareer(
            **{
                name: row[name] for name in ("slug", "title", "category", "entry_education", "tier")
            },
            exposure=float(row["exposure"]),
            growth_percent=float(row["growth_percent"]),
            epoch=EpochProfile(**scores, source=source, notes={EVERY_FIELD: typed}),
            wages=WageEstimates(**pay, notes=gaps),
            labels={factor: row[f"{column}_label"] for factor, column in _FACTORS.items()},
            points={factor: int(row[f"{column}_points"]) for factor, column in _FACTORS.items()},
            total=int(row["total"]),
            source=source,
        )
    return FrozenMap(found)
