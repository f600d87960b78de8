"""Match codes of SOC and O*NET-SOC, and of systems that lead to SOC 2018, to occupations.

Unlike a look-up, a match never fails and never guesses: it has a kind and every candidate, so
that a table of thousands of codes can be joined and accounted for.
"""

from __future__ import annotations

from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.codes import is_onet_soc_code, is_soc_code, onet_soc_code, soc_code
from careerscore.matching import code_systems, crosswalk
from careerscore.reference.editions import ONET_SOC_2010, SOC_2010

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.reference.editions import Facts

SYSTEMS: Final[Mapping[str, str]] = {
    "onet-soc-2019": "O*NET-SOC 2019",
    "soc-2018": "SOC 2018",
    "onet-soc-2010": "O*NET-SOC 2010",
    **{name: system.title for name, system in code_systems().items()},
}
"""The classifications that codes can be of, and what a reader calls them."""


class MatchKind(StrEnum):
    """How a code leads to occupations.

    Examples
    --------
    >>> MatchKind("one-to-many") is MatchKind.ONE_TO_MANY
    True
    """

    MATCHED = "matched"
    """It is the code of one occupation, or leads to one alone by the official crosswalk."""
    INHERITED = "inherited"
    """The release lacks it; the occupation of its parent SOC code is used."""
    ONE_TO_MANY = "one-to-many"
    """It leads to several occupations, and does not decide between them."""
    UNMATCHED = "unmatched"
    """It leads to none."""


@frozen(kw_only=True)
class CodeMatch(Record):
    """The occupations that a code stands for.

    Parameters
    ----------
    code : str
        The code, as it was given.
    kind : MatchKind
        The kind of match.
    candidates : tuple of str
        The O*NET-SOC codes that it leads to: one, several, or none.
    reason : str
        Why it matches so; empty where the code is an occupation's own.
    earlier : tuple of str
        Where the earlier classification has the same code with another meaning: the O*NET-SOC
        codes that it would lead to as a code of that one.

    Examples
    --------
    >>> import careerscore as cs
    >>> cs.load("2026.1").match_code("29-2071", system="soc-2010").candidates
    ('29-2072.00', '29-9021.00')
    """

    code: str = field(metadata=limits(empty=True))
    kind: MatchKind
    candidates: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    reason: str = field(default="", metadata=limits(empty=True))
    earlier: tuple[str, ...] = field(default=(), converter=frozen_tuple)


def check_system(checks: Checks, system: object) -> None:
    """Expect the name of a classification, or None."""
    expected = f"{', '.join(map(repr, SYSTEMS))} or None"
    holds = system is None or (isinstance(system, str) and system in SYSTEMS)
    checks.expect("system", system, expected, holds=holds)


def crosswalks_of(system: str | None, editions: Mapping[str, str]) -> tuple[str, ...]:
    """Return the editions of the crosswalks from a classification, given those of the release."""
    pinned = {"soc-2010": SOC_2010, "onet-soc-2010": ONET_SOC_2010}
    if system is None:
        return ()
    if system in pinned:
        return (f"{pinned[system]}/{editions[pinned[system]]}",)
    return code_systems()[system].editions if system in code_systems() else ()


def match_code(code: str, system: str | None, facts: Facts) -> CodeMatch:
    """Return what a code leads to; `Release.match_code` describes it."""
    checks = Checks("match_code")
    checks.value("code", code, str)
    check_system(checks, system)
    checks.raise_problems()
    if system is not None and system in code_systems() and system != "soc-2010":
        leads = crosswalk(code, system=system)
        candidates = chain.from_iterable(map(facts.occupations_of, leads.soc_codes))
        return _match(code, tuple(candidates), leads.reason)
    systems = ("soc-2018", "onet-soc-2019") if system is None else (system,)
    forms = [_FORMS["onet" in name] for name in systems]
    if not any(has_form(code) for has_form, _ in forms):
        return _match(code, (), f"not {' or '.join(example for _, example in forms)}")
    later = facts.successors(code)
    if system in {"soc-2010", "onet-soc-2010"}:
        name = SYSTEMS[system]
        reason = f"by the official crosswalk from {name}" if later else f"{name} has no such code"
        if system == "soc-2010" and not later:
            reason = crosswalk(code, system=system).reason  # which knows groups
        return _match(code, later, reason)
    is_onet = is_onet_soc_code(code)
    whole = code if is_onet else onet_soc_code(code)
    if whole in facts.titles:
        return _match(code, (whole,), "", later)
    if is_onet:
        parent = onet_soc_code(soc_code(code))
        if parent in facts.titles and later in ((), (parent,)):
            reason = f"the release lacks it; {parent} stands for its parent {soc_code(code)}"
            found = _match(code, (parent,), reason)
            return evolve(found, kind=MatchKind.INHERITED)
    elif members := facts.codes_of_soc(code) or facts.codes_of_matrix(code):
        return _match(code, members, "no occupation stands for the whole of it", later)
    elif any(each.startswith(code.rstrip("0")) for each in facts.titles):
        # Only groups end in 0; the survey's tables list them among the occupations.
        return _match(code, (), "not an occupation: a group of the classification")
    reason = f"{SYSTEMS['onet-soc-2019' if is_onet else 'soc-2018']} has no such code"
    if later:
        before = SYSTEMS["onet-soc-2010" if is_onet else "soc-2010"]
        reason += f"; {before} has, with the successors {', '.join(later)}"
    return _match(code, (), reason, later)


def _match(
    code: str, candidates: tuple[str, ...], reason: str, earlier: tuple[str, ...] = ()
) -> CodeMatch:
    kinds = (MatchKind.UNMATCHED, MatchKind.MATCHED, MatchKind.ONE_TO_MANY)
    return CodeMatch(
        code=code,
        kind=kinds[min(len(candidates), 2)],
        candidates=candidates,
        reason=reason,
        earlier=() if earlier == candidates else earlier,
    )


_FORMS: Final = (
    (is_soc_code, "a SOC code such as '29-2072'"),
    (is_onet_soc_code, "an O*NET-SOC code such as '29-2072.00'"),
)
"""The forms of codes of SOC and of O*NET-SOC, each with an example."""
