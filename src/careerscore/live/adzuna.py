"""Adzuna: https://developer.adzuna.com."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.live.answers import documented, is_true, items, number, text, texts
from careerscore.live.places import states_in
from careerscore.live.salaries import salary_of
from careerscore.live.services import Service
from careerscore.live.sources import KILOMETERS, day_of, now, work_type_of, workplace_in
from careerscore.model.listing import JobListing

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from careerscore.live.client import Request, Session
    from careerscore.live.sources import Search

_MOST_A_PAGE: Final = 50
_SCHEDULES: Final = {"full_time": "Full-time", "part_time": "Part-time"}


class Adzuna(Service):
    """Adzuna: up to 50 listings a request. What it predicts of pay is kept apart.

    Parameters
    ----------
    app_id, key : str, optional
        Your application's id and key; by default those of ``CAREERSCORE_ADZUNA_APP_ID`` and
        ``CAREERSCORE_ADZUNA_KEY``.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "adzuna"
    title: ClassVar[str] = "Adzuna"
    home: ClassVar[str] = "https://api.adzuna.com"
    registration: ClassVar[str] = "https://developer.adzuna.com/signup"
    needs: ClassVar[tuple[str, ...]] = ("app_id", "key")

    shapes: ClassVar[Mapping[str, Any]] = {
        "jobs": {
            "count": int,
            "mean": float,
            "results": [
                {
                    "id": str,
                    "title": str,
                    "description": str,
                    "redirect_url": str,
                    "created": str,
                    "company": {"display_name": str},
                    "location": {"display_name": str, "area": [str]},
                    "salary_min": float,
                    "salary_max": float,
                    "salary_is_predicted": str,
                    "contract_type": str,
                    "contract_time": str,
                    "category": dict,
                    "latitude": float,
                    "longitude": float,
                }
            ],
        },
    }

    def __init__(
        self, *, app_id: str | None = None, key: str | None = None, address: str | None = None
    ) -> None:
        super().__init__(address, app_id=app_id, key=key)

    def signed(self, request: Request) -> Request:
        """Return a request with the keys."""
        keys = {"app_id": self.key("app_id"), "app_key": self.key("key")}
        return request._replace(params={**request.params, **keys})

    async def pages(
        self, search: Search, session: Session
    ) -> AsyncIterator[list[JobListing | None]]:
        """Give the listings, up to 50 a page."""
        page, done, there = 0, 0, 1.0
        while done < there:
            page += 1
            document = await self._ask(search, session, page)
            when = now()
            found = documented(self, document, "results")
            done += len(found)
            there = number(document, "count") or 0 if found else 0
            yield [_listing(each, when) for each in found]

    async def _ask(self, search: Search, session: Session, page: int = 1) -> dict[str, Any]:
        """Return the answer for a page."""
        return await session.get(
            self,
            "/v1/api/jobs/us/search",
            str(page),
            what=f"{search.words} remote" if search.remote else search.words,
            where=None if search.is_nationwide else search.location,
            distance=search.radius_miles and round(search.radius_miles * KILOMETERS),
            max_days_old=search.posted_within_days,
            results_per_page=min(search.limit, _MOST_A_PAGE),
        )


def _listing(record: Any, when: str) -> JobListing | None:
    title = text(record, "title")
    # The words that were searched for are marked.
    title = re.sub("</?strong>", "", title).strip() if title else None
    if not title:
        return None
    place = text(record, "location", "display_name")
    areas = [*texts(items(record, "location", "area"))]
    if place and not states_in(place) and len(areas) > 1:
        place = f"{place}, {areas[1]}"
    workplace = workplace_in(title, place)
    pay = salary_of(number(record, "salary_min"), number(record, "salary_max"), "year", "USD")
    # Only what is said not to be a guess is what the listing states.
    is_stated = is_true(record, "salary_is_predicted") is False
    schedule = text(record, "contract_time")
    return JobListing(
        title=title,
        company=text(record, "company", "display_name"),
        location=place,
        work_type=work_type_of(workplace, _SCHEDULES.get(schedule or "", schedule)),
        workplace=workplace,
        salary=str(pay) if pay is not None and is_stated else None,
        salary_range=pay if is_stated else None,
        predicted_salary=None if is_stated else pay,
        posted=day_of(text(record, "created")),
        source=Adzuna.title,
        apply_url=text(record, "redirect_url"),
        description=text(record, "description"),
        found_at=when,
    )
