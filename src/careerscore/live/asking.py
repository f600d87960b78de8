"""What a call asks for: the career, the place and the sources that its arguments name."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._record import Checks
from careerscore._text import is_encodable
from careerscore.errors import AmbiguousOccupationError, MissingKeyError, UnknownOccupationError
from careerscore.live.adzuna import Adzuna
from careerscore.live.bls import Bls
from careerscore.live.careeronestop import CareerOneStop
from careerscore.live.client import Manners
from careerscore.live.jsearch import JSearch
from careerscore.live.places import locate
from careerscore.live.serpapi import SerpApi
from careerscore.live.sources import Search
from careerscore.live.usajobs import UsaJobs
from careerscore.model.occupation import Occupation
from careerscore.reference.loading import release_of, release_of_name

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.live.services import Service
    from careerscore.local.places import Place
    from careerscore.reference.releases import Release

JOB_SOURCES: Final[Mapping[str, type[Service]]] = {
    each.name: each for each in (SerpApi, JSearch, CareerOneStop, UsaJobs, Adzuna)
}
TRAINING_SOURCES: Final[Mapping[str, type[Service]]] = {CareerOneStop.name: CareerOneStop}
PAY_SOURCES: Final[Mapping[str, type[Service]]] = {each.name: each for each in (CareerOneStop, Bls)}

POSTED_WITHIN: Final = {"today": 1, "3 days": 3, "week": 7, "month": 31}
"""The words for the age of listings, with their days."""


class Question(NamedTuple):
    """What a call asks: of which sources, and how they are treated."""

    search: Search
    sources: Sequence[Any]
    release: Release
    area: Place | None
    manners: Manners


def question(
    subject: str,
    career: object,
    place: object,
    source: object,
    known: Mapping[str, type[Service]],
    gives: str,
    data: str | Release | None,
    manners: Manners | None,
    /,
    *,
    radius: object = None,
    limit: object = 50,
    remote: object = None,
    min_salary: object = None,
    salary_period: object = "year",
    posted_within: object = None,
    several: bool = False,
) -> Question:
    """Return what is asked for; all problems of the arguments are raised together.

    A source `gives` what is asked for by a method of that name.
    """
    checks = Checks(subject)
    holds = isinstance(career, str | Occupation)
    checks.expect("career", career, "a code, slug, title or alias, or an Occupation", holds=holds)
    for name, given in (("career", career), ("place", place)):
        holds = not isinstance(given, str) or is_encodable(given)
        checks.expect(name, given, "a text without halves of surrogate pairs", holds=holds)
    checks.value("radius", radius, int | None, minimum=1, maximum=1_000)
    checks.value("limit", limit, int, minimum=1, maximum=500)
    checks.value("remote", remote, bool | None)
    checks.value("min_salary", min_salary, float | None, minimum=0)
    checks.value("salary_period", salary_period, str, enum=("hour", "year"))
    checks.value("manners", manners, Manners | None)
    days: object = posted_within
    if isinstance(posted_within, str):
        days = POSTED_WITHIN.get(posted_within, posted_within)
    expected = f"{', '.join(map(repr, POSTED_WITHIN))}, 1 to 365 days, or None"
    is_days = isinstance(days, int) and not isinstance(days, bool) and 1 <= days <= 365
    checks.expect("posted_within", posted_within, expected, holds=days is None or is_days)
    _check_sources(checks, source, known, gives, several=several)
    checks.raise_problems()
    release = _release(career, data)
    words, occupation = _career(career, release)
    located = locate(place, release)
    limits: dict[str, Any] = {
        "radius_miles": radius,
        "limit": limit,
        "remote": remote,
        "min_salary": min_salary,
        "salary_period": salary_period,
        "posted_within_days": days,
    }
    search = Search(
        words=words,
        occupation_code=None if occupation is None else occupation.code,
        occupation_title=None if occupation is None else occupation.title,
        place=located.given,
        location=located.location,
        states=located.states,
        **limits,
    )
    sources = _sources(source, known)
    asked = sources if several else sources[:1]
    return Question(search, asked, release, located.area, manners or Manners())


def _release(career: object, data: str | Release | None) -> Release:
    if data is None and isinstance(career, Occupation) and career.data_release is not None:
        return release_of_name(career.data_release)
    return release_of(data)


def _career(career: object, release: Release) -> tuple[str, Occupation | None]:
    """Return the words to search for, and the occupation, if they name one."""
    if isinstance(career, Occupation):
        return career.title, career
    query: Any = career
    try:
        found = release.occupation(query)
    except (AmbiguousOccupationError, UnknownOccupationError):
        # A job title that is none of ours can be searched for; a code cannot.
        if re.search("[^\\W\\d_]", query) is None:
            raise
        return query.strip(), None
    is_title = re.search(r"[^\W\d_]", query) is not None and query.strip() != found.slug
    return query.strip() if is_title else found.title, found


def _check_sources(
    checks: Checks, source: object, known: Mapping[str, type[Service]], gives: str, *, several: bool
) -> None:
    given = [source]
    expected = f"{', '.join(map(repr, known))} or a source with {gives}()"
    if several:
        given = [*source] if isinstance(source, list | tuple) else given
        expected += ", or a list of them"
    for each in given:
        is_named = isinstance(each, str) and each in known
        is_source = (
            isinstance(getattr(each, "name", None), str)
            and callable(getattr(each, gives, None))
            and not isinstance(each, type)
        )
        holds = is_named or is_source or (each is None and source is None)
        checks.expect("source", each, expected, holds=holds)
    checks.expect("source", source, expected, holds=bool(given))


def _sources(source: object, known: Mapping[str, type[Service]]) -> list[Any]:
    """Return the sources that are named; by default those whose keys are in the environment."""
    if source is not None:
        given = source if isinstance(source, list | tuple) else [source]
        return [known[each]() if isinstance(each, str) else each for each in given]
    found: list[Any] = []
    lacking: list[str] = []
    for kind in known.values():
        try:
            found.append(kind())
        except MissingKeyError as error:
            lacking.append(" and ".join(error.variables))
    if not found:
        raise MissingKeyError("a live service", (", or ".join(lacking),))
    return found
