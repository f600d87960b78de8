"""Pages in Markdown, for reading as text or in any Markdown renderer: every text escaped."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Emphasis, Link, Names, Span
from careerscore._render.html import is_web_address
from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore._render.blocks import Block, Cell

# A mark inside a word, as in ``job_growth``, is none to Markdown.
_MARKS: Final = re.compile(r"[\\`*\[\]|~]|(?<!\w)_|_(?!\w)|&(?=#|\w)")
_AT_START: Final = re.compile(r"^(\d+(?=[.)])|(?=[-+#=>]))")
_EMPHASIS: Final = {Emphasis.STRONG: "**", Emphasis.NOTE: "*"}


def render(block: Block) -> str:
    """Return a block as Markdown."""
    match block:
        case blocks.Paragraph():
            # Four spaces at the start would make it code.
            text = "".join(map(_span, block.spans)).strip()
            return _AT_START.sub(r"\1\\", text)
        case blocks.DefinitionList():
            return "\n".join(f"- **{_escape(name)}**: {_cell(cell)}" for name, cell in block.rows)
        case blocks.Table():
            return _rows(block.heads or [""] * len(block.columns), block.rows)
        case blocks.Chart():
            return render(block.table)
        case blocks.ComparisonTable():
            return _rows(("", *block.heads), [(name, *cells) for name, cells in block.rows])
        case blocks.Cards():
            rows = [(card.name, " ".join((card.value, card.note)).strip()) for card in block.cards]
            return render(blocks.DefinitionList(rows))
        case blocks.Section():
            # Bold, not a heading: a page can be embedded below a heading of any level.
            return _all((blocks.strong(block.title), *block.blocks))
        case blocks.Columns():
            return _all((*block.left, *block.right))
        case _:
            head = f"# {_escape(block.title)}\n\n" if block.heading else ""
            return f"{head}{_all(block.blocks)}".rstrip()


def _escape(text: str) -> str:
    return _MARKS.sub(r"\\\g<0>", strip_control(text)).replace("<", "&lt;")


def _rows(heads: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    lines = [map(_escape, heads), ["---"] * len(heads), *(map(_cell, row) for row in rows)]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _all(blocks: Iterable[Block]) -> str:
    return "\n\n".join(filter(None, map(render, blocks)))


def _span(span: Span) -> str:
    mark, text = _EMPHASIS.get(span.emphasis, ""), _escape(span.text)
    return f"{mark}{text}{mark}" if text.strip() else text


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        return ""
    if isinstance(cell, Names):
        return "; ".join(map(_cell, cell.names))
    if isinstance(cell, Link):
        is_link = is_web_address(cell.url) and not set(cell.url) & set(" <>|\\")
        name = f"[{_escape(cell.name)}]({cell.url})" if cell.name else f"<{cell.url}>"
        return name if is_link else _escape(cell.url)
    return _span(Span(cell) if isinstance(cell, str) else cell)
