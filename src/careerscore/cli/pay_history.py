"""``careerscore pay-history``: pay over the editions of the wage survey."""

from __future__ import annotations

import careerscore as cs
from careerscore.cli._app import Data, DollarsOf, PageFormat, Query
from careerscore.cli._output import print_result


def pay_history(
    query: Query,
    /,
    *,
    in_dollars_of: DollarsOf = None,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Print an occupation's pay in each edition of the wage survey, nominal and real.

    Example: careerscore pay-history medical-records-specialists --in-dollars-of 2026-05
    """
    history = cs.pay_history(query, in_dollars_of=in_dollars_of, data=data)
    print_result(history, history, format)
