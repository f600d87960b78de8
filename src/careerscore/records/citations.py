"""Citations of a result, as text or BibTeX."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final, NamedTuple
from urllib.parse import quote

from careerscore._record import Checks
from careerscore._text import strip_control
from careerscore.economics.catalog import methodology as method_of_id
from careerscore.economics.results import EconomicResult
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.assessment import ResilienceAssessment
from careerscore.scoring import methodology as methodology_of_id

if TYPE_CHECKING:
    from collections.abc import Iterator

    from careerscore.model.provenance import Source

__all__ = ["check_result", "cite"]

STYLES: Final = ("text", "bibtex")

_SPECIAL: Final = {
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    **{character: f"\\{character}" for character in "&%$#_{}"},
}


_URL_CHARACTERS: Final = "!#$%&'()*+,/:;=?@[]~"


class _Entry(NamedTuple):
    key: str
    title: str
    year: int
    citation: str
    url: str | None


def cite(result: ResilienceAssessment | EconomicResult, style: str = "text") -> str:
    """Return the citations of a result: its methodology, then the editions of its figures.

    Parameters
    ----------
    result : ResilienceAssessment or EconomicResult
        Any result of a registered methodology.
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
    holds = isinstance(result, ResilienceAssessment | EconomicResult)
    expected = "a ResilienceAssessment or an EconomicResult"
    checks.expect("result", result, expected, holds=holds)
    checks.raise_problems()
    if style not in STYLES:
        problem = Problem("style", shorten(style), " or ".join(map(repr, STYLES)))
        raise InvalidInputError("cite", (problem,))
    shown = _bibtex if style == "bibtex" else _text
    separator = "\n\n" if style == "bibtex" else "\n"
    cited = _of_economics(result) if isinstance(result, EconomicResult) else _entries(result)
    return separator.join(shown(entry) for entry in cited)


def check_result(subject: str, result: object) -> None:
    """Check that a value is an assessment."""
    checks = Checks(subject)
    checks.instance("result", result, ResilienceAssessment)
    checks.raise_problems()


def _entries(result: ResilienceAssessment) -> Iterator[_Entry]:
    for id in dict.fromkeys(filter(None, (result.methodology, result.step))):
        method = methodology_of_id(id)
        url = getattr(method, "url", None)
        yield _Entry(id, method.title, method.released.year, method.citation, url)
    sources = dict.fromkeys(factor.source for factor in result.factors)
    for source in sources:
        if source is not None:
            yield _edition(source, result.data_release)


def _of_economics(result: EconomicResult) -> Iterator[_Entry]:
    for id in dict.fromkeys((result.methodology, *getattr(result, "parts", ()))):
        method = method_of_id(id)
        url = getattr(method, "url", None)
        yield _Entry(id, method.title, method.released.year, method.citation, url)
    for source in result.sources:
        yield _edition(source, result.data_release)


def _edition(source: Source, data_release: str | None) -> _Entry:
    release = f" (data release {data_release})" if data_release else ""
    title = f"{source.title}{release}"
    return _Entry(source.id, title, source.retrieved.year, source.citation, source.url)


def _text(entry: _Entry) -> str:
    address = f" {entry.url}" if entry.url and entry.url not in entry.citation else ""
    return strip_control(f"{entry.citation}{address} [{entry.key}]")


def _bibtex(entry: _Entry) -> str:
    fields = {
        "title": f"{{{_escaped(entry.title)}}}",
        "year": str(_year(entry)),
        "note": _escaped(entry.citation),
    }
    if entry.url:
        # Braces and blanks in a URL would end the field and begin another.
        fields["url"] = quote(strip_control(entry.url), safe=_URL_CHARACTERS)
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{{re.sub(r'[^A-Za-z0-9]+', '-', entry.key)},\n{lines}}}"


def _year(entry: _Entry) -> int:
    """Return the year in the citation, or the year of retrieval."""
    named = re.search(r"\((\d{4})\)", entry.citation)
    return int(named[1]) if named else entry.year


def _escaped(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in strip_control(text))
