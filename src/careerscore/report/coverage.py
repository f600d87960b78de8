"""The list of how many occupations have each part, and why the others do not."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.console import Group
from rich.padding import Padding
from rich.table import Table

from careerscore.report.blocks import line
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import RenderableType

    from careerscore.coverage import Coverage

__all__ = ["coverage_list"]

_MOST_REASONS: Final = 5


def coverage_list(release: str, parts: Sequence[Coverage]) -> RenderableType:
    """Return a table of the parts, and under it the reasons for the gaps in each."""
    table = Table(box=None, padding=(0, 2, 0, 0), header_style="dim", show_edge=False)
    table.add_column("part")
    for name in ("complete", "in part", "none"):
        table.add_column(name, justify="right")
    for part in parts:
        counts = (part.complete, part.partly, part.none)
        table.add_row(plain(part.part), *(f"{count:,}" for count in counts))
    total = parts[0].total if parts else 0
    head = line(f"Release {release}, {total:,} occupations", "bold")
    return Group(head, table, *(_gaps(part) for part in parts if part.gaps))


def _gaps(part: Coverage) -> RenderableType:
    shown = part.reasons[:_MOST_REASONS]
    lines = [line(f"{count:,}: {reason}", "dim") for reason, count in shown]
    rest = part.reasons[_MOST_REASONS:]
    if rest:
        left = sum(count for _, count in rest)
        lines.append(line(f"{left:,}: {len(rest):,} other reasons (--format json has all)", "dim"))
    return Padding(Group(line(plain(part.part), "bold"), *lines), (1, 0, 0, 0))
