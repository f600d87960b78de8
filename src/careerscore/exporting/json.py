"""Export to JSON: one document, one row a line."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careerscore.exporting.table import Content, as_text, describe_table

if TYPE_CHECKING:
    from careerscore.exporting.table import ExportTable


def write_json(table: ExportTable) -> Content:
    """Return a table as a JSON document in UTF-8, which `export_schema` describes.

    Texts are exact; a missing value is null. The same table gives the same bytes.
    """
    encode = json.JSONEncoder(ensure_ascii=False, allow_nan=False).encode
    names = [column.name for column in table.columns]
    cells = zip(*(map(as_text, table.values[name]) for name in names), strict=True)
    rows = ",\n".join(f"    {encode(dict(zip(names, row, strict=True)))}" for row in cells)
    members = [f"  {encode(key)}: {encode(part)}" for key, part in describe_table(table).items()]
    members.append(f'  "rows": [\n{rows}\n  ]')
    return Content("{{\n{}\n}}\n".format(",\n".join(members)).encode("utf-8"))
