"""The lineage of American Dream Jobs: every rule reached, every published outcome reproduced."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.model.provenance import Status

ONE = cs.methodology("american-dream-jobs/1.0")
TWO = cs.methodology("american-dream-jobs/2.0")
TWO_FALLBACK = cs.methodology("american-dream-jobs/2.0-fallback")
PUBLISHED = cs.methodology("american-dream-jobs/2.0-as-published")
EDITORIAL = cs.methodology("american-dream-jobs/2.1-editorial")


def test_1_0_reaches_every_rule_but_the_eighth():
    reached = {ONE.rule_of(bands).name for bands in product(range(3), range(5), range(3))}
    assert {rule.name for rule in ONE.rules} - reached == {"8"}


def test_1_0_without_an_input_tells_what_is_possible():
    result = ONE.score(ai_exposure=90, human_advantage=8)
    assert result.status is Status.INSUFFICIENT
    labels = ["AI-Augmented", "In Transition", "High Disruption Risk"]
    assert [tier.label for tier in result.possible_tiers] == labels
    assert result.rationale == (
        "Insufficient data, Job growth missing: "
        "AI-Augmented or In Transition or High Disruption Risk possible"
    )
    assert result.status_reason == "missing: Job growth"


@given(st.integers(10, 100), st.floats(5, 25))
def test_the_fallback_of_2_0_is_2_0_at_a_tenth_of_the_risk_and_two_percent(tenths, human):
    risk = tenths / 10
    two = TWO.score(ai_exposure=risk / 10, job_growth=2, human_advantage=human)
    result = TWO_FALLBACK.score(legacy_risk=risk, human_advantage=human)
    assert (result.total, result.tier) == (two.total, two.tier)
    assert result.rationale == f"{two.rationale} (estimated from legacy data)"
    assert result.status is Status.FALLBACK


def test_the_fallback_of_2_0_takes_five_where_there_is_no_risk():
    result = TWO_FALLBACK.score(human_advantage=15)
    assert result.factor("ai_exposure").value == 5
    assert result.factor("ai_exposure").note.reason == "5 stands in"
    assert result.factor("job_growth").note.reason == (
        "the methodology takes 2 for every occupation"
    )
    assert result.total == 3
    assert [entry.name for entry in TWO_FALLBACK.inputs] == ["legacy_risk", "human_advantage"]


def test_as_published_takes_the_first_step_whose_inputs_are_there():
    full = PUBLISHED.score(ai_exposure=0.3, job_growth=3, human_advantage=15, legacy_risk=9)
    assert (full.status, full.step, full.status_reason) == (Status.COMPLETE, TWO.id, None)
    part = PUBLISHED.score(ai_exposure=0.3, human_advantage=15, legacy_risk=9)
    assert (part.status, part.step) == (Status.FALLBACK, TWO_FALLBACK.id)
    assert part.status_reason == (
        "american-dream-jobs/2.0 cannot tell (missing: Job growth); "
        "american-dream-jobs/2.0-fallback was used"
    )
    assert part.methodology == full.methodology == PUBLISHED.id
    assert part.fingerprint != TWO_FALLBACK.score(human_advantage=15, legacy_risk=9).fingerprint


def test_as_published_without_epoch_tells_what_any_step_might_say():
    result = PUBLISHED.score(ai_exposure=0.1, job_growth=9, legacy_risk=9)
    assert result.status is Status.INSUFFICIENT
    assert result.total_range == (1, 6)
    assert [tier.rank for tier in result.possible_tiers] == [1, 2, 3, 4]
    assert "american-dream-jobs/2.0: missing: Human advantage" in result.status_reason


def test_every_editorial_career_comes_out_as_its_editors_published_it():
    careers = cs.load("2026.2").editorial_careers
    assert len(careers) == 14
    for slug, career in careers.items():
        assert career.slug == slug
        result = EDITORIAL.score(**career.points)
        assert (result.total, result.tier.label) == (career.total, career.tier)


def test_editorial_points_are_read_from_no_occupation():
    result = EDITORIAL.assess(cs.occupation("29-2072.00"))
    assert result.status is Status.INSUFFICIENT
    assert result.factors[0].note.reason == "the methodology reads no field for it"
