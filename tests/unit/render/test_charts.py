"""Charts: a picture with the figures in HTML, and their table everywhere."""

from __future__ import annotations

import re
import xml.etree.ElementTree as ET
from io import StringIO

import attrs
import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from careerscore._render import html, markdown, terminal
from careerscore._render.blocks import Bar, Chart, Column, Mark, Table
from careerscore._render.svg import draw

TABLE = Table(
    [Column()] * 3,
    [("Entry", "$10", Bar(0.5, color="red")), ("Mid-Career", "$20", Bar(1))],
    ("level", "pay", ""),
)
LEVELS = Chart(
    "Pay <b>",
    [Mark("Entry", "$10", 10, 0, 20, "0-2"), Mark("Mid-Career", "$20", 20, note="2-9")],
    TABLE,
    note="Lines: ranges.",
)
LINE = Chart(
    "Pay",
    [Mark("low", "1", 1), Mark("", "2", 2), Mark("Median", "4", 4), Mark("", "5", 5), Mark("high", "9", 9)],
    TABLE,
    on_a_line=True,
)  # fmt: skip


def shapes(chart, kind):
    return [each for each in ET.fromstring(draw(chart)).iter() if each.get("class") == kind]


def texts(chart):
    return [each.text for each in ET.fromstring(draw(chart)).iter("text")]


def test_a_column_is_as_long_as_its_value_and_has_its_range():
    first, second = (int(each.get("height")) for each in shapes(LEVELS, "column"))
    assert first * 2 == second
    (span,) = shapes(LEVELS, "range")
    low, high = int(span.get("y1")), int(span.get("y2"))
    bottom = int(shapes(LEVELS, "axis")[0].get("y1"))
    assert (bottom - high, bottom - low) == (second, 0)
    assert texts(LEVELS) == ["$10", "Entry", "0-2", "$20", "Mid-", "Career", "2-9"]
    # The words stand above the range, where there is one.
    above = [int(each.get("y")) for each in shapes(LEVELS, "value")]
    assert above == [high - 7, bottom - second - 7]


def test_the_ends_and_the_middle_of_a_line_have_words():
    assert texts(LINE) == ["Median 4", "1", "low", "9", "high"]
    (middle,), (half,) = shapes(LINE, "middle"), shapes(LINE, "half")
    assert middle.get("x1") == f"{1 + 98 * 3 / 8:.2f}%"
    assert (half.get("x1"), half.get("x2")) == (f"{1 + 98 / 8:.2f}%", "50.00%")
    short = Chart("Pay", [*LINE.marks[::2]], TABLE, on_a_line=True)
    assert not shapes(short, "half")
    assert texts(short) == texts(LINE)


@pytest.mark.parametrize(("middle", "anchor"), [(1, "start"), (5, "middle"), (9, "end")])
def test_the_middle_stays_on_the_picture(middle, anchor):
    marks = [Mark("a", "1", 1), Mark("b", "2", middle), Mark("c", "9", 9)]
    assert shapes(Chart("", marks, TABLE, on_a_line=True), "value")[0].get("text-anchor") == anchor


def test_marks_of_one_value_lie_at_one_place():
    marks = [Mark(name, "at least 9", 9) for name in "abc"]
    assert shapes(Chart("", marks, TABLE, on_a_line=True), "middle")[0].get("x1") == "1.00%"


@given(st.lists(st.tuples(st.text(), st.floats(0.01, 1e6)), min_size=1, max_size=6))
def test_every_column_is_on_the_picture_and_named(levels):
    chart = Chart("", [Mark(name, f"{value:g}", value, 0, value) for name, value in levels], TABLE)
    picture = ET.fromstring(draw(chart))
    assert picture.get("role") == "img"
    for each in shapes(chart, "column"):
        assert 0 <= int(each.get("y")) <= int(each.get("y")) + int(each.get("height"))
        left, width = (float(each.get(name).rstrip("%")) for name in ("x", "width"))
        assert 0 < left < left + width < 100
    assert all(f"{value:g}" in picture.get("aria-label") for _, value in levels)


def test_html_has_the_picture_its_note_and_the_table_without_bars():
    text = html.render(LEVELS)
    assert text.startswith(
        '<div class="chart levels"><div><svg role="img" aria-label="Pay &lt;b&gt;:'
    )
    assert "</svg><small>Lines: ranges.</small></div><table>" in text
    assert "bar" not in text
    assert re.findall(r"<th scope=\"col\">(\w+)", text) == ["level", "pay"]
    assert '<div class="chart line"><div><svg' in html.render(LINE)
    assert "<thead>" not in html.render(Chart("", LEVELS.marks, Table(TABLE.columns, TABLE.rows)))


def test_a_terminal_and_markdown_have_the_table():
    assert markdown.render(LEVELS) == markdown.render(TABLE)
    to = Console(width=60, file=StringIO(), force_terminal=True, color_system="standard")
    to.print(terminal.render(LEVELS))
    lines = to.file.getvalue().splitlines()
    assert "level" in lines[0]
    assert re.search(r"\x1b\[31m█{10} *\x1b", lines[1])
    assert re.search(r"\x1b\[36m█{20}\x1b", lines[2])


def test_a_terminal_may_leave_heads_out():
    table = Table([Column()] * 2, [("a", "b")], ("x", "y"), heads_needed=False)
    to = Console(width=60, file=StringIO())
    to.print(terminal.render(table))
    assert to.file.getvalue().split() == ["a", "b"]
    assert '<th scope="col">x</th>' in html.render(table)


def test_a_phone_may_leave_heads_out():
    row = ("a" * 12, "b" * 12, "c" * 12)
    needed = Table([Column()] * 3, [row], ("x", "y", "z"))
    assert html.render(needed).count("data-label") == 2
    assert "data-label" not in html.render(attrs.evolve(needed, heads_needed=False))
    muted = Table([Column()] * 2 + [Column(muted=True)], [("a", "b", "")])
    assert html.render(muted).endswith("<td>b</td><td></td></tr></tbody></table>")
