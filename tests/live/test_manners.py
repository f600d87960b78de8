"""How services are asked: few requests, patient ones, and errors that say what went wrong."""

from __future__ import annotations

import datetime
import gzip
import json
import subprocess
import sys
import time
from email.utils import format_datetime

import pytest

import careerscore as cs
from careerscore.errors import (
    InvalidInputError,
    MissingDependencyError,
    MissingKeyError,
    OverQuotaError,
    RequestLimitError,
    ServiceAnswerError,
    ServiceRefusedError,
    ServiceUnavailableError,
)
from careerscore.live import Manners, SerpApi

from .services import (
    JOBS,
    NOTHING_AT_GOOGLE,
    PATIENT,
    Reply,
    adzuna_page,
    as_json,
    federal_page,
    google_job,
    google_page,
    jsearch_page,
    nlx_page,
    serpapi,
    serving,
)

HTML = b"<html><head><title>403 Forbidden</title></head><body>nginx</body></html>"
PAGE = json.dumps(google_page(google_job())).encode()
DEEP = b'{"jobs_results": ' + b"[" * 5_000 + b"]" * 5_000 + b"}"
IN_AN_HOUR = format_datetime(
    datetime.datetime.now(datetime.UTC) + datetime.timedelta(hours=1), usegmt=True
)


def find(server, **options):
    options = {"manners": PATIENT, "source": serpapi(server.address), **options}
    return cs.live.find_jobs("medical coder", "Austin, TX", data="2026.3", **options)


@pytest.mark.parametrize(
    ("reply", "kind", "status", "requests", "words"),
    [
        (Reply(b"", 401), ServiceRefusedError, 401, 1, "it refused the key (HTTP 401)"),
        (Reply(HTML, 403), ServiceRefusedError, 403, 1, "it refused the key (HTTP 403)"),
        (Reply(HTML, 404), ServiceRefusedError, 404, 1, "it refused the request (HTTP 404)"),
        (Reply(b"{}", 422), ServiceRefusedError, 422, 1, "it refused the request (HTTP 422)"),
        (Reply(b"", 429), OverQuotaError, 429, 3, "over its quota of requests (HTTP 429)"),
        (Reply(b"", 429, {"Retry-After": "0"}), OverQuotaError, 429, 3, "(HTTP 429), again in 0 s"),
        (Reply(b"", 429, {"Retry-After": "3600"}), OverQuotaError, 429, 1, "again in 3,600 s"),
        (Reply(b"", 429, {"Retry-After": IN_AN_HOUR}), OverQuotaError, 429, 1, "again in 3,"),
        (Reply(b"", 429, {"Retry-After": "soon"}), OverQuotaError, 429, 3, "requests (HTTP 429)"),
        (Reply(b"", 500), ServiceUnavailableError, 500, 1, "it has a fault of its own (HTTP 500)"),
        (Reply(b"", 502), ServiceUnavailableError, 502, 3, "(HTTP 502)"),
        (Reply(b"", 503), ServiceUnavailableError, 503, 3, "(HTTP 503)"),
        (Reply(b"", 503, {"Retry-After": "99"}), ServiceUnavailableError, 503, 1, "(HTTP 503)"),
        (Reply(b"", 504), ServiceUnavailableError, 504, 3, "(HTTP 504)"),
        (Reply(PAGE, cut=True), ServiceUnavailableError, None, 3, "broke (RemoteProtocol)"),
        (Reply(PAGE, delay=2), ServiceUnavailableError, None, 1, "no whole answer within 0.4 s"),
        (Reply(HTML), ServiceAnswerError, 200, 1, "an answer that is not JSON, but HTML"),
        (Reply(b" \n"), ServiceAnswerError, 200, 1, "an answer that is not JSON, but nothing"),
        (Reply(b"busy"), ServiceAnswerError, 200, 1, "an answer that is not JSON, but text"),
        (Reply(b"[" * 200_000), ServiceAnswerError, 200, 1, "an answer that is not JSON"),
        (Reply(DEEP), ServiceAnswerError, 200, 1, "an answer that is not JSON, but text"),
        (Reply(b'{"a": ' + b"9" * 5_000 + b"}"), ServiceAnswerError, 200, 1, "is not JSON"),
        (Reply(b"[]"), ServiceAnswerError, 200, 1, "an answer that is not a JSON object"),
        (Reply(b'{"title": "\xe9"}'), ServiceAnswerError, 200, 1, "an answer that is not UTF-8"),
        (Reply(b"x" * 3_000_000), ServiceAnswerError, 200, 1, "of more than 1,000,000 bytes"),
        (
            Reply(gzip.compress(b"x" * 3_000_000), headers={"Content-Encoding": "gzip"}),
            *(ServiceAnswerError, 200, 1, "an answer of more than 1,000,000 bytes"),
        ),
        (
            Reply(b"no gzip", headers={"Content-Encoding": "gzip"}),
            *(ServiceAnswerError, 200, 1, "an answer that cannot be decompressed"),
        ),
        (Reply(b"{}"), ServiceAnswerError, None, 1, "an answer without a list jobs_results"),
        (as_json({"jobs_results": {}}), ServiceAnswerError, None, 1, "without a list jobs_results"),
        (as_json({"error": "?"}), ServiceAnswerError, None, 1, "without a list jobs_results"),
    ],
)
def test_each_failure_has_its_error_and_only_some_are_tried_again(
    reply, kind, status, requests, words
):
    manners = Manners(timeout=0.4 if reply.delay else 9, max_wait=0.01, max_bytes=1_000_000)
    with serving(reply) as server, pytest.raises(kind) as caught:
        find(server, manners=manners)
    assert str(caught.value).startswith("SerpApi: ")
    assert words in str(caught.value)
    assert (caught.value.status, caught.value.service) == (status, "SerpApi")
    assert len(server.asked) == requests


def test_the_wait_that_a_service_asks_for_is_part_of_the_error():
    hour = Reply(b"", 429, {"Retry-After": "3600"})
    with serving(hour) as server, pytest.raises(OverQuotaError) as caught:
        find(server)
    assert caught.value.retry_after == 3600


def test_a_service_that_nobody_runs_is_unavailable():
    with serving({}) as server:
        address = server.address
    with pytest.raises(ServiceUnavailableError, match=r"the connection broke \(Connect\)"):
        find(server, source=serpapi(address))


def test_a_redirect_is_refused_and_the_other_host_never_asked():
    with serving(google_page(google_job())) as other:
        for status in (300, 301, 302, 303, 307, 308):
            location = {"Location": f"{other.address}/search.json"}
            words = pytest.raises(ServiceAnswerError, match="redirects to another address")
            with serving(Reply(b"", status, location)) as server, words:
                find(server)
            assert len(server.asked) == 1
    assert other.asked == []


@pytest.mark.parametrize(
    ("name", "nothing"),
    [
        ("serpapi", NOTHING_AT_GOOGLE),
        ("serpapi", google_page()),
        ("jsearch", jsearch_page()),
        ("careeronestop", nlx_page()),
        ("usajobs", federal_page()),
        ("adzuna", adzuna_page()),
        ("adzuna", adzuna_page(count=7)),
        ("usajobs", federal_page(count=7)),
        ("careeronestop", nlx_page(count=7)),
    ],
)
def test_nothing_found_is_a_result(name, nothing):
    with serving(nothing) as server:
        results = find(server, source=JOBS[name](server.address))
    assert (len(results), results.listings, dict(results.left_out)) == (0, (), {})
    (report,) = results.services
    assert (report.name, report.found, report.stopped, report.requests) == (name, 0, None, 1)
    assert len(server.asked) == 1


def test_a_service_that_is_busy_once_is_asked_again_after_the_wait_it_names():
    replies = [Reply(b"", 503, {"Retry-After": "1"}), google_page(google_job())]
    with serving(lambda asked: replies.pop(0)) as server:
        start = time.monotonic()
        results = find(server, manners=Manners(max_wait=2))
    assert time.monotonic() - start >= 1
    assert len(results) == 1
    assert results.services[0].requests == len(server.asked) == 2
    assert len(results.services[0].queries) == 1


def test_a_date_in_the_past_is_no_wait():
    replies = [Reply(b"", 503, {"Retry-After": "Fri, 09 Jan 2026 10:00:00 GMT"}), google_page()]
    with serving(lambda asked: replies.pop(0)) as server:
        find(server)
    assert len(server.asked) == 2


def test_the_limit_of_requests_ends_a_search_and_leaves_what_was_found():
    pages = iter(range(99))

    def answer(asked):
        number = next(pages)
        return google_page(google_job(company=f"Clinic {number}"), token=str(number))

    with serving(answer) as server:
        results = find(server, manners=Manners(max_requests=3))
    assert len(results) == len(server.asked) == 3
    assert results.services[0].stopped == "stopped at the limit of 3 requests"
    with serving(Reply(b"", 503)) as server, pytest.raises(ServiceUnavailableError):
        find(server, manners=Manners(max_requests=1))
    assert len(server.asked) == 1
    # A page without listings is the last one, whatever it leads to.
    with serving(google_page(token="again")) as server:
        assert len(find(server)) == 0
    assert len(server.asked) == 1


def test_a_limit_of_requests_alone_is_an_error_of_its_own():
    class Board:
        name = "board"

        async def pages(self, search, session):
            service = serpapi("http://127.0.0.1:9")
            session.requests = session.manners.max_requests
            yield await session.get(service, "/search.json")

    with pytest.raises(RequestLimitError, match="SerpApi: stopped at the limit of 12 requests"):
        cs.live.find_jobs("medical coder", source=Board())


def test_the_time_limit_of_a_call_leaves_what_was_found():
    def answer(asked):
        first = "next_page_token" not in asked.query
        page = google_page(google_job(), token="more")
        return page if first else as_json(page, delay=3)

    with serving(answer) as server:
        results = find(server, manners=Manners(time_limit=1))
        assert len(results) == 1
        assert results.services[0].stopped == "no more pages within 1 s"
        with pytest.raises(
            ServiceUnavailableError, match=r"serpapi: no more pages within 0\.001 s"
        ):
            find(server, manners=Manners(time_limit=0.001))


def test_a_timeout_of_a_source_is_its_own():
    class Board:
        name = "board"

        async def pages(self, search, session):
            raise TimeoutError("mine")
            yield

    with pytest.raises(TimeoutError, match="mine"):
        cs.live.find_jobs("medical coder", source=Board())


class TestUserAgent:
    def test_it_has_the_version_and_the_contact(self, monkeypatch):
        monkeypatch.delenv("CAREERSCORE_CONTACT", raising=False)
        with serving(google_page()) as server:
            find(server)
            find(server, manners=Manners(contact="me@example.org"))
            monkeypatch.setenv("CAREERSCORE_CONTACT", "us@example.org")
            find(server)
            monkeypatch.setenv("CAREERSCORE_CONTACT", "bad\r\nX-Evil: 1")
            find(server)
        ours = f"careerscore/{cs.__version__}"
        agents = [asked.headers["user-agent"] for asked in server.asked]
        assert agents == [ours, f"{ours} (me@example.org)", f"{ours} (us@example.org)", ours]
        assert all(asked.headers["accept"] == "application/json" for asked in server.asked)

    def test_a_contact_cannot_add_a_header(self):
        with pytest.raises(InvalidInputError, match="contact: expected printable ASCII"):
            Manners(contact="me\r\nX-Evil: 1")


class TestAddress:
    @pytest.mark.parametrize(
        "address",
        [
            "https://gateway.example/serpapi",
            "https://gateway.example:8443",
            "http://127.0.0.1:8000",
            "http://localhost:8000/a",
            "http://[::1]:8000",
            "http://127.9.9.9",
        ],
    )
    def test_keys_go_to_https_or_stay_on_this_machine(self, address):
        assert SerpApi(key="k", address=f"{address}/").address == address
        assert repr(SerpApi(key="k", address=address)) == f"<SerpApi {address}>"

    @pytest.mark.parametrize(
        "address",
        [
            *("http://serpapi.com", "http://10.0.0.1", "http://localhost.example.org", "ftp://x"),
            *(
                "https://user:secret@serpapi.com",
                "https://x?secret=1",
                "https://x#secret",
                "https://",
            ),
            *(
                "http://127.0.0.1@secret.example",
                "http://127.0.0.1:99999999",
                "secret",
                5,
                "https://[x]",
            ),
            "http://127.0.0.1\n.secret.example",
        ],
    )
    def test_another_address_is_refused_and_not_repeated(self, address):
        with pytest.raises(InvalidInputError) as caught:
            SerpApi(key="k", address=address)
        assert "address: expected an address of https, or of http on this" in str(caught.value)
        assert "secret" not in str(caught.value)

    def test_it_can_come_from_the_environment(self, monkeypatch):
        monkeypatch.setenv("CAREERSCORE_SERPAPI_ADDRESS", "http://127.0.0.1:1/a")
        assert SerpApi(key="k").address == "http://127.0.0.1:1/a"
        assert SerpApi(key="k", address="https://b.example").address == "https://b.example"


class TestProxies:
    def test_a_proxy_of_the_environment_is_asked_and_never_told_the_key(self, monkeypatch):
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        with serving(Reply(b"", 502)) as proxy:
            monkeypatch.setenv("HTTPS_PROXY", proxy.address)
            monkeypatch.setenv("https_proxy", proxy.address)
            with pytest.raises(ServiceUnavailableError, match=r"broke \(Proxy\)"):
                find(proxy, source=serpapi("https://serpapi.example"))
        assert {(asked.method, asked.path) for asked in proxy.asked} == {
            ("CONNECT", "serpapi.example:443")
        }
        assert "k3y" not in str(proxy.asked)

    def test_a_proxy_that_is_none_is_said_to_be(self, monkeypatch):
        monkeypatch.setenv("HTTPS_PROXY", "nonsense://x")
        monkeypatch.setenv("https_proxy", "nonsense://x")
        monkeypatch.delenv("NO_PROXY", raising=False)
        monkeypatch.delenv("no_proxy", raising=False)
        words = "the proxy that the environment names cannot be used"
        with pytest.raises(ServiceUnavailableError, match=words):
            cs.live.find_jobs("medical coder", source=serpapi("https://serpapi.example"))


class TestPackages:
    @pytest.mark.parametrize("package", ["httpx", "stamina"])
    def test_without_them_the_extra_is_named(self, monkeypatch, package):
        monkeypatch.setitem(sys.modules, package, None)
        words = pytest.raises(MissingDependencyError, match=r"careerscore\[live\]")
        with serving(google_page()) as server, words:
            find(server)
        assert server.asked == []

    def test_so_is_it_on_the_command_line(self, monkeypatch, run):
        monkeypatch.setitem(sys.modules, "stamina.instrumentation", None)
        done = run("jobs", "medical coder")
        assert (done.code, done.out) == (1, "")
        assert 'pip install "careerscore[live]"' in done.err

    def test_only_a_request_imports_them(self):
        code = (
            "import sys, careerscore as cs; cs.live.find_jobs; cs.document_classes();"
            "cs.live.SerpApi(key='k'); print(*sys.modules)"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
        assert not {b"httpx", b"httpcore", b"stamina", b"rich"} & {*done.stdout.split()}


def test_a_service_of_your_own_signs_its_requests_itself():
    class Mine(cs.live.Service):
        name, title, home, needs = "mine", "Mine", "https://mine.example", ()

        async def pages(self, search, session):
            segments = (search.words, "a/b", "..", ".", " / ", "")
            yield (await session.get(self, "/jobs", *segments, page=1, none=None))["jobs"]

    class Signed(Mine):
        def __init__(self, *, address=None, key=None):
            super().__init__(address, key=key)

        needs = ("key",)

        def signed(self, request):
            return request._replace(headers={"X-Key": self.key("key")})

    with pytest.raises(NotImplementedError, match="Mine does not sign requests"):
        cs.live.find_jobs("medical coder", source=Mine())
    with serving({"jobs": []}) as server:
        source = Signed(address=server.address, key="a-key")
        assert len(cs.live.find_jobs("medical coder", source=source)) == 0
    (asked,) = server.asked
    assert (asked.path, asked.query) == ("/jobs/medical%20coder/a%20b/0/0/0/0", {"page": "1"})
    assert asked.headers["x-key"] == "a-key"


def test_a_service_without_a_key_names_the_variables(monkeypatch):
    for name in JOBS:
        for key in ("KEY", "USER_ID", "TOKEN", "EMAIL", "APP_ID"):
            monkeypatch.delenv(f"CAREERSCORE_{name}_{key}".upper(), raising=False)
    with pytest.raises(
        MissingKeyError, match="needs your own key: set CAREERSCORE_USAJOBS_KEY and"
    ):
        cs.live.find_jobs("medical coder", source="usajobs")
    with pytest.raises(MissingKeyError) as caught:
        cs.live.find_jobs("medical coder")
    assert "CAREERSCORE_SERPAPI_KEY, or CAREERSCORE_JSEARCH_KEY, or " in str(caught.value)
    assert isinstance(caught.value, LookupError)
