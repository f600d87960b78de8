"""Pages of job listings, training programs and certifications."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render import blocks
from careerscore._render.blocks import Column, Link, Page, Section, Table, definitions
from careerscore._text import number_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore._render.blocks import Block, Cell
    from careerscore.live.results import (
        CertificationResults,
        JobResults,
        ServiceReport,
        TrainingResults,
    )
    from careerscore.live.sources import Search
    from careerscore.model.listing import JobListing

_NOTHING: Final = "Nothing found."


def jobs_page(results: JobResults) -> Page:
    """Return the listings, what is left out, and who was asked."""
    rows = [
        (
            each.title,
            each.company or "",
            each.location or "",
            each.work_type or "",
            _pay(each),
            _rank(each),
            str(each.posted or ""),
            _link(each.apply_url),
            _source(each.source, each.also_in),
        )
        for each in results
    ]
    heads = ("job", "employer", "place", "type", "pay", "rank", "posted", "link", "source")
    lines = [_lines(row) for row in rows]
    return _page("Jobs", results.search, heads, rows, lines, results.services, results.left_out)


def training_page(results: TrainingResults) -> Page:
    """Return the training programs, and who was asked."""
    rows = [
        (
            each.program,
            each.school or "",
            each.location or "",
            "" if each.distance_miles is None else f"{each.distance_miles:.1f} miles",
            each.length or "",
            {True: "on the state's list", False: "not on it", None: ""}[each.on_provider_list],
            _link(each.url),
        )
        for each in results
    ]
    heads = ("program", "school", "place", "distance", "length", "eligible provider", "link")
    return _page(
        "Training", results.search, heads, rows, [_lines(row) for row in rows], results.services
    )


def certifications_page(results: CertificationResults) -> Page:
    """Return the certifications, and who was asked."""
    rows = [
        (
            each.name,
            each.organization or "",
            each.acronym or "",
            each.kind or "",
            _link(each.url or each.organization_url),
        )
        for each in results
    ]
    heads = ("certification", "organization", "short", "kind", "link")
    return _page(
        "Certifications",
        results.search,
        heads,
        rows,
        [_lines(row) for row in rows],
        results.services,
    )


def _page(
    title: str,
    search: Search,
    heads: Sequence[str],
    rows: Sequence[Sequence[Cell]],
    lines: Iterable[list[Block]],
    services: Iterable[ServiceReport],
    left_out: Mapping[str, int] | None = None,
) -> Page:
    columns = [Column()] * len(heads)
    found = Section(
        number_of(len(rows), "result"),
        [Table(columns, rows, heads) if rows else blocks.paragraph(_NOTHING)],
        brief=[block for each in lines for block in each],
    )
    counts = [f"{number:,} left out: {reason}" for reason, number in (left_out or {}).items()]
    body = [
        *blocks.muted(search.occupation_title and f"Occupation: {search.occupation_title}"),
        found,
        *blocks.notes(*counts),
        blocks.BLANK,
        Section("Asked", [block for each in services for block in _asked(each)]),
    ]
    return Page(f"{title}: {search.words}, {search.place or search.location}", body)


def _asked(report: ServiceReport) -> list[Block]:
    number = number_of(report.requests, "request")
    words = f"{report.name}, {report.asked_at}: {report.found:,} found by {number}"
    stopped = None if report.stopped is None else f"{report.name} stopped: {report.stopped}"
    return [
        *blocks.paragraphs(words, stopped),
        *blocks.muted(*report.queries[:1], report.attribution),
    ]


def _lines(row: Sequence[Cell]) -> list[Block]:
    """Return a row as lines, for a terminal, where addresses are wider than a column."""
    first, second, *rest = row
    words = [each for each in rest if isinstance(each, str) and each]
    named = " - ".join(str(each) for each in (first, second) if each)
    return [
        blocks.strong(named),
        *blocks.paragraphs(" · ".join(words)),
        *definitions(*(("link", each) for each in rest if isinstance(each, Link))),
        blocks.BLANK,
    ]


def _link(url: str | None) -> Cell:
    return Link(url) if url else ""


def _pay(listing: JobListing) -> str:
    if listing.salary is not None or listing.salary_range is not None:
        return listing.salary or str(listing.salary_range)
    return f"{listing.predicted_salary}, predicted" if listing.predicted_salary else ""


def _rank(listing: JobListing) -> str:
    low, high = listing.wage_rank_low, listing.wage_rank_high
    if low is None or high is None:
        return ""
    share = f"{low:.0f}%" if round(low) == round(high) else f"{low:.0f}% to {high:.0f}%"
    return f"at or above the pay of {share} of {listing.occupation_title}"


def _source(source: str | None, also_in: Sequence[str]) -> str:
    return "; ".join((*([source] if source else []), *also_in))
