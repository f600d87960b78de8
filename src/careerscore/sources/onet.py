"""The O*NET database: occupations, titles, technology skills, relations, education."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from careerscore.sources.checks import check_sequence
from careerscore.sources.notices import ONET_ATTRIBUTION
from careerscore.sources.onet_files import (
    ALTERNATE_TITLES,
    CODE,
    EDUCATION,
    JOB_ZONES,
    OCCUPATIONS,
    ONET_INPUTS,
    ONET_TABLES,
    RELATED_OCCUPATIONS,
    REPORTED_TITLES,
    TECHNOLOGY_SKILLS,
)
from careerscore.sources.spec import Edition, OutputRow
from careerscore.sources.tables import copy_table

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.spec import SourceTable, Table

__all__ = ["ONET_EDITIONS"]

_EDUCATION_CATEGORIES: Final = 12
_RELATED_PER_OCCUPATION: Final = 20
_TIERS: Final = ("Primary-Short",) * 5 + ("Primary-Long",) * 5 + ("Supplemental",) * 10
# The percentages of an occupation are rounded to two decimals each.
_ROUNDING: Final = 0.05


def _make(
    edition: Edition, sources: Mapping[str, SourceTable]
) -> Mapping[str, Sequence[OutputRow]]:
    occupations = sources[OCCUPATIONS]
    titles = occupations.lookup(CODE, "Title")
    for source in sources.values():
        _check_titles(source, titles, CODE, "Title")
    _check_titles(sources[RELATED_OCCUPATIONS], titles, "Related O*NET-SOC Code", "Related Title")
    _check_related(sources[RELATED_OCCUPATIONS])
    return {
        "occupations": _occupations(occupations, sources[JOB_ZONES]),
        "alternate_titles": _alternate_titles(sources[ALTERNATE_TITLES], sources[REPORTED_TITLES]),
        "technology_skills": copy_table(
            edition.table("technology_skills"), sources[TECHNOLOGY_SKILLS]
        ),
        "commodities": _commodities(sources[TECHNOLOGY_SKILLS]),
        "related_occupations": copy_table(
            edition.table("related_occupations"), sources[RELATED_OCCUPATIONS]
        ),
        "required_education": _required_education(
            edition.table("required_education"), sources[EDUCATION]
        ),
    }


def _check_titles(
    source: SourceTable, titles: Mapping[str, str], code_heading: str, title_heading: str
) -> None:
    """Check that codes and titles are those of the list of occupations."""
    for position, (code, title) in enumerate(source.columns(code_heading, title_heading)):
        if code not in titles:
            raise source.error(position, code_heading, f"a code of {OCCUPATIONS}", code)
        if titles[code] != title:
            expected = f"{titles[code]!r}, as in {OCCUPATIONS}"
            raise source.error(position, title_heading, expected, repr(title))


def _check_related(source: SourceTable) -> None:
    positions = range(len(source.rows))
    check_sequence(source, "Index", positions, _RELATED_PER_OCCUPATION)
    _check_one_occupation_each(source, positions, "Index", _RELATED_PER_OCCUPATION)
    for position, (index, tier) in enumerate(source.columns("Index", "Relatedness Tier")):
        expected = _TIERS[int(index) - 1]
        if tier != expected:
            raise source.error(position, "Relatedness Tier", f"{expected} at {index}", tier)


def _check_one_occupation_each(
    source: SourceTable, positions: Sequence[int], heading: str, length: int
) -> None:
    """Check that each run of rows, from 1 to the length, belongs to one occupation."""
    codes = source.column(CODE)
    for count, position in enumerate(positions):
        first = positions[count - count % length]
        if codes[position] != codes[first]:
            expected = f"{codes[first]}, with {heading} from 1 to {length}"
            raise source.error(position, CODE, expected, codes[position])


def _occupations(occupations: SourceTable, job_zones: SourceTable) -> list[OutputRow]:
    zones = {
        code: (position, cells)
        for position, (code, *cells) in enumerate(
            job_zones.columns(CODE, "Job Zone", "Date", "Domain Source")
        )
    }
    rows: list[OutputRow] = []
    for position, (code, title) in enumerate(occupations.columns(CODE, "Title")):
        if code in zones:
            zone_position, cells = zones[code]
            joined = {JOB_ZONES: zone_position}
            rows.append(OutputRow((code, title, *cells), position, joined))
        else:
            rows.append(OutputRow((code, title, "", "", ""), position))
    return rows


def _alternate_titles(alternates: SourceTable, reported: SourceTable) -> list[OutputRow]:
    known = {
        (code, title): (position, shown)
        for position, (code, title, shown) in enumerate(
            reported.columns(CODE, "Reported Job Title", "Shown in My Next Move")
        )
    }
    rows: list[OutputRow] = []
    for position, (code, title, short) in enumerate(
        alternates.columns(CODE, "Alternate Title", "Short Title")
    ):
        if (code, title) in known:
            reported_position, shown = known.pop((code, title))
            joined = {REPORTED_TITLES: reported_position}
            rows.append(OutputRow((code, title, short, "Y", shown), position, joined))
        else:
            rows.append(OutputRow((code, title, short, "", ""), position))
    for (code, title), (position, _) in known.items():
        expected = f"an alternate title of {code}"
        raise reported.error(position, "Reported Job Title", expected, repr(title))
    return rows


def _commodities(technology: SourceTable) -> list[OutputRow]:
    first: dict[str, OutputRow] = {}
    for position, (code, title) in enumerate(
        technology.columns("Commodity Code", "Commodity Title")
    ):
        row = first.setdefault(code, OutputRow((code, title), position))
        if row.cells != (code, title):
            expected = f"{row.cells[1]!r}, the title of {code}"
            raise technology.error(position, "Commodity Title", expected, repr(title))
    return [first[code] for code in sorted(first)]


def _required_education(table: Table, source: SourceTable) -> list[OutputRow]:
    scales = source.column("Scale ID")
    positions = [position for position, scale in enumerate(scales) if scale == "RL"]
    check_sequence(source, "Category", positions, _EDUCATION_CATEGORIES)
    _check_one_occupation_each(source, positions, "Category", _EDUCATION_CATEGORIES)
    _check_percentages(source, positions)
    rows = copy_table(table, source)
    return [rows[position] for position in positions]


def _check_percentages(source: SourceTable, positions: Sequence[int]) -> None:
    values = source.columns(CODE, "Data Value")
    totals: dict[str, float] = defaultdict(float)
    for position in positions:
        code, percent = values[position]
        totals[code] += float(percent)
    for position in positions:
        code, _ = values[position]
        if abs(totals[code] - 100) > _ROUNDING:
            expected = f"percentages of {code} that sum to 100"
            raise source.error(position, "Data Value", expected, f"a sum of {totals[code]:.2f}")


ONET_EDITIONS: Final = (
    Edition(
        dataset="onet",
        edition="30.1",
        title="O*NET 30.1 Database",
        publisher="US Department of Labor, Employment and Training Administration (O*NET)",
        licence="CC BY 4.0",
        attribution=ONET_ATTRIBUTION,
        citation=(
            "National Center for O*NET Development, O*NET 30.1 Database, December 2025, "
            "US Department of Labor, Employment and Training Administration."
        ),
        url="https://www.onetcenter.org/dictionary/30.1/excel/",
        make=_make,
        inputs=ONET_INPUTS,
        tables=ONET_TABLES,
    ),
)
"""O*NET 30.1."""
