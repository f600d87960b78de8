"""The result of a scoring methodology: factors, total and tier, or the range still possible."""

from collections.abc import Iterable, Iterator
from math import fsum

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore._text import short_repr
from careerscore.model.provenance import Displayed, Note, Source, Status


@frozen(kw_only=True)
class Tier(Record):
    """A class of outcomes. To compare it with a name, compare its label.

    Parameters
    ----------
    rank : int
        1 is the best.
    label : str
        Its name.
    color : str
        Its colour; never the only sign of it.

    Examples
    --------
    >>> tier = Tier(rank=2, label="AI-Augmented", color="yellow")
    >>> tier.label == "AI-Augmented", f"{tier}"
    (True, 'AI-Augmented')
    """

    rank: int = field(metadata=limits(minimum=1, maximum=1000))
    label: str
    color: str

    def __str__(self) -> str:
        return self.label


@frozen(kw_only=True)
class FactorPart(Record):
    """One of the figures that a factor was computed from.

    Parameters
    ----------
    name, title : str
        Its name, or the code of an occupation; and what a reader calls it.
    value : float, optional
        The figure; None where it is missing.
    unit : str
        What the number means.
    share : float, optional
        The value as a share of workers, 0 to 1, where the methodology computes one.
    source : Source, optional
        The edition the value comes from; None for a value given by the caller.
    note : Note, optional
        What is exceptional about the value, or why it is missing.
    parts : tuple of FactorPart
        The figures that this one was computed from, if any.
    """

    name: str
    title: str
    value: float | None
    unit: str
    share: float | None = field(default=None, metadata=limits(minimum=0, maximum=1))
    source: Source | None = None
    note: Note | None = None
    parts: "tuple[FactorPart, ...]" = field(default=(), converter=frozen_tuple)


@frozen(kw_only=True)
class FactorScore(Record):
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
        The band of the value; None where it is missing or the factor has no bands.
    points : float, optional
        Points of the value; None where it is missing or the factor has no points.
    max_points : float, optional
        The most points possible; None where the methodology has no points.
    source : Source, optional
        The edition the value comes from; None for a value given by the caller.
    note : Note, optional
        What is exceptional about the value, or why it is missing.
    share : float, optional
        The value as a share, 0 to 1, where the methodology computes one.
    standard_error : float, optional
        Standard error of the share, or of the value where there is no share.
    parts : tuple of FactorPart
        The figures that the value was computed from, where the methodology computes it.
    """

    name: str
    title: str
    value: float | None
    unit: str
    label: str | None
    points: float | None
    max_points: float | None
    source: Source | None = None
    note: Note | None = None
    share: float | None = field(default=None, metadata=limits(minimum=0, maximum=1))
    standard_error: float | None = field(default=None, metadata=limits(minimum=0))
    parts: tuple[FactorPart, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        if self.value is None:
            for name in ("label", "points"):
                value = getattr(self, name)
                checks.expect(name, value, "None, as the value is missing", holds=value is None)
        elif self.max_points is None:
            expected = "None, as there are no max_points"
            checks.expect("points", self.points, expected, holds=self.points is None)
        else:
            expected = f"at most max_points, {self.max_points}"
            holds = self.points is not None and self.points <= self.max_points
            checks.expect("points", self.points, expected, holds=holds)


@frozen(kw_only=True)
class ResilienceAssessment(Displayed):
    """The result of a methodology for an occupation or for bare inputs.

    Parameters
    ----------
    methodology : str
        Id of the methodology, ``family/version``.
    status : Status
        How much of the result rests on published inputs.
    status_reason : str, optional
        Why the status is not complete: what is missing, or which fallback was used.
    step : str, optional
        For a composition, the methodology whose rules gave the result.
    factors : tuple of FactorScore
        In the methodology's order.
    total : float, optional
        Sum of the points, or the value of a published measure, in its unit. None where an
        input is missing, and where the methodology has no single number.
    max_total : float, optional
        The most there can be; None where nothing bounds it.
    total_range : tuple of float and float, optional
        The least and the most the total can be; both equal `total` where it is known. None
        where there is no total, or nothing bounds it.
    tier : Tier, optional
        None where an input is missing, even if one tier is left, and where the methodology
        has no tiers.
    possible_tiers : tuple of Tier
        The tiers that some completion of the missing inputs reaches, best first.
    rationale : str
        The result in a sentence.
    fingerprint : str
        SHA-256 over methodology, data and inputs: equal fingerprints, equal results.
    occupation_code, occupation_title : str, optional
        The occupation; None for bare inputs.
    data_release : str, optional
        The release the inputs come from or are ranked in; None for bare inputs of no release.
    total_se : float, optional
        Standard error of the total, where the methodology has one.
    tier_probabilities : tuple of float
        The probability of each tier, best first, given that error; empty where there is none.

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

    _repr_fields = ("occupation_code", "total", "status", "methodology", "data_release")

    methodology: str
    status: Status
    factors: tuple[FactorScore, ...] = field(converter=frozen_tuple)
    total: float | None
    max_total: float | None
    total_range: tuple[float, float] | None = field(converter=frozen_tuple)
    tier: Tier | None
    possible_tiers: tuple[Tier, ...] = field(converter=frozen_tuple)
    rationale: str
    fingerprint: str
    occupation_code: str | None = None
    occupation_title: str | None = None
    data_release: str | None = None
    status_reason: str | None = None
    step: str | None = None
    total_se: float | None = field(default=None, metadata=limits(minimum=0))
    tier_probabilities: tuple[float, ...] = field(default=(), converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        chances = self.tier_probabilities
        holds = not chances or (min(chances) >= 0 and abs(fsum(chances) - 1) < 1e-9)
        checks.expect("tier_probabilities", chances, "shares that add up to 1", holds=holds)
        if self.total_range is not None:
            low, high = self.total_range
            most = "" if self.max_total is None else f", at most {self.max_total}"
            holds = low <= high and (self.max_total is None or high <= self.max_total)
            expected = f"the least and the most total{most}"
            checks.expect("total_range", self.total_range, expected, holds=holds)
        if self.status is Status.INSUFFICIENT:
            for name in ("total", "tier", "total_se"):
                value = getattr(self, name)
                checks.expect(
                    name, value, "None, as the status is insufficient", holds=value is None
                )
            expected = "nothing, as the status is insufficient"
            checks.expect("tier_probabilities", chances, expected, holds=not chances)
            return
        of_total = None if self.total is None else (self.total, self.total)
        expected = f"{of_total}, as the total is {self.total}"
        checks.expect("total_range", self.total_range, expected, holds=self.total_range == of_total)
        of_tier = () if self.tier is None else (self.tier,)
        holds = self.possible_tiers == of_tier
        checks.expect("possible_tiers", self.possible_tiers, "the tier alone, if any", holds=holds)

    @property
    def is_category(self) -> bool:
        """Whether it is a published word: the total is its number, the rationale leaves it out."""
        label = None if self.tier is None else self.tier.label
        return self.rationale in {f"{factor.title}: {label}" for factor in self.factors}

    @property
    def sources(self) -> tuple[Source, ...]:
        """The editions that its figures come from, each once."""
        found = dict.fromkeys(_sources_of(self.factors))
        return tuple(source for source in found if source is not None)

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
        # Its factors fill a screen; a reader wants the result and what it rests on.
        data = f", data release {self.data_release}" if self.data_release else ""
        of = f" {self.occupation_code} {self.occupation_title}:" if self.occupation_code else ""
        total = ""
        if self.total_range is not None:
            low, high = (f"{bound:.4g}" for bound in self.total_range)
            most = "" if self.max_total is None else f" of {self.max_total:g}"
            error = "" if self.total_se is None else f" ± {self.total_se:.2g}"
            total = f" {low if self.total is not None else f'{low} to {high}'}{error}{most},"
        tiers = " or ".join(tier.label for tier in self.possible_tiers)
        result = f"{of}{total}{f' {tiers},' if tiers else ''}"
        return short_repr(
            f"<ResilienceAssessment{result} {self.status}, by {self.methodology}{data}>"
        )


def _sources_of(figures: Iterable[FactorScore | FactorPart]) -> Iterator[Source | None]:
    for figure in figures:
        yield figure.source
        yield from _sources_of(figure.parts)
