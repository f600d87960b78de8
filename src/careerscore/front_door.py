"""Where a code, a release and a methodology meet: the functions of ``import careerscore``."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.model.checks import Checks
from careerscore.model.occupation import Occupation
from careerscore.reference.releases import load
from careerscore.scoring import methodology as methodology_of_id
from careerscore.scoring.protocol import Methodology

if TYPE_CHECKING:
    from careerscore.model import ResilienceAssessment
    from careerscore.reference import Release

__all__ = ["DEFAULT_METHODOLOGY", "assess", "occupation", "occupation_of"]

DEFAULT_METHODOLOGY = "american-dream-jobs/2.0"
"""What `assess` uses unless told otherwise."""


def occupation(query: str, *, data: str | Release | None = None) -> Occupation:
    """Return the one occupation that a code, slug, title or alias names.

    Parameters
    ----------
    query : str
        O*NET-SOC code, SOC code, slug, title or alias.
    data : str or Release, optional
        The release to look in; the newest by default.

    Returns
    -------
    Occupation
        With wages, education, outlook, exposures, skills, aliases and related occupations.

    Raises
    ------
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If not exactly one occupation answers to it; candidates are named.
    UnknownReleaseError
        If there is no such release.

    Examples
    --------
    >>> occupation("29-2072.00", data="2026.1").wages.annual.median
    48780
    """
    return _release(data).occupation(query)


def assess(
    occupation: str | Occupation,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    data: str | Release | None = None,
) -> ResilienceAssessment:
    """Score an occupation.

    Parameters
    ----------
    occupation : str or Occupation
        A code, slug, title or alias, or an occupation already at hand.
    methodology : str or Methodology
        Id of the methodology, or a methodology of your own.
    data : str or Release, optional
        The release to look a name up in; the newest by default. An occupation at hand
        already has its release.

    Raises
    ------
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If not exactly one occupation answers to the name.
    UnknownMethodologyError, UnknownReleaseError
        If there is no such methodology or release.
    InvalidInputError
        If an argument is of another kind, or the occupation is of another release.

    Examples
    --------
    >>> result = assess("29-2072.00", methodology="american-dream-jobs/2.0", data="2026.1")
    >>> result.rationale
    'Score 3/6: high AI task exposure, growing job demand means AI will assist but humans
    remain essential'
    """
    checks = Checks("assess")
    _check_given(checks, occupation, data)
    holds = isinstance(methodology, str | Methodology)
    checks.expect("methodology", methodology, "an id or a Methodology", holds=holds)
    checks.raise_problems()
    method = methodology_of_id(methodology) if isinstance(methodology, str) else methodology
    return method.assess(_found(occupation, data))


def occupation_of(
    subject: str, occupation: object, data: str | Release | None = None
) -> Occupation:
    """Return an occupation that is given as such or by its name.

    Parameters
    ----------
    subject : str
        What is being computed, for the message.
    occupation : str or Occupation
        A code, slug, title or alias, or an occupation already at hand.
    data : str or Release, optional
        The release to look a name up in; the newest by default.

    Raises
    ------
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If not exactly one occupation answers to the name.
    UnknownReleaseError
        If there is no such release.
    InvalidInputError
        If an argument is of another kind, or the occupation is of another release.
    """
    checks = Checks(subject)
    _check_given(checks, occupation, data)
    checks.raise_problems()
    return _found(occupation, data)


def _check_given(checks: Checks, occupation: object, data: str | Release | None) -> None:
    expected = "a code, slug, title or alias, or an Occupation"
    holds = isinstance(occupation, str | Occupation)
    checks.expect("occupation", occupation, expected, holds=holds)
    if isinstance(occupation, Occupation) and data is not None:
        expected = f"the occupation's own release, {occupation.data_release}, or None"
        holds = _release(data).name == occupation.data_release
        checks.expect("data", data, expected, holds=holds)


def _found(occupation: object, data: str | Release | None) -> Occupation:
    if isinstance(occupation, Occupation):
        return occupation
    return _release(data).occupation(str(occupation))


def _release(data: str | Release | None) -> Release:
    return load(data) if data is None or isinstance(data, str) else data
