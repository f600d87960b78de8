"""Servers on this machine that answer as the services do, with answers of our own making."""

from __future__ import annotations

import json
import threading
import time
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import MappingProxyType
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import parse_qsl, urlsplit

from careerscore.live import Adzuna, Bls, CareerOneStop, JSearch, Manners, SerpApi, UsaJobs

if TYPE_CHECKING:
    from collections.abc import Mapping

KEY = "k3y-0123456789abcdef+/=&%"
EMAIL = "someone.private@example.org"

PATIENT = Manners(timeout=5, attempts=3, max_wait=0.01)
"""Manners of tests: as patient as those of users, with waits of a hundredth of a second."""


class Asked(NamedTuple):
    method: str
    path: str
    query: dict[str, str]
    headers: dict[str, str]
    body: bytes


class Reply(NamedTuple):
    body: bytes = b""
    status: int = 200
    headers: Mapping[str, str] = MappingProxyType({})
    delay: float = 0
    cut: bool = False  # the connection ends before the answer does


def as_json(document, **options):
    return Reply(json.dumps(document).encode(), **options)


class Server(ThreadingHTTPServer):
    daemon_threads = True

    def __init__(self, answer):
        super().__init__(("127.0.0.1", 0), Handler)
        self.answer = answer
        self.asked = []

    @property
    def address(self):
        return f"http://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """Connections that a client closes early are what some tests are about."""


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"

    def handle_any(self):
        parts = urlsplit(self.path)
        length = int(self.headers.get("Content-Length", 0))
        asked = Asked(
            self.command,
            self.path if self.command == "CONNECT" else parts.path,
            dict(parse_qsl(parts.query, keep_blank_values=True)),
            {name.lower(): value for name, value in self.headers.items()},
            self.rfile.read(length),
        )
        self.server.asked.append(asked)
        answer = self.server.answer(asked)
        reply = answer if isinstance(answer, Reply) else as_json(answer)
        time.sleep(reply.delay)
        self.send_response(reply.status)
        headers = {"Content-Length": str(len(reply.body) + 10 * reply.cut), **reply.headers}
        for name, value in headers.items():
            self.send_header(name, value)
        self.end_headers()
        self.wfile.write(reply.body)
        self.close_connection = self.close_connection or reply.cut

    do_GET = do_POST = do_CONNECT = handle_any  # noqa: N815

    def log_message(self, *arguments):
        """Print nothing."""


@contextmanager
def serving(answer):
    """Serve answers: a function of what is asked, or one answer for all."""
    with Server(answer if callable(answer) else lambda asked: answer) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()


def serpapi(address):
    return SerpApi(key=KEY, address=address)


def jsearch(address):
    return JSearch(key=KEY, address=address)


def careeronestop(address):
    return CareerOneStop(user_id=f"user-{KEY}", token=f"token-{KEY}", address=address)


def usajobs(address):
    return UsaJobs(key=KEY, email=EMAIL, address=address)


def adzuna(address):
    return Adzuna(app_id=f"app-{KEY}", key=KEY, address=address)


def bls(address):
    return Bls(key=KEY, address=address)


JOBS = {
    "serpapi": serpapi,
    "jsearch": jsearch,
    "careeronestop": careeronestop,
    "usajobs": usajobs,
    "adzuna": adzuna,
}


def google_job(title="Medical Coder", company="Clinic", place="Austin, TX", **detected):
    """A listing as SerpApi has it."""
    return {
        "title": title,
        "company_name": company,
        "location": place,
        "via": "LinkedIn",
        "description": "Codes charts.",
        "job_highlights": [{"title": "Benefits", "items": ["Dental", "401(k)"]}],
        "related_links": [],
        "extensions": ["3 days ago", "Full-time"],
        "detected_extensions": {
            "posted_at": "3 days ago",
            "schedule_type": "Full-time",
            **detected,
        },
        "job_id": "abc",
        "thumbnail": "https://example.org/a.png",
        "apply_options": [{"title": "LinkedIn", "link": "https://example.org/jobs/1"}],
    }


def google_page(*jobs, token=None):
    pages = {} if token is None else {"serpapi_pagination": {"next_page_token": token}}
    return {"search_metadata": {"status": "Success"}, "jobs_results": list(jobs), **pages}


NOTHING_AT_GOOGLE = {
    "search_information": {"jobs_results_state": "Fully empty"},
    "error": "Google hasn't returned any results for this query.",
}


def jsearch_job(title="Medical Coder", company="Clinic", city="Austin", **other):
    return {
        "job_id": "x",
        "job_title": title,
        "employer_name": company,
        "job_publisher": "Indeed",
        "job_employment_type": "FULLTIME",
        "job_description": "Codes charts.",
        "job_highlights": {"Qualifications": ["CPC"], "Benefits": ["Dental"]},
        "job_city": city,
        "job_state": "TX",
        "job_country": "US",
        "job_apply_link": "https://example.org/jobs/2",
        "apply_options": [],
        "job_posted_at_datetime_utc": "2026-01-09T10:11:12.000Z",
        "job_min_salary": None,
        "job_max_salary": None,
        "job_salary_period": None,
        "job_is_remote": False,
        "job_onet_soc": "29207100",
        "job_onet_job_zone": "3",
        **other,
    }


def jsearch_page(*jobs):
    return {"status": "OK", "request_id": "r", "parameters": {}, "data": list(jobs)}


def adzuna_job(title="<strong>Medical</strong> Coder", company="Clinic", **other):
    return {
        "id": "1",
        "title": title,
        "description": "Codes charts.",
        "redirect_url": "https://www.adzuna.com/land/ad/1",
        "created": "2026-01-09T10:11:12Z",
        "company": {"display_name": company},
        "location": {
            "display_name": "Austin, Travis County",
            "area": ["US", "Texas", "Travis County", "Austin"],
        },
        "salary_min": 50_000.0,
        "salary_max": 60_000,
        "salary_is_predicted": "0",
        "contract_type": "permanent",
        "contract_time": "full_time",
        "category": {"label": "Healthcare"},
        "latitude": 30.2,
        "longitude": -97.7,
        **other,
    }


def adzuna_page(*jobs, count=None):
    return {"count": len(jobs) if count is None else count, "mean": 5e4, "results": list(jobs)}


def federal_job(title="Medical Coder", places=("Austin, Texas",), **other):
    return {
        "MatchedObjectId": "1",
        "MatchedObjectDescriptor": {
            "PositionTitle": title,
            "PositionURI": "https://www.usajobs.gov/job/1",
            "OrganizationName": "Veterans Health Administration",
            "PositionLocation": [{"LocationName": place} for place in places],
            "PositionRemuneration": [
                {
                    "MinimumRange": "50000.0",
                    "MaximumRange": "60000.0",
                    "RateIntervalCode": "PA",
                    "Description": "Per Year",
                }
            ],
            "PublicationStartDate": "2026-01-09T00:00:00.0000",
            "PositionSchedule": [{"Name": "Full-time"}],
            "UserArea": {"Details": {"JobSummary": "Codes charts.", "RemoteIndicator": False}},
            **other,
        },
    }


def federal_page(*jobs, count=None):
    return {
        "SearchResult": {
            "SearchResultCount": len(jobs),
            "SearchResultCountAll": len(jobs) if count is None else count,
            "SearchResultItems": list(jobs),
        }
    }


def nlx_job(title="Medical Coder", company="Clinic", place="Austin, TX", **other):
    return {
        "JvId": "1",
        "JobTitle": title,
        "Company": company,
        "AccquisitionDate": "2026-01-09 10:11",
        "URL": "https://example.org/jobs/3",
        "Location": place,
        "Fc": "1",
        "DescriptionSnippet": "Codes charts.",
        **other,
    }


def nlx_page(*jobs, count=None):
    return {"Jobs": list(jobs), "JobCount": str(len(jobs) if count is None else count)}
