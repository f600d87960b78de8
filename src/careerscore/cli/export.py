"""``careerscore export``: occupations as JSON, CSV, Parquet or Excel."""

from __future__ import annotations

import re
from contextlib import contextmanager
from typing import TYPE_CHECKING, Annotated, Any, Literal

from cyclopts import Parameter

import careerscore as cs
from careerscore._record import Checks
from careerscore._render.blocks import Column, Table
from careerscore._text import strip_control
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import Data, Format, Method, app, methodology_of
from careerscore.cli._output import clean_exit, print_result, progress_bar, write_bytes
from careerscore.errors import InvalidInputError

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore.exporting import ExportReport
    from careerscore.reference import ReferenceColumn


@app.command
def export(
    target: Annotated[
        str | None,
        Parameter(
            name="TARGET",
            help="File to write; - or none for standard output.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    /,
    *,
    occupation: Annotated[
        list[str] | None,
        Parameter(
            help="Code, slug, title or alias of an occupation; can be repeated. All by default.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    column: Annotated[
        list[str] | None,
        Parameter(help="Name of a column, see --list-columns; can be repeated."),
    ] = None,
    all_columns: Annotated[bool, Parameter(negative=(), help="Export every column.")] = False,
    list_columns: Annotated[
        bool, Parameter(negative=(), help="Print the columns and their meanings; write nothing.")
    ] = False,
    methodology: Method = DEFAULT_METHODOLOGY,
    no_scores: Annotated[bool, Parameter(negative=(), help="Omit score columns.")] = False,
    data: Data = None,
    file_format: Annotated[
        Literal["json", "csv", "parquet", "xlsx"] | None,
        Parameter(
            name="--as",
            help="File format; by default from the file name, and JSON on standard output.",
        ),
    ] = None,
    format: Format = "text",
) -> None:
    """Write occupations to a JSON, CSV, Parquet or Excel file.

    Example: careerscore export careers.xlsx --occupation 29-2072.00 --occupation registered-nurses
    """
    from careerscore import exporting

    method = None if no_scores else methodology_of(methodology)
    if list_columns:
        _list_columns(exporting.export_columns(data=data, methodology=method), format)
        return
    is_file = target not in {None, "-"}
    _check(column, file_format, all_columns=all_columns, is_file=is_file)
    with clean_exit(), _options_in_errors(), progress_bar("Exporting") as advance:
        chosen: dict[str, Any] = {
            "data": data,
            "occupations": occupation,
            "columns": "all" if all_columns else column,
            "methodology": method,
            "progress": advance,
        }
        if not is_file:
            write_bytes(exporting.export_bytes(file_format or "json", **chosen))
            return
        report = cs.export(str(target), format=file_format, **chosen)
    print_result(report, _summary(report), format)


@contextmanager
def _options_in_errors() -> Iterator[None]:
    """Name options in errors, not the arguments of the function behind the command."""
    try:
        yield
    except InvalidInputError as error:
        problems = (
            problem._replace(
                field=re.sub(r"^(column|occupation)s\[\d+\]$", r"--\1", problem.field),
                expected=problem.expected.replace("format=", "--as"),
            )
            for problem in error.problems
        )
        raise InvalidInputError("export", tuple(problems)) from None


def _check(
    column: list[str] | None, file_format: str | None, *, all_columns: bool, is_file: bool
) -> None:
    checks = Checks("export")
    holds = not (column and all_columns)
    checks.expect("--column", column, "this or --all-columns, not both", holds=holds)
    expected = "json or csv: standard output is text"
    checks.expect(
        "--as", file_format, expected, holds=is_file or file_format in {None, "json", "csv"}
    )
    checks.raise_problems()


def _list_columns(columns: Sequence[ReferenceColumn], format: str) -> None:
    rows = [
        (
            f"{column.name} *" if column.standard else column.name,
            f"{column.title} [{column.unit}]" if column.unit else column.title,
        )
        for column in columns
    ]
    heads = ("column (* by default)", "meaning [unit]")
    print_result(columns, Table((Column(wraps=False), Column()), rows, heads), format)


def _summary(report: ExportReport) -> str:
    rows = "1 occupation" if report.rows == 1 else f"{report.rows:,} occupations"
    lines = [
        f"{rows} of data release {report.data_release}, {len(report.columns)} columns"
        + (f", scored by {report.methodology}" if report.methodology else ""),
        *(f"Written: {path}" for path in (report.path, *report.beside)),
        *(
            f"Cut to what a cell of Excel holds: {count:,} of {name}"
            for name, count in report.cut.items()
        ),
    ]
    return "\n".join(map(strip_control, lines))
