"""The result of a scoring methodology: factors, total, tier and what remains open."""

from __future__ import annotations

from enum import StrEnum

from attrs import field, frozen

from careerscore.model.checks import Checks, frozen_tuple
from careerscore.model.provenance import Note, Source

__all__ = ["FactorScore", "ResilienceAssessment", "Status", "Tier"]


class Status(StrEnum):
    """How much of an assessment rests on the methodology's own inputs."""

    COMPLETE = "complete"
    """Every input was there."""
    FALLBACK = "fallback"
    """A stated fallback stood in for missing inputs."""
    INSUFFICIENT = "insufficient"
    """Inputs are missing; only a range can be given."""


@frozen(kw_only=True)
class Tier:
    """One class of outcomes.

    Parameters
    ----------
    rank : int
        1 is the best.
    label : str
        Its name.
    color : str
        Colour by which it is known; never the only sign of it.

    Examples
    --------
    >>> Tier(rank=2, label="AI-Augmented", color="yellow").label
    'AI-Augmented'
    """

    rank: int
    label: str
    color: str

    def __attrs_post_init__(self) -> None:
        checks = Checks("Tier")
        checks.integer("rank", self.rank, minimum=1, maximum=1000)
        checks.text("label", self.label)
        checks.text("color", self.color)
        checks.raise_problems()


@frozen(kw_only=True)
class FactorScore:
    """One factor of an assessment.

    Parameters
    ----------
    name, title : str
        The input it is named for, and what a reader calls it.
    value : float, optional
        The input as the methodology read it; None where it is missing.
    unit : str
        What the number means.
    label : str, optional
        The band the value falls in; None where it is missing.
    points : int, optional
        What the band is worth; None where it is missing.
    max_points : int
        The most the factor can be worth.
    source : Source, optional
        The edition the value comes from; None for a value given by the caller.
    note : Note, optional
        What is exceptional about the value, or why it is missing.
    """

    name: str
    title: str
    value: float | None
    unit: str
    label: str | None
    points: int | None
    max_points: int
    source: Source | None = None
    note: Note | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("FactorScore")
        for name in ("name", "title", "unit"):
            checks.text(name, getattr(self, name))
        checks.number("value", self.value, optional=True)
        checks.text("label", self.label, optional=True)
        checks.number("max_points", self.max_points)
        checks.number("points", self.points, optional=True)
        checks.instance("source", self.source, Source, optional=True)
        checks.instance("note", self.note, Note, optional=True)
        if checks.passed:
            missing = (self.value is None, self.label is None, self.points is None)
            expected = "value, label and points to be missing together or not at all"
            checks.expect("value", self.value, expected, holds=len(set(missing)) == 1)
            if self.points is not None:
                expected = f"at most max_points, {self.max_points}"
                checks.expect("points", self.points, expected, holds=self.points <= self.max_points)
        checks.raise_problems()


@frozen(kw_only=True)
class ResilienceAssessment:
    """What a methodology says about an occupation, and what it rests on.

    Parameters
    ----------
    methodology : str
        Id of the methodology, ``family/version``.
    status : Status
        Whether every input was there.
    factors : tuple of FactorScore
        In the methodology's order.
    total : int, optional
        Sum of the points; None where an input is missing.
    max_total : int
        The most there can be.
    total_range : tuple of int and int
        The least and the most the total can be; both equal `total` where it is known.
    tier : Tier, optional
        None where an input is missing, even if one tier is left.
    possible_tiers : tuple of Tier
        The tiers that some completion of the missing inputs reaches, best first.
    rationale : str
        The result in a sentence.
    fingerprint : str
        SHA-256 over methodology, data and inputs: equal fingerprints, equal results.
    occupation_code, occupation_title : str, optional
        The occupation; None for bare inputs.
    data_release : str, optional
        The release the inputs come from; None for bare inputs.

    Raises
    ------
    InvalidInputError
        If the parts contradict each other.

    Examples
    --------
    >>> import careerscore as cs
    >>> result = cs.assess("29-2072.00", methodology="american-dream-jobs/2.0", data="2026.1")
    >>> result.total, result.max_total, result.tier.label
    (3, 6, 'AI-Augmented')
    >>> result.factor("job_growth").label
    'Growing'
    """

    methodology: str
    status: Status
    factors: tuple[FactorScore, ...] = field(converter=frozen_tuple)
    total: int | None
    max_total: int
    total_range: tuple[int, int] = field(converter=frozen_tuple)
    tier: Tier | None
    possible_tiers: tuple[Tier, ...] = field(converter=frozen_tuple)
    rationale: str
    fingerprint: str
    occupation_code: str | None = None
    occupation_title: str | None = None
    data_release: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("ResilienceAssessment")
        for name in ("methodology", "rationale", "fingerprint"):
            checks.text(name, getattr(self, name))
        for name in ("occupation_code", "occupation_title", "data_release"):
            checks.text(name, getattr(self, name), optional=True)
        checks.instance("status", self.status, Status)
        checks.items("factors", self.factors, FactorScore)
        checks.number("max_total", self.max_total)
        checks.number("total", self.total, optional=True)
        checks.items("total_range", self.total_range, int)
        checks.instance("tier", self.tier, Tier, optional=True)
        checks.items("possible_tiers", self.possible_tiers, Tier)
        if checks.passed:
            self._check_agreement(checks)
        checks.raise_problems()

    def _check_agreement(self, checks: Checks) -> None:
        low, *rest = self.total_range or (0,)
        ordered = len(rest) == 1 and low <= rest[0] <= self.max_total
        expected = f"the least and the most total, at most {self.max_total}"
        checks.expect("total_range", self.total_range, expected, holds=ordered)
        known = self.status is not Status.INSUFFICIENT
        for name, value in (("total", self.total), ("tier", self.tier)):
            expected = f"{'a value' if known else 'None'}, as the status is {self.status}"
            checks.expect(name, value, expected, holds=known is (value is not None))
        if self.total is not None:
            holds = self.total_range == (self.total, self.total)
            checks.expect("total_range", self.total_range, f"twice {self.total}", holds=holds)
        if self.tier is not None:
            holds = self.possible_tiers == (self.tier,)
            checks.expect("possible_tiers", self.possible_tiers, "just the tier", holds=holds)

    def factor(self, name: str) -> FactorScore:
        """Return the factor of a name.

        Raises
        ------
        KeyError
            If the methodology has no factor of this name.
        """
        for factor in self.factors:
            if factor.name == name:
                return factor
        raise KeyError(name)

    def __repr__(self) -> str:
        # Its factors fill a screen; a reader wants the verdict and what it rests on.
        low, high = self.total_range
        points = f"{low} to {high}" if self.tier is None else f"{low}"
        tiers = " or ".join(tier.label for tier in self.possible_tiers)
        verdict = f"{points} of {self.max_total}, {tiers}"
        of = f" {self.occupation_code} {self.occupation_title}:" if self.occupation_code else ""
        data = f", data release {self.data_release}" if self.data_release else ""
        return f"<ResilienceAssessment{of} {verdict}, {self.status}, by {self.methodology}{data}>"
