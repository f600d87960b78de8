"""Fields of answers, which may be missing, or of another kind than is documented."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from careerscore._record import is_number
from careerscore.errors import ServiceAnswerError

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from careerscore.live.services import Service


def part(record: Any, *path: str) -> Any:
    """Return what an answer has at a path; None where it has nothing there."""
    for name in path:
        record = record.get(name) if isinstance(record, dict) else None
    return record


def items(record: Any, *path: str) -> list[Any]:
    """Return the items of a list at a path; nothing where there is no list."""
    found = part(record, *path)
    return found if isinstance(found, list) else []


def documented(service: Service, document: Mapping[str, Any], *path: str) -> list[Any]:
    """Return the items of a list that an answer is documented to have.

    Raises
    ------
    ServiceAnswerError
        If it has none.
    """
    found = part(document, *path)
    if not isinstance(found, list):
        raise ServiceAnswerError(service.title, f"an answer without a list {'.'.join(path)}")
    return found


def text(record: Any, *path: str) -> str | None:
    """Return a text at a path, fit for a file; None where there is none but blanks."""
    found = part(record, *path)
    return next(texts([found]), None)


def texts(found: Iterable[Any]) -> Iterator[str]:
    """Give the texts among the items of an answer, fit for a file."""
    for each in found:
        if isinstance(each, str) and (tidy := each.strip()):
            yield tidy.encode("utf-8", "replace").decode()


def number(record: Any, *path: str) -> float | None:
    """Return a number at a path, also of a text such as ``208,000+``."""
    found = part(record, *path)
    if isinstance(found, str):
        plain = re.fullmatch(r"\$?([0-9][0-9,]{0,20}(?:\.[0-9]{1,6})?)\+?", found.strip())
        found = None if plain is None else float(plain[1].replace(",", ""))
    return found if is_number(found) else None


def is_true(record: Any, *path: str) -> bool | None:
    """Return whether something holds; None where an answer does not say so."""
    found = part(record, *path)
    words = {"true": True, "1": True, "yes": True, "y": True}
    words |= {"false": False, "0": False, "no": False, "n": False}
    return words.get(str(found).strip().casefold()) if isinstance(found, str | bool | int) else None
