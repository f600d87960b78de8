"""The parts of a backtest, on occupations that are made up."""

from __future__ import annotations

import numpy as np
import pytest
from attrs import evolve
from scipy import stats

from careerscore.analysis.backtesting import parts_of

from .made_up import CUTS, TIERS, occupations

ROWS = occupations()
PARTS = parts_of(ROWS, CUTS, CUTS, (2.0, 0.3))
SHARES = ("exposure", "demand", "human_advantage")


def column(name, rows=ROWS):
    return np.array([getattr(row, name) for row in rows], dtype=float)


def found(part, parts=PARTS, **asked):
    (one,) = (each for each in parts[part] if all(getattr(each, k) == v for k, v in asked.items()))
    return one


@pytest.mark.parametrize("outcome", ["employment", "pay"])
@pytest.mark.parametrize("predictor", ["total", "projection", "baseline", "demand"])
def test_a_correlation_is_spearmans_within_its_interval(predictor, outcome):
    one = found("correlations", predictor=predictor, outcome=outcome, weights="equal")
    expected = stats.spearmanr(column(predictor), column(f"{outcome}_change")).statistic
    assert one.value == pytest.approx(expected)
    assert one.low < one.value < one.high
    assert one.occupations == len(ROWS)
    assert 0 < one.standard_error < 0.2


def test_low_exposure_is_ranked_the_other_way_round():
    one = found("correlations", predictor="one_minus_exposure", outcome="pay", weights="equal")
    expected = stats.spearmanr(-column("exposure"), column("pay_change")).statistic
    assert one.value == pytest.approx(expected)


def test_a_difference_is_that_of_two_correlations():
    for weights in ("equal", "employment"):
        one = found("differences", other="projection", outcome="employment", weights=weights)
        asked = {"outcome": "employment", "weights": weights}
        ours = found("correlations", predictor="total", **asked).value
        theirs = found("correlations", predictor="projection", **asked).value
        assert (one.predictor_value, one.other_value) == (ours, theirs)
        assert one.value == pytest.approx(ours - theirs)
        assert one.low < one.value < one.high < 0


def test_the_regression_finds_what_growth_follows_from():
    for each in PARTS["coefficients"]:
        expected = {"demand": 30, "constant": -5}.get(each.term, 0)
        if each.controls == "none":
            assert each.value == pytest.approx(expected, abs=3)
        assert each.high - each.value == pytest.approx(1.96 * each.cluster_standard_error)
        assert each.value - each.low == pytest.approx(1.96 * each.cluster_standard_error)
    demand = {(c.weights, c.controls): c for c in PARTS["coefficients"] if c.term == "demand"}
    assert len({each.value for each in demand.values()}) == 4
    assert all(each.low < 30 < each.high for each in demand.values())


def test_a_tier_is_the_sum_of_its_occupations_the_best_first():
    assert [each.group for each in PARTS["tiers"]] == ["good", "fair", "poor", "all"]
    for each in PARTS["tiers"]:
        rows = [row for row in ROWS if each.group in ("all", row.tier.label)]
        before, after = column("employment_start", rows), column("employment_end", rows)
        assert each.occupations == each.occupations_with_pay == len(rows)
        assert each.employment_start == before.sum()
        assert each.change == pytest.approx(100 * (after.sum() / before.sum() - 1))
        assert each.low < each.change < each.high
        assert each.share_growing == pytest.approx((column("employment_change", rows) > 0).mean())
        pay = np.average(column("pay_change", rows), weights=before)
        assert each.pay_change == pytest.approx(pay)
    counts = [each.occupations for each in PARTS["baseline_tiers"]]
    rounded = [CUTS.tier_of(row.baseline).label for row in ROWS]
    assert counts == [*map(rounded.count, ("good", "fair", "poor")), len(ROWS)]


def test_tenths_hold_a_tenth_of_the_workers():
    workers = column("employment_start").sum()
    largest = column("employment_start").max()
    assert len(PARTS["tenths"]) == 6
    for each in PARTS["tenths"]:
        if each.by == "total":
            assert each.employment_start == pytest.approx(workers / 10, abs=2 * largest)
    top, bottom = (
        found("tenths", by="projection", group=f"{end} tenth") for end in ("highest", "lowest")
    )
    assert top.change > 15 > 0 > bottom.change


def test_sampling_shares_are_those_of_the_variance():
    errors, changes = column("sampling_variance"), column("employment_change")
    weights = column("employment_start")
    assert PARTS["sampling_share"] == pytest.approx(errors.mean() / changes.var())
    deviations = (changes - np.average(changes, weights=weights)) ** 2
    expected = np.average(errors, weights=weights) / np.average(deviations, weights=weights)
    assert PARTS["weighted_sampling_share"] == pytest.approx(expected)


def test_probabilities_are_compared_with_what_happened():
    calibration = PARTS["calibration"]
    bands = [band for band in calibration.bands if band.occupations]
    assert sum(band.occupations for band in bands) == calibration.overall.occupations == len(ROWS)
    assert all(band.low <= band.predicted <= band.high for band in bands)
    mean = np.average([b.realised for b in bands], weights=[b.occupations for b in bands])
    assert calibration.overall.realised == pytest.approx(mean)
    # Growth is nearly what was projected: most occupations are where they were expected.
    assert calibration.overall.realised > 0.8
    assert calibration.slope == pytest.approx(1, abs=0.1)
    assert 0 < calibration.rms < 0.15
    assert calibration.large_occupations == (column("employment_start") > 50_000).sum() > 0


def test_demand_that_came_true_leaves_no_error():
    # Each occupation's growth has the rank of its demand, which is its share.
    rows = occupations(employment_start=1_000)
    order = np.argsort([row.demand for row in rows])
    made = list(rows)
    for place, number in enumerate(order):
        share, row = (place + 0.5) / len(rows), rows[number]
        total = row.total + 2 * (share - row.demand)
        made[number] = evolve(
            row, demand=share, total=total, tier=CUTS.tier_of(total), employment_end=500 + place
        )
    calibration = parts_of(made, CUTS, None, (2.0, 0.3))["calibration"]
    assert calibration.overall.realised == 1
    assert calibration.rms == pytest.approx(0, abs=1e-9)
    assert calibration.slope == pytest.approx(1)
    assert (calibration.large_rms, calibration.large_occupations) == (None, 0)


def test_what_a_methodology_does_not_have_is_left_out():
    rows = occupations(**dict.fromkeys(SHARES), tier=None)
    parts = parts_of(rows, None, None, None)
    assert parts["coefficients"] == parts["tiers"] == parts["baseline_tiers"] == ()
    assert parts["calibration"] is None
    predictors = {each.predictor for each in parts["correlations"]}
    assert predictors == {"total", "projection", "baseline", "epoch_heuristic"}
    assert parts_of(ROWS, CUTS, None, None)["calibration"] is None
    assert parts_of(ROWS, None, None, (2.0, 0.3))["calibration"] is None


def test_what_is_not_known_is_left_out():
    rows = occupations(pay_change=None, sampling_variance=None, epoch_heuristic=None, baseline=None)
    parts = parts_of(rows, CUTS, CUTS, None)
    assert {each.outcome for each in parts["correlations"]} == {"employment"}
    assert {each.weights for each in parts["coefficients"]} == {"employment"}
    assert {each.by for each in parts["tenths"]} == {"total", "projection"}
    assert (parts["sampling_share"], parts["weighted_sampling_share"]) == (None, None)
    assert {(each.occupations_with_pay, each.pay_change) for each in parts["tiers"]} == {(0, None)}
    assert [each.occupations for each in parts["baseline_tiers"]] == [0, 0, 0, 0]


def test_a_figure_that_some_lack_is_compared_in_the_others():
    rows = [
        evolve(row, baseline=None if place % 2 else row.baseline) for place, row in enumerate(ROWS)
    ]
    parts = parts_of(rows, CUTS, CUTS, None)
    some = [row for row in rows if row.baseline is not None]
    for part, name in (("correlations", "predictor"), ("differences", "other")):
        asked = {name: "baseline", "outcome": "employment", "weights": "equal"}
        one = found(part, parts, **asked)
        assert one.occupations == len(some) < len(ROWS)
    expected = stats.spearmanr(column("total", some), column("employment_change", some)).statistic
    assert one.predictor_value == pytest.approx(expected)


def test_a_tier_without_occupations_and_a_constant_say_nothing():
    rows = occupations(total=3.0, tier=TIERS[1])
    parts = parts_of(rows, CUTS, None, None)
    empty = found("tiers", parts, group="good")
    assert (empty.occupations, empty.change, empty.low, empty.share_growing) == (
        0,
        None,
        None,
        None,
    )
    one = found("correlations", parts, predictor="total", outcome="pay", weights="equal")
    assert (one.value, one.low, one.high, one.standard_error) == (None, None, None, None)
