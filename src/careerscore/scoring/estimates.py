"""The EPOCH sum of an occupation whose ratings are missing, estimated from others."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.model.occupation import Occupation


class EpochEstimate(NamedTuple):
    """The mean EPOCH sum of other occupations."""

    value: float
    occupations: tuple[tuple[str, str, float], ...]
    """Code, title and EPOCH sum of each."""
    reason: str


def estimate_of(
    occupation: Occupation, epoch: Mapping[str, float], tiers: Sequence[str], least: int
) -> EpochEstimate | None:
    """Return the estimate for an occupation, None where there is none.

    Parameters
    ----------
    occupation : Occupation
        With its related occupations.
    epoch : Mapping of str to float
        The EPOCH sum of the occupations whose ratings were observed, by O*NET-SOC code.
    tiers : sequence of str
        The tiers of related occupations that count.
    least : int
        How many of them are needed; with fewer, those of the same SOC code count, one or more.
    """
    related = [
        (one.code, one.title, epoch[one.code])
        for one in occupation.related
        if one.tier in tiers and one.code in epoch
    ]
    if len(related) >= least:
        return _mean_of(related, "related occupations")
    same = [
        (code, title, epoch[code]) for code, title in occupation.siblings.items() if code in epoch
    ]
    return _mean_of(same, f"occupations of SOC code {occupation.soc_code}") if same else None


def _mean_of(others: list[tuple[str, str, float]], kind: str) -> EpochEstimate:
    value = fsum(epoch for _, _, epoch in others) / len(others)
    number = f"{len(others)} {kind}" if len(others) > 1 else f"1 {kind.replace('tions', 'tion')}"
    return EpochEstimate(value, tuple(others), f"mean EPOCH of {number}")
