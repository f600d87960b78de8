"""``careerscore show``: the career page of an occupation."""

from __future__ import annotations

from typing import Annotated, Literal

from cyclopts import Parameter

import careerscore as cs
from careerscore.api import DEFAULT_METHODOLOGY, career_economics
from careerscore.cli._app import Data, Method, Query, app, methodology_of
from careerscore.cli._output import print_json, print_page, write

__all__ = ["show"]


@app.command
def show(
    query: Query,
    *,
    data: Data = None,
    methodology: Method = DEFAULT_METHODOLOGY,
    format: Annotated[
        Literal["text", "json", "html"], Parameter(name="--format", help="Output format.")
    ] = "text",
) -> None:
    """Print the career page of an occupation.

    Example: careerscore show medical-records-specialists

    Parameters
    ----------
    query
        O*NET-SOC code, SOC code, slug, title or alias.
    """
    method = methodology_of(methodology)
    occupation = cs.occupation(query, data=data)
    assessment = method.assess(occupation)
    economics = career_economics(occupation)
    if format == "json":
        print_json({"occupation": occupation, "assessment": assessment, "economics": economics})
        return
    from careerscore.report.card import career_card

    card = career_card(occupation, assessment, method, economics)
    if format == "html":
        from careerscore.report.html import document

        # ASCII with character references: any terminal or file can hold it.
        write(document(card).encode("ascii", "xmlcharrefreplace").decode())
        return
    print_page(card)
