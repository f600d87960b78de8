"""Titles as people write them, to occupations: candidates with a confidence, best first."""

from __future__ import annotations

from functools import cached_property
from math import exp, log1p, log10
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from careerscore._record import Checks
from careerscore.matching.codes import Occupations
from careerscore.matching.matches import Candidate, Match, MatchKind
from careerscore.matching.title_index import (
    ALIAS,
    LISTED,
    REPORTED,
    SHOWN,
    TITLE,
    Near,
    TitleIndex,
    with_explanations,
)
from careerscore.matching.title_lists import listed_titles
from careerscore.matching.title_words import first_part, is_of_two_jobs, readings, tidy, words

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

ALL_OTHER: Final = "All Other"
"""The end of titles that stand for the rest of a kind: nobody writes a part of one for it."""
LONGEST: Final = 200
"""Longer than every title [characters]; anything beyond is a mistake and not worth comparing."""
MOST_NEAREST: Final = 5
"""So many occupations a person gets to choose from."""

# What speaks for an occupation, in points. Set on one half of 577 titles with a known occupation,
# checked on the other, and on job titles of O*NET left out of the index; other values near them
# do as well.
LIKENESS: Final = 4.0
"""For its nearest name, times the likeness."""
TITLE_LIKENESS: Final = 1.0
"""For its title, times the likeness."""
SUPPORT: Final = 0.8
"""For all its near names together, times the logarithm of one and their likenesses..."""
SUPPORTS: Final = 4
"""... to this power."""
HEAD: Final = 0.8
"""For a name that ends in the same word, times its likeness."""
EXACT: Final = {TITLE: 2.0, LISTED: 0.8, SHOWN: 0.6, REPORTED: 0.5, ALIAS: 0.2}
"""For a name that has the very words, by its kind."""
WORKERS: Final = 0.4 / 6
"""For each power of ten of its workers."""
PART: Final = 0.3
"""The share of a SOC occupation's workers that is assumed for a part of it that O*NET adds."""
LESS: Final = 0.97
"""The likeness of a name that a text has only without its brackets, grades and terms."""

# How sure the first candidate is: about the share of right ones among the 577 titles.
# `docs/explanation/job-titles.md` has the table.
AS_TITLE: Final = 0.99
"""The text has the words of its title."""
AS_LISTED: Final = 0.98
"""Of a title of another official list, which leads to it alone or for nearly all workers."""
CLEARLY: Final = 0.95
"""Of its title but for brackets, grades, terms or a small mistake; of a job title, where others
are behind and either workers gave it themselves, or title or other names agree; or nearly those
of a name, where others are far behind."""
BY_LEAD: Final = ((1.5, 0.88), (0.5, 0.74), (0.0, 0.55))
"""Otherwise: by the lead over the next SOC occupation [points]."""
ALONE: Final = 0.4
"""Otherwise, at most, where nothing but one job title speaks for it, or no name is near."""
NEAR: Final = 0.5
"""A likeness from which on a name is near."""

FAR, NEARER, CLOSE = 2.0, 1.5, 1.0
"""Leads over the next SOC occupation [points]."""
NEARLY: Final = 0.9
"""A likeness from which on a name is nearly the same."""
NEARLY_ALL: Final = 0.95
"""The share of the workers whom a listed title names that makes it the title of one occupation."""
MOSTLY: Final = 0.4
"""The share of the names with a word that makes the word an occupation's own."""
OFTEN: Final = 0.3
"""The share of the names with a word that makes a job title of it alone sure."""


class Facts(Occupations, Protocol):
    """The tables of a release that have its names and numbers of workers."""

    @property
    def table(self) -> Callable[..., Any]:
        """Return a table by the names of its dataset and its own."""
        ...


class _Evidence:
    """What speaks for one occupation."""

    def __init__(self, near: Near) -> None:
        self.nearest = near
        self.title = self.support = self.head = 0.0
        self.names = 0
        self.exact: dict[int, float] = {}
        self.listed: list[int] = []

    def add(self, near: Near) -> None:
        kind, likeness = near.kind, near.likeness
        self.names += 1
        self.support += likeness**SUPPORTS
        if near.exact:
            self.exact[kind] = max(likeness, self.exact.get(kind, 0.0))
            if kind == LISTED:
                self.listed.append(near.place)
        if near.same_head:
            self.head = max(likeness, self.head)
        if kind == TITLE:
            self.title = max(likeness, self.title)
        self.nearest = max(self.nearest, near, key=_nearness)

    def points(self, workers: float) -> float:
        return (
            LIKENESS * self.nearest.likeness
            + TITLE_LIKENESS * self.title
            + SUPPORT * log1p(self.support)
            + HEAD * self.head
            + sum(EXACT[kind] * likeness for kind, likeness in self.exact.items())
            + WORKERS * log10(1 + workers)
        )


class _Ranked(NamedTuple):
    points: float
    code: str
    evidence: _Evidence

    @property
    def soc_code(self) -> str:
        return self.code[:7]


class Titles:
    """The names of the occupations of a release, found by what people write.

    Parameters
    ----------
    facts : Facts
        The tables of the release.
    """

    def __init__(self, facts: Facts) -> None:
        self._facts = facts

    @cached_property
    def _index(self) -> TitleIndex:
        titles = self._facts.titles
        listed = dict.fromkeys(each for each in listed_titles(self._facts) if each[1] in titles)
        texts = [*titles.values(), *(title for title, _ in listed)]
        codes = [*titles, *(code for _, code in listed)]
        kinds = [TITLE] * len(titles) + [LISTED] * len(listed)
        explained = []
        table = self._facts.table("onet", "alternate_titles")
        columns = ("onet_soc_code", "title", "short_title", "reported", "my_next_move")
        for code, title, short, reported, shown in table.select(*columns):
            kind = ALIAS if not reported else SHOWN if shown == "Y" else REPORTED
            texts.append(title)
            codes.append(code)
            kinds.append(kind)
            if short or "(" in title:
                explained.append(title.lower())
                parts = with_explanations(title)
                texts[-1:] = parts = parts if not short or short in parts else [*parts, short]
                codes += [code] * (len(parts) - 1)
                kinds += [kind] * (len(parts) - 1)
        return TitleIndex(texts, codes, kinds, explained)

    @cached_property
    def workers(self) -> Mapping[str, float]:
        """The number of workers of each occupation that the wage survey has."""
        found = {}
        table = self._facts.table("oews")
        for soc_code, group, workers in table.select("occ_code", "o_group", "tot_emp"):
            if group == "detailed" and workers.isdigit():
                for code in self._facts.codes_of_soc(soc_code):
                    found[code] = int(workers) * (1.0 if code.endswith(".00") else PART)
        return found

    def _ranked(self, text: str) -> list[_Ranked]:
        """Return the occupations with names near to a text, the likeliest first."""
        near: dict[int, Near] = {}
        for number, reading in enumerate(readings(text)):
            if any(each.exact and each.likeness > LESS for each in near.values()):
                break
            found = self._index.near(reading)
            if number:
                found = [each._replace(likeness=each.likeness * LESS) for each in found]
            elif not any(each.exact and each.kind == LISTED for each in found):
                found += self._titles_before(text)
            for each in found:
                if each.place not in near or near[each.place].likeness < each.likeness:
                    near[each.place] = each
        evidence: dict[str, _Evidence] = {}
        for each in near.values():
            evidence.setdefault(each.code, _Evidence(each)).add(each)
        ranked = [
            _Ranked(each.points(self.workers.get(code, 0.0)), code, each)
            for code, each in evidence.items()
        ]
        return sorted(ranked, key=lambda each: (-each.points, each.code))

    def _titles_before(self, text: str) -> list[Near]:
        """Return the title that a text begins with: it goes before job titles of the whole."""
        first = first_part(text)
        near = [] if first is None else self._index.near(first)
        titles = [each for each in near if each.exact and each.kind == TITLE]
        return [
            each._replace(likeness=LESS)
            for each in titles
            if not self._facts.titles[each.code].endswith(ALL_OTHER)
        ]

    def _confidence(self, text: str, ranked: list[_Ranked]) -> float:
        """Return how sure the first candidate is."""
        first = ranked[0]
        exact, nearest = first.evidence.exact, first.evidence.nearest
        behind = (each.points for each in ranked if each.soc_code != first.soc_code)
        lead = first.points - next(behind, 0.0)
        unsure = next((sure for least, sure in BY_LEAD if lead >= least), ALONE)
        kind = min(exact, default=None)
        as_it_stands = max(exact.values(), default=0.0) > LESS
        if kind is None:
            alone = first.evidence.names == 1 or nearest.likeness < NEAR
            unsure = min(unsure, ALONE) if alone else unsure
            sure, holds = CLEARLY, lead >= FAR and nearest.likeness >= NEARLY
        elif kind == TITLE:
            rest = self._facts.titles[first.code].endswith(ALL_OTHER) and not _is_rest(text)
            holds = as_it_stands or (lead >= FAR and not is_of_two_jobs(text))
            sure, holds = AS_TITLE if as_it_stands else CLEARLY, holds and not rest
        elif kind == LISTED:
            holds = lead >= NEARER or self._nearly_all_work(ranked)
            sure = AS_LISTED if as_it_stands else CLEARLY
        elif kind in {SHOWN, REPORTED}:
            name = words(self._index.text_at(nearest.place))
            if len(name) == 1 and not self._index.is_own(name[0], first.soc_code, OFTEN):
                return min(unsure, ALONE)
            sure, holds = CLEARLY, lead >= (CLOSE if kind == SHOWN else FAR)
        elif self._agrees(text, first):
            sure, holds = CLEARLY, lead >= NEARER
        else:
            return min(unsure, ALONE)
        return sure if holds else unsure

    def _nearly_all_work(self, ranked: list[_Ranked]) -> bool:
        """Return whether nearly all whom a listed title names work in the first occupation."""
        named = [each for each in ranked if LISTED in each.evidence.exact]
        workers = {each.soc_code: self.workers.get(each.code, 0.0) for each in reversed(named)}
        return workers[ranked[0].soc_code] >= NEARLY_ALL * max(sum(workers.values()), 1.0)

    def _listed(self, text: str, found: _Ranked) -> list[str]:
        """Return the listed titles of an occupation that a text is, of a rest where it is one."""
        names = map(self._index.text_at, found.evidence.listed)
        return [name for name in names if _is_rest(name) == _is_rest(text)]

    def _agrees(self, text: str, first: _Ranked) -> bool:
        """Return whether title or names of an occupation agree with a job title of it."""
        title = {*words(self._facts.titles[first.code])}
        for names, heads in readings(text):
            shared = title.intersection(names)
            if (shared == title or len(shared) > 1) and not heads.isdisjoint(shared):
                return True
            if any(self._index.is_own(head, first.soc_code, MOSTLY) for head in heads):
                return True
        return False

    def candidates(self, text: str, limit: int) -> tuple[Candidate, ...]:
        """Return the likeliest occupations of a title, best first."""
        return self._best(text, self._ranked(text), limit)

    def _best(self, text: str, ranked: list[_Ranked], limit: int) -> tuple[Candidate, ...]:
        if not ranked:
            return ()
        sure = self._confidence(text, ranked)
        shares = [exp(each.points - ranked[0].points) for each in ranked]
        rest = (1 - sure) / max(sum(shares[1:]), 1.0)
        confidences = [sure, *(min(rest * share, sure) for share in shares[1:])]
        return tuple(
            Candidate(
                code=each.code,
                title=self._facts.titles[each.code],
                matched=self._index.text_at(each.evidence.nearest.place),
                how=_how(each.evidence.nearest),
                confidence=round(confidence, 3),
            )
            for each, confidence in zip(ranked[:limit], confidences, strict=False)
        )

    def match(self, title: str, min_confidence: float) -> Match:
        """Return what a title stands for; `Release.match_title` describes it."""
        checks = Checks("match_title")
        checks.value("title", title, str)
        checks.value("min_confidence", min_confidence, float, minimum=0, maximum=1)
        checks.raise_problems()
        if len(title) > LONGEST:
            reason = f"longer than every title: more than {LONGEST} characters"
            return Match(text=title, kind=MatchKind.UNMATCHED, reason=reason, confidence=0.0)
        ranked = self._ranked(title)
        nearest = self._best(title, ranked, MOST_NEAREST)
        if not nearest:
            reason = "no word of a title or job title"
            return Match(text=title, kind=MatchKind.UNMATCHED, reason=reason, confidence=0.0)
        first = nearest[0]
        kind = MatchKind.MATCHED
        codes: tuple[str, ...] = (first.code,)
        reason = _REASONS[first.how].format(first.matched)
        if first.confidence < min_confidence:
            kind, codes = MatchKind.UNMATCHED, ()
            reason = f"not sure enough: at best {first.title}, {first.confidence:.0%}"
            named = {each.code: names for each in ranked if (names := self._listed(title, each))}
            is_rest = first.title.endswith(ALL_OTHER)
            leads = is_rest or (first.code in named and TITLE not in ranked[0].evidence.exact)
            if len(named) > 1 and leads:
                kind, codes = MatchKind.ONE_TO_MANY, tuple(sorted(named))
                listed = next(iter(named.values()))[0]
                reason = f"an official title of several occupations: {listed!r}"
        return Match(
            text=title,
            kind=kind,
            candidates=codes,
            reason=reason,
            confidence=first.confidence,
            nearest=nearest,
        )


_REASONS: Final = {
    "title": "",
    "alias": "by the job title {!r}",
    "similar": "by the similar name {!r}",
}


def _is_rest(text: str) -> bool:
    return "other" in tidy(text).split()


def _nearness(near: Near) -> tuple[float, bool, int]:
    return near.likeness, near.exact, -near.kind


def _how(near: Near) -> str:
    if not near.exact:
        return "similar"
    return "title" if near.kind in {TITLE, LISTED} else "alias"
