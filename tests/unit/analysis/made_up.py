"""Occupations of a backtest, made up."""

from __future__ import annotations

from math import exp

from careerscore.analysis import OccupationOutcome
from careerscore.analysis.cuts import Cuts
from careerscore.model import Tier

TIERS = tuple(
    Tier(rank=rank, label=label, color=color)
    for rank, label, color in ((3, "poor", "red"), (2, "fair", "yellow"), (1, "good", "green"))
)
CUTS = Cuts(TIERS, (2.0, 4.0))


def occupation(number, **fields):
    """One of many: its shares are spread, and growth is what was projected but for some noise."""
    exposure, demand, human = (number * step % 97 / 96 for step in (11, 29, 53))
    change = 30 * demand - 10 + number * 37 % 11
    total = 2 * (1 - exposure + demand + human)
    before = 1_000 * (1 + number * 7 % 90)
    known = {
        "code": f"{11 + 2 * (number % 9)}-{number % 3 + 1}{number:03}",
        "title": f"Occupation {number}",
        "occupations": ("11-1011.00",),
        "total": total,
        "tier": CUTS.tier_of(total),
        "exposure": exposure,
        "demand": demand,
        "human_advantage": human,
        "projection": 40 * demand - 15,
        "epoch_heuristic": 5 + number % 21,
        "baseline": round(total),
        "employment_start": before,
        "employment_end": round(before * exp(change / 100)),
        "employment_change": change,
        "pay_change": (number * 17 % 13) / 2 - 3,
        "sampling_variance": 4 + number % 5,
    }
    return OccupationOutcome(**{**known, **fields})


def occupations(count=120, **fields):
    return tuple(sorted((occupation(n, **fields) for n in range(count)), key=lambda o: o.code))
