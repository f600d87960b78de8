"""Careers outside O*NET that editors described: their figures, points and tier, as typed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from careerscore._record import frozen_map
from careerscore.model.ai import EPOCH_DIMENSIONS, EpochProfile
from careerscore.model.provenance import Note, Provenance, Source
from careerscore.model.wages import PERCENTILES, WageEstimates
from careerscore.reference.wages_and_outlook import ANNUAL, number, wage_column

if TYPE_CHECKING:
    from careerscore.reference.editions import Edition, Row

EDITORIAL: Final = "american-dream-jobs-editorial"
"""The dataset."""

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


def editorial_careers(edition: Edition) -> dict[str, EditorialCareer]:
    """Return the careers of an edition, keyed by slug."""
    return {row["slug"]: _career(row, edition.source) for row in edition.table().rows()}


def _career(row: Row, source: Source) -> EditorialCareer:
    typed = Note(provenance=Provenance.ESTIMATED, reason="typed by the editors")
    return EditorialCareer(
        slug=row["slug"],
        title=row["title"],
        category=row["category"],
        exposure=float(row["exposure"]),
        growth_percent=float(row["growth_percent"]),
        epoch=EpochProfile(
            **{name: int(row[name]) for name in EPOCH_DIMENSIONS},
            source=source,
            notes={"*": typed},
        ),
        wages=_wages(row),
        entry_education=row["entry_education"],
        labels={factor: row[f"{column}_label"] for factor, column in _FACTORS.items()},
        points={factor: int(row[f"{column}_points"]) for factor, column in _FACTORS.items()},
        total=int(row["total"]),
        tier=row["tier"],
        source=source,
    )


def _wages(row: Row) -> WageEstimates:
    values = {name: number(row[wage_column(ANNUAL, name)]) for name in (*PERCENTILES, "mean")}
    missing = Note(provenance=Provenance.MISSING, reason="the editors give none")
    return WageEstimates(
        **values, notes={name: missing for name, value in values.items() if value is None}
    )
