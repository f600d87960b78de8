"""Occupational Employment and Wage Statistics: the national estimates of each May."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.sources.cells import BLANK, SOC_CODE, TEXT, Choice, Number
from careerscore.sources.spec import Column, Edition, Field, FixedCell, Input, Parameter, Table
from careerscore.sources.tables import copy_tables

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import OutputRow, SourceTable

__all__ = ["OEWS_EDITIONS"]

_AVAILABLE_ONLY_AS_BOUND: Final = "#"
_NOT_AVAILABLE: Final = "*"
_EMPLOYMENT_NOT_RELEASED: Final = "**"

_HOURLY: Final = ("H_PCT10", "H_PCT25", "H_MEDIAN", "H_PCT75", "H_PCT90")
_ANNUAL: Final = ("A_PCT10", "A_PCT25", "A_MEDIAN", "A_PCT75", "A_PCT90")

_HOURLY_TOP_CODE: Final = 115.0
_ANNUAL_TOP_CODE: Final = 239_200
_TOP_CODE_NOTE: Final = FixedCell(
    "Field Descriptions",
    47,
    "# = indicates a wage equal to or greater than $115.00 per hour or $239,200 per year",
)


def _columns(*, top_coded: bool) -> tuple[Column, ...]:
    bound = (_AVAILABLE_ONLY_AS_BOUND,) if top_coded else ()
    employment = Number(minimum=0, whole=True, symbols=(_EMPLOYMENT_NOT_RELEASED,))
    employment_error = Number(minimum=0, symbols=(_EMPLOYMENT_NOT_RELEASED,))
    mean = Number(minimum=0, symbols=(_NOT_AVAILABLE,))
    hourly = Number(
        minimum=0,
        maximum=_HOURLY_TOP_CODE if top_coded else None,
        symbols=(_NOT_AVAILABLE, *bound),
    )
    annual = Number(
        minimum=0,
        maximum=_ANNUAL_TOP_CODE if top_coded else None,
        whole=True,
        symbols=(_NOT_AVAILABLE, *bound),
    )
    return (
        Column("AREA", Choice(("99",))),
        Column("AREA_TITLE", Choice(("U.S.",))),
        Column("AREA_TYPE", Choice(("1",))),
        Column("PRIM_STATE", Choice(("US",))),
        Column("NAICS", Choice(("000000",))),
        Column("NAICS_TITLE", Choice(("Cross-industry",))),
        Column("I_GROUP", Choice(("cross-industry",))),
        Column("OWN_CODE", Choice(("1235",))),
        Column("OCC_CODE", SOC_CODE),
        Column("OCC_TITLE", TEXT),
        Column("O_GROUP", Choice(("total", "major", "minor", "broad", "detailed"))),
        Column("TOT_EMP", employment),
        Column("EMP_PRSE", employment_error),
        Column("JOBS_1000", BLANK),
        Column("LOC_QUOTIENT", BLANK),
        Column("PCT_TOTAL", BLANK),
        Column("PCT_RPT", BLANK),
        Column("H_MEAN", mean),
        Column("A_MEAN", mean),
        Column("MEAN_PRSE", mean),
        *(Column(heading, hourly) for heading in _HOURLY),
        *(Column(heading, annual) for heading in _ANNUAL),
        Column("ANNUAL", Choice(("TRUE", ""))),
        Column("HOURLY", Choice(("TRUE", ""))),
    )


def _fields() -> tuple[Field, ...]:
    names = {
        "PCT10": "10th percentile",
        "PCT25": "25th percentile",
        "MEDIAN": "median",
        "PCT75": "75th percentile",
        "PCT90": "90th percentile",
    }
    symbols = "# at or above the top code; * not available"
    return (
        Field("occ_code", "OCC_CODE", "SOC 2018 code, or code of a group that BLS made of them"),
        Field("o_group", "O_GROUP", "level of the code: total, major, minor, broad or detailed"),
        Field("occ_title", "OCC_TITLE", "title"),
        Field(
            "tot_emp",
            "TOT_EMP",
            "employment, without the self-employed [jobs, rounded to 10]; ** not released",
        ),
        Field(
            "emp_prse",
            "EMP_PRSE",
            "relative standard error of the employment [percent]; ** not released",
        ),
        Field("h_mean", "H_MEAN", "mean hourly wage [US dollars an hour]; * not available"),
        Field("a_mean", "A_MEAN", "mean annual wage [US dollars a year]; * not available"),
        Field(
            "mean_prse",
            "MEAN_PRSE",
            "relative standard error of the mean wage [percent]; * not available",
        ),
        *(
            Field(
                f"h_{suffix.lower()}",
                f"H_{suffix}",
                f"{name} of the hourly wage [US dollars an hour]; {symbols}",
            )
            for suffix, name in names.items()
        ),
        *(
            Field(
                f"a_{suffix.lower()}",
                f"A_{suffix}",
                f"{name} of the annual wage [US dollars a year]; {symbols}",
            )
            for suffix, name in names.items()
        ),
        Field("annual", "ANNUAL", "TRUE where only annual wages are released"),
        Field("hourly", "HOURLY", "TRUE where only hourly wages are released"),
    )


def _make(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    for source in sources.values():
        _check_percentiles(source, _HOURLY)
        _check_percentiles(source, _ANNUAL)
        _check_release(source, "ANNUAL", "H_MEAN")
        _check_release(source, "HOURLY", "A_MEAN")
    return copy_tables(edition, sources)


def _check_percentiles(source: SourceTable, headings: Sequence[str]) -> None:
    """Check that no percentile lies below a lower one."""
    for position, cells in enumerate(source.columns(*headings)):
        known: list[tuple[float, str]] = []
        for heading, cell in zip(headings, cells, strict=True):
            if cell == _NOT_AVAILABLE:
                continue
            value = float("inf") if cell == _AVAILABLE_ONLY_AS_BOUND else float(cell)
            if known and value < known[-1][0]:
                expected = f"at least the percentile below, {known[-1][1]}"
                raise source.error(position, heading, expected, cell)
            known.append((value, cell))


def _check_release(source: SourceTable, flag: str, mean: str) -> None:
    """Check that wages of one kind are missing just where only the other is released."""
    for position, (only_other, value) in enumerate(source.columns(flag, mean)):
        if (only_other == "TRUE") != (value == _NOT_AVAILABLE):
            expected = "'TRUE'" if value == _NOT_AVAILABLE else "nothing"
            found = f"{only_other or 'nothing'}, with {mean} {value}"
            raise source.error(position, flag, expected, found)


def _edition(year: int, sha256: str, rows: int, *, top_coded: bool) -> Edition:
    file = f"oews/national_M{year}_dl.xlsx"
    notes = [FixedCell("Field Descriptions", 1, f"May {year} OEWS Estimates")]
    parameters: dict[str, Parameter] = {"reference_period": f"May {year}"}
    if top_coded:
        notes.append(_TOP_CODE_NOTE)
        parameters["top_code_annual_usd"] = _ANNUAL_TOP_CODE
        parameters["top_code_hourly_usd"] = _HOURLY_TOP_CODE
    source = Input(
        file=file,
        sheet=f"national_M{year}_dl",
        sha256=sha256,
        columns=_columns(top_coded=top_coded),
        rows=rows,
        fixed=tuple(notes),
        order=("OCC_CODE",),
        key=("OCC_CODE", "O_GROUP"),
    )
    table = Table(
        name="national", file=file, rows=rows, key=("occ_code", "o_group"), fields=_fields()
    )
    return Edition(
        dataset="oews",
        edition=f"{year}-05",
        title=f"Occupational Employment and Wage Statistics, national estimates, May {year}",
        publisher="US Bureau of Labor Statistics",
        licence="US public domain",
        citation=(
            "US Bureau of Labor Statistics, Occupational Employment and Wage Statistics, "
            f"May {year} national occupational employment and wage estimates."
        ),
        url="https://www.bls.gov/oes/tables.htm",
        make=_make,
        inputs=(source,),
        tables=(table,),
        parameters=parameters,
    )


OEWS_EDITIONS: Final = (
    _edition(
        2022,
        "19aadce804696b04d3df63215b89e112a9956c7ea3da7d5e23bd4ab1ad8d6a99",
        1402,
        top_coded=True,
    ),
    _edition(
        2023,
        "9200eb0423feece690c2f7e9a20c3817b0e494cd7071cb455b3ebae579536d5a",
        1403,
        top_coded=True,
    ),
    _edition(
        2024,
        "a9bad3093703e28d7490cedb765b6730f4eaa4b37a7c8f68e866814167761f11",
        1403,
        top_coded=True,
    ),
    _edition(
        2025,
        "852250997ceff9b721ff68f63e877d818f9c1ec8b1b69dd367958faedd5282b2",
        1401,
        top_coded=False,
    ),
)
"""May 2022 to May 2025."""
