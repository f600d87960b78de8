"""The tier of a mean total."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.analysis.cuts import cuts_of

ADDITIVE = cs.methodology("american-dream-jobs/2.0")
CONSENSUS = cs.methodology("careerscore/1.0")
TIERED_MEASURES = ("frey-osborne/2013", "bls-ai-exposure/2026", "american-dream-jobs-risk/1.0")


@pytest.mark.parametrize("id", ["american-dream-jobs/2.0", "american-dream-jobs/2.0-as-published"])
def test_whole_points_are_cut_halfway_between(id):
    cuts = cuts_of(cs.methodology(id))
    assert cuts.edges == (1.5, 2.5, 4.5)
    assert [cuts.tier_of(total).rank for total in (0, 1, 2, 3, 4, 5, 6)] == [4, 4, 3, 2, 2, 1, 1]


def test_real_points_are_cut_at_the_least_total_of_a_tier():
    cuts = cuts_of(CONSENSUS)
    assert cuts.edges == (1.5, 2.5, 4.5)
    assert [cuts.tier_of(total).rank for total in (0, 1.5, 2.4999, 2.5, 4.5)] == [4, 3, 3, 2, 1]


@given(st.tuples(*[st.floats(0, 1)] * 3))
def test_a_total_has_the_tier_that_the_methodology_gives_it(shares):
    exposure, demand, human = shares
    result = CONSENSUS.score(exposure=exposure, demand=demand, human_advantage=human)
    assert cuts_of(CONSENSUS).tier_of(result.total) == result.tier


@pytest.mark.parametrize("id", TIERED_MEASURES)
def test_a_value_of_a_measure_has_the_tier_of_its_band(id):
    method = cs.methodology(id)
    (entry,), cuts = method.inputs, cuts_of(method)
    assert all(low < high for low, high in pairwise(cuts.edges))
    points = [entry.minimum, *cuts.edges, *(each - 1e-9 for each in cuts.edges), entry.maximum]
    for value in points:
        assert cuts.tier_of(value) == method.score(**{entry.name: value}).tier


def test_a_band_can_end_with_its_cut():
    bands = [{"label": "Low", "up_to": 0.3}, {"label": "High"}]
    tiers = [
        {"rank": 1, "label": "Low", "color": "green"},
        {"rank": 2, "label": "High", "color": "red"},
    ]
    rules = cs.methodology("frey-osborne/2013").tier_rules
    method = cs.methodology("frey-osborne/2013").evolve(
        factors={"probability": {"bands": bands}},
        tier_rules=tuple(type(rules[0])(**tier) for tier in tiers),
    )
    cuts = cuts_of(method)
    assert [cuts.tier_of(value).label for value in (0.3, 0.30001)] == ["Low", "High"]


@pytest.mark.parametrize(
    "id", ["eloundou/2024", "careerscore-exposure/1.0", "american-dream-jobs/1.0"]
)
def test_without_tiers_by_total_there_are_no_cuts(id):
    assert cuts_of(cs.methodology(id)) is None
