"""JSON: one document with everything, one row a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careerscore.exporting.files import Content
from careerscore.exporting.table import as_text, head_of

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.exporting.table import ExportTable

__all__ = ["content"]


def content(table: ExportTable, name: str) -> Content:  # noqa: ARG001
    """Return a table as a JSON document in UTF-8, which `export_schema` describes.

    Texts are written exactly as they are; what is missing is null. The same table gives the
    same bytes.

    Examples
    --------
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(occupations=["29-2072"], columns=["title"], methodology=None)
    >>> content(table, "jobs.json").body.decode().splitlines()[-3].strip()
    '{"title": "Medical Records Specialists"}'
    """
    head = json.dumps(head_of(table), ensure_ascii=False, allow_nan=False, indent=2)
    rows = ",\n".join(_rows(table))
    body = f'{head.removesuffix("}").rstrip()},\n  "rows": [\n{rows}\n  ]\n}}\n'
    return Content(body.encode("utf-8"))


def _rows(table: ExportTable) -> Iterator[str]:
    names = [column.name for column in table.columns]
    encoder = json.JSONEncoder(ensure_ascii=False, allow_nan=False)
    for cells in zip(*(table.values[name] for name in names), strict=True):
        yield "    " + encoder.encode(dict(zip(names, map(as_text, cells), strict=True)))
