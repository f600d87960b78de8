"""The classifications that codes can be of: their names, and where their tables lie."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore._data import bundled

if TYPE_CHECKING:
    from collections.abc import Mapping

SOC_2010: Final = "soc-2010-to-soc-2018"
ONET_SOC_2010: Final = "onet-soc-2010-to-onet-soc-2019"
"""The crosswalks that releases pin: the datasets by which codes of 2010 reach O*NET's."""


class System(NamedTuple):
    """A classification whose codes lead to SOC 2018."""

    title: str
    example: str
    table: str
    through: str = ""
    """The system that its table leads to, where that is not SOC 2018."""


LEADING: Final[Mapping[str, System]] = {
    "soc-2010": System("SOC 2010", "29-2071", "soc-2010-to-soc-2018/2017-11"),
    "soc-2000": System("SOC 2000", "29-2071", "soc-2000-to-soc-2010/2010-01", "soc-2010"),
    "oes-2019": System("OES 2019-20", "29-2098", "oes-2019-to-soc-2018/2019"),
    "census-2018": System("Census 2018", "3515", "census-occupations/2018/census_2018"),
    "census-2010": System("Census 2010", "3510", "census-occupations/2018/census_2010", "soc-2010"),
    "isco-08": System("ISCO-08", "3252", "isco-08-to-soc-2010/2015-06", "soc-2010"),
}

SYSTEMS: Final[Mapping[str, str]] = {
    "onet-soc-2019": "O*NET-SOC 2019",
    "soc-2018": "SOC 2018",
    "onet-soc-2010": "O*NET-SOC 2010",
    **{name: system.title for name, system in LEADING.items()},
}
"""The classifications that codes can be of, and what a reader calls them."""

OF_NUMBERS: Final = ("census-2018", "census-2010", "isco-08")
"""The systems whose codes are four digits."""


def read_table(table: str) -> list[list[str]]:
    """Return the rows of a bundled table, its header first."""
    content = bundled().read_bytes(f"datasets/{table}.csv").decode()
    return list(csv.reader(io.StringIO(content)))


@cache
def codes_of(system: str) -> Mapping[str, None]:
    """Return the detailed codes of a system of `LEADING`, or of SOC 2018, in their order."""
    if system == "soc-2018":
        header, *rows = read_table("soc-structure/onet-2019")
        place = header.index("detailed_occupation")
        return dict.fromkeys(row[place] for row in rows if row[place])
    return dict.fromkeys(row[0] for row in read_table(LEADING[system].table)[1:])
