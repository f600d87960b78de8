"""``careerscore best-places``: where an occupation is paid best, or has most jobs."""

from __future__ import annotations

from typing import Annotated, Literal

from attrs import evolve
from cyclopts import Parameter

import careerscore as cs
from careerscore._record import Checks
from careerscore.cli._app import Data, Integer, PageFormat, Query
from careerscore.cli._output import print_result
from careerscore.local.pages import ranking_page


def best_places(
    query: Query,
    /,
    *,
    by: Annotated[
        Literal["pay", "real_pay", "jobs", "concentration"],
        Parameter(help="What places are ranked by; real_pay is pay in average US prices."),
    ] = "pay",
    kind: Annotated[
        Literal["state", "district", "territory", "metropolitan", "nonmetropolitan", "all"],
        Parameter(help="Kind of places."),
    ] = "state",
    at_least: Annotated[Integer, Parameter(help="Fewest workers of a place.")] = 500,
    limit: Annotated[Integer, Parameter(help="Most places to print.")] = 10,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Rank places by the pay or the jobs of an occupation.

    Example: careerscore best-places registered-nurses --by real_pay --kind metropolitan
    """
    checks = Checks("best-places")
    checks.value("limit", limit, int, minimum=1)
    checks.raise_problems()
    kinds = None if kind == "all" else kind
    ranking = cs.best_places(query, by=by, kind=kinds, at_least=at_least, data=data)
    first = evolve(ranking, places=ranking.places[:limit])
    print_result(first, ranking_page(first, limit), format)
