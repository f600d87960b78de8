"""``careerscore schema``: the JSON Schema of a class."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore import errors
from careerscore._render.blocks import Column, Table
from careerscore.cli._app import Format
from careerscore.cli._output import print_result


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
    classes = cs.document_classes()
    if name is not None:
        if name not in classes:
            near = "".join(f"\n  {each}" for each in errors.close_matches(name, tuple(classes)))
            words = f"no class {errors.shorten(name)}"
            problem = errors.Problem("name", "", f"{words}. Did you mean:{near}" if near else words)
            raise errors.InvalidInputError("schema", (problem,))
        print_result(cs.json_schema(classes[name]), "", "json")
        return
    schemas = map(cs.json_schema, classes.values())
    # ``python -OO`` drops docstrings, and descriptions with them.
    listed = [
        {"class": each["title"], "id": each["$id"], "description": each.get("description", "")}
        for each in schemas
    ]
    rows = [(each["class"], each["description"]) for each in listed]
    table = Table((Column(wraps=False), Column()), rows, ("class", "description"))
    print_result(listed, table, format)
