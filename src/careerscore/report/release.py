"""The page on a release: the editions that it pins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.report.blocks import facts, line, section
from careerscore.report.page import Column, Grid, Page, Title, Tone
from careerscore.report.source_list import sources_section

if TYPE_CHECKING:
    from careerscore.reference.releases import Release

__all__ = ["release_page"]


def release_page(release: Release) -> Page:
    """Lay a release out: its size, its editions, their terms.

    Parameters
    ----------
    release : Release
        What the page is about.

    Examples
    --------
    >>> import careerscore as cs
    >>> release_page(cs.load("2026.1")).title
    'Release 2026.1'
    """
    title = f"Release {release.name}"
    rows = [(source.id, source.title, source.publisher) for source in release.datasets]
    columns = (Column(share=2), Column(share=4), Column(Tone.QUIET, share=3))
    return Page(
        title,
        (
            Title(title),
            facts([("Occupations", f"{len(release):,}"), ("Editions", f"{len(rows):,}")]),
            section("Editions", Grid(columns, rows, ("edition", "title", "publisher"))),
            sources_section(release.datasets),
            line(f"Fingerprint: {release.fingerprint}", Tone.QUIET),
        ),
    )
