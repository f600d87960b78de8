"""O*NET's sentences on pages: where a user has built them, with the attribution."""

from __future__ import annotations

import careerscore as cs
from careerscore.model import Occupation

CODE = "29-2072.00"
HOW = "missing: O*NET's sentences are not bundled: see careerscore data build --texts"


def test_description_and_first_tasks_are_shown_with_their_attribution(own, sentences, show):
    own(sentences)
    for page in (cs.occupation(CODE), cs.career_page(CODE, everything=True)):
        text = show.lines(page)
        assert "=1+1, <b>made</b>" in text
        assert show.section(page, "Tasks")[:5] == [f"{n - 3} Task {n}." for n in (4, 5, 6, 7, 8)]
        assert any(line.startswith("onet-texts/30.1: National Center") for line in text)
        assert "modified all or some of this information" in show.words(page)
        assert HOW not in text
        html = page.to_html() if isinstance(page, cs.CareerPage) else page._repr_html_()
        assert "=1+1, &lt;b&gt;made&lt;/b&gt;" in html


def test_tasks_beyond_the_fifth_are_in_the_section_alone(own, sentences, show):
    own(sentences)
    in_short = show.section(cs.career_page(CODE), "Tasks")
    assert in_short[5:] == ["and 3 more: careerscore show 29-2072.00 --section tasks"]
    assert len(show.section(cs.career_page(CODE, sections=["tasks"]), "Tasks")) == 8


def test_where_they_are_not_one_line_says_how_to_get_them(show):
    for page in (cs.occupation(CODE), cs.career_page(CODE, everything=True)):
        text = show.lines(page)
        assert text.count(HOW) == 1
        assert not any(line.startswith("Tasks") for line in text)
    assert HOW not in show.lines(Occupation(code=CODE, title="By hand"))


def test_a_section_that_is_asked_for_says_why_it_is_empty(show):
    page = cs.career_page(CODE, sections=["tasks"], data="2026.3")
    assert show.section(page, "Tasks") == [HOW]
    by_hand = Occupation(code=CODE, title="By hand", data_release="mine")
    page = cs.career_page(by_hand, sections=["profile", "tasks"])
    assert [show.section(page, name) for name in ("Profile", "Tasks")] == [["not known"]] * 2


def test_five_tasks_are_all_of_five(show):
    career = Occupation(code=CODE, title="By hand", tasks=[f"Task {n}." for n in range(5)])
    assert show.section(career, "Tasks")[-1] == "5 Task 4."
