"""JSON Schemas of the exported documents."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.exporting.listings import COLUMNS, KINDS
from careerscore.exporting.occupations import chosen_columns
from careerscore.exporting.table import METHODOLOGY_PARTS, OCCUPATIONS, meaning
from careerscore.model.listing import JobListing
from careerscore.model.provenance import Source
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT
from careerscore.serde import SCHEMA_VERSION, json_schema

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.reference.columns import ReferenceColumn
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

    Schema = dict[str, Any]

_TYPES: Final = {TEXT: "string", CATEGORY: "string", COUNT: "integer", NUMBER: "number"}


def export_schema(
    *,
    data: str | Release | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of an export to JSON.

    Each column has its type: a category is one of a list of words, a count is a whole number;
    what may be missing may be null. Every row has every column.

    Parameters
    ----------
    data, columns, methodology : optional
        As for `careerscore.export`.

    Returns
    -------
    dict
        Ready for JSON. Yours to change.

    Raises
    ------
    InvalidInputError
        If there are no such columns.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.

    Examples
    --------
    >>> schema = export_schema(columns=["title", "job_zone"], methodology=None)
    >>> row = schema["properties"]["rows"]["items"]
    >>> [column["type"] for column in row["properties"].values()]
    ['string', ['integer', 'null']]
    """
    return _document(OCCUPATIONS, chosen_columns(data, columns, methodology))


def listings_schema(kind: type = JobListing) -> dict[str, Any]:
    """Return the JSON Schema (draft 2020-12) of job listings exported to JSON.

    Parameters
    ----------
    kind : type
        `careerscore.JobListing`, `careerscore.model.TrainingProgram` or
        `careerscore.model.Certification`.

    Raises
    ------
    InvalidInputError
        If it is another class.

    Examples
    --------
    >>> row = listings_schema()["properties"]["rows"]["items"]
    >>> row["required"][:3]
    ['Job Title', 'Company', 'Location']
    """
    if kind not in KINDS:
        expected = " or ".join(each.__name__ for each in KINDS)
        raise InvalidInputError("listings_schema", (Problem("kind", shorten(kind), expected),))
    return _document(KINDS[kind][0], COLUMNS[kind].values())


def _document(kind: str, columns: Iterable[ReferenceColumn]) -> Schema:
    source = json_schema(Source)
    optional = {"superseded_by", "url"}
    methodology = {name: _text(optional=name in optional) for name in METHODOLOGY_PARTS}
    day = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}$"
    methodology["released"] = {"type": "string", "format": "date", "pattern": day}
    described = _object(
        {
            "name": _text(),
            "title": _text(),
            "unit": _text(optional=True),
            "kind": {"enum": list(_TYPES)},
            "words": _list(_text(), "The closed list of a category."),
        },
        "What a column is.",
    )
    described["required"].remove("words")
    occupation = {"code": _text(), "title": _text()}
    or_null = {"type": ["object", "null"]}
    properties = {
        "schema_version": {"const": SCHEMA_VERSION, "description": "Version of this schema."},
        "kind": {"const": kind, "description": "What the rows are."},
        "title": _text("What the table is called."),
        "library": _text("What made it, with its version."),
        "data_release": _text("The release the figures are from.", optional=True),
        "data_fingerprint": _text("SHA-256 of its tables.", optional=True),
        "occupation": _object(occupation, "The occupation the rows are of.") | or_null,
        "methodology": _object(methodology, "What scored.") | or_null,
        "attributions": _list(_text(), "What the licences of the sources require to be said."),
        "sources": _list({"$ref": "#/$defs/Source"}, "The editions the columns rest on."),
        "columns": _list(described, "The columns, in order.") | {"minItems": 1},
        "rows": _list(
            _object({column.name: _cell(column) for column in columns}, "One row."),
            "The values, by the names of the columns.",
        ),
    }
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "$id": f"urn:careerscore:schema:{SCHEMA_VERSION}:export:{kind}",
        **_object(properties, f"Exported {kind.replace('-', ' ')}."),
        "$defs": {"Source": {key: each for key, each in source.items() if key[0] != "$"}},
    }


def _cell(column: ReferenceColumn) -> Schema:
    kind = _TYPES[column.kind]
    schema: Schema = {"type": kind if column.required else [kind, "null"]}
    if column.words:
        schema["enum"] = [*column.words] if column.required else [*column.words, None]
    if column.holds_addresses:
        schema["format"] = "uri"
    return schema | {"description": meaning(column)}


def _text(description: str = "", *, optional: bool = False) -> Schema:
    described = {"description": description} if description else {}
    return {"type": ["string", "null"] if optional else "string", **described}


def _object(properties: Mapping[str, Any], description: str) -> Schema:
    return {
        "description": description,
        "type": "object",
        "properties": dict(properties),
        "required": list(properties),
        "additionalProperties": False,
    }


def _list(items: Schema, description: str) -> Schema:
    return {"description": description, "type": "array", "items": items}
