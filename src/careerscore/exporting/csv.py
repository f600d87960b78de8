"""Export to CSV (RFC 4180), with metadata in the vocabulary of the W3C (CSV on the Web)."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from careerscore._text import csv_safe
from careerscore.exporting.table import Content, as_text, describe_table, library
from careerscore.reference.columns import COUNT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.exporting.table import Cell, ExportTable
    from careerscore.reference.columns import ReferenceColumn

METADATA_SUFFIX: Final = "-metadata.json"
"""Where the W3C's recommendation looks for the metadata of a CSV file."""


def write_csv(table: ExportTable, name: str) -> Content:
    """Return a table as CSV in UTF-8 with CRLF, and the metadata of the file of this name.

    A missing value is empty; each row is one line, protected against formula injection by
    `csv_safe`. For exact texts, there is JSON and Parquet.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    names = [column.name for column in table.columns]
    writer.writerow(map(csv_safe, (*names, *table.provenance_columns)))
    constants = [csv_safe(value) for value in table.provenance_columns.values()]
    columns = (map(_cell, table.values[name]) for name in names)
    writer.writerows((*cells, *constants) for cells in zip(*columns, strict=True))
    return Content(text.getvalue().encode("utf-8"), {METADATA_SUFFIX: _metadata(table, name)})


def _cell(value: Cell) -> str | float | None:
    text = as_text(value)
    return csv_safe(text) if isinstance(text, str) else text


_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "en"}]

_NUMERIC: Final = {COUNT: "integer", NUMBER: "number"}

_PROVENANCE_TITLES: Final = {
    "data_release": "release of the data",
    "methodology": "the methodology that scored",
    "attributions": "what the licences of the sources require to be said",
}

_ELSEWHERE: Final = {"title", "attributions", "sources", "columns"}
"""Parts of the description for which the vocabulary has names of its own."""


def _metadata(table: ExportTable, name: str) -> bytes:
    """Return the metadata of a CSV file; see https://www.w3.org/TR/tabular-metadata/."""
    about = describe_table(table)
    columns = [_column(column) for column in table.columns]
    columns += [
        {"titles": [each, _PROVENANCE_TITLES[each]], "datatype": "string"}
        for each in table.provenance_columns
    ]
    names = _identifiers([*(each.name for each in table.columns), *table.provenance_columns])
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "url": quote(name),
        "dc:title": table.title,
        "dc:creator": library(),
        "dc:license": list(dict.fromkeys(source.licence for source in table.sources)),
        "dc:rights": list(table.attributions),
        "dc:source": [
            {
                "@id": source.url,
                "dc:identifier": source.id,
                "dc:title": source.title,
                "dc:publisher": source.publisher,
                "dc:license": source.licence,
                "dc:bibliographicCitation": source.citation,
                "dc:rights": source.attribution,
                "dc:date": source.retrieved.isoformat(),
            }
            for source in table.sources
        ],
        "notes": [{key: part for key, part in about.items() if key not in _ELSEWHERE}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {
            "columns": [
                {"name": name, **column} for name, column in zip(names, columns, strict=True)
            ]
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _column(column: ReferenceColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        # A reader compares the first one with the row of names.
        "titles": list(dict.fromkeys((csv_safe(column.name), column.title))),
        "datatype": _datatype(column),
        "dc:description": f"{column.title} [{column.unit}]" if column.unit else column.title,
        "required": column.required,
    }
    return described | ({"schema:unitText": column.unit} if column.unit else {})


def _identifiers(names: Iterable[str]) -> list[str]:
    """Return a name for each column that a URI template can hold, no two the same."""
    found: list[str] = []
    for name in names:
        # Those that begin with an underscore are the recommendation's own.
        base = re.sub(r"[^a-z0-9_]+", "_", name.lower()).strip("_") or "column"
        free = (base if n == 1 else f"{base}_{n}" for n in count(1))
        found.append(next(each for each in free if each not in found))
    return found


def _datatype(column: ReferenceColumn) -> str | dict[str, str]:
    if column.words:
        return {"base": "string", "format": "|".join(map(_pattern, column.words))}
    return "anyURI" if column.holds_addresses else _NUMERIC.get(column.kind, "string")


def _pattern(word: str) -> str:
    """Return the regular expression, of ECMAScript, of a word as the file has it."""
    # `re.escape` escapes more, and ECMAScript takes no other escapes.
    return re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", csv_safe(word))
