"""Sentences on scores."""

from __future__ import annotations

from attrs import evolve

import careerscore as cs
from careerscore.model.assessment_pages import disagreement


def test_tiers_of_another_scale_do_not_disagree():
    nurses = "29-1141.00"
    consensus = cs.assess(nurses, methodology="careerscore/1.0", data="2026.3")
    score = cs.assess(nurses, data="2026.3")
    tiers = cs.methodology("careerscore/1.0").tiers
    assert disagreement(consensus, tiers, score) is not None
    assert disagreement(consensus, tiers, evolve(score, max_total=10)) is None
    safe = evolve(score.tier, label="Safe")
    renamed = evolve(score, tier=safe, possible_tiers=[safe])
    assert disagreement(consensus, tiers, renamed) is None
