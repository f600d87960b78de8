"""Pages on releases, editions of datasets, and search results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._render.blocks import (
    Column,
    DefinitionList,
    Emphasis,
    Page,
    Section,
    Table,
    paragraph,
    paragraphs,
)
from careerscore.model.pages import sources_section

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._render.blocks import Block
    from careerscore.model.provenance import Source
    from careerscore.reference.releases import Release
    from careerscore.reference.search import SearchResult

__all__ = ["data_page", "release_page", "search_page"]


def release_page(release: Release) -> Page:
    """Return the page on a release: its size, its editions and their terms.

    Examples
    --------
    >>> import careerscore as cs
    >>> release_page(cs.load("2026.1")).title
    'Release 2026.1'
    """
    rows = [(source.id, source.title, source.publisher) for source in release.datasets]
    columns = (Column(share=2), Column(share=4), Column(Emphasis.MUTED, share=3))
    counts = [("Occupations", f"{len(release):,}"), ("Editions", f"{len(rows):,}")]
    return Page(
        f"Release {release.name}",
        (
            DefinitionList(counts),
            Section("Editions", [Table(columns, rows, ("edition", "title", "publisher"))]),
            sources_section(release.datasets),
            paragraph(f"Fingerprint: {release.fingerprint}", Emphasis.MUTED),
        ),
    )


def data_page(releases: Iterable[Release], sources: Iterable[Source]) -> Page:
    """Return a list of releases with their editions, and of editions with their terms."""
    blocks = (*map(_release, releases), *map(_edition, sources))
    return Page("Releases and editions", blocks, heading=False)


def _release(release: Release) -> Section:
    editions = ", ".join(f"{dataset}/{edition}" for dataset, edition in release.editions.items())
    fingerprint = paragraph(f"Fingerprint: {release.fingerprint}", Emphasis.MUTED)
    return Section(f"Release {release.name}", [paragraph(editions), fingerprint], minor=True)


def _edition(source: Source) -> Section:
    terms = f"{source.publisher}. Licence: {source.licence}."
    blocks = [paragraph(source.title), *paragraphs(terms, emphasis=Emphasis.MUTED)]
    return Section(source.id, blocks, minor=True)


def search_page(results: Sequence[SearchResult]) -> Page:
    """Return a table of search results, best first."""
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
    table = Table(columns, rows, ("code", "occupation", "found by", "likeness"))
    body: Block = table if rows else paragraph("nothing comes near; try another word")
    return Page("Search results", [body], heading=False)
