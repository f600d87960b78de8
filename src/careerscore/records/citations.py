"""Citations of results, methodologies and releases, as text or BibTeX."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from careerscore._record import Checks
from careerscore._text import strip_control
from careerscore.economics.base import EconomicResult
from careerscore.economics.catalog import methodology as economic_methodology
from careerscore.local import LocalMarket, LocalPay, PayHistory, PlaceRanking
from careerscore.local import methodology as local_methodology
from careerscore.methods.base import MethodologyBase
from careerscore.model.assessment import ResilienceAssessment
from careerscore.profiles import CareerProfile, SkillGap
from careerscore.profiles import methodology as profile_methodology
from careerscore.reference import Release
from careerscore.scoring import methodology as scoring_methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerscore.methods.base import Method
    from careerscore.model.provenance import Source

_STYLES: Final = ("text", "bibtex")

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}

_URL_CHARACTERS: Final = "!#$%&'()*+,/:;=?@[]~"

_WORK: Final = re.compile(r"(?P<author>[^():;]+) \((?P<year>\d{4})\)\. ")
"""The beginning of a citation in the style of the APA."""
_PAPER: Final = re.compile(r"(?P<title>.+?(?:\?|(?=\.)))\.? ?(?P<rest>.*)")
_ARTICLE: Final = re.compile(
    r"(?P<journal>[A-Z][^.,]+), (?P<volume>\d+)(?:\((?P<number>\d+)\))?, (?P<pages>\d+-\d+)"
)

_PERSON: Final = re.compile(r", (?:& )?(?=[^,]+, [A-Z]\.)")
_MONTH: Final = re.compile(
    r"\b(?:January|February|March|April|May|June|July|August|September|October|November|December) "
    r"(?:\d{1,2}, )?(\d{4})"
)


_Local: TypeAlias = LocalPay | PlaceRanking | LocalMarket | PayHistory
_Profile: TypeAlias = CareerProfile | SkillGap
_Result: TypeAlias = ResilienceAssessment | EconomicResult | _Local | _Profile
_Cited: TypeAlias = _Result | MethodologyBase | Release


class _Entry(NamedTuple):
    key: str
    title: str
    year: int
    citation: str
    url: str | None


def cite(result: _Cited | Iterable[_Cited] | Mapping[str, _Cited], style: str = "text") -> str:
    """Return the citations of results: their methodologies and the editions of their figures.

    Parameters
    ----------
    result : ResilienceAssessment, EconomicResult, CareerProfile, SkillGap, LocalPay, ...
        Any result, if of a methodology then of a registered one; or a methodology, or a `Release`
        for all of its editions. Of several, or of a mapping of them as of `assess_all`, each
        source is cited once.
    style : str
        ``"text"`` for one citation a line, ``"bibtex"`` for BibTeX entries.

    Raises
    ------
    InvalidInputError
        If something else is to be cited, or the style is unknown.
    UnknownMethodologyError
        If no methodology is registered under the id of the result's.

    Examples
    --------
    >>> import careerscore as cs
    >>> for line in cite(cs.assess_all(data="2026.1")).splitlines():
    ...     print(line[line.rindex("[") :])
    [american-dream-jobs/2.0]
    [gpts-are-gpts/2024]
    [employment-projections/2024-34]
    [epoch-heuristic/onet-30.1]
    [felten-aioe/2021]
    """
    checks = Checks("cite")
    expected = (
        "a ResilienceAssessment, an EconomicResult, a CareerProfile or SkillGap, a result on "
        "places or pay over time, a methodology or a Release, or several"
    )
    cited = _several(result)
    holds = bool(cited) and all(isinstance(each, _Cited) for each in cited)
    checks.expect("result", result, expected, holds=holds)
    checks.expect("style", style, " or ".join(map(repr, _STYLES)), holds=style in _STYLES)
    checks.raise_problems()
    entries = tuple(dict.fromkeys(entry for each in cited for entry in _entries(each)))
    if style == "bibtex":
        # A measure and the edition of its figures have one id; BibTeX takes a key once.
        keys = [entry.key for entry in entries]
        ends = ("-data" if key in keys[:place] else "" for place, key in enumerate(keys))
        return "\n\n".join(map(_bibtex, entries, ends))
    return "\n".join(map(_text, entries))


def _several(result: Any) -> tuple[Any, ...]:
    """Return what is to be cited, alone or several."""
    if isinstance(result, _Cited) or not isinstance(result, Iterable):
        return (result,)
    return tuple(result.values() if isinstance(result, Mapping) else result)


def _entries(result: _Cited) -> Iterator[_Entry]:
    if isinstance(result, MethodologyBase):
        yield _entry_of(result)
        return
    if isinstance(result, Release):
        yield from _editions(result.datasets, result.name)
        return
    method_of: Callable[[str], Method]
    ids: tuple[str | None, ...]
    sources: Iterable[Source | None]
    if isinstance(result, EconomicResult):
        method_of, ids = economic_methodology, (result.methodology, *getattr(result, "parts", ()))
        sources = result.sources
    elif isinstance(result, _Profile):
        method_of, ids, sources = profile_methodology, (result.methodology,), result.sources
    elif isinstance(result, _Local):
        method_of = scoring_methodology if isinstance(result, LocalMarket) else local_methodology
        ids, sources = (getattr(result, "methodology", None),), result.sources
    else:
        method_of, ids = scoring_methodology, (result.methodology, result.step)
        sources = result.sources
    for id in filter(None, ids):
        yield _entry_of(method_of(id))
    yield from _editions(filter(None, sources), result.data_release)


def _entry_of(method: Method) -> _Entry:
    url = getattr(method, "url", None)
    return _Entry(method.id, method.title, method.released.year, method.citation, url)


def _editions(sources: Iterable[Source], data_release: str | None) -> Iterator[_Entry]:
    release = f" (data release {data_release})" if data_release else ""
    for each in sources:
        title, year = f"{each.title}{release}", _year_of(each)
        yield _Entry(each.id, title, year, each.citation, each.url)


def _year_of(source: Source) -> int:
    """Return the year of an edition that its name gives, else that in which it was retrieved."""
    named = re.search(r"\b((?:19|20)\d\d)(?:-(\d\d))?", source.edition)
    if named is None:
        return source.retrieved.year
    first, last = int(named[1]), int(named[2] or 0)
    # Projections over ten years are published in the year after the first.
    return first + ((first + 10) % 100 == last)


def _text(entry: _Entry) -> str:
    address = f" {entry.url}" if entry.url and entry.url not in entry.citation else ""
    return strip_control(f"{entry.citation}{address} [{entry.key}]")


def _bibtex(entry: _Entry, end: str) -> str:
    work = _WORK.match(entry.citation)
    month = _MONTH.search(entry.citation)
    author = work["author"] if work else entry.citation.partition(",")[0]
    paper = _PAPER.match(entry.citation, work.end()) if work and _is_person(author) else None
    article = paper and _ARTICLE.match(paper["rest"])
    fields = {
        "title": f"{{{_escaped(paper['title'] if paper else entry.title)}}}",
        "author": _authors(author),
        "year": (work and work["year"]) or (month and month[1]) or str(entry.year),
        "note": _escaped(entry.title if paper else entry.citation),
    }
    if article:
        fields |= {
            name: value.replace("-", "--") if name == "pages" else _escaped(value)
            for name, value in article.groupdict().items()
            if value
        }
    elif paper:
        rest = paper["rest"].replace(entry.url or "", "").strip(" .")
        fields |= {"howpublished": _escaped(rest)} if rest else {}
    if entry.url:
        # Braces and blanks in a URL would end the field and begin another.
        fields["url"] = quote(strip_control(entry.url), safe=_URL_CHARACTERS)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    key = re.sub(r"[^A-Za-z0-9]+", "-", entry.key) + end
    return f"@{'article' if article else 'misc'}{{{key},\n{lines}}}"


def _authors(names: str) -> str:
    """Return authors as BibTeX separates them; an institution in braces, so that it stays whole."""
    people = _PERSON.split(names)
    named = _is_person(names)
    return " and ".join(_escaped(each) if named else f"{{{_escaped(each)}}}" for each in people)


def _is_person(names: str) -> bool:
    return ", " in names


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in strip_control(text))
