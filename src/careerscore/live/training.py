"""Training programs near a place, and certifications, for a career."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any, Literal

from careerscore.live.asking import TRAINING_SOURCES, Question, question
from careerscore.live.client import Session, time_limit
from careerscore.live.results import CertificationResults, ServiceReport, TrainingResults
from careerscore.live.running import wait_for
from careerscore.live.sources import now

if TYPE_CHECKING:
    from careerscore.live.client import Manners
    from careerscore.live.sources import TrainingSource
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release


def find_training(
    career: str | Occupation,
    place: str | Place,
    *,
    source: str | TrainingSource = "careeronestop",
    radius: int = 25,
    limit: int = 50,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> TrainingResults:
    """Find training programs for a career near a place.

    Parameters
    ----------
    career : str or Occupation
        A code, slug, title or alias, an `Occupation`, or any job title.
    place : str or Place
        A place of the wage survey, or any city with its state.
    source : str or TrainingSource
        ``"careeronestop"``, or a source of your own.
    radius : int
        How far from the place [miles].
    limit : int
        The most programs, 1 to 500.
    data : str or Release, optional
        The release of occupations and places; the newest by default.
    manners : Manners, optional
        Timeouts, and limits on requests, waits and sizes.

    Returns
    -------
    TrainingResults
        The programs in the order of the source; empty where nothing is found.

    Raises
    ------
    MissingKeyError, ServiceError, CareerscoreError, MissingDependencyError
        As in `find_jobs`.

    Examples
    --------
    >>> import careerscore as cs
    >>> class Schools:
    ...     name = "schools"
    ...
    ...     async def programs(self, search, session):
    ...         return [cs.model.TrainingProgram(program=f"{search.occupation_title} I")]
    ...
    ...     async def certifications(self, search, session):
    ...         return []
    >>> found = cs.live.find_training("29-2072", "Austin, TX", source=Schools())
    >>> [each.program for each in found]
    ['Medical Records Specialists I']
    """
    return wait_for(
        find_training_async(
            career,
            place,
            source=source,
            radius=radius,
            limit=limit,
            data=data,
            manners=manners,
        )
    )


async def find_training_async(
    career: str | Occupation,
    place: str | Place,
    *,
    source: str | TrainingSource = "careeronestop",
    radius: int = 25,
    limit: int = 50,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> TrainingResults:
    """Find training programs, in an event loop that runs already.

    Parameters
    ----------
    career, place, source, radius, limit, data, manners
        As in `find_training`.

    Raises
    ------
    CareerscoreError
        As in `find_training`.
    """
    asked = await asyncio.to_thread(
        question,
        "find_training",
        career,
        place,
        source,
        TRAINING_SOURCES,
        "programs",
        data,
        manners,
        radius=radius,
        limit=limit,
    )
    found, report = await _ask(asked, "programs")
    return TrainingResults(search=asked.search, programs=found, services=(report,))


def certifications(
    career: str | Occupation,
    *,
    source: str | TrainingSource = "careeronestop",
    limit: int = 50,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> CertificationResults:
    """Find certifications for a career.

    Parameters
    ----------
    career, source, limit, data, manners
        As in `find_training`.

    Returns
    -------
    CertificationResults
        The certifications in the order of the source; empty where nothing is found.

    Raises
    ------
    MissingKeyError, ServiceError, CareerscoreError, MissingDependencyError
        As in `find_jobs`.
    """
    return wait_for(
        certifications_async(career, source=source, limit=limit, data=data, manners=manners)
    )


async def certifications_async(
    career: str | Occupation,
    *,
    source: str | TrainingSource = "careeronestop",
    limit: int = 50,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> CertificationResults:
    """Find certifications, in an event loop that runs already.

    Parameters
    ----------
    career, source, limit, data, manners
        As in `find_training`.

    Raises
    ------
    CareerscoreError
        As in `find_training`.
    """
    asked = await asyncio.to_thread(
        question,
        "certifications",
        career,
        None,
        source,
        TRAINING_SOURCES,
        "certifications",
        data,
        manners,
        limit=limit,
    )
    found, report = await _ask(asked, "certifications")
    return CertificationResults(search=asked.search, certifications=found, services=(report,))


async def _ask(
    asked: Question, what: Literal["programs", "certifications"]
) -> tuple[tuple[Any, ...], ServiceReport]:
    """Return what a source gives, up to the limit, and the report on it."""
    (source,) = asked.sources
    when = now()
    async with Session(asked.manners) as session, time_limit(asked.manners, source.name):
        found = await getattr(source, what)(asked.search, session)
    report = ServiceReport(
        name=source.name,
        asked_at=when,
        queries=tuple(session.asked),
        requests=session.requests,
        found=len(found),
        attribution=getattr(source, "attribution", ""),
    )
    return tuple(found)[: asked.search.limit], report
