"""``careerscore search``: occupations by title or alias."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Column, Table, paragraph
from careerscore.cli._app import Data, Format, Integer, app
from careerscore.cli._output import print_result


@app.command
def search(
    text: Annotated[
        str, Parameter(help="A title, an alias or a part of one.", allow_leading_hyphen=True)
    ],
    *,
    limit: Annotated[Integer, Parameter(help="Most results.")] = 10,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find occupations by title or alias.

    Example: careerscore search "medical coder"
    """
    results = cs.load(data).search(text, limit)
    rows = []
    for result in results:
        found = result.how if result.how == "title" else f"{result.how}: {result.matched}"
        rows.append((result.code, result.title, found, f"{result.confidence:.0%}"))
    columns = (Column(wraps=False), Column(), Column(), Column(right=True))
    table = Table(columns, rows, ("code", "occupation", "found by", "confidence"))
    nothing = paragraph("nothing comes near; try another word")
    print_result(results, table if rows else nothing, format)
