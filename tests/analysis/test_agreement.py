"""Agreement, robustness and consistency: what their figures mean."""

from __future__ import annotations

from functools import cache
from math import fsum

import pytest

import careerscore as cs
from careerscore import analysis
from careerscore.analysis import agreement

from .results import DATA, robustness

TWO, ONE = "american-dream-jobs/2.0", "american-dream-jobs/1.0"
CONSENSUS = cs.methodology("careerscore/1.0")


def test_an_agreement_counts_every_occupation_once():
    found = agreement(TWO, ONE, data=DATA)
    assert sum(map(sum, found.table)) == len(found.occupations)
    results = [cs.assess_all(method, data=DATA) for method in (TWO, ONE)]
    scored = [{code for code, one in each.items() if one.tier} for each in results]
    assert {each.code for each in found.occupations} == scored[0] & scored[1]
    assert found.first_only == len(scored[0] - scored[1])
    assert found.second_only == len(scored[1] - scored[0])
    for each in found.occupations:
        tiers = [one[each.code].tier for one in results]
        assert [each.first_tier, each.second_tier] == [tier.label for tier in tiers]
        assert each.distance == tiers[1].rank - tiers[0].rank
        assert each.first_rationale == results[0][each.code].rationale
        assert (each.first_total, each.second_total) == (results[0][each.code].total, None)
    distances = [abs(each.distance) for each in found.occupations]
    assert distances == sorted(distances, reverse=True)
    assert found.farther_than_one == sum(distance > 1 for distance in distances)
    weights = cs.load(DATA).worker_weights
    workers = {each.code: weights.get(each.code, 0) for each in found.occupations}
    same = fsum(workers[each.code] for each in found.occupations if not each.distance)
    assert found.weighted_same == pytest.approx(same / fsum(workers.values()))


def test_agreement_is_the_same_the_other_way_round():
    there, back = agreement(TWO, ONE, data=DATA), agreement(ONE, TWO, data=DATA)
    assert tuple(zip(*there.table, strict=True)) == back.table
    assert (there.same, there.kappa) == (back.same, back.kappa)
    assert (there.first_only, there.second_only) == (back.second_only, back.first_only)


@pytest.mark.parametrize("turned", [False, True])
def test_a_measure_is_cut_at_the_counts_of_the_tiers(turned):
    ids = ("eisfeldt-genai-exposure/2024", "bls-ai-exposure/2026")
    found = agreement(*(reversed(ids) if turned else ids), data=DATA)
    rows, columns = (
        [sum(row) for row in table] for table in (found.table, zip(*found.table, strict=True))
    )
    assert rows == columns
    assert found.first_tiers == found.second_tiers == ("Low", "Moderate", "High", "Very high")
    total, tier = ("second_total", "second_tier") if turned else ("first_total", "first_tier")
    rising = sorted(found.occupations, key=lambda each: (getattr(each, total), each.code))
    ranks = [found.first_tiers.index(getattr(each, tier)) for each in rising]
    assert ranks == sorted(ranks)


def test_a_line_has_the_mean_of_its_occupations():
    found = agreement(TWO, "american-dream-jobs/2.0-as-published", by="line", data=DATA)
    release, results = cs.load(DATA), cs.assess_all(TWO, data=DATA)
    totals, workers = {}, {}
    for code, result in results.items():
        line = release[code].outlook.matrix_code
        workers[line] = workers.get(line, 0) + release.worker_weights.get(code, 0)
        if result.total is not None:
            totals.setdefault(line, []).append(result.total)
    assert {each.code: each.first_total for each in found.occupations} == {
        line: sum(each) / len(each) for line, each in totals.items() if line
    }
    titles = {each.outlook.matrix_code: each.outlook.matrix_title for each in release.values()}
    assert all(each.title == titles[each.code] for each in found.occupations)
    assert {each.first_rationale for each in found.occupations} == {""}
    same = [each.code for each in found.occupations if not each.distance]
    share = fsum(map(workers.get, same)) / fsum(workers[each.code] for each in found.occupations)
    assert found.weighted_same == pytest.approx(share)


@cache
def tiers_of(method):
    results = cs.assess_all(cs.load(DATA).bind(method), data=DATA)
    return {code: each.tier.rank for code, each in results.items() if each.tier}


def changes(method):
    """How many tiers differ from those of the consensus, are better, and are missing."""
    before, after = tiers_of(CONSENSUS), tiers_of(method)
    moved = [after[code] - rank for code, rank in before.items() if code in after]
    return (
        sum(map(bool, moved)),
        sum(move < 0 for move in moved),
        len(before.keys() - after.keys()),
    )


def variant(kind, name):
    (found,) = (each for each in robustness().variants if (each.kind, each.name) == (kind, name))
    return found.changed, found.better, found.without_total


def test_a_variant_is_what_the_methodology_gives_without_something():
    human = CONSENSUS.human_advantage
    first = human.dimensions[0]
    rest = type(first)(name=first.name, title=first.title, indicators=first.indicators[1:])
    changed = {"dimensions": (rest, *human.dimensions[1:])}
    without_indicator = CONSENSUS.evolve(human_advantage=changed)
    assert variant("indicator", first.indicators[0].name) == changes(without_indicator)


def test_variants_of_a_kind_come_with_most_changes_first():
    parts = [each.name for each in robustness().of_kind("part")]
    assert parts == ["ai_exposure", "human_advantage", "job_growth"]
    assert robustness().of_kind("none") == ()


def test_variants_are_reported_one_by_one():
    steps = []
    bound = cs.load(DATA).bind(CONSENSUS)
    found = analysis.robustness(bound, data=DATA, progress=lambda *step: steps.append(step))
    assert steps == [(done, 36) for done in range(1, 37)]
    assert found == robustness()


def test_consistency_is_about_points_or_shares_and_their_parts():
    found = analysis.consistency(TWO, data=DATA)
    assert {each.group for each in found.correlations} == {"factors", "total"}
    assert found.reliabilities == ()
    exposure = analysis.consistency("careerscore-exposure/1.0", data=DATA)
    whole = analysis.consistency(data=DATA)
    pairs = {(each.first, each.second): each.value for each in whole.correlations}
    for each in exposure.correlations:
        if each.group == "factors":
            assert pairs[each.first, each.second] == each.value
    items = {each.group: each.items for each in whole.reliabilities}
    assert {group: len(names) for group, names in items.items()} == {
        "ai_exposure": 5,
        "human_advantage": 5,
    }
    assert all(0.5 < each.alpha < 1 for each in whole.reliabilities)
