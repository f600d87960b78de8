"""The profile as a part of the career page."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore._render import html, terminal
from careerscore._render.blocks import Page
from careerscore.profiles.pages import headline, inside_section

RELEASE = cs.load("2026.3")


def lines_of(show, code):
    """The lines of the section in a terminal of 80 columns."""
    section = inside_section(cs.profile(code, data=RELEASE))
    return show.section(terminal.render(Page("x", [section])), "Inside this career", 80)


def test_it_is_five_lines_in_a_terminal_and_five_paragraphs_elsewhere(show):
    assert lines_of(show, "29-1141.00") == [
        "Day also doing physical work, noticing changes and planning tasks",
        "Asks also knowledge of customer service and awareness of how people react",
        "Suits people who pay attention to detail and can be relied on",
        "Tools eClinicalWorks EHR software, Epic Systems and Henry Schein Dentrix",
        "Nearest Nurse Midwives, Critical Care Nurses and Acute Care Nurses",
    ]
    profile = cs.profile("29-1141.00", data=RELEASE)
    text = html.fragment(Page("x", [inside_section(profile)]))
    assert all(each.replace("'", "&#x27;") in text for each in profile.paragraphs.values())


def test_it_says_what_is_not_rated(show):
    why = "O*NET has not rated its activities, skills, knowledge and abilities."
    assert lines_of(show, "29-2072.00") == [
        "Suits people who pay attention to detail, can be relied on and are honest",
        "Tools Epic Systems, Microsoft Excel and Microsoft Office software",
        why,
    ]
    assert lines_of(show, "55-1011.00") == [why]


@pytest.mark.parametrize("code", ["51-4072.00", "11-9032.00", "47-3011.00", "35-9021.00"])
def test_only_a_title_that_is_longer_than_a_line_wraps(show, code):
    lines = lines_of(show, code)
    names = ["Day", "Asks", "Suits", "Tools", "Nearest"]
    assert [line.split()[0] for line in lines[:5]] == names
    assert len(lines) == 5 + (code == "51-4072.00")


def test_the_headline_is_onets_sentence_where_there_is_one(own, sentences):
    profile = cs.profile("29-2072.00", data=RELEASE)
    assert headline(profile).spans[0].text == profile.sentence
    own(sentences)
    profile = cs.profile("29-2072.00", data="2026.3")
    assert headline(profile).spans[0].text == profile.description


def test_a_gap_says_in_a_sentence_why_there_is_none(show):
    gap = cs.skill_gap("55-1011.00", "47-2152.00", data="2026.3")
    why = "O*NET has not rated its activities, skills, knowledge and abilities."
    assert why in show.lines(gap)
