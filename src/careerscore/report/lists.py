"""Lists on the command line: search results, methodologies, releases and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from careerscore.model.provenance import Source
    from careerscore.reference import Release
    from careerscore.reference.search import SearchResult
    from careerscore.scoring.protocol import Methodology

__all__ = ["dataset_list", "methodology_list", "release_list", "search_list"]


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    for number, heading in enumerate(headings):
        table.add_column(heading, no_wrap=number == 0)
    for row in rows:
        table.add_row(*map(plain, row))
    return table


def search_list(results: Sequence[SearchResult]) -> RenderableType:
    """Return a table of search results, best first."""
    if not results:
        return Text("nothing comes near; try another word")
    return _table(
        ("code", "occupation", "found by", "likeness"),
        [
            (
                result.code,
                result.title,
                result.kind if result.kind == "title" else f"{result.kind}: {result.matched}",
                f"{result.score:.0f}",
            )
            for result in results
        ],
    )


def methodology_list(methodologies: Iterable[Methodology]) -> RenderableType:
    """Return a catalogue of methodologies: what each is, takes and gives."""
    return Group(*(_methodology(methodology) for methodology in methodologies))


def _methodology(methodology: Methodology) -> RenderableType:
    head = f"{methodology.id}  {methodology.title}"
    tiers = ", ".join(tier.label for tier in methodology.tiers)
    inputs = Table.grid(padding=(0, 2))
    for entry in methodology.inputs:
        inputs.add_row(
            plain(entry.name), plain(f"{entry.unit}{_range(entry.minimum, entry.maximum)}")
        )
    body = Group(
        Text(plain(f"{methodology.status}, {methodology.released}"), style="dim"),
        Text(plain(methodology.citation)),
        inputs,
        Text(plain(f"Tiers: {tiers}")),
        Text(plain(f"Fingerprint: {methodology.fingerprint}"), style="dim"),
    )
    return Group(Text(plain(head), style="bold"), Padding(body, (0, 0, 1, 2)))


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f", {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f", at least {minimum:g}"
    return "" if maximum is None else f", at most {maximum:g}"


def release_list(releases: Iterable[Release]) -> RenderableType:
    """Return a list of releases with the editions each is made of."""
    parts: list[RenderableType] = []
    for release in releases:
        pinned = ", ".join(f"{dataset}/{edition}" for dataset, edition in release.editions.items())
        parts += [
            Text(f"Release {release.name}", style="bold"),
            Padding(
                Group(Text(pinned), Text(f"Fingerprint: {release.fingerprint}", style="dim")),
                (0, 0, 1, 2),
            ),
        ]
    return Group(*parts)


def dataset_list(sources: Iterable[Source]) -> RenderableType:
    """Return a table of dataset editions with publisher and licence."""
    return _table(
        ("edition", "title", "publisher", "licence"),
        [(source.id, source.title, source.publisher, source.licence) for source in sources],
    )
