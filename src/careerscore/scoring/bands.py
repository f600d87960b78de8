"""What methodologies are made of: factors cut into bands, and tiers.

A band is closed on the side its key says: ``below = 0.25`` ends before the cut,
``up_to = 0.5`` includes it.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from attrs import asdict, field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.assessment import Tier
from careerscore.scoring.protocol import BETTER, BETTER_IN_WORDS
from careerscore.scoring.reading import Reading

if TYPE_CHECKING:
    from attrs import Attribute

__all__ = ["Band", "Factor", "Rationale", "TierRule"]


@frozen(kw_only=True)
class Band:
    """A stretch of a factor's values that counts as one.

    Parameters
    ----------
    label : str
        Its name.
    points : int, optional
        What it is worth; None where the methodology gives no points.
    below, up_to : float, optional
        Where it ends: before the cut, or with it. The last band has neither.
    phrase : str, optional
        What the rationale says of it; nothing by default.
    """

    label: str
    points: int | None = None
    below: float | None = None
    up_to: float | None = None
    phrase: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Band")
        checks.text("label", self.label)
        checks.integer("points", self.points, minimum=-1000, maximum=1000, optional=True)
        checks.number("below", self.below, optional=True)
        checks.number("up_to", self.up_to, optional=True)
        holds = self.below is None or self.up_to is None
        checks.expect("up_to", self.up_to, "either below or up_to, not both", holds=holds)
        checks.text("phrase", self.phrase, optional=True)
        checks.raise_problems()

    @property
    def end(self) -> tuple[float, bool] | None:
        """The cut it ends at and whether it includes it; None for a last band."""
        if self.up_to is not None:
            return self.up_to, True
        return None if self.below is None else (self.below, False)

    def is_passed(self, value: float) -> bool:
        """Tell whether a value lies beyond its end."""
        if self.up_to is not None:
            return value > self.up_to
        return self.below is not None and value >= self.below


@frozen(kw_only=True)
class Factor:
    """One input, how it is read from an occupation, and the bands it is cut into.

    Parameters
    ----------
    name, title, unit : str
        Name of the input, what a reader calls it, and what its number means.
    bands : tuple of Band, optional
        From the lowest values to the highest; none for a figure that is taken as it is.
    read : tuple of Reading
        How `assess` reads it, best first; empty for an input that only `score` takes.
    minimum, maximum : float, optional
        Range of the values it takes, bounds included; None leaves that side open.
    source : str, optional
        Citation of the figures it is meant for.
    better : str, optional
        ``"higher"`` or ``"lower"``: which values never make the result worse.
    input : str, optional
        Name of the input in `score`, where it is not the factor's own.
    default : float, optional
        What stands in for a missing value; the status then says so.
    fixed : float, optional
        The value that the methodology takes for every occupation, whatever is known.
    """

    name: str
    title: str
    unit: str
    bands: tuple[Band, ...] = field(default=(), converter=frozen_tuple)
    read: tuple[Reading, ...] = field(default=(), converter=frozen_tuple)
    minimum: float | None = None
    maximum: float | None = None
    source: str | None = None
    better: str | None = None
    input: str | None = None
    default: float | None = None
    fixed: float | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Factor")
        for name in ("title", "unit"):
            checks.text(name, getattr(self, name))
        for name in ("name", "input"):
            value = getattr(self, name)
            holds = isinstance(value, str) and value.isidentifier()
            holds = holds or (name == "input" and value is None)
            checks.expect(name, value, "a name such as 'job_growth'", holds=holds)
        for name in ("default", "fixed"):
            checks.number(
                name, getattr(self, name), minimum=self.minimum, maximum=self.maximum, optional=True
            )
        holds, limits = self.better in BETTER, {"enum": BETTER}
        checks.expect("better", self.better, BETTER_IN_WORDS, holds=holds, limits=limits)
        checks.number("minimum", self.minimum, optional=True)
        checks.number("maximum", self.maximum, optional=True)
        checks.text("source", self.source, optional=True)
        checks.items("read", self.read, Reading)
        checks.items("bands", self.bands, Band)
        if checks.passed and self.bands:
            self._check_bands(checks)
        checks.raise_problems()

    def _check_bands(self, checks: Checks) -> None:
        labels = [band.label for band in self.bands]
        holds = len(labels) > 1 and len(set(labels)) == len(labels)
        checks.expect("bands", labels, "two labels or more, all different", holds=holds)
        ends = [band.end for band in self.bands]
        known = [end for end in ends if end is not None]
        holds = ends[-1:] == [None] and len(known) == len(ends) - 1
        checks.expect("bands", labels, "an end for each band but the last", holds=holds)
        # (cut, False) < (cut, True): a band may hold a single value.
        holds = all(low < high for low, high in pairwise(known))
        checks.expect("bands", known, "ends that rise from band to band", holds=holds)

    def band_of(self, value: float) -> int:
        """Return the number of the band a value falls in: how many ends it has passed."""
        return sum(band.is_passed(value) for band in self.bands)

    @property
    def input_name(self) -> str:
        """Name of its input in `score`."""
        return self.input or self.name

    @property
    def max_points(self) -> int | None:
        """The most it can be worth; None where it has no points."""
        points = [band.points for band in self.bands if band.points is not None]
        return max(points) if points else None

    def changed(self, changes: Factor | Mapping[str, Any]) -> Factor:
        """Return a factor with some fields replaced; bands and readings may be mappings."""
        if isinstance(changes, Factor):
            return changes
        # Imported here, as a published methodology is read without it.
        from careerscore.serde import from_dict, unversioned

        if not isinstance(changes, Mapping):
            problem = Problem(self.name, shorten(changes), "a Factor or a mapping of its fields")
            raise InvalidInputError("Factor", (problem,))
        plain = {name: unversioned(value) for name, value in changes.items()}
        return from_dict(unversioned(self) | plain, Factor)

    def definition(self) -> dict[str, Any]:
        """Return what results are made of: a better citation does not change a result."""
        return asdict(self, filter=_defines)


def _defines(attribute: Attribute[object], value: object) -> bool:
    return value is not None and attribute.name not in {"source", "better"}


@frozen(kw_only=True)
class TierRule:
    """A tier, how it is reached, and what the rationale says of it.

    Parameters
    ----------
    rank, label, color : int, str, str
        See `Tier`.
    at_least : int, optional
        The least total; None where it is no total that reaches the tier.
    conclusion : str, optional
        How the rationale ends.
    """

    rank: int
    label: str
    color: str
    at_least: int | None = None
    conclusion: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("TierRule")
        checks.integer("rank", self.rank, minimum=1, maximum=1000)
        checks.text("label", self.label)
        checks.text("color", self.color)
        checks.integer("at_least", self.at_least, minimum=-10_000, maximum=10_000, optional=True)
        checks.text("conclusion", self.conclusion, optional=True)
        checks.raise_problems()

    @property
    def tier(self) -> Tier:
        """The tier."""
        return Tier(rank=self.rank, label=self.label, color=self.color)


@frozen(kw_only=True)
class Rationale:
    """The words of the rationale that no band and no tier brings.

    Parameters
    ----------
    lead : str
        How it begins.
    none : str
        What stands for the phrases where no band has any.
    tail : str, optional
        What follows the conclusion.
    """

    lead: str = "Score"
    none: str = "balanced factors"
    tail: str | None = None

    def __attrs_post_init__(self) -> None:
        checks = Checks("Rationale")
        checks.text("lead", self.lead)
        checks.text("none", self.none)
        checks.text("tail", self.tail, optional=True)
        checks.raise_problems()
