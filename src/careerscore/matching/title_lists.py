"""The official lists of titles: of the Occupational Outlook Handbook, the SOC, the Census and BLS.

They stand outside the releases of facts and serve every one of them.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from careerscore.matching.systems import LEADING, read_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerscore.matching.codes import Occupations

_HANDBOOK: Final = "ooh-titles/2025-08"
_MATRIX: Final = "national-employment-matrix/2024-34/onet_crosswalk"
_CENSUS: Final = LEADING["census-2018"].table
_SOC_2010: Final = LEADING["soc-2010"].table
_SOC_2000: Final = LEADING["soc-2000"].table
_ONET_2010: Final = "onet-soc-2010-to-onet-soc-2019/2019"

LISTS: Final = tuple(
    "/".join(table.split("/")[:2])
    for table in (_HANDBOOK, _MATRIX, _CENSUS, _SOC_2010, _SOC_2000, _ONET_2010)
)
"""The editions that have them."""


def _rows(table: str) -> list[list[str]]:
    return read_table(table)[1:]


def listed_titles(occupations: Occupations) -> Iterator[tuple[str, str]]:
    """Give each title with the code of an occupation of the release that it leads to.

    Examples
    --------
    >>> import careerscore as cs
    >>> facts = cs.load("2026.1")._facts
    >>> [code for title, code in listed_titles(facts) if title == "Wind turbine technicians"]
    ['49-9081.00']
    """
    later: dict[str, set[str]] = {}
    for earlier, _, code, _ in _rows(_SOC_2010):
        later.setdefault(earlier, set()).add(code)
    of_soc: Callable[[str], tuple[str, ...]] = cache(occupations.occupations_of)
    for code, title, *_ in _rows(_HANDBOOK):
        for found in of_soc(code) or occupations.codes_of_matrix(code):
            yield title, found
    for code, _, _, title in _rows(_MATRIX):
        yield title, code
    for _, title, _, code in _rows(_CENSUS):
        for found in of_soc(code) if code else ():  # some lead to none
            yield title, found
    for _, earlier_title, code, title in _rows(_SOC_2010):
        for found in of_soc(code):
            yield earlier_title, found
            yield title, found
    for _, title, earlier, _ in _rows(_SOC_2000):
        for code in sorted(later.get(earlier, ())):
            for found in of_soc(code):
                yield title, found
    for _, title, code, _ in _rows(_ONET_2010):
        yield title, code
