"""The additive engine: each factor falls in a band, bands have points, points make a tier."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, ClassVar, Final

import attrs
from attrs import field, frozen

from careerscore.methods.base import is_set
from careerscore.scoring.bands import Rationale
from careerscore.scoring.definition import Definition, Outcome

if TYPE_CHECKING:
    from careerscore._record import Checks
    from careerscore.scoring.bands import TierRule

__all__ = ["ADDITIVE_ENGINE", "AdditiveMethodology"]

ADDITIVE_ENGINE: Final = "additive/1"
"""Name of the engine and version of its rules; part of every fingerprint."""


@frozen(kw_only=True, repr=False)
class AdditiveMethodology(Definition):
    """A methodology whose factors add up.

    Parameters
    ----------
    rationale : Rationale, optional
        Words of the rationale.

    See Also
    --------
    careerscore.scoring.Definition, careerscore.scoring.MethodologyBase : the other parameters.

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

    engine: ClassVar[str] = ADDITIVE_ENGINE

    rationale: Rationale = field(factory=Rationale)
    _outcomes: dict[tuple[int | None, ...], Outcome] = field(
        init=False, eq=False, repr=False, factory=dict
    )

    def _check_parts(self, checks: Checks) -> None:
        super()._check_parts(checks)
        checks.instance("rationale", self.rationale, Rationale)

    def _check_rules(self, checks: Checks) -> None:
        super()._check_rules(checks)
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
        holds = bool(edges) and None not in edges and None not in conclusions
        expected = "tiers, all with at_least and a conclusion"
        checks.expect("tier_rules", edges, expected, holds=holds)
        if checks.passed:
            self._check_edges(checks, [edge for edge in edges if edge is not None])

    def _check_edges(self, checks: Checks, edges: list[int]) -> None:
        holds = all(high > low for high, low in pairwise(edges))
        checks.expect("tier_rules", edges, "at_least to fall from tier to tier", holds=holds)
        lowest = sum(min(band.points or 0 for band in factor.bands) for factor in self.factors)
        holds = edges[-1:] <= [lowest]
        checks.expect("tier_rules", edges, f"a tier for the lowest total, {lowest}", holds=holds)

    def _definition(self) -> dict[str, object]:
        rationale = attrs.asdict(self.rationale, filter=is_set)
        return {**super()._definition(), "rationale": rationale}

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        names = " + ".join(factor.name for factor in self.factors)
        return f"total = points of {names}, at most {self.max_total}"

    @property
    def max_total(self) -> int:
        """The most the points can add up to."""
        return sum(factor.max_points or 0 for factor in self.factors)

    def _judge(
        self, _values: tuple[float | None, ...], bands: tuple[int | None, ...], /
    ) -> Outcome:
        return self.outcome(bands)

    def outcome(self, bands: tuple[int | None, ...]) -> Outcome:
        """Return what follows from the bands of the factors, None for a missing one.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.methodology("american-dream-jobs/2.0").outcome((2, 2, 1)).total
        3
        """
        if bands not in self._outcomes:
            self._outcomes[bands] = self._worked_out(bands)
        return self._outcomes[bands]

    def _worked_out(self, bands: tuple[int | None, ...]) -> Outcome:
        totals = {0}
        phrases: list[str] = []
        for factor, number in zip(self.factors, bands, strict=True):
            reachable = factor.bands if number is None else (factor.bands[number],)
            totals = {total + (band.points or 0) for total in totals for band in reachable}
            if number is not None and (phrase := factor.bands[number].phrase) is not None:
                phrases.append(phrase)
        rules = {total: self._rule_of(total) for total in totals}
        possible = tuple(rule.tier for rule in self.tier_rules if rule in rules.values())
        span = (min(totals), max(totals))
        missing = self.left_open(bands)
        if missing:
            left_open = " or ".join(tier.label for tier in possible)
            rationale = (
                f"Insufficient data, {' and '.join(missing)} missing: "
                f"a total of {span[0]} to {span[1]} of {self.max_total} is possible, {left_open}"
            )
            return Outcome(None, span, None, possible, rationale)
        total = span[0]
        reasons = ", ".join(phrases) or self.rationale.none
        rationale = (
            f"{self.rationale.lead} {total}/{self.max_total}: {reasons} {rules[total].conclusion}"
            f"{self.rationale.tail or ''}"
        )
        return Outcome(total, span, rules[total].tier, possible, rationale)

    def _rule_of(self, total: int) -> TierRule:
        return next(rule for rule in self.tier_rules if total >= (rule.at_least or 0))
