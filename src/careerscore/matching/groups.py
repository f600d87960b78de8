"""Groups of a classification: which code names one, its level, and the codes it holds."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.matching.systems import LEADING, SYSTEMS, codes_of, read_table

if TYPE_CHECKING:
    from collections.abc import Mapping


class Group(NamedTuple):
    """A group of a classification."""

    level: str
    title: str
    """Empty where no table at hand has it."""
    codes: tuple[str, ...]
    """Its detailed codes, in the classification's own order."""

    def named(self, system: str) -> str:
        """Return it in words, with its level and title."""
        title = f": {self.title}" if self.title else ""
        return f"a group of {SYSTEMS[system]} ({self.level}){title}"


TOTAL: Final = "00-0000"
"""The code of all occupations in tables of the BLS."""

ISCO_DIGITS: Final = 4

_ISCO_LEVELS: Final = {1: "major group", 2: "sub-major group", 3: "minor group"}

_MINOR_GROUPS: Final[Mapping[str, tuple[str, ...]]] = {
    "soc-2000": (),
    "soc-2010": ("15-1100", "51-5100"),
    "oes-2019": ("15-1200", "31-1100", "51-5100"),
}
"""The minor groups whose codes do not end in three zeros."""


def group_of(code: str, system: str) -> Group | None:
    """Return the group that a code names in a classification."""
    groups = groups_of(system)
    if code in groups or len(code) != len("11-10"):
        return groups.get(code)
    # Tables cut codes to four digits: that is a group, or a part of one.
    codes = tuple(each for each in codes_of(system) if each.startswith(code))
    whole = groups.get(f"{code}00")
    if whole and whole.codes == codes:
        return whole
    return Group(f"codes that begin with {code}", "", codes) if codes else None


@cache
def groups_of(system: str) -> Mapping[str, Group]:
    """Return the groups of a classification by their codes."""
    if system == "soc-2018":
        return _soc_2018_groups()
    found: dict[str, tuple[str, list[str]]] = {}
    for code in codes_of(system):
        for group, level in _groups_above(code, system).items():
            found.setdefault(group, (level, []))[1].append(code)
    titles = _census_titles(system)
    return {
        code: Group(level, titles.get(code, ""), tuple(members))
        for code, (level, members) in found.items()
        if code not in codes_of(system)
    }


def _groups_above(code: str, system: str) -> Mapping[str, str]:
    """Return the codes of the groups that the digits of a code give, and their levels."""
    if system == "isco-08":
        # Groups have fewer digits, or end in zeros.
        stems = {code[:length]: level for length, level in _ISCO_LEVELS.items()}
        return stems | {stem.ljust(ISCO_DIGITS, "0"): level for stem, level in stems.items()}
    if system not in _MINOR_GROUPS:
        return {}
    minor = f"{code[:5]}00"
    minor = minor if minor in _MINOR_GROUPS[system] else f"{code[:4]}000"
    return {
        f"{code[:2]}-0000": "major group",
        minor: "minor group",
        f"{code[:6]}0": "broad occupation",
    }


def _soc_2018_groups() -> Mapping[str, Group]:
    """Return the groups of SOC 2018 by their codes, in its own order."""
    header, *rows = read_table("soc-structure/onet-2019")
    levels = [name.replace("_", " ") for name in header[:3]]
    found: dict[str, tuple[str, str, list[str]]] = {}
    within: list[str] = []
    for *codes, detailed, _, title in rows:
        for depth, code in enumerate(codes):
            if code:
                within = [*within[:depth], code]
                found[code] = levels[depth], title, []
        if detailed:
            for code in within:
                found[code][2].append(detailed)
    return {code: Group(level, title, tuple(each)) for code, (level, title, each) in found.items()}


def _census_titles(system: str) -> Mapping[str, str]:
    """Return titles of groups of SOC 2010, whose own list is not at hand: those of the Census."""
    if system != "soc-2010":
        return {}
    rows = read_table(LEADING["census-2010"].table)[1:]
    return {published: title for _, title, published, _ in rows if published.endswith("0")}
