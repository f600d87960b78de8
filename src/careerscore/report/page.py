"""What a page is made of, before it is known whether a terminal or a browser shows it.

The sections say what there is to read; `terminal` and `html` say how it looks. Text stands
here as it came: each of the two makes it harmless in its own way.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import frozen

if TYPE_CHECKING:
    from rich.console import Console, ConsoleOptions, RenderResult

__all__ = [
    "GAP",
    "Address",
    "Bar",
    "Block",
    "Cell",
    "Column",
    "Columns",
    "Facts",
    "Grid",
    "Group",
    "Line",
    "Page",
    "Section",
    "SideBySide",
    "Title",
    "Tone",
    "Words",
]


class Tone(StrEnum):
    """How loud a text is."""

    PLAIN = "plain"
    STRONG = "strong"
    QUIET = "quiet"
    REMARK = "remark"


@frozen
class Words:
    """A piece of text in one tone.

    Parameters
    ----------
    text : str
        The text.
    tone : Tone
        How loud it is.
    color : str
        The colour of a tier, ``green`` to ``red``; a help beside the words, never the only sign.
    """

    text: str
    tone: Tone = Tone.PLAIN
    color: str = ""


@frozen
class Address:
    """The address of a page, shown as it is."""

    url: str


@frozen
class Bar:
    """A length that stands for a value.

    Parameters
    ----------
    share : float
        Part of the longest bar, 0 to 1.
    open : bool
        Whether the value goes on beyond, nobody knows how far.
    quiet : bool
        Whether it stands back behind the others.
    """

    share: float
    open: bool = False
    quiet: bool = False


Cell: TypeAlias = "str | Words | Address | Bar"


class Block:
    """A part of a page: a terminal shows it as it is, `html` in a browser."""

    __slots__ = ()

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        """Show it in a terminal."""
        from careerscore.report.terminal import rendered

        yield rendered(self)


@frozen
class Title(Block):
    """What the page is about."""

    text: str


@frozen
class Line(Block):
    """A text that wraps, of one or more pieces."""

    words: Sequence[Words]


GAP: Final = Line(())
"""An empty line."""


@frozen
class Facts(Block):
    """Names with their values."""

    rows: Sequence[tuple[str, Cell]]


@frozen
class Column:
    """How a column of a grid stands.

    Parameters
    ----------
    tone : Tone
        How loud its texts are.
    right : bool
        Whether it is set to the right, as numbers are.
    wraps : bool
        Whether its texts may take several lines.
    share : int, optional
        Its part of the width, where it is not as wide as its texts.
    """

    tone: Tone = Tone.PLAIN
    right: bool = False
    wraps: bool = True
    share: int | None = None


@frozen
class Grid(Block):
    """A table.

    Parameters
    ----------
    columns : sequence of Column
        How each column stands.
    rows : sequence of tuple of Cell
        The cells, row by row; the first of a row names it.
    heads : sequence of str
        Names of the columns; none by default.
    stacked : sequence of Line
        The same in lines, for where there is no room for columns: a figure that is cut or
        broken over two lines is a wrong figure. None where texts can wrap.
    """

    columns: Sequence[Column]
    rows: Sequence[Sequence[Cell]]
    heads: Sequence[str] = ()
    stacked: Sequence[Line] = ()


@frozen
class SideBySide(Block):
    """Several things with the same facts, one column each.

    Parameters
    ----------
    heads : sequence of str
        Names of the things.
    rows : sequence of tuple of str and tuple of str
        Name of each fact, and what it is for each of the things.
    """

    heads: Sequence[str]
    rows: Sequence[tuple[str, Sequence[str]]]


@frozen
class Group(Block):
    """Blocks one below the other.

    Parameters
    ----------
    blocks : sequence of Block
        The blocks.
    indented : bool
        Whether they belong to the line before them.
    """

    blocks: Sequence[Block]
    indented: bool = False


@frozen
class Section(Block):
    """A heading, and what stands below it."""

    title: str
    blocks: Sequence[Block]


@frozen
class Columns(Block):
    """Sections in two columns where there is room for them."""

    left: Sequence[Block]
    right: Sequence[Block]


@frozen
class Page(Block):
    """A whole page.

    Parameters
    ----------
    title : str
        What it is about, as the title of a window says it.
    blocks : sequence of Block
        What stands on it.
    """

    title: str
    blocks: Sequence[Block]
