"""Match codes of SOC and O*NET-SOC, and of systems that lead to SOC 2018, to occupations.

Unlike a look-up, a match never fails and never guesses: it has a kind and every candidate, so
that a table of thousands of codes can be joined and accounted for.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING, Final, Protocol

from attrs import evolve

from careerscore._record import Checks
from careerscore.codes import is_onet_soc_code, is_soc_code, onet_soc_code, soc_code
from careerscore.matching.crosswalks import ONET_SOC_2010, SOC_2010, code_systems, crosswalk
from careerscore.matching.matches import Match, MatchKind

if TYPE_CHECKING:
    from collections.abc import Mapping

SYSTEMS: Final[Mapping[str, str]] = {
    "onet-soc-2019": "O*NET-SOC 2019",
    "soc-2018": "SOC 2018",
    "onet-soc-2010": "O*NET-SOC 2010",
    **{name: system.title for name, system in code_systems().items()},
}
"""The classifications that codes can be of, and what a reader calls them."""


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


def match_code(code: str, system: str | None, occupations: Occupations) -> Match:
    """Return what a code leads to; `Release.match_code` describes it."""
    checks = Checks("match_code")
    checks.value("code", code, str)
    check_system(checks, system)
    checks.raise_problems()
    if system is not None and system in code_systems() and system != "soc-2010":
        leads = crosswalk(code, system=system)
        candidates = chain.from_iterable(map(occupations.occupations_of, leads.soc_codes))
        return _match(code, tuple(candidates), leads.reason)
    systems = ("soc-2018", "onet-soc-2019") if system is None else (system,)
    forms = [_FORMS["onet" in name] for name in systems]
    if not any(has_form(code) for has_form, _ in forms):
        return _match(code, (), f"not {' or '.join(example for _, example in forms)}")
    later = occupations.successors(code)
    if system in {"soc-2010", "onet-soc-2010"}:
        name = SYSTEMS[system]
        reason = f"by the official crosswalk from {name}" if later else f"{name} has no such code"
        if system == "soc-2010" and not later:
            reason = crosswalk(code, system=system).reason  # which knows groups
        return _match(code, later, reason)
    is_onet = is_onet_soc_code(code)
    whole = code if is_onet else onet_soc_code(code)
    if whole in occupations.titles:
        return _match(code, (whole,), "", later)
    if is_onet:
        parent = onet_soc_code(soc_code(code))
        if parent in occupations.titles and later in ((), (parent,)):
            reason = f"the release lacks it; {parent} stands for its parent {soc_code(code)}"
            found = _match(code, (parent,), reason)
            return evolve(found, kind=MatchKind.INHERITED)
    elif members := occupations.codes_of_soc(code) or occupations.codes_of_matrix(code):
        return _match(code, members, "no occupation stands for the whole of it", later)
    elif any(each.startswith(code.rstrip("0")) for each in occupations.titles):
        # Only groups end in 0; the survey's tables list them among the occupations.
        return _match(code, (), "not an occupation: a group of the classification")
    reason = f"{SYSTEMS['onet-soc-2019' if is_onet else 'soc-2018']} has no such code"
    if later:
        before = SYSTEMS["onet-soc-2010" if is_onet else "soc-2010"]
        reason += f"; {before} has, with the successors {', '.join(later)}"
    return _match(code, (), reason, later)


def _match(
    code: str, candidates: tuple[str, ...], reason: str, earlier: tuple[str, ...] = ()
) -> Match:
    kinds = (MatchKind.UNMATCHED, MatchKind.MATCHED, MatchKind.ONE_TO_MANY)
    return Match(
        text=code,
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
