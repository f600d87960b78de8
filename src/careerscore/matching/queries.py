"""Occupation queries in one release: by code, slug, title or job title."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final

from careerscore.codes import is_onet_soc_code, is_soc_code
from careerscore.errors import (
    AmbiguousOccupationError,
    InvalidInputError,
    Problem,
    RetiredCodeError,
    UnknownOccupationError,
    shorten,
)
from careerscore.matching.codes import match_code
from careerscore.matching.matches import SURE, Candidate, MatchKind
from careerscore.matching.spellings import read_code
from careerscore.matching.titles import LONGEST, MOST_NEAREST, Titles
from careerscore.model.occupation import PUBLISHED_SLUG_LENGTH, slug_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore.matching.matches import Match
    from careerscore.matching.titles import Facts

_GROUP_LENGTHS: Final = {"broad occupation": 6, "minor group": 4, "major group": 3}


class Queries:
    """The codes, slugs, titles and job titles of a release.

    Parameters
    ----------
    facts : Facts
        The tables of the release.
    data_release : str
        Its name, for messages.
    """

    def __init__(self, facts: Facts, data_release: str) -> None:
        self._facts = facts
        self._release = data_release
        self.titles: Titles = Titles(facts)

    @cached_property
    def _codes(self) -> Mapping[str, str]:
        """The code of every title, full slug and published slug."""
        titles = self._facts.titles
        slugs = {slug_of(title): code for code, title in titles.items()}
        published = {slug[:PUBLISHED_SLUG_LENGTH]: code for slug, code in slugs.items()}
        return published | slugs | {title.casefold(): code for code, title in titles.items()}

    def find(self, query: object) -> Candidate:
        """Return the one occupation that a query surely means, and how it was found."""
        text = _checked(query, "occupation", "query")
        if (match := self._as_code(text)) is not None:
            return self._candidate(self._code_of(text, match), text, "code")
        # A title or slug names one occupation, whatever else has it for an alias.
        if (code := self._codes.get(text.casefold())) is not None:
            return self._candidate(code, text, "title")
        found = self.titles.candidates(text, MOST_NEAREST)
        if found and found[0].confidence >= SURE:
            return found[0]
        nearest = tuple((each.code, each.title) for each in found)
        exact = any(each.how != "similar" for each in found)
        error = AmbiguousOccupationError if exact else UnknownOccupationError
        raise error(shorten(text), self._release, nearest)

    def _candidate(self, code: str, text: str, how: str, share: float = 1.0) -> Candidate:
        title = self._facts.titles[code]
        return Candidate(code=code, title=title, matched=text, how=how, confidence=share)

    def _as_code(self, text: str) -> Match | None:
        """Return what a text stands for as a code; None where it is not written like one."""
        match, reading = match_code(text, None, self._facts), read_code(text)
        number = any(map(str.isdigit, text)) and not any(map(str.isalpha, text))
        return match if match.candidates or reading.code or reading.near or number else None

    def _code_of(self, text: str, match: Match) -> str:
        if match.kind is MatchKind.MATCHED:
            return match.candidates[0]
        code = match.read_as or text
        written = code if is_soc_code(code) or is_onet_soc_code(code) else shorten(text)
        if later := self._titled(match.earlier):
            system = "O*NET-SOC 2010" if is_onet_soc_code(code) else "SOC 2010"
            raise RetiredCodeError(written, system, self._release, later)
        if match.kind is MatchKind.ONE_TO_MANY:
            candidates = self._most_workers_first(match.candidates)
            raise AmbiguousOccupationError(written, self._release, candidates)
        if match.members:
            nearest = self._most_workers_first(match.members)[:MOST_NEAREST]
            raise UnknownOccupationError(written, self._release, nearest, match.reason)
        for group, length in _GROUP_LENGTHS.items() if read_code(text).code else ():
            start = code[:length]
            members = [each for each in self._facts.titles if each.startswith(start)]
            if members and "-" in start:
                nearest = self._most_workers_first(members)[:MOST_NEAREST]
                reason = f"the {group} {start} has others"
                raise UnknownOccupationError(written, self._release, nearest, reason)
        nearest = tuple((each.code, each.title) for each in match.nearest)
        # A query has no `system`.
        reason = match.reason.replace("say so by system=", "Release.match_code takes system=")
        raise UnknownOccupationError(written, self._release, nearest, reason)

    def _most_workers_first(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        workers = self.titles.workers
        return self._titled(sorted(codes, key=lambda code: (-workers.get(code, 0.0), code)))

    def _titled(self, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
        return tuple((code, self._facts.titles[code]) for code in codes)

    def search(self, text: object, limit: object) -> tuple[Candidate, ...]:
        """Return the occupations that a text may mean, best first."""
        if not isinstance(limit, int) or isinstance(limit, bool) or limit < 1:
            problem = Problem("limit", shorten(limit), "an integer of at least 1")
            raise InvalidInputError("search", (problem,))
        if isinstance(text, str) and text.isspace() and len(text) <= LONGEST:
            return ()
        query = _checked(text, "search", "text")
        match = self._as_code(query)
        if match is None or not match.candidates:
            return self.titles.candidates(query, limit)
        share = round(match.confidence / len(match.candidates), 3)
        written = match.read_as or query
        return tuple(
            self._candidate(code, written, "code", share) for code in match.candidates[:limit]
        )


def _checked(text: object, subject: str, field: str) -> str:
    """Return a query with its white space tidied, or refuse it."""
    tidy = " ".join(text.split()) if isinstance(text, str) and len(text) <= LONGEST else ""
    if not tidy:
        expected = f"a code, slug, title or alias of at most {LONGEST} characters"
        raise InvalidInputError(subject, (Problem(field, shorten(text), expected),))
    return tidy
