"""Facts side by side, in each kind of page."""

from __future__ import annotations

from rich.console import Console

from careerscore._render import html, markdown, terminal
from careerscore._render.blocks import Card, Cards, Page, Section, paragraph

CARDS = Cards((Card("Pay", "$51,140", "a year"), Card("Score", "<b>", color="green")))


def printed(block, width=80):
    console = Console(width=width, no_color=True, highlight=False)
    with console.capture() as capture:
        console.print(terminal.render(block))
    return [line.split() for line in capture.get().splitlines()]


def test_cards_are_side_by_side_or_one_below_the_other():
    assert printed(CARDS) == [["Pay", "Score"], ["$51,140", "<b>"], ["a", "year"]]
    assert printed(CARDS, 8) == [["Pay"], ["$51,140"], ["a", "year"], ["Score"], ["<b>"]]


def test_cards_are_a_list_in_html_and_markdown():
    text = html.render(CARDS)
    assert "<dt>Pay</dt><dd><strong>$51,140</strong><small>a year</small></dd>" in text
    assert '<div class="green"><dt>Score</dt>' in text
    assert '<dd><strong class="tier green">&lt;b&gt;</strong></dd>' in text
    assert markdown.render(CARDS) == "- **Pay**: $51,140 a year\n- **Score**: &lt;b>"


def test_a_section_may_be_left_out_in_a_terminal():
    hidden = Section("Hidden", [paragraph("text")], folded=True, in_terminal=False)
    page = Page(
        "Page", [paragraph("first"), hidden, Section("Last", [paragraph("end")], dense=True)]
    )
    assert [line for line in printed(page) if line][:2] == [["Page"], ["first"]]
    assert ["text"] not in printed(page)
    assert "<summary><h3>Hidden</h3></summary>" in html.render(page)
