"""JSON Schemas of classes, from the fields and types by which they are read and written."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, get_args, get_type_hints

import attrs

from careerscore._record import limits_of, without_none
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.schemas.words import descriptions_of, first_sentence
from careerscore.serde import SCHEMA_VERSION, unversioned
from careerscore.serde.fields import VERSION_KEY, is_list, is_mapping, shape_of

if TYPE_CHECKING:
    from careerscore.serde.fields import Field

__all__ = ["schema_of"]

DIALECT: Final = "https://json-schema.org/draft/2020-12/schema"

Schema = dict[str, Any]

_DATE: Final = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"

_PLAIN: Final[Mapping[type, Schema]] = MappingProxyType(
    {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        datetime.date: {"type": "string", "format": "date", "pattern": _DATE, "maxLength": 10},
    }
)

_VERSION: Final = {
    "const": SCHEMA_VERSION,
    "description": "Version of the schema. Where it is not said, that of the whole, or this one.",
}


def schema_of(kind: type) -> Schema:
    """Return the JSON Schema of an attrs class, with those of the classes of its parts.

    Raises
    ------
    InvalidInputError
        If it has fields that JSON does not hold; all of them are named.
    """
    builder = _Builder(kind)
    schema: Schema = {"$schema": DIALECT}
    if _is_ours(kind):
        schema["$id"] = f"urn:careerscore:schema:{SCHEMA_VERSION}:{kind.__name__}"
    schema |= builder.object_of(kind)
    if builder.problems:
        raise InvalidInputError("json_schema", tuple(builder.problems))
    if builder.definitions:
        schema["$defs"] = dict(sorted(builder.definitions.items()))
    return schema


def _is_ours(kind: type) -> bool:
    return kind.__module__.startswith("careerscore.")


class _Builder:
    """Builds the schema of a class, and of every class that it refers to, once each."""

    def __init__(self, root: type) -> None:
        self.definitions: dict[str, Schema] = {}
        self.problems: list[Problem] = []
        self._places: dict[type, str] = {root: "#"}

    def object_of(self, kind: type) -> Schema:
        """Return the schema of an attrs class."""
        shape = shape_of(kind)
        words, limits = descriptions_of(kind), limits_of(kind) if _is_ours(kind) else {}
        properties: dict[str, Schema] = {VERSION_KEY: dict(_VERSION)}
        for field in shape.fields:
            found = self._of(field.kind, f"{kind.__name__}.{field.name}")
            found = _limited(found, limits.get(field.name, {}))
            properties[field.name] = found | _said(words.get(field.name)) | _default(field)
        for name in shape.derived:
            getter: Any = getattr(kind, name).fget
            found = self._of(get_type_hints(getter)["return"], f"{kind.__name__}.{name}")
            said = _said(words.get(name) or first_sentence(getter))
            properties[name] = found | said | {"readOnly": True}
        return {
            "title": kind.__name__,
            **_said(first_sentence(kind)),
            "type": "object",
            "properties": properties,
            "required": [each.name for each in shape.fields if each.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _of(self, kind: Any, path: str) -> Schema:
        inner, optional = without_none(kind)
        found = self._without_none(inner, path)
        if not optional:
            return found
        if "type" in found:
            return found | {"type": [found["type"], "null"]}
        return {"anyOf": [found, {"type": "null"}]}

    def _without_none(self, kind: Any, path: str) -> Schema:
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        parts = get_args(kind)
        if is_list(kind) and parts:
            return self._list(parts, path)
        if is_mapping(kind) and parts:
            return {"type": "object", "additionalProperties": self._of(parts[1], path)}
        if isinstance(kind, type) and (attrs.has(kind) or issubclass(kind, StrEnum)):
            return {"$ref": self._place_of(kind)}
        expected = "a field of a kind that JSON holds: this one is kept out of documents"
        self.problems.append(Problem(path, shorten(kind), expected))
        return {}

    def _list(self, parts: tuple[Any, ...], path: str) -> Schema:
        if len(parts) == 1 or parts[1] is ...:
            return {"type": "array", "items": self._of(parts[0], path)}
        each = [self._of(part, path) for part in parts]
        return {"type": "array", "prefixItems": each, "items": False, "minItems": len(each)}

    def _place_of(self, kind: type) -> str:
        """Return where the schema of a class stands; it is put there where it is not yet."""
        if kind not in self._places:
            taken = kind.__name__ in self.definitions
            name = f"{kind.__module__}.{kind.__name__}" if taken else kind.__name__
            self._places[kind] = f"#/$defs/{name}"
            # Before its fields are looked at: they may hold objects of the same class.
            self.definitions[name] = {}
            self.definitions[name] |= (
                _enumeration(kind) if issubclass(kind, StrEnum) else self.object_of(kind)
            )
        return self._places[kind]


def _enumeration(kind: type[StrEnum]) -> Schema:
    said = _said(first_sentence(kind))
    return {"title": kind.__name__, **said, "type": "string", "enum": list(map(str, kind))}


def _limited(schema: Schema, limits: Mapping[str, object]) -> Schema:
    """Return a schema with what the checks of the class expect besides."""
    added = dict(limits)
    if isinstance(limits.get("enum"), tuple):
        added["enum"] = _choices(schema, limits["enum"])
    return schema | added


def _choices(schema: Schema, choices: Any) -> list[object]:
    none = [None] if "null" in schema["type"] else []
    return list(dict.fromkeys([*choices, *none]))


def _said(description: str | None) -> Schema:
    return {"description": description} if description else {}


def _default(field: Field) -> Schema:
    """Return what a field is where it is not given, unless that is an object of many fields."""
    default = field.default
    factory = getattr(default, "factory", None)
    if factory is not None and not getattr(default, "takes_self", False):
        default = factory()
    known = isinstance(default, str | int | float | datetime.date | tuple | Mapping | None)
    return {"default": unversioned(default)} if known else {}
