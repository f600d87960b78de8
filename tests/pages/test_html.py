"""Pages in HTML: the words of the terminal, well-formed, and text that stays text."""

from __future__ import annotations

import itertools
import re
import unicodedata
import xml.etree.ElementTree as ET

import attrs
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.model import RelatedOccupation, TechnologySkill

RELEASE = cs.load("2026.1")
CAREER = RELEASE["29-2072.00"]
METHOD = cs.methodology("american-dream-jobs/2.0")
VALUES = {
    "career page": cs.career_page(CAREER, everything=True),
    "occupation": CAREER,
    "assessment": METHOD.assess(CAREER),
    "bare inputs": METHOD.score(ai_exposure=0.3),
    "wages": CAREER.wages,
    "education": CAREER.education,
    "outlook": CAREER.outlook,
    "epoch": CAREER.epoch,
    "progression": cs.progression(CAREER),
    "requirements": cs.education_requirements(CAREER),
    "cost": cs.education_cost(CAREER, method="american-dream-jobs/2024"),
    "value": cs.lifetime_value(CAREER),
    "comparison": cs.compare(CAREER, "registered-nurses", "lawyers", data="2026.1"),
    "release": RELEASE,
    "additive": METHOD,
    "rules": cs.methodology("american-dream-jobs/1.0"),
    "composition": cs.methodology("american-dream-jobs/2.0-as-published"),
    "economic method": cs.economics.methodology("bls-entry/1.0"),
}

# The elements of a page, and the attributes of each.
ALLOWED = {
    "div": {"class"},
    "style": set(),
    "svg": {"role", "aria-label", "class", "width", "aria-hidden"},
    "line": {"class", "x1", "x2", "y1", "y2"},
    "rect": {"class", "x", "y", "width", "height"},
    "text": {"class", "x", "y", "text-anchor"},
    "ul": set(),
    "li": set(),
    "h1": set(),
    "h2": set(),
    "h3": set(),
    "h4": set(),
    "h5": set(),
    "details": set(),
    "summary": set(),
    "section": {"class"},
    "p": set(),
    "small": set(),
    "em": set(),
    "strong": {"class"},
    "span": {"class"},
    "dl": {"class"},
    "dt": set(),
    "dd": set(),
    "table": {"class"},
    "thead": set(),
    "tbody": set(),
    "tr": set(),
    "th": {"scope", "class"},
    "td": {"class", "data-label"},
    "a": {"href", "rel"},
}


def checked(text):
    """The elements of a page, after a check that all of them are allowed."""
    root = ET.fromstring(text)
    for element in root.iter():
        assert element.tag in ALLOWED
        assert set(element.keys()) <= ALLOWED[element.tag]
        if element.tag == "a":
            assert element.get("href").startswith(("https://", "/careers/"))
    return root


def words(text):
    return sorted(re.sub(r"[\s█.…─]+", " ", text.replace("\xa0", " ")).split())


@pytest.mark.parametrize("name", VALUES)
def test_html_has_the_words_of_the_terminal_and_only_allowed_elements(show, name):
    root = checked(VALUES[name]._repr_html_())
    root.remove(root.find("style"))
    # Sorted, as a terminal mixes the lines of two columns.
    assert words("".join(f"{text} " for text in root.itertext())) == words(show(VALUES[name], 400))


def test_a_document_forbids_scripts_and_requests():
    text = VALUES["career page"].to_html()
    assert "<title>Medical Records Specialists</title>" in text
    assert '<meta charset="utf-8">' in text
    assert 'content="width=device-width, initial-scale=1"' in text
    assert 'name="color-scheme" content="light dark"' in text
    assert "default-src 'none'; style-src 'unsafe-inline'" in text
    assert text.endswith("</body>\n</html>\n")
    assert cs.style_sheet() in text
    assert "<style" not in VALUES["career page"].to_html(embedded=True)


@pytest.mark.parametrize("name", ["short page", *VALUES])
def test_a_screen_reader_finds_its_way(name):
    text = VALUES.get(name, cs.career_page(CAREER)).to_html()
    assert '<html lang="en">' in text
    levels = [int(level) for level in re.findall(r"<h(\d)", text)]
    assert (levels[0], levels.count(1)) == (1, 1)
    assert all(below <= above + 1 for above, below in itertools.pairwise(levels))
    for table in re.findall("<table.*?</table>", text):
        assert all('scope="' in head for head in re.findall("<th[^ea].*?>", table))
        assert table.count('scope="row"') == table.count("<tr>") - table.count("<thead>") > 0


@pytest.mark.parametrize("code", ["29-1141.00", "29-1211.00", "55-1011.00"])
def test_a_career_page_is_light(code):
    page = cs.career_page(code, data="2026.3")
    assert len(page.to_html(link="/careers/{slug}").encode()) < 60_000


def test_a_column_whose_pay_is_a_bound_says_so():
    page = cs.career_page("11-1011.00", data="2026.1")._repr_html_()
    (chart,) = re.findall('<div class="chart levels">.*?</div>', page)
    pay = re.findall('class="value">(.*?)</text>', chart)
    assert pay == ["$80,000", "$130,840", "$206,680", "$239,200+", "$239,200+"]
    assert chart.count('class="range"') == 2
    assert "over these years" in chart


def test_lines_are_explained_where_there_are_some():
    page = cs.career_page("11-1011.00", data="2026.1")
    first = page.economics.progressions[0]
    levels = tuple(attrs.evolve(level, pay_low=None) for level in first.levels)
    progressions = (attrs.evolve(first, levels=levels),)
    economics = attrs.evolve(page.economics, progressions=progressions)
    bare = attrs.evolve(page, economics=economics)._repr_html_()
    assert "The lines are" not in bare
    assert 'class="range"' not in bare


def test_pay_that_is_published_in_part_has_no_picture():
    wages = attrs.evolve(CAREER.wages, annual=attrs.evolve(CAREER.wages.annual, p25=None))
    page = cs.career_page(attrs.evolve(CAREER, wages=wages))
    (pay,) = re.findall("<h3>Pay, .*?</section>", page._repr_html_())
    assert "<svg role" not in pay
    assert "$48,780" in pay


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


def hostile_occupation(text):
    return attrs.evolve(
        CAREER,
        title=text,
        category=text,
        aliases=(text,),
        technology_skills=(TechnologySkill(name=text, category=text),),
        related=(RelatedOccupation(code=text, title=text, tier=text),),
        siblings={text: text},
        data_release=text,
    )


@given(text=HOSTILE)
@settings(max_examples=40)
def test_text_stays_text(text):
    occupation = hostile_occupation(text)
    root = checked(occupation._repr_html_())
    assert len(root.find(".//h2").text) <= 230
    page = cs.career_page(occupation)
    checked(page._repr_html_())
    checked(page.to_html(embedded=True, link="/careers/{slug}?code={code}"))


@given(text=HOSTILE)
@settings(max_examples=30)
def test_the_repr_is_short_and_without_control_characters(text):
    result = VALUES["assessment"]
    named = {"occupation_title": text, "data_release": text}
    results = (VALUES[name] for name in ("progression", "requirements", "cost", "value"))
    for value in (
        hostile_occupation(text),
        attrs.evolve(result, methodology=text, occupation_code=text, **named),
        *(attrs.evolve(each, methodology=text, occupation_code=text, **named) for each in results),
        attrs.evolve(CAREER.wages, reference_period=text, published_code=text),
        attrs.evolve(CAREER.education, entry_level=text),
        METHOD.evolve(title=text),
    ):
        # To Python a blank of another width is not printable.
        assert all(each.isprintable() or unicodedata.category(each) == "Zs" for each in repr(value))
        assert len(repr(value)) <= 300
        assert repr(value).startswith("<")
        assert repr(value).endswith(">")
