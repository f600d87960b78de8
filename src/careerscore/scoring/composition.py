"""Compositions: the first methodology of several that can tell, under an id of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar, Final

import attrs
from attrs import field, frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.assessment import Status
from careerscore.model.checks import frozen_tuple
from careerscore.scoring.fingerprint import fingerprint_of
from careerscore.scoring.identity import Identity, nearest
from careerscore.scoring.protocol import Input, Methodology

if TYPE_CHECKING:
    from collections.abc import Callable

    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.model.checks import Checks
    from careerscore.model.occupation import Occupation

__all__ = ["COMPOSITION_ENGINE", "CompositionMethodology"]

COMPOSITION_ENGINE: Final = "composition/1"
"""Name of the engine and version of its rules; part of every fingerprint."""


@frozen(kw_only=True, repr=False)
class CompositionMethodology(Identity):
    """Several methodologies in order: the first whose inputs are there gives the result.

    The result names the step taken; where it is not the first one, the status is
    ``fallback`` and says why.

    Parameters
    ----------
    steps : tuple of Methodology
        In order.

    See Also
    --------
    careerscore.scoring.Identity : the other parameters.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0-as-published")
    >>> result = method.score(ai_exposure=0.3, human_advantage=15, legacy_risk=6.4)
    >>> result.status.value, result.step
    ('fallback', 'american-dream-jobs/2.0-fallback')
    """

    engine: ClassVar[str] = COMPOSITION_ENGINE

    steps: tuple[Methodology, ...] = field(converter=frozen_tuple)

    def _check_parts(self, checks: Checks) -> None:
        holds = isinstance(self.steps, tuple) and all(
            isinstance(step, Methodology) for step in self.steps
        )
        checks.expect("steps", self.steps, "a list or tuple of methodologies", holds=holds)

    def _check_rules(self, checks: Checks) -> None:
        ids = [step.id for step in self.steps]
        holds = len(ids) > 1 and len(set(ids)) == len(ids)
        checks.expect("steps", ids, "two methodologies or more, all different", holds=holds)
        tiers = {step.tiers for step in self.steps}
        checks.expect("steps", ids, "methodologies of the same tiers", holds=len(tiers) == 1)

    def _definition(self) -> dict[str, object]:
        return {"steps": [step.fingerprint for step in self.steps]}

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        return f"the first that can tell of {', '.join(step.id for step in self.steps)}"

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes: what any of its steps takes."""
        return tuple({entry.name: entry for step in self.steps for entry in step.inputs}.values())

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
        names = [entry.name for entry in self.inputs]
        unknown = tuple(
            Problem(name, shorten(inputs[name]), f"an input named {nearest(name, names)}")
            for name in inputs
            if name not in names
        )
        if unknown:
            raise InvalidInputError(self.id, unknown)

        def score(step: Methodology) -> ResilienceAssessment:
            own = {entry.name for entry in step.inputs}
            return step.score(**{name: inputs[name] for name in inputs if name in own})

        return self._first(score)

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation by the first step whose inputs it has."""
        return self._first(lambda step: step.assess(occupation))

    def _first(
        self, result_of: Callable[[Methodology], ResilienceAssessment]
    ) -> ResilienceAssessment:
        passed: list[str] = []
        *earlier, last = self.steps
        for step in earlier:
            result = result_of(step)
            if result.status is not Status.INSUFFICIENT:
                return self._own(step, result, passed)
            passed.append(f"{step.id} cannot tell ({result.status_reason})")
        return self._own(last, result_of(last), passed)

    def _own(
        self, step: Methodology, result: ResilienceAssessment, passed: list[str]
    ) -> ResilienceAssessment:
        """Return the result of a step as the composition's, with the way it was reached."""
        status, reason = result.status, result.status_reason
        if passed and status is not Status.INSUFFICIENT:
            status, reason = Status.FALLBACK, f"{'; '.join(passed)}; {step.id} was used"
        return attrs.evolve(
            result,
            methodology=self.id,
            status=status,
            status_reason=reason,
            step=step.id,
            fingerprint=fingerprint_of([self.fingerprint, result.fingerprint]),
        )
