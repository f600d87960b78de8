"""Search: exact title, exact alias, then likeness; ties by code."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError

RELEASE = cs.load("2026.1")


@pytest.mark.parametrize(
    ("text", "code", "kind", "matched"),
    [
        ("medical coder", "29-2072.00", "alias", "Medical Coder"),
        ("registered nurses", "29-1141.00", "title", "Registered Nurses"),
        ("medicl codr", "29-2072.00", "similar", "Medical Coder"),
    ],
)
def test_the_nearest_name_comes_first(text, code, kind, matched):
    first = RELEASE.search(text)[0]
    assert (first.code, first.kind, first.matched) == (code, kind, matched)
    assert (first.score == 100) == (kind != "similar")


def test_exact_aliases_go_before_what_is_similar_in_the_order_of_codes():
    found = RELEASE.search("nurse", limit=6)
    assert [result.code for result in found[:3]] == ["29-1141.00", "29-1141.01", "29-1141.03"]
    assert [result.kind for result in found] == ["alias"] * 3 + ["similar"] * 3


@pytest.mark.parametrize(
    "text", ["engineer", "teacher of music", "data", "truck", "xyzzy", "Registered Nurses"]
)
def test_results_are_ranked_and_each_occupation_stands_once(text):
    found = RELEASE.search(text, limit=30)
    assert len(found) <= 30
    assert len({result.code for result in found}) == len(found)
    order = ("title", "alias", "similar")
    ranks = [(order.index(result.kind), -result.score, result.code) for result in found]
    assert ranks == sorted(ranks)
    assert all(RELEASE[result.code].title == result.title for result in found)
    for limit in (1, 2, 7, 29):
        assert RELEASE.search(text, limit=limit) == found[:limit]


def test_nothing_is_like_a_snowman():
    assert RELEASE.search("☃☃☃☃") == ()


@pytest.mark.parametrize("text", ["", " ", "x" * 10_000_000, None])
def test_a_search_needs_a_text(text):
    with pytest.raises(InvalidInputError):
        RELEASE.search(text)


@pytest.mark.parametrize("limit", [0, -1, True, 2.0, "3", None])
def test_the_limit_is_a_positive_number(limit):
    with pytest.raises(InvalidInputError, match="limit: expected an integer of at least 1"):
        RELEASE.search("nurse", limit=limit)
