"""Compare the real answers of a service with their documented shapes, by requests of your own.

``python -m careerscore.live.check serpapi`` reads your keys from the environment, asks once for
each thing that the service gives, about medical coders in Austin, TX, and prints the fields that
are missing, new, or of another type: names and types of fields alone, no values. The exit code is
0 where the shapes are as documented, 1 where they differ or the service fails, and 2 where there is
no key or no such service.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any, Final

from careerscore._text import strip_control
from careerscore.errors import (
    CareerscoreError,
    RequestLimitError,
    ServiceAnswerError,
    ServiceError,
)
from careerscore.live.asking import JOB_SOURCES, PAY_SOURCES
from careerscore.live.client import Manners, Session
from careerscore.live.running import wait_for
from careerscore.live.sources import Search
from careerscore.local.places import places_in
from careerscore.reference.loading import release_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.live.client import Request
    from careerscore.live.services import Service

_SERVICES: Final = {**JOB_SOURCES, **PAY_SOURCES}
_CODE: Final = "29-2072.00"
_SEARCH: Final = Search(
    words="medical coder", occupation_code=_CODE, location="Austin, TX", states=("TX",), limit=10
)
_MOST_NAMES: Final = 60


def main(arguments: Sequence[str]) -> int:
    """Check the service that is named, and return the exit code."""
    name = arguments[0] if len(arguments) == 1 else ""
    if name not in _SERVICES:
        _print(f"usage: python -m careerscore.live.check {'|'.join(_SERVICES)}")
        return 2
    try:
        service: Any = _SERVICES[name]()
    except CareerscoreError as error:
        _print(str(error))
        return 2
    return max(_check(service, what) for what in service.shapes)


def _check(service: Any, what: str) -> int:
    """Ask a service once, print what differs, and return the exit code."""
    try:
        document = wait_for(_answer(service, what))
    except ServiceError as error:
        _print(f"{what}: {error}")
        return 1
    found = [*differences(service.shapes[what], document)]
    _print(f"{service.title}, {what}: {'differs' if found else 'as documented'}")
    for line in found:
        _print(f"- {line}")
    return 1 if found else 0


class _Recorder(Session):
    """A session that makes one request, and keeps its answer."""

    answer: dict[str, Any] | None = None

    async def _once(self, service: Service, request: Request) -> dict[str, Any]:
        self.answer = await super()._once(service, request)
        return self.answer


async def _answer(service: Any, what: str) -> dict[str, Any]:
    async with _Recorder(Manners(max_requests=1, attempts=1)) as session:
        try:
            await _ask(service, what, session)
        except (RequestLimitError, ServiceAnswerError):
            # One answer is enough, and one of another shape is what is looked for.
            if session.answer is None:
                raise
    return session.answer or {}


async def _ask(service: Any, what: str, session: Session) -> None:
    if what == "jobs":
        await anext(service.pages(_SEARCH, session), None)
    elif what == "training":
        await service.programs(_SEARCH, session)
    elif what == "certifications":
        await service.certifications(_SEARCH, session)
    else:
        release = release_of(None)
        place = places_in(release).one(_SEARCH.location)
        await service.wages(release[_CODE], place, session)


def differences(shape: Any, found: Any, path: str = "") -> Iterator[str]:
    """Give where an answer differs from a shape: fields that are missing, new or of another type.

    Where a list has several objects, a field is missing only if none of them has it.

    Examples
    --------
    >>> shape = {"jobs": [{"title": str, "pay": float}]}
    >>> list(differences(shape, {"jobs": [{"title": 5}], "count": 1}))
    ['jobs[].pay: missing', 'jobs[].title: int, documented as str', 'count: new, int']
    """
    if isinstance(shape, dict) and isinstance(found, dict):
        named = f"{path}." if path else ""
        yield from (f"{named}{each}: missing" for each in shape if each not in found)
        for name in (each for each in shape if each in found):
            yield from differences(shape[name], found[name], f"{named}{name}")
        new = [each for each in found if each not in shape]
        yield from (f"{named}{each[:40]}: new, {_kind(found[each])}" for each in new[:_MOST_NAMES])
    elif isinstance(shape, list) and isinstance(found, list):
        objects = [each for each in found if isinstance(each, dict)]
        if objects and isinstance(shape[0], dict):
            whole: dict[str, Any] = {}
            for each in objects:
                whole |= {name: value for name, value in each.items() if value is not None}
            yield from differences(shape[0], whole, f"{path}[]")
        else:
            yield from dict.fromkeys(
                line for each in found[:1] for line in differences(shape[0], each, f"{path}[]")
            )
    else:
        kind = shape if isinstance(shape, type) else type(shape)
        is_number = kind is float and isinstance(found, int) and not isinstance(found, bool)
        if found is not None and not isinstance(found, kind) and not is_number:
            yield f"{path}: {_kind(found)}, documented as {kind.__name__}"


def _kind(value: Any) -> str:
    return "null" if value is None else type(value).__name__


def _print(text: str) -> None:
    sys.stdout.write(strip_control(text) + "\n")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
