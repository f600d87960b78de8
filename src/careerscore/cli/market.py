"""``careerscore market``: the occupations of a place, and its workers by tier."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import Data, Integer, Method, PageFormat, PlaceName, methodology_of
from careerscore.cli._output import print_result


def market(
    place: PlaceName,
    /,
    *,
    at_least: Annotated[
        Integer, Parameter(help="Fewest workers of an occupation, but among those with most jobs.")
    ] = 100,
    limit: Annotated[Integer, Parameter(help="Length of each list.")] = 10,
    methodology: Method = DEFAULT_METHODOLOGY,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Print a place's workers by tier, and its occupations by jobs, concentration, pay, growth.

    Example: careerscore market Vermont
    """
    method = methodology_of(methodology)
    found = cs.local_market(place, methodology=method, at_least=at_least, limit=limit, data=data)
    print_result(found, found, format)
