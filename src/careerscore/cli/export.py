"""``careerscore export``: a file of occupations."""

from __future__ import annotations

import sys
from typing import Annotated, Any, Literal

from cyclopts import Parameter

import careerscore as cs
from careerscore._record import Checks
from careerscore._render.blocks import Column, Table
from careerscore._text import number_of, strip_control
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.cli._app import Data, Format, Method, methodology_of
from careerscore.cli._output import clean_exit, print_result, progress_bar, write, writing


def export(
    target: Annotated[str | None, Parameter(name="TARGET", allow_leading_hyphen=True)] = None,
    /,
    *,
    occupation: Annotated[list[str] | None, Parameter(allow_leading_hyphen=True)] = None,
    column: Annotated[
        list[str] | None, Parameter(help="Name of a column, see --list-columns; can be repeated.")
    ] = None,
    all_columns: Annotated[bool, Parameter(help="Export every column.")] = False,
    list_columns: Annotated[
        bool, Parameter(help="Print the columns and their meanings; write nothing.")
    ] = False,
    methodology: Method = DEFAULT_METHODOLOGY,
    no_scores: Annotated[bool, Parameter(help="Omit score columns.")] = False,
    attributions: Annotated[
        bool,
        Parameter(
            help="In CSV, end each row in release, methodology and attributions; the file beside "
            "it has them anyway.",
        ),
    ] = False,
    data: Data = None,
    file_format: Annotated[
        Literal["json", "csv", "parquet", "xlsx"] | None, Parameter(name="--as")
    ] = None,
    format: Format = "text",
) -> None:
    """Write occupations to a JSON, CSV, Parquet or Excel file.

    Example: careerscore export careers.xlsx --occupation 29-2072.00 --occupation registered-nurses

    Parameters
    ----------
    target
        File to write; - or none for standard output.
    occupation
        Code, slug, title or alias of an occupation; can be repeated. All by default.
    file_format
        File format; by default from the file name, and JSON on standard output.
    """
    from careerscore import exporting

    method = None if no_scores else methodology_of(methodology)
    if list_columns:
        columns = exporting.export_columns(data=data, methodology=method)
        names = [f"{each.name} *" if each.standard else each.name for each in columns]
        texts = [f"{each.title} [{each.unit}]" if each.unit else each.title for each in columns]
        rows = list(zip(names, texts, strict=True))
        heads = ("column (* by default)", "meaning [unit]")
        print_result(columns, Table((Column(wraps=False), Column()), rows, heads), format)
        return
    is_file = target not in {None, "-"}
    checks = Checks("export")
    holds = not (column and all_columns)
    checks.expect("--column", column, "this or --all-columns, not both", holds=holds)
    holds = is_file or file_format in {None, "json", "csv"}
    checks.expect("--as", file_format, "json or csv: standard output is text", holds=holds)
    checks.raise_problems()
    with clean_exit(), progress_bar("Exporting") as advance:
        chosen: dict[str, Any] = {
            "data": data,
            "occupations": occupation,
            "columns": "all" if all_columns else column,
            "methodology": method,
            "attributions": attributions,
            "progress": advance,
        }
        if not is_file:
            content = exporting.export_bytes(file_format or "json", **chosen)
            # Bytes keep their own line ends, which the text stream would change.
            sys.stdout.flush()
            sys.stdout.buffer.write(content)
            return
        done = writing(str(target))
        report = cs.export(str(target), format=file_format, **chosen)
    occupations = number_of(report.rows, "occupation")
    scored = f", scored by {report.methodology}" if report.methodology else ""
    counted = number_of(len(report.columns), "column")
    lines = [f"{occupations} of data release {report.data_release}, {counted}{scored}"]
    lines += [done, *(f"Beside it: {path}" for path in report.sidecars)]
    cut = "Cut to what a cell of Excel holds"
    lines += [f"{cut}: {number:,} of {name}" for name, number in report.cut.items()]
    if format == "json":
        print_result(report, "", format)
    else:
        # A terminal breaks long paths, but keeps them whole where they are copied.
        write("".join(f"{strip_control(line)}\n" for line in lines))
