"""JSearch, by RapidAPI: https://rapidapi.com/letscrape-6bRBa3QguO5/api/jsearch."""

from __future__ import annotations

import re
from itertools import chain
from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.live.answers import documented, is_true, items, number, part, text, texts
from careerscore.live.salaries import period_of, salary_of
from careerscore.live.services import Service
from careerscore.live.sources import KILOMETERS, day_of, now, work_type_of, workplace_in
from careerscore.model.listing import JobListing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from careerscore.live.client import Request, Session
    from careerscore.live.sources import Search

_A_PAGE: Final = 10
_SCHEDULES: Final = {
    "FULLTIME": "Full-time",
    "PARTTIME": "Part-time",
    "CONTRACTOR": "Contract",
    "INTERN": "Internship",
}


class JSearch(Service):
    """JSearch on RapidAPI: ten listings a request.

    Parameters
    ----------
    key : str, optional
        Your key of RapidAPI; by default that of ``CAREERSCORE_JSEARCH_KEY``.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "jsearch"
    title: ClassVar[str] = "JSearch"
    home: ClassVar[str] = "https://jsearch.p.rapidapi.com"
    registration: ClassVar[str] = "https://rapidapi.com/letscrape-6bRBa3QguO5/api/jsearch"

    shapes: ClassVar[Mapping[str, Any]] = {
        "jobs": {
            "status": str,
            "request_id": str,
            "parameters": dict,
            "data": [
                {
                    "job_id": str,
                    "job_title": str,
                    "employer_name": str,
                    "job_publisher": str,
                    "job_employment_type": str,
                    "job_description": str,
                    "job_highlights": dict,
                    "job_city": str,
                    "job_state": str,
                    "job_country": str,
                    "job_apply_link": str,
                    "apply_options": list,
                    "job_posted_at_datetime_utc": str,
                    "job_min_salary": float,
                    "job_max_salary": float,
                    "job_salary_period": str,
                    "job_is_remote": bool,
                    "job_onet_soc": str,
                    "job_onet_job_zone": str,
                }
            ],
        },
    }

    def __init__(self, *, key: str | None = None, address: str | None = None) -> None:
        super().__init__(address, key=key)

    def signed(self, request: Request) -> Request:
        """Return a request with the key."""
        # The host names the API, also where the address is that of a gateway.
        host = self.home.removeprefix("https://")
        keys = {"X-RapidAPI-Key": self.key("key"), "X-RapidAPI-Host": host}
        return request._replace(headers={**request.headers, **keys})

    async def pages(
        self, search: Search, session: Session
    ) -> AsyncIterator[list[JobListing | None]]:
        """Give the listings, ten a page."""
        page, found = 0, _A_PAGE
        while found >= _A_PAGE:
            page += 1
            document = await self._ask(search, session, page)
            when = now()
            listings = [_listing(each, when) for each in documented(self, document, "data")]
            found = len(listings)
            yield listings

    async def _ask(self, search: Search, session: Session, page: int = 1) -> dict[str, Any]:
        """Return the answer for a page."""
        age = search.age
        place = "" if search.is_nationwide else f" in {search.location}"
        return await session.get(
            self,
            "/search",
            query=f"{search.words}{place}",
            page=page,
            num_pages=1,
            country="us",
            date_posted=age,
            remote_jobs_only="true" if search.remote else None,
            radius=search.radius_miles and round(search.radius_miles * KILOMETERS),
        )


def _listing(record: Any, when: str) -> JobListing | None:
    title = text(record, "job_title")
    if title is None:
        return None
    place = ", ".join(filter(None, (text(record, "job_city"), text(record, "job_state"))))
    place = place or text(record, "job_country") or ""
    is_remote = is_true(record, "job_is_remote")
    workplace = "remote" if is_remote else workplace_in(title)
    currency = text(record, "job_salary_currency") or "USD"
    pay = salary_of(
        number(record, "job_min_salary"),
        number(record, "job_max_salary"),
        period_of(text(record, "job_salary_period") or ""),
        currency if re.fullmatch("[A-Z]{3}", currency) else None,
    )
    schedule = text(record, "job_employment_type")
    publisher = text(record, "job_publisher")
    code = re.fullmatch("([0-9]{2})([0-9]{4})([0-9]{2})", text(record, "job_onet_soc") or "")
    by_kind = part(record, "job_highlights")
    points = by_kind.values() if isinstance(by_kind, dict) else ()
    return JobListing(
        title=title,
        company=text(record, "employer_name"),
        location=place or None,
        work_type=work_type_of(workplace, _SCHEDULES.get(schedule or "", schedule)),
        workplace=workplace,
        salary=None if pay is None else str(pay),
        salary_range=pay,
        posted=day_of(text(record, "job_posted_at_datetime_utc")),
        source=f"{publisher}, by {JSearch.title}" if publisher else JSearch.title,
        apply_url=text(record, "job_apply_link"),
        description=text(record, "job_description"),
        highlights=tuple(texts(chain.from_iterable(items({"": each}, "") for each in points))),
        found_at=when,
        # Of O*NET-SOC 2010, without its punctuation.
        occupation_code=None if code is None else f"{code[1]}-{code[2]}.{code[3]}",
        matched_by=None if code is None else "onet-soc-2010",
    )
