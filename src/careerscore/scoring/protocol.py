"""What every scoring methodology offers, whoever wrote it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, runtime_checkable

from attrs import frozen

from careerscore._record import Checks

if TYPE_CHECKING:
    import datetime

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
class Methodology(Protocol):
    """A versioned scoring strategy.

    A methodology is a value: it holds its whole definition, touches no files and no
    network, and gives the same answer to the same question for ever.
    """

    @property
    def id(self) -> str:
        """``family/version``."""
        ...

    @property
    def title(self) -> str:
        """What a reader calls it."""
        ...

    @property
    def released(self) -> datetime.date:
        """When this version was released."""
        ...

    @property
    def status(self) -> str:
        """``draft``, ``released``, ``superseded`` or ``withdrawn``."""
        ...

    @property
    def superseded_by(self) -> str | None:
        """Id of the version that replaces it."""
        ...

    @property
    def citation(self) -> str:
        """How to cite it."""
        ...

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes."""
        ...

    @property
    def tiers(self) -> tuple[Tier, ...]:
        """Its classes of outcomes, best first."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that defines a result."""
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

    def card(self) -> str:
        """Return what there is to know of it as a page of Markdown."""
        ...
