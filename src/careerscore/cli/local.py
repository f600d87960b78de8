"""``careerscore local``: pay and jobs of an occupation in a place."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore.cli._app import Data, DollarsOf, PageFormat, PlaceName, Query
from careerscore.cli._output import print_result


def local(
    query: Query,
    place: PlaceName,
    /,
    *,
    fallback: Annotated[
        str | None,
        Parameter(
            help="state: where no pay is published for an area, that of its state; for an area in "
            "several, the abbreviation of one."
        ),
    ] = None,
    in_dollars_of: DollarsOf = None,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Print pay and jobs of an occupation in a place, next to the nation's.

    Example: careerscore local medical-records-specialists "San Francisco, CA"
    """
    pay = cs.local_pay(query, place, fallback=fallback, in_dollars_of=in_dollars_of, data=data)
    print_result(pay, pay, format)
