"""Crosswalks: from a code of an earlier or another system to the codes of SOC 2018, and back."""

from __future__ import annotations

from functools import cache
from itertools import chain
from typing import TYPE_CHECKING

from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.matching.groups import group_of
from careerscore.matching.systems import LEADING, codes_of, read_table

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


def code_systems() -> Mapping[str, CodeSystem]:
    """Return the code systems that lead to SOC 2018, by their names.

    Examples
    --------
    >>> list(code_systems())
    ['soc-2010', 'soc-2000', 'oes-2019', 'census-2018', 'census-2010', 'isco-08']
    """
    return _code_systems()


@cache
def _code_systems() -> Mapping[str, CodeSystem]:
    return FrozenMap({name: _described(name) for name in LEADING})


def _described(name: str) -> CodeSystem:
    title, example, table, through = LEADING[name]
    tables = (table, LEADING[through].table) if through else (table,)
    editions = tuple("/".join(each.split("/")[:2]) for each in tables)
    return CodeSystem(id=name, title=title, example=example, editions=editions)


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
    if code in codes_of(system):
        return _crosswalk(code, system)
    group = group_of(code, system)
    known = code_systems()[system]
    reason = group.named(system) if group else f"{known.title} has no such code"
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
    leads = (_crosswalk(code, system) for code in codes_of(system))
    return tuple(each for each in leads if soc_code in each.soc_codes)


def _check(subject: str, name: str, code: object, system: object) -> None:
    checks = Checks(subject)
    checks.value(name, code, str)
    expected = " or ".join(map(repr, LEADING))
    holds = isinstance(system, str) and system in LEADING
    checks.expect("system", system, expected, holds=holds)
    checks.raise_problems()


@cache
def _rows(system: str) -> Mapping[str, list[Mapping[str, str]]]:
    """Return the rows of each code of a system, in the order of the codes."""
    header, *rows = read_table(LEADING[system].table)
    found: dict[str, list[Mapping[str, str]]] = {}
    for row in rows:
        found.setdefault(row[0], []).append(dict(zip(header, row, strict=True)))
    return found


@cache
def _crosswalk(code: str, system: str) -> Crosswalk:
    """Return what a code that a system has leads to."""
    through, rows, known = LEADING[system].through, _rows(system)[code], code_systems()[system]
    target = "soc_2010_code" if through else "soc_2018_code"
    first = sorted({row[target] for row in rows} - {""})
    steps = [_crosswalk(each, through).soc_codes for each in first] if through else [first]
    _, title, *_ = rows[0].values()
    # A detailed code is published as itself; a group or an X is worth a word.
    published = rows[0].get("soc_published", "")
    published = "" if published in (*first, "none") else published
    how = f" from {known.title}"
    how = f"crosswalks{how} to SOC 2010" if through else f"crosswalk{how}"
    how += f", as {published}" if published else ""
    how += f"{',' if published else ''} and on to SOC 2018" if through else ""
    return Crosswalk(
        code=code,
        system=system,
        title=title,
        published=published,
        soc_2010_codes=first if through else (),
        soc_codes=sorted(set(chain.from_iterable(steps))),
        editions=known.editions,
        reason=f"by the official {how}" if first else f"no occupation of the SOC: {title}",
    )
