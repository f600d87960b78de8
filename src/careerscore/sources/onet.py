"""The tables of the O*NET database: occupations, titles, technologies, relations, education."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from careerscore.sources.checks import check_counter

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.sources.checks import Rows, SourceTable

_CODE: Final = "O*NET-SOC Code"
_EDUCATION_CATEGORIES: Final = 12
_TIERS: Final = ("Primary-Short",) * 5 + ("Primary-Long",) * 5 + ("Supplemental",) * 10
# The percentages of an occupation are rounded to two decimals each.
_ROUNDING: Final = 0.05


def build_onet(sources: Mapping[str, SourceTable], copied: Mapping[str, Rows]) -> dict[str, Rows]:
    """Return the tables that are joined or filtered; check what the other two state."""
    _check_related(sources["related_occupations"])
    education = _required_positions(sources["education"])
    return {
        "occupations": _occupations(sources["occupations"], sources["job_zones"]),
        "alternate_titles": _alternate_titles(
            sources["alternate_titles"], sources["reported_titles"]
        ),
        "commodities": _commodities(sources["technology_skills"]),
        "required_education": [copied["required_education"][position] for position in education],
    }


def _check_related(source: SourceTable) -> None:
    positions = range(len(source.rows))
    check_counter(source, "Index", positions, len(_TIERS))
    _check_one_occupation_each(source, positions, "Index", len(_TIERS))
    for position, (index, tier) in enumerate(source.columns("Index", "Relatedness Tier")):
        expected = _TIERS[int(index) - 1]
        if tier != expected:
            raise source.error(position, "Relatedness Tier", f"{expected} at {index}", tier)


def _check_one_occupation_each(
    source: SourceTable, positions: Sequence[int], heading: str, length: int
) -> None:
    """Check that each run of rows, from 1 to the length, belongs to one occupation."""
    codes = source.column(_CODE)
    for count, position in enumerate(positions):
        first = positions[count - count % length]
        if codes[position] != codes[first]:
            expected = f"{codes[first]}, with {heading} from 1 to {length}"
            raise source.error(position, _CODE, expected, codes[position])


def _occupations(occupations: SourceTable, job_zones: SourceTable) -> Rows:
    zones = {
        code: zone for code, *zone in job_zones.columns(_CODE, "Job Zone", "Date", "Domain Source")
    }
    return [
        (code, title, *zones.get(code, ["", "", ""]))
        for code, title in occupations.columns(_CODE, "Title")
    ]


def _alternate_titles(alternates: SourceTable, reported: SourceTable) -> Rows:
    columns = (_CODE, "Reported Job Title", "Shown in My Next Move")
    shown = {(code, title): flag for code, title, flag in reported.columns(*columns)}
    rows = alternates.columns(_CODE, "Alternate Title", "Short Title")
    known = {(code, title) for code, title, _ in rows}
    for position, (code, title) in enumerate(shown):
        if (code, title) not in known:
            expected = f"an alternate title of {code}"
            raise reported.error(position, "Reported Job Title", expected, repr(title))
    return [
        (code, title, short, *(("Y", shown[code, title]) if (code, title) in shown else ("", "")))
        for code, title, short in rows
    ]


def _commodities(technology: SourceTable) -> Rows:
    titles: dict[str, str] = {}
    rows = technology.columns("Commodity Code", "Commodity Title")
    for position, (code, title) in enumerate(rows):
        if titles.setdefault(code, title) != title:
            expected = f"{titles[code]!r}, the title of {code}"
            raise technology.error(position, "Commodity Title", expected, repr(title))
    return sorted(titles.items())


def _required_positions(source: SourceTable) -> list[int]:
    """Return the positions of the rows on required education, checked."""
    scales = source.column("Scale ID")
    positions = [position for position, scale in enumerate(scales) if scale == "RL"]
    check_counter(source, "Category", positions, _EDUCATION_CATEGORIES)
    _check_one_occupation_each(source, positions, "Category", _EDUCATION_CATEGORIES)
    values = source.columns(_CODE, "Data Value")
    totals: dict[str, float] = defaultdict(float)
    for position in positions:
        code, percent = values[position]
        totals[code] += float(percent)
    for position in positions:
        code, _ = values[position]
        if abs(totals[code] - 100) > _ROUNDING:
            expected = f"percentages of {code} that sum to 100"
            raise source.error(position, "Data Value", expected, f"a sum of {totals[code]:.2f}")
    return positions
