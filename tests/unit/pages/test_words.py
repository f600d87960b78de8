"""Reasons and rationales of documents, in the words of pages."""

from __future__ import annotations

import pytest

from careerscore.model.words import category_name, plain, preparation, sentence

UNREAD = "percent change is {}, which this methodology does not read: published for {}"


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            UNREAD.format("inherited", "its parent 11-3031 Financial managers"),
            "published only for the broader group Financial managers, which this score does not use",
        ),
        (
            UNREAD.format("broad-level", "31-1120 Aides, the composite that BLS puts it in"),
            "published only for the broader group Aides, which this score does not use",
        ),
        (
            "published for its parent 29-1141 Registered Nurses",
            "published for the broader group Registered Nurses",
        ),
        # A code of another classification is no group.
        ("published for SOC 2010 29-2071", "published for SOC 2010 29-2071"),
        (
            (
                "a heuristic over category, job zone and words of the title; O*NET has no job zone, 3 "
                "stands in"
            ),
            (
                "a rule of thumb based on the job's category, preparation and title, not a "
                "measurement; O*NET has no job zone, 3 stands in"
            ),
        ),
        (
            (
                "BLS's is used, as it is assigned to every occupation of its matrix; O*NET has no "
                "answers for this occupation"
            ),
            "from the Bureau of Labor Statistics (O*NET has no survey for this job)",
        ),
        (
            (
                "BLS's is used, as it is assigned to every occupation of its matrix; O*NET's most "
                "frequent answer is: Bachelor's degree"
            ),
            (
                "from the Bureau of Labor Statistics; the most frequent answer in O*NET's survey is: "
                "Bachelor's degree"
            ),
        ),
        ("AIOE has no SOC 2010 code that is 29-2072.00 as text", "no figure for this job"),
        (
            (
                "the authors publish no figure for 55-1011.00; no felten aioe is published for "
                "55-1011.00 as a SOC code"
            ),
            "no figure for this job",
        ),
        (
            "felten aioe divided by 2; used as the authors publish no figure for 1",
            "AIOE divided by 2; used as the study has no figure for it",
        ),
        (
            "not at hand in employment-projections/2025-35",
            "not in the data at hand for 2025-35",
        ),
        (
            (
                "Insufficient data, Job growth missing: a total of 2 to 4 of 6 is possible, "
                "AI-Augmented or In Transition"
            ),
            "Not enough data for one score: between 2 and 4 of 6 (AI-Augmented or In Transition).",
        ),
        (
            "p10 is not published (top code): 30,000 stands in",
            "p10 is not published (top code): the site's formula puts $30,000 there, a placeholder",
        ),
        ("no percentile is published (top code)", "no yearly pay: top code"),
        (
            "O*NET has no ratings of abilities, skills, knowledge and work activities for this job",
            "O*NET has not rated its activities, skills, knowledge and abilities",
        ),
        (
            "share of tasks, those that need further software counted half",
            "share of tasks that AI could speed up (tasks that need extra software count half)",
        ),
        (
            "sum of five EPOCH dimensions of 1 to 5",
            "empathy, presence, opinion, creativity and hope, 1 to 5 each",
        ),
        ("anything else", "anything else"),
    ],
)
def test_reasons_are_in_plain_words(text, words):
    assert plain(text) == words


def test_a_sentence_has_a_capital_and_one_period():
    assert [*map(sentence, ("the end", "Ended.", "no percentile is published (x)", ""))] == [
        "The end.",
        "Ended.",
        "No yearly pay: x.",
        ".",
    ]


def test_categories_and_preparation_have_names():
    assert category_name("office-admin") == "Office and administration"
    assert category_name("life-science") == "Life science"
    assert [*map(preparation, range(1, 6))] == [
        "little or none",
        "some",
        "medium",
        "considerable",
        "extensive",
    ]
