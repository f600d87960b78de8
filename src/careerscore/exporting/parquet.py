"""Export to Parquet: typed columns, with their source in the file's metadata."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from careerscore.exporting.table import Content, as_text, describe_table
from careerscore.reference.table import frame_of

if TYPE_CHECKING:
    from careerscore.exporting.table import ExportTable

METADATA_KEY: Final = b"careerscore"
"""Key of the file's metadata that holds, as JSON, what the JSON document says above its rows."""


def write_parquet(table: ExportTable) -> Content:
    """Return a table as Parquet, in the types of `Release.to_frame`.

    The metadata of each column hold ``title``, ``unit`` and ``kind``. Texts are exact.
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
    buffer = pyarrow.BufferOutputStream()
    write_table(frame.cast(pyarrow.schema(fields, {METADATA_KEY: about.encode("utf-8")})), buffer)
    return Content(buffer.getvalue().to_pybytes())
