"""``careerscore jobs``: job listings near a place, by live services."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Literal

from cyclopts import Parameter

import careerscore as cs
from careerscore.cli._app import PLACE_HELP, Data, Integer, PageFormat
from careerscore.cli._live import Title, check_out, keyed, write_out
from careerscore.cli._output import print_result, progress_bar, warn
from careerscore.live import SearchInterrupt
from careerscore.live.asking import JOB_SOURCES, POSTED_WITHIN
from careerscore.live.client import quiet_retries

if TYPE_CHECKING:
    from careerscore.live import JobResults


def jobs(
    title: Title,
    /,
    *,
    near: Annotated[str | None, Parameter(help=f"{PLACE_HELP} Or any city with its state.")] = None,
    source: Annotated[
        list[str] | None,
        Parameter(
            help=f"{', '.join(JOB_SOURCES)}; can be repeated. By default every service whose key "
            "is in the environment."
        ),
    ] = None,
    limit: Annotated[Integer, Parameter(help="Most listings.")] = 50,
    remote: Annotated[
        bool | None, Parameter(negative="--no-remote", help="Remote jobs alone, or none.")
    ] = None,
    min_salary: Annotated[
        float | None, Parameter(help="Least pay that a listing has to state.")
    ] = None,
    salary_period: Annotated[
        Literal["year", "hour"], Parameter(help="Period of --min-salary.")
    ] = "year",
    posted_within: Annotated[
        str | None, Parameter(help=f"{', '.join(POSTED_WITHIN)}, or a number of days.")
    ] = None,
    radius: Annotated[Integer | None, Parameter(help="Miles around the place.")] = None,
    out: Annotated[
        Path | None, Parameter(help="File to write: .xlsx, .csv, .json or .parquet.")
    ] = None,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Find job listings near a place. This uses the network.

    Keys are read from the environment, such as CAREERSCORE_SERPAPI_KEY, or asked for where a source
    is named and a terminal is there.

    Example: careerscore jobs "medical coder" --near "Austin, TX" --out jobs.xlsx
    """
    check_out("jobs", out)
    quiet_retries()
    days = int(posted_within) if posted_within and posted_within.isdecimal() else posted_within
    stopped = False
    with progress_bar("Searching") as advance:

        def note(found: JobResults) -> None:
            advance(len(found), limit)

        try:
            results = cs.live.find_jobs(
                title,
                near,
                source=[keyed(each, JOB_SOURCES) for each in source] if source else None,
                limit=limit,
                remote=remote,
                min_salary=min_salary,
                salary_period=salary_period,
                posted_within=days,
                radius=radius,
                data=data,
                progress=note,
            )
        except SearchInterrupt as interrupt:
            results, stopped = interrupt.results, True
    for service in results.services:
        if service.stopped is not None:
            warn(f"{service.name}: {service.stopped}")
    print_result(results, results, format)
    write_out(results, results.search, out, data)
    if stopped:
        raise KeyboardInterrupt
