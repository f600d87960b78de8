"""Load a release and its occupations and employment for the plots."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.reference import Release, load
from careerscore.reference.columns import REFERENCE_COLUMNS

if TYPE_CHECKING:
    from careerscore.model import Occupation

RELEASE: Final = "a Release, its name or None"

_APPORTIONED: Final = next(
    column for column in REFERENCE_COLUMNS if column.name == "employment_apportioned"
)


def is_release(release: object) -> bool:
    """Tell whether an argument can be a release."""
    return release is None or isinstance(release, str | Release)


def open_release(release: Release | str | None) -> Release:
    """Return a release, by its name if need be; None is the newest."""
    return release if isinstance(release, Release) else load(release)


def workers_of(occupation: Occupation) -> float | None:
    """Return the workers of an occupation; occupations of one code share them equally."""
    workers = _APPORTIONED.value_for(occupation)
    return workers if isinstance(workers, float) else None
