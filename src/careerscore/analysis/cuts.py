"""The tier of a mean total: between the totals that a methodology itself gives."""

from __future__ import annotations

from bisect import bisect_right
from math import inf, nextafter
from typing import TYPE_CHECKING, Any, NamedTuple

if TYPE_CHECKING:
    from careerscore.model.assessment import Tier
    from careerscore.scoring.base import Methodology


class Cuts(NamedTuple):
    """Tiers from the lowest totals to the highest, and the least total of each but the first."""

    tiers: tuple[Tier, ...]
    edges: tuple[float, ...]

    def tier_of(self, total: float) -> Tier:
        """Return the tier of a total; one on an edge belongs to the tier above."""
        return self.tiers[bisect_right(self.edges, total)]


def cuts_of(methodology: Methodology) -> Cuts | None:
    """Return where a methodology cuts totals into tiers; None where it does not.

    Whole points are cut halfway between two totals, so that the mean of several totals belongs to
    the nearer one.

    Examples
    --------
    >>> import careerscore as cs
    >>> cuts_of(cs.methodology("american-dream-jobs/2.0")).edges
    (1.5, 2.5, 4.5)
    >>> cuts_of(cs.methodology("frey-osborne/2013")).tier_of(0.3).label
    'Medium'
    """
    from careerscore.scoring import AdditiveMethodology, PublishedMeasure

    method: Any = getattr(methodology, "steps", (methodology,))[0]
    if not method.tiers:
        return None
    if isinstance(method, PublishedMeasure):
        ends = [band.end for band in method.factors[0].bands if band.end is not None]
        edges = (nextafter(cut, inf) if is_included else cut for cut, is_included in ends)
        return Cuts(method.tiers, tuple(edges))
    least = [rule.at_least for rule in getattr(method, "tier_rules", ())[:-1]]
    if not least or None in least:
        return None
    between = 0.5 if isinstance(method, AdditiveMethodology) else 0
    edges = (each - between for each in reversed(least))
    return Cuts(tuple(reversed(method.tiers)), tuple(edges))
