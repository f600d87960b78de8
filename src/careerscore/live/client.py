"""Requests to live services, with manners: few, patient, bounded, and without a trace of keys."""

from __future__ import annotations

import asyncio
import datetime
import json
import logging
import os
import re
from contextlib import AsyncExitStack, asynccontextmanager
from email.utils import parsedate_to_datetime
from functools import cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Self
from urllib.parse import quote, urlencode, urlsplit
from urllib.request import getproxies, proxy_bypass

from attrs import field, frozen

from careerscore._record import Checks, Record, limits
from careerscore.errors import (
    MissingDependencyError,
    OverQuotaError,
    RequestLimitError,
    ServiceAnswerError,
    ServiceError,
    ServiceRefusedError,
    ServiceUnavailableError,
)
from careerscore.live.keys import without_keys

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Mapping
    from types import TracebackType

    from careerscore.live.services import Service

CONTACT: Final = "CAREERSCORE_CONTACT"
"""The environment variable with an address at which a service can reach you."""

_FIRST_WAIT: Final = 0.5
_LOGGERS: Final = ("httpcore.http11", "httpcore.proxy")


@frozen(kw_only=True)
class Manners(Record):
    """How a call treats the services.

    Parameters
    ----------
    timeout : float
        The longest that one request may take [seconds].
    time_limit : float
        The longest that the whole call may take; what was found until then is the result [seconds].
    attempts : int
        How often a request is made where the connection breaks, or the service is over its quota
        (429) or busy (502 to 504).
    max_wait : float
        The longest wait before the next attempt. Where a service asks for more (``Retry-After``),
        there is none [seconds].
    max_requests : int
        The most requests to one service, repeated ones included.
    max_bytes : int
        The longest answer that is read [bytes].
    contact : str, optional
        An address at which a service can reach you, a part of the user agent; by default that of
        the environment variable ``CAREERSCORE_CONTACT``.

    Examples
    --------
    >>> Manners(attempts=1).timeout
    20
    """

    timeout: float = field(default=20, metadata=limits(minimum=0.001))
    time_limit: float = field(default=120, metadata=limits(minimum=0.001))
    attempts: int = field(default=3, metadata=limits(minimum=1))
    max_wait: float = field(default=30, metadata=limits(minimum=0))
    max_requests: int = field(default=12, metadata=limits(minimum=1))
    max_bytes: int = field(default=8_000_000, metadata=limits(minimum=1))
    contact: str | None = None

    def _check(self, checks: Checks) -> None:
        holds = self.contact is None or re.fullmatch("[ -~]{1,200}", self.contact) is not None
        checks.expect("contact", self.contact, "printable ASCII", holds=holds)

    @property
    def user_agent(self) -> str:
        """The user agent of requests: the library, its version, and the contact."""
        from importlib.metadata import version

        contact = self.contact or os.environ.get(CONTACT, "")
        known = f" ({contact})" if re.fullmatch("[ -~]{1,200}", contact) else ""
        return f"careerscore/{version('careerscore')}{known}"


class Request(NamedTuple):
    """A request to a service, without its keys or, as the service signs it, with them."""

    path: str
    params: Mapping[str, str | int] = {}
    headers: Mapping[str, str] = {}
    body: Mapping[str, Any] | None = None

    @property
    def described(self) -> str:
        """The request in a line: of one without keys, fit to be kept."""
        sent = self.params if self.body is None else self.body
        return f"{self.path}?{urlencode(sent, doseq=True)}" if sent else self.path


class _Answer(NamedTuple):
    """What came back: a status with a document, or why there is none."""

    status: int = 0
    document: Mapping[str, Any] = {}
    problem: str = ""
    is_broken: bool = False
    retry_after: float | None = None


class Session:
    """The requests of a call to one service."""

    def __init__(self, manners: Manners) -> None:
        self.manners: Manners = manners
        self.requests: int = 0
        self.asked: list[str] = []
        self._stack = AsyncExitStack()
        self._transports: dict[str, Any] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._stack.aclose()

    async def get(
        self, service: Service, path: str, /, *segments: str, **params: str | int | None
    ) -> dict[str, Any]:
        """Return the answer to a GET: the path with its segments, and parameters that have values.

        Raises
        ------
        ServiceError
            If the service gives no answer that can be used.
        MissingDependencyError
            If httpx and stamina are not installed.
        """
        # No segment may be empty or hold another one; 0 stands for a default.
        tidy = (quote(each.replace("/", " ").strip(" .") or "0", safe="") for each in segments)
        given = {name: value for name, value in params.items() if value is not None}
        return await self._ask(service, Request("/".join((path, *tidy)), given))

    async def post(self, service: Service, path: str, body: Mapping[str, Any]) -> dict[str, Any]:
        """Return the answer to a POST of a JSON document.

        Raises
        ------
        ServiceError, MissingDependencyError
            As `get` does.
        """
        return await self._ask(service, Request(path, body=body))

    async def _ask(self, service: Service, request: Request) -> dict[str, Any]:
        try:
            from stamina import retry_context
        except ImportError as error:
            raise MissingDependencyError("a live service", "live") from error
        self.asked.append(request.described)
        retries = retry_context(
            on=self._wait_after,
            attempts=self.manners.attempts,
            timeout=None,
            wait_initial=min(_FIRST_WAIT, self.manners.max_wait),
            wait_max=self.manners.max_wait,
            wait_jitter=min(_FIRST_WAIT, self.manners.max_wait),
        )
        found: dict[str, Any] = {}
        async for attempt in retries:
            with attempt:
                found = await self._once(service, request)
        return found

    def _wait_after(self, error: Exception) -> bool | float:
        """Return whether to try again after an error, or the wait that the service asks for."""
        is_busy = isinstance(error, ServiceUnavailableError) and error.is_transient
        if not (is_busy or isinstance(error, OverQuotaError)):
            return False
        if self.requests >= self.manners.max_requests:
            return False
        asked: float | None = getattr(error, "retry_after", None)
        return True if asked is None else asked <= self.manners.max_wait and asked

    async def _once(self, service: Service, request: Request) -> dict[str, Any]:
        if self.requests >= self.manners.max_requests:
            number = self.manners.max_requests
            raise RequestLimitError(service.title, f"stopped at the limit of {number} requests")
        self.requests += 1
        try:
            answer = await self._send(service, request)
        except BaseException as error:  # noqa: BLE001 - of a cancellation, too
            # The frames in there have the request, with its keys.
            raise error.with_traceback(None) from error.__cause__
        if failure := _error_of(service.title, answer):
            raise failure
        return dict(answer.document)

    async def _send(self, service: Service, request: Request) -> _Answer:
        try:
            import httpx
        except ImportError as error:
            raise MissingDependencyError("a live service", "live") from error

        signed = service.signed(request)
        query = f"?{urlencode(signed.params)}" if signed.params else ""
        body = None if signed.body is None else json.dumps(signed.body).encode()
        kind = {} if body is None else {"Content-Type": "application/json"}
        sent = httpx.Request(
            "GET" if body is None else "POST",
            f"{service.address}{signed.path}{query}",
            headers={
                "User-Agent": self.manners.user_agent,
                "Accept": "application/json",
                "Accept-Encoding": "gzip",
                **kind,
                **signed.headers,
            },
            content=body,
        )
        try:
            transport = await self._transport(service)
        except (ImportError, ValueError, httpx.InvalidURL):
            return _Answer(problem="the proxy that the environment names cannot be used")
        try:
            async with asyncio.timeout(self.manners.timeout):
                return await self._received(service, await transport.handle_async_request(sent))
        except TimeoutError:
            return _Answer(problem=f"no whole answer within {self.manners.timeout:g} s")
        except httpx.TransportError as error:
            name = type(error).__name__.removesuffix("Error")
            return _Answer(problem=f"the connection broke ({name})", is_broken=True)

    async def _received(self, service: Service, response: Any) -> _Answer:
        """Return the status of a response, with the document of one that has an answer."""
        import httpx

        status: int = response.status_code
        try:
            if not 200 <= status < 300:
                wait = _seconds(response.headers.get("Retry-After", ""))
                return _Answer(status, retry_after=wait)
            body = bytearray()
            async for chunk in response.aiter_bytes():
                body += chunk
                if len(body) > self.manners.max_bytes:
                    problem = f"an answer of more than {self.manners.max_bytes:,} bytes"
                    return _Answer(status, problem=problem)
        except httpx.DecodingError:
            return _Answer(status, problem="an answer that cannot be decompressed")
        finally:
            await response.aclose()
        found = _document(bytes(body), service)
        if isinstance(found, str):
            return _Answer(status, problem=found)
        return _Answer(status, found)

    async def _transport(self, service: Service) -> Any:
        """Return the connections to a service, without redirects, cookies or a log of addresses."""
        import httpx

        if service.address not in self._transports:
            parts = urlsplit(service.address)
            is_secure, host = parts.scheme == "https", parts.hostname or ""
            proxies = getproxies() if is_secure and not proxy_bypass(host) else {}
            proxy = proxies.get("https") or proxies.get("all")
            transport = httpx.AsyncHTTPTransport(
                verify=_certificates() if is_secure else False, proxy=proxy
            )
            hide = _Hide(service)
            for name in _LOGGERS:
                logging.getLogger(name).addFilter(hide)
                self._stack.callback(logging.getLogger(name).removeFilter, hide)
            self._transports[service.address] = await self._stack.enter_async_context(transport)
        return self._transports[service.address]


def quiet_retries() -> None:
    """Log no retries, for a program that has an output of its own."""
    try:
        from stamina.instrumentation import set_on_retry_hooks
    except ImportError as error:
        raise MissingDependencyError("a live service", "live") from error
    set_on_retry_hooks(())


@asynccontextmanager
async def time_limit(manners: Manners, title: str) -> AsyncIterator[None]:
    """Raise `ServiceUnavailableError` where what is within takes longer than the whole call may."""
    limit = asyncio.timeout(manners.time_limit)
    try:
        async with limit:
            yield
    except TimeoutError:
        if not limit.expired():
            raise
    else:
        return
    raise ServiceUnavailableError(title, f"no answer within {manners.time_limit:g} s")


@cache
def _certificates() -> Any:
    import httpx

    return httpx.create_ssl_context()


class _Hide(logging.Filter):
    """Removes the keys that a service repeats in its headers from the log of httpcore."""

    def __init__(self, service: Service) -> None:
        super().__init__()
        self._service = service

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg, record.args = without_keys(record.getMessage(), self._service.keys), None
        return True


def _error_of(title: str, answer: _Answer) -> ServiceError | None:
    """Return the error that a status or a broken connection is; None for an answer to read."""
    status, http = answer.status, f"HTTP {answer.status}"
    if answer.problem and status:
        return ServiceAnswerError(title, answer.problem, status)
    if answer.problem:
        return ServiceUnavailableError(title, answer.problem, None, answer.is_broken)
    if 200 <= status < 300:
        return None
    if 300 <= status < 400:
        reason = f"it redirects to another address, which is not followed ({http})"
        return ServiceAnswerError(title, reason, status)
    if status == 429:
        when = "" if answer.retry_after is None else f", again in {answer.retry_after:,.0f} s"
        reason = f"over its quota of requests ({http}){when}"
        return OverQuotaError(title, reason, status, answer.retry_after)
    if status in {401, 403}:
        return ServiceRefusedError(title, f"it refused the key ({http})", status)
    if status < 500:
        return ServiceRefusedError(title, f"it refused the request ({http})", status)
    is_busy = status in {502, 503, 504}
    reason = f"it has a fault of its own ({http})"
    return ServiceUnavailableError(title, reason, status, is_busy, answer.retry_after)


def _seconds(text: str) -> float | None:
    """Return the wait of a ``Retry-After``: a number of seconds, or a date."""
    if re.fullmatch("[0-9]{1,9}", text.strip()):
        return float(text)
    try:
        when = parsedate_to_datetime(text)
        left = (when - datetime.datetime.now(datetime.UTC)).total_seconds()
    except (TypeError, ValueError):
        return None
    return max(0.0, left)


def _document(body: bytes, service: Service) -> dict[str, Any] | str:
    """Return a JSON object without keys, or why an answer is none."""
    try:
        text = body.decode("utf-8-sig")
    except UnicodeDecodeError:
        return "an answer that is not UTF-8"
    try:
        found = without_keys(json.loads(text), service.keys)
    except (ValueError, RecursionError):
        kind = "HTML" if text.lstrip()[:1] == "<" else "text" if text.strip() else "nothing"
        return f"an answer that is not JSON, but {kind}"
    return found if isinstance(found, dict) else "an answer that is not a JSON object"
