"""Rules that stay open where inputs are missing."""

from __future__ import annotations

import time
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

import careerscore as cs
from careerscore.errors import InvalidInputError
from careerscore.scoring import Band, Factor, Rule, RulesMethodology, TierRule

ONE = cs.methodology("american-dream-jobs/1.0")


def rules_methodology(factors, bands, rules):
    """A methodology of rules over factors f0, f1, ... with bands 0, 1, ..."""
    ends = [*range(1, bands), None]
    cut = [Band(label=str(band), below=end) for band, end in enumerate(ends)]
    made = [
        Rule(
            name=str(number),
            tier=tier,
            when={f"f{factor}": [*map(str, labels)] for factor, labels in when.items()},
        )
        for number, (tier, when) in enumerate(rules)
    ]
    return RulesMethodology(
        id="many/1",
        title="Many",
        released=ONE.released,
        status="draft",
        citation="Nobody.",
        factors=[
            Factor(name=f"f{each}", title=f"F{each}", unit="u", bands=cut)
            for each in range(factors)
        ],
        tier_rules=[TierRule(rank=rank, label=f"T{rank}", color="c") for rank in (1, 2, 3)],
        rules=[*made, Rule(name="last", tier=3)],
    )


CONDITIONS = st.dictionaries(
    st.integers(0, 2), st.sets(st.integers(0, 2), min_size=1, max_size=2), max_size=3
)


@given(st.lists(st.tuples(st.integers(1, 3), CONDITIONS), max_size=6), st.data())
def test_possible_tiers_are_those_of_every_completion(rules, data):
    method = rules_methodology(3, 3, rules)
    bands = data.draw(st.tuples(*[st.none() | st.integers(0, 2)] * 3))
    completions = product(*(range(3) if band is None else [band] for band in bands))
    labels = [{f"f{at}": str(band) for at, band in enumerate(each)} for each in completions]
    first = [next(rule for rule in method.rules if rule.fits(each)) for each in labels]
    tiers = {rule.tier for rule in first}
    assert [tier.rank for tier in method.outcome(bands).possible_tiers] == sorted(tiers)
    if None not in bands:
        assert [method.rule_of(bands)] == first


def test_many_factors_without_values_are_scored_at_once():
    rules = [(1 + each % 2, {each: [0], each + 1: [1, 2]}) for each in range(15)]
    method = rules_methodology(16, 6, rules)
    start = time.process_time()
    assert len(method.score().possible_tiers) == 3
    assert time.process_time() - start < 2


def test_rules_with_too_many_open_combinations_are_refused():
    rules = [(1, {each: [0], 16 + each: [1]}) for each in range(16)]
    with pytest.raises(InvalidInputError) as caught:
        rules_methodology(32, 3, rules)
    (problem,) = caught.value.problems
    assert problem.field == "rules"
    assert problem.expected == "at most 20000 combinations of rules that stay open"
