"""Pages in a browser or a notebook: plain HTML with its style, no scripts, nothing fetched.

Colours and fonts are those of the place where a page is shown, so that it is as light or dark
as its surroundings. Colour never says anything that words do not.
"""

from __future__ import annotations

import html
from functools import singledispatch
from typing import TYPE_CHECKING, Final
from urllib.parse import urlsplit

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
from careerscore.report.pages import page_of
from careerscore.report.style import STYLE

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

__all__ = ["LONGEST_NAME", "LONGEST_TEXT", "LONGEST_WORD", "document", "fragment", "in_html"]

LONGEST_NAME: Final = 200
"""A title, a heading or a cell is cut after this many characters, and says so."""

LONGEST_TEXT: Final = 4_000
"""A running text is cut after this many characters, and says so."""

LONGEST_WORD: Final = 24
"""A longer word in a table is broken wherever there is room."""

_TAGS: Final = {Tone.PLAIN: "", Tone.QUIET: "small", Tone.STRONG: "strong", Tone.REMARK: "em"}

_COLORS: Final = frozenset({"green", "yellow", "orange", "red"})
"""The colours that the style knows; another word could be the name of something else in it."""

# Nothing but the style of the page itself is ever loaded or run, whatever stands in a text.
_POLICY: Final = (
    "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
)


def fragment(value: object) -> str:
    """Return the page of a value as a piece of HTML, as notebooks take it.

    Parameters
    ----------
    value : object
        Anything that `careerscore.report.pages.page_of` takes.

    Raises
    ------
    InvalidInputError
        If there are no pages on such things.

    Examples
    --------
    >>> import careerscore as cs
    >>> fragment(cs.occupation("29-2072.00")).count("<h2>")
    1
    """
    page = page_of(value)
    return f'<div class="careerscore">\n<style>{STYLE}</style>\n{in_html(page)}\n</div>\n'


def document(value: object) -> str:
    """Return the page of a value as a whole HTML document.

    Parameters
    ----------
    value : object
        Anything that `careerscore.report.pages.page_of` takes.

    Raises
    ------
    InvalidInputError
        If there are no pages on such things.

    Examples
    --------
    >>> import careerscore as cs
    >>> document(cs.occupation("29-2072.00")).splitlines()[0]
    '<!doctype html>'
    """
    page = page_of(value)
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<title>{_name(page.title)}</title>
<style>body {{ margin: 0 auto; padding: 1rem; max-width: 64rem; font-family: sans-serif }}</style>
</head>
<body>
{fragment(page)}</body>
</html>
"""


@singledispatch
def in_html(block: Block) -> str:
    """Return a block as HTML, every text escaped.

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
    >>> in_html(Title("<script>"))
    '<h2>&lt;script&gt;</h2>'
    """
    raise TypeError(f"expected a block of a page, got {block!r}")


@in_html.register
def _title(block: Title) -> str:
    return f"<h2>{_name(block.text)}</h2>"


@in_html.register
def _line(block: Line) -> str:
    # Distances are for the style to give.
    return f"<p>{''.join(map(_words, block.words))}</p>" if block.words else ""


@in_html.register
def _facts(block: Facts) -> str:
    rows = (f"<dt>{_name(name)}</dt><dd>{_cell(value)}</dd>" for name, value in block.rows)
    return f"<dl>{''.join(rows)}</dl>"


@in_html.register
def _grid(block: Grid) -> str:
    head = _head(block.heads, [column.right for column in block.columns])
    body: list[str] = []
    for row in block.rows:
        cells: list[str] = []
        for cell, column in zip(row, block.columns, strict=True):
            shown = Words(cell, column.tone) if isinstance(cell, str) else cell
            tag = "td" if cells else 'th scope="row"'
            place = _place(cell, right=column.right)
            cells.append(f"<{tag}{place}>{_cell(shown)}</{tag[:2]}>")
        body.append(f"<tr>{''.join(cells)}</tr>")
    return f"<table>{head}<tbody>{''.join(body)}</tbody></table>"


@in_html.register
def _side_by_side(block: SideBySide) -> str:
    body = (
        f'<tr><th scope="row"{_place(name)}>{_cell(Words(name, Tone.QUIET))}</th>'
        f"{''.join(f'<td{_place(cell)}>{_cell(cell)}</td>' for cell in cells)}</tr>"
        for name, cells in block.rows
    )
    return f"<table>{_head(('', *block.heads))}<tbody>{''.join(body)}</tbody></table>"


@in_html.register
def _group(block: Group) -> str:
    return _stack(block.blocks, ' class="indented"' if block.indented else "")


@in_html.register
def _section(block: Section) -> str:
    return f"<section><h3>{_name(block.title)}</h3>{_all(block.blocks)}</section>"


@in_html.register
def _columns(block: Columns) -> str:
    return f'<div class="columns">{_stack(block.left)}{_stack(block.right)}</div>'


@in_html.register
def _page(block: Page) -> str:
    return "\n".join(filter(None, map(in_html, block.blocks)))


def _all(blocks: Iterable[Block]) -> str:
    return "".join(map(in_html, blocks))


def _stack(blocks: Iterable[Block], attributes: str = "") -> str:
    return f"<div{attributes}>{_all(blocks)}</div>"


def _head(heads: Sequence[str], right: Sequence[bool] = ()) -> str:
    if not heads:
        return ""
    sides = right or [False] * len(heads)
    cells = (
        f'<th scope="col"{_place(head, right=side)}>{_name(head)}</th>' if head else "<td></td>"
        for head, side in zip(heads, sides, strict=True)
    )
    return f"<thead><tr>{''.join(cells)}</tr></thead>"


def _place(cell: Cell, *, right: bool = False) -> str:
    text = cell if isinstance(cell, str) else ""
    # Only what has no place to break may be broken anywhere: half a word reads badly.
    long = any(len(word) > LONGEST_WORD for word in text.split())
    kinds = " ".join(["number"] * right + ["long"] * long)
    return f' class="{kinds}"' if kinds else ""


def _words(words: Words) -> str:
    text = _escaped(_cut(words.text, LONGEST_TEXT))
    known = words.color in _COLORS
    tag = _TAGS[words.tone] or ("span" if known else "")
    color = f' class="tier {words.color}"' if known else ""
    return f"<{tag}{color}>{text}</{tag}>" if tag else text


def _cell(cell: Cell) -> str:
    if isinstance(cell, Bar):
        return _bar(cell)
    if isinstance(cell, Address):
        return _address(cell.url)
    if isinstance(cell, str):
        cell = Words(cell)
    # The end of a range may stand on the next line, its dash may not.
    return _words(cell).replace(" - ", "&#160;- ")


def _bar(bar: Bar) -> str:
    kinds = " open" * bar.open + " quiet" * bar.quiet
    # The figure stands beside it: there is nothing in it to read aloud.
    return (
        f'<span class="bar{kinds}" style="width:{100 * bar.share:.1f}%" aria-hidden="true"></span>'
    )


def _address(url: str) -> str:
    shown = _escaped(_cut(url, LONGEST_TEXT))
    if not _is_web_address(url):
        return shown
    return f'<a href="{_escaped(url)}" rel="noopener noreferrer">{shown}</a>'


def _is_web_address(url: str) -> bool:
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    return (
        parts.scheme in {"http", "https"}
        and bool(parts.netloc)
        and strip_control(url).strip() == url
    )


def _name(text: str) -> str:
    return _escaped(_cut(text, LONGEST_NAME))


def _cut(text: str, most: int) -> str:
    if len(text) <= most:
        return text
    return f"{text[:most]}… ({len(text):,} characters)"


def _escaped(text: str) -> str:
    return html.escape(strip_control(text))
