"""An index of the names of occupations: by word, with abbreviations, families and misspellings."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from functools import cached_property
from heapq import nlargest
from math import log
from typing import TYPE_CHECKING, Final, Generic, NamedTuple, TypeVar

from careerscore.matching.title_words import (
    STOP_WORDS,
    Reading,
    heads,
    singular,
    stem,
    tidy,
    words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

TITLE, LISTED, SHOWN, REPORTED, ALIAS = range(5)
"""Kinds of names, best first: the title of the occupation; a title of another official list; a job
title that O*NET shows on My Next Move; one that workers reported; any other of O*NET's."""

SAME_STEM: Final = 0.6
"""How much a word counts that is of the same family only: *cardiology* for *cardiologist*."""
UNKNOWN: Final = 0.7
"""How much of the rarest word's weight a word has that no name has."""
EXTRA: Final = {TITLE: 0.25, LISTED: 0.25, SHOWN: 0.5, REPORTED: 0.5, ALIAS: 0.5}
"""How much a word of a name counts against it that the text lacks: titles enumerate."""
RESPELT: Final = 0.95
"""The likeness of a name that has all words of a text but for small mistakes."""
ALL: Final = 0.999
"""A likeness that only names with all words of a text have, and no other."""
MOST_NAMES: Final = 150
"""So many of the nearest names are weighed; what is further off does not change the order."""
MOST_GAINS: Final = 200
MOST_WORDS: Final = 50_000
"""Words in a cache of the names they bring nearer, and in one of other findings: a server is sent
texts without end."""
LEAST_SHARE: Final = 0.4
"""Names that have less than this share of what the best has in common with a text are left out."""
SHORTEST_MISSPELT: Final = 4
TWO_MISTAKES: Final = 7
"""Words of so many letters may have two mistakes, shorter ones one."""
LONGEST_ABBREVIATION: Final = 6
LEFT_OUT: Final = 2.5
"""A word has at most so many times the letters of an abbreviation that nobody explains."""
COMMON: Final = 6
"""A word is cut in two, *frontend* in *front* and *end*, where so many names have each part."""
USUAL: Final = 0.3
"""An abbreviation is written out where this share of its explanations agree."""
MOST_VERSIONS: Final = 5
"""So many ways to write out the abbreviations of a text are tried."""

_T = TypeVar("_T")

_CONSONANTS: Final = re.compile("[b-df-hj-np-tv-z]+")
_EXPLAINED: Final = re.compile(r"(.*?) *\(([^()]+)\)(.*)")


class Near(NamedTuple):
    """A name of an occupation that comes near to a text."""

    place: int
    """Its place in the index."""
    code: str
    kind: int
    likeness: float
    """0 to 1, where every word of each is in the other."""
    exact: bool
    """Whether they have the same words."""
    same_head: bool
    """Whether both name the worker by the same word."""


class BoundedCache(Generic[_T]):
    """What was found for each word; emptied where it has too many."""

    def __init__(self, find: Callable[[str], _T], most: int) -> None:
        self._find, self._most = find, most
        self._found: dict[str, _T] = {}

    def __getitem__(self, word: str) -> _T:
        found = self._found.get(word)
        if found is None:
            found = self._find(word)
            if len(self._found) >= self._most:
                # Not emptied: another thread may be reading.
                self._found = {}
            self._found[word] = found
        return found


def with_explanations(text: str) -> list[str]:
    """Return the names in one such as *Registered Nurse (RN)*.

    Examples
    --------
    >>> with_explanations("Registered Nurse (RN)"), with_explanations("Baker")
    (['Registered Nurse', 'RN'], ['Baker'])
    """
    found = _EXPLAINED.fullmatch(text)
    return [text] if found is None else [f"{found[1]}{found[3]}", found[2]]


def abbreviation(one: list[str], other: list[str]) -> tuple[str, tuple[str, ...]] | None:
    """Return the abbreviation in which two ways to write a name differ, and what it stands for.

    Examples
    --------
    >>> abbreviation(["clinic", "rn"], ["clinic", "registered", "nurs"])
    ('rn', ('registered', 'nurs'))
    """
    start, end = 0, 0
    least = min(len(one), len(other))
    while start < least and one[start] == other[start]:
        start += 1
    while end < least - start and one[-end - 1] == other[-end - 1]:
        end += 1
    parts = (tuple(part[start : len(part) - end]) for part in (one, other))
    short, long = sorted(parts, key=lambda part: (len(part), sum(map(len, part))))
    if len(short) != 1 or long == short:
        return None
    if len(long) == 1:
        holds = _has_letters(long[0], short[0])
    else:
        holds = short[0] == "".join(word[0] for word in long)
    return (short[0], long) if holds else None


def _has_letters(word: str, short: str) -> bool:
    """Return whether a word begins as an abbreviation does and has its letters in their order."""
    rest = iter(word)
    return word[0] == short[0] and all(letter in rest for letter in short)


class TitleIndex:
    """The names of occupations by their words.

    Parameters
    ----------
    texts, codes, kinds : list
        The names, with the code of the occupation and the kind of each.
    explained : list of str
        Names that explain an abbreviation in brackets, or write one for a long word.
    """

    def __init__(
        self, texts: list[str], codes: list[str], kinds: list[int], explained: list[str]
    ) -> None:
        self._explained = explained
        self._texts, self._codes, self._kinds = texts, codes, kinds
        by_spelling: dict[str, list[int]] = defaultdict(list)
        for place, line in enumerate(tidy("\n".join(texts)).split("\n")):
            for word in dict.fromkeys(line.split()):
                by_spelling[word].append(place)
        self._places: dict[str, list[int]] = {}
        for spelling, places in by_spelling.items():
            if spelling not in STOP_WORDS:
                word = singular(spelling)
                if word in self._places:
                    self._places[word] += places
                else:
                    self._places[word] = places
        number = len(texts)
        self._weights = {word: log(1 + number / len(at)) for word, at in self._places.items()}
        self._rarest = log(1 + number)
        self._totals = totals = [0.0] * number
        for word, places in self._places.items():
            weight = self._weights[word]
            for place in places:
                totals[place] += weight
        self._heads: dict[int, set[str]] = {}
        self._related = BoundedCache(self._words_related, MOST_WORDS)
        self._written_out = BoundedCache(self._explanations_of, MOST_WORDS)
        self._owners = BoundedCache(self._owners_of, MOST_WORDS)
        self._gains = BoundedCache(self._gains_of, MOST_GAINS)

    def text_at(self, place: int) -> str:
        """Return the name at a place."""
        return self._texts[place]

    def is_own(self, word: str, soc_code: str, share: float) -> bool:
        """Return whether a word is in names of one SOC code mostly, and in no other's title."""
        counts, titled = self._owners[word]
        own = counts[soc_code]
        return own > 0 and own >= share * counts.total() and titled <= {soc_code}

    def _owners_of(self, word: str) -> tuple[Counter[str], set[str]]:
        """Return the SOC codes of the names with a word, and those of titles among them."""
        at = self._places.get(word, ())
        titled = {self._codes[place][:7] for place in at if self._kinds[place] == TITLE}
        return Counter(self._codes[place][:7] for place in at), titled

    @cached_property
    def _families(self) -> Mapping[str, list[str]]:
        """The words by their first four letters: those of a family share them."""
        found: dict[str, list[str]] = {}
        for word in self._places:
            found.setdefault(word[:4], []).append(word)
        return found

    def _explanations_of(self, word: str) -> list[tuple[str, ...]]:
        """Return what an abbreviation stands for: ``rn`` for *registered nurse*."""
        short = len(word) <= LONGEST_ABBREVIATION
        texts = (text for text in self._explained if short and word in text)
        pairs = (abbreviation(*map(words, with_explanations(text))) for text in texts)
        found = Counter(pair[1] for pair in pairs if pair and pair[0] == word)
        return [long for long, n in found.most_common(2) if n >= USUAL * found.total()]

    def _words_related(self, word: str) -> Mapping[str, float]:
        """Return the words of names that a word may stand for, with how much each counts."""
        family = self._families.get(word[:4], ())
        kin = (other for other in family if other != word and stem(other) == stem(word))
        found = dict.fromkeys(kin, SAME_STEM)
        if word in self._places:
            found[word] = 1.0
        elif short := self._abbreviated(word):
            found |= dict.fromkeys(short, 1.0)
        elif len(word) >= SHORTEST_MISSPELT:
            # A family is likelier than two mistakes.
            most = 2 if len(word) >= TWO_MISTAKES and not found else 1
            found |= dict.fromkeys(self._respelt(word, most), 1.0)
        return found

    def _abbreviated(self, word: str) -> list[str]:
        """Return the commonest word whose letters are left out in one such as *mgr* or *maint*."""
        if not 3 <= len(word) <= LONGEST_ABBREVIATION:
            return []
        # Without vowels any letters may be left out, otherwise only those at the end.
        is_short = _has_letters if _CONSONANTS.fullmatch(word[1:]) else str.startswith
        full = [
            other
            for other, places in self._places.items()
            if len(places) >= COMMON
            and len(word) + 1 < len(other) <= LEFT_OUT * len(word)
            and is_short(other, word)
        ]
        # *acct* rather begins as *account* does than as *architect*.
        order = {other: (other[:2] != word[:2], -len(self._places[other])) for other in full}
        return sorted(full, key=order.__getitem__)[:1]

    def _respelt(self, word: str, most: int) -> list[str]:
        """Return the words that a misspelt one is nearest to."""
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        close = process.extract(
            word, self._places.keys(), scorer=OSA.distance, limit=None, score_cutoff=most
        )
        least = min((distance for _, distance, _ in close), default=0)
        return [other for other, distance, _ in close if distance == least]

    def _known_words(self, names: tuple[str, ...]) -> Iterator[str]:
        """Give the words of a text; one that no name has is cut in two that names have."""
        for word in names:
            parts = ((word[:n], singular(word[n:])) for n in range(3, len(word) - 2))
            cut = (two for two in parts if all(map(self._is_common, two)))
            yield from (word,) if word in self._places else next(cut, (word,))

    def _is_common(self, word: str) -> bool:
        return len(self._places.get(word, ())) >= COMMON

    def _versions(self, reading: Reading) -> list[Reading]:
        """Return a reading in words of names, with abbreviations as they are and written out."""
        known = tuple(dict.fromkeys(self._known_words(reading.words)))
        ends = reading.heads.intersection(known) or frozenset(known[-1:])
        found = [Reading(known, ends)]
        for at in range(1, len(known)):
            both = known[at - 1] + known[at]
            if both in self._places:
                last = ends - {known[at]} | {both} if known[at] in ends else ends
                found.append(Reading((*known[: at - 1], both, *known[at + 1 :]), last))
        for word in known:
            for long in self._written_out[word]:
                for version, last in found[: MOST_VERSIONS - len(found)]:
                    if word in version:
                        at = version.index(word)
                        new = dict.fromkeys((*version[:at], *long, *version[at + 1 :]))
                        last = last - {word} | {long[-1]} if word in last else last
                        found.append(Reading(tuple(new), last))
        return found

    def near(self, reading: Reading) -> list[Near]:
        """Return the names that come nearest to a reading of a title, some more than once."""
        return [near for version in self._versions(reading) for near in self._nearest(version)]

    def _nearest(self, reading: Reading) -> Iterator[Near]:
        common, total = self._in_common(reading.words)
        least = LEAST_SHARE * max(common.values(), default=0.0)
        kinds, totals = self._kinds, self._totals
        likenesses = [
            (both / (total + EXTRA[kinds[place]] * max(totals[place] - both, 0.0)), -place)
            for place, both in common.items()
            if both >= least
        ]
        most = RESPELT if any(word not in self._places for word in reading.words) else 1.0
        for likeness, at in nlargest(MOST_NAMES, likenesses):
            place = -at
            exact = likeness > ALL and len({*words(self._texts[place])}) == len(reading.words)
            same_head = not reading.heads.isdisjoint(self._heads_of(place))
            code = self._codes[place]
            yield Near(place, code, kinds[place], most * likeness, exact, same_head)

    def _in_common(self, names: tuple[str, ...]) -> tuple[dict[int, float], float]:
        """Return the weight of the words that each name has in common with a text, and of all."""
        weights = {word: self._weight_of(word) for word in names}
        common: dict[int, float] = {}
        most, rest = 0.0, sum(weights.values())
        for word in sorted(names, key=weights.__getitem__, reverse=True):
            gains = self._gains[word]
            if rest < LEAST_SHARE * most:  # names without the words before are too far
                gains = {place: gains[place] for place in gains.keys() & common.keys()}
            for place, gain in gains.items():
                common[place] = common.get(place, 0.0) + gain
            most = max(common.values(), default=0.0)
            rest -= weights[word]
        return common, sum(weights.values())

    def _weight_of(self, word: str) -> float:
        near = (self._weights[other] for other in self._related[word])
        return self._weights.get(word) or max(near, default=UNKNOWN * self._rarest)

    def _gains_of(self, word: str) -> Mapping[int, float]:
        """Return by how much a word brings each name nearer."""
        found: dict[int, float] = {}
        for other, counts in self._related[word].items():
            gain: float = counts * self._weight_of(word)  # of the word itself last: the most
            found |= dict.fromkeys(self._places[other], gain)
        return found

    def _heads_of(self, place: int) -> set[str]:
        if place not in self._heads:
            self._heads[place] = heads(self._texts[place])
        return self._heads[place]
