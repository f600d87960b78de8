"""The promises of methods of economics: kept by the bundled ones, and broken ones are named."""

from __future__ import annotations

import attrs
import pytest
from hypothesis import settings
from hypothesis import strategies as st

import careerscore as cs
from careerscore.testing import ConformanceError, check_economic_method

LADDER = cs.economics.methodology("percentile-ladder/1")
PARTS = [
    *["id", "title", "released", "status", "superseded_by", "citation", "fingerprint"],
    *["evolve", "card", "progression"],
]


@pytest.mark.parametrize("id", cs.economics.methodologies())
def test_every_bundled_method_keeps_every_promise(id):
    check_economic_method(cs.economics.methodology(id), examples=settings().max_examples // 5)


def few(monkeypatch):
    """Check one occupation, as to look for the smallest that breaks a promise takes long."""
    one = st.just(cs.occupation("29-2072.00", data="2026.1"))
    monkeypatch.setattr("careerscore.testing.conformance.occupations", lambda: one)


class Crooked:
    """Has every part of the ladder, but for what a test bends."""

    def __init__(self, **bent):
        self.__dict__.update({name: getattr(LADDER, name) for name in PARTS} | bent)


def answering(**changes):
    return lambda occupation, **_: attrs.evolve(LADDER.progression(occupation), **changes)


def by_turns():
    answers = iter(range(10**6))

    def progression(occupation, **_):
        return attrs.evolve(LADDER.progression(occupation), fingerprint=str(next(answers)))

    return progression


def careless(occupation, **_):
    found = cs.occupation("29-2072.00") if isinstance(occupation, str) else occupation
    return LADDER.progression(found)


@pytest.mark.parametrize(
    ("bent", "promise"),
    [
        ({"id": "ladder"}, "identity: AssertionError: the id is no family/version: 'ladder'"),
        ({"title": " "}, "identity: AssertionError: there is no title"),
        ({"citation": ""}, "identity: AssertionError: there is no citation"),
        ({"released": "2026"}, "identity: AssertionError: there is no date of release"),
        ({"status": "new"}, "identity: AssertionError: the status is 'new'"),
        ({"fingerprint": "f"}, "identity: AssertionError: the fingerprint is no SHA-256: 'f'"),
        ({"card": lambda: "#"}, "identity: AssertionError: the card does not name the id"),
        ({"progression": lambda _, **__: 1}, "results: AssertionError: progression: no Economic"),
        (
            {"progression": answering(methodology="other/1")},
            "results: AssertionError: progression: names another method",
        ),
        (
            {"progression": answering(occupation_code="99-9999.00")},
            "results: AssertionError: progression: names another occupation than",
        ),
        (
            {"progression": answering(data_release="1999.1")},
            "results: AssertionError: progression: names another release than that of",
        ),
        ({"progression": by_turns()}, "determinism: AssertionError: ('progression', <Occupation"),
        ({"progression": careless}, "refusal: AssertionError: progression: takes a code"),
    ],
)
def test_a_broken_promise_is_named(bent, promise, monkeypatch):
    few(monkeypatch)
    with pytest.raises(ConformanceError) as caught:
        check_economic_method(Crooked(**bent), examples=5)
    assert f"- {promise}" in str(caught.value)
    assert caught.value.promises == 5


def test_a_result_that_does_not_come_back_from_json_is_told(monkeypatch):
    few(monkeypatch)
    monkeypatch.setattr("careerscore.testing.conformance.loads", lambda *_: None)
    with pytest.raises(
        ConformanceError, match=r"JSON round trip: AssertionError: \('progression', <Occupation"
    ):
        check_economic_method(LADDER, examples=2)


def test_what_answers_no_question_is_no_method():
    with pytest.raises(ConformanceError, match="protocol: is none of progression, path, cost"):
        check_economic_method(object())
