"""Builders: how the tables of an edition are made from its official files.

A table is a copy of columns of one file, unless a builder makes it. Builders also hold the checks
that no specification can state. They are called with the sources, keyed by the name of the official
file in the specification, or for a computed edition by ``dataset/table``, and with the tables by
name: first those that are copied.
"""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final

from careerscore.sources import areas, crosswalks, distributions, elements, prices, projections
from careerscore.sources.readers import SourceTable, check_counter
from careerscore.sources.rules import RULES

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from careerscore.sources.readers import Sources, Tables

    Builder = Callable[[Sources, Tables], None]


def _oews(sources: Sources, _: Tables) -> None:
    """Check that wages of one kind are missing just where only the other is released."""
    source = sources["source"]
    for flag, mean in (("ANNUAL", "H_MEAN"), ("HOURLY", "A_MEAN")):
        other = "A_MEAN" if mean == "H_MEAN" else "H_MEAN"
        columns = source.columns(flag, mean, other)
        for position, (only_other, value, other_value) in enumerate(columns):
            if (only_other == "TRUE") != (value == "*" != other_value):
                expected = "'TRUE'" if value == "*" else "nothing"
                found = f"{only_other or 'nothing'}, with {mean} {value}"
                raise source.error(position, flag, expected, found)


def _frey_osborne(sources: Sources, tables: Tables) -> None:
    source = sources["source"]
    for position, (first, second) in enumerate(source.columns("prob", "probability")):
        if first != second:
            raise source.error(position, "probability", f"{first}, as in column prob", second)
    ranks = source.column("_ - rank")
    check_counter(source, "_ - rank", sorted(range(len(ranks)), key=lambda i: int(ranks[i])))
    tables["occupations"] = sorted(tables["occupations"])


def _cip(_: Sources, tables: Tables) -> None:
    no_match = {"99.9999", "99-9999"}
    tables["crosswalk"] = [row for row in tables["crosswalk"] if no_match.isdisjoint(row)]


def _structure(sources: Sources, _: Tables) -> None:
    """Check that each row has one code, and that codes rise."""
    source = sources["source"]
    levels = source.headings[:-1]
    previous = ""
    for position, cells in enumerate(source.columns(*levels)):
        codes = [cell for cell in cells if cell]
        if len(codes) != 1:
            expected = "a code in one of the first five columns"
            raise source.error(position, levels[0], expected, ", ".join(codes) or "none")
        if codes[0] <= previous:
            heading = levels[cells.index(codes[0])]
            raise source.error(position, heading, f"a code after {previous}", codes[0])
        previous = codes[0]


_CODE: Final = "O*NET-SOC Code"


def _onet_occupations(sources: Sources, tables: Tables) -> None:
    rows = sources["job_zones"].columns(_CODE, "Job Zone", "Date", "Domain Source")
    zones = {code: zone for code, *zone in rows}
    tables["occupations"] = [
        (code, title, *zones.get(code, ["", "", ""]))
        for code, title in sources["occupations"].columns(_CODE, "Title")
    ]


def _onet_titles(sources: Sources, tables: Tables) -> None:
    reported = sources["reported_titles"]
    columns = (_CODE, "Reported Job Title", "Shown in My Next Move")
    shown = {(code, title): flag for code, title, flag in reported.columns(*columns)}
    rows = sources["alternate_titles"].columns(_CODE, "Alternate Title", "Short Title")
    known = {(code, title) for code, title, _ in rows}
    for position, (code, title) in enumerate(shown):
        if (code, title) not in known:
            expected = f"an alternate title of {code}"
            raise reported.error(position, "Reported Job Title", expected, repr(title))
    tables["alternate_titles"] = [
        (code, title, short, *(("Y", shown[code, title]) if (code, title) in shown else ("", "")))
        for code, title, short in rows
    ]


def _onet_commodities(sources: Sources, tables: Tables) -> None:
    technology = sources["technology_skills"]
    titles: dict[str, str] = {}
    rows = technology.columns("Commodity Code", "Commodity Title")
    for position, (code, title) in enumerate(rows):
        if titles.setdefault(code, title) != title:
            expected = f"{titles[code]!r}, the title of {code}"
            raise technology.error(position, "Commodity Title", expected, repr(title))
    tables["commodities"] = sorted(titles.items())


_TIERS: Final = ("Primary-Short",) * 5 + ("Primary-Long",) * 5 + ("Supplemental",) * 10


def _onet_related(sources: Sources, _: Tables) -> None:
    source = sources["related_occupations"]
    _check_runs(source, range(len(source.rows)), "Index", len(_TIERS))
    for position, (index, tier) in enumerate(source.columns("Index", "Relatedness Tier")):
        expected = _TIERS[int(index) - 1]
        if tier != expected:
            raise source.error(position, "Relatedness Tier", f"{expected} at {index}", tier)


def _check_runs(source: SourceTable, positions: Sequence[int], heading: str, length: int) -> None:
    """Check that rows count from 1 to a length, each run of them for one occupation."""
    rows = source.columns(_CODE, heading)
    for count, position in enumerate(positions):
        first, _ = rows[positions[count - count % length]]
        code, number = rows[position]
        expected = str(count % length + 1)
        if number != expected:
            raise source.error(position, heading, expected, number or "nothing")
        if code != first:
            expected = f"{first}, with {heading} from 1 to {length}"
            raise source.error(position, _CODE, expected, code)


def _onet_education(sources: Sources, tables: Tables) -> None:
    """Keep the rows on required education."""
    source = sources["education"]
    scales = source.column("Scale ID")
    positions = [position for position, scale in enumerate(scales) if scale == "RL"]
    _check_runs(source, positions, "Category", 12)
    rows = source.columns(_CODE, "Data Value")
    totals: dict[str, float] = defaultdict(float)
    for position in positions:
        code, percent = rows[position]
        totals[code] += float(percent)
    for position in positions:
        code, _ = rows[position]
        # They are rounded to two decimals each.
        if abs(totals[code] - 100) > 0.05:
            expected = f"percentages of {code} that sum to 100"
            raise source.error(position, "Data Value", expected, f"a sum of {totals[code]:.2f}")
    tables["required_education"] = [tables["required_education"][each] for each in positions]


BUILDERS: Final[Mapping[str, tuple[Builder, ...]]] = {
    "onet": (_onet_occupations, _onet_titles, _onet_commodities, _onet_related, _onet_education),
    "oews": (_oews,),
    "employment-projections": (projections.both_files,),
    "employment-projections-outlook": (projections.outlook,),
    "employment-projections-text": (projections.text_file,),
    "utilization-factors": (projections.utilization,),
    "bls/entry-requirements": (projections.entry_requirements,),
    "national-employment-matrix": (projections.handbook_pages,),
    "oews-areas": (areas.flat_files,),
    "oews-area-workbooks": (areas.workbooks,),
    "cpi-u": (prices.consumer_prices,),
    "regional-price-parities": (prices.price_parities,),
    "onet-elements": (elements.elements,),
    "onet-ratings": (elements.ratings,),
    "soc-2000-to-soc-2010": (crosswalks.soc_2000,),
    "isco-08-to-soc-2010": (crosswalks.isco,),
    "census-occupations": (crosswalks.census,),
    "frey-osborne": (_frey_osborne,),
    "cip-soc": (_cip,),
    "soc-structure": (_structure,),
    "careerscore/distributions": (distributions.distributions,),
    **RULES,
}
"""Builders by specification, or by rule for computed editions."""
