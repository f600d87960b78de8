"""From a code, slug, title or alias to one occupation, to the nearest, or to a clear error."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import (
    AmbiguousOccupationError,
    CareerscoreError,
    InvalidInputError,
    RetiredCodeError,
    UnknownOccupationError,
)

RELEASE = cs.load("2026.1")
CODES = list(RELEASE)


@pytest.mark.parametrize(
    "query",
    [
        *["29-2072.00", "29-2072", " 29-2072.00 ", "medical-records-specialists"],
        *["medical  records SPECIALISTS", "Medical Coder", "coder"],
    ],
)
def test_each_kind_of_name_leads_to_the_occupation(query):
    assert cs.occupation(query).code == "29-2072.00"


@given(st.sampled_from(CODES))
def test_code_slugs_and_title_of_every_occupation_lead_to_it(code):
    occupation = RELEASE[code]
    for name in (code, occupation.slug, occupation.published_slug, occupation.title):
        assert RELEASE.occupation(name) is occupation


def test_a_soc_code_gives_its_00_occupation_and_names_the_siblings():
    nurse = cs.occupation("29-1141")
    assert nurse.code == "29-1141.00"
    assert nurse.notes["soc_code"].reason.startswith("29-1141 is also the SOC code of 29-1141.01 ")


def test_an_ambiguous_name_lists_the_candidates():
    with pytest.raises(AmbiguousOccupationError) as caught:
        cs.occupation("nurse", data="2026.1")
    assert str(caught.value) == (
        "'nurse' may name several occupations of data release 2026.1. Which one do you "
        "mean?\n  29-1141.00 Registered Nurses\n  29-1141.03 Critical Care Nurses\n  29-1141.01 Acute "
        "Care Nurses\n  29-1171.00 Nurse Practitioners\n  29-1141.04 Clinical Nurse Specialists"
    )


def test_an_unknown_name_lists_the_nearest_if_any():
    with pytest.raises(UnknownOccupationError) as caught:
        cs.occupation("medicl record specialst Ltd")
    assert caught.value.suggestions[0] == ("29-2072.00", "Medical Records Specialists")
    assert len(caught.value.suggestions) == 5
    with pytest.raises(UnknownOccupationError) as caught:
        cs.occupation("☃☃☃☃", data="2026.1")
    assert str(caught.value) == "no occupation '☃☃☃☃' in data release 2026.1"


@pytest.mark.parametrize(
    ("query", "reason", "nearest"),
    [
        ("29-2079.00", "the broad occupation 29-207 has others", ["29-2072.00"]),
        ("29-2999", "the minor group 29-2 has others", ["29-2061.00"]),
        ("29-9999", "the minor group 29-9 has others", ["29-9021.00"]),
        ("29-8888.00", "the major group 29- has others", ["29-1141.00"]),
        ("11-99", "the minor group 11-9 has others", ["11-9199.00"]),
        ("11-10", "a group of SOC 2018 (minor group): Top Executives", ["11-1021.00"]),
        (
            "15-1230",
            "a group of SOC 2018 (broad occupation): Computer Support Specialists",
            ["15-1232.00"],
        ),
        (
            "29-2072, 29-1141",
            "several codes in one cell: 29-2072, 29-1141",
            ["29-2072.00"],
        ),
        ("99-9999.00", "O*NET-SOC 2019 has no such code", []),
    ],
)
def test_an_unknown_code_names_its_group_and_the_largest_occupation_of_it(query, reason, nearest):
    with pytest.raises(UnknownOccupationError) as caught:
        cs.occupation(query)
    assert caught.value.reason == reason
    assert [code for code, _ in caught.value.suggestions[:1]] == nearest


@pytest.mark.parametrize(
    ("query", "system", "successors"),
    [
        ("29-2071", "SOC 2010", ["29-2072.00", "29-9021.00"]),
        ("15-1132", "SOC 2010", ["15-1252.00", "15-1253.00"]),
        ("15-1132.00", "O*NET-SOC 2010", ["15-1252.00", "15-1253.00"]),
        ("29-2071.00", "O*NET-SOC 2010", ["29-2072.00", "29-9021.00"]),
    ],
)
def test_a_retired_code_names_its_successors(query, system, successors):
    with pytest.raises(RetiredCodeError) as caught:
        cs.occupation(query)
    assert caught.value.system == system
    assert [code for code, _ in caught.value.suggestions] == successors


@pytest.mark.parametrize("query", ["", " \n", "x" * 201, "x" * 10_000_000, None, 29, b"coder"])
def test_what_cannot_be_a_name_is_refused(query):
    with pytest.raises(InvalidInputError) as caught:
        cs.occupation(query)
    assert caught.value.problems[0].field == "query"
    assert len(str(caught.value)) < 300


@given(st.text(max_size=250))
@settings(max_examples=min(40, settings().max_examples))
def test_any_text_gives_an_occupation_or_a_clear_error(text):
    try:
        answer = RELEASE.occupation(text).title
    except CareerscoreError as error:
        answer = str(error)
    assert answer


@pytest.mark.parametrize(
    ("text", "code", "kind", "matched"),
    [
        ("medical coder", "29-2072.00", "alias", "Medical Coder"),
        ("registered nurses", "29-1141.00", "title", "Registered Nurses"),
        ("medicl codr", "29-2072.00", "alias", "Medical Coder"),
    ],
)
def test_the_nearest_name_comes_first(text, code, kind, matched):
    first = RELEASE.search(text)[0]
    assert (first.code, first.how, first.matched) == (code, kind, matched)
    assert (first.confidence > 0.9) == (text != "medicl codr")


def test_names_as_near_as_others_go_by_the_number_of_workers():
    found = RELEASE.search("nurse", limit=6)
    assert [result.code for result in found[:3]] == ["29-1141.00", "29-1141.03", "29-1141.01"]
    assert [result.how for result in found] == ["alias"] * 3 + ["similar"] * 3


@pytest.mark.parametrize("query", ["29-2072", "292072", " 29–2072 ", '="29-2072"'])
def test_a_search_by_code_gives_its_occupation(query):
    (found,) = RELEASE.search(query)
    assert (found.code, found.how, found.confidence) == ("29-2072.00", "code", 1)


def test_a_code_of_several_occupations_shares_the_confidence():
    found = RELEASE.search("19-204X")
    assert [(each.code, each.confidence) for each in found] == [
        ("19-2042.00", 0.5),
        ("19-2043.00", 0.5),
    ]
    with pytest.raises(AmbiguousOccupationError):
        RELEASE.occupation("19-204X")
    assert RELEASE.find("911 Dispatcher").how == "alias"


@pytest.mark.parametrize(
    "text", ["engineer", "teacher of music", "data", "truck", "xyzzy", "Registered Nurses"]
)
def test_results_are_ranked_and_each_occupation_stands_once(text):
    found = RELEASE.search(text, limit=30)
    assert len(found) <= 30
    assert len({result.code for result in found}) == len(found)
    confidences = [result.confidence for result in found]
    assert confidences == sorted(confidences, reverse=True)
    assert sum(confidences) <= 1.001 + 0.0005 * len(found)
    assert all(RELEASE[result.code].title == result.title for result in found)
    for limit in (1, 2, 7, 29):
        assert RELEASE.search(text, limit=limit) == found[:limit]


@pytest.mark.parametrize("text", ["", " " * 201, "x" * 10_000_000, None])
def test_a_search_needs_a_text(text):
    assert RELEASE.search("☃☃☃☃") == RELEASE.search(" ") == ()
    with pytest.raises(InvalidInputError):
        RELEASE.search(text)


@pytest.mark.parametrize("limit", [0, -1, True, 2.0, "3", None])
def test_the_limit_is_a_positive_number(limit):
    with pytest.raises(InvalidInputError, match="limit: expected an integer of at least 1"):
        RELEASE.search("nurse", limit=limit)
