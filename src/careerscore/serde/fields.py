"""The fields of a class in documents: their names, their types and what is derived from them."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import Any, Final, NamedTuple, get_args, get_origin

import attrs

from careerscore._record import KIND, fields_of, without_none
from careerscore.errors import InvalidInputError, Problem, shorten

VERSION_KEY: Final = "schema_version"
"""Key of the version of the schema in a document."""

Migrations = Mapping[tuple[str, int], Callable[[dict[str, Any]], Mapping[str, Any]]]

SCHEMA_VERSION: Final = 1
"""The version of the schema that this careerscore writes."""

MIGRATIONS: Final[Migrations] = MappingProxyType({})
"""How documents of earlier versions are read; none are needed, as version 1 is the first.

Within a version, fields with a default may be added to a class, and nothing else may change.
Otherwise raise `SCHEMA_VERSION`, and add under the name of the class and the version before
a function from the fields of that version to those of the next: ``("Pay", 1): rename_median``.
It leaves out derived fields whose rule has changed.
"""

SCALARS: Final = (str, int, float, bool, datetime.date)


class Field(NamedTuple):
    """A field of an object: its name, the type it is read as, and its default if it has one."""

    name: str
    kind: Any
    default: object


class Shape(NamedTuple):
    """The fields of a class, and the properties that are written too (``_derived``)."""

    fields: tuple[Field, ...]
    derived: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in a document, in order."""
        return (*(field.name for field in self.fields), *self.derived)


@cache
def shape_of(kind: Any) -> Shape:
    """Return the fields of an attrs class in documents."""
    fields = tuple(
        Field(each.name, each.metadata.get(KIND, each.type), each.default)
        for each in fields_of(kind)
        if each.init
    )
    shape = Shape(fields, tuple(getattr(kind, "_derived", ())))
    if VERSION_KEY in shape.names:
        expected = "another name: documents have their version under this one"
        raise InvalidInputError(kind.__name__, (Problem(VERSION_KEY, "a field", expected),))
    return shape


def at_key(key: object) -> str:
    """Return the path of an item of a list or mapping."""
    return f"[{shorten(key)}]"


def is_mapping(kind: Any) -> bool:
    """Whether a type is a mapping."""
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_list(kind: Any) -> bool:
    """Whether a type is a list or a tuple."""
    return (get_origin(kind) or kind) in (list, tuple)


def is_read(kind: Any) -> bool:
    """Whether a type is read strictly; cattrs itself reads others."""
    kind, _ = without_none(kind)
    if is_list(kind) or is_mapping(kind):
        parts = [each for each in get_args(kind) if each is not ...]
        return bool(parts) and all(map(is_read, parts))
    if not isinstance(kind, type):
        return False
    return kind in SCALARS or attrs.has(kind) or issubclass(kind, StrEnum)
