"""Sentences on scores."""

from __future__ import annotations

from attrs import evolve

import careerscore as cs
from careerscore.model.assessment_pages import disagreement


def test_tiers_of_another_scale_do_not_disagree():
    nurses = "29-1141.00"
    consensus = cs.assess(nurses, methodology="careerscore/1.0", data="2026.3")
    score = cs.assess(nurses, data="2026.3")
    assert disagreement(consensus, score) is not None
    assert disagreement(consensus, evolve(score, max_total=10)) is None
