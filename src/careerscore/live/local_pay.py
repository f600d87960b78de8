"""Local pay by live services: a check on the bundled editions of the wage survey."""

from __future__ import annotations

import asyncio
import datetime
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from attrs import evolve

from careerscore.api import DEFAULT_LOCAL
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.live.asking import PAY_SOURCES, question
from careerscore.live.client import Session, time_limit
from careerscore.live.running import wait_for
from careerscore.local.estimates import AreaEstimates
from careerscore.local.pay import LocalPay, compared
from careerscore.local.places import places_in
from careerscore.local.words import CATALOG
from careerscore.model.occupation import Occupation
from careerscore.model.provenance import Note, Provenance, Source

if TYPE_CHECKING:
    from careerscore.live.client import Manners
    from careerscore.live.wages import LiveWages
    from careerscore.local.places import Place
    from careerscore.local.words import LocalMethod
    from careerscore.reference.releases import Release


@runtime_checkable
class PaySource(Protocol):
    """A source of the wages of an occupation in a place and in the nation."""

    @property
    def name(self) -> str:
        """Its name, in results."""
        ...

    async def wages(self, occupation: Occupation, place: Place, session: Session) -> LiveWages:
        """Return the wages."""
        ...


def local_pay(
    career: str | Occupation,
    place: str | Place,
    *,
    source: str | PaySource = "careeronestop",
    method: str | LocalMethod = DEFAULT_LOCAL,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> LocalPay:
    """Return pay of an occupation in a place as a service gives it now.

    The result is of the class of `careerscore.local_pay`, to be compared with it; its
    `LocalPay.data_release` says when it was asked of which service, and its sources have the query.
    No pin gives it again.

    Parameters
    ----------
    career : str or Occupation
        A code, slug, title or alias, or an `Occupation`.
    place : str or Place
        A place of the wage survey.
    source : str or PaySource
        ``"careeronestop"``, which has no figures on jobs, or ``"bls"``, which needs no key.
    method : str or LocalMethod
        Id of the method of the words, or a method of your own.
    data : str or Release, optional
        The release of occupations and places; the newest by default.
    manners : Manners, optional
        Timeouts, and limits on requests, waits and sizes.

    Raises
    ------
    MissingKeyError, ServiceError, CareerscoreError, MissingDependencyError
        As in `find_jobs` and `careerscore.local_pay`.
    """
    return wait_for(
        local_pay_async(career, place, source=source, method=method, data=data, manners=manners)
    )


async def local_pay_async(
    career: str | Occupation,
    place: str | Place,
    *,
    source: str | PaySource = "careeronestop",
    method: str | LocalMethod = DEFAULT_LOCAL,
    data: str | Release | None = None,
    manners: Manners | None = None,
) -> LocalPay:
    """Return pay in a place, in an event loop that runs already.

    Parameters
    ----------
    career, place, source, method, data, manners
        As in `local_pay`.

    Raises
    ------
    CareerscoreError
        As in `local_pay`.
    """
    words = CATALOG.of(method)
    asked = await asyncio.to_thread(
        question, "local_pay", career, None, source, PAY_SOURCES, "wages", data, manners
    )
    code = asked.search.occupation_code
    if code is None:
        problem = Problem("career", shorten(career), "the name of one occupation")
        raise InvalidInputError("local_pay", (problem,))
    occupation = career if isinstance(career, Occupation) else asked.release[code]
    where = places_in(asked.release).one(place)
    (service,) = asked.sources
    today = datetime.datetime.now(datetime.UTC)
    async with Session(asked.manners) as session, time_limit(asked.manners, service.name):
        found: LiveWages = await service.wages(occupation, where, session)
    title = getattr(service, "title", service.name)
    origin = Source(
        dataset=f"live-{service.name}",
        edition=today.strftime("%Y-%m-%d"),
        title=f"Wages by {title}",
        publisher=title,
        licence="US public domain; the terms of the service",
        citation=f"{title}, asked {today:%Y-%m-%d %H:%M} UTC: {'; '.join(session.asked)[:2_000]}",
        url=getattr(service, "home", "https://www.bls.gov/oes/"),
        retrieved=today.date(),
        attribution=getattr(service, "attribution", ""),
    )
    missing = Note(provenance=Provenance.MISSING, reason="not in the answer of the service")
    shares = {
        "jobs_per_thousand": found.jobs_per_thousand,
        "location_quotient": found.location_quotient,
    }
    here, nation = (
        evolve(each, source=origin, published_title=each.published_code and occupation.title)
        for each in (found.here, found.nation)
    )
    if here.employment is None:
        here = evolve(here, notes={**here.notes, "employment": missing})
    estimates = AreaEstimates(
        here,
        **shares,
        notes={name: missing for name, value in shares.items() if value is None},
    )
    release = f"none: {title}, {today:%Y-%m-%dT%H:%M:%SZ}"
    return compared(occupation, where, where, estimates, nation, words, release)
