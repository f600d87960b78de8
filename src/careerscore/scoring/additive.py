"""The additive engine: each factor falls in a band, bands have points, points make a tier."""

from __future__ import annotations

import datetime
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import asdict, field, frozen

from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.model.assessment import FactorScore, ResilienceAssessment, Status, Tier
from careerscore.model.checks import Checks, frozen_tuple
from careerscore.scoring.bands import Factor, Rationale, TierRule
from careerscore.scoring.fingerprint import fingerprint_of
from careerscore.scoring.protocol import Input
from careerscore.scoring.reading import Found, as_number, read_input

if TYPE_CHECKING:
    from collections.abc import Mapping

    from attrs import Attribute

    from careerscore.model.occupation import Occupation

__all__ = ["ENGINE", "AdditiveMethodology", "Outcome"]

ENGINE: Final = "additive/1"
"""Name of the engine and version of its rules; part of every fingerprint."""

STATUSES: Final = ("draft", "released", "superseded", "withdrawn")


class Outcome(NamedTuple):
    """What follows from the bands alone; None stands for the band of a missing input."""

    total: int | None
    total_range: tuple[int, int]
    tier: Tier | None
    possible_tiers: tuple[Tier, ...]
    rationale: str


@frozen(kw_only=True)
class AdditiveMethodology:
    """A methodology whose factors add up.

    Parameters
    ----------
    id : str
        ``family/version``.
    title : str
        What a reader calls it.
    released : datetime.date
        When this version was released.
    status : str
        ``draft``, ``released``, ``superseded`` or ``withdrawn``.
    citation : str
        How to cite it.
    factors : tuple of Factor
        What adds up.
    tier_rules : tuple of TierRule
        From the best tier to the worst.
    rationale : Rationale, optional
        Words of the rationale.
    url, description : str, optional
        Where it was published, and what it does in a sentence or two.
    limits : tuple of str, optional
        Known weaknesses, a sentence each.
    superseded_by : str, optional
        Id of the version that replaces it.

    Raises
    ------
    InvalidInputError
        If the definition contradicts itself; all problems are listed.

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

    id: str
    title: str
    released: datetime.date
    status: str
    citation: str
    factors: tuple[Factor, ...] = field(converter=frozen_tuple)
    tier_rules: tuple[TierRule, ...] = field(converter=frozen_tuple)
    rationale: Rationale = field(factory=Rationale)
    url: str | None = None
    description: str | None = None
    limits: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    superseded_by: str | None = None
    _fingerprint: str = field(init=False, eq=False, repr=False)
    _outcomes: dict[tuple[int | None, ...], Outcome] = field(
        init=False, eq=False, repr=False, factory=dict
    )

    def __attrs_post_init__(self) -> None:
        checks = Checks("AdditiveMethodology")
        family, slash, version = self.id.partition("/") if isinstance(self.id, str) else ("",) * 3
        holds = bool(family and slash and version) and self.id == self.id.strip()
        checks.expect(
            "id", self.id, "family/version, such as 'american-dream-jobs/2.0'", holds=holds
        )
        for name in ("title", "citation"):
            checks.text(name, getattr(self, name))
        for name in ("url", "description", "superseded_by"):
            checks.text(name, getattr(self, name), optional=True)
        checks.instance("released", self.released, datetime.date)
        checks.expect("status", self.status, " or ".join(STATUSES), holds=self.status in STATUSES)
        checks.items("factors", self.factors, Factor)
        checks.items("tier_rules", self.tier_rules, TierRule)
        checks.items("limits", self.limits, str)
        checks.instance("rationale", self.rationale, Rationale)
        if checks.passed:
            self._check_factors_and_tiers(checks)
        checks.raise_problems()
        # Set once, before anyone holds the object; attrs refuses assignment even here.
        object.__setattr__(self, "_fingerprint", self._fingerprint_of_definition())

    def __repr__(self) -> str:
        return f"<Methodology {self.id}, {self.title}, {self.released}>"

    def _check_factors_and_tiers(self, checks: Checks) -> None:
        names = [factor.name for factor in self.factors]
        holds = bool(names) and len(set(names)) == len(names)
        checks.expect("factors", names, "one factor or more, all names different", holds=holds)
        ranks = [rule.rank for rule in self.tier_rules]
        holds = bool(ranks) and ranks == list(range(1, len(ranks) + 1))
        checks.expect("tier_rules", ranks, "ranks 1, 2, 3 and so on, in order", holds=holds)
        edges = [rule.at_least for rule in self.tier_rules]
        holds = all(high > low for high, low in pairwise(edges))
        checks.expect("tier_rules", edges, "at_least to fall from tier to tier", holds=holds)
        lowest = sum(min(band.points for band in factor.bands) for factor in self.factors)
        holds = edges[-1:] <= [lowest]
        checks.expect("tier_rules", edges, f"a tier for the lowest total, {lowest}", holds=holds)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes, one for each factor."""
        return tuple(
            Input(
                name=factor.name,
                title=factor.title,
                unit=factor.unit,
                minimum=factor.minimum,
                maximum=factor.maximum,
            )
            for factor in self.factors
        )

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        return tuple(rule.tier for rule in self.tier_rules)

    @property
    def max_total(self) -> int:
        """The most the points can add up to."""
        return sum(factor.max_points for factor in self.factors)

    @property
    def fingerprint(self) -> str:
        """SHA-256 over the engine and every number and word that a result is made of."""
        return self._fingerprint

    def _fingerprint_of_definition(self) -> str:
        return fingerprint_of(
            {
                "engine": ENGINE,
                "id": self.id,
                "factors": [asdict(factor, filter=_is_definition) for factor in self.factors],
                "tiers": [asdict(rule) for rule in self.tier_rules],
                "rationale": asdict(self.rationale),
            }
        )

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs.

        Parameters
        ----------
        **inputs : float or None
            One for each of `inputs`; None, NaN or leaving it out says that it is missing.

        Raises
        ------
        InvalidInputError
            If an input is unknown, not a number or out of range; all such are named.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> method.score(ai_exposure=0.35, job_growth=6, human_advantage=22).total
        5
        """
        names = tuple(factor.name for factor in self.factors)
        unknown = []
        for name in inputs:
            if name not in names:
                near = " or ".join(close_matches(name, names)) or ", ".join(names)
                unknown.append(Problem(name, shorten(inputs[name]), f"an input named {near}"))
        if unknown:
            raise InvalidInputError(self.id, tuple(unknown))
        return self._result({name: Found(as_number(inputs.get(name))) for name in names}, None)

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation.

        Parameters
        ----------
        occupation : Occupation
            Read by the rules of each factor.

        Raises
        ------
        InvalidInputError
            If what is read is out of range.

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0")
        >>> method.assess(cs.occupation("29-2072.00", data="2026.1")).total
        3
        """
        found = {factor.name: read_input(factor.read, occupation) for factor in self.factors}
        return self._result(found, occupation)

    def _result(
        self, found: Mapping[str, Found], occupation: Occupation | None
    ) -> ResilienceAssessment:
        checks = Checks(self.id if occupation is None else f"{self.id} for {occupation.code}")
        for factor in self.factors:
            checks.number(
                factor.name,
                found[factor.name].value,
                minimum=factor.minimum,
                maximum=factor.maximum,
                optional=True,
            )
        checks.raise_problems()
        bands = tuple(
            None if (value := found[factor.name].value) is None else factor.band_of(value)
            for factor in self.factors
        )
        outcome = self.outcome(bands)
        code = title = release = data = None
        if occupation is not None:
            code, title = occupation.code, occupation.title
            release, data = occupation.data_release, occupation.data_fingerprint
        return ResilienceAssessment(
            methodology=self.id,
            status=Status.INSUFFICIENT if outcome.tier is None else Status.COMPLETE,
            factors=tuple(
                _factor_score(factor, found[factor.name], band)
                for factor, band in zip(self.factors, bands, strict=True)
            ),
            total=outcome.total,
            max_total=self.max_total,
            total_range=outcome.total_range,
            tier=outcome.tier,
            possible_tiers=outcome.possible_tiers,
            rationale=outcome.rationale,
            fingerprint=fingerprint_of(
                {
                    "methodology": self.fingerprint,
                    "data": data,
                    "occupation": code,
                    "inputs": {name: value.value for name, value in found.items()},
                }
            ),
            occupation_code=code,
            occupation_title=title,
            data_release=release,
        )

    def outcome(self, bands: tuple[int | None, ...]) -> Outcome:
        """Return what follows from the bands alone.

        Parameters
        ----------
        bands : tuple of int or None
            For each factor the number of its band, from 0; None where the input is missing.

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
        missing: list[str] = []
        for factor, number in zip(self.factors, bands, strict=True):
            reachable = factor.bands if number is None else (factor.bands[number],)
            totals = {total + band.points for total in totals for band in reachable}
            if number is None:
                missing.append(factor.title)
            elif (phrase := factor.bands[number].phrase) is not None:
                phrases.append(phrase)
        rules = {total: self._rule_of(total) for total in totals}
        possible = tuple(rule.tier for rule in self.tier_rules if rule in rules.values())
        span = (min(totals), max(totals))
        if missing:
            left_open = " or ".join(tier.label for tier in possible)
            rationale = (
                f"Insufficient data, {' and '.join(missing)} missing: "
                f"a total of {span[0]} to {span[1]} of {self.max_total} is possible, {left_open}"
            )
            return Outcome(None, span, None, possible, rationale)
        total = span[0]
        reasons = ", ".join(phrases) or self.rationale.none
        conclusion = rules[total].conclusion
        rationale = f"{self.rationale.lead} {total}/{self.max_total}: {reasons} {conclusion}"
        return Outcome(total, span, rules[total].tier, possible, rationale)

    def _rule_of(self, total: int) -> TierRule:
        return next(rule for rule in self.tier_rules if total >= rule.at_least)


def _factor_score(factor: Factor, found: Found, number: int | None) -> FactorScore:
    band = None if number is None else factor.bands[number]
    return FactorScore(
        name=factor.name,
        title=factor.title,
        value=found.value,
        unit=factor.unit,
        label=None if band is None else band.label,
        points=None if band is None else band.points,
        max_points=factor.max_points,
        source=found.source,
        note=found.note,
    )


def _is_definition(attribute: Attribute[object], _: object) -> bool:
    # A better citation does not change a result.
    return attribute.name != "source"
