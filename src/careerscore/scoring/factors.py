"""Factors, bands and tiers: what scoring methodologies are made of.

A band is closed on the side that its key names: ``below = 0.25`` ends before the cut,
``up_to = 0.5`` includes it.
"""

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import pairwise
from typing import Any

from attrs import asdict, field, fields, frozen

from careerscore._record import Checks, Record, frozen_tuple, is_number, limits
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import nearest
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.methods.loading import read_record
from careerscore.model.assessment import Tier
from careerscore.scoring.sources import InputSource, check_exact


@frozen(kw_only=True)
class Input(Record):
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
    optional : bool, optional
        Whether the methodology has another way where it is missing: a table need not have it.
    """

    name: str
    title: str
    unit: str
    minimum: float | None = None
    maximum: float | None = None
    better: str | None = field(
        default=None, metadata=limits(enum=("higher", "lower")) | NOT_IN_FINGERPRINT
    )
    optional: bool = field(default=False, metadata=NOT_IN_FINGERPRINT)

    def takes(self, value: object) -> bool:
        """Return whether a value is a number in its range, or missing."""
        return value is None or (
            is_number(value)
            and (self.minimum is None or value >= self.minimum)
            and (self.maximum is None or value <= self.maximum)
        )


def check_inputs(subject: str, given: Mapping[str, object], inputs: Sequence[Input]) -> None:
    """Refuse inputs that are unknown, no numbers or out of range, all of them at once."""
    names = [entry.name for entry in inputs]
    if given.keys() <= set(names) and all(entry.takes(given.get(entry.name)) for entry in inputs):
        return
    checks = Checks(subject)
    for name, value in given.items():
        expected = f"an input named {nearest(name, names)}"
        checks.expect(name, value, expected, holds=name in names)
    for entry in inputs:
        low, high = entry.minimum, entry.maximum
        checks.value(entry.name, given.get(entry.name), float | None, minimum=low, maximum=high)
    checks.raise_problems()


@frozen(kw_only=True)
class Band(Record):
    """A range of a factor's values that counts as one.

    Parameters
    ----------
    label : str
        Its name.
    points : int, optional
        What it is worth; None where the methodology gives no points.
    below, up_to : float, optional
        Where it ends: before the cut, or with it. The last band has neither.
    phrase : str, optional
        Its phrase in the rationale; none by default.
    """

    label: str
    points: int | None = field(default=None, metadata=limits(minimum=-1000, maximum=1000))
    below: float | None = None
    up_to: float | None = None
    phrase: str | None = None

    def _check(self, checks: Checks) -> None:
        check_exact(checks, below=self.below, up_to=self.up_to)
        holds = self.below is None or self.up_to is None
        checks.expect("up_to", self.up_to, "either below or up_to, not both", holds=holds)

    @property
    def end(self) -> tuple[float, bool] | None:
        """The cut it ends at and whether it includes it; None for a last band."""
        if self.up_to is not None:
            return self.up_to, True
        return None if self.below is None else (self.below, False)

    def is_passed(self, value: float) -> bool:
        """Return whether a value is beyond its end."""
        return self.end is not None and self.end < (value, True)


@frozen(kw_only=True)
class Factor(Input):
    """One input: its unit, range and direction, how it is read, and the bands it is cut into.

    Parameters
    ----------
    bands : tuple of Band, optional
        From the lowest values to the highest; none for a figure that is taken as it is.
    read : tuple of InputSource
        How `assess` reads it, best first; empty for an input that only `score` takes.
    source : str, optional
        Citation of the figures it is meant for.
    input : str, optional
        Name of the input in `score`, where it is not the factor's own.
    default : float, optional
        The value used for a missing one; the status is then ``fallback``.
    fixed : float, optional
        The value that the methodology takes for every occupation, whatever is known.
    **entry
        The parameters of `Input`.
    """

    bands: tuple[Band, ...] = field(default=(), converter=frozen_tuple)
    read: tuple[InputSource, ...] = field(default=(), converter=frozen_tuple)
    source: str | None = field(default=None, metadata=NOT_IN_FINGERPRINT)
    input: str | None = None
    default: float | None = None
    fixed: float | None = None

    def _check(self, checks: Checks) -> None:
        low, high = self.minimum, self.maximum
        check_exact(checks, minimum=low, maximum=high, default=self.default, fixed=self.fixed)
        for name in ("name", "input"):
            value = getattr(self, name)
            holds = value.isidentifier() if value is not None else name == "input"
            checks.expect(name, value, "a name such as 'job_growth'", holds=holds)
        for name in ("default", "fixed"):
            checks.value(name, getattr(self, name), float | None, minimum=low, maximum=high)
        if low is not None and high is not None:
            checks.expect("maximum", high, f"at least {low:g}, the minimum", holds=low <= high)
        if not self.bands:
            return
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
        for name, bound, side in (("minimum", low, "least"), ("maximum", high, "most")):
            beyond = [
                band.end[0]
                for band in self.bands
                if band.end and bound is not None and band.is_passed(bound) is (side == "least")
            ]
            expected = (
                f"cuts that leave a value in every band where {bound} is the {side}; on another "
                f"scale, change {name} as well"
            )
            checks.expect("bands", beyond, expected, holds=not beyond)

    def band_of(self, value: float) -> int:
        """Return the number of the band a value falls in: how many ends it has passed."""
        return sum(band.is_passed(value) for band in self.bands)

    @property
    def input_name(self) -> str:
        """Name of its input in `score`."""
        return self.input or self.name

    @cached_property
    def max_points(self) -> int | None:
        """The most it can be worth; None where it has no points."""
        return max((band.points for band in self.bands if band.points is not None), default=None)

    @property
    def is_category(self) -> bool:
        """Whether its values are the numbers of its bands, from 1 on: each stands for a word."""
        ends = [band.below for band in self.bands]
        numbers = [*range(2, len(ends) + 1), None]
        return ends == numbers and (self.minimum, self.maximum) == (1, len(ends))

    def as_input(self) -> Input:
        """Return its input, as `score` takes it."""
        shared: dict[str, Any] = {each.name: getattr(self, each.name) for each in fields(Input)}
        shared["name"] = self.input_name
        return Input(**shared)

    def changed(self, changes: "Factor | Mapping[str, Any]") -> "Factor":
        """Return a factor with some fields replaced; bands and sources may be mappings."""
        if isinstance(changes, Factor):
            return changes
        if not isinstance(changes, Mapping):
            problem = Problem("", shorten(changes), "a Factor or a mapping of its fields")
            raise InvalidInputError("Factor", (problem,))
        return read_record(Factor, {**asdict(self, recurse=False), **changes})


@frozen(kw_only=True)
class TierRule(Tier):
    """A tier, how it is reached, and how the rationale ends.

    Parameters
    ----------
    at_least : float, optional
        The least total; None where the tier does not follow from a total.
    conclusion : str, optional
        How the rationale ends.
    **tier
        The parameters of `careerscore.Tier`.
    """

    at_least: float | None = field(default=None, metadata=limits(minimum=-10_000, maximum=10_000))
    conclusion: str | None = None

    @cached_property
    def tier(self) -> Tier:
        """The tier."""
        return Tier(rank=self.rank, label=self.label, color=self.color)


@frozen(kw_only=True)
class Rationale(Record):
    """The words of the rationale that no band and no tier brings.

    Parameters
    ----------
    lead : str
        How it begins.
    none : str
        What replaces the phrases where no band has any.
    tail : str, optional
        What follows the conclusion.
    """

    lead: str = "Score"
    none: str = "balanced factors"
    tail: str | None = None
