"""What an object of a class is written as: its fields, and what follows from them."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, Union, get_args, get_origin, get_type_hints

import attrs

from careerscore.errors import InvalidInputError, Problem

__all__ = [
    "KIND",
    "PLAIN",
    "VERSION_KEY",
    "Field",
    "Shape",
    "is_list",
    "is_mapping",
    "is_strict",
    "shape_of",
    "without_none",
]

KIND: Final = "careerscore.serde.kind"
"""Key in a field's metadata: what it is read as, where that is not its type.

``object`` leaves what is given as it is.
"""

VERSION_KEY: Final = "schema_version"
"""Key under which a document says which version of the schema it is of."""

PLAIN: Final = (str, int, float, bool, datetime.date)
"""The types that stand for one value."""

_DERIVED: Final = "_derived"
"""Name of a class attribute: properties written too, for readers without Python.

Where they are read, they must agree.
"""


class Field(NamedTuple):
    """A field of an object.

    Attributes
    ----------
    name : str
        Its name in documents.
    argument : str
        Its name in the arguments of the class.
    kind : type
        What it is read as.
    default : object
        What it is where it is not given; ``attrs.NOTHING`` where it has to be.
    """

    name: str
    argument: str
    kind: Any
    default: object


class Shape(NamedTuple):
    """What an object of a class is written as.

    Attributes
    ----------
    fields : tuple of Field
        What it is made from, in order.
    derived : tuple of str
        Properties that are written too.
    """

    fields: tuple[Field, ...]
    derived: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name there is in a document, in order."""
        return (*(field.name for field in self.fields), *self.derived)


@cache
def shape_of(kind: type) -> Shape:
    """Return what an object of an attrs class is written as.

    Raises
    ------
    InvalidInputError
        If a field has the name under which the version of a document stands.

    Examples
    --------
    >>> from careerscore.model import Source
    >>> shape_of(Source).names[-2:], shape_of(Source).fields[-1].default
    (('attribution', 'id'), '')
    """
    hints = get_type_hints(kind)
    fields = tuple(
        Field(each.name, each.alias, each.metadata.get(KIND, hints[each.name]), each.default)
        for each in attrs.fields(kind)
        if each.init
    )
    shape = Shape(fields, tuple(getattr(kind, _DERIVED, ())))
    if VERSION_KEY in shape.names:
        expected = "a field of another name: the version of a document stands under this one"
        raise InvalidInputError(kind.__name__, (Problem(VERSION_KEY, "a field", expected),))
    return shape


def is_mapping(kind: Any) -> bool:
    """Tell whether a type is that of a mapping."""
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_list(kind: Any) -> bool:
    """Tell whether a type is that of a list or a tuple."""
    return (get_origin(kind) or kind) in (list, tuple)


def without_none(kind: Any) -> tuple[Any, bool]:
    """Return what a type is besides None, and whether it is None, too.

    Examples
    --------
    >>> without_none(int | None), without_none(int)
    ((<class 'int'>, True), (<class 'int'>, False))
    """
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        rest = [each for each in get_args(kind) if each is not NoneType]
        return Union[tuple(rest)], True  # noqa: UP007
    return kind, False


def is_strict(kind: Any) -> bool:
    """Tell whether a type is one of those that are read strictly; cattrs knows others.

    Examples
    --------
    >>> is_strict(tuple[int, ...]), is_strict(dict[str, float | None]), is_strict(set[str])
    (True, True, False)
    """
    kind, _ = without_none(kind)
    if is_list(kind) or is_mapping(kind):
        parts = [each for each in get_args(kind) if each is not ...]
        return bool(parts) and all(map(is_strict, parts))
    if not isinstance(kind, type):
        return False
    return kind in PLAIN or attrs.has(kind) or issubclass(kind, StrEnum)
