"""Pages in HTML: every text escaped, no scripts, nothing fetched.

Colors and fonts are those of the surroundings, light or dark. Colors only repeat the words.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from attrs import evolve, frozen

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Column, Emphasis, Link, Names, Span, Table
from careerscore._render.colors import TIER_COLORS
from careerscore._render.escaping import LONGEST_TEXT, escaped
from careerscore._render.links import address
from careerscore._render.style import DOCUMENT_STYLE, STYLE
from careerscore._render.svg import draw
from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore._render.blocks import Block, Cell, Page

LONGEST_WORD: Final = 24
PHONE_WIDTH: Final = 32
"""A longer word in a table is broken anywhere; a wider table is stacked on phones [characters]."""

CHART_WIDTH: Final = 42
"""The same of a table beside a chart, whose text is smaller [characters]."""

_TAGS: Final = {Emphasis.MUTED: "small", Emphasis.STRONG: "strong", Emphasis.NOTE: "em"}

# A second defence: a browser loads and runs nothing, whatever a text holds.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def fragment(page: Page) -> str:
    """Return a page as a piece of HTML with its style sheet, as notebooks take it."""
    return f'<div class="careerscore">\n<style>{STYLE}</style>\n{render(page)}\n</div>\n'


def part(page: Page, link: str, level: int) -> str:
    """Return a page as a piece of HTML for a document that has the style sheet."""
    return f'<div class="careerscore">\n{render(page, link, level)}\n</div>\n'


def document(page: Page, link: str = "", level: int = 1) -> str:
    """Return a page as a whole HTML document."""
    title = escaped(page.title)
    # The title of a page of one section is that of the section, and heads it for screen readers.
    unseen = "" if page.heading else f'<h{level} class="unseen">{title}</h{level}>\n'
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{title}</title>
<style>{STYLE}{DOCUMENT_STYLE}</style>
</head>
<body>
<main class="careerscore">
{unseen}{render(page, link, level)}
</main>
</body>
</html>
"""


def render(block: Block, link: str = "", level: int = 2) -> str:
    """Return a block as HTML, with the level of the title of a page and a template of links."""
    return _Writer(link=link, level=level).block(block)


@frozen(kw_only=True)
class _Writer:
    """Writes blocks below a heading, with links to careers where there is a template."""

    link: str
    level: int

    def block(self, block: Block) -> str:
        match block:
            case blocks.Paragraph():
                text = "".join(map(self._span, block.spans))
                return f"<p>{text}</p>" if block.spans else ""
            case blocks.DefinitionList():
                rows = (
                    f"<dt>{escaped(name)}</dt><dd>{self._cell(cell)}</dd>"
                    for name, cell in block.rows
                )
                return f"<dl>{''.join(rows)}</dl>"
            case Table():
                return self._table(block)
            case blocks.Chart():
                return self._chart(block)
            case blocks.ComparisonTable():
                columns = (Column(muted=True), *[Column()] * len(block.heads))
                cells = [(name, *values) for name, values in block.rows]
                return self._table(Table(columns, cells, ("", *block.heads)))
            case blocks.Cards():
                return f'<dl class="cards">{"".join(map(self._card, block.cards))}</dl>'
            case blocks.Section():
                return self._section(block)
            case blocks.Columns():
                sides = (f"<div>{self._all(side)}</div>" for side in (block.left, block.right))
                return f'<div class="columns">{"".join(sides)}</div>'
            case _:
                title = self._heading(block.title) + "\n" if block.heading else ""
                below = map(evolve(self, level=self.level + 1).block, block.blocks)
                return title + "\n".join(filter(None, below))

    def _all(self, blocks: Iterable[Block]) -> str:
        return "".join(map(self.block, blocks))

    def _chart(self, chart: blocks.Chart) -> str:
        note = f"<small>{escaped(chart.note)}</small>" if chart.note else ""
        # All figures of a line stand on it: its table is for screen readers.
        kind = "line" if chart.on_a_line else "levels"
        table = self._table(_without_bars(chart.table), CHART_WIDTH)
        return f'<div class="chart {kind}"><div>{draw(chart)}{note}</div>{table}</div>'

    def _heading(self, title: str) -> str:
        level = min(self.level, 6)
        return f"<h{level}>{escaped(title)}</h{level}>"

    def _section(self, section: blocks.Section) -> str:
        heading, below = self._heading(section.title), evolve(self, level=self.level + 1)
        body = "".join(map(below.block, section.blocks))
        kind = ' class="minor"' if section.minor else ""
        if section.folded:
            return f"<details><summary>{heading}</summary>{body}</details>"
        return f"<section{kind}>{heading}{body}</section>"

    def _card(self, card: blocks.Card) -> str:
        note = f"<small>{escaped(card.note)}</small>" if card.note else ""
        value = self._span(Span(card.value, Emphasis.STRONG, card.color))
        color = f' class="{card.color}"' if card.color in TIER_COLORS else ""
        return f"<div{color}><dt>{escaped(card.name)}</dt><dd>{value}{note}</dd></div>"

    def _table(self, block: Table, room: int = PHONE_WIDTH) -> str:
        labels = block.heads or [""] * len(block.columns)
        columns = zip(*([block.heads] if block.heads else []), *block.rows, strict=True)
        is_wide = sum(1 + max(map(_longest_word, column)) for column in columns) > room
        head = "".join(
            f'<th scope="col"{_classes(label, right=column.right)}>{escaped(label)}</th>'
            if label
            else "<td></td>"
            for label, column in zip(labels, block.columns, strict=True)
        )
        body: list[str] = []
        for row in block.rows:
            cells: list[str] = []
            for cell, column, label in zip(row, block.columns, labels, strict=True):
                emphasis = Emphasis.MUTED if column.muted else Emphasis.NORMAL
                content = Span(cell, emphasis) if isinstance(cell, str) else cell
                attributes = _classes(cell, right=column.right)
                if is_wide and label and cells and block.heads_needed:
                    attributes += f' data-label="{escaped(label)}"'
                tag, scope = ("td", "") if cells else ("th", ' scope="row"')
                cells.append(f"<{tag}{scope}{attributes}>{self._cell(content)}</{tag}>")
            body.append(f"<tr>{''.join(cells)}</tr>")
        head = f"<thead><tr>{head}</tr></thead>" if block.heads else ""
        kind = ' class="wide"' if is_wide else ""
        return f"<table{kind}>{head}<tbody>{''.join(body)}</tbody></table>"

    def _span(self, span: Span) -> str:
        text = escaped(span.text, LONGEST_TEXT)
        if self.link and span.code:
            text = f'<a href="{html.escape(address(self.link, span.code, span.slug))}">{text}</a>'
        has_color = span.color in TIER_COLORS
        tag = _TAGS.get(span.emphasis, "span" if has_color else "")
        color = f' class="tier {span.color}"' if has_color else ""
        return f"<{tag}{color}>{text}</{tag}>" if tag and text else text

    def _cell(self, cell: Cell) -> str:
        match cell:
            case Bar():
                kinds = " open" * cell.open + " muted" * cell.muted
                kinds += f" {cell.color}" if cell.color in TIER_COLORS else ""
                # Screen readers skip it: its value stands in the same row.
                # An attribute of SVG is no inline style, which a strict policy would refuse.
                width = f"{100 * cell.share:.1f}%"
                return f'<svg class="bar{kinds}" width="{width}" aria-hidden="true"></svg>'
            case Names():
                names = "".join(f"<li>{self._cell(name)}</li>" for name in cell.names)
                return f"<ul>{names}</ul>"
            case Link():
                text = escaped(cell.name or cell.url, LONGEST_TEXT)
                if not is_web_address(cell.url):
                    return text
                return f'<a href="{html.escape(cell.url)}" rel="noopener noreferrer">{text}</a>'
            case _:
                # The second number of a range may stand on the next line, but not its dash.
                span = Span(cell) if isinstance(cell, str) else cell
                return self._span(span).replace(" - ", "&#160;- ")


def _without_bars(table: Table) -> Table:
    """Return a table without what a picture beside it shows."""
    kept = [n for n, cell in enumerate(table.rows[0]) if not isinstance(cell, Bar)]
    rows = [[row[n] for n in kept] for row in table.rows]
    heads = [table.heads[n] for n in kept] if table.heads else ()
    return Table([table.columns[n] for n in kept], rows, heads, heads_needed=table.heads_needed)


def _longest_word(cell: Cell) -> int:
    """Return the width that a cell needs where only words longer than the limit are broken."""
    if not isinstance(cell, str):
        return 4
    lengths = map(len, cell.replace(" - ", "\N{NO-BREAK SPACE}- ").split(" "))
    return max(length if length <= LONGEST_WORD else 1 for length in lengths)


def _classes(cell: Cell, *, right: bool) -> str:
    text = cell if isinstance(cell, str) else ""
    # Only a word that is too long for a phone may be broken: half a word reads badly.
    long = any(len(word) > LONGEST_WORD for word in text.split())
    names = " ".join(["number"] * right + ["long"] * long)
    return f' class="{names}"' if names else ""


def is_web_address(url: str) -> bool:
    """Return whether a text is an address of http or https, and nothing else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = strip_control(url).strip() == url
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_plain
