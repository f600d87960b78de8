"""The rules engine: each factor falls in a band, and the first rule that fits names the tier."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import product
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs
from attrs import field, frozen

from careerscore._record import Checks, frozen_map, frozen_tuple
from careerscore.scoring.definition import Definition, Outcome

if TYPE_CHECKING:
    from careerscore.scoring.bands import TierRule

__all__ = ["RULES_ENGINE", "Rule", "RulesMethodology"]

RULES_ENGINE: Final = "rules/1"
"""Name of the engine and version of its rules; part of every fingerprint."""


def _frozen_labels(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return frozen_map({name: frozen_tuple(labels) for name, labels in value.items()})


@frozen(kw_only=True)
class Rule:
    """One rule: where every condition holds, the tier follows.

    Parameters
    ----------
    name : str
        How it is cited: ``"5b"``.
    when : Mapping of str to tuple of str, optional
        For a factor the labels of the bands it may be in; factors not named do not matter.
    tier : int
        Rank of the tier.

    Examples
    --------
    >>> Rule(name="3", when={"ai_exposure": ["Low"]}, tier=1).fits({"ai_exposure": "Low"})
    True
    """

    name: str
    when: Mapping[str, tuple[str, ...]] = field(factory=dict, converter=_frozen_labels)
    tier: int

    def __attrs_post_init__(self) -> None:
        checks = Checks("Rule")
        checks.text("name", self.name)
        checks.mapping("when", self.when, tuple)
        checks.integer("tier", self.tier, minimum=1, maximum=1000)
        checks.raise_problems()

    def fits(self, labels: Mapping[str, str]) -> bool:
        """Tell whether every condition holds for the labels of the factors' bands."""
        return all(labels[name] in accepted for name, accepted in self.when.items())


@frozen(kw_only=True, repr=False)
class RulesMethodology(Definition):
    """A methodology of ordered rules: the first one that fits decides.

    Parameters
    ----------
    rules : tuple of Rule
        In order; the last one has no condition.

    See Also
    --------
    careerscore.scoring.Definition, careerscore.scoring.MethodologyBase : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/1.0")
    >>> method.score(ai_exposure=10, job_growth=7, human_advantage=15).rationale
    'Rule 3: AI exposure Low, Job growth Growing Slowly: AI-Resilient'
    """

    engine: ClassVar[str] = RULES_ENGINE

    rules: tuple[Rule, ...] = field(converter=frozen_tuple)
    _outcomes: dict[tuple[int | None, ...], Outcome] = field(
        init=False, eq=False, repr=False, factory=dict
    )

    def _check_parts(self, checks: Checks) -> None:
        super()._check_parts(checks)
        checks.items("rules", self.rules, Rule)

    def _check_rules(self, checks: Checks) -> None:
        super()._check_rules(checks)
        labels = {factor.name: {band.label for band in factor.bands} for factor in self.factors}
        checks.expect("factors", labels, "bands for every factor", holds=all(labels.values()))
        ranks = [rule.rank for rule in self.tier_rules]
        names = [rule.name for rule in self.rules]
        holds = len(set(names)) == len(names)
        checks.expect("rules", names, "a name of its own for each rule", holds=holds)
        holds = bool(self.rules) and not self.rules[-1].when
        checks.expect("rules", names, "a last rule without a condition", holds=holds)
        for rule in self.rules:
            field_name = f"rules.{rule.name}"
            known = f"the rank of a tier, {ranks}"
            checks.expect(f"{field_name}.tier", rule.tier, known, holds=rule.tier in ranks)
            for name, accepted in rule.when.items():
                expected = f"labels of a factor: {sorted(labels.get(name, labels))}"
                holds = bool(accepted) and set(accepted) <= labels.get(name, set())
                checks.expect(f"{field_name}.{name}", accepted, expected, holds=holds)

    def _definition(self) -> dict[str, object]:
        return {**super()._definition(), "rules": [attrs.asdict(rule) for rule in self.rules]}

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        return f"the first of {len(self.rules)} rules that fits the bands of the factors"

    @property
    def max_total(self) -> None:
        """Rules give no total."""
        return

    def rule_of(self, bands: tuple[int, ...]) -> Rule:
        """Return the rule that decides for the bands of the factors.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.methodology("american-dream-jobs/1.0").rule_of((2, 2, 1)).name
        '6'
        """
        labels = self._labels_of(bands)
        return next(rule for rule in self.rules if rule.fits(labels))

    def _labels_of(self, bands: tuple[int, ...]) -> dict[str, str]:
        return {
            factor.name: factor.bands[number].label
            for factor, number in zip(self.factors, bands, strict=True)
        }

    def _judge(
        self, _values: tuple[float | None, ...], bands: tuple[int | None, ...], /
    ) -> Outcome:
        return self.outcome(bands)

    def outcome(self, bands: tuple[int | None, ...]) -> Outcome:
        """Return what follows from the bands of the factors, None for a missing one."""
        if bands not in self._outcomes:
            self._outcomes[bands] = self._worked_out(bands)
        return self._outcomes[bands]

    def _worked_out(self, bands: tuple[int | None, ...]) -> Outcome:
        completions = product(
            *(
                range(len(factor.bands)) if number is None else (number,)
                for factor, number in zip(self.factors, bands, strict=True)
            )
        )
        deciding = {completion: self.rule_of(completion) for completion in completions}
        ranks = {rule.tier for rule in deciding.values()}
        possible = tuple(rule for rule in self.tier_rules if rule.rank in ranks)
        tiers = tuple(rule.tier for rule in possible)
        missing = self.left_open(bands)
        if missing:
            left_open = " or ".join(tier.label for tier in tiers)
            rationale = f"Insufficient data, {' and '.join(missing)} missing: {left_open} possible"
            return Outcome(None, None, None, tiers, rationale)
        ((completion, rule),) = deciding.items()
        return Outcome(None, None, tiers[0], tiers, self._rationale(completion, rule, possible[0]))

    def _rationale(self, bands: tuple[int, ...], rule: Rule, tier: TierRule) -> str:
        labels = self._labels_of(bands)
        conditions = ", ".join(
            f"{factor.title} {labels[factor.name]}"
            for factor in self.factors
            if factor.name in rule.when
        )
        return f"Rule {rule.name}: {conditions or 'no earlier rule fits'}: {tier.label}"
