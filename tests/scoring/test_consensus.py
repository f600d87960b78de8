"""The consensus score of every occupation of the releases."""

from __future__ import annotations

from collections import Counter

import pytest

import careerscore as cs
from careerscore.model import Status

CONSENSUS = "careerscore/1.0"
NEWEST = cs.load("2026.3")
RESULTS = cs.assess_all(CONSENSUS, data=NEWEST)
EARLIER = cs.assess_all(CONSENSUS, data=NEWEST.replace(employment_projections="2024-34"))


@pytest.mark.parametrize(
    ("results", "total", "chance"),
    [(RESULTS, 2.893, 0.702), (EARLIER, 2.852, 0.683)],
    ids=["2025-35", "2024-34"],
)
def test_the_reference_career_has_the_score_that_was_refereed(results, total, chance):
    result = results["29-2072.00"]
    assert (result.status, result.tier.label) == (Status.ESTIMATED, "AI-Augmented")
    assert (round(result.total, 3), round(result.total_se, 2)) == (total, 0.7)
    assert round(result.tier_probabilities[1], 3) == chance
    shares = [round(factor.share, 3) for factor in result.factors]
    assert [shares[0], shares[2]] == [0.829, 0.44]


@pytest.mark.parametrize(
    ("results", "counts"),
    [
        (RESULTS, {Status.COMPLETE: 862, Status.ESTIMATED: 81, Status.INSUFFICIENT: 73}),
        (EARLIER, {Status.COMPLETE: 862, Status.ESTIMATED: 82, Status.INSUFFICIENT: 72}),
    ],
    ids=["2025-35", "2024-34"],
)
def test_every_occupation_has_a_total_or_the_reasons_why_not(results, counts):
    assert Counter(result.status for result in results.values()) == counts
    for result in results.values():
        missing = [factor for factor in result.factors if factor.share is None]
        assert (result.total is None) == (result.status is Status.INSUFFICIENT) == bool(missing)
        assert all(factor.note.reason for factor in missing)
        reasons = [f"{factor.title}: {factor.note.reason}" for factor in missing]
        assert result.total is not None or result.status_reason == "; ".join(reasons)
        if result.total is not None:
            assert result.total_se >= 0.66
            assert sum(result.tier_probabilities) == pytest.approx(1, abs=1e-12)


def test_tiers_have_the_occupations_and_the_shares_of_workers_that_were_refereed():
    tiers = {code: result.tier.rank for code, result in RESULTS.items() if result.tier}
    assert sorted(Counter(tiers.values()).items()) == [(1, 71), (2, 626), (3, 193), (4, 53)]
    weights = {code: NEWEST.worker_weights.get(code, 0) for code in tiers}
    workers = [sum(weights[code] for code in tiers if tiers[code] == rank) for rank in (1, 2, 3, 4)]
    assert [round(100 * each / sum(workers), 1) for each in workers] == [9.3, 63.3, 16.2, 11.1]


@pytest.mark.parametrize("release", ["2026.1", "2026.2"])
def test_a_release_without_ratings_has_no_consensus_and_says_why(release):
    results = cs.assess_all(CONSENSUS, data=release)
    assert {result.status for result in results.values()} == {Status.INSUFFICIENT}
    assert all("the release has no ratings" in each.status_reason for each in results.values())
    few = ["at least 3 are needed" in each.status_reason for each in results.values()]
    # 2026.1 has one of the five measures, 2026.2 four.
    assert sum(few) == {"2026.1": 1016, "2026.2": 76}[release]
