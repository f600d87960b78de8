"""Wages of areas: the flat files of the BLS in the symbols of its national workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

_VALUES: Final = 17
"""Columns of values; as many of footnotes follow, in the same order."""

_OTHER_UNIT: Final = "4"
_TOP_CODED: Final = "5"
"""Footnotes: paid by the year or by the hour only; at or above the top code. Another withholds."""

_KINDS: Final = {"S": "state", "M": "metropolitan"}


def areas(sources: Sources, tables: Tables) -> None:
    """List the areas; give estimates in the order of occupation and area."""
    source = sources["estimates"]
    headings = source.headings[2 : 2 + _VALUES]
    wages = [heading.startswith(("hourly", "annual", "mean")) for heading in headings]
    hourly, annual = headings.index("hourly_mean"), headings.index("annual_mean")
    estimates = []
    for position, (area, occupation, *cells) in enumerate(source.rows):
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
        for code, kind, state, name in sources["areas"].rows
        if kind in _KINDS
    )
