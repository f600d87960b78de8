"""Exports to JSON, Parquet and CSV: each a file with the description of its table."""

from __future__ import annotations

import csv
import io
import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from careerscore._text import csv_safe
from careerscore.exporting.table import Content, as_text, describe_table, library, meaning
from careerscore.reference.columns import COUNT, NUMBER, frame_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.exporting.table import ExportTable
    from careerscore.reference.columns import ReferenceColumn


def write_json(table: ExportTable) -> Content:
    """Return a table as a JSON document in UTF-8, which `export_schema` describes.

    Each row is one line. Texts are exact; a missing value is null.
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    names = [column.name for column in table.columns]
    cells = zip(*(map(as_text, table.values[name]) for name in names), strict=True)
    rows = ",\n".join(f"    {encode(dict(zip(names, row, strict=True)))}" for row in cells)
    members = [f"  {encode(key)}: {encode(part)}" for key, part in describe_table(table).items()]
    members.append(f'  "rows": [\n{rows}\n  ]')
    return Content("{{\n{}\n}}\n".format(",\n".join(members)).encode("utf-8"))


def write_parquet(table: ExportTable) -> Content:
    """Return a table as Parquet, in the types of `Release.to_frame`. Texts are exact.

    The metadata of each column hold ``title``, ``unit`` and ``kind``, and those of the file, as
    ``careerscore``, what the JSON document says above its rows.
    """
    import pyarrow
    from pyarrow.parquet import write_table

    values = {name: tuple(map(as_text, cells)) for name, cells in table.values.items()}
    frame = frame_of(table.columns, values, "pyarrow")
    about = json.dumps(describe_table(table), ensure_ascii=False, allow_nan=False)
    fields = [
        frame.schema.field(column.name).with_metadata(
            {"title": column.title, "unit": column.unit, "kind": column.kind}
        )
        for column in table.columns
    ]
    schema = pyarrow.schema(fields, {b"careerscore": about.encode("utf-8")})
    buffer = pyarrow.BufferOutputStream()
    write_table(frame.cast(schema), buffer)
    return Content(buffer.getvalue().to_pybytes())


def write_csv(table: ExportTable, name: str, added: Mapping[str, str]) -> Content:
    """Return a table as CSV (RFC 4180) in UTF-8, and the metadata of the file of this name.

    The `added` columns come last, with one value for all rows. A missing value is empty; each row
    is one line, protected against formula injection by `csv_safe`. The metadata are in the
    vocabulary of the W3C, and have the name that it looks for:
    https://www.w3.org/TR/tabular-metadata/.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    columns = [map(as_text, table.values[column.name]) for column in table.columns]
    writer.writerow(map(csv_safe, (*table.values, *added)))
    constants = [csv_safe(value) for value in added.values()]
    for cells in zip(*columns, strict=True):
        safe = (csv_safe(cell) if isinstance(cell, str) else cell for cell in cells)
        writer.writerow((*safe, *constants))
    return Content(
        text.getvalue().encode("utf-8"), {"-metadata.json": _metadata(table, name, added)}
    )


_NUMERIC: Final = {COUNT: "integer", NUMBER: "number"}

_PROVENANCE_TITLES: Final = {
    "data_release": "release of the data",
    "methodology": "the methodology that scored",
    "attributions": "what the licences of the sources require to be said",
}

_ELSEWHERE: Final = {"title", "attributions", "sources", "columns"}
"""Parts of the description for which the vocabulary has names of its own."""


def _metadata(table: ExportTable, name: str, added: Iterable[str]) -> bytes:
    about = describe_table(table)
    columns = [_column(column) for column in table.columns]
    columns += [
        {"titles": [each, _PROVENANCE_TITLES[each]], "datatype": "string"} for each in added
    ]
    names = _identifiers([*(each.name for each in table.columns), *added])
    described: dict[str, Any] = {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
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
            "columns": [{"name": id, **each} for id, each in zip(names, columns, strict=True)]
        },
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _column(column: ReferenceColumn) -> dict[str, Any]:
    datatype: Any = "anyURI" if column.holds_addresses else _NUMERIC.get(column.kind, "string")
    if column.words:
        # A regular expression of ECMAScript: `re.escape` has escapes that it does not know.
        words = (re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", csv_safe(w)) for w in column.words)
        datatype = {"base": "string", "format": "|".join(words)}
    described: dict[str, Any] = {
        # A reader compares the first one with the row of names.
        "titles": list(dict.fromkeys((csv_safe(column.name), column.title))),
        "datatype": datatype,
        "dc:description": meaning(column),
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
