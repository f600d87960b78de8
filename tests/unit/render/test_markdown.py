"""Markdown of each kind of block, with every text escaped."""

from __future__ import annotations

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
from careerscore._render.markdown import markdown, render


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
def test_each_block_has_its_mark(block, text):
    assert render(block) == text


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
    assert render(paragraph(text)) == escaped


@pytest.mark.parametrize(
    ("url", "text"),
    [
        ("https://a.org/?b=1&c_d", "<https://a.org/?b=1&c_d>"),
        ("javascript:a", "javascript:a"),
        ("https://a.org/<b>", "https://a.org/&lt;b>"),
        ("https://a.org/|", "https://a.org/\\|"),
    ],
)
def test_only_a_web_address_is_a_link(url, text):
    assert render(DefinitionList([("a", Link(url))])) == f"- **a**: {text}"


def test_a_page_ends_with_a_line_end():
    assert markdown(Page("a", [])) == "# a\n"
