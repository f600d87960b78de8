"""``careerscore schema``: the JSON Schema of a class."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Column, Table
from careerscore.cli._app import Format, app
from careerscore.cli._output import print_json, print_result


@app.command
def schema(
    name: Annotated[
        str | None, Parameter(name="CLASS", help="One class; a list of all by default.")
    ] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """Print the JSON Schema of a class.

    Example: careerscore schema Occupation
    """
    from careerscore._documents import document_class, document_classes

    if name is not None:
        print_json(cs.json_schema(document_class(name)))
        return
    schemas = map(cs.json_schema, document_classes().values())
    # ``python -OO`` drops docstrings, and descriptions with them.
    listed = [
        {"class": each["title"], "id": each["$id"], "description": each.get("description", "")}
        for each in schemas
    ]
    rows = [(each["class"], each["description"]) for each in listed]
    table = Table((Column(wraps=False), Column()), rows, ("class", "description"))
    print_result(listed, table, format)
