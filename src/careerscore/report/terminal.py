"""Pages in a terminal, by rich: text is plain, tables stack where there is no room."""

from __future__ import annotations

from functools import singledispatch
from typing import TYPE_CHECKING, Final

from rich.console import Group as Stack
from rich.console import RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from careerscore._text import strip_control
from careerscore.report.page import (
    Address,
    Bar,
    Block,
    Cell,
    Columns,
    Facts,
    Grid,
    Group,
    Line,
    Page,
    Section,
    SideBySide,
    Title,
    Tone,
    Words,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = ["TWO_COLUMNS_FROM", "rendered"]

TWO_COLUMNS_FROM: Final = 110
"""Width from which sections stand side by side [characters]."""

_WIDEST: Final = 140
_INDENT: Final = 2
_GAP: Final = 2
_BAR_LENGTH: Final = 20

_STYLES: Final = {
    Tone.PLAIN: "",
    Tone.STRONG: "bold",
    Tone.QUIET: "dim",
    Tone.REMARK: "dim italic",
}
_COLORS: Final = {"green": "green", "yellow": "yellow", "orange": "dark_orange", "red": "red"}


class _Fitted:
    """Shows what is right for the width there is."""

    def __init__(self, choose: Callable[[int], RenderableType]) -> None:
        self.choose = choose

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.choose(options.max_width)


@singledispatch
def rendered(block: Block) -> RenderableType:
    """Return a block as rich shows it.

    Parameters
    ----------
    block : Block
        Any block of `careerscore.report.page`.

    Raises
    ------
    TypeError
        If it is no such block.

    Examples
    --------
    >>> rendered(Title("Medical Records Specialists")).plain
    'Medical Records Specialists'
    """
    raise TypeError(f"expected a block of a page, got {block!r}")


@rendered.register
def _title(block: Title) -> RenderableType:
    return Text(strip_control(block.text), style="bold underline")


@rendered.register
def _line(block: Line) -> RenderableType:
    if len(block.words) == 1:
        return _text(block.words[0])
    return Text.assemble(*map(_text, block.words))


@rendered.register
def _facts(block: Facts) -> RenderableType:
    table = Table.grid(padding=(0, _GAP))
    table.add_column(no_wrap=True, style="dim")
    table.add_column(overflow="fold")
    for name, value in block.rows:
        table.add_row(strip_control(name), _cell(value))
    return table


@rendered.register
def _grid(block: Grid) -> RenderableType:
    if not block.stacked:
        return _table(block)
    room = _width_of(block.rows)
    return _Fitted(lambda width: _table(block) if room <= width else Stack(*block.stacked))


def _table(block: Grid) -> Table:
    if block.heads:
        right = (0, _GAP, 0, 0)
        table = Table(box=None, padding=right, header_style="dim", show_edge=False)
    else:
        table = Table.grid(padding=(0, _GAP))
    heads = block.heads or ("",) * len(block.columns)
    for head, column in zip(heads, block.columns, strict=True):
        table.add_column(
            strip_control(head),
            style=_STYLES[column.tone],
            justify="right" if column.right else "left",
            no_wrap=not column.wraps,
            ratio=column.share,
        )
    for row in block.rows:
        table.add_row(*map(_cell, row))
    return table


@rendered.register
def _side_by_side(block: SideBySide) -> RenderableType:
    table = Table.grid(padding=(0, _GAP))
    widths = [max(map(len, ["", *(name for name, _ in block.rows)]))]
    table.add_column(style="dim", no_wrap=True)
    for place, head in enumerate(block.heads):
        texts = [head, *(cells[place] for _, cells in block.rows)]
        widths.append(max(len(word) for text in texts for word in (text.split() or [""])))
        table.add_column(min_width=widths[-1])
    table.add_row("", *(Text(strip_control(head), style="bold") for head in block.heads))
    for name, cells in block.rows:
        table.add_row(strip_control(name), *map(strip_control, cells))
    room = sum(widths) + _GAP * len(block.heads)
    return _Fitted(lambda width: table if room <= width else Stack(*_below_each_other(block)))


def _below_each_other(block: SideBySide) -> Iterable[RenderableType]:
    for place, head in enumerate(block.heads):
        shown = [f"{name}: {cells[place]}" for name, cells in block.rows if cells[place]]
        yield Text(strip_control(head), style="bold")
        yield Padding(Stack(*(Text(strip_control(text)) for text in shown)), (0, 0, 0, _INDENT))


@rendered.register
def _group(block: Group) -> RenderableType:
    body = Stack(*block.blocks)
    return Padding(body, (0, 0, 1, _INDENT)) if block.indented else body


@rendered.register
def _section(block: Section) -> RenderableType:
    heading = Text(strip_control(block.title), style="bold")
    rule = Rule(heading, align="left", style="dim", characters="─")
    return Stack(rule, Padding(Stack(*block.blocks), (0, 0, 1, _INDENT)))


@rendered.register
def _columns(block: Columns) -> RenderableType:
    table = Table.grid(padding=(0, _GAP), expand=True)
    table.add_column(ratio=1)
    table.add_column(ratio=1)
    table.add_row(Stack(*block.left), Stack(*block.right))
    one = Stack(*block.left, *block.right)
    return _Fitted(lambda width: one if width < TWO_COLUMNS_FROM else table)


@rendered.register
def _page(block: Page) -> RenderableType:
    body = Stack(*block.blocks)
    return _Fitted(lambda width: Padding(body, (0, max(0, width - _WIDEST), 0, 0)))


def _text(words: Words) -> Text:
    style = f"{_STYLES[words.tone]} {_COLORS.get(words.color, '')}".strip()
    return Text(strip_control(words.text), style=style)


def _cell(cell: Cell) -> RenderableType:
    if isinstance(cell, Bar):
        length = max(1, round(_BAR_LENGTH * cell.share)) if cell.share else 0
        beyond = " ..." if cell.open else ""
        style = "dim" if cell.quiet else "cyan"
        return Text("█" * length + beyond, style=style, overflow="crop", no_wrap=True)
    if isinstance(cell, Words):
        return _text(cell)
    return Text(strip_control(cell.url if isinstance(cell, Address) else cell))


def _width_of(rows: Sequence[Sequence[Cell]]) -> int:
    """Return the width of a table whose texts do not wrap [characters]."""
    texts = [[cell for cell in row if isinstance(cell, str)] for row in rows]
    return sum(max(map(len, column)) + _GAP for column in zip(*texts, strict=True))
