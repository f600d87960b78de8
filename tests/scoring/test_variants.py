"""Bring your own: from Python, from a file, or changed from a published one."""

from __future__ import annotations

import datetime
from contextlib import nullcontext

import attrs
import pytest

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.scoring import (
    Band,
    Factor,
    Rule,
    RulesMethodology,
    TierRule,
)
from careerscore.testing import check_methodology

TWO = cs.methodology("american-dream-jobs/2.0")
ONE = cs.methodology("american-dream-jobs/1.0")
PUBLISHED = cs.methodology("american-dream-jobs/2.0-as-published")


def test_a_variant_reads_another_measure():
    human = {"read": [{"path": "exposures.eloundou_human_beta.value"}]}
    variant = TWO.evolve(factors={"ai_exposure": human})
    nurse = cs.occupation("29-1141.00", data="2026.2")
    (gpt, human) = (method.assess(nurse).factors[0].value for method in (TWO, variant))
    assert (gpt, human) == (
        nurse.exposures["eloundou_gpt4_beta"].value,
        nurse.exposures["eloundou_human_beta"].value,
    )


def test_a_variant_may_have_an_id_of_its_own():
    bands = [{"label": "Low", "points": 2, "up_to": 0.4}, Band(label="High", points=0)]
    variant = TWO.evolve(id="mine/1.0", factors={"ai_exposure": {"bands": bands}})
    assert variant.id == "mine/1.0"
    assert variant.score(ai_exposure=0.4, job_growth=9, human_advantage=22).total == 6
    whole = attrs.evolve(TWO.factors[1], fixed=3)
    assert TWO.evolve(factors={"job_growth": whole}).factors[1] is whole
    assert TWO.evolve(factors=TWO.factors).factors == TWO.factors


def test_a_factor_is_changed_by_a_factor_or_a_mapping():
    with pytest.raises(InvalidInputError) as caught:
        TWO.evolve(factors={"ai_exposure": 5})
    assert [problem.field for problem in caught.value.problems] == ["factors.ai_exposure"]
    with pytest.raises(InvalidInputError, match=r"factors\.ai_exposur: .* did you mean ai_expos"):
        TWO.evolve(factors={"ai_exposur": {}})
    with pytest.raises(InvalidInputError) as caught:
        TWO.evolve(factors={"ai_exposure": {"bands": [{"label": 1}], "unit": None, "read": {}}})
    fields = [problem.field for problem in caught.value.problems]
    assert fields == [f"factors.ai_exposure.{name}" for name in ("bands[0].label", "unit", "read")]


@pytest.mark.parametrize(("name", "better"), [("ai_exposure", "higher"), ("job_growth", "lower")])
def test_a_variant_that_contradicts_itself_is_refused(name, better):
    with pytest.raises(InvalidInputError, match=f"points that are never worse for {better} values"):
        TWO.evolve(factors={name: {"better": better}})


def test_a_cut_that_leaves_no_value_in_a_band_is_refused():
    low, high = {"label": "Low", "points": 2}, {"label": "High", "points": 0}
    cuts = [{**low, "below": 4}, {"label": "Medium", "points": 1, "below": 7}, high]
    with pytest.raises(InvalidInputError) as caught:
        TWO.evolve(factors={"ai_exposure": {"bands": cuts}, "human_advantage": 5})
    beyond, other = caught.value.problems
    assert (beyond.field, beyond.value) == ("factors.ai_exposure.bands", "[4, 7]")
    assert "where 1 is the most; on another scale, change maximum" in beyond.expected
    assert other.field == "factors.human_advantage"
    assert TWO.evolve(factors={"ai_exposure": {"bands": cuts, "maximum": 10}}).inputs[0].maximum
    # A single value is a band; none is not.
    for end, name in (({"up_to": 0}, ""), ({"below": 0}, "minimum"), ({"up_to": 1}, "maximum")):
        shares = {"minimum": 0, "bands": [{**low, **end}, high]}
        with pytest.raises(InvalidInputError, match=f"change {name} as") if name else nullcontext():
            TWO.evolve(factors={"ai_exposure": shares})
    with pytest.raises(InvalidInputError, match="maximum: expected at least 5, the minimum, got 1"):
        TWO.evolve(factors={"ai_exposure": {"minimum": 5, "bands": []}})


def test_only_american_dream_jobs_takes_a_share_below_nothing():
    for id in cs.methodologies():
        shares = [each for each in cs.methodology(id).inputs if each.unit.startswith("share ")]
        is_published = id.startswith("american-dream-jobs/")
        assert {each.minimum for each in shares} <= ({None} if is_published else {0}), id


PAY = Factor(name="pay", title="Pay", unit="US dollars")
RULES = {
    "id": "mine/1.0",
    "title": "Rules",
    "released": datetime.date(2026, 1, 1),
    "status": "draft",
    "citation": "Me.",
    "factors": [attrs.evolve(PAY, bands=[Band(label="Low", below=1), Band(label="High")])],
    "tier_rules": [
        TierRule(rank=1, label="Good", color="green"),
        TierRule(rank=2, label="Bad", color="red"),
    ],
    "rules": [Rule(name="1", when={"pay": ["High"]}, tier=1), Rule(name="2", tier=2)],
}


def test_rules_of_ones_own_decide_in_order():
    mine = RulesMethodology(**RULES)
    assert mine.score(pay=1).rationale == "Rule 1: Pay High: Good"
    assert mine.score(pay=0).rationale == "Rule 2: no earlier rule fits: Bad"
    assert mine.evolve(rules=RULES["rules"][1:]).fingerprint != mine.fingerprint
    check_methodology(mine, examples=5)


@pytest.mark.parametrize(
    ("rules", "problem"),
    [
        ([], "rules: expected a last rule without a condition, got []"),
        ([Rule(name="1", when={"pay": ["High"]}, tier=1)], "a last rule without a condition"),
        ([Rule(name="1", tier=1), Rule(name="1", tier=2)], "a name of its own for each rule"),
        ([Rule(name="1", tier=3)], "rules.1.tier: expected the rank of a tier, [1, 2], got 3"),
        (
            [Rule(name="1", when={"pay": ["Highest"]}, tier=1), Rule(name="2", tier=2)],
            "rules.1.pay: expected labels of a factor: ['High', 'Low'], got ('Highest',)",
        ),
        (
            [Rule(name="1", when={"age": ["High"]}, tier=1), Rule(name="2", tier=2)],
            "rules.1.age: expected labels of a factor: ['pay'], got ('High',)",
        ),
        ("all", "rules: expected a list of Rule, got 'all'"),
    ],
)
def test_rules_that_contradict_themselves_are_refused(rules, problem):
    with pytest.raises(InvalidInputError) as caught:
        RulesMethodology(**RULES | {"rules": rules})
    assert problem in str(caught.value)


def test_a_rule_names_what_is_wrong_with_it():
    with pytest.raises(InvalidInputError) as caught:
        Rule(name="", when="always", tier=0)
    assert [problem.field for problem in caught.value.problems] == ["name", "when", "tier"]


def test_rules_need_bands():
    with pytest.raises(InvalidInputError, match="bands for every factor"):
        RulesMethodology(**RULES | {"factors": [PAY], "rules": [Rule(name="1", tier=1)]})


def test_the_last_step_stands_for_a_result_without_inputs():
    result = PUBLISHED.score()
    assert result.step == "american-dream-jobs/2.0-fallback"
    assert result.fingerprint.startswith("b4cca7ebdd7d7e78")
    with pytest.raises(InvalidInputError, match="growth: expected an input named job_growth"):
        PUBLISHED.score(growth=3)


def test_a_composition_looks_at_what_its_steps_look_at():
    assert [factor.input_name for factor in PUBLISHED.factors] == [
        *["ai_exposure", "job_growth", "human_advantage"],
        *["legacy_risk", "job_growth", "human_advantage"],
    ]


def test_a_composition_of_measures_has_no_range():
    mine = PUBLISHED.evolve(steps=[ONE, ONE.evolve(id="mine/0")])
    result = mine.score(ai_exposure=50)
    assert result.total_range is None
    assert [tier.rank for tier in result.possible_tiers] == [1, 2, 3]
