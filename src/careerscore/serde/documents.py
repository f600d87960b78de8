"""Documents: objects as dicts, lists, texts and numbers, and as JSON, with their version."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeVar

import attrs

from careerscore.errors import InvalidInputError, Problem
from careerscore.serde.containers import list_writer, mapping_writer
from careerscore.serde.converters import default_converter
from careerscore.serde.json_text import parsed, rendered
from careerscore.serde.problems import renamed_subject, wrong
from careerscore.serde.shapes import VERSION_KEY, is_strict
from careerscore.serde.versions import SCHEMA_VERSION

__all__ = ["dumps", "from_dict", "loads", "to_dict", "unversioned"]

T = TypeVar("T")


def to_dict(value: object) -> Any:
    """Turn an object into dicts, lists, texts and numbers, ready for JSON.

    An object that is not part of another one says which version of the schema it is of, so
    that it can be read for ever, whatever becomes of its class.

    Parameters
    ----------
    value : object
        An object of careerscore, or lists, tuples and mappings of such objects.

    Raises
    ------
    InvalidInputError
        If there is something in it that cannot be written, such as a tax function of one's own.
        What is of no class of careerscore is left as it is, and for `dumps` to refuse.

    See Also
    --------
    json_schema : what is in the dicts.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> to_dict(Tier(rank=1, label="AI-Resilient", color="green"))
    {'schema_version': 1, 'rank': 1, 'label': 'AI-Resilient', 'color': 'green'}
    """
    try:
        return _document(value)
    except InvalidInputError as error:
        raise renamed_subject(error, type(value)) from None
    except RecursionError:
        raise _too_deep(type(value)) from None


def _document(value: object, _: object = None) -> Any:
    if attrs.has(type(value)):
        return {VERSION_KEY: SCHEMA_VERSION, **default_converter().unstructure(value)}
    if isinstance(value, Mapping):
        return mapping_writer(_document)(value)
    if isinstance(value, list | tuple):
        return list_writer(_document)(value)
    return default_converter().unstructure(value)


def unversioned(value: object) -> Any:
    """Turn an object into dicts, lists, texts and numbers that say nothing of versions.

    For what is compared or hashed: a later version of the schema leaves it alone.

    Parameters
    ----------
    value : object
        As in `to_dict`.

    Raises
    ------
    InvalidInputError
        As in `to_dict`.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> unversioned([Tier(rank=1, label="AI-Resilient", color="green")])
    [{'rank': 1, 'label': 'AI-Resilient', 'color': 'green'}]
    """
    try:
        return default_converter().unstructure(value)
    except InvalidInputError as error:
        raise renamed_subject(error, type(value)) from None
    except RecursionError:
        raise _too_deep(type(value)) from None


def from_dict(data: object, kind: type[T]) -> T:
    """Build an object from what `to_dict` gives.

    Parameters
    ----------
    data : object
        Dicts, lists, texts and numbers. Any object in it may say of which version of the schema
        it is; those of earlier versions are migrated.
    kind : type
        Class of the object; or a list, tuple or dict of such, as ``list[Occupation]``.

    Raises
    ------
    InvalidInputError
        If anything is missing, unknown, of the wrong kind or of a newer version; every problem
        has its path.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> from_dict({"rank": 1, "label": "AI-Resilient", "color": "green"}, Tier).rank
    1
    >>> from_dict({"rank": "1", "label": "AI-Resilient", "shade": "green"}, Tier)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Tier: 3 problems
      - rank: expected an integer, got '1'
      - color: expected a value, got nothing
      - shade: expected no field of this name, got 'green'
    """
    if not is_strict(kind):
        expected = "a class of careerscore such as Occupation, or a list or dict of one"
        raise InvalidInputError("from_dict", wrong(kind, expected, "kind").problems)
    try:
        return default_converter().structure(data, kind)
    except InvalidInputError as error:
        raise renamed_subject(error, kind) from None
    except RecursionError:
        raise _too_deep(kind) from None


def _too_deep(kind: Any) -> InvalidInputError:
    name = getattr(kind, "__name__", str(kind))
    problem = Problem(name, "more levels than can be followed", "fewer levels, none within itself")
    return InvalidInputError(name, (problem,))


def dumps(value: object, *, indent: int | None = None) -> str:
    """Write an object as JSON.

    Parameters
    ----------
    value : object
        As in `to_dict`.
    indent : int, optional
        Spaces by which each level is indented; everything on one line by default.

    Raises
    ------
    InvalidInputError
        If there is something in it that JSON cannot hold, such as an infinite number.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> dumps(Tier(rank=1, label="AI-Resilient", color="green"))
    '{"schema_version": 1, "rank": 1, "label": "AI-Resilient", "color": "green"}'
    """
    return rendered(to_dict(value), indent)


def loads(text: str, kind: type[T]) -> T:
    """Read an object from JSON.

    Parameters
    ----------
    text : str
        What `dumps` gave.
    kind : type
        As in `from_dict`.

    Raises
    ------
    InvalidInputError
        If the text is not JSON, or not that of such an object.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> loads('{"rank": 1, "label": "AI-Resilient", "color": "green"}', Tier).label
    'AI-Resilient'
    """
    return from_dict(parsed(text), kind)
