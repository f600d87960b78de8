"""``careerscore join``: reference data attached to a file of occupation codes or job titles."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any, Literal

from cyclopts import Parameter

from careerscore._text import number_of, strip_control
from careerscore.cli._app import (
    METHODOLOGY_HELP,
    Data,
    Delimiter,
    Encoding,
    Format,
    Integer,
    Missing,
    methodology_of,
)
from careerscore.cli._output import clean_exit, print_result, progress_bar, write, writing


def join(
    source: Annotated[Path, Parameter(name="IN")],
    target: Annotated[Path, Parameter(name="OUT")],
    /,
    *,
    on: Annotated[str | None, Parameter(help="Column of codes.", allow_leading_hyphen=True)] = None,
    title: Annotated[
        str | None, Parameter(help="Column of job titles, instead.", allow_leading_hyphen=True)
    ] = None,
    columns: Annotated[
        list[str] | None,
        Parameter(
            help="What to attach, see careerscore export --list-columns; by default the title, "
            "wage, employment, outlook and so on.",
            consume_multiple=True,
        ),
    ] = None,
    methodology: Annotated[str | None, Parameter(help=f"Score, too. {METHODOLOGY_HELP}")] = None,
    system: Annotated[
        str | None,
        Parameter(
            help="Classification of the codes, such as soc-2010, or the column that names it."
        ),
    ] = None,
    many: Annotated[
        Literal["leave", "expand"],
        Parameter(help="What becomes of a row that leads to several occupations."),
    ] = "leave",
    min_confidence: Annotated[
        float | None, Parameter(help="How sure a title has to be, from 0 to 1.")
    ] = None,
    place: Annotated[
        str | None,
        Parameter(
            help="Column of places, for local pay and jobs: names, abbreviations or codes.",
            allow_leading_hyphen=True,
        ),
    ] = None,
    place_fallback: Annotated[
        Literal["state"] | None,
        Parameter(help="Where no pay is published for an area, attach that of its state."),
    ] = None,
    local_columns: Annotated[
        list[str] | None,
        Parameter(help="What to attach for a place; all by default.", consume_multiple=True),
    ] = None,
    unmatched: Annotated[
        Path | None,
        Parameter(help="File to write with the codes, titles and places that need a person."),
    ] = None,
    delimiter: Delimiter = None,
    encoding: Encoding = None,
    missing: Missing = None,
    sheet: Annotated[str | None, Parameter(help="Of a workbook; the first by default.")] = None,
    header: Annotated[
        Integer, Parameter(help="Row with the names of columns; those above it are left out.")
    ] = 1,
    prefix: Annotated[str, Parameter(help="Prefix of the new columns' names.")] = "",
    data: Data = None,
    format: Format = "text",
) -> None:
    """Attach titles, wages and scores to a file by occupation code or job title.

    Example: careerscore join jobs.csv joined.xlsx --on soc --unmatched review.csv

    Parameters
    ----------
    source
        CSV (.csv, .tsv, .txt, also .gz), Excel (.xlsx, .xls, .ods) or Parquet file.
    target
        File to write: .csv, .tsv, .xlsx or .parquet; written whole or not at all.
    """
    from careerscore.frames import join_file

    chosen: dict[str, Any] = {
        "columns": columns,
        "missing": missing,
        "local_columns": local_columns,
        "min_confidence": min_confidence,
    }
    method = None if methodology is None else methodology_of(methodology)
    done = writing(target)
    with clean_exit(), progress_bar("Joining") as advance:
        joined = join_file(
            source,
            target,
            on=on,
            title=title,
            system=system,
            data=data,
            methodology=method,
            many=many,
            prefix=prefix,
            place=place,
            place_fallback=place_fallback,
            unmatched=unmatched,
            sheet=sheet,
            header=header,
            delimiter=delimiter,
            encoding=encoding,
            progress=advance,
            **{name: value for name, value in chosen.items() if value is not None},
        )
    if format == "json":
        print_result(joined, "", format)
        return
    write(f"Read: {number_of(joined.records, 'row')} of {joined.read_as}\n")
    print_result(joined.report, joined.report, format)
    words = ", ".join(f"{count:,} {word!r}" for word, count in joined.missing.items() if word)
    lines = [f"Read as missing: {words}"] if words else []
    lines.append(f"{done}, {number_of(joined.rows, 'row')}")
    lines += [f"Written: {unmatched}, what needs a person"] if unmatched else []
    write("".join(f"{strip_control(line)}\n" for line in lines))
