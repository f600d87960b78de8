"""How names, texts and lists are written in DuckDB's SQL."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence


def sql_text(text: str) -> str:
    """Return a text between single quotes."""
    return "'" + text.replace("'", "''") + "'"


def sql_name(name: str) -> str:
    """Return a name between double quotes."""
    return '"' + name.replace('"', '""') + '"'


def sql_list(values: Sequence[Any], kind: str) -> str:
    """Return values as a list, None as null.

    As JSON, which is one constant: DuckDB takes a second to parse 50,000 of them.
    """
    return f"(from_json({sql_text(json.dumps(list(values)))}, '[\"VARCHAR\"]')::{kind}[])"
