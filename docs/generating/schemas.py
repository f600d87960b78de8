"""The JSON Schema of every document, as a file to download, and a list of them."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from careerscore import document_classes, json_schema
from careerscore.exporting import export_schema, listings_schema
from generating.markdown import escaped, table

if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

__all__ = ["schema_list", "write_schemas"]

_FOLDER = "schemas"


def _schemas() -> dict[str, dict[str, Any]]:
    """Return every schema, by the name of its file."""
    found = {name: json_schema(kind) for name, kind in document_classes().items()}
    return {**found, "export": export_schema(), "job-listings": listings_schema()}


def write_schemas(folder: Path) -> None:
    """Write each schema into a file of its own."""
    place = folder / _FOLDER
    place.mkdir(exist_ok=True)
    for name, schema in _schemas().items():
        text = json.dumps(schema, indent=2, ensure_ascii=False) + "\n"
        (place / f"{name}.json").write_text(text, encoding="utf-8")


def schema_list() -> str:
    """Return a table of the schemas, each with its file."""
    rows = [
        [_download(name), escaped(schema.get("description", ""))]
        for name, schema in _schemas().items()
    ]
    return table(["schema", "description"], rows)


def _download(name: str) -> str:
    return f"{{download}}`{name} <../generated/{_FOLDER}/{name}.json>`"
