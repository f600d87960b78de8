"""Crosswalks: from a code of an earlier or another system to the codes of SOC 2018, and back."""

from __future__ import annotations

import csv
import io
from functools import cache
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import field, frozen

from careerscore._data import bundled
from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.codes import is_soc_code

if TYPE_CHECKING:
    from collections.abc import Mapping


SOC_2010: Final = "soc-2010-to-soc-2018"
ONET_SOC_2010: Final = "onet-soc-2010-to-onet-soc-2019"
"""The crosswalks that releases pin: the datasets by which codes of 2010 reach O*NET's."""


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
        The crosswalks on the way to SOC 2018, by edition, in their order: two are a chain through
        SOC 2010.

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
    published : str
        The SOC code as the crosswalk writes it, where that is a group or has an X for digits.
    soc_2010_codes : tuple of str
        The SOC 2010 codes on the way, where two crosswalks are chained.
    soc_codes : tuple of str
        The SOC 2018 codes that it leads to, in their order: one, several or none.
    editions : tuple of str
        The crosswalks used, by edition, in their order.
    reason : str
        How the codes were found, or why there are none.

    Examples
    --------
    >>> hydrologists = crosswalk("1750", system="census-2018")
    >>> hydrologists.published, hydrologists.soc_codes
    ('19-204X', ('19-2042', '19-2043'))
    """

    code: str = field(metadata=limits(empty=True))
    system: str
    title: str = field(default="", metadata=limits(empty=True))
    published: str = field(default="", metadata=limits(empty=True))
    soc_2010_codes: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    soc_codes: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    editions: tuple[str, ...] = field(converter=frozen_tuple)
    reason: str


class _System(NamedTuple):
    title: str
    example: str
    table: str
    through: str = ""
    """The system that its table leads to, where that is not SOC 2018."""


_SYSTEMS: Final[Mapping[str, _System]] = {
    "soc-2010": _System("SOC 2010", "29-2071", "soc-2010-to-soc-2018/2017-11"),
    "soc-2000": _System("SOC 2000", "29-2071", "soc-2000-to-soc-2010/2010-01", "soc-2010"),
    "oes-2019": _System("OES 2019-20", "29-2098", "oes-2019-to-soc-2018/2019"),
    "census-2018": _System("Census 2018", "3515", "census-occupations/2018/census_2018"),
    "census-2010": _System(
        "Census 2010", "3510", "census-occupations/2018/census_2010", "soc-2010"
    ),
    "isco-08": _System("ISCO-08", "3252", "isco-08-to-soc-2010/2015-06", "soc-2010"),
}


def code_systems() -> Mapping[str, CodeSystem]:
    """Return the code systems that lead to SOC 2018, by their names.

    Examples
    --------
    >>> list(code_systems())
    ['soc-2010', 'soc-2000', 'oes-2019', 'census-2018', 'census-2010', 'isco-08']
    """
    return _CODE_SYSTEMS


def _described(name: str) -> CodeSystem:
    title, example, table, through = _SYSTEMS[name]
    tables = (table, _SYSTEMS[through].table) if through else (table,)
    editions = tuple("/".join(each.split("/")[:2]) for each in tables)
    return CodeSystem(id=name, title=title, example=example, editions=editions)


_CODE_SYSTEMS: Final = FrozenMap({name: _described(name) for name in _SYSTEMS})


def crosswalk(code: str, *, system: str) -> Crosswalk:
    """Return the SOC 2018 codes that a code of another system stands for.

    Nothing is chosen: a code that leads to several has all of them. Where no official table leads
    to SOC 2018 directly, two are chained through SOC 2010, and the reason says so.

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
    >>> records = crosswalk("3252", system="isco-08")
    >>> records.soc_2010_codes, records.soc_codes
    (('29-2071',), ('29-2072', '29-9021'))
    >>> records.reason
    'by the official crosswalks from ISCO-08 to SOC 2010 and on to SOC 2018'
    >>> crosswalk("9999", system="isco-08").reason
    'ISCO-08 has no such code'
    """
    _check("crosswalk", "code", code, system)
    every = _every(system)
    if code in every:
        return every[code]
    # Groups end in 0 in the SOC; in ISCO they have fewer digits.
    stem = code.rstrip("0") if is_soc_code(code) else code if system == "isco-08" else ""
    is_group = stem and any(each.startswith(stem) for each in every)
    known = _CODE_SYSTEMS[system]
    reason = f"a group of {known.title}, not an occupation"
    reason = reason if is_group else f"{known.title} has no such code"
    return Crosswalk(code=code, system=system, editions=known.editions, reason=reason)


def predecessors(soc_code: str, *, system: str) -> tuple[Crosswalk, ...]:
    """Return the codes of another system that lead to a SOC 2018 code, each with all it leads to.

    Parameters
    ----------
    soc_code : str
        A SOC 2018 code.
    system : str
        One of `code_systems`.

    Returns
    -------
    tuple of Crosswalk
        In the order of their codes: one, several, or none where nothing leads to the code. One
        that leads to other SOC codes, too, holds more than the occupation.

    Raises
    ------
    InvalidInputError
        If the code is not a text, or there is no such system.

    Examples
    --------
    >>> [(each.code, each.soc_codes) for each in predecessors("29-2072", system="oes-2019")]
    [('29-2098', ('29-2036', '29-2072', '29-2099'))]
    """
    _check("predecessors", "soc_code", soc_code, system)
    return tuple(each for each in _every(system).values() if soc_code in each.soc_codes)


def _check(subject: str, name: str, code: object, system: object) -> None:
    checks = Checks(subject)
    checks.value(name, code, str)
    expected = " or ".join(map(repr, _SYSTEMS))
    holds = isinstance(system, str) and system in _SYSTEMS
    checks.expect("system", system, expected, holds=holds)
    checks.raise_problems()


@cache
def _every(system: str) -> Mapping[str, Crosswalk]:
    """Return what each code of a system leads to, in the order of the codes."""
    _, _, table, through = _SYSTEMS[system]
    content = bundled().read_bytes(f"datasets/{table}.csv").decode()
    target = "soc_2010_code" if through else "soc_2018_code"
    rows_of: dict[str, list[dict[str, str]]] = {}
    for row in csv.DictReader(io.StringIO(content)):
        rows_of.setdefault(next(iter(row.values())), []).append(row)
    known = _CODE_SYSTEMS[system]
    words = (
        "crosswalks from {} to SOC 2010{} and on to SOC 2018" if through else "crosswalk from {}{}"
    )
    found = {}
    for code, rows in rows_of.items():
        _, title, *_ = rows[0].values()
        first = sorted({row[target] for row in rows} - {""})
        steps = [_every(through)[each].soc_codes for each in first] if through else [first]
        # A detailed code is published as itself; a group or an X is worth a word.
        published = rows[0].get("soc_published", "")
        published = "" if published in (*first, "none") else published
        how = words.format(known.title, f", as {published}," if published else "").rstrip(",")
        found[code] = Crosswalk(
            code=code,
            system=system,
            title=title,
            published=published,
            soc_2010_codes=first if through else (),
            soc_codes=sorted(set(chain.from_iterable(steps))),
            editions=known.editions,
            reason=f"by the official {how}" if first else f"no occupation of the SOC: {title}",
        )
    return found
