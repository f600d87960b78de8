"""Totals of shares, with errors and probabilities, bound to a distribution and not."""

from __future__ import annotations

from math import isnan, sqrt
from statistics import NormalDist

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore import _binding
from careerscore.model import Occupation, Status
from careerscore.scoring import Bindable, Distribution
from careerscore.scoring.operations import Numbers
from careerscore.testing.strategies import input_values

from .made_up import (
    BOUND,
    CODES,
    CONSENSUS,
    DISTRIBUTION,
    EXPOSURE,
    HUMAN,
    MEASURES,
    OTHERS,
    RATINGS,
    ROWS,
    SOME,
    WEIGHTS,
    WHOLE,
)


@pytest.fixture
def unbound(monkeypatch):
    """Binding to a release fails."""

    def fail(methodology, data):
        raise AssertionError((methodology, data))

    monkeypatch.setattr(_binding, "bind_to_release", fail)


# ---- the total, its error and its probabilities


@given(st.data())
def test_more_exposure_never_raises_the_total_and_more_of_anything_else_never_lowers_it(data):
    inputs = data.draw(st.one_of(SOME, WHOLE))
    entry = data.draw(st.sampled_from([each for each in BOUND.inputs if each.better]))
    low, high = sorted([data.draw(input_values(entry)) for _ in range(2)])
    worse, better = (low, high) if entry.better == "higher" else (high, low)
    before, after = (BOUND.score(**inputs | {entry.name: value}) for value in (worse, better))
    assert (before.total is None) is (after.total is None)
    assert before.total is None or before.total <= after.total
    assert before.total_range[0] <= after.total_range[0]
    assert before.total_range[1] <= after.total_range[1]


@given(st.one_of(SOME, WHOLE))
def test_a_total_has_an_error_and_its_tiers_have_probabilities(inputs):
    result = BOUND.score(**inputs)
    low, high = result.total_range
    assert 0 <= low <= high <= 6
    if result.total is None:
        assert (result.status, result.total_se) == (Status.INSUFFICIENT, None)
        assert result.tier_probabilities == ()
        return
    assert abs(sum(result.tier_probabilities) - 1) < 1e-12
    assert min(result.tier_probabilities) >= 0
    assert len(result.tier_probabilities) == len(result.possible_tiers) + 3 == 4
    errors = [factor.standard_error for factor in result.factors]
    assert min(errors) > 0
    assert result.total_se == pytest.approx(2 * sqrt(sum(error * error for error in errors)))
    points = [factor.points for factor in result.factors]
    assert result.total == low == high == points[0] + points[1] + points[2]
    shares = [factor.share for factor in result.factors]
    assert points == [2 * (1 - shares[0]), 2 * shares[1], 2 * shares[2]]


@given(SOME, st.sampled_from([entry.name for entry in BOUND.inputs]))
def test_what_is_known_bounds_what_is_not(inputs, gone):
    whole, part = BOUND.score(**inputs), BOUND.score(**inputs | {gone: None})
    if part.status is Status.INSUFFICIENT and whole.total is not None:
        assert part.total_range[0] <= whole.total <= part.total_range[1]
        assert whole.tier in part.possible_tiers


@pytest.mark.parametrize(
    ("total", "rank"), [(1.4, 4), (1.5, 3), (2.4, 3), (2.5, 2), (4.4, 2), (4.5, 1), (6, 1), (0, 4)]
)
def test_a_total_on_an_edge_belongs_to_the_better_tier(unbound, total, rank):
    share = min(total / 2, 1)
    rest = (total - 2 * share) / 4
    result = CONSENSUS.score(exposure=1 - rest, demand=share, human_advantage=rest)
    assert result.total == pytest.approx(total)
    assert result.tier.rank == rank


def test_the_probabilities_are_those_of_a_normal_distribution(unbound):
    result = CONSENSUS.score(exposure=0.5, demand=0.25, human_advantage=0.5)
    assert (result.total, result.total_se) == (2.5, pytest.approx(0.6633249580710799))
    assert result.tier.label == "AI-Augmented"
    below = [NormalDist(2.5, result.total_se).cdf(edge) for edge in (1.5, 2.5, 4.5)]
    expected = [1 - below[2], below[2] - below[1], below[1] - below[0], below[0]]
    assert result.tier_probabilities == pytest.approx(expected, abs=1e-14)
    assert result.rationale == (
        "Score 2.50 of 6, standard error 0.66, AI-Augmented with probability 0.50: share of "
        "workers below in AI exposure 50%, in job growth 25%, in human advantage 50%"
    )


# ---- shares, bound and unbound


def test_shares_need_no_release(unbound):
    result = CONSENSUS.score(exposure=0.25, demand=0.5, human_advantage=1)
    assert [factor.value for factor in result.factors] == [0.25, 0.5, 1]
    assert [factor.points for factor in result.factors] == [1.5, 1, 2]
    assert {factor.unit for factor in result.factors} == {
        "share of US workers in occupations with a lower value, 0 to 1"
    }
    assert (
        result.fingerprint != BOUND.score(exposure=0.25, demand=0.5, human_advantage=1).fingerprint
    )
    assert CONSENSUS.score().total_range == (0, 6)
    assert CONSENSUS.score(exposure=0.25).total_range == (1.5, 5.5)


def test_other_inputs_are_ranked_among_the_workers_of_a_release(monkeypatch):
    asked = []

    def bind(methodology, data):
        asked.append(data)
        return methodology.bind(DISTRIBUTION)

    monkeypatch.setattr(_binding, "bind_to_release", bind)
    growth = CONSENSUS.score(job_growth=4, data="2026.1")
    assert growth == BOUND.score(job_growth=4)
    assert CONSENSUS.score(exposure=0.5, job_growth=4).factor("job_growth").share is not None
    assert CONSENSUS.score(exposure=0.5, data="2026.2").fingerprint == (
        BOUND.score(exposure=0.5).fingerprint
    )
    assert CONSENSUS.assess(Occupation(code="11-1011.00", title="a", data_release="2026.3")) == (
        BOUND.assess(Occupation(code="11-1011.00", title="a", data_release="2026.3"))
    )
    assert asked == ["2026.1", None, "2026.2", "2026.3"]
    BOUND.score(job_growth=4, data="2026.1")
    assert asked[4:] == ["2026.1"]


@pytest.mark.parametrize("method", [CONSENSUS, EXPOSURE, HUMAN])
def test_binding_changes_the_fingerprint_and_keeps_the_id(method):
    bound, other = method.bind(DISTRIBUTION), method.bind(Distribution(curves={}))
    assert isinstance(bound, Bindable)
    assert (bound.id, bound.status, bound.released) == (method.id, method.status, method.released)
    fingerprints = {method.fingerprint, bound.fingerprint, other.fingerprint}
    assert len(fingerprints) == 3
    assert method.bind(DISTRIBUTION).fingerprint == bound.fingerprint
    assert (method.distribution, bound.distribution) == (None, DISTRIBUTION)
    variant = bound.evolve(title="Other")
    assert (variant.distribution, variant.fingerprint) == (None, method.evolve().fingerprint)


def test_a_share_goes_before_what_it_would_be_computed_from():
    raw = ROWS[CODES[5]]
    result = BOUND.score(**raw, exposure=0.25, demand=0.5, human_advantage=0.75)
    assert [factor.share for factor in result.factors] == [0.25, 0.5, 0.75]
    assert [factor.parts for factor in result.factors] == [(), (), ()]
    assert result.status is Status.COMPLETE
    own, estimated = BOUND.score(**raw), BOUND.score(**raw, epoch_estimate=7)
    assert own.factors == estimated.factors


def test_a_given_share_has_the_error_of_a_complete_one():
    raw = {name: ROWS[CODES[5]][name] for name in MEASURES[:3]}
    few = BOUND.score(**raw, demand=0.5, epoch_estimate=15)
    assert few.status is Status.ESTIMATED
    errors = [factor.standard_error for factor in few.factors]
    assert errors == [pytest.approx(0.1 * sqrt(5 / 3)), 0.3, 0.15]
    given = BOUND.score(**raw, demand=0.5, epoch_estimate=15, exposure=0.5, human_advantage=0.5)
    assert (given.status, given.total_se) == (Status.COMPLETE, pytest.approx(0.6633249580710799))


def test_figures_without_inputs_are_missing():
    found = BOUND.figures({}, Numbers())
    assert all(isnan(found[f"{factor}_share"]) for factor in BOUND.factor_names)
    assert isnan(found["total"])
    assert isnan(found["tier_probability_1"])
    assert (found["total_min"], found["total_max"]) == (0, 6)
    assert found == pytest.approx(CONSENSUS.figures(ROWS[CODES[0]], Numbers()), nan_ok=True)


class Arrays:
    """The operations for arrays of NumPy."""

    missing = np.nan
    where = staticmethod(np.where)
    floor = staticmethod(np.floor)

    @staticmethod
    def is_known(value):
        return ~np.isnan(value)

    @staticmethod
    def on_curve(curve, value):
        return np.array([curve.share_of(each) for each in value])

    @staticmethod
    def keep(value):
        return value


@given(st.data())
def test_arrays_get_the_same_bits(data):
    names = data.draw(st.sets(st.sampled_from([entry.name for entry in BOUND.inputs]), min_size=1))
    rows = data.draw(st.lists(st.one_of(SOME, WHOLE), min_size=1, max_size=5))
    columns = {name: np.array([row.get(name, np.nan) for row in rows], float) for name in names}
    found = BOUND.figures(columns, Arrays())
    for place, row in enumerate(rows):
        known = {name: float(row[name]) for name in row if name in names}
        expected = BOUND.figures(known, Numbers())
        assert list(found) == list(expected)
        for name, figure in found.items():
            one = np.broadcast_to(figure, len(rows))[place]
            np.testing.assert_equal(float(one), float(expected[name]), err_msg=name)


def test_errors_in_arrays_follow_the_number_of_measures():
    row = ROWS[CODES[2]]
    gaps = {name: [row[name]] * 3 for name in MEASURES}
    gaps[MEASURES[4]][:2] = [np.nan, np.nan]
    gaps[MEASURES[3]][0] = np.nan
    columns = {name: np.array(values) for name, values in gaps.items()}
    found = EXPOSURE.bind(DISTRIBUTION).figures(columns, Arrays())
    assert [*found["measures"]] == [3, 4, 5]
    expected = [0.1 * sqrt(5 / count) for count in (3, 4, 5)]
    assert [*found["total_se"]] == pytest.approx(expected)


# ---- the distribution


def test_everything_is_ranked_by_one_formula():
    curves = DISTRIBUTION.curves
    raw = [*MEASURES, "job_growth", *RATINGS]
    assert sorted(curves) == sorted([*raw, "exposure", *HUMAN.factor_names[:-1], "epoch"])
    assert [*DISTRIBUTION.epoch] == CODES
    for name in raw:
        assert len(curves[name].values) <= OTHERS - 1
    code = CODES[9]
    found = BOUND.figures(ROWS[code], Numbers())
    shares = [curves[name].share_of(ROWS[code][name]) for name in MEASURES]
    mean = (shares[0] + shares[1] + shares[2] + shares[3] + shares[4]) / 5
    assert found["ai_exposure_share"] == curves["exposure"].share_of(mean)
    dimensions = [found[name] for name in HUMAN.factor_names[:-1]]
    assert min(dimensions) > 1
    assert max(dimensions) < 5
    epoch = dimensions[0] + dimensions[1] + dimensions[2] + dimensions[3] + dimensions[4]
    assert DISTRIBUTION.epoch[code] == epoch
    assert found["human_advantage_share"] == curves["epoch"].share_of(epoch)


def test_a_distribution_leaves_out_what_is_missing():
    rows = {code: {**row, "empathy": None, "epoch_estimate": 12.0} for code, row in ROWS.items()}
    found = CONSENSUS.distribution_of(rows, WEIGHTS)
    gone = {"empathy", "epoch_empathy", "epoch"}
    assert set(DISTRIBUTION.curves) - set(found.curves) == gone
    assert found.epoch == {}
    rows = {code: {name: row[name] for name in MEASURES[:2]} for code, row in ROWS.items()}
    assert set(CONSENSUS.distribution_of(rows, WEIGHTS).curves) == set(MEASURES[:2])
    assert CONSENSUS.distribution_of(ROWS, {}).curves == {}
