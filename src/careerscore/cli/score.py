"""``careerscore score``: a file of rows to score."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from careerscore._record import Checks
from careerscore._text import strip_control
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import (
    Data,
    Delimiter,
    Encoding,
    Format,
    Method,
    Missing,
    methodology_of,
)
from careerscore.cli._output import clean_exit, print_result, progress_bar, write, writing


def score(
    source: Annotated[Path, Parameter(name="IN")],
    target: Annotated[Path, Parameter(name="OUT")],
    /,
    *,
    methodology: Method = DEFAULT_METHODOLOGY,
    engine: Annotated[Literal["duckdb", "polars"], Parameter(help="Streaming engine.")] = "duckdb",
    column: Annotated[
        list[str] | None,
        Parameter(
            help="INPUT=COLUMN, where the column of an input has another name; INPUT= where "
            "there is no column. Can be repeated."
        ),
    ] = None,
    key: Annotated[
        list[str] | None, Parameter(help="Column with unique values; repeat it for a compound key.")
    ] = None,
    prefix: Annotated[str, Parameter(help="Prefix of the new columns' names.")] = "",
    outputs: Annotated[
        list[str] | None, Parameter(help="The new columns; all by default.", consume_multiple=True)
    ] = None,
    rationale: Annotated[bool, Parameter(help="Add the rationale in words.")] = False,
    on_invalid: Annotated[
        Literal["error", "flag"],
        Parameter(help="Whether columns on another scale than their input are refused or taken."),
    ] = "error",
    data: Data = None,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    missing: Missing = None,
    format: Format = "text",
) -> None:
    """Score every row of a file of any size.

    Example: careerscore score jobs.parquet scored.parquet --column ai_exposure=beta

    Parameters
    ----------
    source
        Parquet (.parquet, .pq), CSV (.csv, .csv.gz) or TSV (.tsv, .tsv.gz) file.
    target
        File to write, in any of these formats; written whole or not at all.
    """
    from careerscore.frames import score_file
    from careerscore.frames.csv_dialect import MISSING

    checks = Checks("score")
    columns: dict[str, str | None] = {}
    for text in column or []:
        name, sign, found = text.partition("=")
        checks.expect("--column", text, "INPUT=COLUMN, such as ai_exposure=beta", holds=bool(sign))
        checks.expect("--column", text, f"one column for {name}", holds=name not in columns)
        columns[name] = found or None
    checks.raise_problems()
    method, done = methodology_of(methodology), writing(target)
    with clean_exit(), progress_bar("Scoring") as advance:
        report = score_file(
            source,
            target,
            methodology=method,
            engine=engine,
            columns=columns,
            key=key,
            prefix=prefix,
            outputs=outputs,
            rationale=rationale,
            on_invalid=on_invalid,
            data=data,
            progress=advance,
            delimiter=delimiter,
            encoding=encoding,
            missing=MISSING if missing is None else missing,
        )
    print_result(report, str(report), format)
    if format == "text":
        write(f"{strip_control(done)}\n")
