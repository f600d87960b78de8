"""USAJOBS, the federal government's job board: https://developer.usajobs.gov."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.live.answers import documented, is_true, items, number, part, text
from careerscore.live.places import states_in
from careerscore.live.salaries import period_of, salary_of
from careerscore.live.services import Service
from careerscore.live.sources import day_of, now, work_type_of, workplace_in
from careerscore.model.listing import JobListing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from careerscore.live.client import Request, Session
    from careerscore.live.sources import Search

_MOST_A_PAGE: Final = 500
_MOST_DAYS: Final = 60
_MOST_PLACES: Final = 5


class UsaJobs(Service):
    """USAJOBS: up to 500 listings a request, all of the federal government.

    Parameters
    ----------
    key : str, optional
        Your key; by default that of ``CAREERSCORE_USAJOBS_KEY``.
    email : str, optional
        The e-mail address that the key was given to, which USAJOBS wants as user agent; by default
        that of ``CAREERSCORE_USAJOBS_EMAIL``.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "usajobs"
    title: ClassVar[str] = "USAJOBS"
    home: ClassVar[str] = "https://data.usajobs.gov"
    registration: ClassVar[str] = "https://developer.usajobs.gov/apirequest/"
    needs: ClassVar[tuple[str, ...]] = ("key", "email")

    shapes: ClassVar[Mapping[str, Any]] = {
        "jobs": {
            "SearchResult": {
                "SearchResultCount": int,
                "SearchResultCountAll": int,
                "SearchResultItems": [
                    {
                        "MatchedObjectId": str,
                        "MatchedObjectDescriptor": {
                            "PositionTitle": str,
                            "PositionURI": str,
                            "OrganizationName": str,
                            "PositionLocation": [{"LocationName": str}],
                            "PositionRemuneration": [
                                {
                                    "MinimumRange": str,
                                    "MaximumRange": str,
                                    "RateIntervalCode": str,
                                    "Description": str,
                                }
                            ],
                            "PublicationStartDate": str,
                        },
                    }
                ],
            }
        },
    }

    def __init__(
        self, *, key: str | None = None, email: str | None = None, address: str | None = None
    ) -> None:
        super().__init__(address, key=key, email=email)

    def signed(self, request: Request) -> Request:
        """Return a request with the key and the e-mail address."""
        keys = {"Authorization-Key": self.key("key"), "User-Agent": self.key("email")}
        return request._replace(headers={**request.headers, **keys})

    async def pages(
        self, search: Search, session: Session
    ) -> AsyncIterator[list[JobListing | None]]:
        """Give the listings, a page as long as the limit."""
        page, done, there = 0, 0, 1.0
        while done < there:
            page += 1
            document = await self._ask(search, session, page)
            when = now()
            found = documented(self, document, "SearchResult", "SearchResultItems")
            done += len(found)
            there = number(document, "SearchResult", "SearchResultCountAll") or 0 if found else 0
            yield [_listing(each, search, when) for each in found]

    async def _ask(self, search: Search, session: Session, page: int = 1) -> dict[str, Any]:
        """Return the answer for a page."""
        days = search.posted_within_days
        return await session.get(
            self,
            "/api/Search",
            Keyword=search.words,
            LocationName=None if search.is_nationwide else search.location,
            Radius=search.radius_miles,
            RemoteIndicator="True" if search.remote else None,
            ResultsPerPage=min(search.limit, _MOST_A_PAGE),
            Page=page,
            DatePosted=days and min(days, _MOST_DAYS),
            Fields="Full",
        )


def _listing(record: Any, search: Search, when: str) -> JobListing | None:
    job = part(record, "MatchedObjectDescriptor")
    title = text(job, "PositionTitle")
    if title is None:
        return None
    named = (text(each, "LocationName") for each in items(job, "PositionLocation"))
    # Those in the states that are asked for come first: there can be hundreds.
    places = sorted(
        filter(None, named), key=lambda place: states_in(place).isdisjoint(search.states)
    )
    shown = [*places[:_MOST_PLACES]]
    shown += [f"and {len(places) - _MOST_PLACES} more"] * (len(places) > _MOST_PLACES)
    details = part(job, "UserArea", "Details")
    is_remote = is_true(details, "RemoteIndicator")
    workplace = "remote" if is_remote else workplace_in(title, *places[:1])
    rates = items(job, "PositionRemuneration")
    rate = rates[0] if rates else None
    interval = text(rate, "Description") or text(rate, "RateIntervalCode") or ""
    period = period_of(interval) or period_of(text(rate, "RateIntervalCode") or "")
    low, high = number(rate, "MinimumRange"), number(rate, "MaximumRange")
    pay = salary_of(low, high, period, "USD")
    words = None if pay is None else str(pay)
    if pay is not None and period is None and interval:
        words = f"{words} ({interval})"
    schedule = next(
        filter(None, (text(each, "Name") for each in items(job, "PositionSchedule"))), None
    )
    return JobListing(
        title=title,
        company=text(job, "OrganizationName"),
        location="; ".join(shown) or None,
        work_type=work_type_of(workplace, schedule),
        workplace=workplace,
        salary=words,
        salary_range=pay,
        posted=day_of(text(job, "PublicationStartDate")),
        source=UsaJobs.title,
        apply_url=text(job, "PositionURI"),
        description=text(details, "JobSummary") or text(job, "QualificationSummary"),
        found_at=when,
    )
