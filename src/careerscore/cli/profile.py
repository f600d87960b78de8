"""``careerscore profile``: what the work of a career is like."""

from __future__ import annotations

import careerscore as cs
from careerscore.cli._app import Data, PageFormat, Pager, Query
from careerscore.cli._output import print_result


def profile(
    query: Query, /, *, data: Data = None, format: PageFormat = "text", pager: Pager = True
) -> None:
    """Print what the work of an occupation is like, from O*NET's ratings.

    Example: careerscore profile registered-nurses
    """
    found = cs.profile(query, data=data)
    print_result(found, found, format, pager=pager)
