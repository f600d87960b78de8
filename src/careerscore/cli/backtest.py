"""``careerscore backtest``: scores from earlier data against what happened since."""

from __future__ import annotations

from typing import Annotated

from cyclopts import Parameter

from careerscore import analysis
from careerscore.analysis.backtests import DEFAULT
from careerscore.cli._app import Data, Method, PageFormat, methodology_of
from careerscore.cli._output import print_result, progress_bar

Survey = Annotated[str, Parameter(help="Edition of the wage survey, such as 2022-05.")]


def backtest(
    *,
    start: Survey = "2022-05",
    end: Survey = "2025-05",
    projections: Annotated[
        str, Parameter(help="Edition of the employment projections, such as 2021-31.")
    ] = "2021-31",
    placebo: Annotated[
        bool, Parameter(help="Add a placebo: May 2019 to May 2022, projections 2019-29.")
    ] = False,
    methodology: Method = DEFAULT,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Print how scores from earlier data compare with changes of employment and pay since.

    Example: careerscore backtest --placebo
    """
    method = methodology_of(methodology)
    with progress_bar("Backtest") as advance:
        found = analysis.backtest(
            method, start=start, end=end, projections=projections, data=data, progress=advance
        )
    if placebo:
        with progress_bar("Placebo") as advance:
            before = analysis.backtest(
                method,
                start="2019-05",
                end="2022-05",
                projections="2019-29",
                data=data,
                progress=advance,
            )
        found = found.with_placebo(before)
    print_result(found, found, format)
