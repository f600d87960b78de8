"""Metadata of a CSV file in the vocabulary of the W3C (CSV on the Web)."""

from __future__ import annotations

import json
import re
from itertools import count
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import quote

from careerscore.exporting.harmless import in_csv
from careerscore.exporting.table import head_of, library
from careerscore.reference.columns import COUNT, NUMBER

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.exporting.table import ExportTable
    from careerscore.reference.columns import ReferenceColumn

__all__ = ["metadata"]

_CONTEXT: Final = ["http://www.w3.org/ns/csvw", {"@language": "en"}]

_NUMERIC: Final = {COUNT: "integer", NUMBER: "number"}

_CARRIED_TITLES: Final = {
    "data_release": "release of the data",
    "methodology": "the methodology that scored",
    "attributions": "what the licences of the sources require to be said",
}


def metadata(table: ExportTable, name: str) -> bytes:
    """Return the metadata of a table that is written to a CSV file of a name.

    Column names, types, meanings and units; what each figure rests on, with licences and the
    attributions they require; release, methodology and fingerprints. See
    https://www.w3.org/TR/tabular-metadata/.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(columns=["annual_median_usd"], methodology=None, data="2026.1")
    >>> described = json.loads(metadata(table, "pay.csv"))
    >>> column = described["tableSchema"]["columns"][0]
    >>> described["url"], column["datatype"], column["schema:unitText"]
    ('pay.csv', 'number', 'US dollars a year')
    """
    head = head_of(table)
    origin = table.origin
    columns = [_column(column) for column in table.columns]
    columns += [_carried(each) for each in table.carried]
    names = _identifiers([*(column.name for column in table.columns), *table.carried])
    columns = [{"name": name, **each} for name, each in zip(names, columns, strict=True)]
    described: dict[str, Any] = {
        "@context": _CONTEXT,
        "url": quote(name),
        "dc:title": table.title,
        "dc:creator": library(),
        "dc:license": list(dict.fromkeys(source.licence for source in origin.sources)),
        "dc:rights": list(origin.attributions),
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
            for source in origin.sources
        ],
        "notes": [{key: head[key] for key in _NOTED}],
        "dialect": {"encoding": "utf-8", "lineTerminators": ["\r\n"], "header": True},
        "tableSchema": {"columns": columns},
    }
    return (json.dumps(described, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


_NOTED: Final = (
    "schema_version",
    "kind",
    "library",
    "data_release",
    "data_fingerprint",
    "occupation",
    "methodology",
)


def _column(column: ReferenceColumn) -> dict[str, Any]:
    described: dict[str, Any] = {
        # The first is what stands in the file; a reader compares it.
        "titles": list(dict.fromkeys((in_csv(column.name), column.title))),
        "datatype": _datatype(column),
        "dc:description": f"{column.title} [{column.unit}]" if column.unit else column.title,
        "required": column.required,
    }
    return described | ({"schema:unitText": column.unit} if column.unit else {})


def _identifiers(names: Iterable[str]) -> list[str]:
    """Return a name for each column that a template of addresses can hold, no two the same."""
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
    """Return the regular expression, of ECMAScript, of a word as it stands in the file."""
    # `re.escape` escapes more, and ECMAScript takes no other escapes.
    return re.sub(r"[\\^$.|?*+()\[\]{}]", r"\\\g<0>", in_csv(word))


def _carried(name: str) -> dict[str, Any]:
    return {"titles": [name, _CARRIED_TITLES[name]], "datatype": "string"}
