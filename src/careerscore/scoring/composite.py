"""Composite methodology: use the first step whose inputs are complete."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar

import attrs
from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import frozen_tuple
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import MethodologyBase, check_occupation, refuse_unknown_inputs
from careerscore.methods.fingerprint import fingerprint_of
from careerscore.model.provenance import Status
from careerscore.scoring.base import Methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping

    from careerscore._record import Checks
    from careerscore._render.blocks import Block
    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.model.occupation import Occupation
    from careerscore.scoring.factors import Factor, Input


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
        refuse_unknown_inputs(self.id, inputs, [entry.name for entry in self.inputs])

        def score(step: Methodology) -> ResilienceAssessment:
            own = {entry.name for entry in step.inputs}
            return step.score(**{name: inputs[name] for name in inputs if name in own})

        return self._first(score)

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

        Examples
        --------
        >>> import careerscore as cs
        >>> method = cs.methodology("american-dream-jobs/2.0-as-published")
        >>> method.inputs_of(cs.occupation("29-2072.00", data="2026.1"))["legacy_risk"]
        5.2
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
