"""``careerscore places``: the places whose pay is known."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Column, Table
from careerscore.cli._app import PLACE_HELP, Data, Format
from careerscore.cli._output import print_result


def places(
    text: Annotated[str | None, Parameter(help=f"{PLACE_HELP} All by default.")] = None,
    /,
    *,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find places whose pay and jobs are known.

    Example: careerscore places Portland
    """
    found = cs.places(text, data=data)
    rows = [
        (
            each.code,
            each.name,
            each.kind,
            "—" if each.price_parity is None else f"{each.price_parity:.1f}",
        )
        for each in found
    ]
    word, number = Column(wraps=False), Column(right=True, wraps=False)
    columns = (word, Column(share=3), word, number)
    print_result(found, Table(columns, rows, ("code", "place", "kind", "price level")), format)
