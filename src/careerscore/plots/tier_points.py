"""How many people work in the occupations of each tier, each of them counted once."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

from careerscore._record import Checks
from careerscore.api import assess_all
from careerscore.model.provenance import Status
from careerscore.plots.occupation_points import apportioned, check_release, opened
from careerscore.plots.words import one_line
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.model.provenance import Source
    from careerscore.reference.releases import Release

__all__ = ["CANNOT_BE_TOLD", "TierShare", "TierShares", "tier_shares_of"]

CANNOT_BE_TOLD = "Cannot be told"


class TierShare(NamedTuple):
    """One tier.

    Attributes
    ----------
    label : str
        Its name, or that the tier cannot be told.
    workers : float
        Workers in its occupations.
    share : float
        Their share of all workers that are counted, 0 to 1.
    occupations : int
        Number of its occupations, those without employment too.
    by_fallback : float
        Those of its workers whose tier rests on a fallback.
    """

    label: str
    workers: float
    share: float
    occupations: int
    by_fallback: float


class TierShares(NamedTuple):
    """The workers of a release by tier.

    Attributes
    ----------
    methodology, release : str
        By what they are scored, and when.
    tiers : tuple of TierShare
        Best first, and last those that cannot be told.
    without_employment : int
        Number of occupations whose employment is not known.
    sources : tuple of Source
        The editions of the inputs and of employment.
    """

    methodology: str
    release: str
    tiers: tuple[TierShare, ...]
    without_employment: int
    sources: tuple[Source, ...]

    @property
    def workers(self) -> float:
        """Workers that are counted."""
        return fsum(tier.workers for tier in self.tiers)


class _Row(NamedTuple):
    result: ResilienceAssessment
    workers: float | None


def tier_shares_of(
    subject: str, release: Release | str | None, methodology: str | Methodology
) -> TierShares:
    """Return the workers of a release by tier.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    release : Release, str or None
        The release; the newest where it is None.
    methodology : str or Methodology
        By what to score.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or the methodology has no tiers.
    UnknownMethodologyError, UnknownReleaseError
        If there is none of this name.

    Examples
    --------
    >>> found = tier_shares_of("tiers", "2026.1", "american-dream-jobs/2.0")
    >>> [(tier.label, round(tier.share, 3)) for tier in found.tiers][0]
    ('AI-Resilient', 0.09)
    """
    checks = Checks(subject)
    check_release(checks, release)
    holds = isinstance(methodology, str | Methodology)
    checks.expect("methodology", methodology, "an id or a Methodology", holds=holds)
    checks.raise_problems()
    facts = opened(release)
    method = methodology_of(methodology)
    checks.expect("methodology", method.id, "a methodology with tiers", holds=bool(method.tiers))
    checks.raise_problems()
    results = assess_all(method, data=facts)
    rows = [_Row(results[code], apportioned(career)) for code, career in facts.items()]
    total = fsum(row.workers or 0 for row in rows)
    labels = [tier.label for tier in method.tiers]
    by_tier: dict[str | None, list[_Row]] = {label: [] for label in labels}
    by_tier[None] = []
    for row in rows:
        by_tier[row.result.tier.label if row.result.tier else None].append(row)
    tiers = tuple(_share(label, members, total) for label, members in by_tier.items())
    employment = [career.wages.source for career in facts.values()]
    inputs = [factor.source for row in rows for factor in row.result.factors]
    sources = dict.fromkeys(source for source in [*inputs, *employment] if source is not None)
    without = sum(row.workers is None for row in rows)
    return TierShares(method.id, facts.name, tiers, without, tuple(sources))


def _share(label: str | None, members: Sequence[_Row], total: float) -> TierShare:
    workers = fsum(row.workers or 0 for row in members)
    fallback = (row.workers or 0 for row in members if row.result.status is Status.FALLBACK)
    name = CANNOT_BE_TOLD if label is None else one_line(label)
    return TierShare(name, workers, workers / total, len(members), fsum(fallback))
