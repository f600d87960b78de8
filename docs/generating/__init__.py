"""Pages that say what the package says of itself, so that they cannot fall behind it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generating.api import api_pages
from generating.classes import fields_of_classes
from generating.columns import column_lists, columns
from generating.commands import command_help
from generating.editions import editions, releases
from generating.methods import economic_cards, methodology_cards
from generating.schemas import schema_list, write_schemas
from generating.stored import cells_that_differ
from generating.tables import tables

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["cells_that_differ", "write_pages"]

_PAGES = {
    "classes.md": fields_of_classes,
    "column-lists.md": column_lists,
    "columns.md": columns,
    "command-help.md": command_help,
    "economic-methods.md": economic_cards,
    "editions.md": editions,
    "methodologies.md": methodology_cards,
    "releases.md": releases,
    "schemas.md": schema_list,
    "tables.md": tables,
}


def write_pages(folder: Path, api: Path) -> None:
    """Write the pages that are included elsewhere, and those of the API, which stand alone."""
    folder.mkdir(exist_ok=True)
    write_schemas(folder)
    for name, page in _PAGES.items():
        (folder / name).write_text(page(), encoding="utf-8")
    api.mkdir(exist_ok=True)
    for name, text in api_pages().items():
        (api / f"{name}.md").write_text(text, encoding="utf-8")
