"""Crosswalks: from a code of an earlier or another system to the codes of SOC 2018."""

from __future__ import annotations

import csv
import io
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import field, frozen

from careerscore._data import bundled
from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, Record, frozen_tuple, limits

if TYPE_CHECKING:
    from collections.abc import Mapping


@frozen(kw_only=True)
class CodeSystem(Record):
    """A classification of occupations whose codes lead to SOC 2018.

    Parameters
    ----------
    id : str
        Its name in calls, for example ``"census-2018"``.
    title : str
        What readers call it.
    example : str
        A code of it.
    editions : tuple of str
        The crosswalks on the way to SOC 2018, by edition; several are a chain.

    Examples
    --------
    >>> code_systems()["isco-08"].editions
    ('isco-08-to-soc-2010/2015-06', 'soc-2010-to-soc-2018/2017-11')
    """

    id: str
    title: str
    example: str
    editions: tuple[str, ...] = field(converter=frozen_tuple)


@frozen(kw_only=True)
class Crosswalk(Record):
    """What a code of another system stands for in SOC 2018.

    Parameters
    ----------
    code, system : str
        The code and its system.
    title : str
        The title of the code in its system; empty where there is no such code.
    soc_codes : tuple of str
        The SOC 2018 codes that it leads to, in their order: one, several or none.
    published : str
        The SOC code as the crosswalk writes it, where that is a group or has an X for digits.
    reason : str
        How the codes were found, or why there are none.

    Examples
    --------
    >>> hydrologists = crosswalk("1750", system="census-2018")
    >>> hydrologists.published, hydrologists.soc_codes
    ('19-204X', ('19-2042', '19-2043'))
    """

    code: str
    system: str
    title: str = field(default="", metadata=limits(empty=True))
    soc_codes: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    published: str = field(default="", metadata=limits(empty=True))
    reason: str


class _Table(NamedTuple):
    """A bundled crosswalk: its file, and its columns of codes, titles and the codes they become."""

    file: str
    code: str
    title: str
    target: str
    published: str = ""


_SOC_2010: Final = _Table(
    "soc-2010-to-soc-2018/2017-11", "soc_2010_code", "soc_2010_title", "soc_2018_code"
)
_CENSUS: Final = ("census_code", "census_title")

# fmt: off
_STEPS: Final[Mapping[str, tuple[str, str, tuple[_Table, ...]]]] = {
    "soc-2010": ("SOC 2010", "29-2071", (_SOC_2010,)),
    "soc-2000": ("SOC 2000", "29-2071", (
        _Table("soc-2000-to-soc-2010/2010-01", "soc_2000_code", "soc_2000_title", "soc_2010_code"),
        _SOC_2010,
    )),
    "oes-2019": ("OES 2019-20", "29-2098", (
        _Table("oes-2019-to-soc-2018/2019", "oes_2019_code", "oes_2019_title", "soc_2018_code"),
    )),
    "census-2018": ("Census 2018", "3515", (
        _Table("census-occupations/2018/census_2018", *_CENSUS, "soc_2018_code", "soc_published"),
    )),
    "census-2010": ("Census 2010", "3510", (
        _Table("census-occupations/2018/census_2010", *_CENSUS, "soc_2010_code", "soc_published"),
        _SOC_2010,
    )),
    "isco-08": ("ISCO-08", "3252", (
        _Table("isco-08-to-soc-2010/2015-06", "isco_08_code", "isco_08_title", "soc_2010_code"),
        _SOC_2010,
    )),
}
# fmt: on


def code_systems() -> Mapping[str, CodeSystem]:
    """Return the code systems that lead to SOC 2018, by their names.

    Examples
    --------
    >>> list(code_systems())
    ['soc-2010', 'soc-2000', 'oes-2019', 'census-2018', 'census-2010', 'isco-08']
    """
    return FrozenMap(
        {
            name: CodeSystem(
                id=name,
                title=title,
                example=example,
                editions=["/".join(table.file.split("/")[:2]) for table in tables],
            )
            for name, (title, example, tables) in _STEPS.items()
        }
    )


def crosswalk(code: str, *, system: str) -> Crosswalk:
    """Return the SOC 2018 codes that a code of another system stands for.

    Nothing is chosen: a code that leads to several has all of them. Where no official table leads
    to SOC 2018 directly, two are chained, and the reason says so.

    Parameters
    ----------
    code : str
        The code as its system writes it: ``"3515"``, ``"29-2071"``.
    system : str
        One of `code_systems`.

    Returns
    -------
    Crosswalk
        The codes and how they were found; none where the system has no such code.

    Raises
    ------
    InvalidInputError
        If the code is not a text, or there is no such system.

    Examples
    --------
    >>> crosswalk("3252", system="isco-08").soc_codes
    ('29-2072', '29-9021')
    >>> crosswalk("9999", system="isco-08").reason
    'ISCO-08 has no code 9999'
    """
    checks = Checks("crosswalk")
    checks.value("code", code, str)
    expected = " or ".join(map(repr, _STEPS))
    holds = isinstance(system, str) and system in _STEPS
    checks.expect("system", system, expected, holds=holds)
    checks.raise_problems()
    name, _, tables = _STEPS[system]
    first = _rows(tables[0]).get(code, [])
    if not first:
        return Crosswalk(code=code, system=system, reason=f"{name} has no code {code}")
    codes = {target for _, target, _ in first if target}
    for table in tables[1:]:
        codes = {after for each in codes for _, after, _ in _rows(table).get(each, [])}
    title, _, published = first[0]
    by = " and ".join("/".join(table.file.split("/")[:2]) for table in tables)
    reason = f"by {by}" if codes else f"{name} {code} has no code of SOC 2018 ({published})"
    return Crosswalk(
        code=code,
        system=system,
        title=title,
        soc_codes=tuple(sorted(codes)),
        published="" if published in codes else published,
        reason=reason,
    )


@cache
def _rows(table: _Table) -> Mapping[str, list[tuple[str, str, str]]]:
    """Return title, target and published code of each row, by code."""
    content = bundled().read_bytes(f"datasets/{table.file}.csv").decode()
    found: dict[str, list[tuple[str, str, str]]] = {}
    for row in csv.DictReader(io.StringIO(content)):
        cells = (row[table.title], row[table.target], row.get(table.published, ""))
        found.setdefault(row[table.code], []).append(cells)
    return found
