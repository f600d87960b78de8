"""The section on the score: verdict, factors, where each figure comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.model.status import Status
from careerscore.report.blocks import figure, in_words, line, section
from careerscore.report.page import GAP, Column, Grid, Line, Tone, Words

if TYPE_CHECKING:
    from careerscore.model.assessment import FactorScore, ResilienceAssessment
    from careerscore.report.page import Section

__all__ = ["resilience_section"]

_RANKS: Final = {1: "1st", 2: "2nd", 3: "3rd"}


def resilience_section(assessment: ResilienceAssessment, tiers: int | None) -> Section:
    """Return the verdict, its rationale and the factors, each with its source.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The result.
    tiers : int, optional
        Number of tiers that the methodology has; None where that is not known.
    """
    columns = (Column(Tone.QUIET), Column(right=True), Column(), Column(right=True))
    rows = [(factor.title, *_factor_cells(factor)) for factor in assessment.factors]
    remarks = [
        line(f"{factor.title}: {_provenance(factor)}", Tone.QUIET) for factor in assessment.factors
    ]
    return section(
        "AI resilience",
        _verdict(assessment, tiers),
        line(assessment.rationale),
        *_reason(assessment),
        GAP,
        Grid(columns, rows),
        GAP,
        *remarks,
    )


def _reason(assessment: ResilienceAssessment) -> list[Line]:
    """Return a line on the stand-in that a result rests on."""
    if assessment.status is not Status.FALLBACK:
        return []
    return [line(f"fallback: {assessment.status_reason}", Tone.REMARK)]


def _verdict(assessment: ResilienceAssessment, tiers: int | None) -> Line:
    tier = assessment.tier
    if tier is None:
        return line(_without_tier(assessment), Tone.STRONG)
    of = f"{_points(assessment)}, " if assessment.total is not None else ""
    place = _RANKS.get(tier.rank, f"{tier.rank}th")
    among = f" ({place} tier)" if tiers is None else f" ({place} of {tiers} tiers)"
    label = Words(tier.label, Tone.STRONG, tier.color)
    return Line((Words(of, Tone.STRONG), label, Words(among)))


def _without_tier(assessment: ResilienceAssessment) -> str:
    open_tiers = " or ".join(tier.label for tier in assessment.possible_tiers)
    if assessment.status is not Status.INSUFFICIENT:
        return _points(assessment) if assessment.total is not None else "as published"
    if assessment.total_range is None:
        return f"cannot be told: {open_tiers}" if open_tiers else "cannot be told"
    low, high = assessment.total_range
    return f"{low:g} to {high:g} of {assessment.max_total:g} points possible: {open_tiers}"


def _points(assessment: ResilienceAssessment) -> str:
    """Return the total: of points where there are any, else as the figure it is."""
    total = figure(assessment.total or 0)
    if assessment.factors[0].max_points is None:
        return total
    return f"{total} of {assessment.max_total:g} points"


def _factor_cells(factor: FactorScore) -> tuple[str, str, str]:
    if factor.value is None:
        return "—", "missing", "" if factor.max_points is None else f"of {factor.max_points}"
    points = "" if factor.points is None else f"+{factor.points} of {factor.max_points}"
    return figure(factor.value), factor.label or "", points


def _provenance(factor: FactorScore) -> str:
    parts = [factor.unit]
    if factor.note is not None:
        parts.append(in_words(factor.note))
    if factor.source is not None:
        parts.append(factor.source.id)
    return "; ".join(parts)
