"""Pages in HTML: what terminals show, harmless whatever the texts hold, with nothing fetched."""

from __future__ import annotations

import html
import re
import xml.etree.ElementTree as ET

import attrs
import pytest
from careerscore.display import RichDisplay
from careerscore.report.card import career_card
from careerscore.report.html import (
    LONGEST_NAME,
    LONGEST_TEXT,
    LONGEST_WORD,
    document,
    fragment,
    in_html,
)
from careerscore.report.page import (
    GAP,
    Address,
    Bar,
    Column,
    Facts,
    Grid,
    Group,
    Line,
    Page,
    SideBySide,
    Title,
    Tone,
    Words,
)
from careerscore.report.pages import page_of
from careerscore.report.style import STYLE
from careerscore.report.terminal import rendered
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console
from rich.pretty import pretty_repr

import careerscore as cs
from careerscore._text import LONGEST_NAME as LONGEST_NAME_IN_SHORT
from careerscore._text import strip_control
from careerscore.api import career_economics
from careerscore.errors import InvalidInputError
from careerscore.model import Links, RelatedOccupation, TechnologySkill

RELEASE = cs.load("2026.1")
CAREER = RELEASE["29-2072.00"]
METHOD = cs.methodology("american-dream-jobs/2.0")
ECONOMICS = career_economics(CAREER)
CARD = career_card(CAREER, METHOD.assess(CAREER), METHOD, ECONOMICS)

SHOWN = {
    "occupation": CAREER,
    "top-coded": RELEASE["29-1211.00"],
    "without wages": RELEASE["55-1011.00"],
    "assessment": METHOD.assess(CAREER),
    "bare inputs": METHOD.score(ai_exposure=0.3),
    "variant": METHOD.evolve(title="Mine").assess(CAREER),
    "measure": cs.assess(CAREER, methodology="webb/2020"),
    "wages": CAREER.wages,
    "education": CAREER.education,
    "outlook": CAREER.outlook,
    "epoch": CAREER.epoch,
    "progression": ECONOMICS.progressions[0],
    "published progression": ECONOMICS.progressions[1],
    "path": ECONOMICS.paths[0],
    "cost": ECONOMICS.costs[1],
    "value": ECONOMICS.values[0],
    "comparison": cs.compare(CAREER, "registered-nurses", "lawyers", data="2026.1"),
    "release": RELEASE,
    "modified release": RELEASE.replace(oews="2025-05"),
    "additive": METHOD,
    "rules": cs.methodology("american-dream-jobs/1.0"),
    "composition": cs.methodology("american-dream-jobs/2.0-as-published"),
    "published measure": cs.methodology("frey-osborne/2013"),
    "superseded": METHOD.evolve(status="superseded", superseded_by="mine/2"),
    "method": cs.economics.methodology("bls-entry/1.0"),
}

# What a page may consist of, and which attributes each element may have.
ALLOWED = {
    "div": {"class"},
    "style": set(),
    "h2": set(),
    "h3": set(),
    "section": set(),
    "p": set(),
    "small": set(),
    "em": set(),
    "strong": {"class"},
    "span": {"class", "style", "aria-hidden"},
    "dl": set(),
    "dt": set(),
    "dd": set(),
    "table": set(),
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "class"},
    "td": {"class"},
    "a": {"href", "rel"},
}


def parsed(text):
    """The elements of a fragment; one that is left open, or a stray sign, is an error."""
    return ET.fromstring(text)


def visible(root):
    for style in root.findall("style"):
        root.remove(style)
    return "".join(f"{text} " for text in root.itertext())


def words(text):
    return re.sub(r"[\s█.…]+", " ", text.replace("\xa0", " ")).split()


def in_terminal(renderable, width=400):
    console = Console(width=width, highlight=False, markup=False, emoji=False, no_color=True)
    with console.capture() as capture:
        console.print(renderable)
    return capture.get()


def assert_harmless(text):
    root = parsed(text)
    for element in root.iter():
        assert element.tag in ALLOWED
        assert set(element.keys()) <= ALLOWED[element.tag]
        if element.tag == "a":
            assert element.get("href").startswith("https://")
        if element.get("style"):
            assert re.fullmatch(r"width:[0-9.]+%", element.get("style"))
        if element.tag == "style":
            assert element.text == STYLE
    return root


@pytest.mark.parametrize("name", SHOWN)
def test_every_page_is_well_formed_and_has_nothing_but_text(name):
    assert_harmless(SHOWN[name]._repr_html_())


@pytest.mark.parametrize("name", SHOWN)
def test_a_browser_shows_the_words_that_a_terminal_shows(name):
    rule = re.compile("─+")
    terminal = words(rule.sub(" ", in_terminal(SHOWN[name])))
    # Side by side, a terminal mixes the lines of two columns; and it has no heads of columns
    # that a browser lacks.
    assert sorted(words(visible(parsed(SHOWN[name]._repr_html_())))) == sorted(terminal)


def test_the_style_fetches_nothing_and_takes_its_colours_from_around_it():
    for forbidden in ("url(", "@import", "expression", "<", "http"):
        assert forbidden not in STYLE
    # The dots of the tiers are the only colours of its own.
    own = [line for line in STYLE.splitlines() if re.search(r"#[0-9a-f]{6}", line)]
    assert [line.split("::")[0] for line in own] == [
        f".careerscore .{color}" for color in ("green", "yellow", "orange", "red")
    ]


def test_a_document_is_whole_and_forbids_itself_everything_else():
    text = document(CAREER)
    assert text.startswith('<!doctype html>\n<html lang="en">')
    assert "<title>Medical Records Specialists</title>" in text
    assert '<meta charset="utf-8">' in text
    assert 'content="width=device-width, initial-scale=1"' in text
    assert 'name="color-scheme" content="light dark"' in text
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert fragment(CAREER) in text
    assert text.endswith("</body>\n</html>\n")


def test_the_career_page_has_the_score_and_what_it_pays_and_costs():
    text = visible(assert_harmless(fragment(CARD)))
    for said in ("3 of 6 points,", "AI-Augmented", "$48,780", "$35,080", "$199,410", "$1,526,083"):
        assert said in text
    assert '<strong class="tier yellow">AI-Augmented</strong>' in fragment(CARD)


def test_numbers_stand_to_the_right_and_rows_have_a_name():
    grid = Grid([Column(), Column(right=True)], [("a", "1")], ("", "n"))
    assert in_html(grid) == (
        '<table><thead><tr><td></td><th scope="col" class="number">n</th></tr></thead>'
        '<tbody><tr><th scope="row">a</th><td class="number">1</td></tr></tbody></table>'
    )


def test_pieces_are_what_they_are_in_html():
    assert in_html(GAP) == ""
    assert in_html(Title("a & b")) == "<h2>a &amp; b</h2>"
    assert in_html(Line((Words("a"), Words("b", Tone.STRONG), Words("c", Tone.QUIET)))) == (
        "<p>a<strong>b</strong><small>c</small></p>"
    )
    assert in_html(Line((Words("a", Tone.REMARK),))) == "<p><em>a</em></p>"
    assert in_html(Line((Words("a", color="red"),))) == '<p><span class="tier red">a</span></p>'
    assert in_html(Facts([("a", "b - c")])) == "<dl><dt>a</dt><dd>b&#160;- c</dd></dl>"
    assert in_html(Group((Title("a"),))) == "<div><h2>a</h2></div>"
    assert in_html(Group((), indented=True)) == '<div class="indented"></div>'
    bars = Facts([("a", Bar(0.5)), ("b", Bar(1 / 3, open=True, quiet=True))])
    assert 'class="bar" style="width:50.0%" aria-hidden="true"' in in_html(bars)
    assert 'class="bar open quiet" style="width:33.3%"' in in_html(bars)
    table = SideBySide(("x", "y"), [("f", ("1", "2"))])
    assert in_html(table) == (
        '<table><thead><tr><td></td><th scope="col">x</th><th scope="col">y</th></tr></thead>'
        '<tbody><tr><th scope="row"><small>f</small></th><td>1</td><td>2</td></tr></tbody></table>'
    )


def test_only_what_has_no_place_to_break_is_broken_anywhere():
    shown = in_html(
        SideBySide(("x",), [("f", ("a" * LONGEST_WORD,)), ("g", ("a" * (LONGEST_WORD + 1),))])
    )
    assert f"<td>{'a' * LONGEST_WORD}</td>" in shown
    assert f'<td class="long">{"a" * (LONGEST_WORD + 1)}</td>' in shown


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
def test_what_is_no_web_address_is_no_link(url):
    assert in_html(Facts([("a", Address(url))])) == (
        f"<dl><dt>a</dt><dd>{html.escape(strip_control(url))}</dd></dl>"
    )


def test_a_web_address_is_a_link():
    url = 'https://a.org/?a=1&b="'
    escaped = "https://a.org/?a=1&amp;b=&quot;"
    link = f'<a href="{escaped}" rel="noopener noreferrer">{escaped}</a>'
    assert in_html(Facts([("a", Address(url))])) == f"<dl><dt>a</dt><dd>{link}</dd></dl>"


def test_long_texts_are_cut_and_say_so():
    title = "a" * 10_000
    assert in_html(Title(title)) == f"<h2>{'a' * LONGEST_NAME}… (10,000 characters)</h2>"
    assert in_html(Title("a" * LONGEST_NAME)) == f"<h2>{'a' * LONGEST_NAME}</h2>"
    assert in_html(Line((Words(title),))) == f"<p>{'a' * LONGEST_TEXT}… (10,000 characters)</p>"
    shown = attrs.evolve(CAREER, title=title)._repr_html_()
    assert len(shown) < len(CAREER._repr_html_()) + 3 * LONGEST_NAME


HOSTILE = st.one_of(
    st.sampled_from(
        [
            "<script>alert(1)</script>",
            "</style><img src=x onerror=alert(1)>",
            "\" onmouseover=\"alert(1)' x='",
            "&lt;b&gt;",
            "\u202eRTL\u2066\u200f",
            "a\x00b\x1b[31mc",
            "a" * 10_000,
            "]]>",
            "<!--",
            "\ud800",
        ]
    ),
    st.text(min_size=1),
).filter(lambda text: text.strip())


@given(text=HOSTILE)
@settings(max_examples=40)
def test_no_text_is_anything_but_text(text):
    occupation = attrs.evolve(
        CAREER,
        title=text,
        category=text,
        aliases=(text,),
        technology_skills=(TechnologySkill(name=text, category=text),),
        related=(RelatedOccupation(code=text, title=text, tier=text),),
        siblings={text: text},
        data_release=text,
    )
    root = assert_harmless(occupation._repr_html_())
    if len(text) <= LONGEST_NAME:
        assert root.find(".//h2").text == strip_control(text)
    assert (
        parsed(f"<p>{document(occupation).split('<title>')[1].split('</title>')[0]}</p>")
        is not None
    )


def test_links_made_by_hand_stay_harmless():
    links = Links(
        onet_online="javascript:alert(1)", my_next_move="x", career_one_stop="x", training="x",
        video="https://a.org/<script>",
    )  # fmt: skip
    assert in_html(Facts([("a", Address(links.onet_online))])).count("<a ") == 0
    assert "<script" not in in_html(Facts([("a", Address(links.video))]))


def test_what_has_no_page_is_refused():
    with pytest.raises(InvalidInputError, match="value: expected an occupation or a part of one"):
        page_of(3)
    for show in (in_html, rendered):
        with pytest.raises(TypeError, match="expected a block of a page, got 3"):
            show(3)


# Terminals


def test_rich_prints_the_page_of_a_value():
    shown = in_terminal(CAREER, 80)
    assert shown == in_terminal(page_of(CAREER), 80)
    assert shown.startswith("Medical Records Specialists")
    assert max(map(len, shown.splitlines())) <= 80


@pytest.mark.parametrize(
    ("name", "short"),
    [
        (
            "occupation",
            "Occupation(code='29-2072.00', title='Medical Records Specialists', data_release='2026.1')",
        ),
        ("epoch", "EpochProfile(empathy=3, presence=4, opinion=4, creativity=2, hope=2, total=15)"),
        (
            "wages",
            "WageDistribution(reference_period='May 2023', published_code='29-2072', employment=185690)",
        ),
        ("education", "EducationPath(entry_level='Postsecondary nondegree award')"),
        (
            "comparison",
            "Comparison(titles=('Medical Records Specialists', 'Registered Nurses', 'Lawyers'))",
        ),
    ],
)
def test_among_others_rich_names_a_value_in_short(name, short):
    assert pretty_repr(SHOWN[name], max_width=200) == short


@pytest.mark.parametrize("name", SHOWN)
def test_the_plain_form_is_short(name):
    assert len(repr(SHOWN[name])) < 200
    assert repr(SHOWN[name]).startswith("<")


@given(text=HOSTILE)
@settings(max_examples=30)
def test_the_plain_form_is_harmless_and_short_whatever_the_texts_hold(text):
    result = METHOD.assess(CAREER)
    named = {"occupation_title": text, "data_release": text}
    for value in (
        attrs.evolve(CAREER, title=text, data_release=text),
        attrs.evolve(result, methodology=text, occupation_code=text, **named),
        *(
            attrs.evolve(each, methodology=text, occupation_code=text, **named)
            for each in (
                ECONOMICS.progressions[0], ECONOMICS.paths[0], ECONOMICS.costs[0], ECONOMICS.values[0],
            )
        ),
        attrs.evolve(CAREER.wages, reference_period=text, published_code=text),
        attrs.evolve(CAREER.education, entry_level=text),
        METHOD.evolve(title=text),
    ):  # fmt: skip
        shown = repr(value)
        assert shown == strip_control(shown)
        assert len(shown) <= 300
        assert shown.endswith(">")


def test_a_long_name_is_cut_and_closed():
    shown = repr(attrs.evolve(CAREER, title="a" * 10_000))
    assert shown == f"<Occupation 29-2072.00 {'a' * (LONGEST_NAME_IN_SHORT - 25)}…>"
    assert len(shown) == LONGEST_NAME_IN_SHORT


def test_a_color_of_ones_own_is_no_class_of_the_style():
    assert in_html(Line((Words("a", color="bar"),))) == "<p>a</p>"
    assert in_html(Line((Words("a", Tone.STRONG, "long"),))) == "<p><strong>a</strong></p>"


def test_parts_of_an_occupation_say_what_they_hold():
    assert repr(CAREER.wages) == (
        "<WageDistribution reference_period='May 2023', published_code='29-2072', employment=185690>"
    )
    assert repr(CAREER.outlook) == (
        "<EmploymentOutlook matrix_code='29-2072', base_year=2024, projected_year=2034, percent_change=7.1>"
    )
    assert repr(RichDisplay()) == "<RichDisplay >"


def test_a_page_of_ones_own():
    page = Page("Mine", (Title("Mine"),))
    assert "<h2>Mine</h2>" in fragment(page)
    assert "<title>Mine</title>" in document(page)


def test_a_cell_can_be_loud_in_a_terminal_too():
    console = Console(width=40, force_terminal=True, color_system="standard", no_color=False)
    with console.capture() as capture:
        console.print(Facts([("a", Words("b", Tone.STRONG))]))
    assert "\x1b[1mb\x1b[0m" in capture.get()
