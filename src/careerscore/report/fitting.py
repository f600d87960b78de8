"""Tables that stack their cells where there is no room for columns."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.console import Group
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from careerscore.report.blocks import line
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console, ConsoleOptions, RenderableType, RenderResult

__all__ = ["Fitting", "side_by_side"]

_GAP = 2


class Fitting:
    """Shows a table where none of its words has to be broken for it, else something else.

    A figure that is cut or broken over two lines is a wrong figure.

    Parameters
    ----------
    table : rich.table.Table
        What is shown where there is room.
    room : int
        The width it takes [characters].
    stacked : rich.console.RenderableType
        What is shown elsewhere.
    """

    def __init__(self, table: Table, room: int, stacked: RenderableType) -> None:
        self.table = table
        self.room = room
        self.stacked = stacked

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.table if self.room <= options.max_width else self.stacked


def side_by_side(heads: Sequence[str], rows: Sequence[tuple[str, Sequence[str]]]) -> RenderableType:
    """Return a table with a named column for each of several, or one below the other.

    Parameters
    ----------
    heads : sequence of str
        Names of the columns.
    rows : sequence of tuple of str and sequence of str
        Name of each row, and its cells.
    """
    table = Table.grid(padding=(0, _GAP))
    widths = [max(map(len, ["", *(name for name, _ in rows)]))]
    table.add_column(style="dim", no_wrap=True)
    for place, head in enumerate(heads):
        texts = [head, *(cells[place] for _, cells in rows)]
        widths.append(max(len(word) for text in texts for word in (text.split() or [""])))
        table.add_column(min_width=widths[-1])
    table.add_row("", *(Text(plain(head), style="bold") for head in heads))
    for name, cells in rows:
        table.add_row(plain(name), *(plain(cell) for cell in cells))
    stacked: list[RenderableType] = []
    for place, head in enumerate(heads):
        shown = [f"{name}: {cells[place]}" for name, cells in rows if cells[place]]
        stacked += [line(head, "bold"), Padding(Group(*map(line, shown)), (0, 0, 0, _GAP))]
    room = sum(widths) + _GAP * len(heads)
    return Fitting(table, room, Group(*stacked))
