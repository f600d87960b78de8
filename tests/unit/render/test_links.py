"""Links to the caller's own pages on careers, and names of other pages."""

from __future__ import annotations

from io import StringIO
from urllib.parse import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.console import Console

from careerscore._render import html, markdown, terminal
from careerscore._render.blocks import DefinitionList, Link, Names, Paragraph, Span
from careerscore._render.links import address, check_options
from careerscore.errors import InvalidInputError

NURSE = Span("Nurses & Co", code="29-1141.00", slug="nurses-co")
SITE = Link("https://a.org/x", "A site")
ROW = DefinitionList([("Related", Names([NURSE, SITE, Link("javascript:x", "b")]))])


def test_a_career_is_a_link_where_there_is_a_template():
    paragraph = Paragraph([NURSE])
    assert html.render(paragraph) == "<p>Nurses &amp; Co</p>"
    text = html.render(paragraph, link="/c/{slug}?a=1&code={code}")
    link = '<a href="/c/nurses-co?a=1&amp;code=29-1141.00">Nurses &amp; Co</a>'
    assert text == f"<p>{link}</p>"
    assert html.render(Paragraph([Span("a")]), link="/{code}") == "<p>a</p>"


def test_names_are_a_list_in_html_and_a_line_elsewhere():
    assert html.render(ROW, link="/{code}") == (
        '<dl><dt>Related</dt><dd><ul><li><a href="/29-1141.00">Nurses &amp; Co</a></li>'
        '<li><a href="https://a.org/x" rel="noopener noreferrer">A site</a></li><li>b</li></ul>'
        "</dd></dl>"
    )
    assert markdown.render(ROW) == (
        "- **Related**: Nurses & Co; [A site](https://a.org/x); javascript:x"
    )
    to = Console(width=80, file=StringIO())
    to.print(terminal.render(ROW))
    line = "Related Nurses & Co; https://a.org/x; javascript:x"
    assert to.file.getvalue().split() == line.split()


@given(st.text(), st.text())
def test_no_name_changes_the_rest_of_an_address(code, slug):
    made = address("/c/{slug}/x?code={code}#end", code, slug)
    start, _, rest = made.removeprefix("/c/").partition("/x?code=")
    assert (unquote(start), unquote(rest.removesuffix("#end"))) == (
        slug.encode(errors="replace").decode(),
        code.encode(errors="replace").decode(),
    )
    assert made.count("/") == 3


@pytest.mark.parametrize(
    "link",
    ["", "/careers/{slug}", "{code}", "?q={code}", "https://a.org/{slug}", "HTTP://a/{code}"],
)
def test_a_template_is_relative_or_of_the_web(link):
    check_options(link, 1)


@pytest.mark.parametrize(
    "link",
    [
        "/careers",
        "{title}{code}",
        "/{code",
        "javascript:{code}",
        "data:{slug}",
        "/\n{code}",
        None,
        1,
    ],
)
def test_another_template_is_refused_with_the_level(link):
    with pytest.raises(InvalidInputError) as raised:
        check_options(link, 5, embedded="yes")
    assert [problem.field for problem in raised.value.problems] == ["link", "level", "embedded"]


@pytest.mark.parametrize("level", [0, 5, True, "2", 1.0, None])
def test_levels_are_1_to_4(level):
    with pytest.raises(InvalidInputError, match="a whole number from 1 to 4"):
        check_options("", level)
