"""Page on the coverage of a release: which parts occupations have, and why others lack them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import BLANK, Column, Emphasis, Page, Table, paragraph, paragraphs

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore._render.blocks import Block
    from careerscore.records.coverage_report import Coverage

__all__ = ["coverage_page"]

_MOST_REASONS: Final = 5


def coverage_page(release: str, parts: Sequence[Coverage]) -> Page:
    """Return a table of the parts, and the reasons for the gaps in each."""
    rows = [
        (part.part, *(f"{count:,}" for count in (part.complete, part.partly, part.none)))
        for part in parts
    ]
    columns = (Column(), *[Column(right=True)] * 3)
    table = Table(columns, rows, ("part", "complete", "in part", "none"))
    total = parts[0].total if parts else 0
    head = paragraph(f"Release {release}, {total:,} occupations", Emphasis.STRONG)
    gaps = [block for part in parts if part.gaps for block in _gaps(part)]
    return Page(f"Coverage of release {release}", (head, table, *gaps), heading=False)


def _gaps(part: Coverage) -> list[Block]:
    lines = [f"{count:,}: {reason}" for reason, count in part.reasons[:_MOST_REASONS]]
    rest = part.reasons[_MOST_REASONS:]
    if rest:
        count = sum(count for _, count in rest)
        lines.append(f"{count:,}: {len(rest):,} other reasons (--format json has all)")
    return [
        BLANK,
        paragraph(part.part, Emphasis.STRONG),
        *paragraphs(*lines, emphasis=Emphasis.MUTED),
    ]
