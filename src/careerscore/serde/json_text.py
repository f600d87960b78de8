"""JSON as text: nothing in it that another reader would take for something else."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any, Final

from careerscore._record import is_number
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.serde.primitives import is_encodable
from careerscore.serde.problems import in_item, in_key, wrong

__all__ = ["parsed", "rendered"]

_BYTE_ORDER_MARK: Final = "\ufeff"
"""What some editors put before a text; it is no part of the JSON."""


def rendered(data: object, indent: int | None) -> str:
    """Return dicts, lists, texts and numbers as JSON that can be written as UTF-8.

    Raises
    ------
    InvalidInputError
        If something in it is no JSON; all of it is listed, with its path.
    """
    import json

    try:
        text = json.dumps(data, indent=indent, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        text = None
    if text is None or not is_encodable(text):
        raise InvalidInputError("JSON", tuple(_unwritable(data, "")))
    return text


def _unwritable(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not is_encodable(key):
                expected = "a key without halves of surrogate pairs"
                yield Problem(f"{path}{in_key(key)}", shorten(key), expected)
            yield from _unwritable(item, f"{path}{in_key(key)}")
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _unwritable(item, f"{path}{in_item(place)}")
    elif isinstance(value, str):
        if not is_encodable(value):
            expected = "a text without halves of surrogate pairs"
            yield Problem(path or "text", shorten(value), expected)
    elif isinstance(value, int | float) and not isinstance(value, bool):
        if not is_number(value):
            yield Problem(path or "number", shorten(value), "a finite number")
    elif not isinstance(value, bool | None):
        expected = "an object of careerscore, a list, a mapping, a text, a number, true or None"
        yield Problem(path or type(value).__name__, shorten(value), expected)


class _Repeating(dict[str, Any]):
    """An object in which several values stand under one key."""

    repeated: tuple[str, ...] = ()


def parsed(text: str) -> Any:
    """Return what a JSON text says.

    Raises
    ------
    InvalidInputError
        If it is not JSON, or several values stand under one key.
    """
    import json

    if not isinstance(text, str):
        raise InvalidInputError("JSON", wrong(text, "a text of valid JSON", "text").problems)
    has_repeated = False

    def without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        nonlocal has_repeated
        found = dict(pairs)
        if len(found) == len(pairs):
            return found
        has_repeated = True
        keys = [key for key, _ in pairs]
        repeating = _Repeating(found)
        repeating.repeated = tuple(key for key in found if keys.count(key) > 1)
        return repeating

    try:
        data = json.loads(
            text.removeprefix(_BYTE_ORDER_MARK), object_pairs_hook=without_repeated_keys
        )
        problems = tuple(_repeated(data, "")) if has_repeated else ()
    except (ValueError, RecursionError):
        raise InvalidInputError("JSON", wrong(text, "valid JSON", "text").problems) from None
    if problems:
        raise InvalidInputError("JSON", problems)
    return data


def _repeated(value: object, path: str) -> Iterator[Problem]:
    if isinstance(value, _Repeating):
        for key in value.repeated:
            yield Problem(f"{path}.{key}".lstrip("."), "several values", "one value")
    if isinstance(value, dict):
        for key, item in value.items():
            yield from _repeated(item, f"{path}.{key}".lstrip("."))
    elif isinstance(value, list):
        for place, item in enumerate(value):
            yield from _repeated(item, f"{path}{in_item(place)}")
