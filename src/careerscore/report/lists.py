"""Lists on the command line: search results, methodologies, releases and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.economics.catalog import kinds_of
from careerscore.report.blocks import facts, line
from careerscore.report.page import Column, Grid, Group, Tone

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.economics.methods import EconomicMethod
    from careerscore.model.provenance import Source
    from careerscore.reference import Release
    from careerscore.reference.search import SearchResult
    from careerscore.report.page import Block
    from careerscore.scoring.protocol import Methodology

__all__ = ["dataset_list", "method_list", "methodology_list", "release_list", "search_list"]


def search_list(results: Sequence[SearchResult]) -> Block:
    """Return a table of search results, best first."""
    if not results:
        return line("nothing comes near; try another word")
    rows = [
        (
            result.code,
            result.title,
            result.kind if result.kind == "title" else f"{result.kind}: {result.matched}",
            f"{result.score:.0f}",
        )
        for result in results
    ]
    columns = (Column(wraps=False), Column(), Column(), Column(right=True))
    return Grid(columns, rows, ("code", "occupation", "found by", "likeness"))


def methodology_list(methodologies: Iterable[Methodology]) -> Group:
    """Return a catalogue of methodologies: what each is, takes and gives."""
    return Group([_methodology(methodology) for methodology in methodologies])


def _methodology(methodology: Methodology) -> Group:
    status = f"{methodology.status}, {methodology.released}"
    if methodology.superseded_by:
        status += f", by {methodology.superseded_by}"
    description = getattr(methodology, "description", None)
    tiers = ", ".join(tier.label for tier in methodology.tiers)
    body: list[Block] = [
        line(status, Tone.QUIET),
        *([line(description)] if description else []),
        facts(
            (entry.name, f"{entry.unit}{_range(entry.minimum, entry.maximum)}")
            for entry in methodology.inputs
        ),
        *([line(f"Tiers: {tiers}")] if tiers else []),
        line(methodology.citation, Tone.QUIET),
        line(f"Fingerprint: {methodology.fingerprint}", Tone.QUIET),
    ]
    head = line(f"{methodology.id}  {methodology.title}", Tone.STRONG)
    return Group((head, Group(body, indented=True)))


def method_list(methods: Iterable[EconomicMethod]) -> Group:
    """Return a catalogue of methods of economics: what each answers, and how."""
    return Group([_method(method) for method in methods])


def _method(method: EconomicMethod) -> Group:
    status = f"{', '.join(kinds_of(method))}; {method.status}, {method.released}"
    if method.superseded_by:
        status += f", by {method.superseded_by}"
    texts = (getattr(method, name, None) for name in ("description", "rule"))
    body: list[Block] = [
        line(status, Tone.QUIET),
        *(line(text) for text in texts if text),
        line(method.citation, Tone.QUIET),
        line(f"Fingerprint: {method.fingerprint}", Tone.QUIET),
    ]
    head = line(f"{method.id}  {method.title}", Tone.STRONG)
    return Group((head, Group(body, indented=True)))


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f", {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f", at least {minimum:g}"
    return "" if maximum is None else f", at most {maximum:g}"


def release_list(releases: Iterable[Release]) -> Group:
    """Return a list of releases with the editions each is made of."""
    return Group([_release(release) for release in releases])


def _release(release: Release) -> Group:
    pinned = ", ".join(f"{dataset}/{edition}" for dataset, edition in release.editions.items())
    body = (line(pinned), line(f"Fingerprint: {release.fingerprint}", Tone.QUIET))
    head = line(f"Release {release.name}", Tone.STRONG)
    return Group((head, Group(body, indented=True)))


def dataset_list(sources: Iterable[Source]) -> Group:
    """Return a list of dataset editions with title, publisher and licence."""
    return Group([_edition(source) for source in sources])


def _edition(source: Source) -> Group:
    terms = line(f"{source.publisher}. Licence: {source.licence}.", Tone.QUIET)
    body = Group((line(source.title), terms), indented=True)
    return Group((line(source.id, Tone.STRONG), body))
