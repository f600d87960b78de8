"""JSON Schema (draft 2020-12) of a class, from the types, limits and docstrings of its fields."""

from __future__ import annotations

import datetime
import inspect
from collections.abc import Mapping
from enum import StrEnum
from types import MappingProxyType
from typing import Any, Final, get_args, get_type_hints

import attrs

from careerscore._record import Record, limits_of, without_none
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.serde.documents import (
    SCHEMA_VERSION,
    VERSION_KEY,
    is_list,
    is_mapping,
    shape_of,
    unversioned,
)

Schema = dict[str, Any]

_SCALARS: Final[Mapping[type, Schema]] = MappingProxyType(
    {
        str: {"type": "string"},
        bool: {"type": "boolean"},
        int: {"type": "integer"},
        float: {"type": "number"},
        datetime.date: {
            "type": "string",
            "format": "date",
            "pattern": "^[0-9]{4}-[0-9]{2}-[0-9]{2}$",
            "maxLength": 10,
        },
    }
)

_VERSION: Final = {
    "const": SCHEMA_VERSION,
    "description": "Version of the schema; by default that of the whole document, or this one.",
}


def json_schema(kind: type) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of the documents of a class.

    Every document that `to_dict` and `dumps` write is valid, and complete: fields with a default
    may be left out of what is read. What the schema refuses, `from_dict` refuses. That goes
    further where a field depends on others: percentiles that run backwards are valid numbers.

    Parameters
    ----------
    kind : type
        A public class of careerscore, such as `Occupation` or `LifetimeValue`, or an attrs class
        of your own with fields of such classes and of strings, numbers, dates, tuples and mappings.

    Returns
    -------
    dict
        Ready for JSON. Yours to change.

    Raises
    ------
    InvalidInputError
        If objects of the class are not written as JSON; every field that JSON cannot hold is named.

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
        expected = "a class that is written as JSON, such as Occupation"
        raise InvalidInputError("json_schema", (Problem("kind", shorten(kind), expected),))
    builder = _Builder(kind)
    schema: Schema = {"$schema": "https://json-schema.org/draft/2020-12/schema"}
    if kind.__module__.startswith("careerscore."):
        schema["$id"] = f"urn:careerscore:schema:{SCHEMA_VERSION}:{kind.__name__}"
    schema |= builder.object_schema(kind)
    if builder.problems:
        raise InvalidInputError("json_schema", tuple(builder.problems))
    if builder.definitions:
        schema["$defs"] = dict(sorted(builder.definitions.items()))
    return schema


class _Builder:
    """Builds the schema of a class, and of each class that it refers to, once."""

    def __init__(self, root: type) -> None:
        self.definitions: dict[str, Schema] = {}
        self.problems: list[Problem] = []
        self._references: dict[type, str] = {root: "#"}

    def object_schema(self, kind: type) -> Schema:
        shape = shape_of(kind)
        descriptions = _field_descriptions(kind)
        properties: dict[str, Schema] = {VERSION_KEY: dict(_VERSION)}
        for field in shape.fields:
            schema = self._schema(field.type, f"{kind.__name__}.{field.name}")
            limits = dict(limits_of(field)) if issubclass(kind, Record) else {}
            if "enum" in limits:
                none = [None] if "null" in schema["type"] else []
                limits["enum"] = [*limits["enum"], *none]
            schema |= limits | _described(descriptions.get(field.name, ""))
            properties[field.name] = schema | _default(field.default)
        for name in shape.derived:
            getter: Any = getattr(kind, name).fget
            schema = self._schema(get_type_hints(getter)["return"], f"{kind.__name__}.{name}")
            properties[name] = schema | _described(_first_paragraph(getter)) | {"readOnly": True}
        return {
            "title": kind.__name__,
            **_described(_first_paragraph(kind)),
            "type": "object",
            "properties": properties,
            "required": [each.name for each in shape.fields if each.default is attrs.NOTHING],
            "additionalProperties": False,
        }

    def _schema(self, kind: Any, path: str) -> Schema:
        inner, is_optional = without_none(kind)
        schema = self._schema_without_none(inner, path)
        if not is_optional:
            return schema
        if "type" in schema:
            return schema | {"type": [schema["type"], "null"]}
        return {"anyOf": [schema, {"type": "null"}]}

    def _schema_without_none(self, kind: Any, path: str) -> Schema:
        if kind in _SCALARS:
            return dict(_SCALARS[kind])
        parts = get_args(kind)
        if is_mapping(kind) and parts:
            return {"type": "object", "additionalProperties": self._schema(parts[1], path)}
        if is_list(kind) and (len(parts) == 1 or parts[1:] == (...,)):
            return {"type": "array", "items": self._schema(parts[0], path)}
        if is_list(kind) and parts:
            items = [self._schema(part, path) for part in parts]
            return {"type": "array", "prefixItems": items, "items": False, "minItems": len(items)}
        if isinstance(kind, type) and (attrs.has(kind) or issubclass(kind, StrEnum)):
            return {"$ref": self._reference(kind)}
        self.problems.append(Problem(path, shorten(kind), "a field of a type that JSON can hold"))
        return {}

    def _reference(self, kind: type) -> str:
        if kind not in self._references:
            is_taken = kind.__name__ in self.definitions
            name = f"{kind.__module__}.{kind.__name__}" if is_taken else kind.__name__
            self._references[kind] = f"#/$defs/{name}"
            # Before its fields: they can hold objects of the same class.
            self.definitions[name] = {}
            if issubclass(kind, StrEnum):
                schema = {"title": kind.__name__, **_described(_first_paragraph(kind))}
                schema |= {"type": "string", "enum": list(map(str, kind))}
            else:
                schema = self.object_schema(kind)
            self.definitions[name] |= schema
        return self._references[kind]


def _default(default: object) -> Schema:
    """Return what a field is by default, unless that is an object of many fields."""
    factory = getattr(default, "factory", None)
    if factory is not None and not getattr(default, "takes_self", False):
        default = factory()
    if isinstance(default, str | int | float | datetime.date | tuple | Mapping | None):
        return {"default": unversioned(default)}
    return {}


# ---- descriptions


def _described(text: str) -> Schema:
    description = " ".join(text.replace("`", "").split())
    return {"description": description} if description else {}


def _first_paragraph(described: object) -> str:
    return inspect.cleandoc(described.__doc__ or "").partition("\n\n")[0]


def _field_descriptions(kind: type) -> dict[str, str]:
    """Return the description of each field, from "Parameters" in the docstrings of the class."""
    found: dict[str, list[str]] = {}
    for base in filter(attrs.has, reversed(kind.__mro__)):
        _, _, section = inspect.cleandoc(base.__doc__ or "").partition("Parameters\n----------\n")
        names: list[str] = []
        for line in section.splitlines():
            if line.startswith("---"):
                break  # the line before was the heading of the next section
            if line[:1].strip():
                names = line.partition(" : ")[0].split(", ")
                found |= {name: [] for name in names}
            else:
                for name in names:
                    found[name].append(line)
    return {name: " ".join(lines) for name, lines in found.items()}
