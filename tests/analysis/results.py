"""Results that several tests look at, computed once."""

from __future__ import annotations

from functools import cache

from careerscore import analysis

PLACEBO = ("2019-05", "2022-05", "2019-29")
WINDOW = ("2022-05", "2025-05", "2021-31")
WINDOWS = (WINDOW, ("2021-05", "2024-05", "2021-31"), ("2023-05", "2025-05", "2021-31"), PLACEBO)
DATA = "2026.3"


@cache
def backtest(start, end, projections, methodology="careerscore/1.0"):
    return analysis.backtest(methodology, start=start, end=end, projections=projections, data=DATA)


@cache
def robustness():
    return analysis.robustness(data=DATA)
