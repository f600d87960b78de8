"""Builders of the tables of area wages (OEWS), from flat files and from workbooks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.local.places import FIPS

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

_VALUES: Final = 17
"""Columns of values; as many of footnotes follow, in the same order."""

_OTHER_UNIT: Final = "4"
_TOP_CODED: Final = "5"
"""Footnotes: paid by the year or by the hour only; at or above the top code. Another withholds."""

_KINDS: Final = {"S": "state", "M": "metropolitan"}

_KINDS_OF_TYPES: Final = {"2": "state", "3": "state", "4": "metropolitan", "6": "nonmetropolitan"}
"""The kind of area by AREA_TYPE; 3 is a territory."""

_HEADINGS: Final = (
    "TOT_EMP EMP_PRSE H_MEAN A_MEAN MEAN_PRSE H_PCT10 H_PCT25 H_MEDIAN H_PCT75 H_PCT90 "
    "A_PCT10 A_PCT25 A_MEDIAN A_PCT75 A_PCT90 JOBS_1000 LOC_QUOTIENT ANNUAL HOURLY"
)
"""Headings of the workbooks, in the order of the table."""


def flat_files(sources: Sources, tables: Tables) -> None:
    """List the areas; give estimates in the order of occupation and area."""
    source, listed = sources["estimates"], sources["areas"]
    headings = source.headings[2 : 2 + _VALUES]
    wages = [heading.startswith(("hourly", "annual", "mean")) for heading in headings]
    hourly, annual = headings.index("hourly_mean"), headings.index("annual_mean")
    codes = {code for code, kind, *_ in listed.rows if kind in _KINDS}
    estimates = []
    for position, (area, occupation, *cells) in enumerate(source.rows):
        if area not in codes:
            raise source.error(position, "area_code", f"an area of {listed.file}", area)
        values, notes = cells[:_VALUES], cells[_VALUES:]
        for place, note in enumerate(notes):
            if (values[place] == "-") != (note != ""):
                expected = "no footnote" if note else "a footnote"
                found = f"{note or 'nothing'}, with {headings[place]} {values[place]}"
                raise source.error(position, f"{headings[place]}_footnote", expected, found)
            if note:
                withheld = "*" if wages[place] else "**"
                values[place] = "#" if note == _TOP_CODED else withheld
        only_annual, only_hourly = notes[hourly] == _OTHER_UNIT, notes[annual] == _OTHER_UNIT
        flags = ("TRUE" if only_annual else "", "TRUE" if only_hourly else "")
        estimates.append((occupation, area, *values, *flags))
    tables["estimates"] = sorted(estimates)
    tables["areas"] = sorted(
        (code, "nonmetropolitan" if "nonmetropolitan" in name else _KINDS[kind], state, name)
        for code, kind, state, name in listed.rows
        if kind in _KINDS
    )


def workbooks(sources: Sources, tables: Tables) -> None:
    """Give areas and estimates as the flat files do."""
    areas: dict[str, tuple[str, ...]] = {}
    estimates: dict[tuple[str, str], tuple[str, ...]] = {}
    columns = ("AREA", "AREA_TITLE", "AREA_TYPE", "PRIM_STATE", "OCC_CODE", *_HEADINGS.split())
    for source in sources.values():
        earlier = set(areas)
        rows = source.columns(*columns)
        for position, (area, name, kind, state, occupation, *values) in enumerate(rows):
            if state not in FIPS:
                raise source.error(position, "PRIM_STATE", "a state or territory", state)
            is_state = _KINDS_OF_TYPES[kind] == "state"
            code = f"{int(area):02}00000" if is_state else f"{int(area):07}"
            if code in earlier:
                expected = "an area that no other workbook has"
                raise source.error(position, "AREA", expected, area)
            described = (code, _KINDS_OF_TYPES[kind], FIPS[state], name)
            if areas.setdefault(code, described) != described:
                expected = f"{areas[code][-1]!r}, as on the first row of area {area}"
                raise source.error(position, "AREA_TITLE", expected, repr(name))
            # A broad occupation with a single detailed one can have its code, and its figures.
            estimates[occupation, code] = tuple(values)
    tables["areas"] = sorted(areas.values())
    tables["estimates"] = sorted((*key, *values) for key, values in estimates.items())
