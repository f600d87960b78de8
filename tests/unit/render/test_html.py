"""HTML of each kind of block."""

from __future__ import annotations

import html
import re

import pytest

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
)
from careerscore._render.html import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_WORD,
    PHONE_WIDTH,
    document,
    fragment,
    render,
)
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
        (Section("a", [paragraph("b")]), "<section><h3>a</h3><p>b</p></section>"),
        (Section("a", [], minor=True), '<section class="minor"><h4>a</h4></section>'),
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
def test_each_block_has_its_element(block, text):
    assert render(block) == text


def test_a_bar_has_the_width_of_its_share():
    bars = render(DefinitionList([("a", Bar(0.5)), ("b", Bar(1 / 3, open=True, muted=True))]))
    assert 'class="bar" style="width:50.0%" aria-hidden="true"' in bars
    assert 'class="bar open muted" style="width:33.3%"' in bars


def test_only_a_word_that_is_too_long_is_broken_anywhere():
    table = ComparisonTable(("x",), [("f", ("a" * LONGEST_WORD,)), ("g", ("a" * 25,))])
    text = render(table)
    assert f"<td>{'a' * LONGEST_WORD}</td>" in text
    assert f'<td class="long">{"a" * 25}</td>' in text


def test_a_wide_table_has_labels_for_phones():
    row = ("a", "b" * (PHONE_WIDTH // 2 - 1), "c" * (PHONE_WIDTH // 2 - 3))
    columns = [Column()] * 3
    assert "<table><thead>" in render(Table(columns, [row], ("x", 'y"', "")))
    text = render(Table(columns, [(*row[:2], row[2] + "c")], ("x", 'y"', "")))
    assert '<table class="wide">' in text
    assert text.count("data-label") == 1
    assert '<td data-label="y&quot;">b' in text
    # A range is broken after its dash, and a long word anywhere.
    range = ("1" * 7 + " - " + "1" * 7, "2" * 7 + " - " + "2" * 7, "3" * 30, Bar(1))
    assert "wide" not in render(Table([Column()] * 4, [range]))


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
def test_only_a_web_address_is_a_link(url):
    text = f"<dl><dt>a</dt><dd>{html.escape(strip_control(url))}</dd></dl>"
    assert render(DefinitionList([("a", Link(url))])) == text


def test_a_link_shows_its_address():
    url = 'https://a.org/?a=1&b="'
    escaped = "https://a.org/?a=1&amp;b=&quot;"
    link = f'<a href="{escaped}" rel="noopener noreferrer">{escaped}</a>'
    assert render(DefinitionList([("a", Link(url))])) == f"<dl><dt>a</dt><dd>{link}</dd></dl>"


def test_long_texts_are_cut_with_a_mark():
    title = "a" * 10_000
    assert render(Page(title, ())) == f"<h2>{'a' * LONGEST_NAME}… (10,000 characters)</h2>\n"
    assert render(Page("a" * LONGEST_NAME, ())) == f"<h2>{'a' * LONGEST_NAME}</h2>\n"
    assert render(paragraph(title)) == f"<p>{'a' * LONGEST_TEXT}… (10,000 characters)</p>"


def test_a_document_has_the_fragment_and_a_title():
    page = Page("A <b>", [paragraph("a")])
    text = document(page)
    assert fragment(page) in text
    assert "<title>A &lt;b&gt;</title>" in text


def test_the_style_sheet_fetches_nothing_and_has_four_colors():
    for forbidden in ("url(", "@import", "expression", "<", "http"):
        assert forbidden not in STYLE
    colored = [line for line in STYLE.splitlines() if re.search(r"#[0-9a-f]{6}", line)]
    assert [re.search(r" \.(\w+)::before", line)[1] for line in colored] == [
        "green", "yellow", "orange", "red",
    ]  # fmt: skip
