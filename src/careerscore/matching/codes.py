"""Match codes of SOC and O*NET-SOC, and of systems that lead to SOC 2018, to occupations.

Unlike a look-up, a match never fails and never guesses: it has a kind and every candidate, so
that a table of thousands of codes can be joined and accounted for.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from itertools import chain
from numbers import Real
from typing import TYPE_CHECKING, Final, NamedTuple, Protocol

from careerscore._record import Checks
from careerscore.codes import is_onet_soc_code, soc_code
from careerscore.matching.crosswalks import code_systems, crosswalk
from careerscore.matching.groups import ISCO_DIGITS, TOTAL, group_of, groups_of
from careerscore.matching.matches import Candidate, Match, MatchKind
from careerscore.matching.spellings import Reading, code_of_day, read_code, read_number, text_of
from careerscore.matching.systems import (
    LEADING,
    OF_NUMBERS,
    ONET_SOC_2010,
    SOC_2010,
    SYSTEMS,
    codes_of,
    read_table,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


class Occupations(Protocol):
    """What matching has to know of the occupations of a release, by O*NET-SOC code."""

    @property
    def titles(self) -> Mapping[str, str]:
        """Title of every occupation, in the order of the codes."""
        ...

    def codes_of_soc(self, code: str, /) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a SOC code."""
        ...

    def codes_of_matrix(self, matrix_code: str, /) -> tuple[str, ...]:
        """Return the O*NET-SOC codes of a code of the national employment matrix."""
        ...

    def occupations_of(self, soc_code: str, /) -> tuple[str, ...]:
        """Return the occupation of a SOC code; its parts where there is none for the whole."""
        ...

    def successors(self, code: str, /) -> tuple[str, ...]:
        """Return the O*NET-SOC codes that a code of SOC 2010 or O*NET-SOC 2010 leads to."""
        ...


_OF_SOC: Final = ("soc-2018", "soc-2010", "oes-2019", "soc-2000")
"""The systems whose codes are written as those of the SOC."""

CURRENT: Final = ("soc-2018", "onet-soc-2019")
EARLIER: Final = ("soc-2010", "onet-soc-2010")
"""Six and eight digits of one vintage, which tables mix."""


def check_system(checks: Checks, system: object) -> None:
    """Expect the name of a classification, or None."""
    expected = f"{', '.join(map(repr, SYSTEMS))} or None"
    holds = system is None or (isinstance(system, str) and system in SYSTEMS)
    checks.expect("system", system, expected, holds=holds)


def crosswalks_of(system: str, editions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the editions of the crosswalks from a classification, given those of the release."""
    pinned = {"soc-2010": SOC_2010, "onet-soc-2010": ONET_SOC_2010}
    if system in pinned:
        return (f"{pinned[system]}/{editions[pinned[system]]}",)
    return code_systems()[system].editions if system in LEADING else ()


def match_code(code: str | float, system: str | None, occupations: Occupations) -> Match:
    """Return what a code leads to; `Release.match_code` describes it."""
    checks = Checks("match_code")
    holds = isinstance(code, str | Real) and not isinstance(code, bool)
    checks.expect("code", code, "a text or a number", holds=holds)
    check_system(checks, system)
    checks.raise_problems()
    text = text_of(code)
    reading = _read(text, system, occupations)
    found = _resolved(reading, text, system, occupations)
    kinds = (MatchKind.UNMATCHED, MatchKind.MATCHED, MatchKind.ONE_TO_MANY)
    kind = MatchKind.INHERITED if found.inherits else kinds[min(len(found.candidates), 2)]
    near = dict.fromkeys(
        chain.from_iterable(
            [each] if each in occupations.titles else occupations.occupations_of(each[:7])
            for each in reading.near
        )
    )
    return Match(
        text=text,
        kind=kind,
        candidates=found.candidates,
        reason=found.reason,
        read_as="" if reading.code == text else reading.code,
        system=found.system,
        nearest=tuple(
            Candidate(
                code=each,
                title=occupations.titles[each],
                matched=soc_code(each),
                how="code",
                confidence=1 / (1 + len(near)),
            )
            for each in near
        ),
        earlier=() if found.earlier == found.candidates else found.earlier,
        members=found.members,
    )


class _Found(NamedTuple):
    """What a code leads to, before it is put together with its spelling."""

    candidates: tuple[str, ...] = ()
    reason: str = ""
    system: str | None = None
    earlier: tuple[str, ...] = ()
    members: tuple[str, ...] = ()
    inherits: bool = False


def _read(text: str, system: str | None, occupations: Occupations) -> Reading:
    """Read a code as its system writes it."""
    reading = read_number(text) if system in OF_NUMBERS else read_code(text)
    if reading.words and reading.words == _letters(_title(reading.near[0], system, occupations)):
        # The BLS writes "Registered Nurses(291141)".
        return Reading(reading.near[0])
    if system in OF_NUMBERS and (padded := _padded(text)) in codes_of(system):
        # A whole number has lost the zeros that it began with.
        return Reading(padded)
    if system in {"soc-2000", "oes-2019"}:
        return reading._replace(code=reading.code.removesuffix(".00"))
    return reading


def _title(code: str, system: str | None, occupations: Occupations) -> str:
    """Return the title of a SOC code in its system; empty where it has none."""
    if system is None or system in CURRENT:
        return occupations.titles.get(code if is_onet_soc_code(code) else f"{code}.00", "")
    return crosswalk(code[:7], system=_WITHOUT_ONET.get(system, system)).title


def _letters(text: str) -> str:
    return " ".join(re.findall("[A-Z]+", text.upper()))


def _resolved(reading: Reading, text: str, system: str | None, occupations: Occupations) -> _Found:
    code = reading.code
    if not code:
        elsewhere = _elsewhere("", text, system) if _padded(text) else ""
        return _Found(reason="; ".join(filter(None, (reading.reason, elsewhere))))
    if code.removesuffix(".00") == TOTAL:
        return _Found(reason="the total of all occupations, not an occupation", system=system)
    if code[-1] in "XY":
        return _pattern(code, system, occupations)
    if system in EARLIER:
        return _of_2010(code, text, occupations)
    if system is None or system in CURRENT:
        return _of_today(code, text, system, occupations)
    if code not in codes_of(system):
        return _no_code(code, text, system, occupations)
    reason = crosswalk(code, system=system).reason
    return _Found(_lead_to([code], system, occupations), reason, system)


def _of_today(code: str, text: str, system: str | None, occupations: Occupations) -> _Found:
    """Return what a code of SOC 2018 or O*NET-SOC 2019 leads to."""
    soc, titles, later = code[:7], occupations.titles, occupations.successors(code)
    whole, is_onet = f"{soc}.00", is_onet_soc_code(code)
    own = "onet-soc-2019" if is_onet else "soc-2018"
    if code in titles or (whole in titles and not is_onet):
        return _Found((code if is_onet else whole,), "", own, later)
    if whole in titles and later in ((), (whole,)):
        reason = f"the release lacks it; {whole} stands for its parent {soc}"
        return _Found((whole,), reason, own, later, inherits=True)
    if code in {soc, whole} and (
        members := occupations.codes_of_soc(soc) or occupations.codes_of_matrix(soc)
    ):
        return _Found(members, "no occupation stands for the whole of it", own, later)
    is_hybrid = system is None and not later and soc in codes_of("oes-2019")
    if code in {soc, whole} and is_hybrid and soc not in groups_of("soc-2018"):
        leads = crosswalk(soc, system="oes-2019")
        return _Found(_lead_to([soc], leads.system, occupations), leads.reason, leads.system)
    found = _no_code(code, text, own, occupations)
    if later and not found.members:
        before = SYSTEMS["onet-soc-2010" if is_onet else "soc-2010"]
        has = f"{SYSTEMS[own]} has no such code; {before} has, with the successors"
        return found._replace(reason=f"{has} {', '.join(later)}", earlier=later)
    return found


def _of_2010(code: str, text: str, occupations: Occupations) -> _Found:
    """Return what a code of SOC 2010 or O*NET-SOC 2010 leads to."""
    for each in dict.fromkeys((code, code.removesuffix(".00"))):
        if later := occupations.successors(each):
            own = EARLIER[is_onet_soc_code(each)]
            return _Found(later, f"by the official crosswalk from {SYSTEMS[own]}", own)
    return _no_code(code, text, EARLIER[is_onet_soc_code(code)], occupations)


def _no_code(code: str, text: str, system: str, occupations: Occupations) -> _Found:
    """Return why a code leads to no occupation of its system, and its members as a group."""
    soc, own = code.removesuffix(".00"), _WITHOUT_ONET.get(system, system)
    if group := group_of(soc, own):
        members = _lead_to(group.codes, own, occupations)
        return _Found(reason=group.named(own), system=own, members=members)
    reasons = (f"{SYSTEMS[system]} has no such code", _elsewhere(soc, text, own))
    return _Found(reason="; ".join(filter(None, reasons)), system=system)


_WITHOUT_ONET: Final = {"onet-soc-2019": "soc-2018", "onet-soc-2010": "soc-2010"}
"""The SOC of which O*NET's codes are a refinement."""


def _elsewhere(code: str, text: str, own: str | None) -> str:
    """Return what a code is in the other systems; an empty text where it is nothing."""
    number = _padded(text)
    others = [name for name in _OF_SOC if name != own and code in codes_of(name)]
    others += [name for name in OF_NUMBERS if name != own and number in codes_of(name)]
    if others:
        titles = " and ".join(SYSTEMS[name] for name in others)
        return f"a code of {titles}: say so by system={others[0]!r}"
    for name in _OF_SOC:
        if name != own and (group := group_of(code, name)):
            return group.named(name)
    if code in _WITHOUT_OCCUPATION:
        return crosswalk(code[3:], system="census-2018").reason
    if text.isdecimal() and (made_of := code_of_day(text)):
        return f"or a day, which a spreadsheet makes of {made_of}"
    if text.isdecimal() and len(text) == 6 and f"{text[:2]}-0000" not in groups_of("soc-2018"):
        return "industries of NAICS have six digits, too"
    if text.isdecimal() and len(text) == 4 and own is None:
        return "series of the US Office of Personnel Management have 4"
    return ""


_WITHOUT_OCCUPATION: Final = ("55-9830", "99-9920")
"""How microdata of the Census write its codes for the military and for the unemployed."""


def _padded(text: str) -> str:
    number = read_number(text).code
    return number.zfill(ISCO_DIGITS) if number.isdecimal() else ""


def _pattern(code: str, system: str | None, occupations: Occupations) -> _Found:
    """Return all that a code with an X for digits can be."""
    known = _WITHOUT_ONET.get(system or "", system)
    vintages = ("soc-2018", "soc-2010") if known is None else (known,)
    stem = code.rstrip("XY")
    for name in vintages:
        published = _published(name).get(code, ()) if code not in _OF_MICRODATA else ()
        codes = published or [each for each in codes_of(name) if each.startswith(stem)]
        if codes:
            reason = f"all of {SYSTEMS[name]} that begins with {stem}"
            if published:
                reason = f"{code}, as the list of the Census has it in {SYSTEMS[name]}"
            return _Found(_lead_to(codes, name, occupations), reason, name)
    named = " or ".join(SYSTEMS[name] for name in vintages)
    return _Found(reason=f"no code of {named} begins with {stem}", system=vintages[0])


_OF_MICRODATA: Final = ("19-40XX",)
"""Patterns by which microdata of the Census mean other occupations than its list does."""


@cache
def _published(system: str) -> Mapping[str, tuple[str, ...]]:
    """Return the codes of each pattern that a list of the Census has."""
    census = {"soc-2018": "census-2018", "soc-2010": "census-2010"}.get(system)
    found: dict[str, tuple[str, ...]] = {}
    for _, _, published, code in read_table(LEADING[census].table)[1:] if census else []:
        found[published] = (*found.get(published, ()), code)
    return found


def _lead_to(codes: Iterable[str], system: str, occupations: Occupations) -> tuple[str, ...]:
    """Return the occupations that codes of a system lead to, in the order of their codes."""
    if system == "soc-2010":
        return tuple(sorted(set(chain.from_iterable(map(occupations.successors, codes)))))
    if system != "soc-2018":
        codes = chain.from_iterable(crosswalk(code, system=system).soc_codes for code in codes)
    return tuple(sorted(set(chain.from_iterable(map(occupations.occupations_of, codes)))))


def fits(codes: Iterable[str], occupations: Occupations) -> Mapping[str, int]:
    """Return how many of some codes each system has, the best first.

    Parameters
    ----------
    codes : iterable of str
        The different codes of a table, as it writes them.
    occupations : Occupations
        The facts of a release.

    Returns
    -------
    Mapping of str to int
        By the names of `SYSTEMS`. Six and eight digits of one vintage count together; the form
        that more of the codes have comes first.
    """
    texts = tuple(codes)
    read = Counter(filter(None, (read_code(text).code for text in texts)))
    numbers = Counter(filter(None, (read_number(text).code for text in texts)))
    titles = occupations.titles
    counts = {
        "soc-2018": sum(
            count
            for code, count in read.items()
            if code in titles or f"{code}.00" in titles or occupations.codes_of_matrix(code)
        ),
        "soc-2010": sum(count for code, count in read.items() if occupations.successors(code)),
    }
    for name in ("oes-2019", "soc-2000", *OF_NUMBERS):
        known, found = codes_of(name), numbers if name in OF_NUMBERS else read
        counts[name] = sum(
            count
            for code, count in found.items()
            if code in known or code.zfill(ISCO_DIGITS) in known
        )
    for name, soc in _WITHOUT_ONET.items():
        counts[name] = counts[soc]
    is_onet = sum(map(is_onet_soc_code, read)) * 2 > len(read)
    order = sorted(counts, key=lambda name: (-counts[name], (name in _WITHOUT_ONET) != is_onet))
    return {name: counts[name] for name in order}
