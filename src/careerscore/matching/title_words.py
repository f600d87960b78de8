"""The words of a title: in lower case and the singular, without stop words.

Titles and queries pass the same rules. A rule need not give a word of English, only the same one
for every spelling: *nurse* and *nurses* both become ``nurs``.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Final, NamedTuple
from unicodedata import combining, normalize

_STOP_WORDS = "a all an and as at by etc except for in including n of on or other the to with"
STOP_WORDS: Final = frozenset(_STOP_WORDS.split())
"""Stop words: they mean nothing for the work."""

_PUNCTUATION: Final = {
    code: " " for code in range(128) if code != 10 and not chr(code).isalnum() and code not in b"+#"
} | {ord("."): None, ord("'"): None}

_SEPARATOR: Final = re.compile(
    r"[,/;:()\[\]&|]|--|\s[-\u2013\u2014]+\s|\b(?:and|at|except|for|in|including|of|or|to|with)\b"
)
_BRACKETS: Final = re.compile(r"\(([^()]*)\)?|\[([^\[\]]*)\]?")

_ENDINGS: Final = (
    "a abil abl ac acy al an anc ant ar at ed ement enc ent eon er es ian ic ing ion ism ist ity "
    "iv iz ment olog or ship ty ur y"
)
_STEM: Final = re.compile(rf"(.{{4,}}?)(?:{_ENDINGS.replace(' ', '|')})*")


def tidy(text: str) -> str:
    """Return a text with blanks between its words, in lower case, without accents."""
    if not text.isascii():
        text = text.replace("\u2019", "'")
        # What is no accent stands between words, as a dash does.
        plain = (
            each if each.isascii() else " "
            for each in normalize("NFKD", text)
            if not combining(each)
        )
        text = "".join(plain)
    return text.lower().replace("'s", "").translate(_PUNCTUATION)


@lru_cache(maxsize=50_000)
def singular(word: str) -> str:
    """Return what a word has in common with its plural, for a man and a woman alike.

    Examples
    --------
    >>> singular("secretaries") == singular("secretary"), singular("waitresses")
    (True, 'waitress')
    """
    if len(word) < 4 or word[-1] not in "ens":
        return word
    for end, start in (("people", "person"), ("women", "person"), ("woman", "person")):
        if word.endswith(end):
            return word[: -len(end)] + start
    if word.endswith("men"):
        word = f"{word[:-2]}an"
    if word.endswith("man") and len(word) > 6:
        return f"{word[:-3]}person"
    if word[-1] == "s" and word[-2] not in "iu" and not word.endswith("ss"):
        word = word[:-1]
    if word.endswith("ie"):
        return f"{word[:-2]}y"
    return word[:-1] if word.endswith("e") and len(word) > 3 else word


def words(text: str) -> list[str]:
    """Return the words of a text without stop words, in their order.

    Examples
    --------
    >>> words("Secretaries and Administrative Assistants, Except Legal")
    ['secretary', 'administrativ', 'assistant', 'legal']
    """
    return [singular(word) for word in tidy(text).split() if word not in STOP_WORDS]


def heads(text: str) -> set[str]:
    """Return the words that name the worker: the last one of each part of a title.

    Examples
    --------
    >>> sorted(heads("Butchers and Meat Cutters, Retail"))
    ['butcher', 'cutter', 'retail']
    """
    return {part[-1] for part in map(words, _SEPARATOR.split(text.lower())) if part}


@lru_cache(maxsize=50_000)
def stem(word: str) -> str:
    """Return the beginning that a word shares with others of its family.

    Examples
    --------
    >>> stem("cardiologist") == stem("cardiology"), stem("painter") == stem("painting")
    (True, True)
    """
    found = _STEM.fullmatch(word)
    return found[1] if found else word


_TERMS = (
    "i ii iii iv v vi vii viii ix x 1 2 3 4 5 6 7 8 9 sr jr senior junior lead principal staff "
    "associate trainee intern apprentice journeyman journey experienced certified mid advanced "
    "grade step level entry class remote hybrid onsite contract contractor temporary temp "
    "seasonal permanent hourly prn travel traveling traveler shift night day evening weekend "
    "part full time per diem b c d e"
)
TERMS: Final = frozenset(map(singular, _TERMS.split()))
"""Grades, ranks and terms of employment: tried first as a part of the title, then without."""


_FIRST_PART: Final = re.compile(r"[^,/;:()\[\]&|\u2013\u2014-]+")


class Reading(NamedTuple):
    """One way to read a title: its words, and those among them that name the worker."""

    words: tuple[str, ...]
    heads: frozenset[str]


def first_part(text: str) -> Reading | None:
    """Return what stands before the first bracket, dash, slash or comma: often the job's name.

    Examples
    --------
    >>> first_part("Registered Nurse - ICU (Nights)").words, first_part("Registered Nurse")
    (('registered', 'nurs'), None)
    """
    before = _FIRST_PART.match(text.strip())
    names = words(before[0]) if before and before.end() < len(text.strip()) else []
    return Reading(tuple(dict.fromkeys(names)), frozenset(names[-1:])) if names else None


def is_of_two_jobs(text: str) -> bool:
    """Return whether a slash or an ampersand parts a text before any other sign.

    Examples
    --------
    >>> is_of_two_jobs("Electrician/Plumber"), is_of_two_jobs("Nurse (Days/Nights)")
    (True, False)
    """
    before = _FIRST_PART.match(text.strip())
    return before is not None and text.strip()[before.end() : before.end() + 1] in {"/", "&"}


def readings(text: str) -> list[Reading]:
    """Return the ways to read a title: as it stands, without brackets, without grades and terms.

    Examples
    --------
    >>> [" ".join(reading.words) for reading in readings("Sr. Data Scientist (Remote)")]
    ['sr data scientist remot', 'data scientist', 'sr data scientist']
    """
    found: dict[tuple[str, ...], frozenset[str]] = {}
    for version in (text, _BRACKETS.sub(" ", text)):
        names = words(version)
        ends = heads(version)
        for kept in (names, [word for word in names if word not in TERMS]):
            if kept:
                last = ends.intersection(kept) or {kept[-1]}
                found.setdefault(tuple(dict.fromkeys(kept)), frozenset(last))
    return [Reading(*each) for each in found.items()]
