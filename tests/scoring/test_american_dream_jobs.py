"""american-dream-jobs/2.0: the published vectors, and every outcome."""

from __future__ import annotations

from itertools import product
from math import inf, nan, nextafter

import pytest

from careerscore.errors import InvalidInputError
from careerscore.model import EmploymentOutlook, EpochProfile, ExposureMeasure, Occupation, Status
from careerscore.scoring import methodology

PUBLISHED_VECTORS = [
    (0.04, 6, 21, 6),
    (0.35, 6, 22, 5),
    (0.12, 3, 23, 5),
    (0.34, 17, 16, 4),
    (0.40, 4, 17, 3),
    (0.65, 4, 15, 2),
    (0.82, -5, 14, 1),
    (0.85, -25, 8, 0),
    (0.75, -4, 15, 1),
    (0.60, 3, 17, 2),
    (0.05, 4, 20, 5),
    (0.50, 4, 16, 3),
    (0.30, 2, 22, 4),
    (0.90, -5, 10, 0),
]

# A value of each band, its points, its label and what the rationale says of it.
EXPOSURE = [
    (0.1, 2, "Low", "low AI task exposure"),
    (0.3, 1, "Medium", None),
    (0.7, 0, "High", "high AI task exposure"),
]
GROWTH = [
    (-3, 0, "Declining", "declining job demand"),
    (2, 1, "Stable", None),
    (9, 2, "Growing", "growing job demand"),
]
HUMAN = [
    (8, 0, "Weak", "limited human advantage"),
    (15, 1, "Moderate", None),
    (22, 2, "Strong", "strong human advantage"),
]

TIERS = [
    ("AI-Resilient", "green", "provides strong protection from AI displacement"),
    ("AI-Augmented", "yellow", "means AI will assist but humans remain essential"),
    ("In Transition", "orange", "indicates this career is being transformed by AI"),
    ("High Disruption Risk", "red", "creates significant risk from AI disruption"),
]
RANK_OF_TOTAL = (4, 4, 3, 2, 2, 1, 1)

METHOD = methodology("american-dream-jobs/2.0")


def total_of(exposure, growth, human):
    return METHOD.score(ai_exposure=exposure, job_growth=growth, human_advantage=human).total


def occupation(code="29-2072.00", **parts):
    return Occupation(code=code, title="Medical Records Specialists", **parts)


def measure(name, value=None, **parts):
    return ExposureMeasure(measure=name, title=name, unit="share", value=value, **parts)


EPOCH = EpochProfile(empathy=3, presence=4, opinion=4, creativity=2, hope=2)


@pytest.mark.parametrize(("exposure", "growth", "human", "total"), PUBLISHED_VECTORS)
def test_published_vectors_come_out(exposure, growth, human, total):
    assert total_of(exposure, growth, human) == total


@pytest.mark.parametrize(("exposure", "growth", "human"), [*product(EXPOSURE, GROWTH, HUMAN)])
def test_each_of_the_27_outcomes_has_its_tier_and_rationale(exposure, growth, human):
    result = METHOD.score(ai_exposure=exposure[0], job_growth=growth[0], human_advantage=human[0])
    total = exposure[1] + growth[1] + human[1]
    rank = RANK_OF_TOTAL[total]
    label, color, conclusion = TIERS[rank - 1]
    phrases = ", ".join(phrase for *_, phrase in (exposure, growth, human) if phrase)
    for factor, (_, points, name, _) in zip(result.factors, (exposure, growth, human), strict=True):
        assert (factor.label, factor.points, factor.max_points) == (name, points, 2)
    assert (result.total, result.max_total, result.total_range) == (total, 6, (total, total))
    assert (result.tier.rank, result.tier.label, result.tier.color) == (rank, label, color)
    assert result.possible_tiers == (result.tier,)
    assert result.rationale == f"Score {total}/6: {phrases or 'balanced factors'} {conclusion}"
    assert result.status is Status.COMPLETE


@pytest.mark.parametrize(
    ("name", "cut", "side", "below", "above"),
    [
        ("ai_exposure", 0.25, "below", "Low", "Medium"),
        ("ai_exposure", 0.50, "up_to", "Medium", "High"),
        ("job_growth", 0, "below", "Declining", "Stable"),
        ("job_growth", 5, "up_to", "Stable", "Growing"),
        ("human_advantage", 12, "below", "Weak", "Moderate"),
        ("human_advantage", 20, "below", "Moderate", "Strong"),
    ],
)
def test_each_cut_is_closed_on_its_own_side(name, cut, side, below, above):
    def label(value):
        return METHOD.score(**{name: value}).factor(name).label

    assert label(nextafter(cut, -inf)) == below
    assert label(cut) == (above if side == "below" else below)
    assert label(nextafter(cut, inf)) == above


@pytest.mark.parametrize("value", [inf, -inf, "7", True, 10**400])
def test_all_bad_inputs_are_named_at_once(value):
    bad = {"ai_exposure": 1.01, "job_growth": value, "human_advantage": 4}
    with pytest.raises(InvalidInputError) as caught:
        METHOD.score(**bad)
    assert caught.value.subject == METHOD.id
    assert [problem.field for problem in caught.value.problems] == list(bad)
    assert caught.value.problems[2].expected == "a number from 5 to 25 or None"
    with pytest.raises(InvalidInputError) as caught:
        METHOD.score(exposure=1, zzz=1, human_advantage=4)
    assert [str(problem) for problem in caught.value.problems] == [
        "exposure: expected an input named ai_exposure, got 1",
        "zzz: expected an input named ai_exposure, job_growth, human_advantage, got 1",
        "human_advantage: expected a number from 5 to 25 or None, got 4",
    ]


def test_a_value_of_an_occupation_out_of_range_is_refused_with_its_code():
    too_much = occupation(exposures={"eloundou_gpt4_beta": measure("beta", 1.5)})
    with pytest.raises(InvalidInputError) as caught:
        METHOD.assess(too_much)
    assert caught.value.subject == "american-dream-jobs/2.0 for 29-2072.00"


def test_integers_that_are_one_float_score_alike():
    large, larger = METHOD.score(job_growth=2**53), METHOD.score(job_growth=2**53 + 1)
    assert (large.fingerprint, large.factors) == (larger.fingerprint, larger.factors)


def test_a_missing_input_is_named_with_what_remains_possible():
    result = METHOD.score(ai_exposure=0.6176, job_growth=None, human_advantage=15)
    assert result.rationale == (
        "Insufficient data, Job growth missing: a total of 1 to 3 of 6 is possible, "
        "AI-Augmented or In Transition or High Disruption Risk"
    )
    growth = result.factor("job_growth")
    assert (growth.value, growth.label, growth.points) == (None, None, None)
    assert result.factor("ai_exposure").points == 0


def test_one_tier_left_is_still_no_result():
    result = METHOD.score(ai_exposure=0.9, job_growth=-3)
    assert (result.tier, result.total_range) == (None, (0, 2))
    assert [tier.rank for tier in result.possible_tiers] == [3, 4]
    assert METHOD.score().total_range == (0, 6)


@pytest.mark.parametrize("missing", [None, nan, float("-nan")])
def test_none_nan_and_left_out_are_the_same(missing):
    expected = METHOD.score(ai_exposure=0.3, human_advantage=15)
    assert METHOD.score(ai_exposure=0.3, job_growth=missing, human_advantage=15) == expected


def test_fingerprints_of_results_tell_inputs_data_and_occupations_apart():
    base = {"epoch": EPOCH, "data_fingerprint": "abc"}
    prints = [
        METHOD.assess(occupation(**base)).fingerprint,
        METHOD.assess(occupation(**{**base, "data_fingerprint": "abd"})).fingerprint,
        METHOD.assess(occupation("29-2071.00", **base)).fingerprint,
        METHOD.assess(
            occupation(**base, outlook=EmploymentOutlook(percent_change=7.1))
        ).fingerprint,
        METHOD.score(human_advantage=15).fingerprint,
    ]
    assert len(set(prints)) == len(prints)
    assert METHOD.score(human_advantage=15.0).fingerprint == prints[-1]
