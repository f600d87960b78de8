"""Lists on the command line: search results, methodologies, releases and editions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table

from careerscore.economics.registry import questions_of
from careerscore.report.blocks import facts, line
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import RenderableType

    from careerscore.economics.methods import EconomicMethod
    from careerscore.model.provenance import Source
    from careerscore.reference import Release
    from careerscore.reference.search import SearchResult
    from careerscore.scoring.protocol import Methodology

__all__ = ["dataset_list", "method_list", "methodology_list", "release_list", "search_list"]


def search_list(results: Sequence[SearchResult]) -> RenderableType:
    """Return a table of search results, best first."""
    if not results:
        return line("nothing comes near; try another word")
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    table.add_column("code", no_wrap=True)
    table.add_column("occupation")
    table.add_column("found by")
    table.add_column("likeness", justify="right")
    for result in results:
        by = result.kind if result.kind == "title" else f"{result.kind}: {result.matched}"
        table.add_row(result.code, plain(result.title), plain(by), f"{result.score:.0f}")
    return table


def methodology_list(methodologies: Iterable[Methodology]) -> RenderableType:
    """Return a catalogue of methodologies: what each is, takes and gives."""
    return Group(*(_methodology(methodology) for methodology in methodologies))


def _methodology(methodology: Methodology) -> RenderableType:
    status = f"{methodology.status}, {methodology.released}"
    if methodology.superseded_by:
        status += f", by {methodology.superseded_by}"
    description = getattr(methodology, "description", None)
    tiers = ", ".join(tier.label for tier in methodology.tiers)
    body: list[RenderableType] = [
        line(status, "dim"),
        *([line(description)] if description else []),
        facts(
            (entry.name, f"{entry.unit}{_range(entry.minimum, entry.maximum)}")
            for entry in methodology.inputs
        ),
        *([line(f"Tiers: {tiers}")] if tiers else []),
        line(methodology.citation, "dim"),
        line(f"Fingerprint: {methodology.fingerprint}", "dim"),
    ]
    head = line(f"{methodology.id}  {methodology.title}", "bold")
    return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def method_list(methods: Iterable[EconomicMethod]) -> RenderableType:
    """Return a catalogue of methods of economics: what each answers, and how."""
    return Group(*(_method(method) for method in methods))


def _method(method: EconomicMethod) -> RenderableType:
    status = f"{', '.join(questions_of(method))}; {method.status}, {method.released}"
    if method.superseded_by:
        status += f", by {method.superseded_by}"
    texts = (getattr(method, name, None) for name in ("description", "rule"))
    body: list[RenderableType] = [
        line(status, "dim"),
        *(line(text) for text in texts if text),
        line(method.citation, "dim"),
        line(f"Fingerprint: {method.fingerprint}", "dim"),
    ]
    head = line(f"{method.id}  {method.title}", "bold")
    return Group(head, Padding(Group(*body), (0, 0, 1, 2)))


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f", {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f", at least {minimum:g}"
    return "" if maximum is None else f", at most {maximum:g}"


def release_list(releases: Iterable[Release]) -> RenderableType:
    """Return a list of releases with the editions each is made of."""
    return Group(*(_release(release) for release in releases))


def _release(release: Release) -> RenderableType:
    pinned = ", ".join(f"{dataset}/{edition}" for dataset, edition in release.editions.items())
    body = Group(line(pinned), line(f"Fingerprint: {release.fingerprint}", "dim"))
    return Group(line(f"Release {release.name}", "bold"), Padding(body, (0, 0, 1, 2)))


def dataset_list(sources: Iterable[Source]) -> RenderableType:
    """Return a list of dataset editions with title, publisher and licence."""
    return Group(*(_edition(source) for source in sources))


def _edition(source: Source) -> RenderableType:
    body = Group(line(source.title), line(f"{source.publisher}. Licence: {source.licence}.", "dim"))
    return Group(line(source.id, "bold"), Padding(body, (0, 0, 1, 2)))
