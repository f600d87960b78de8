"""``careerscore search``: occupations by title or alias."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore.cli._app import Data, Format, Integer, Query, app
from careerscore.cli._output import print_json, print_page

__all__ = ["search"]


@app.command
def search(
    text: Query,
    *,
    limit: Annotated[Integer, Parameter(help="Most results.")] = 10,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find occupations by title or alias.

    Example: careerscore search "medical coder"

    Parameters
    ----------
    text
        A title, an alias or a part of one.
    """
    results = cs.load(data).search(text, limit)
    if format == "json":
        print_json(results)
        return
    from careerscore.reference.pages import search_page

    print_page(search_page(results))
