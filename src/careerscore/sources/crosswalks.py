"""Builders of the crosswalks of ISCO-08, SOC 2000 and the Census, where a code can be several."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.sources.readers import Rows, Sources, Tables


def isco(sources: Sources, tables: Tables) -> None:
    """Give the pairs without comments."""
    tables["crosswalk"] = [
        (code.strip(), title, "Y" if part else "", soc.strip(), soc_title)
        for code, title, part, soc, soc_title, _ in sources["source"].rows
    ]


def soc_2000(_: Sources, tables: Tables) -> None:
    """Drop the blank row below the headings, and blanks after codes."""
    rows = tables["crosswalk"]
    tables["crosswalk"] = [tuple(map(str.strip, row)) for row in rows if any(row)]


def census(sources: Sources, tables: Tables) -> None:
    """Give the SOC codes of each Census code, a row for each.

    A Census code is published with a SOC code that may be a group (``11-2030``) or have an X for
    digits (``19-204X``). It stands for the detailed occupations that are listed below it, in
    brackets; where none are, for those in the group which no other Census code names more closely.
    """
    by_soc_2018 = sources["codes_2018"].columns(
        "2018 Census Code", "2018 Census Title", "2018 SOC Code"
    )
    by_soc_2010 = sources["codes_2010"].columns(
        "2010 Census Code", "2010 Census Title", "2010 SOC code"
    )
    code = ""
    listed: dict[str, str] = {}
    for cell, title in sources["codes_2010"].columns("2018 Census Code", "2018 Census Title"):
        code = cell or code
        listed |= dict.fromkeys(re.findall(r"\((\d\d-\d{4}) *\)", title), code)
    structure = sources["soc-structure/structure"].column("detailed_occupation")
    tables["census_2018"] = _members(by_soc_2018, filter(None, structure), listed)
    earlier = sources["soc-2010-to-soc-2018/crosswalk"].column("soc_2010_code")
    tables["census_2010"] = _members(by_soc_2010, dict.fromkeys(earlier), {})


def _members(
    published: Iterable[tuple[str, ...]], detailed: Iterable[str], listed: Mapping[str, str]
) -> Rows:
    rows = [row for row in published if re.fullmatch("[0-9]{4}", row[0])]
    patterns = [_pattern(soc) for _, _, soc in rows]
    tests = [re.compile(pattern).fullmatch for pattern in patterns]
    found = []
    for soc in detailed:
        near = {
            place: (rows[place][0] != listed.get(soc), patterns[place].count("."))
            for place, test in enumerate(tests)
            if test(soc)
        }
        closest = min(near.values(), default=None)
        found += [(*rows[place], soc) for place, rank in near.items() if rank == closest]
    named = {code for code, *_ in found}
    return sorted(found + [(*row, "") for row in rows if row[0] not in named])


def _pattern(published: str) -> str:
    """Return a regular expression of the detailed occupations in a SOC code as published."""
    zeros = re.sub("0+$", lambda match: "." * len(match[0]), published)
    return zeros.replace("X", ".")
