"""Match codes of SOC and O*NET-SOC, of 2010 and today, to occupations.

Unlike a look-up, a match never fails and never guesses: it has a kind and every candidate, so
that a table of thousands of codes can be joined and accounted for.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.codes import is_onet_soc_code, is_soc_code, onet_soc_code, soc_code

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.reference.facts import Facts

SYSTEMS: Final[Mapping[str, str]] = {
    "onet-soc-2019": "O*NET-SOC 2019",
    "soc-2018": "SOC 2018",
    "onet-soc-2010": "O*NET-SOC 2010",
    "soc-2010": "SOC 2010",
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
    """The occupations that a code of SOC or O*NET-SOC stands for.

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


def match_code(code: str, system: str | None, facts: Facts) -> CodeMatch:
    """Return what a code leads to; `Release.match_code` describes it."""
    systems = ("soc-2018", "onet-soc-2019") if system is None else (system,)
    forms = [_FORMS["onet" in name] for name in systems]
    if not any(has_form(code) for has_form, _ in forms):
        return _unmatched(code, f"not {' or '.join(example for _, example in forms)}")
    later = facts.successors(code)
    if system in {"soc-2010", "onet-soc-2010"}:
        name = SYSTEMS[system]
        if later:
            return _matched(code, later, f"by the official crosswalk from {name}")
        return _unmatched(code, f"{name} has no such code")
    if is_onet_soc_code(code):
        return _match_onet_soc(code, facts, later)
    return _match_soc(code, facts, later)


def _match_onet_soc(code: str, facts: Facts, later: tuple[str, ...]) -> CodeMatch:
    if code in facts.titles:
        return _matched(code, (code,), "", later)
    parent = onet_soc_code(soc_code(code))
    if parent in facts.titles and later in ((), (parent,)):
        reason = f"the release lacks it; {parent} stands for its parent {soc_code(code)}"
        return CodeMatch(code=code, kind=MatchKind.INHERITED, candidates=(parent,), reason=reason)
    return _retired(code, "onet-soc-2019", "onet-soc-2010", later)


def _match_soc(code: str, facts: Facts, later: tuple[str, ...]) -> CodeMatch:
    whole = onet_soc_code(code)
    if whole in facts.titles:
        return _matched(code, (whole,), "", later)
    members = facts.codes_of_soc(code) or facts.codes_of_matrix(code)
    if members:
        return _matched(code, members, "no occupation stands for the whole of it", later)
    if code.endswith("0"):
        # Only groups end like this; the survey's tables list them among the occupations.
        return _unmatched(code, "not an occupation: a group of the classification")
    return _retired(code, "soc-2018", "soc-2010", later)


def _matched(
    code: str, candidates: tuple[str, ...], reason: str, earlier: tuple[str, ...] = ()
) -> CodeMatch:
    return CodeMatch(
        code=code,
        kind=MatchKind.MATCHED if len(candidates) == 1 else MatchKind.ONE_TO_MANY,
        candidates=candidates,
        reason=reason,
        earlier=() if earlier == candidates else earlier,
    )


def _retired(code: str, system: str, earlier_system: str, earlier: tuple[str, ...]) -> CodeMatch:
    reason = f"{SYSTEMS[system]} has no such code"
    if earlier:
        known = f"{SYSTEMS[earlier_system]} has, with the successors {', '.join(earlier)}"
        reason = f"{reason}; {known}"
    return _unmatched(code, reason, earlier)


def _unmatched(code: str, reason: str, earlier: tuple[str, ...] = ()) -> CodeMatch:
    return CodeMatch(code=code, kind=MatchKind.UNMATCHED, reason=reason, earlier=earlier)


_FORMS: Final = (
    (is_soc_code, "a SOC code such as '29-2072'"),
    (is_onet_soc_code, "an O*NET-SOC code such as '29-2072.00'"),
)
"""The forms of codes of SOC and of O*NET-SOC, each with an example."""
