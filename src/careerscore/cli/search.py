"""``careerscore search``: occupations by code, title or job title."""

from __future__ import annotations

from typing import Annotated, Final

from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Column, Table, paragraph
from careerscore.cli._app import Data, Format, Integer
from careerscore.cli._output import print_result

LEAST_SHOWN: Final = 0.01

_HOW: Final = {
    "code": "code",
    "title": "title: {}",
    "alias": "job title: {}",
    "similar": "similar: {}",
}


def search(
    text: Annotated[
        str,
        Parameter(help="A code, a title, a job title or a part of one."),
    ],
    /,
    *,
    limit: Annotated[Integer, Parameter(help="Most results.")] = 10,
    data: Data = None,
    format: Format = "text",
) -> None:
    """Find occupations by code, title or job title.

    Example: careerscore search "medical coder"
    """
    results = cs.load(data).search(text, limit)
    rows = [
        (
            one.code,
            one.title,
            _HOW[one.how].format(one.matched),
            f"{one.confidence:.0%}" if one.confidence >= LEAST_SHOWN else "under 1%",
        )
        for one in results
    ]
    columns = (Column(wraps=False), Column(), Column(), Column(right=True))
    table = Table(columns, rows, ("code", "occupation", "found by", "confidence"))
    nothing = paragraph("nothing comes near; try another word")
    print_result(results, table if rows else nothing, format)
