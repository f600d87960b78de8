"""Pages on scores: result, rationale, factors and their sources."""

from __future__ import annotations

import re

import pytest

import careerscore as cs
from careerscore._render.terminal import render
from careerscore.model.assessment_pages import assessment_page

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
        ("frey-osborne/2013", "55-1011.00", "no score: Low or Medium or High"),
        ("felten-aioe/2021", "55-1011.00", "no score Insufficient data, AIOE missing"),
        ("american-dream-jobs/1.0", "11-1011.00", "In Transition (3rd tier) Rule 6: AI exposure"),
        ("american-dream-jobs/2.0-as-published", "29-1141.01", "5 of 6 points, AI-Resilient (1st"),
    ],
)
def test_every_kind_of_methodology_has_its_result(section, release, methodology, code, text):
    assert section(cs.assess(release[code], methodology=methodology)).startswith(text)


CONSENSUS = cs.methodology("careerscore/1.0")


@pytest.fixture(scope="session")
def consensus():
    return cs.assess("29-2072.00", methodology=CONSENSUS, data="2026.3")


def test_a_total_has_its_error_and_each_tier_its_probability(show, consensus):
    page = render(assessment_page(consensus, tiers=CONSENSUS.tiers))
    lines = show.section(page, "AI resilience", 100)
    assert lines[0] == "2.89 ± 0.70 of 6 points, AI-Augmented (2nd best of 4)"
    assert lines[3:7] == [
        "AI-Resilient 1% █",
        f"AI-Augmented 70% {'█' * 14}",
        "In Transition 26% █████",
        "High Disruption Risk 2% █",
    ]
    # The methodology has the names of the tiers.
    assert "2nd tier 70% ███" in show.words(consensus)


def test_factors_have_their_shares_with_errors(show, consensus):
    lines = show.section(consensus, "AI resilience", 100)
    start = lines.index("value points workers below")
    assert lines[start + 1 : start + 4] == [
        "AI exposure 0.801 +0.34 of 2 83% ± 10%",
        "Job growth +7.8% +1.67 of 2 84% ± 30%",
        "Human advantage 14.17 +0.88 of 2 44% ± 15%",
    ]
    assert "What it was computed from" in lines
    assert "(Eisfeldt) 79%; AIOE for language modeling (Felten) 60%" in " ".join(lines)
    assert "Human advantage Medical Transcriptionists 8.767; " in " ".join(lines)


def test_parts_are_folded_with_their_own_parts_and_sources():
    page = cs.assess("11-1011.00", methodology=CONSENSUS, data="2026.3")._repr_html_()
    (details,) = re.findall("<details>.*</details>", page)
    assert details.startswith("<details><summary><h4>What it was computed from</h4></summary>")
    assert re.findall("<h5>(.*?)</h5>", details) == ["AI exposure", "Human advantage"]
    rows = re.findall(r'<th scope="row"[^>]*>(.*?)</th><td class="number"[^>]*>(.*?)<', details)
    assert ("Presence", "1.815") in rows
    assert ("<small>Manual Dexterity</small>", "1") in rows
    assert len(rows) == 5 + 5 + 20
    assert "onet-work-styles/30.1" in details


@pytest.mark.parametrize(
    ("methodology", "code", "text"),
    [
        ("careerscore/1.0", "55-1011.00", "0 to 6 of 6 points possible: AI-Resilient or AI-A"),
        (
            "careerscore/1.0",
            "11-1031.00",
            "2.257 to 4.257 of 6 points possible: AI-Augmented or In T",
        ),
        ("careerscore-exposure/1.0", "29-2072.00", "0.83 ± 0.10 AI exposure above that of 83% "),
        ("careerscore-exposure/1.0", "55-1011.00", "no score Insufficient data, AI expo"),
        ("careerscore-human-advantage/1.0", "11-1011.00", "0.94 ± 0.10 Human advantage above "),
    ],
)
def test_shares_have_their_results(section, methodology, code, text):
    assert section(cs.assess(code, methodology=methodology, data="2026.3")).startswith(text)


def test_columns_of_shares_that_are_empty_are_left_out(show):
    exposure = show.words(cs.assess("29-2072.00", methodology="careerscore-exposure/1.0"), 120)
    assert "value label workers below Exposure to language models (Eloundou) 0.5882 88%" in exposure
    assert "Agreement with the BLS category of AI exposure 0.8 Very high" in exposure
    assert "What it was computed from" not in exposure
    human = show.words(cs.assess("11-1011.00", methodology="careerscore-human-advantage/1.0"), 120)
    assert "value workers below Empathy 3.798 70% Presence 1.815 20%" in human
    # Of a dimension, its ratings tell the rest.
    assert "Empathy: 1 to 5" not in human
    whole = CONSENSUS.score(exposure=0.5, demand=0.5, human_advantage=0.5)
    assert "AI exposure 0.5 +1 of 2 50% ± 10%" in show.words(whole)
