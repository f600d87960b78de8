"""Job listings near a place, by the services that list them."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, Any

from attrs import evolve

from careerscore._record import Checks
from careerscore.errors import ServiceError, ServiceUnavailableError
from careerscore.live.asking import JOB_SOURCES, Question, question
from careerscore.live.client import Session
from careerscore.live.merging import merged
from careerscore.live.results import JobResults, ServiceReport
from careerscore.live.running import wait_for
from careerscore.live.sources import now
from careerscore.model.listing import JobListing

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.live.client import Manners
    from careerscore.live.sources import JobSource, Search
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release


class SearchInterrupt(KeyboardInterrupt):
    """Ctrl-C ended a search; `results` has what was found until then."""

    def __init__(self, results: JobResults) -> None:
        super().__init__()
        self.results: JobResults = results


def find_jobs(
    career: str | Occupation,
    place: str | Place | None = None,
    *,
    source: str | JobSource | Sequence[str | JobSource] | None = None,
    limit: int = 50,
    remote: bool | None = None,
    min_salary: float | None = None,
    salary_period: str = "year",
    posted_within: str | int | None = None,
    radius: int | None = None,
    data: str | Release | None = None,
    manners: Manners | None = None,
    progress: Callable[[JobResults], object] | None = None,
) -> JobResults:
    """Find job listings for a career near a place.

    The listings are of this moment, and no pin gives them again. Several sources are asked at
    once, page by page until there are enough; duplicates (the same employer, title and place)
    become one listing that names all its sources. What is left out is counted by reason.

    A listing whose pay is stated has its rank among the wages of the workers of its occupation in
    the place, as `careerscore.frames.wage_rank` gives it.

    Parameters
    ----------
    career : str or Occupation
        A code, slug, title or alias, an `Occupation`, or any job title.
    place : str or Place, optional
        A place of the wage survey, or any city with its state; the whole nation by default. Of an
        area, services are asked for its first city; listings elsewhere are left out unless they
        are remote.
    source : str or JobSource, or a list of them, optional
        ``"serpapi"``, ``"jsearch"``, ``"careeronestop"``, ``"usajobs"``, ``"adzuna"``, or a source
        of your own; by default every service whose keys are in the environment.
    limit : int
        The most listings, 1 to 500.
    remote : bool, optional
        Only those known to be remote, or none of them; all by default.
    min_salary : float, optional
        Only those that state pay which reaches this amount [US dollars per period].
    salary_period : str
        ``"year"`` or ``"hour"``: the period of `min_salary`. One is never turned into the other.
    posted_within : str or int, optional
        ``"today"``, ``"3 days"``, ``"week"``, ``"month"``, or a number of days.
    radius : int, optional
        How far from the place, if the service knows distances [miles].
    data : str or Release, optional
        The release of occupations, places and wages; the newest by default.
    manners : Manners, optional
        Timeouts, and limits on requests, waits and sizes.
    progress : callable, optional
        Called with the results so far after each round of pages, without their occupations.

    Returns
    -------
    JobResults
        The listings, those of one source after the other in turns; empty where nothing is found.

    Raises
    ------
    MissingKeyError
        If a source has no key.
    ServiceError
        If every source failed before it gave a listing: `ServiceRefusedError`, `OverQuotaError`,
        `ServiceAnswerError`, `ServiceUnavailableError` or `RequestLimitError`.
    SearchInterrupt
        A `KeyboardInterrupt` that has what was found until then.
    CareerscoreError
        As in `careerscore.local_pay` for the place; an `InvalidInputError` if an argument is not
        as described above.
    MissingDependencyError
        If httpx and stamina are not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> class Board:
    ...     name = "board"
    ...
    ...     async def pages(self, search, session):
    ...         pay = cs.live.parse_salary("$25 - $28 an hour")
    ...         yield [cs.JobListing(title="Medical Coder", salary_range=pay, source="Board")]
    >>> (job,) = cs.live.find_jobs("medical coder", "Austin, TX", source=Board(), data="2026.3")
    >>> job.occupation_title, round(job.wage_rank_low), round(job.wage_rank_high)
    ('Medical Records Specialists', 56, 67)
    """
    asked = question(
        "find_jobs",
        career,
        place,
        source,
        JOB_SOURCES,
        "pages",
        data,
        manners,
        radius=radius,
        limit=limit,
        remote=remote,
        min_salary=min_salary,
        salary_period=salary_period,
        posted_within=posted_within,
        several=True,
    )
    latest: list[JobResults] = []

    def note(results: JobResults) -> None:
        latest[:] = [results]
        if progress is not None:
            progress(results)

    try:
        return wait_for(_search(asked, note))
    except KeyboardInterrupt:
        if not latest:
            raise
    found = _described(latest[0], asked)
    why = "the search was interrupted"
    services = tuple(evolve(each, stopped=each.stopped or why) for each in found.services)
    raise SearchInterrupt(evolve(found, services=services))


async def find_jobs_async(
    career: str | Occupation,
    place: str | Place | None = None,
    *,
    source: str | JobSource | Sequence[str | JobSource] | None = None,
    limit: int = 50,
    remote: bool | None = None,
    min_salary: float | None = None,
    salary_period: str = "year",
    posted_within: str | int | None = None,
    radius: int | None = None,
    data: str | Release | None = None,
    manners: Manners | None = None,
    progress: Callable[[JobResults], object] | None = None,
) -> JobResults:
    """Find job listings, in an event loop that runs already.

    Where it is cancelled, `progress` has been given what was found until then.

    Parameters
    ----------
    career, place, source, limit, remote, min_salary, salary_period, posted_within, radius, data, \
    manners, progress
        As in `find_jobs`.

    Raises
    ------
    CareerscoreError
        As in `find_jobs`.
    """
    asked = await asyncio.to_thread(
        question,
        "find_jobs",
        career,
        place,
        source,
        JOB_SOURCES,
        "pages",
        data,
        manners,
        radius=radius,
        limit=limit,
        remote=remote,
        min_salary=min_salary,
        salary_period=salary_period,
        posted_within=posted_within,
        several=True,
    )
    return await _search(asked, progress or (lambda _: None))


class _Feed:
    """The pages of a source, as they come."""

    def __init__(self, source: Any, search: Search, manners: Manners) -> None:
        self.source = source
        self.title: str = getattr(source, "title", source.name)
        self.session = Session(manners)
        self.pages = aiter(source.pages(search, self.session))
        self.asked_at = now()
        self.found: list[JobListing | None] = []
        self.seen: set[JobListing | None] = set()
        self.is_open = True
        self.failure: ServiceError | None = None

    async def advance(self) -> None:
        try:
            page = [self._listing(each) for each in await anext(self.pages)]
            # A service that gives its last page again and again is not asked for more.
            listings = {each and evolve(each, found_at=None) for each in page}
            self.is_open = not page or not listings <= self.seen
            self.seen |= listings
            self.found.extend(page if self.is_open else ())
        except StopAsyncIteration:
            self.is_open = False
        except ServiceError as error:
            self.fail(error)

    def _listing(self, given: object) -> JobListing | None:
        """Return a listing of the source, which it names."""
        if isinstance(given, JobListing):
            return given if given.source else evolve(given, source=self.title)
        checks = Checks("find_jobs")
        checks.expect("source", given, f"JobListings of {self.title}", holds=given is None)
        checks.raise_problems()
        return None

    def fail(self, error: ServiceError) -> None:
        self.is_open, self.failure = False, error.with_traceback(None)

    async def close(self) -> None:
        if hasattr(self.pages, "aclose"):
            await self.pages.aclose()
        await self.session.__aexit__(None, None, None)

    @property
    def report(self) -> ServiceReport:
        return ServiceReport(
            name=self.source.name,
            asked_at=self.asked_at,
            queries=tuple(self.session.asked),
            requests=self.session.requests,
            found=len(self.found),
            stopped=None if self.failure is None else self.failure.reason,
            attribution=getattr(self.source, "attribution", ""),
        )


async def _search(asked: Question, note: Callable[[JobResults], object]) -> JobResults:
    feeds = [_Feed(each, asked.search, asked.manners) for each in asked.sources]
    results = _results(asked, feeds)
    # What describes listings is loaded while the first pages come.
    loading = asyncio.create_task(asyncio.to_thread(_described, results, asked))
    limit = asyncio.timeout(asked.manners.time_limit)
    try:
        async with limit:
            # In rounds, so that the same answers give the same list, whichever comes first.
            while any(feed.is_open for feed in feeds) and len(results) < asked.search.limit:
                waiting = (feed.advance() for feed in feeds if feed.is_open)
                # A page that comes is waited for, also where another source has a fault.
                for fault in filter(None, await asyncio.gather(*waiting, return_exceptions=True)):
                    raise fault
                results = _results(asked, feeds)
                note(results)
    except TimeoutError:
        if not limit.expired():
            raise
        reason = f"no more pages within {asked.manners.time_limit:g} s"
        for feed in (each for each in feeds if each.is_open):
            feed.fail(ServiceUnavailableError(str(feed.source.name), reason))
        results = _results(asked, feeds)
    finally:
        for feed in feeds:
            await feed.close()
        await loading
    failures = [feed.failure for feed in feeds if feed.failure is not None]
    if len(failures) == len(feeds) and not any(feed.found for feed in feeds):
        first, *others = failures
        for other in others:
            first.add_note(str(other))
        raise first
    return await asyncio.to_thread(_described, results, asked)


def _results(asked: Question, feeds: Sequence[_Feed]) -> JobResults:
    found = merged([feed.found for feed in feeds], asked.search, asked.area, asked.release)
    return JobResults(
        search=asked.search,
        listings=found.listings,
        services=tuple(feed.report for feed in feeds),
        left_out=found.left_out,
        data_release=asked.release.name,
    )


def _described(results: JobResults, asked: Question) -> JobResults:
    """Return results with the occupations of the listings, and the ranks of their pay."""
    from careerscore.live.matches import with_occupation, with_rank

    search, release = asked.search, asked.release
    known = (with_occupation(each, search, release) for each in results)
    ranked = tuple(with_rank(each, asked.area, release) for each in known)
    return evolve(results, listings=ranked)
