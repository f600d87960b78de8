"""Each kind of block in HTML, in Markdown, and in terminals of several widths."""

from __future__ import annotations

import re
from html import escape

import pytest
from attrs import evolve, frozen
from rich.console import Console

from careerscore._render import html, markdown, terminal
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
from careerscore._render.colors import TIER_COLORS
from careerscore._render.display import RichDisplay
from careerscore._render.escaping import LONGEST_NAME, LONGEST_TEXT
from careerscore._render.style import STYLE
from careerscore._text import strip_control


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (BLANK, ""),
        (paragraph("a & b"), "<p>a &amp; b</p>"),
        (
            Paragraph((Span("a"), Span("b", Emphasis.STRONG), Span("c", Emphasis.MUTED))),
            "<p>a<strong>b</strong><small>c</small></p>",
        ),
        (paragraph("a", Emphasis.NOTE), "<p><em>a</em></p>"),
        (Paragraph((Span("a", color="red"),)), '<p><span class="tier red">a</span></p>'),
        # A color that the style sheet lacks could be the name of one of its classes.
        (Paragraph((Span("a", color="bar"),)), "<p>a</p>"),
        (Paragraph((Span("a", Emphasis.STRONG, "long"),)), "<p><strong>a</strong></p>"),
        (DefinitionList([("a", "b - c")]), "<dl><dt>a</dt><dd>b&#160;- c</dd></dl>"),
        (Section("a", [paragraph("b")]), "<section><h2>a</h2><p>b</p></section>"),
        (Section("a", [], minor=True), '<section class="minor"><h2>a</h2></section>'),
        (
            Section("<a>", [paragraph("b")], minor=True, folded=True),
            "<details><summary><h2>&lt;a&gt;</h2></summary><p>b</p></details>",
        ),
        (
            Columns([paragraph("a")], [paragraph("b")]),
            '<div class="columns"><div><p>a</p></div><div><p>b</p></div></div>',
        ),
        (Page("a", [paragraph("b"), BLANK, paragraph("c")]), "<h2>a</h2>\n<p>b</p>\n<p>c</p>"),
        (Page("a", [paragraph("b")], heading=False), "<p>b</p>"),
        (
            Table([Column(), Column(right=True)], [("a", "1")], ("", "n")),
            (
                '<table><thead><tr><td></td><th scope="col" class="number">n</th></tr></thead>'
                '<tbody><tr><th scope="row">a</th><td class="number">1</td></tr></tbody></table>'
            ),
        ),
        (
            Table([Column(muted=True)], [("a",)]),
            '<table><tbody><tr><th scope="row"><small>a</small></th></tr></tbody></table>',
        ),
        (
            ComparisonTable(("x", "y"), [("f", ("1", "2"))]),
            (
                '<table><thead><tr><td></td><th scope="col">x</th><th scope="col">y</th></tr>'
                '</thead><tbody><tr><th scope="row"><small>f</small></th><td>1</td><td>2</td></tr>'
                "</tbody></table>"
            ),
        ),
    ],
)
def test_each_block_has_its_element_in_html(block, text):
    assert html.render(block) == text


def test_a_bar_has_the_width_of_its_share():
    bars = html.render(DefinitionList([("a", Bar(0.5)), ("b", Bar(1 / 3, open=True, muted=True))]))
    assert 'class="bar" width="50.0%" aria-hidden="true"' in bars
    assert 'class="bar open muted" width="33.3%"' in bars
    assert 'class="bar red"' in html.render(DefinitionList([("a", Bar(1, color="red"))]))
    assert 'class="bar"' in html.render(DefinitionList([("a", Bar(1, color="open"))]))


def test_only_a_word_that_is_too_long_is_broken_anywhere():
    table = ComparisonTable(("x",), [("f", ("a" * html.LONGEST_WORD,)), ("g", ("a" * 25,))])
    text = html.render(table)
    assert f"<td>{'a' * html.LONGEST_WORD}</td>" in text
    assert f'<td class="long">{"a" * 25}</td>' in text


def test_a_wide_table_has_labels_for_phones():
    row = ("a", "b" * (html.PHONE_WIDTH // 2 - 1), "c" * (html.PHONE_WIDTH // 2 - 3))
    columns = [Column()] * 3
    assert "<table><thead>" in html.render(Table(columns, [row], ("x", 'y"', "")))
    text = html.render(Table(columns, [(*row[:2], row[2] + "c")], ("x", 'y"', "")))
    assert '<table class="wide">' in text
    assert text.count("data-label") == 1
    assert '<td data-label="y&quot;">b' in text
    # A range is broken after its dash, and a long word anywhere.
    range = ("1" * 7 + " - " + "1" * 7, "2" * 7 + " - " + "2" * 7, "3" * 30, Bar(1))
    assert "wide" not in html.render(Table([Column()] * 4, [range]))


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        " https://a.org",
        "//a.org",
        "http:///x",
        "data:text/html,<script>",
        "https://a.org/\u202e",
        "https://[",
        "",
    ],
)
def test_only_a_web_address_is_a_link_in_html(url):
    text = f"<dl><dt>a</dt><dd>{escape(strip_control(url))}</dd></dl>"
    assert html.render(DefinitionList([("a", Link(url))])) == text


def test_a_link_shows_its_address():
    url = 'https://a.org/?a=1&b="'
    escaped = "https://a.org/?a=1&amp;b=&quot;"
    link = f'<a href="{escaped}" rel="noopener noreferrer">{escaped}</a>'
    assert html.render(DefinitionList([("a", Link(url))])) == f"<dl><dt>a</dt><dd>{link}</dd></dl>"


def test_long_texts_are_cut_with_a_mark():
    title = "a" * 10_000
    assert html.render(Page(title, ())) == f"<h2>{'a' * LONGEST_NAME}… (10,000 characters)</h2>\n"
    assert html.render(Page("a" * LONGEST_NAME, ())) == f"<h2>{'a' * LONGEST_NAME}</h2>\n"
    assert html.render(paragraph(title)) == f"<p>{'a' * LONGEST_TEXT}… (10,000 characters)</p>"


def test_a_document_has_one_style_sheet_a_title_and_the_blocks():
    text = html.document(Page("A <b>", [paragraph("a")]))
    assert "<title>A &lt;b&gt;</title>" in text
    assert '<main class="careerscore">\n<h1>A &lt;b&gt;</h1>\n<p>a</p>\n</main>' in text
    assert text.count("<style>") == 1
    assert STYLE in text


def test_a_title_that_is_not_printed_is_there_for_screen_readers():
    page = Page("A", [Section("A", ())], heading=False)
    heads = re.findall(r"<h\d.*?</h\d>", html.document(page, level=2))
    assert heads == ['<h2 class="unseen">A</h2>', "<h3>A</h3>"]


def test_headings_follow_the_nesting():
    inner = Section("c", [Section("d", [Section("e", ())])], folded=True)
    page = Page("a", [Section("b", ()), inner])
    assert re.findall(r"<h(\d)>(.)", html.render(page, level=4)) == [
        ("4", "a"), ("5", "b"), ("5", "c"), ("6", "d"), ("6", "e"),
    ]  # fmt: skip


def test_the_style_sheet_fetches_nothing_and_has_the_colors_of_tiers():
    for forbidden in ("url(", "@import", "expression", "<", "&", "http"):
        assert forbidden not in STYLE
    assert dict(re.findall(r"\.(\w+) { --tier: (#\w+) }", STYLE)) == {
        name: color.web for name, color in TIER_COLORS.items()
    }
    assert STYLE.count("{") == STYLE.count("}")


@pytest.mark.parametrize(
    ("block", "text"),
    [
        (BLANK, ""),
        (Paragraph((Span("a:", Emphasis.STRONG), Span(" b"))), "**a:** b"),
        (paragraph("a", Emphasis.NOTE), "*a*"),
        (paragraph("a", Emphasis.MUTED), "a"),
        (paragraph("    a "), "a"),
        (paragraph(" ", Emphasis.STRONG), ""),
        (DefinitionList([("a", "b"), ("c", Bar(1))]), "- **a**: b\n- **c**: "),
        (Section("a", [paragraph("b")]), "**a**\n\nb"),
        (Columns([paragraph("a")], [paragraph("b")]), "a\n\nb"),
        (Page("a", [paragraph("b"), BLANK]), "# a\n\nb"),
        (Page("a", [paragraph("b")], heading=False), "b"),
        (
            Table([Column(), Column()], [("1", Span("x|y"))], ("a", "b")),
            "| a | b |\n| --- | --- |\n| 1 | x\\|y |",
        ),
        (Table([Column()], [("1",)]), "|  |\n| --- |\n| 1 |"),
        (
            ComparisonTable(("x",), [("f", ("1",))]),
            "|  | x |\n| --- | --- |\n| f | 1 |",
        ),
    ],
)
def test_each_block_has_its_mark_in_markdown(block, text):
    assert markdown.render(block) == text


@pytest.mark.parametrize(
    ("text", "escaped"),
    [
        ("a*b `c` \\d ~e~", "a\\*b \\`c\\` \\\\d \\~e\\~"),
        ("job_growth _b_", "job_growth \\_b\\_"),
        ("<script>", "&lt;script>"),
        ("a < b & c", "a &lt; b & c"),
        ("&lt; &#60;", "\\&lt; \\&#60;"),
        ("[x](javascript:y) ![z](w)", "\\[x\\](javascript:y) !\\[z\\](w)"),
        ("- a", "\\- a"),
        ("# a", "\\# a"),
        ("> a", "\\> a"),
        ("+ a", "\\+ a"),
        ("=== a", "\\=== a"),
        ("12. a", "12\\. a"),
        ("12 a", "12 a"),
        ("a\n\nb\x1b\u202e", "a  b\ufffd\ufffd"),
    ],
)
def test_no_text_is_a_mark(text, escaped):
    assert markdown.render(paragraph(text)) == escaped


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.org/?b=1&c_d", "<https://a.org/?b=1&c_d>"),
        ("javascript:a", "javascript:a"),
        ("https://a.org/<b>", "https://a.org/&lt;b>"),
        ("https://a.org/|", "https://a.org/\\|"),
    ],
)
def test_only_a_web_address_is_a_link_in_markdown(url, text):
    assert markdown.render(DefinitionList([("a", Link(url))])) == f"- **a**: {text}"


def lines(block, width=40):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(terminal.render(block))
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
        (Section("a", [paragraph("b")], minor=True, folded=True), ["a", "  b", ""]),
        (Page("a", [paragraph("b")]), ["a", "b"]),
        (Page("a", [paragraph("b")], heading=False), ["b"]),
        (Table([Column(), Column(right=True)], [("a", "1"), ("b", "10")]), ["a   1", "b  10"]),
        (Table([Column(), Column()], [("a", "b")], ("x", "y")), ["x  y", "a  b"]),
        (Columns([paragraph("a")], [paragraph("b")]), ["a", "b"]),
        (paragraph("a\x1b[31m\nb"), ["a\ufffd[31m b"]),
    ],
)
def test_each_block_has_its_lines_in_a_terminal(block, expected):
    assert lines(block, 8 if isinstance(block, Section) else 40) == expected


def test_two_columns_need_110_characters():
    block = Columns([paragraph("a")], [paragraph("b")])
    assert len(lines(block, 109)) == 2
    assert len(lines(block, 110)) == 1


NARROW = Table(
    [Column(), Column(right=True, wraps=False), Column(wraps=False), Column()],
    [("Entry level", "$37,000", Bar(1), "two words"), ("", "$1", Bar(0.1), "")],
    ("level", "pay", "", "note"),
)


@pytest.mark.parametrize(
    ("table", "width", "expected"),
    [
        (NARROW, 43, ["level      pay                        note", f"Entry  $37,000  {'█' * 20}"]),
        (NARROW, 42, ["level            pay  note", "Entry level  $37,000  two words"]),
        (NARROW, 21, ["level      pay  note", "Entry  $37,000  two", "level           words"]),
        (NARROW, 20, ["Entry level: pay", "$37,000; note two", "words", "pay $1"]),
        (evolve(NARROW, heads_needed=False), 21, ["Entry  $37,000  two"]),
        (evolve(NARROW, heads_needed=False), 20, ["Entry level:", "$37,000; two words", "$1"]),
        # A longer word goes on in the next line.
        (Table([Column(), Column()], [("a", "b" * 30)]), 27, ["a  " + "b" * 24, "   " + "b" * 6]),
        (Table([Column(), Column()], [("a", "b" * 24)]), 26, ["a:", "b" * 24]),
    ],
)
def test_a_table_without_room_has_no_bars_or_is_a_line_for_each_row(table, width, expected):
    found = lines(table, width)
    assert [line[: len(text)] for line, text in zip(found, expected, strict=False)] == expected
    assert not any("…" in line for line in found)


@pytest.mark.parametrize(("width", "expected"), [(5, ["abc ─", "  d"]), (3, ["abc", "  d"])])
def test_a_heading_is_whole(width, expected):
    assert lines(Section("abc", [paragraph("d")], dense=True), width) == expected


def test_a_comparison_is_stacked_where_a_word_would_be_broken():
    table = ComparisonTable(("xx yyyy", "z"), [("f", ("1", "22222")), ("g", ("", "3"))])
    assert lines(table, 14) == ["   xx    z", "   yyyy", "f  1     22222", "g        3"]
    assert lines(table, 13) == ["xx yyyy", "  f: 1", "z", "  f: 22222", "  g: 3"]
    assert lines(ComparisonTable((), [])) == [""]


def test_emphasis_and_colors_have_styles():
    console = Console(width=40, force_terminal=True, color_system="standard", no_color=False)
    with console.capture() as capture:
        console.print(terminal.render(DefinitionList([("a", Span("b", Emphasis.STRONG, "red"))])))
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
    assert "<h1>red</h1>\n<p>#d1344b</p>" in shade.to_html()
    part = '<div class="careerscore">\n<h3>red</h3>\n<p>#d1344b</p>\n</div>\n'
    assert shade.to_html(embedded=True, level=3) == part
    with pytest.raises(NotImplementedError):
        RichDisplay()._repr_html_()
