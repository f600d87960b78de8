"""What a move from one career to another takes."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.profiles import methodology

DATA = {"data": "2026.3"}
SALES, NURSE, RECORDS, LAWYERS = "41-2031.00", "29-1141.00", "29-2072.00", "23-1011.00"


@pytest.fixture(scope="module")
def gap():
    return cs.skill_gap(SALES, NURSE, **DATA)


def test_a_gap_has_every_rating_of_both_with_the_largest_rise_first(gap):
    ratings = [cs.occupation(code, **DATA).ratings.values for code in (SALES, NURSE)]
    assert len(gap.differences) == 161
    for each in gap.differences:
        assert [each.from_value, each.to_value] == [one[f"{each.id} IM"] for one in ratings]
        assert each.difference == pytest.approx(each.to_percentile - each.from_percentile)
    rises = [each.difference for each in gap.differences]
    assert rises == sorted(rises, reverse=True)
    profile = {each.id: each.percentile for each in cs.profile(NURSE, **DATA).ratings}
    assert all(each.to_percentile == profile[each.id] for each in gap.differences)


def test_the_way_back_is_the_same_gap_turned_round(gap):
    back = cs.skill_gap(NURSE, SALES, **DATA)
    assert back.distance == gap.distance
    assert {each.id: -each.difference for each in back.differences} == {
        each.id: each.difference for each in gap.differences
    }
    assert {each.id for each in back.more} == {each.id for each in gap.less}
    falls = [each.difference for each in gap.less]
    assert falls == sorted(falls)
    assert falls[-1] < 0 < gap.more[-1].difference


def test_notable_is_what_matters_in_one_of_the_two_and_differs(gap):
    for each in gap.differences:
        matters = max(each.from_value, each.to_value) >= 3 and abs(each.difference) >= 10
        assert each.notable == (matters and not each.suppressed)
    assert {*gap.more, *gap.less} == {each for each in gap.differences if each.notable}
    assert any(each.suppressed for each in gap.differences)


def test_a_gap_is_told_in_words_with_the_technology_that_is_new():
    gap = cs.skill_gap("53-3032.00", "15-1252.00", **DATA)
    assert gap.text == (
        "The move takes more creative thinking, technology design, and knowledge of computers and "
        "electronics, and less inspection, knowledge of the law and monitoring of gauges. Job postings for the new career often ask for technology that "
        "the old one does not use: Amazon Web Services AWS software, Apache Kafka, Atlassian JIRA "
        "and C."
    )
    used = {each.name for each in cs.occupation("53-3032.00", **DATA).technology_skills}
    assert gap.technologies
    assert all(each.in_demand and each.name not in used for each in gap.technologies)


def test_where_one_of_the_two_is_not_rated_there_is_no_gap():
    gap = cs.skill_gap(LAWYERS, RECORDS, **DATA)
    assert gap.text == (
        "The two cannot be compared: there are no ratings of Medical Records Specialists."
    )
    assert (gap.distance, gap.differences, [*gap.notes]) == (None, (), [RECORDS])
    earlier = cs.skill_gap(LAWYERS, NURSE, data="2026.1")
    assert earlier.text == (
        "The two cannot be compared: there are no ratings of Lawyers and Registered Nurses."
    )
    assert [*earlier.notes] == [LAWYERS, NURSE]


def test_careers_that_hardly_differ_have_nothing_to_name():
    method = methodology("careerscore-profile/1.0").evolve(least_difference=90)
    gap = cs.skill_gap(NURSE, "29-1161.00", method=method, **DATA)
    assert gap.text == (
        "The two take much the same: nothing that matters differs by 90 percentile points or more."
    )
    assert (gap.more, gap.less, gap.distance) == ((), (), 12.96)


def test_two_different_occupations_of_one_release_are_compared():
    nurse = cs.occupation(NURSE, **DATA)
    with pytest.raises(InvalidInputError, match="to: expected another occupation than the first"):
        cs.skill_gap(NURSE, "registered-nurses", **DATA)
    with pytest.raises(InvalidInputError, match=r"to: expected the release 2026\.3, got '2026.1'"):
        cs.skill_gap(nurse, cs.occupation(LAWYERS, data="2026.1"))
    with pytest.raises(InvalidInputError, match="expected an Occupation"):
        methodology("careerscore-profile/1.0").gap(nurse, "lawyers")


def test_the_same_answer_is_given_to_every_way_of_asking(gap):
    assert cs.loads(cs.dumps(gap), cs.SkillGap) == gap
    sales, nurse = (cs.occupation(code, **DATA) for code in (SALES, NURSE))
    assert cs.skill_gap(sales, nurse) == gap
    assert repr(gap) == "<SkillGap from Retail Salespersons to Registered Nurses>"
    assert gap.fingerprint != cs.skill_gap(NURSE, SALES, **DATA).fingerprint
