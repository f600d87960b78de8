"""``careerscore skill-gap``: what a move from one career to another takes."""

from __future__ import annotations

import careerscore as cs
from careerscore.cli._app import Data, PageFormat, Query
from careerscore.cli._output import print_result


def skill_gap(
    first: Query, second: Query, /, *, data: Data = None, format: PageFormat = "text"
) -> None:
    """Print what a move from one occupation to another takes, from O*NET's ratings.

    Example: careerscore skill-gap retail-salespersons registered-nurses
    """
    gap = cs.skill_gap(first, second, data=data)
    print_result(gap, gap, format)
