"""Look up and search occupations by code, slug, title or alias."""

from __future__ import annotations

import re
from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from careerscore.codes import is_onet_soc_code, is_soc_code, onet_soc_code
from careerscore.errors import (
    AmbiguousOccupationError,
    InvalidInputError,
    Problem,
    RetiredCodeError,
    UnknownOccupationError,
    close_matches,
    shorten,
)
from careerscore.matching.matches import Candidate
from careerscore.model.occupation import PUBLISHED_SLUG_LENGTH, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.reference.editions import Facts

MOST_SUGGESTED: Final = 5

LONGEST_QUERY: Final = 200
"""Longer than every title; anything beyond is a mistake and not worth comparing."""

LEAST_SCORE: Final = 60.0
"""Names that are less similar have nothing to do with each other."""

SHORTEST_COMPARED: Final = 4
"""Shorter abbreviations are part of too many other words to be similar to any."""

PORTION: Final = 4_000
"""Number of names that are compared at once."""

_LIKE_A_CODE: Final = re.compile(r"[0-9]{2}\W?[0-9]")
"""What begins like a code is compared with codes, not with names."""

_GROUP_LENGTHS: Final = {"broad occupation": 6, "minor group": 4, "major group": 3}

_KINDS: Final = ("title", "alias", "similar")
"""Kinds of results, best first."""


class NameIndex:
    """The codes, titles, aliases and slugs of a release."""

    def __init__(self, facts: Facts, data_release: str) -> None:
        self._facts = facts
        self._release = data_release

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """The code of every title, full slug and published slug."""
        titles = self._facts.titles
        slugs = {slug_of(title): code for code, title in titles.items()}
        published = {slug[:PUBLISHED_SLUG_LENGTH]: code for slug, code in slugs.items()}
        return published | slugs | {title.casefold(): code for code, title in titles.items()}

    @cached_property
    def _names(self) -> Mapping[str, Mapping[str, str]]:
        """For each title and alias in lower case the codes that have it, with its spelling."""
        found: dict[str, dict[str, str]] = {}
        for code, title in self._facts.titles.items():
            found.setdefault(title.casefold(), {})[code] = title
        table = self._facts.table("onet", "alternate_titles")
        for code, *names in table.select("onet_soc_code", "title", "short_title"):
            for name in filter(None, names):
                found.setdefault(name.casefold(), {}).setdefault(code, name)
        return found

    @cached_property
    def _comparable(self) -> tuple[str, ...]:
        return tuple(name for name in self._names if len(name) >= SHORTEST_COMPARED)

    def code_of(self, query: object) -> str:
        """Return the O*NET-SOC code of the one occupation with a code, title, slug or alias."""
        text = _checked(query, "occupation", "query")
        titles = self._facts.titles
        if is_onet_soc_code(text) or is_soc_code(text):
            code = text if is_onet_soc_code(text) else onet_soc_code(text)
            if code in titles:
                return code
            raise self._not_a_code(text)
        name = text.casefold()
        # A title or slug names one occupation, whatever else has it for an alias.
        if (code_of_title := self._codes.get(name)) is not None:
            return code_of_title
        found = sorted(self._names.get(name, ()))
        if len(found) == 1:
            return found[0]
        if found:
            raise AmbiguousOccupationError(shorten(text), self._release, self._titled(found))
        nearest = (
            close_matches(text, tuple(titles))
            if _LIKE_A_CODE.match(text)
            else [result.code for result in self.search(text, MOST_SUGGESTED)]
        )
        raise UnknownOccupationError(shorten(text), self._release, self._titled(nearest))

    def _titled(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, self._facts.titles[code]) for code in codes)

    def _not_a_code(self, code: str) -> Exception:
        known = self._titled(self._facts.successors(code))
        if known:
            system = "O*NET-SOC 2010" if is_onet_soc_code(code) else "SOC 2010"
            return RetiredCodeError(code, system, self._release, known)
        for group, length in _GROUP_LENGTHS.items():
            start = code[:length]
            members = [other for other in self._facts.titles if other.startswith(start)]
            if members:
                nearest = self._titled(members[:MOST_SUGGESTED])
                reason = f"the {group} {start} has others"
                return UnknownOccupationError(code, self._release, nearest, reason)
        reason = "no SOC major group begins like this"
        return UnknownOccupationError(code, self._release, (), reason)

    def search(self, text: object, limit: object) -> tuple[Candidate, ...]:
        """Return the occupations with the nearest names, best first."""
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            problem = Problem("limit", shorten(limit), "an integer of at least 1")
            raise InvalidInputError("search", (problem,))
        name = _checked(text, "search", "text").casefold()
        titles = self._facts.titles
        found = {
            code: ("title" if titles[code].casefold() == name else "alias", 100.0, spelling)
            for code, spelling in self._names.get(name, {}).items()
        }
        for code, (score, spelling) in self._similar(name, limit - len(found), set(found)).items():
            found[code] = "similar", score, spelling
        results = (
            Candidate(
                code=code, title=titles[code], matched=spelling, how=how, confidence=score / 100
            )
            for code, (how, score, spelling) in found.items()
        )
        return tuple(
            sorted(results, key=lambda one: (_KINDS.index(one.how), -one.confidence, one.code))[
                :limit
            ]
        )

    def _similar(self, name: str, limit: int, exact: set[str]) -> dict[str, tuple[float, str]]:
        """Return the score and the spelling of the nearest name of codes, the best ones among them.

        Names are compared in portions: what one portion has makes the next one faster, as only
        scores that can still be among the best are computed to the end.
        """
        from rapidfuzz import fuzz, process

        best: dict[str, tuple[float, str]] = {}
        least = LEAST_SCORE
        for start in range(0, len(self._comparable) if limit > 0 else 0, PORTION):
            names = self._comparable[start : start + PORTION]
            # In falling order of scores: the first name of an occupation is its nearest.
            for near, score, _ in process.extract(
                name, names, scorer=fuzz.WRatio, limit=None, score_cutoff=least
            ):
                for code, spelling in self._names[near].items():
                    if code not in exact and score > best.get(code, (0.0, ""))[0]:
                        best[code] = score, spelling
            if len(best) >= limit:
                # A little less, as rapidfuzz scales the cutoff: equal scores have to stay.
                least = nlargest(limit, (score for score, _ in best.values()))[-1] - 1e-6
        return best


def _checked(text: object, subject: str, field: str) -> str:
    """Return a query with its white space tidied, or refuse it."""
    tidy = " ".join(text.split()) if isinstance(text, str) and len(text) <= LONGEST_QUERY else ""
    if not tidy:
        expected = f"a code, slug, title or alias of at most {LONGEST_QUERY} characters"
        raise InvalidInputError(subject, (Problem(field, shorten(text), expected),))
    return tidy
