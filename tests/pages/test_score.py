"""Pages on scores: result, rationale, factors and their sources."""

from __future__ import annotations

import pytest

import careerscore as cs

METHOD = cs.methodology("american-dream-jobs/2.0")


@pytest.fixture(scope="session")
def section(show):
    def words(value):
        # A measure has another heading: high exposure is no resilience.
        several = "AI resilience" if value.possible_tiers else "Measures"
        title = value.factors[0].title if len(value.factors) == 1 else several
        return " ".join(show.section(value, title, 120))

    return words


def test_the_head_names_occupation_release_and_methodology(show, records):
    result = METHOD.assess(records)
    lines = show.lines(result)
    assert lines[:3] == [
        "Medical Records Specialists 29-2072.00",
        "Data release 2026.1",
        "Methodology american-dream-jobs/2.0",
    ]
    assert lines[-1] == f"Fingerprint of this result: {result.fingerprint}"
    assert show.lines(METHOD.score(ai_exposure=0.3))[0] == "Methodology american-dream-jobs/2.0"
    mine = METHOD.evolve(title="Mine").assess(records)
    assert "Methodology american-dream-jobs/2.0 (modified)" in show.words(mine)


def test_a_published_word_is_shown_without_its_number(section):
    found = cs.assess("29-2072.00", methodology="bls-ai-exposure/2026", data="2026.3")
    assert section(found).startswith("Very high (4th tier) AI exposure relative to other occup")
    assert "4, Very high" not in section(found)


@pytest.mark.parametrize(
    ("methodology", "code", "text"),
    [
        ("frey-osborne/2013", "29-2072.00", "0.91, High (3rd tier)"),
        ("felten-aioe/2021", "29-2072.00", "0.5739 AIOE 0.5739"),
        ("eloundou/2024", "29-2072.00", "as published alpha, GPT-4"),
        ("frey-osborne/2013", "55-1011.00", "cannot be told: Low or Medium or High"),
        ("felten-aioe/2021", "55-1011.00", "cannot be told Insufficient data, AIOE missing"),
        ("american-dream-jobs/1.0", "11-1011.00", "In Transition (3rd tier) Rule 6: AI exposure"),
        ("american-dream-jobs/2.0-as-published", "29-1141.01", "5 of 6 points, AI-Resilient (1st"),
    ],
)
def test_every_kind_of_methodology_has_its_result(section, release, methodology, code, text):
    assert section(cs.assess(release[code], methodology=methodology)).startswith(text)
