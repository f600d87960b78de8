"""Citations of a result, as text or BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias
from urllib.parse import quote

from careerscore._record import Checks
from careerscore._text import strip_control
from careerscore.economics.base import EconomicResult
from careerscore.economics.catalog import methodology as economic_methodology
from careerscore.local import LocalMarket, LocalPay, PayHistory, PlaceRanking
from careerscore.local import methodology as local_methodology
from careerscore.model.assessment import ResilienceAssessment
from careerscore.profiles import CareerProfile, SkillGap
from careerscore.profiles import methodology as profile_methodology
from careerscore.scoring import methodology as scoring_methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

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


_Local: TypeAlias = LocalPay | PlaceRanking | LocalMarket | PayHistory
_Profile: TypeAlias = CareerProfile | SkillGap
_Result: TypeAlias = ResilienceAssessment | EconomicResult | _Local | _Profile


class _Entry(NamedTuple):
    key: str
    title: str
    year: int
    citation: str
    url: str | None


def cite(result: _Result, style: str = "text") -> str:
    """Return the citations of a result: its methodology, then the editions of its figures.

    Parameters
    ----------
    result : ResilienceAssessment, EconomicResult, CareerProfile, SkillGap, LocalPay, ...
        Any result, if of a methodology then of a registered one.
    style : str
        ``"text"`` for one citation a line, ``"bibtex"`` for BibTeX entries.

    Raises
    ------
    InvalidInputError
        If the style is unknown.
    UnknownMethodologyError
        If no methodology is registered under the id of the result's.

    Examples
    --------
    >>> import careerscore as cs
    >>> for line in cite(cs.assess("29-2072.00", data="2026.1")).splitlines():
    ...     print(line[line.rindex("[") :])
    [american-dream-jobs/2.0]
    [gpts-are-gpts/2024]
    [employment-projections/2024-34]
    [epoch-heuristic/onet-30.1]
    """
    checks = Checks("cite")
    expected = (
        "a ResilienceAssessment, an EconomicResult, a CareerProfile or SkillGap, or a result on "
        "places or pay over time"
    )
    holds = isinstance(result, _Result)
    checks.expect("result", result, expected, holds=holds)
    checks.expect("style", style, " or ".join(map(repr, _STYLES)), holds=style in _STYLES)
    checks.raise_problems()
    entries = tuple(dict.fromkeys(_entries(result)))
    if style == "bibtex":
        # A measure and the edition of its figures have one id; BibTeX takes a key once.
        keys = [entry.key for entry in entries]
        ends = ("-data" if key in keys[:place] else "" for place, key in enumerate(keys))
        return "\n\n".join(map(_bibtex, entries, ends))
    return "\n".join(map(_text, entries))


def _entries(result: _Result) -> Iterator[_Entry]:
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
        method = method_of(id)
        url = getattr(method, "url", None)
        yield _Entry(id, method.title, method.released.year, method.citation, url)
    release = f" (data release {result.data_release})" if result.data_release else ""
    for each in filter(None, sources):
        title = f"{each.title}{release}"
        yield _Entry(each.id, title, each.retrieved.year, each.citation, each.url)


def _text(entry: _Entry) -> str:
    address = f" {entry.url}" if entry.url and entry.url not in entry.citation else ""
    return strip_control(f"{entry.citation}{address} [{entry.key}]")


def _bibtex(entry: _Entry, end: str) -> str:
    year = re.search(r"\((\d{4})\)", entry.citation)
    fields = {
        "title": f"{{{_escaped(entry.title)}}}",
        "year": str(year[1] if year else entry.year),
        "note": _escaped(entry.citation),
    }
    if entry.url:
        # Braces and blanks in a URL would end the field and begin another.
        fields["url"] = quote(strip_control(entry.url), safe=_URL_CHARACTERS)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    key = re.sub(r"[^A-Za-z0-9]+", "-", entry.key) + end
    return f"@misc{{{key},\n{lines}}}"


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in strip_control(text))
