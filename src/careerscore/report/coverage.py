"""The list of how many occupations have each part, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.report.blocks import line
from careerscore.report.page import GAP, Column, Grid, Group, Page, Tone

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.records.coverage_report import Coverage

__all__ = ["coverage_list"]

_MOST_REASONS: Final = 5


def coverage_list(release: str, parts: Sequence[Coverage]) -> Page:
    """Return a table of the parts, and under it the reasons for the gaps in each."""
    rows = [
        (part.part, *(f"{count:,}" for count in (part.complete, part.partly, part.none)))
        for part in parts
    ]
    columns = (Column(), *[Column(right=True)] * 3)
    table = Grid(columns, rows, ("part", "complete", "in part", "none"))
    total = parts[0].total if parts else 0
    head = line(f"Release {release}, {total:,} occupations", Tone.STRONG)
    title = f"Coverage of release {release}"
    return Page(title, (head, table, *(_gaps(part) for part in parts if part.gaps)))


def _gaps(part: Coverage) -> Group:
    shown = part.reasons[:_MOST_REASONS]
    lines = [line(f"{count:,}: {reason}", Tone.QUIET) for reason, count in shown]
    rest = part.reasons[_MOST_REASONS:]
    if rest:
        left = sum(count for _, count in rest)
        lines.append(
            line(f"{left:,}: {len(rest):,} other reasons (--format json has all)", Tone.QUIET)
        )
    return Group((GAP, line(part.part, Tone.STRONG), *lines))
