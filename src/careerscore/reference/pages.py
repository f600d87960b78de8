"""Page on a release: its size, its editions and their terms."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._render.blocks import Column, Page, Section, Table, definitions, muted
from careerscore.model.pages import sources_section

if TYPE_CHECKING:
    from careerscore.reference.releases import Release


def release_page(release: Release) -> Page:
    """Return the page on a release.

    Examples
    --------
    >>> import careerscore as cs
    >>> release_page(cs.load("2026.1")).title
    'Release 2026.1'
    """
    rows = [(source.id, source.title, source.publisher) for source in release.datasets]
    columns = (Column(share=2), Column(share=4), Column(muted=True, share=3))
    return Page(
        f"Release {release.name}",
        (
            *definitions(("Occupations", f"{len(release):,}"), ("Editions", f"{len(rows):,}")),
            Section("Editions", [Table(columns, rows, ("edition", "title", "publisher"))]),
            sources_section(release.datasets),
            *muted(f"Fingerprint: {release.fingerprint}"),
        ),
    )
