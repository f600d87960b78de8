"""The rules engine: each factor falls in a band, and the first rule that fits names the tier."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Record, frozen_tuple, limits
from careerscore.scoring.base import FactorMethodology, Outcome

if TYPE_CHECKING:
    from careerscore._record import Checks
    from careerscore._render.blocks import Block
    from careerscore.scoring.base import Bands

_MOST_STATES: Final = 20_000
"""Sets of rules that are followed from factor to factor before a methodology is refused."""


def _frozen_labels(value: Any) -> Any:
    if not isinstance(value, Mapping):
        return value
    return FrozenMap({name: frozen_tuple(labels) for name, labels in value.items()})


@frozen(kw_only=True)
class Rule(Record):
    """One rule: if every condition holds, the tier follows.

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
    tier: int = field(metadata=limits(minimum=1, maximum=1000))

    def fits(self, labels: Mapping[str, str]) -> bool:
        """Return whether every condition holds for the labels of the factors' bands."""
        return all(labels[name] in accepted for name, accepted in self.when.items())

    def allows(self, factor: str, label: str) -> bool:
        """Return whether it accepts the label of a factor's band."""
        return label in self.when.get(factor, (label,))


@frozen(kw_only=True, repr=False)
class RulesMethodology(FactorMethodology):
    """A methodology of ordered rules: the first one that fits decides.

    Parameters
    ----------
    rules : tuple of Rule
        In order; the last one has no condition.
    **definition
        The parameters of `FactorMethodology`.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/1.0")
    >>> method.score(ai_exposure=10, job_growth=7, human_advantage=15).rationale
    'Rule 3: AI exposure Low, Job growth Growing Slowly: AI-Resilient'
    """

    engine: ClassVar[str] = "rules/1"

    rules: tuple[Rule, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
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
        if checks.passed:
            holds = self._possible_rules((None,) * len(self.factors)) is not None
            expected = f"at most {_MOST_STATES} combinations of rules that stay open"
            checks.expect("rules", names, expected, holds=holds)

    def _details(self) -> Iterable[Block]:
        from careerscore._render.blocks import muted, section, text_table

        rows = [
            (
                rule.name,
                "; ".join(f"{name}: {' or '.join(labels)}" for name, labels in rule.when.items())
                or "otherwise",
                self.tier_rules[rule.tier - 1].label,
            )
            for rule in self.rules
        ]
        table = text_table(("rule", "when", "tier"), rows)
        decides = muted("The first rule that fits decides.")
        return [*super()._details(), *section("Rules", *decides, *table)]

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

    def outcome(self, bands: Bands) -> Outcome:
        """Return what follows from the bands of the factors, None for a missing one."""
        if missing := self.missing_factors(bands):
            ranks = {rule.tier for rule in self._possible_rules(bands) or ()}
            tiers = tuple(rule.tier for rule in self.tier_rules if rule.rank in ranks)
            either = " or ".join(tier.label for tier in tiers)
            rationale = f"Insufficient data, {' and '.join(missing)} missing: {either} possible"
            return Outcome(None, None, None, tiers, rationale)
        known = tuple(number for number in bands if number is not None)
        rule, labels = self.rule_of(known), self._labels_of(known)
        tier = self.tier_rules[rule.tier - 1].tier
        conditions = ", ".join(
            f"{factor.title} {labels[factor.name]}"
            for factor in self.factors
            if factor.name in rule.when
        )
        rationale = f"Rule {rule.name}: {conditions or 'no earlier rule fits'}: {tier.label}"
        return Outcome(None, None, tier, (tier,), rationale)

    def _judge(self, _values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        return self.outcome(bands)

    def _labels_of(self, bands: tuple[int, ...]) -> dict[str, str]:
        pairs = zip(self.factors, bands, strict=True)
        return {factor.name: factor.bands[number].label for factor, number in pairs}

    @cached_property
    def _fitting(self) -> list[tuple[int, list[int]]]:
        """Return for each factor, as bits, the rules that no later one decides or a band allows."""
        names = [factor.name for factor in self.factors]
        return [
            (
                _bits(rule.when.keys().isdisjoint(names[place:]) for rule in self.rules),
                [
                    _bits(rule.allows(factor.name, band.label) for rule in self.rules)
                    for band in factor.bands
                ],
            )
            for place, factor in enumerate(self.factors, start=1)
        ]

    def _possible_rules(self, bands: Bands) -> list[Rule] | None:
        """Return the rules that decide for some completion of the missing factors.

        Factor by factor, the bits of a number are the rules that still fit. A rule without
        conditions on later factors ends the search for the rules below it, so that completions
        are never enumerated. None where there are too many such numbers.
        """
        open_rules, states = {(1 << len(self.rules)) - 1}, 0
        for (settled, by_band), number in zip(self._fitting, bands, strict=True):
            possible = by_band if number is None else (by_band[number],)
            remaining = {each & fits for each in open_rules for fits in possible}
            # No rule below the first one that fits whatever the later factors are.
            open_rules = {each & (2 * _lowest_bit(each & settled) - 1) for each in remaining}
            states += len(open_rules)
            if states > _MOST_STATES:
                return None
        return [rule for place, rule in enumerate(self.rules) if 1 << place in open_rules]


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _lowest_bit(bits: int) -> int:
    return bits & -bits
