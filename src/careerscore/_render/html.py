"""Pages in HTML: every text escaped, no scripts, nothing fetched.

Colors and fonts are those of the surroundings, light or dark. Colors only repeat the words.
"""

from __future__ import annotations

import html
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

from careerscore._render import blocks
from careerscore._render.blocks import Bar, Column, Emphasis, Link, Span, Table
from careerscore._render.colors import TIER_COLORS
from careerscore._render.style import STYLE
from careerscore._text import strip_control

if TYPE_CHECKING:
    from collections.abc import Iterable

    from careerscore._render.blocks import Block, Cell, Page

LONGEST_NAME: Final = 200
LONGEST_TEXT: Final = 4_000
"""Longer headings and longer texts are cut, with a mark [characters]."""

LONGEST_WORD: Final = 24
PHONE_WIDTH: Final = 32
"""A longer word in a table is broken anywhere; a wider table is stacked on phones [characters]."""

_TAGS: Final = {Emphasis.MUTED: "small", Emphasis.STRONG: "strong", Emphasis.NOTE: "em"}

# A second defence: a browser loads and runs nothing, whatever a text holds.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def fragment(page: Page) -> str:
    """Return a page as a piece of HTML with its style sheet, as notebooks take it."""
    return f'<div class="careerscore">\n<style>{STYLE}</style>\n{render(page)}\n</div>\n'


def document(page: Page) -> str:
    """Return a page as a whole HTML document."""
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_text(page.title)}</title>
<style>body {{ margin: 0 auto; padding: 1rem; max-width: 64rem; font-family: sans-serif }}</style>
</head>
<body>
{fragment(page)}</body>
</html>
"""


def render(block: Block) -> str:
    """Return a block as HTML."""
    match block:
        case blocks.Paragraph():
            return f"<p>{''.join(map(_span, block.spans))}</p>" if block.spans else ""
        case blocks.DefinitionList():
            rows = (f"<dt>{_text(name)}</dt><dd>{_cell(cell)}</dd>" for name, cell in block.rows)
            return f"<dl>{''.join(rows)}</dl>"
        case Table():
            return _table(block)
        case blocks.ComparisonTable():
            columns = (Column(muted=True), *[Column()] * len(block.heads))
            cells = [(name, *values) for name, values in block.rows]
            return _table(Table(columns, cells, ("", *block.heads)))
        case blocks.Cards():
            return f'<dl class="cards">{"".join(map(_card, block.cards))}</dl>'
        case blocks.Section():
            if block.folded:
                heading = f"<summary>{_text(block.title)}</summary>"
                return f"<details>{heading}{_all(block.blocks)}</details>"
            level, kind = ("h4", ' class="minor"') if block.minor else ("h3", "")
            heading = f"<{level}>{_text(block.title)}</{level}>"
            return f"<section{kind}>{heading}{_all(block.blocks)}</section>"
        case blocks.Columns():
            sides = (f"<div>{_all(side)}</div>" for side in (block.left, block.right))
            return f'<div class="columns">{"".join(sides)}</div>'
        case _:
            heading = f"<h2>{_text(block.title)}</h2>\n" if block.heading else ""
            return heading + "\n".join(filter(None, map(render, block.blocks)))


def _all(blocks: Iterable[Block]) -> str:
    return "".join(map(render, blocks))


def _card(card: blocks.Card) -> str:
    note = f"<small>{_text(card.note)}</small>" if card.note else ""
    value = _span(Span(card.value, Emphasis.STRONG, card.color))
    return f"<div><dt>{_text(card.name)}</dt><dd>{value}{note}</dd></div>"


def _table(block: Table) -> str:
    labels = block.heads or [""] * len(block.columns)
    columns = zip(*([block.heads] if block.heads else []), *block.rows, strict=True)
    is_wide = sum(1 + max(map(_longest_word, column)) for column in columns) > PHONE_WIDTH
    head = "".join(
        f'<th scope="col"{_classes(label, right=column.right)}>{_text(label)}</th>'
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
            if is_wide and label and cells:
                attributes += f' data-label="{_text(label)}"'
            tag, scope = ("td", "") if cells else ("th", ' scope="row"')
            cells.append(f"<{tag}{scope}{attributes}>{_cell(content)}</{tag}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    head = f"<thead><tr>{head}</tr></thead>" if block.heads else ""
    kind = ' class="wide"' if is_wide else ""
    return f"<table{kind}>{head}<tbody>{''.join(body)}</tbody></table>"


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


def _span(span: Span) -> str:
    text = _text(span.text, LONGEST_TEXT)
    # Another word could be the name of a class of the style sheet.
    has_color = span.color in TIER_COLORS
    tag = _TAGS.get(span.emphasis, "span" if has_color else "")
    color = f' class="tier {span.color}"' if has_color else ""
    return f"<{tag}{color}>{text}</{tag}>" if tag else text


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        kinds = " open" * cell.open + " muted" * cell.muted
        # Screen readers skip it: its value stands in the same row.
        width = f"width:{100 * cell.share:.1f}%"
        return f'<span class="bar{kinds}" style="{width}" aria-hidden="true"></span>'
    if isinstance(cell, Link):
        text = _text(cell.url, LONGEST_TEXT)
        if not is_web_address(cell.url):
            return text
        return f'<a href="{html.escape(cell.url)}" rel="noopener noreferrer">{text}</a>'
    # The second number of a range may stand on the next line, but not its dash.
    return _span(Span(cell) if isinstance(cell, str) else cell).replace(" - ", "&#160;- ")


def is_web_address(url: str) -> bool:
    """Return whether a text is an address of http or https, and nothing else."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    is_plain = strip_control(url).strip() == url
    return parts.scheme in {"http", "https"} and bool(parts.netloc) and is_plain


def _text(text: str, longest: int = LONGEST_NAME) -> str:
    """Return a text as HTML; beyond some length it is cut, with a mark."""
    cut = text if len(text) <= longest else f"{text[:longest]}… ({len(text):,} characters)"
    return html.escape(strip_control(cut))
