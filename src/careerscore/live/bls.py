"""The public data API of the Bureau of Labor Statistics: https://www.bls.gov/developers/."""

from __future__ import annotations

import datetime
import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from careerscore.codes import soc_code
from careerscore.errors import OverQuotaError, ServiceRefusedError
from careerscore.live.answers import documented, items, text, texts
from careerscore.live.services import Service
from careerscore.live.wages import Figure, LiveWages, distribution_of, figure_of
from careerscore.model.wages import PERCENTILES

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.live.client import Request, Session
    from careerscore.local.places import Place
    from careerscore.model.occupation import Occupation

_NATION: Final = "N0000000"
_ALL_INDUSTRIES: Final = "000000"
_ANNUAL: Final = {
    "mean": "04",
    **dict(zip(PERCENTILES, ("11", "12", "13", "14", "15"), strict=True)),
}
_HOURLY: Final = {
    "mean": "03",
    **dict(zip(PERCENTILES, ("06", "07", "08", "09", "10"), strict=True)),
}
_JOBS: Final = {
    "employment": "01",
    "employment_prse": "02",
    "mean_prse": "05",
    "jobs_per_thousand": "16",
    "location_quotient": "17",
}
"""The types of figures, the last two digits of a series of the wage survey."""

_SERIES: Final = {True: 50, False: 25}
"""The most series a request, with a key and without."""

_YEARS: Final = 3
_TOP_CODE: Final = re.compile(
    r"equal to or greater than \$([0-9.,]+) per hour or \$([0-9,]+) per year"
)


class Bls(Service):
    """The wage survey by the public data API of the BLS, which serves its newest year alone.

    Parameters
    ----------
    key : str, optional
        Your registration key; by default that of ``CAREERSCORE_BLS_KEY``. Without one there are 25
        requests a day.
    address : str, optional
        As for `Service`.
    """

    name: ClassVar[str] = "bls"
    title: ClassVar[str] = "BLS public data API"
    home: ClassVar[str] = "https://api.bls.gov"
    registration: ClassVar[str] = "https://data.bls.gov/registrationEngine/"
    attribution: ClassVar[str] = (
        "BLS.gov cannot vouch for the data or analyses derived from these data after the data have "
        "been retrieved from BLS.gov."
    )
    needs: ClassVar[tuple[str, ...]] = ()
    takes: ClassVar[tuple[str, ...]] = ("key",)

    shapes: ClassVar[Mapping[str, Any]] = {
        "pay": {
            "status": str,
            "message": [str],
            "Results": {
                "series": [
                    {
                        "seriesID": str,
                        "data": [
                            {
                                "year": str,
                                "period": str,
                                "value": str,
                                "footnotes": [{"code": str, "text": str}],
                            }
                        ],
                    }
                ]
            },
        },
    }

    def __init__(self, *, key: str | None = None, address: str | None = None) -> None:
        super().__init__(address, key=key)

    def signed(self, request: Request) -> Request:
        """Return a request with the key, if there is one."""
        keys = {"registrationkey": self.key("key")} if self.keys else {}
        return request._replace(body={**(request.body or {}), **keys})

    async def wages(self, occupation: Occupation, place: Place, session: Session) -> LiveWages:
        """Return the wages of an occupation in a place and in the nation."""
        code = occupation.wages.published_code or soc_code(occupation.code)
        area = f"{'S' if place.is_statewide else 'M'}{place.code}"
        types = (*_ANNUAL.values(), *_HOURLY.values(), *_JOBS.values())
        stems = [f"OEU{each}{_ALL_INDUSTRIES}{code.replace('-', '')}" for each in (area, _NATION)]
        series = [f"{stem}{kind}" for stem in stems for kind in types]
        size = _SERIES[bool(self.keys)]
        found: dict[str, dict[str, Any]] = {}
        for start in range(0, len(series), size):
            found |= await self._newest(series[start : start + size], session)
        here, nation = (
            self._distribution(code, {kind: found.get(f"{stem}{kind}", {}) for kind in types})
            for stem in stems
        )
        shares = {
            name: figure_of(text(found.get(f"{stems[0]}{_JOBS[name]}"), "value")).value
            for name in ("jobs_per_thousand", "location_quotient")
        }
        return LiveWages(here, nation, **shares)

    async def _ask(self, series: list[str], session: Session) -> dict[str, Any]:
        """Return the answer on some series."""
        today = datetime.datetime.now(datetime.UTC).year
        body = {"seriesid": series, "startyear": str(today - _YEARS), "endyear": str(today)}
        document = await session.post(self, "/publicAPI/v2/timeseries/data/", body)
        if text(document, "status") != "REQUEST_SUCCEEDED":
            said = " ".join(texts(items(document, "message"))).casefold()
            if "threshold" in said:
                raise OverQuotaError(self.title, "over its quota of requests for today", 200)
            reason = "it refused the key" if "key" in said else "it refused the request"
            raise ServiceRefusedError(self.title, reason, 200)
        return document

    async def _newest(self, series: list[str], session: Session) -> dict[str, dict[str, Any]]:
        """Return the newest yearly figure of each series that has one."""
        found = {}
        document = await self._ask(series, session)
        for each in documented(self, document, "Results", "series"):
            yearly = [
                figure
                for figure in items(each, "data")
                if text(figure, "period") == "A01" and text(figure, "year")
            ]
            name = text(each, "seriesID")
            if name and yearly:
                found[name] = max(yearly, key=lambda figure: str(text(figure, "year")))
        return found

    def _distribution(self, code: str, figures: dict[str, dict[str, Any]]) -> Any:
        years = [year for each in figures.values() if (year := text(each, "year"))]
        jobs = {
            name: figure_of(text(figures[kind], "value")).value
            for name, kind in _JOBS.items()
            if name in {"employment", "employment_prse", "mean_prse"}
        }
        units = (
            {name: _figure(figures[kind], unit) for name, kind in kinds.items()}
            for unit, kinds in enumerate((_HOURLY, _ANNUAL), start=1)
        )
        hourly, annual = units
        return distribution_of(self.title, annual, hourly, max(years, default=None), code, **jobs)


def _figure(record: Any, unit: int) -> Figure:
    """Return a figure, or the top code by the hour or the year that its footnote names."""
    found = figure_of(text(record, "value"))
    if found.value is not None:
        return found
    notes = " ".join(filter(None, (text(each, "text") for each in items(record, "footnotes"))))
    top = _TOP_CODE.search(notes)
    if top is not None:
        return Figure(None, figure_of(top[unit].rstrip(".,")).value, "at or above the top code")
    return Figure(reason=notes or found.reason)
