"""The classes there are JSON Schemas of: every public one whose objects are written as JSON."""

from __future__ import annotations

import inspect
from functools import cache
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final

import attrs

from careerscore.errors import InvalidInputError, Problem, close_matches, shorten
from careerscore.schemas.building import schema_of

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["document_class", "document_classes", "json_schema"]

# By name, and only when asked: what is public above is no business of what is read and written.
_ROOMS: Final = (
    "careerscore",
    "careerscore.model",
    "careerscore.scoring",
    "careerscore.economics",
    "careerscore.reference",
    "careerscore.frames",
    "careerscore.exporting",
    "careerscore.records.coverage_report",
    "careerscore.api",
    "careerscore.sources.build",
)


def json_schema(kind: type) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the documents of a class.

    Every document that `to_dict` and `dumps` write is valid, and complete: fields with a default
    may be left out of what is read. What the schema refuses, `from_dict` refuses. That goes
    further where a field depends on others: percentiles that run backwards are valid numbers.

    Parameters
    ----------
    kind : type
        A public class of careerscore, such as `Occupation` or `LifetimeValue`, or an attrs class
        of your own that is made of such and of texts, numbers, dates, tuples and mappings.

    Returns
    -------
    dict
        Ready for JSON. Yours to change.

    Raises
    ------
    InvalidInputError
        If it is no class whose objects are written as JSON.

    Examples
    --------
    >>> import careerscore as cs
    >>> schema = cs.json_schema(cs.Tier)
    >>> schema["$id"], schema["required"]
    ('urn:careerscore:schema:1:Tier', ['rank', 'label', 'color'])
    >>> schema["properties"]["rank"]
    {'type': 'integer', 'minimum': 1, 'maximum': 1000, 'description': '1 is the best.'}
    """
    if not (isinstance(kind, type) and attrs.has(kind)) or inspect.isabstract(kind):
        expected = f"a class that is written as JSON: {', '.join(document_classes())}"
        raise InvalidInputError("json_schema", (Problem("kind", shorten(kind), expected),))
    return schema_of(kind)


@cache
def document_classes() -> Mapping[str, type]:
    """Return every public class whose objects are written as JSON, by name.

    Examples
    --------
    >>> "Occupation" in document_classes(), "Release" in document_classes()
    (True, False)
    """
    found: dict[str, type] = {}
    for room in map(import_module, _ROOMS):
        # As classes are written: what else is public need not be loaded.
        for name in filter(_begins_like_a_class, room.__all__):
            kind = getattr(room, name)
            if isinstance(kind, type) and attrs.has(kind) and _is_document(kind):
                found[name] = kind
    return MappingProxyType(dict(sorted(found.items())))


def _begins_like_a_class(name: str) -> bool:
    return name[0].isupper()


def _is_document(kind: type) -> bool:
    if inspect.isabstract(kind):
        # What others have in common: there are no objects of it.
        return False
    try:
        schema_of(kind)
    except InvalidInputError:
        return False
    return True


def document_class(name: str) -> type:
    """Return the class of a name.

    Raises
    ------
    InvalidInputError
        If there is none; the nearest names are given.

    Examples
    --------
    >>> document_class("Tier").__module__
    'careerscore.model.assessment'
    """
    classes = document_classes()
    if name not in classes:
        near = close_matches(name, tuple(classes))
        expected = " or ".join(near) or f"one of {', '.join(classes)}"
        raise InvalidInputError("json_schema", (Problem("class", shorten(name), expected),))
    return classes[name]
