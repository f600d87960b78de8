"""Backtests made by hand."""

from __future__ import annotations

from careerscore.analysis import (
    Backtest,
    Calibration,
    CalibrationBand,
    Coefficient,
    GroupOutcome,
)


def group(label, change, low, high):
    counts = {"occupations": 0, "employment_start": 0, "occupations_with_pay": 0}
    if change is not None:
        counts = {"occupations": 50, "employment_start": 1_000, "occupations_with_pay": 40}
    return GroupOutcome(group=label, by="total", change=change, low=low, high=high, **counts)


def coefficient(term, value, error, controls="none"):
    return Coefficient(
        term=term,
        weights="employment",
        controls=controls,
        value=value,
        robust_standard_error=error,
        cluster_standard_error=error,
    )


def band(low, high, occupations=0, **shares):
    return CalibrationBand(low=low, high=high, occupations=occupations, **shares)


CALIBRATION = Calibration(
    bands=(
        band(0.0, 0.5),
        band(
            0.5,
            0.7,
            150,
            predicted=0.6,
            realised=0.64,
            weighted_predicted=0.61,
            weighted_realised=0.7,
        ),
        band(
            0.7,
            1.0,
            50,
            predicted=0.8,
            realised=0.72,
            weighted_predicted=0.83,
            weighted_realised=0.9,
        ),
    ),
    overall=band(0.0, 1.0, 200, predicted=0.65, realised=0.66),
    rms=0.3,
    weighted_rms=0.2,
    large_rms=None,
    large_occupations=0,
    slope=0.6,
)


def backtest(start="2022-05", end="2025-05", shift=0.0, **fields):
    """A backtest of three tiers; those of a placebo are shifted."""
    terms = {"constant": -9.0, "one_minus_exposure": 3.3, "demand": 18.7, "human_advantage": 9.2}
    known = {
        "methodology": "mine/1",
        "methodology_fingerprint": "f",
        "baseline": None,
        "data_release": "2026.3",
        "start": start,
        "end": end,
        "projections": "2021-31",
        "clusters": 20,
        "outcomes": (),
        "correlations": (),
        "differences": (),
        "coefficients": tuple(
            coefficient(term, value + sign * shift, 2.5, controls)
            for controls, sign in (("none", 1), ("major groups", -5))
            for term, value in terms.items()
        ),
        "tiers": (
            group("Rising", 19.0 - shift, 13.8 - shift, 22.3 - shift),
            group("Steady", 1.4 - shift, -2.1 - shift, 5.0 - shift),
            group("Falling", -8.4 + shift, -11.7 + shift, -5.6 + shift),
            group("all", 5.3, 3.1, 7.8),
        ),
        "baseline_tiers": (),
        "tenths": (),
        "sampling_share": None,
        "weighted_sampling_share": None,
        "calibration": CALIBRATION,
        "sources": (),
    }
    return Backtest(**{**known, **fields})


PLACEBO = backtest("2019-05", "2022-05", shift=4.0)
