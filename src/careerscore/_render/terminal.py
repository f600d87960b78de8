"""Pages in a terminal, by rich: tables stack where the terminal is too narrow."""

from __future__ import annotations

from itertools import product
from typing import TYPE_CHECKING, Final

from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.style import Style
from rich.table import Table as Grid
from rich.text import Text

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Emphasis, Link, Names, Span
from careerscore._render.colors import TIER_COLORS
from careerscore._render.html import is_web_address
from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from rich.console import Console, ConsoleOptions, RenderResult

    from careerscore._render.blocks import Block, Cards, Cell, ComparisonTable, Table

TWO_COLUMNS_FROM: Final = 110
"""Width from which there are two columns [characters]."""

_WIDEST: Final = 140
_INDENT: Final = 2
_GAP: Final = 2
_BAR_LENGTH: Final = 20
_LONGEST_WORD: Final = 24
"""A longer word of a table goes on in the next line [characters]."""

_STYLES: Final = {Emphasis.STRONG: "bold", Emphasis.MUTED: "dim", Emphasis.NOTE: "dim italic"}


class _ByWidth:
    """Choose what to print when the width is known."""

    def __init__(self, choose: Callable[[int], RenderableType]) -> None:
        self.choose = choose

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        yield self.choose(options.max_width)


def render(block: Block) -> RenderableType:
    """Return what rich prints for a block."""
    match block:
        case blocks.Paragraph():
            return Text.assemble(*map(_span, block.spans))
        case blocks.DefinitionList():
            grid = Grid.grid(padding=(0, _GAP))
            grid.add_column(no_wrap=True, style="dim")
            grid.add_column(overflow="fold")
            for name, cell in block.rows:
                grid.add_row(strip_control(name), _cell(cell))
            return grid
        case blocks.Table():
            return _table(block)
        case blocks.Chart():
            return _table(block.table)
        case blocks.ComparisonTable():
            return _comparison(block)
        case blocks.Cards():
            return _cards(block)
        case blocks.Section():
            if not block.in_terminal:
                return Group()
            heading = _strong(block.title)
            rule = _ByWidth(
                lambda width: (
                    Rule(heading, align="left", style="dim", characters="─")
                    if len(heading) < width
                    else heading
                )
            )
            below = 0 if block.dense else 1
            body = Padding(_all(block.brief or block.blocks), (0, 0, below, _INDENT))
            return Group(heading if block.minor else rule, body)
        case blocks.Columns():
            grid = Grid.grid(padding=(0, _GAP), expand=True)
            grid.add_column(ratio=1)
            grid.add_column(ratio=1)
            grid.add_row(_all(block.left), _all(block.right))
            one = _all((*block.left, *block.right))
            return _ByWidth(lambda width: one if width < TWO_COLUMNS_FROM else grid)
        case _:
            heads = [_strong(block.title, "bold underline")] if block.heading else []
            page = Group(*heads, _all(block.blocks))
            return _ByWidth(lambda width: Padding(page, (0, max(0, width - _WIDEST), 0, 0)))


def _all(blocks: Iterable[Block]) -> Group:
    return Group(*map(render, blocks))


def _strong(text: str, style: str = "bold") -> Text:
    return Text(strip_control(text), style=style)


def _cards(block: Cards) -> RenderableType:
    """Return facts side by side, each as wide as it needs, or one below the other."""
    texts = [(card.name, card.value, card.note) for card in block.cards]
    cards = [
        Group(
            Text(strip_control(card.name), style="dim"),
            _span(Span(card.value, Emphasis.STRONG, card.color)),
            *([Text(strip_control(card.note), style="dim")] if card.note else []),
        )
        for card in block.cards
    ]
    least = [max(len(each[0]), _longest_word(each)) for each in texts]
    most = [max(map(len, each)) for each in texts]

    def choose(width: int) -> RenderableType:
        room = width - _GAP * (len(cards) - 1)
        widths = _widths(least, most, room)
        left = room - sum(widths)
        if left < 0:
            return Group(*cards)
        grid = Grid.grid(padding=(0, _GAP))
        for each in widths:
            grid.add_column(width=each + left // len(cards))
        grid.add_row(*cards)
        return grid

    return _ByWidth(choose)


def _table(block: Table) -> RenderableType:
    """Return columns; without bars where there is no room for them, or else a line for each row."""
    places = range(len(block.columns))
    heads = block.heads if block.heads and block.heads_needed else ("",) * len(places)
    rows = [[_cell(cell) for cell in row] for row in block.rows]
    texts = [[heads[place], *(row[place].plain for row in rows)] for place in places]
    most = [max(map(len, column)) for column in texts]
    # Where words are longer than there is room for, they go on in the next line; no number does.
    wraps = [column.wraps for column in block.columns]
    whole = [_longest_word(texts[place]) if wraps[place] else most[place] for place in places]
    least = [min(_LONGEST_WORD, whole[place]) if wraps[place] else most[place] for place in places]
    bars = {place for row in block.rows for place in places if isinstance(row[place], Bar)}
    without = [place for place in places if place not in bars]

    def choose(width: int) -> RenderableType:
        for kept, shortest in product((places, without), (whole, least)):
            room = width - _GAP * (len(kept) - 1)
            widths = _widths(
                [shortest[place] for place in kept], [most[place] for place in kept], room
            )
            if sum(widths) <= room:
                return _grid(block, heads, rows, dict(zip(kept, widths, strict=True)))
        return Group(*(_line(heads, row, without) for row in rows))

    return _ByWidth(choose)


def _longest_word(texts: Iterable[str]) -> int:
    return max((len(word) for text in texts for word in text.split()), default=0)


def _widths(least: Sequence[int], most: Sequence[int], room: int) -> list[int]:
    """Return the widths of columns: the widest ones shrink first, to the least at most.

    Left to itself, rich narrows columns below their longest word, and cuts off the last one.
    """
    widths = [*most]
    for _ in range(min(sum(most) - room, sum(most) - sum(least))):
        place = max((n for n, each in enumerate(widths) if each > least[n]), key=widths.__getitem__)
        widths[place] -= 1
    return widths


def _line(heads: Sequence[str], row: Sequence[Text], places: Sequence[int]) -> Text:
    """Return a row as a line: its name, then each other cell after the head of its column."""
    name, *others = [(strip_control(heads[place]), row[place]) for place in places]
    texts = [f"{head} {cell.plain}".strip() for head, cell in others if cell.plain]
    return Text(": ".join(filter(None, (name[1].plain, "; ".join(texts)))))


def _grid(
    block: Table, heads: Sequence[str], rows: Sequence[Sequence[Text]], widths: dict[int, int]
) -> Grid:
    """Return the columns that have a width."""
    if any(heads):
        right = (0, _GAP, 0, 0)
        grid = Grid(box=None, padding=right, header_style="dim", show_edge=False, pad_edge=False)
    else:
        grid = Grid.grid(padding=(0, _GAP))
    for place, width in widths.items():
        column = block.columns[place]
        grid.add_column(
            strip_control(heads[place]),
            style="dim" if column.muted else "",
            justify="right" if column.right else "left",
            no_wrap=not column.wraps,
            overflow="fold",
            width=width,
        )
    for row in rows:
        grid.add_row(*(row[place] for place in widths))
    return grid


def _comparison(block: ComparisonTable) -> RenderableType:
    grid = Grid.grid(padding=(0, _GAP))
    grid.add_column(style="dim", no_wrap=True)
    needed = max((len(name) for name, _ in block.rows), default=0)
    least, most = [], []
    stacked: list[RenderableType] = []
    for place, head in enumerate(block.heads):
        texts = [head, *(cells[place] for _, cells in block.rows)]
        grid.add_column()
        needed += _GAP
        least.append(_longest_word(texts))
        most.append(max(map(len, texts)))
        lines = [f"{name}: {cells[place]}" for name, cells in block.rows if cells[place]]
        body = Group(*(Text(strip_control(line)) for line in lines))
        stacked += [_strong(head), Padding(body, (0, 0, 0, _INDENT))]
    grid.add_row("", *map(_strong, block.heads))
    for name, cells in block.rows:
        grid.add_row(strip_control(name), *map(strip_control, cells))

    def choose(width: int) -> RenderableType:
        widths = _widths(least, most, width - needed)
        if sum(widths) + needed > width:
            return Group(*stacked)
        for column, each in zip(grid.columns[1:], widths, strict=True):
            column.width = each
        return grid

    return _ByWidth(choose)


def _span(span: Span) -> Text:
    color = TIER_COLORS[span.color].terminal if span.color in TIER_COLORS else ""
    style = f"{_STYLES.get(span.emphasis, '')} {color}".strip()
    return Text(strip_control(span.text), style=style)


def _cell(cell: Cell) -> Text:
    if isinstance(cell, Bar):
        length = max(1, round(_BAR_LENGTH * cell.share)) if cell.share else 0
        beyond = " ..." if cell.open else ""
        color = TIER_COLORS[cell.color].terminal if cell.color in TIER_COLORS else "cyan"
        style = "dim" if cell.muted else color
        return Text("█" * length + beyond, style=style, overflow="crop", no_wrap=True)
    if isinstance(cell, Span):
        return _span(cell)
    if isinstance(cell, Names):
        texts = (each.text if isinstance(each, Span) else each.url for each in cell.names)
        return Text(strip_control("; ".join(texts)))
    if isinstance(cell, Link):
        # A terminal that knows links opens it also where it goes on in the next line.
        is_link = is_web_address(cell.url) and cell.url.isascii() and " " not in cell.url
        address = Style(link=cell.url) if is_link else Style()
        # As a style of the text it would also underline the blanks after it.
        return Text.assemble((strip_control(cell.url), address))
    return Text(strip_control(cell))
