"""Search occupations by title and alias."""

from __future__ import annotations

from functools import cached_property
from heapq import nlargest
from typing import TYPE_CHECKING, Final

from attrs import frozen

from careerscore.model.occupation import PUBLISHED_SLUG_LENGTH, slug_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.reference.facts import Facts

LEAST_SCORE: Final = 60.0
"""Names that are less similar have nothing to do with each other."""

SHORTEST_COMPARED: Final = 4
"""Shorter abbreviations are part of too many other words to be similar to any."""

EXACT_SCORE: Final = 100.0

PORTION: Final = 4_000
"""Number of names that are compared at once."""


@frozen(kw_only=True)
class SearchResult:
    """One result of a search.

    Parameters
    ----------
    code, title : str
        The occupation.
    matched : str
        The title or alias that came nearest.
    kind : str
        ``title`` or ``alias`` where it is the very text searched for, ``similar`` otherwise.
    score : float
        Likeness of the two, 0 to 100.
    """

    code: str
    title: str
    matched: str
    kind: str
    score: float


class NameIndex:
    """The titles, aliases and slugs of a release."""

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

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

    def codes_named(self, query: str) -> tuple[str, ...]:
        """Return the codes that answer to exactly this title, slug or alias.

        A title or slug names one occupation, whatever else has it for an alias.
        """
        name = query.casefold()
        code = self._codes.get(name)
        return (code,) if code else tuple(sorted(self._names.get(name, ())))

    def search(self, query: str, limit: int) -> tuple[SearchResult, ...]:
        """Return the occupations with the nearest names, best first."""
        name = query.casefold()
        found = {
            code: self._result(
                code,
                spelling,
                "title" if self._facts.titles[code].casefold() == name else "alias",
                EXACT_SCORE,
            )
            for code, spelling in self._names.get(name, {}).items()
        }
        for code, (score, spelling) in self._similar(name, limit - len(found), set(found)).items():
            found[code] = self._result(code, spelling, "similar", score)
        return tuple(sorted(found.values(), key=_rank)[:limit])

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

    def _result(self, code: str, matched: str, kind: str, score: float) -> SearchResult:
        title = self._facts.titles[code]
        return SearchResult(code=code, title=title, matched=matched, kind=kind, score=score)


def _rank(result: SearchResult) -> tuple[int, float, str]:
    return ("title", "alias", "similar").index(result.kind), -result.score, result.code
