"""Pages on scores: result, rationale, factors and their sources."""

from __future__ import annotations

import pytest

import careerscore as cs

METHOD = cs.methodology("american-dream-jobs/2.0")


@pytest.fixture(scope="session")
def section(show):
    return lambda value, width=120: " ".join(show.section(value, "AI resilience", width))


def test_a_complete_score_has_result_rationale_factors_and_sources(section, records):
    assert section(METHOD.assess(records)) == (
        "3 of 6 points, AI-Augmented (2nd tier) "
        "Score 3/6: high AI task exposure, growing job demand means AI will assist but humans "
        "remain essential "
        "AI exposure 0.6176 High +0 of 2 Job growth 7 Growing +2 of 2 "
        "Human advantage 15 Moderate +1 of 2 "
        "AI exposure: share of tasks, those that need further software counted half; "
        "gpts-are-gpts/2024 "
        "Job growth: percent change of employment over ten years; read as a whole number, halves "
        "away from zero; published as 7.1; employment-projections/2024-34 "
        "Human advantage: sum of five EPOCH dimensions of 1 to 5; estimated: a heuristic over "
        f"category, job zone and words of the title; epoch-heuristic/onet-30.1 "
        f"Fingerprint of this result: {METHOD.assess(records).fingerprint}"
    )


def test_an_incomplete_score_has_the_possible_range(section, release):
    text = section(METHOD.assess(release["55-1011.00"]))
    assert text.startswith(
        "1 to 5 of 6 points possible: AI-Resilient or AI-Augmented or In Transition or High "
        "Disruption Risk Insufficient data, AI exposure and Job growth missing:"
    )
    assert "AI exposure — missing of 2 Job growth — missing of 2" in text


@pytest.mark.parametrize(
    ("inputs", "total", "place"),
    [
        ((0.1, 9, 21), 6, "1st"),
        ((0.5, 2, 15), 3, "2nd"),
        ((0.5, 2, 11), 2, "3rd"),
        ((0.9, -5, 11), 0, "4th"),
    ],
)
def test_the_tier_has_its_rank(section, inputs, total, place):
    names = ("ai_exposure", "job_growth", "human_advantage")
    result = METHOD.score(**dict(zip(names, inputs, strict=True)))
    text = section(result)
    assert text.startswith(f"{total} of 6 points, {result.tier.label} ({place} tier)")


def test_the_head_names_occupation_release_and_methodology(show, records):
    assert show.lines(METHOD.assess(records))[:3] == [
        "Medical Records Specialists 29-2072.00",
        "Data release 2026.1",
        "Methodology american-dream-jobs/2.0",
    ]
    assert show.lines(METHOD.score(ai_exposure=0.3))[0] == "Methodology american-dream-jobs/2.0"


def test_the_score_of_a_changed_methodology_has_a_page(show, records):
    text = show.words(METHOD.evolve(title="Mine").assess(records))
    assert "Methodology american-dream-jobs/2.0 (modified)" in text


@pytest.mark.parametrize(
    ("methodology", "code", "text"),
    [
        ("frey-osborne/2013", "29-2072.00", "0.91, High (3rd tier)"),
        ("felten-aioe/2021", "29-2072.00", "0.5739 AIOE 0.5739"),
        ("eloundou/2024", "29-2072.00", "as published alpha, GPT-4"),
        ("frey-osborne/2013", "55-1011.00", "cannot be told: Low or Medium or High"),
        ("felten-aioe/2021", "55-1011.00", "cannot be told Insufficient data, AIOE missing"),
        (
            "american-dream-jobs/1.0",
            "11-1011.00",
            "In Transition (3rd tier) Rule 6: AI exposure High, Job growth Stable",
        ),
        (
            "american-dream-jobs/2.0-as-published",
            "29-1141.01",
            "5 of 6 points, AI-Resilient (1st tier)",
        ),
    ],
)
def test_every_kind_of_methodology_has_its_result(section, release, methodology, code, text):
    assert section(cs.assess(release[code], methodology=methodology)).startswith(text)


def test_a_fallback_has_its_reason(section, release):
    methodology = "american-dream-jobs/2.0-as-published"
    text = section(cs.assess(release["29-1141.01"], methodology=methodology))
    assert "fallback: american-dream-jobs/2.0 cannot tell (missing: Job growth); " in text
