"""The engines that the default methodology does not need: rules, measures and compositions."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any, ClassVar, Final

import attrs
from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import MethodologyBase, check_occupation
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.provenance import Status
from careerscore.scoring.base import Bands, FactorMethodology, Methodology, Outcome
from careerscore.scoring.factors import check_inputs

if TYPE_CHECKING:
    from careerscore._render.blocks import Block
    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.factors import Factor, Input

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
    sees_only_bands: ClassVar[bool] = True

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
            holds = bool(self._possible_rules((None,) * len(self.factors)))
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

    def rule_of(self, bands: tuple[int, ...]) -> Rule:
        """Return the rule that decides for the bands of the factors."""
        return self._possible_rules(bands)[0]

    def outcome(self, bands: Bands) -> Outcome:
        """Return what follows from the bands of the factors, None for a missing one."""
        rules = self._possible_rules(bands)
        ranks = {rule.tier for rule in rules}
        tiers = tuple(rule.tier for rule in self.tier_rules if rule.rank in ranks)
        labels = " or ".join(tier.label for tier in tiers)
        if missing := self.missing_factors(bands):
            rationale = f"Insufficient data, {' and '.join(missing)} missing: {labels} possible"
            return Outcome(None, None, None, tiers, rationale)
        conditions = ", ".join(
            f"{factor.title} {factor.bands[number].label}"
            for factor, number in zip(self.factors, bands, strict=True)
            if number is not None and factor.name in rules[0].when
        )
        rationale = f"Rule {rules[0].name}: {conditions or 'no earlier rule fits'}: {labels}"
        return Outcome(None, None, tiers[0], tiers, rationale)

    def _judge(self, _values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        return self.outcome(bands)

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

    def _possible_rules(self, bands: Bands) -> list[Rule]:
        """Return the rules that decide for some completion of the missing factors.

        Factor by factor, the bits of a number are the rules that still fit. A rule without
        conditions on later factors ends the search for the rules below it, so that completions
        are never enumerated. None at all where there are too many such numbers.
        """
        open_rules, states = {(1 << len(self.rules)) - 1}, 0
        for (settled, by_band), number in zip(self._fitting, bands, strict=True):
            possible = by_band if number is None else (by_band[number],)
            remaining = {each & fits for each in open_rules for fits in possible}
            # No rule below the first one that fits whatever the later factors are.
            open_rules = {each & (2 * _lowest_bit(each & settled) - 1) for each in remaining}
            states += len(open_rules)
            if states > _MOST_STATES:
                return []
        return [rule for place, rule in enumerate(self.rules) if 1 << place in open_rules]


def _bits(flags: Iterable[bool]) -> int:
    return sum(1 << place for place, flag in enumerate(flags) if flag)


def _lowest_bit(bits: int) -> int:
    return bits & -bits


@frozen(kw_only=True, repr=False)
class PublishedMeasure(FactorMethodology):
    """A published measure, or several columns of one study.

    A single measure is its own total. Where its factor has bands, there is a tier for each,
    in the same order.

    Parameters
    ----------
    **definition
        The parameters of `FactorMethodology`.

    Examples
    --------
    >>> import careerscore as cs
    >>> result = cs.methodology("frey-osborne/2013").score(probability=0.91)
    >>> result.total, result.tier.label
    (0.91, 'High')
    """

    engine: ClassVar[str] = "measure/1"
    sees_only_bands: ClassVar[bool] = True  # and passes the value itself on

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        banded = [factor.name for factor in self.factors if factor.bands]
        holds = not banded or len(self.factors) == 1
        checks.expect("factors", banded, "bands on a single measure alone", holds=holds)
        bands = [band for factor in self.factors for band in factor.bands]
        labels, tiers = [band.label for band in bands], [rule.label for rule in self.tier_rules]
        checks.expect("tier_rules", tiers, f"a tier for each band, {labels}", holds=tiers == labels)
        points = [band.points for band in bands]
        checks.expect("factors", points, "bands without points", holds=set(points) <= {None})

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        names = ", ".join(factor.name for factor in self.factors)
        return f"{names} as published"

    @property
    def max_total(self) -> float | None:
        """The most a single measure can be; None where nothing bounds it."""
        return self.factors[0].maximum if len(self.factors) == 1 else None

    def _judge(self, values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        if missing := self.missing_factors(values):
            rationale = f"Insufficient data, {' and '.join(missing)} missing"
            return Outcome(None, None, None, self.tiers, rationale)
        pairs = zip(self.factors, values, strict=True)
        figures = "; ".join(
            factor.title if factor.is_category else f"{factor.title} {value:.4g}"
            for factor, value in pairs
        )
        if len(self.factors) > 1:
            return Outcome(None, None, None, (), figures)
        total = next(value for value in values if value is not None)
        if not self.tier_rules:
            return Outcome(total, (total, total), None, (), figures)
        tier = self.tiers[next(band for band in bands if band is not None)]
        return Outcome(total, (total, total), tier, (tier,), f"{figures}: {tier.label}")


@frozen(kw_only=True, repr=False)
class CompositeMethodology(MethodologyBase):
    """Several methodologies in order: the first whose inputs are complete gives the result.

    The result names the step taken; where it is not the first one, the status is
    ``fallback`` with the reason.

    Parameters
    ----------
    steps : tuple of Methodology
        In order.
    **identity
        The parameters of `MethodologyBase`.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0-as-published")
    >>> result = method.score(ai_exposure=0.3, human_advantage=15, legacy_risk=6.4)
    >>> result.status.value, result.step
    ('fallback', 'american-dream-jobs/2.0-fallback')
    """

    engine: ClassVar[str] = "composition/1"

    steps: tuple[Methodology, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        ids = [step.id for step in self.steps]
        holds = len(ids) > 1 and len(set(ids)) == len(ids)
        checks.expect("steps", ids, "two methodologies or more, all different", holds=holds)
        tiers = {step.tiers for step in self.steps}
        checks.expect("steps", ids, "methodologies of the same tiers", holds=len(tiers) == 1)

    def _definition(self) -> dict[str, object]:
        return {"steps": [step.fingerprint for step in self.steps]}

    def _details(self) -> Iterable[Block]:
        from careerscore._render.blocks import section, text_table
        from careerscore.methods.pages import inputs_and_tiers

        rows = [(str(number), step.id) for number, step in enumerate(self.steps, start=1)]
        table = text_table(("step", "methodology"), rows)
        return [*section("Steps", *table), *inputs_and_tiers(self)]

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        return f"the first that can tell of {', '.join(step.id for step in self.steps)}"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes: what any of its steps takes."""
        return tuple({entry.name: entry for step in self.steps for entry in step.inputs}.values())

    @property
    def factors(self) -> tuple[Factor, ...]:
        """What its steps look at, step by step."""
        return tuple(factor for step in self.steps for factor in getattr(step, "factors", ()))

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        return self.steps[0].tiers

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs, each step with those it takes.

        Raises
        ------
        InvalidInputError
            If an input is unknown to every step, not a number or out of range.
        """
        names = {entry.name for entry in self.inputs}
        unknown = {name: value for name, value in inputs.items() if name not in names}
        check_inputs(self.id, unknown, self.inputs)
        return self._first(
            lambda step: step.score(
                **{each.name: inputs[each.name] for each in step.inputs if each.name in inputs}
            )
        )

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation by the first step whose inputs it has."""
        check_occupation(self.id, occupation)
        return self._first(lambda step: step.assess(occupation))

    def inputs_of(self, occupation: Occupation) -> Mapping[str, float | None]:
        """Return what its steps read from an occupation, as `FactorMethodology.inputs_of` does.

        Raises
        ------
        InvalidInputError
            If it is no occupation; if two steps read different values under the same name; if a
            step has no `inputs_of`.
        """
        check_occupation(self.id, occupation)
        inputs: dict[str, float | None] = {}
        problems: list[Problem] = []
        for step in self.steps:
            inputs_of = getattr(step, "inputs_of", None)
            if inputs_of is None:
                problems.append(Problem("steps", step.id, "a methodology that has inputs_of"))
                continue
            for name, value in inputs_of(occupation).items():
                # One number for each name is all that `score` takes.
                if inputs.setdefault(name, value) != value:
                    expected = f"{inputs[name]}, as an earlier step reads {occupation.code}"
                    problems.append(Problem(f"{step.id}.{name}", shorten(value), expected))
        if problems:
            raise InvalidInputError(self.id, tuple(problems))
        return FrozenMap(inputs)

    def _first(
        self, result_of: Callable[[Methodology], ResilienceAssessment]
    ) -> ResilienceAssessment:
        results: list[ResilienceAssessment] = []
        for step in self.steps:
            results.append(result_of(step))
            if results[-1].status is not Status.INSUFFICIENT:
                break
        *passed, result = results
        changes: dict[str, Any] = {}
        if result.status is Status.INSUFFICIENT:
            changes = self._left_open(results)
        elif passed:
            why = [f"{one.methodology} cannot tell ({one.status_reason})" for one in passed]
            reason = f"{'; '.join(why)}; {result.methodology} was used"
            changes = {"status": Status.FALLBACK, "status_reason": reason}
        changes["methodology"] = self.id
        changes["step"] = result.methodology
        changes["fingerprint"] = fingerprint_of([self.fingerprint, result.fingerprint])
        return attrs.evolve(result, **changes)

    def _left_open(self, results: list[ResilienceAssessment]) -> dict[str, Any]:
        """Return what is still possible: what any step might say once its inputs are there."""
        reasons = "; ".join(f"{one.methodology}: {one.status_reason}" for one in results)
        tiers = {tier for one in results for tier in one.possible_tiers}
        possible = tuple(tier for tier in self.tiers if tier in tiers)
        labels = " or ".join(tier.label for tier in possible)
        ranges = [one.total_range for one in results if one.total_range is not None]
        span = (min(low for low, _ in ranges), max(high for _, high in ranges)) if ranges else None
        # The most that any step can give, as it is not known which will.
        most = [one.max_total for one in results if one.max_total is not None]
        return {
            "status_reason": reasons,
            "possible_tiers": possible,
            "total_range": span if len(ranges) == len(results) else None,
            "max_total": max(most) if len(most) == len(results) else None,
            "rationale": f"Insufficient data, {reasons}: {labels} possible",
        }
