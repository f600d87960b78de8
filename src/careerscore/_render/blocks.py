"""The blocks of a page, before it is known where the page is printed.

Text is kept as it came: each renderer escapes it in its own way.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from functools import partial
from typing import Final, TypeAlias

from attrs import frozen


class Emphasis(StrEnum):
    """How much a text stands out."""

    NORMAL = "normal"
    STRONG = "strong"
    MUTED = "muted"
    NOTE = "note"


@frozen
class Span:
    """A piece of text; its color is green, yellow, orange or red, and only repeats the words."""

    text: str
    emphasis: Emphasis = Emphasis.NORMAL
    color: str = ""
    code: str = ""
    slug: str = ""
    """Of the career that the text names: HTML links to it where the caller says how."""


@frozen
class Link:
    """The address of a web page, printed in full where it has no name."""

    url: str
    name: str = ""


@frozen
class Names:
    """Names in a row, such as those of careers or web pages."""

    names: Sequence[Span | Link]


@frozen
class Bar:
    """A bar of a bar chart; its length is a share of the longest bar, 0 to 1."""

    share: float
    open: bool = False
    """Whether the value is only a lower bound."""
    muted: bool = False
    color: str = ""


Cell: TypeAlias = "str | Span | Names | Link | Bar"


@frozen
class Paragraph:
    """Text that wraps."""

    spans: Sequence[Span]


BLANK: Final = Paragraph(())
"""An empty line; in HTML the style sets the distances."""


@frozen
class DefinitionList:
    """Names, each with a value."""

    rows: Sequence[tuple[str, Cell]]


@frozen
class Column:
    """The format of a column of a table."""

    muted: bool = False
    right: bool = False
    """Whether it is aligned to the right, as numbers are."""
    wraps: bool = True
    share: int | None = None
    """Its share of the width; None for a column as wide as its texts."""


@frozen
class Table:
    """A table; the first cell of a row names the row."""

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    heads: Sequence[str] = ()
    heads_needed: bool = True
    """Whether the cells say too little without them: a terminal and a phone leave others out."""


@frozen
class Mark:
    """A figure of a chart: its name, itself in words and as a number, and the range around it."""

    name: str
    words: str
    value: float
    low: float | None = None
    high: float | None = None
    note: str = ""
    """What stands below the name."""


@frozen
class Chart:
    """A table as a picture: a column for each mark, or all marks on one line.

    A terminal prints the table, with its bars.
    """

    title: str
    marks: Sequence[Mark]
    table: Table
    note: str = ""
    """What the ranges are."""
    on_a_line: bool = False
    """Whether the marks, in order, lie on one line: its ends and its middle have their words."""


@frozen
class ComparisonTable:
    """Several things, named by the heads, with the same facts: a row for each fact."""

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


@frozen
class Card:
    """A fact with its name: a value, and what belongs to it; the color only repeats the words."""

    name: str
    value: str
    note: str = ""
    color: str = ""


@frozen
class Cards:
    """Facts side by side, or one below the other where there is no room."""

    cards: Sequence[Card]


@frozen
class Section:
    """A heading with blocks below it; a minor one has a smaller heading without a rule."""

    title: str
    blocks: Sequence[Block]
    minor: bool = False
    brief: Sequence[Block] = ()
    """The same in short, for a terminal, where the answer would scroll out of sight."""
    folded: bool = False
    """Whether it is closed at first, where a reader can open it."""
    dense: bool = False
    """Whether no empty line follows in a terminal."""
    in_terminal: bool = True
    """Whether a terminal prints it, where nothing can be closed."""


@frozen
class Columns:
    """Blocks in two columns, or one below the other where there is no room."""

    left: Sequence[Block]
    right: Sequence[Block]


@frozen
class Page:
    """A whole page; its title is also the title of the window."""

    title: str
    blocks: Sequence[Block]
    heading: bool = True
    """Whether the title is printed on the page itself."""


Block: TypeAlias = (
    Paragraph | DefinitionList | Table | Chart | ComparisonTable | Cards | Section | Columns | Page
)


def paragraph(text: str, emphasis: Emphasis = Emphasis.NORMAL) -> Paragraph:
    """Return a paragraph of one text."""
    return Paragraph((Span(text, emphasis),))


strong = partial(paragraph, emphasis=Emphasis.STRONG)
"""Return a paragraph in bold."""


def paragraphs(*texts: str | None, emphasis: Emphasis = Emphasis.NORMAL) -> list[Block]:
    """Return a paragraph for each text that is not empty."""
    return [paragraph(text, emphasis) for text in texts if text]


muted = partial(paragraphs, emphasis=Emphasis.MUTED)
"""Return a muted paragraph for each text that is not empty."""

notes = partial(paragraphs, emphasis=Emphasis.NOTE)
"""Return a paragraph in the style of notes for each text that is not empty."""


def definitions(*rows: tuple[str, Cell | None]) -> list[Block]:
    """Return a list of the names that have a value, or nothing if none has one."""
    kept = [(name, value) for name, value in rows if value is not None]
    return [DefinitionList(kept)] if kept else []


def text_table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> list[Block]:
    """Return a table without its empty columns, or nothing if it is empty."""
    columns = zip(heads, *rows, strict=True)
    kept = [(head, cells) for head, *cells in columns if any(cells)]
    if not kept:
        return []
    body = list(zip(*(cells for _, cells in kept), strict=True))
    return [Table([Column()] * len(kept), body, [head for head, _ in kept])]


def section(title: str, *blocks: Block) -> list[Block]:
    """Return a section, or nothing if it has no blocks."""
    return [Section(title, blocks)] if blocks else []
