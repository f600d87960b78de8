"""What every scoring methodology offers, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from attrs import frozen

from careerscore._record import Checks
from careerscore.methods.base import Method

if TYPE_CHECKING:
    from careerscore.model.assessment import ResilienceAssessment, Tier
    from careerscore.model.occupation import Occupation

__all__ = ["BETTER", "BETTER_IN_WORDS", "Input", "Methodology"]

BETTER: Final = ("higher", "lower", None)
BETTER_IN_WORDS: Final = "'higher', 'lower' or None"


@frozen(kw_only=True)
class Input:
    """One input of a methodology.

    Parameters
    ----------
    name, title : str
        Its name in `score`, and what a reader calls it.
    unit : str
        What the number means.
    minimum, maximum : float, optional
        Range of the values it takes, bounds included; None leaves that side open.
    better : str, optional
        ``"higher"`` or ``"lower"``: which values never make the result worse. None where
        the methodology does not say.

    Examples
    --------
    >>> Input(name="job_growth", title="Job growth", unit="percent", minimum=-100).maximum is None
    True
    """

    name: str
    title: str
    unit: str
    minimum: float | None = None
    maximum: float | None = None
    better: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Input")
        for name in ("name", "title", "unit"):
            checks.text(name, getattr(self, name))
        checks.number("minimum", self.minimum, optional=True)
        checks.number("maximum", self.maximum, optional=True)
        holds, limits = self.better in BETTER, {"enum": BETTER}
        checks.expect("better", self.better, BETTER_IN_WORDS, holds=holds, limits=limits)
        checks.raise_problems()


@runtime_checkable
class Methodology(Method, Protocol):
    """A versioned scoring methodology."""

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        ...

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        ...

    def score(self, **inputs: float | None) -> ResilienceAssessment:
        """Score bare inputs; None stands for a missing one."""
        ...

    def assess(self, occupation: Occupation) -> ResilienceAssessment:
        """Score an occupation, reading the inputs from it."""
        ...

    def evolve(self, **changes: Any) -> Methodology:
        """Return a variant with an id and a fingerprint of its own."""
        ...
