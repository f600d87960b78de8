"""``careerscore training``: training programs near a place, by a live service."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

from cyclopts import Parameter

import careerscore as cs
from careerscore.cli._app import PLACE_HELP, Data, Integer, PageFormat
from careerscore.cli._live import Title, check_out, keyed, write_out
from careerscore.cli._output import print_result
from careerscore.live.asking import TRAINING_SOURCES
from careerscore.live.client import quiet_retries


def training(
    title: Title,
    /,
    *,
    near: Annotated[str, Parameter(help=f"{PLACE_HELP} Or any city with its state.")],
    source: Annotated[str, Parameter(help=", ".join(TRAINING_SOURCES))] = "careeronestop",
    radius: Annotated[Integer, Parameter(help="Miles around the place.")] = 25,
    limit: Annotated[Integer, Parameter(help="Most programs.")] = 50,
    out: Annotated[
        Path | None, Parameter(help="File to write: .xlsx, .csv, .json or .parquet.")
    ] = None,
    data: Data = None,
    format: PageFormat = "text",
) -> None:
    """Find training programs near a place. This uses the network.

    Keys are read from the environment, CAREERSCORE_CAREERONESTOP_USER_ID and
    CAREERSCORE_CAREERONESTOP_TOKEN, or asked for where a terminal is there.

    Example: careerscore training "medical coder" --near "Austin, TX" --out training.xlsx
    """
    check_out("training", out)
    quiet_retries()
    results = cs.live.find_training(
        title,
        near,
        source=keyed(source, TRAINING_SOURCES),
        radius=radius,
        limit=limit,
        data=data,
    )
    print_result(results, results, format)
    write_out(results, results.search, out, data)
