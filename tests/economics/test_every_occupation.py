"""Every method on all 1,016 occupations of both releases."""

from __future__ import annotations

import pytest

import careerscore as cs
from careerscore.economics import (
    CareerProgression,
    EducationCost,
    EducationRequirements,
    LifetimeValue,
    methodologies,
    methodology,
)
from careerscore.model.provenance import Status

RELEASES = ("2026.1", "2026.2")
RESULTS = {
    "progression": CareerProgression,
    "path": EducationRequirements,
    "cost": EducationCost,
    "value": LifetimeValue,
}
MILITARY = "55-"


STANDINGS = {
    ("american-dream-jobs-calculator/1", "2026.1"): {"complete": 839, "fallback": 177},
    ("american-dream-jobs-calculator/1", "2026.2"): {"complete": 843, "fallback": 173},
    ("discounted-cash-flow/1.0", "2026.1"): {"complete": 844, "bounded": 147, "insufficient": 25},
    ("discounted-cash-flow/1.0", "2026.2"): {"complete": 862, "bounded": 128, "insufficient": 26},
}


@pytest.mark.parametrize("release", RELEASES)
@pytest.mark.parametrize("id", methodologies())
def test_every_method_answers_for_every_occupation(id, release, every, answered):
    careers, found = every[release], answered(id, release)
    kind = RESULTS[methodology(id).question]
    assert len(found) == 1_016
    for career, result in zip(careers, found, strict=True):
        assert type(result) is kind
        assert result.methodology == id
        assert result.data_release == release
        assert (result.occupation_code, result.occupation_title) == (career.code, career.title)
        assert result.sources or career.code.startswith(MILITARY)
        if result.status is not Status.COMPLETE:
            assert result.reasons
            assert all(reason.strip() for reason in result.reasons)
    # An answer is told from any other by its fingerprint.
    assert len({result.fingerprint for result in found}) == 1_016
    for result in found[::25]:
        assert cs.loads(cs.dumps(result), kind) == result
        assert repr(result).startswith(f"<{kind.__name__} {result.occupation_code} ")
    standings = [str(result.status) for result in found]
    if (id, release) in STANDINGS:
        counted = {each: standings.count(each) for each in set(standings)}
        assert counted == STANDINGS[id, release]


@pytest.mark.parametrize("release", RELEASES)
def test_values_keep_within_their_bounds_and_add_up(release, answered):
    for found in answered("discounted-cash-flow/1.0", release):
        known = found.npv.value is not None
        assert (found.status in {Status.COMPLETE, Status.FALLBACK}) == known
        if not found.years:
            assert found.status is Status.INSUFFICIENT
            continue
        assert [year.age for year in found.years] == list(range(18, 67))
        assert found.lifetime_net == found.years[-1].cumulative
        low, high = found.npv.low, found.npv.high
        if known:
            assert low == high == found.npv
            assert found.lifetime_net.value > found.npv
        assert low is None or high is None or low <= high
        for before, after in zip(found.years, found.years[1:], strict=False):
            assert (after.experience or 0) >= (before.experience or 0)
            assert after.in_education <= before.in_education


@pytest.mark.parametrize("release", RELEASES)
def test_published_values_have_no_gaps(release, answered):
    for compared in answered("american-dream-jobs-compare/1", release):
        assert compared.years
        assert None not in {
            compared.ten_year_net,
            compared.twenty_year_net,
            compared.return_on_cost,
            compared.lifetime_net.value,
            compared.payback_years,
        }
    for calculated in answered("american-dream-jobs-calculator/1", release):
        assert None not in {calculated.net_worth, calculated.payback_age}
