"""BLS Employment Projections: Table 1.2, checked against the text file of the same figures."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from careerscore.sources.cells import SOC_CODE, TEXT, Choice, Number, Pattern
from careerscore.sources.spec import Column, Edition, Field, FixedCell, Input, Table
from careerscore.sources.tables import copy_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import OutputRow, SourceTable

__all__ = ["PROJECTIONS_EDITIONS"]

_WORKBOOK: Final = "employment-projections/occupation_2024_34.xlsx"
_TEXT_FILE: Final = "employment-projections/Employment Projections.csv"
_DASH: Final = "—"

_EDUCATION: Final = (
    "Doctoral or professional degree",
    "Master's degree",
    "Bachelor's degree",
    "Associate's degree",
    "Postsecondary nondegree award",
    "Some college, no degree",
    "High school diploma or equivalent",
    "No formal educational credential",
)
_EXPERIENCE: Final = ("5 years or more", "Less than 5 years", "None")
_TRAINING: Final = (
    "Internship/residency",
    "Apprenticeship",
    "Long-term on-the-job training",
    "Moderate-term on-the-job training",
    "Short-term on-the-job training",
    "None",
)

_THOUSANDS: Final = Number(minimum=0)
_PERCENT: Final = Number(minimum=0, maximum=100)

_TABLE: Final = Input(
    file=_WORKBOOK,
    sheet="Table 1.2",
    sha256="bebf85e71d3a274eb0531077a9fe1bbcd1167e0a14c59e33071f61cbda9d3a57",
    header_row=2,
    fixed=(
        FixedCell(
            "Table 1.2",
            1,
            "Table 1.2 Occupational projections, 2024–2034, and worker characteristics, 2024 "
            "(Employment in thousands)",
        ),
    ),
    columns=(
        Column("2024 National Employment Matrix title", TEXT),
        Column("2024 National Employment Matrix code", SOC_CODE),
        Column("Occupation type", Choice(("Line item", "Summary"))),
        Column("Employment, 2024", _THOUSANDS),
        Column("Employment, 2034", _THOUSANDS),
        Column("Employment distribution, percent, 2024", _PERCENT),
        Column("Employment distribution, percent, 2034", _PERCENT),
        Column("Employment change, numeric, 2024–34", Number()),
        Column("Employment change, percent, 2024–34", Number(minimum=-100)),
        Column("Percent self employed, 2024", Number(minimum=0, maximum=100, symbols=(_DASH,))),
        Column("Occupational openings, 2024–34 annual average", _THOUSANDS),
        Column(
            "Median annual wage, dollars, 2024[1]",
            Number(minimum=0, maximum=239_200, whole=True, symbols=(_DASH, ">=$239,200")),
        ),
        Column("Typical education needed for entry", Choice((*_EDUCATION, _DASH))),
        Column("Work experience in a related occupation", Choice((*_EXPERIENCE, _DASH))),
        Column(
            "Typical on-the-job training needed to attain competency in the occupation",
            Choice((*_TRAINING, _DASH)),
        ),
        Column(
            "Related Occupational Outlook Handbook (OOH) content xlsx",
            Choice(("OOH Content", _DASH)),
        ),
    ),
    rows=1113,
    footer=(
        "Footnotes:",
        (
            "[1] Data are from the Occupational Employment and Wage Statistics program, U.S. "
            "Bureau of Labor Statistics. Wage data cover non-farm wage and salary workers and do "
            "not cover the self-employed, owners and partners in unincorporated firms, or "
            "household workers."
        ),
        'Note: Data is unavailable for values denoted with a "—".',
        "Source: Employment Projections program, U.S. Bureau of Labor Statistics",
    ),
    order=("2024 National Employment Matrix code",),
    key=("2024 National Employment Matrix code",),
)

_GROUPED: Final = "(?:[1-9][0-9]{0,2}(?:,[0-9]{3})*|0)"
_GROUPED_DECIMAL: Final = Pattern(rf"-?{_GROUPED}\.[0-9]", "a number such as '1,579.8'")

_LINE_ITEMS: Final = Input(
    file=_TEXT_FILE,
    sha256="ced3b541b8db1fbe51ab2a4ca2f6f1ba09137db73e8576672566cca5025b1e34",
    columns=(
        Column("Occupation Title", TEXT),
        Column(
            "Occupation Code",
            Pattern('="[0-9]{2}-[0-9]{4}"', 'a quoted SOC code such as ="29-2072"'),
        ),
        Column("Employment 2024", _GROUPED_DECIMAL),
        Column("Employment 2034", _GROUPED_DECIMAL),
        Column("Employment Change, 2024-2034", _GROUPED_DECIMAL),
        Column("Employment Percent Change, 2024-2034", _GROUPED_DECIMAL),
        Column("Occupational Openings, 2024-2034 Annual Average", _GROUPED_DECIMAL),
        Column(
            "Median Annual Wage 2024",
            Pattern(rf"{_GROUPED}|>=239,200|N/A", "a wage such as '48,780', '>=239,200' or 'N/A'"),
        ),
        Column("Typical Entry-Level Education", Choice(_EDUCATION)),
        Column("Education Code", Choice(tuple("12345678"))),
        Column("Work Experience in a Related Occupation", Choice(_EXPERIENCE)),
        Column("Workex Code", Choice(("1", "2", "4"))),
        Column("Typical on-the-job Training", Choice(_TRAINING)),
        Column("trCode", Choice(tuple("123456"))),
    ),
    rows=832,
    order=("Occupation Title",),
    key=("Occupation Code",),
)

_SAME_FIGURES: Final = {
    "Employment 2024": "Employment, 2024",
    "Employment 2034": "Employment, 2034",
    "Employment Change, 2024-2034": "Employment change, numeric, 2024–34",
    "Employment Percent Change, 2024-2034": "Employment change, percent, 2024–34",
    "Occupational Openings, 2024-2034 Annual Average": (
        "Occupational openings, 2024–34 annual average"
    ),
    "Median Annual Wage 2024": "Median annual wage, dollars, 2024[1]",
    "Typical Entry-Level Education": "Typical education needed for entry",
    "Work Experience in a Related Occupation": "Work experience in a related occupation",
    "Typical on-the-job Training": (
        "Typical on-the-job training needed to attain competency in the occupation"
    ),
}
"""Headings of the text file and of the workbook."""

_NUMERIC: Final = frozenset(tuple(_SAME_FIGURES)[:6])


def _make(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    workbook = sources[_WORKBOOK]
    _check_against_text_file(workbook, sources[_TEXT_FILE])
    (table,) = edition.tables
    return {table.name: copy_table(table, workbook)}


def _check_against_text_file(workbook: SourceTable, text_file: SourceTable) -> None:
    """Check that both files publish the same figures for every line item."""
    line_items = _line_items(workbook)
    text_codes = [cell[2:-1] for cell in text_file.column("Occupation Code")]
    for position, code in enumerate(text_codes):
        if code not in line_items:
            expected = "the code of a line item of Table 1.2"
            raise text_file.error(position, "Occupation Code", expected, code)
    for code, position in line_items.items():
        if code not in text_codes:
            expected = f"'Summary' for {code}, which {text_file.file} lacks"
            raise workbook.error(position, "Occupation type", expected, "'Line item'")
    in_workbook = [line_items[code] for code in text_codes]
    _check_titles(workbook, text_file, in_workbook)
    for text_heading, heading in _SAME_FIGURES.items():
        published = workbook.column(heading)
        for position, cell in enumerate(text_file.column(text_heading)):
            found = _as_in_workbook(cell) if text_heading in _NUMERIC else cell
            expected = published[in_workbook[position]]
            if found != expected:
                raise text_file.error(position, text_heading, f"{expected}, as in Table 1.2", cell)


def _line_items(workbook: SourceTable) -> dict[str, int]:
    rows = workbook.columns("2024 National Employment Matrix code", "Occupation type")
    return {
        code: position
        for position, (code, occupation_type) in enumerate(rows)
        if occupation_type == "Line item"
    }


def _check_titles(
    workbook: SourceTable, text_file: SourceTable, in_workbook: Sequence[int]
) -> None:
    titles = workbook.column("2024 National Employment Matrix title")
    for position, cell in enumerate(text_file.column("Occupation Title")):
        # Alternate titles follow the title in the same cell, each after an asterisk.
        title = cell.split(" * ", maxsplit=1)[0]
        expected = titles[in_workbook[position]]
        if title != expected:
            raise text_file.error(
                position, "Occupation Title", f"{expected!r}, as in Table 1.2", repr(title)
            )


def _as_in_workbook(cell: str) -> str:
    """Turn a figure of the text file into the spelling of the workbook."""
    if cell == "N/A":
        return _DASH
    if cell.startswith(">="):
        return cell.replace(">=", ">=$")
    return re.sub(r"\.0$", "", cell.replace(",", ""))


_FIELDS: Final = (
    Field(
        "matrix_code",
        "2024 National Employment Matrix code",
        "National Employment Matrix code: a SOC 2018 code, or a group of them",
    ),
    Field("occupation_type", "Occupation type", "Line item or Summary"),
    Field("title", "2024 National Employment Matrix title", "title"),
    Field("employment_2024", "Employment, 2024", "employment in 2024 [thousands of jobs]"),
    Field(
        "employment_2034", "Employment, 2034", "projected employment in 2034 [thousands of jobs]"
    ),
    Field(
        "distribution_2024",
        "Employment distribution, percent, 2024",
        "share of all employment in 2024 [percent]",
    ),
    Field(
        "distribution_2034",
        "Employment distribution, percent, 2034",
        "projected share of all employment in 2034 [percent]",
    ),
    Field(
        "change",
        "Employment change, numeric, 2024–34",
        "change of employment from 2024 to 2034 [thousands of jobs]",
    ),
    Field(
        "percent_change",
        "Employment change, percent, 2024–34",
        "change of employment from 2024 to 2034 [percent]",
    ),
    Field(
        "percent_self_employed",
        "Percent self employed, 2024",
        "self-employed in 2024 [percent]; — not available",
    ),
    Field(
        "annual_openings",
        "Occupational openings, 2024–34 annual average",
        "openings a year, mean of 2024 to 2034 [thousands of jobs]",
    ),
    Field(
        "median_annual_wage_2024",
        "Median annual wage, dollars, 2024[1]",
        "median annual wage of May 2024 [US dollars a year]; >=$239,200 at or above the top "
        "code; — not available",
    ),
    Field(
        "entry_education",
        "Typical education needed for entry",
        "education typically needed for entry; — for a summary",
    ),
    Field(
        "work_experience",
        "Work experience in a related occupation",
        "work experience in a related occupation typically needed; None is a value; — for a "
        "summary",
    ),
    Field(
        "on_the_job_training",
        "Typical on-the-job training needed to attain competency in the occupation",
        "on-the-job training typically needed; None is a value; — for a summary",
    ),
)

PROJECTIONS_EDITIONS: Final = (
    Edition(
        dataset="employment-projections",
        edition="2024-34",
        title="Employment Projections, occupations, 2024-34 (Table 1.2)",
        publisher="US Bureau of Labor Statistics",
        licence="US public domain",
        citation=(
            "US Bureau of Labor Statistics, Employment Projections program, Table 1.2: "
            "Occupational projections, 2024-2034, and worker characteristics, 2024."
        ),
        url="https://www.bls.gov/emp/",
        make=_make,
        inputs=(_TABLE, _LINE_ITEMS),
        tables=(
            Table(
                name="occupations",
                file=_WORKBOOK,
                rows=1113,
                key=("matrix_code",),
                fields=_FIELDS,
            ),
        ),
        parameters={
            "base_year": 2024,
            "target_year": 2034,
            "top_code_annual_usd": 239_200,
            "line_items": 832,
        },
    ),
)
"""The projections of 2024 to 2034."""
