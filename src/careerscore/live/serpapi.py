"""Google Jobs, by SerpApi: https://serpapi.com/google-jobs-api."""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.live.answers import documented, is_true, items, part, text, texts
from careerscore.live.salaries import parse_salary
from careerscore.live.services import Service
from careerscore.live.sources import KILOMETERS, day_of, now, work_type_of, workplace_in
from careerscore.model.listing import JobListing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from careerscore.live.client import Request, Session
    from careerscore.live.sources import Search

_DEFAULT_RADIUS: Final = 50
"""How far around a place, where the search does not say [km]."""

_NOTHING: Final = "Google hasn't returned any results for this query."


class SerpApi(Service):
    """Google Jobs, as SerpApi reads it: ten listings a request.

    Parameters
    ----------
    key : str, optional
        Your key; by default that of ``CAREERSCORE_SERPAPI_KEY``.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "serpapi"
    title: ClassVar[str] = "SerpApi"
    home: ClassVar[str] = "https://serpapi.com"
    registration: ClassVar[str] = "https://serpapi.com/manage-api-key"

    shapes: ClassVar[Mapping[str, Any]] = {
        "jobs": {
            "jobs_results": [
                {
                    "title": str,
                    "company_name": str,
                    "location": str,
                    "via": str,
                    "description": str,
                    "job_highlights": [{"title": str, "items": [str]}],
                    "related_links": list,
                    "extensions": [str],
                    "detected_extensions": {
                        "posted_at": str,
                        "schedule_type": str,
                        "salary": str,
                        "work_from_home": bool,
                    },
                    "job_id": str,
                    "thumbnail": str,
                    "apply_options": [{"title": str, "link": str}],
                }
            ],
            "serpapi_pagination": {"next_page_token": str},
        },
    }

    def __init__(self, *, key: str | None = None, address: str | None = None) -> None:
        super().__init__(address, key=key)

    def signed(self, request: Request) -> Request:
        """Return a request with the key."""
        return request._replace(params={**request.params, "api_key": self.key("key")})

    async def pages(
        self, search: Search, session: Session
    ) -> AsyncIterator[list[JobListing | None]]:
        """Give the listings, ten a page."""
        token: str | None = None
        while True:
            document = await self._ask(search, session, token)
            token = text(document, "serpapi_pagination", "next_page_token")
            if text(document, "error") == _NOTHING and "jobs_results" not in document:
                return
            when = now()
            found = documented(self, document, "jobs_results")
            yield [_listing(each, when) for each in found]
            if token is None or not found:
                return

    async def _ask(
        self, search: Search, session: Session, token: str | None = None
    ) -> dict[str, Any]:
        """Return the answer for a page."""
        age = search.age
        radius = None if search.is_nationwide else _DEFAULT_RADIUS
        if search.radius_miles is not None:
            radius = round(search.radius_miles * KILOMETERS)
        return await session.get(
            self,
            "/search.json",
            engine="google_jobs",
            q=f"{search.words} remote" if search.remote else search.words,
            location=search.location,
            lrad=radius,
            google_domain="google.com",
            gl="us",
            hl="en",
            chips=age and f"date_posted:{age}",
            next_page_token=token,
        )


def _listing(record: Any, when: str) -> JobListing | None:
    title, place = text(record, "title"), text(record, "location")
    if title is None:
        return None
    detected = part(record, "detected_extensions")
    at_home = is_true(detected, "work_from_home")
    workplace = "remote" if at_home else workplace_in(title, place)
    salary, via = text(detected, "salary"), text(record, "via")
    points = chain.from_iterable(items(each, "items") for each in items(record, "job_highlights"))
    links = (text(each, "link") for each in items(record, "apply_options"))
    return JobListing(
        title=title,
        company=text(record, "company_name"),
        location=place,
        work_type=work_type_of(workplace, text(detected, "schedule_type")),
        workplace=workplace,
        salary=salary,
        salary_range=None if salary is None else parse_salary(salary, currency="USD"),
        posted=day_of(text(detected, "posted_at")),
        source=f"{via.removeprefix('via ')}, by {SerpApi.title}" if via else SerpApi.title,
        apply_url=next(filter(None, links), None),
        description=text(record, "description"),
        highlights=tuple(texts(points)),
        found_at=when,
    )
