"""The consensus score of the bundled releases: coverage, tiers, the reference occupation."""

from __future__ import annotations

import csv
from collections import Counter
from pathlib import Path

import pytest

import careerscore as cs
from careerscore.model import Status

GOLDEN = Path(__file__).parents[1] / "golden"
CODE = "29-2072.00"
CONSENSUS = cs.methodology("careerscore/1.0")
NEWEST = cs.load("2026.3")
EARLIER = "2026.3-with-employment_projections-2024-34"


def golden(name):
    """What every occupation gets, by code."""
    with (GOLDEN / f"careerscore--1.0-on-{name}.csv").open(encoding="utf-8", newline="") as file:
        return {row["code"]: row for row in csv.DictReader(file)}


def test_the_reference_occupation_has_its_score():
    result = cs.assess(CODE, methodology="careerscore/1.0", data="2026.3")
    shares = [round(factor.share, 3) for factor in result.factors]
    assert shares == [0.829, 0.836, 0.44]
    assert (round(result.total, 3), round(result.total_se, 3)) == (2.893, 0.7)
    assert result.tier.label == "AI-Augmented"
    assert [round(chance, 3) for chance in result.tier_probabilities] == [
        0.011,
        0.702,
        0.264,
        0.023,
    ]
    assert result.status is Status.ESTIMATED
    assert [part.title for part in result.factor("human_advantage").parts][:2] == [
        "Medical Transcriptionists",
        "Medical Secretaries and Administrative Assistants",
    ]
    assert {source.dataset for source in result.sources} >= {
        "gpts-are-gpts",
        "onet-ratings",
        "onet",
    }


@pytest.mark.parametrize(
    ("name", "tiers"),
    [
        ("2026.3", [71, 626, 193, 53]),
        (EARLIER, [62, 640, 194, 48]),
    ],
)
def test_tiers_have_their_sizes(name, tiers):
    ranks = Counter(row["tier"] for row in golden(name).values() if row["total"])
    assert [ranks[str(rank)] for rank in (1, 2, 3, 4)] == tiers


@pytest.mark.parametrize("code", ["11-1031.00", "11-9039.00", "17-3019.00", "55-1011.00"])
def test_an_occupation_without_a_score_names_what_is_missing(code):
    result = cs.assess(code, methodology=CONSENSUS, data=NEWEST)
    missing = [factor.title for factor in result.factors if factor.share is None]
    assert (result.status, result.total) == (Status.INSUFFICIENT, None)
    assert missing
    assert all(f"{title}: " in result.status_reason for title in missing)


def test_other_projections_move_demand_alone():
    now, before = (golden(name)[CODE] for name in ("2026.3", EARLIER))
    assert (f"{float(before['total']):.3f}", f"{float(before['p2']):.3f}") == ("2.852", "0.683")
    shares = [f"{factor} share" for factor in CONSENSUS.factor_names]
    assert [now[share] == before[share] for share in shares] == [True, False, True]


def test_a_score_of_own_inputs_names_the_release_they_are_ranked_in():
    assert CONSENSUS.score(job_growth=7.8, data="2026.2").data_release == "2026.2"
    assert CONSENSUS.score(job_growth=7.8).data_release == cs.load().name
    shares = {"exposure": 0.5, "demand": 0.5, "human_advantage": 0.5}
    assert CONSENSUS.score(**shares).data_release is None
    assert cs.load("2026.1").bind(CONSENSUS).score(**shares).data_release == "2026.1"


def test_without_ratings_or_measures_there_is_no_score():
    earlier, first = (
        cs.assess(CODE, methodology=CONSENSUS, data=name) for name in ("2026.2", "2026.1")
    )
    assert (earlier.status, first.status) == (Status.INSUFFICIENT, Status.INSUFFICIENT)
    assert earlier.status_reason == "Human advantage: the release has no ratings"
    assert first.status_reason.startswith("AI exposure: 1 of 5 measures, at least 3 are needed; ")
    low, high = earlier.total_range
    assert high - low == pytest.approx(2)


def test_measures_agree_with_the_published_category():
    found = cs.assess(CODE, methodology="careerscore-exposure/1.0", data="2026.3")
    agreement = found.factor("bls_agreement")
    assert (agreement.value, agreement.label) == (0.8, "Very high")
    assert agreement.title == "Agreement with the BLS category of AI exposure"
