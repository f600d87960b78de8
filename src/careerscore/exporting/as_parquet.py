"""Parquet: the columns in their types, and in the file's metadata where they come from."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Final

from careerscore.exporting.files import Content
from careerscore.exporting.table import as_text, head_of
from careerscore.reference.table import frame_of

if TYPE_CHECKING:
    from careerscore.exporting.table import ExportTable
    from careerscore.reference.columns import ReferenceColumn

__all__ = ["METADATA_KEY", "content"]

METADATA_KEY: Final = b"careerscore"
"""Key of the file's metadata under which a JSON text says where it comes from."""


def content(table: ExportTable, name: str) -> Content:  # noqa: ARG001
    """Return a table as Parquet, in the types of `Release.to_frame`.

    The metadata of the file hold, under the key ``careerscore``, the same words as the JSON
    document has above its rows; those of each column hold ``title``, ``unit`` and ``kind``.
    Texts are exactly as they are.

    Examples
    --------
    >>> from io import BytesIO
    >>> from pyarrow.parquet import read_table
    >>> from careerscore.exporting.occupations import occupation_table
    >>> table = occupation_table(columns=["employment"], methodology=None)
    >>> read = read_table(BytesIO(content(table, "jobs.parquet").body))
    >>> json.loads(read.schema.metadata[METADATA_KEY])["data_release"]
    '2026.2'
    >>> read.schema.field("employment").metadata[b"unit"]
    b'workers'
    """
    import pyarrow
    from pyarrow.parquet import write_table

    values = {name: tuple(map(as_text, cells)) for name, cells in table.values.items()}
    frame = frame_of(table.columns, values, "pyarrow")
    about = json.dumps(head_of(table), ensure_ascii=False, allow_nan=False)
    fields = [
        frame.schema.field(column.name).with_metadata(_described(column))
        for column in table.columns
    ]
    schema = pyarrow.schema(fields, {METADATA_KEY: about.encode("utf-8")})
    buffer = pyarrow.BufferOutputStream()
    write_table(frame.cast(schema), buffer)
    return Content(buffer.getvalue().to_pybytes())


def _described(column: ReferenceColumn) -> dict[str, str]:
    return {"title": column.title, "unit": column.unit, "kind": column.kind}
