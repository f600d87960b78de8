"""Text of each kind of block at several widths, and the rich display of values."""

from __future__ import annotations

import pytest
from attrs import frozen
from rich.console import Console

from careerscore._render.blocks import (
    BLANK,
    Bar,
    Column,
    Columns,
    ComparisonTable,
    DefinitionList,
    Emphasis,
    Link,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    paragraph,
    paragraphs,
)
from careerscore._render.display import RichDisplay
from careerscore._render.terminal import render


def lines(block, width=40):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(render(block))
    return [line.rstrip() for line in capture.get().splitlines()]


@pytest.mark.parametrize(
    ("block", "expected"),
    [
        (BLANK, [""]),
        (Paragraph((Span("a"), Span("b", Emphasis.STRONG))), ["ab"]),
        (DefinitionList([("a", "1"), ("long", Link("x"))]), ["a     1", "long  x"]),
        (
            DefinitionList([("a", Span("b")), ("c", Bar(0)), ("d", Bar(0.001))]),
            ["a  b", "c", "d  █"],
        ),
        (DefinitionList([("a", Bar(1, open=True, muted=True))]), [f"a  {'█' * 20} ..."]),
        (Section("a", [paragraph("b")]), ["a ──────", "  b", ""]),
        (Section("a", [paragraph("b")], minor=True), ["a", "  b", ""]),
        (Page("a", [paragraph("b")]), ["a", "b"]),
        (Page("a", [paragraph("b")], heading=False), ["b"]),
        (Table([Column(), Column(right=True)], [("a", "1"), ("b", "10")]), ["a   1", "b  10"]),
        (Table([Column(), Column()], [("a", "b")], ("x", "y")), ["x  y", "a  b"]),
        (Columns([paragraph("a")], [paragraph("b")]), ["a", "b"]),
        (paragraph("a\x1b[31m\nb"), ["a\ufffd[31m b"]),
    ],
)
def test_each_block_has_its_lines(block, expected):
    assert lines(block, 8 if isinstance(block, Section) else 40) == expected


def test_two_columns_need_110_characters():
    block = Columns([paragraph("a")], [paragraph("b")])
    assert len(lines(block, 109)) == 2
    assert len(lines(block, 110)) == 1


def test_a_table_is_stacked_where_it_is_too_wide():
    table = Table([Column(), Column()], [("aaaa", "bbbb")], stacked=[paragraph("aaaa: bbbb")])
    assert lines(table, 12) == ["aaaa  bbbb"]
    assert lines(table, 11) == ["aaaa: bbbb"]


def test_a_comparison_is_stacked_where_a_word_would_be_broken():
    table = ComparisonTable(("xx yyyy", "z"), [("f", ("1", "22222")), ("g", ("", "3"))])
    assert lines(table, 14) == ["   xx    z", "   yyyy", "f  1     22222", "g        3"]
    assert lines(table, 13) == ["xx yyyy", "  f: 1", "z", "  f: 22222", "  g: 3"]
    assert lines(ComparisonTable((), [])) == [""]


def test_emphasis_and_colors_have_styles():
    console = Console(width=40, force_terminal=True, color_system="standard", no_color=False)
    with console.capture() as capture:
        console.print(render(DefinitionList([("a", Span("b", Emphasis.STRONG, "red"))])))
    assert "\x1b[1;31mb\x1b[0m" in capture.get()


def test_empty_texts_make_no_paragraphs():
    assert paragraphs("a", None, "", emphasis=Emphasis.NOTE) == [paragraph("a", Emphasis.NOTE)]


@frozen(repr=False)
class Shade(RichDisplay):
    name: str
    hex: str

    _repr_fields = ("name",)

    def _page(self):
        return Page(self.name, [paragraph(self.hex)])


def test_a_value_is_displayed_by_its_page():
    shade = Shade("red", "#d1344b")
    assert "<h2>red</h2>\n<p>#d1344b</p>" in shade._repr_html_()
    console = Console(width=20)
    with console.capture() as capture:
        console.print(shade)
    assert [line.rstrip() for line in capture.get().splitlines()] == ["red", "#d1344b"]
    assert repr(shade) == "<Shade name='red'>"
    assert list(shade.__rich_repr__()) == [("name", "red")]
    with pytest.raises(NotImplementedError):
        RichDisplay()._repr_html_()
