"""The additive engine: each factor falls in a band, bands have points, points make a tier."""

from functools import reduce
from itertools import pairwise
from operator import or_
from typing import ClassVar

from attrs import field, frozen

from careerscore._record import Checks
from careerscore.scoring.base import Bands, FactorMethodology, Outcome
from careerscore.scoring.factors import Rationale


@frozen(kw_only=True, repr=False)
class AdditiveMethodology(FactorMethodology):
    """A methodology whose factors add up.

    Parameters
    ----------
    rationale : Rationale, optional
        Words of the rationale.
    **definition
        The parameters of `FactorMethodology`.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> method.score(ai_exposure=0.6176, job_growth=7, human_advantage=15).tier.label
    'AI-Augmented'
    >>> open_result = method.score(ai_exposure=0.6176, job_growth=None, human_advantage=15)
    >>> open_result.status.value, open_result.total_range
    ('insufficient', (1, 3))
    """

    engine: ClassVar[str] = "additive/1"
    sees_only_bands: ClassVar[bool] = True

    rationale: Rationale = field(factory=Rationale)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        for factor in self.factors:
            points = [band.points for band in factor.bands]
            holds = bool(points) and None not in points
            checks.expect(f"factors.{factor.name}", points, "bands, all with points", holds=holds)
            known = [point for point in points if point is not None]
            rising = {"higher": known, "lower": known[::-1]}.get(factor.better or "", [])
            holds = rising == sorted(rising)
            expected = f"points that are never worse for {factor.better} values"
            checks.expect(f"factors.{factor.name}", points, expected, holds=holds)
        edges = [rule.at_least for rule in self.tier_rules]
        conclusions = [rule.conclusion for rule in self.tier_rules]
        are_whole = all(isinstance(edge, int) for edge in edges)
        holds = bool(edges) and are_whole and None not in conclusions
        expected = "tiers, all with a whole number as at_least and a conclusion"
        checks.expect("tier_rules", edges, expected, holds=holds)
        if checks.passed:
            least = [edge for edge in edges if edge is not None]
            holds = all(high > low for high, low in pairwise(least))
            checks.expect("tier_rules", edges, "at_least to fall from tier to tier", holds=holds)
            lowest = sum(min(band.points or 0 for band in factor.bands) for factor in self.factors)
            expected = f"a tier for the lowest total, {lowest}"
            checks.expect("tier_rules", edges, expected, holds=least[-1] <= lowest)

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        names = " + ".join(factor.name for factor in self.factors)
        return f"total = points of {names}, at most {self.max_total}"

    @property
    def max_total(self) -> int:
        """The most the points can add up to."""
        return sum(factor.max_points or 0 for factor in self.factors)

    def outcome(self, bands: Bands) -> Outcome:
        """Return what follows from the bands of the factors, None for a missing one."""
        missing = self.missing_factors(bands)
        totals = self._totals(bands)
        low, high = totals[0], totals[-1]
        rules = [
            next(rule for rule in self.tier_rules if total >= (rule.at_least or 0))
            for total in reversed(totals)
        ]
        possible = tuple(rule.tier for rule in dict.fromkeys(rules))
        if missing:
            labels = " or ".join(tier.label for tier in possible)
            rationale = (
                f"Insufficient data, {' and '.join(missing)} missing: "
                f"a total of {low} to {high} of {self.max_total} is possible, {labels}"
            )
            return Outcome(None, (low, high), None, possible, rationale)
        chosen = [
            factor.bands[number]
            for factor, number in zip(self.factors, bands, strict=True)
            if number is not None
        ]
        phrases = ", ".join(band.phrase for band in chosen if band.phrase is not None)
        rationale = (
            f"{self.rationale.lead} {low}/{self.max_total}: {phrases or self.rationale.none} "
            f"{rules[0].conclusion}{self.rationale.tail or ''}"
        )
        return Outcome(low, (low, high), possible[0], possible, rationale)

    def _judge(self, _values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        return self.outcome(bands)

    def _totals(self, bands: Bands) -> list[int]:
        """Return the totals that some completion of the missing factors reaches, in order."""
        lowest, reached = 0, 1
        for factor, number in zip(self.factors, bands, strict=True):
            possible = factor.bands if number is None else (factor.bands[number],)
            points = {band.points or 0 for band in possible}
            lowest += min(points)
            # Bit n is the total n above the lowest: thousands of totals are one number.
            reached = reduce(or_, (reached << each - min(points) for each in points))
        return [total for total, bit in enumerate(f"{reached:b}"[::-1], lowest) if bit == "1"]
