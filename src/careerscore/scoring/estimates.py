"""The EPOCH sum of an occupation whose ratings are missing, estimated from others."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore._text import number_of
from careerscore.model.assessment import FactorPart

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.model.occupation import Occupation
    from careerscore.model.provenance import Source


_UNIT: Final = "EPOCH, sum of its dimensions"


class EpochEstimate(NamedTuple):
    """The mean EPOCH sum of other occupations."""

    value: float
    source: Source | None
    """The edition that relates them; None for those of one SOC code."""
    parts: tuple[FactorPart, ...]
    """The others, by code, with their sums."""
    reason: str


def estimate_of(
    occupation: Occupation,
    epoch: Mapping[str, float],
    *,
    tiers: Sequence[str],
    least: int,
    source: Source | None,
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
    source : Source, optional
        The edition of the ratings.
    """
    near = [(one.code, one.title) for one in occupation.related if one.tier in tiers]
    related = _parts(near, epoch, source)
    if len(related) >= least:
        number = number_of(len(related), "related occupation")
        return _mean_of(related, number, occupation.sources.get("related"))
    same = _parts(occupation.siblings.items(), epoch, source)
    if not same:
        return None
    number = number_of(len(same), "occupation")
    return _mean_of(same, f"{number} of SOC code {occupation.soc_code}")


def _parts(
    occupations: Iterable[tuple[str, str]], epoch: Mapping[str, float], source: Source | None
) -> tuple[FactorPart, ...]:
    return tuple(
        FactorPart(name=code, title=title, value=epoch[code], unit=_UNIT, source=source)
        for code, title in occupations
        if code in epoch
    )


def _mean_of(
    parts: tuple[FactorPart, ...], others: str, source: Source | None = None
) -> EpochEstimate:
    value = fsum(part.value or 0 for part in parts) / len(parts)
    return EpochEstimate(value, source, parts, f"mean EPOCH of {others}")
