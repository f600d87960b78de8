"""All occupations of a release by exposure, wage and employment, and who is left out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore._record import Checks
from careerscore.errors import close_matches
from careerscore.reference.columns import REFERENCE_COLUMNS
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.releases import Release, load

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Source

__all__ = [
    "DEFAULT_EXPOSURE",
    "OccupationMap",
    "OccupationPoint",
    "apportioned",
    "check_release",
    "occupation_map",
    "opened",
]

DEFAULT_EXPOSURE: Final = "eloundou_gpt4_beta"
"""The exposure that American Dream Jobs 2.0 scores by: beta of GPTs are GPTs, by GPT-4."""

_APPORTIONED: Final = next(
    column for column in REFERENCE_COLUMNS if column.name == "employment_apportioned"
)


_NO_EXPOSURE: Final = "without exposure"
_NO_WAGE: Final = "without an annual wage"


class OccupationPoint(NamedTuple):
    """One occupation.

    Attributes
    ----------
    code, title : str
        The occupation.
    exposure : float
        The measure, in its unit.
    wage : float
        Median annual wage, or its lower bound [US dollars].
    is_bound : bool
        Whether the wage is a bound.
    workers : float or None
        Its share of the employment of the code it is published under.
    """

    code: str
    title: str
    exposure: float
    wage: float
    is_bound: bool
    workers: float | None


class OccupationMap(NamedTuple):
    """All occupations of a release.

    Attributes
    ----------
    release : str
        Name of the release.
    measure, unit : str
        What is measured, and in what.
    points : tuple of OccupationPoint
        The occupations of which both are known, the largest first.
    left_out : Mapping of str to int
        How many are left out for each reason.
    sources : tuple of Source
        The editions of exposure and wages.
    """

    release: str
    measure: str
    unit: str
    points: tuple[OccupationPoint, ...]
    left_out: Mapping[str, int]
    sources: tuple[Source, ...]

    @property
    def total(self) -> int:
        """Number of occupations of the release."""
        return len(self.points) + sum(self.left_out.values())


def check_release(checks: Checks, release: Release | str | None) -> None:
    """Expect a release, the name of one, or None."""
    holds = release is None or isinstance(release, str | Release)
    checks.expect("release", release, "a Release, its name or None", holds=holds)


def opened(release: Release | str | None) -> Release:
    """Return a release that is given as such, by its name, or not at all: then the newest.

    Raises
    ------
    UnknownReleaseError
        If there is none of this name.
    """
    return release if isinstance(release, Release) else load(release)


def apportioned(occupation: Occupation) -> float | None:
    """Return the workers of an occupation, those of a shared code in equal parts.

    Examples
    --------
    >>> import careerscore as cs
    >>> apportioned(cs.occupation("29-1141.01", data="2026.1"))
    635078.0
    """
    workers = _APPORTIONED.value_for(occupation)
    return workers if isinstance(workers, float) else None


def occupation_map(subject: str, release: Release | str | None, exposure: str) -> OccupationMap:
    """Return the occupations of a release by exposure, wage and employment.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    release : Release, str or None
        The release; the newest where it is None.
    exposure : str
        Name of the measure.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or the release has no such measure.
    UnknownReleaseError
        If there is no such release.

    Examples
    --------
    >>> found = occupation_map("map", "2026.1", "eloundou_gpt4_beta")
    >>> len(found.points), found.total, dict(found.left_out)
    (918, 1016, {'without exposure': 93, 'without an annual wage': 5})
    """
    checks = Checks(subject)
    check_release(checks, release)
    checks.text("exposure", exposure)
    checks.raise_problems()
    found = opened(release)
    there = tuple(measure.name for measure in MEASURES if measure.dataset in found.editions)
    near = close_matches(exposure, there) or there
    expected = f"a measure of release {found.name}: {' or '.join(near)}"
    checks.expect("exposure", exposure, expected, holds=exposure in there)
    checks.raise_problems()
    return _map_of(found, exposure)


def _map_of(release: Release, exposure: str) -> OccupationMap:
    points: list[OccupationPoint] = []
    left_out = {_NO_EXPOSURE: 0, _NO_WAGE: 0}
    sources: dict[Source, None] = {}
    for occupation in release.values():
        measure, pay = occupation.exposures[exposure], occupation.wages.annual
        wage = pay.lower_bound("median")
        found = [source for source in (measure.source, occupation.wages.source) if source]
        sources |= dict.fromkeys(found)
        if measure.value is None:
            left_out[_NO_EXPOSURE] += 1
        elif wage is None:
            left_out[_NO_WAGE] += 1
        else:
            is_bound = pay.median is None
            where = (occupation.code, occupation.title, measure.value, wage, is_bound)
            points.append(OccupationPoint(*where, apportioned(occupation)))
    points.sort(key=lambda point: (-(point.workers or 0), point.code))
    described = next(each for each in MEASURES if each.name == exposure)
    known = {reason: number for reason, number in left_out.items() if number}
    about = (release.name, described.title, described.unit)
    return OccupationMap(*about, tuple(points), known, tuple(sources))
