"""From what a caller asks for to one code: O*NET or SOC code, slug, title or alias."""

from __future__ import annotations

import re
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

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore.reference.facts import Facts
    from careerscore.reference.search import NameIndex

LONGEST_QUERY: Final = 200
"""Longer than every title; anything beyond is a mistake and not worth comparing."""

MOST_SUGGESTED: Final = 5

_LIKE_A_CODE: Final = re.compile(r"[0-9]{2}\W?[0-9]")
"""What begins like a code is compared with codes, not with names."""

_GROUP_LENGTHS: Final = {"broad occupation": 6, "minor group": 4, "major group": 3}


def checked_query(text: object, subject: str = "occupation", field: str = "query") -> str:
    """Return a query with its white space tidied, or refuse it."""
    tidy = " ".join(text.split()) if isinstance(text, str) and len(text) <= LONGEST_QUERY else ""
    if not tidy:
        expected = f"a code, slug, title or alias of at most {LONGEST_QUERY} characters"
        raise InvalidInputError(subject, (Problem(field, shorten(text), expected),))
    return tidy


def resolve_code(query: str, facts: Facts, data_release: str) -> str | None:
    """Return the O*NET-SOC code that an O*NET-SOC or SOC code stands for.

    None where the query has not the form of a code.
    """
    if not (is_onet_soc_code(query) or is_soc_code(query)):
        return None
    code = query if is_onet_soc_code(query) else onet_soc_code(query)
    if code in facts.titles:
        return code
    raise _not_a_code(query, facts, data_release)


def resolve_name(query: str, facts: Facts, names: NameIndex, data_release: str) -> str:
    """Return the O*NET-SOC code of the one occupation with a title, slug or alias."""
    found = names.codes_named(query)
    if len(found) == 1:
        return found[0]
    if found:
        raise AmbiguousOccupationError(shorten(query), data_release, _named(facts, found))
    nearest = (
        close_matches(query, tuple(facts.titles))
        if _LIKE_A_CODE.match(query)
        else [result.code for result in names.search(query, MOST_SUGGESTED)]
    )
    raise UnknownOccupationError(shorten(query), data_release, _named(facts, nearest))


def _named(facts: Facts, codes: Iterable[str]) -> tuple[tuple[str, str], ...]:
    return tuple((code, facts.titles[code]) for code in codes if code in facts.titles)


def _not_a_code(query: str, facts: Facts, data_release: str) -> Exception:
    known = _named(facts, facts.successors(query))
    system = "O*NET-SOC 2010" if is_onet_soc_code(query) else "SOC 2010"
    if known:
        return RetiredCodeError(query, system, data_release, known)
    for group, length in _GROUP_LENGTHS.items():
        members = tuple(code for code in facts.titles if code.startswith(query[:length]))
        if members:
            reason = f"the {group} {query[:length]} has others"
            nearest = _named(facts, members[:MOST_SUGGESTED])
            return UnknownOccupationError(query, data_release, nearest, reason)
    return UnknownOccupationError(query, data_release, (), "no SOC major group begins like this")
