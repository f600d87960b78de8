"""CareerOneStop's web API: https://www.careeronestop.org/Developers/WebAPI."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final
from urllib.parse import quote

from careerscore.codes import soc_code
from careerscore.live.answers import documented, is_true, number, part, text
from careerscore.live.places import short_name
from careerscore.live.services import Service
from careerscore.live.sources import day_of, now, work_type_of, workplace_in
from careerscore.live.wages import Figure, LiveWages, distribution_of, figure_of
from careerscore.model.listing import JobListing
from careerscore.model.training import Certification, TrainingProgram

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping

    from careerscore.live.client import Request, Session
    from careerscore.live.sources import Search
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation

_USER: Final = "{user_id}"
"""Stands in paths for the id of the user, which only a signed request has."""

_MOST_A_PAGE: Final = 50
_DEFAULT_RADIUS: Final = 25
_PERCENTILES: Final = {
    "p10": "Pct10",
    "p25": "Pct25",
    "median": "Median",
    "p75": "Pct75",
    "p90": "Pct90",
}

_RATES: Final = dict.fromkeys(
    ("RateType", *_PERCENTILES.values(), "StFips", "Area", "AreaName"), str
)


class CareerOneStop(Service):
    """CareerOneStop: jobs of the National Labor Exchange, training, certifications and pay.

    Its jobs state no pay. Its terms require its attribution, and its logo where results are shown.

    Parameters
    ----------
    user_id, token : str, optional
        Your credentials; by default those of ``CAREERSCORE_CAREERONESTOP_USER_ID`` and
        ``CAREERSCORE_CAREERONESTOP_TOKEN``.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "careeronestop"
    title: ClassVar[str] = "CareerOneStop"
    home: ClassVar[str] = "https://api.careeronestop.org"
    registration: ClassVar[str] = (
        "https://www.careeronestop.org/Developers/WebAPI/registration.aspx"
    )
    attribution: ClassVar[str] = (
        "Data by CareerOneStop, sponsored by the U.S. Department of Labor, Employment and Training "
        "Administration, and the Minnesota Department of Employment and Economic Development."
    )
    needs: ClassVar[tuple[str, ...]] = ("user_id", "token")

    shapes: ClassVar[Mapping[str, Any]] = {
        "jobs": {
            "Jobs": [
                {
                    "JvId": str,
                    "JobTitle": str,
                    "Company": str,
                    "AccquisitionDate": str,
                    "URL": str,
                    "Location": str,
                    "Fc": str,
                }
            ],
            "JobCount": str,
        },
        "training": {
            "SchoolPrograms": [
                {
                    **dict.fromkeys(("SchoolName", "SchoolUrl", "Address", "City"), str),
                    **dict.fromkeys(("StateName", "StateAbbr", "Zip", "Phone"), str),
                    **dict.fromkeys(("Distance", "ProgramName", "ProgramLength"), str),
                    **dict.fromkeys(("Latitude", "Longitude", "EtplFlag"), str),
                }
            ]
        },
        "certifications": {
            "CertList": [
                {
                    **dict.fromkeys(("Id", "Name", "Url", "Organization", "OrganizationUrl"), str),
                    **dict.fromkeys(("OrganizationAddress", "Acronym", "Type"), str),
                    **dict.fromkeys(("Description", "ExamDetail"), str),
                    "CertDetailList": [{"Name": str, "Value": str}],
                }
            ],
            "RecordCount": int,
        },
        "pay": {
            "OccupationDetail": {
                "OccupationTitle": str,
                "OccupationCode": str,
                "Wages": {
                    "WageYear": str,
                    "SocTitle": str,
                    "NationalWagesList": [_RATES],
                    "StateWagesList": [_RATES],
                    "BLSAreaWagesList": [_RATES],
                },
            }
        },
    }

    def __init__(
        self, *, user_id: str | None = None, token: str | None = None, address: str | None = None
    ) -> None:
        super().__init__(address, user_id=user_id, token=token)

    def signed(self, request: Request) -> Request:
        """Return a request with the user's id in its path, and the token."""
        path = request.path.replace(_USER, quote(self.key("user_id"), safe=""))
        headers = {**request.headers, "Authorization": f"Bearer {self.key('token')}"}
        return request._replace(path=path, headers=headers)

    async def pages(
        self, search: Search, session: Session
    ) -> AsyncIterator[list[JobListing | None]]:
        """Give the listings, up to 50 a page."""
        done, there = 0, 1.0
        while done < there:
            document = await self._ask(search, session, done)
            when = now()
            found = documented(self, document, "Jobs")
            done += len(found)
            counted = number(document, "JobCount") or number(document, "RecordCount") or 0
            there = counted if found else 0
            yield [_listing(each, when) for each in found]

    async def _ask(self, search: Search, session: Session, start: int = 0) -> dict[str, Any]:
        """Return the answer on jobs from a record on."""
        radius = 0 if search.is_nationwide else search.radius_miles or _DEFAULT_RADIUS
        words = f"{search.words} remote" if search.remote else search.words
        days = search.posted_within_days or 0
        size = min(search.limit, _MOST_A_PAGE)
        place = "US" if search.is_nationwide else search.location
        return await session.get(
            self,
            f"/v2/jobsearch/{_USER}",
            *(words, place, str(radius), "0", "0", str(start), str(size), str(days)),
            showFilters="false",
            enableJobDescriptionSnippet="true",
            enableMetaData="false",
        )

    async def programs(self, search: Search, session: Session) -> list[TrainingProgram]:
        """Return the training programs for an occupation near a place."""
        radius = str(search.radius_miles or _DEFAULT_RADIUS)
        occupation = search.occupation_code or search.words
        document = await session.get(
            self,
            f"/v1/training/{_USER}",
            *(occupation, search.location, radius, *"00000000", str(search.limit)),
        )
        when = now()
        found = (_program(each, when) for each in documented(self, document, "SchoolPrograms"))
        return [each for each in found if each is not None]

    async def certifications(self, search: Search, session: Session) -> list[Certification]:
        """Return the certifications for an occupation."""
        occupation = search.occupation_code or search.words
        document = await session.get(
            self,
            f"/v1/certificationfinder/{_USER}",
            *(occupation, *"000000000", str(search.limit)),
        )
        when = now()
        found = (_certification(each, when) for each in documented(self, document, "CertList"))
        return [each for each in found if each is not None]

    async def wages(self, occupation: Occupation, place: Place, session: Session) -> LiveWages:
        """Return the wages of an occupation in a place and in the nation."""
        document = await session.get(
            self,
            f"/v1/comparesalaries/{_USER}/wage",
            keyword=occupation.code,
            location=short_name(place),
            enableMetaData="false",
        )
        detail = part(document, "OccupationDetail")
        # One occupation is an object, several are a list.
        detail = next(iter(detail), None) if isinstance(detail, list) else detail
        wages = {"Wages": part(detail, "Wages")}
        name, field, code = "BLSAreaWagesList", "Area", place.code[2:]
        if place.is_statewide:
            name, field, code = "StateWagesList", "StFips", place.code[:2]
        local = documented(self, wages, "Wages", name)
        here = [each for each in local if (text(each, field) or "").zfill(2).endswith(code)]
        year, soc = text(wages, "Wages", "WageYear"), soc_code(occupation.code)
        nation = documented(self, wages, "Wages", "NationalWagesList")
        return LiveWages(
            distribution_of(self.title, *_rates(here), year, soc),
            distribution_of(self.title, *_rates(nation), year, soc),
        )


def _rates(rows: list[Any]) -> tuple[dict[str, Figure], dict[str, Figure]]:
    """Return the figures by the year, and those by the hour."""
    annual, hourly = (
        {
            name: figure_of(text(row, field))
            for row in rows
            if text(row, "RateType") == rate
            for name, field in _PERCENTILES.items()
        }
        for rate in ("Annual", "Hourly")
    )
    return annual, hourly


def _listing(record: Any, when: str) -> JobListing | None:
    title, place = text(record, "JobTitle"), text(record, "Location")
    if title is None:
        return None
    workplace = workplace_in(title, place)
    # The first spelling is the service's own.
    posted = text(record, "AccquisitionDate") or text(record, "AcquisitionDate")
    return JobListing(
        title=title,
        company=text(record, "Company"),
        location=place,
        work_type=work_type_of(workplace),
        workplace=workplace,
        posted=day_of(posted),
        source=CareerOneStop.title,
        apply_url=text(record, "URL"),
        description=text(record, "DescriptionSnippet"),
        found_at=when,
    )


def _program(record: Any, when: str) -> TrainingProgram | None:
    program = text(record, "ProgramName")
    if program is None:
        return None
    state = text(record, "StateAbbr") or text(record, "StateName")
    return TrainingProgram(
        program=program,
        school=text(record, "SchoolName"),
        length=text(record, "ProgramLength"),
        address=text(record, "Address"),
        location=", ".join(filter(None, (text(record, "City"), state))) or None,
        distance_miles=number(record, "Distance"),
        url=text(record, "SchoolUrl"),
        phone=text(record, "Phone"),
        on_provider_list=is_true(record, "EtplFlag"),
        source=CareerOneStop.title,
        found_at=when,
    )


def _certification(record: Any, when: str) -> Certification | None:
    name = text(record, "Name")
    if name is None:
        return None
    return Certification(
        name=name,
        acronym=text(record, "Acronym"),
        organization=text(record, "Organization"),
        kind=text(record, "Type"),
        description=text(record, "Description"),
        url=text(record, "Url"),
        organization_url=text(record, "OrganizationUrl"),
        source=CareerOneStop.title,
        found_at=when,
    )
