"""Page on a score: result, factors, and the source of each value."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._render.blocks import (
    BLANK,
    Column,
    Emphasis,
    Page,
    Paragraph,
    Section,
    Span,
    Table,
    paragraph,
    paragraphs,
)
from careerscore._text import format_number
from careerscore.model.pages import note_text
from careerscore.model.provenance import Status

if TYPE_CHECKING:
    from careerscore.model.assessment import FactorScore, ResilienceAssessment

__all__ = ["assessment_page", "assessment_section"]

_RANKS: Final = {1: "1st", 2: "2nd", 3: "3rd"}


def assessment_page(
    assessment: ResilienceAssessment, methodology: str | None = None, tiers: int | None = None
) -> Page:
    """Return the page on a score.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The score.
    methodology : str, optional
        Id, title and date of the methodology; the id alone by default.
    tiers : int, optional
        Number of tiers of the methodology; None where it is not known.
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    release = f"Data release {assessment.data_release}" if assessment.data_release else None
    by = f"Methodology {methodology or assessment.methodology}"
    fingerprint = f"Fingerprint of this result: {assessment.fingerprint}"
    return Page(
        name or assessment.methodology,
        (
            *paragraphs(release, by, emphasis=Emphasis.MUTED),
            BLANK,
            assessment_section(assessment, tiers),
            paragraph(fingerprint, Emphasis.MUTED),
        ),
        heading=bool(name),
    )


def assessment_section(assessment: ResilienceAssessment, tiers: int | None) -> Section:
    """Return result, rationale and factors, each factor with its source."""
    columns = (Column(Emphasis.MUTED), Column(right=True), Column(), Column(right=True))
    rows = [(factor.title, *_factor_cells(factor)) for factor in assessment.factors]
    is_fallback = assessment.status is Status.FALLBACK
    reason = f"fallback: {assessment.status_reason}" if is_fallback else None
    sources = (f"{factor.title}: {_factor_source(factor)}" for factor in assessment.factors)
    return Section(
        "AI resilience",
        (
            _result(assessment, tiers),
            paragraph(assessment.rationale),
            *paragraphs(reason, emphasis=Emphasis.NOTE),
            BLANK,
            Table(columns, rows),
            BLANK,
            *paragraphs(*sources, emphasis=Emphasis.MUTED),
        ),
    )


def _result(assessment: ResilienceAssessment, tiers: int | None) -> Paragraph:
    tier = assessment.tier
    if tier is None:
        return paragraph(_without_tier(assessment), Emphasis.STRONG)
    points = f"{_points(assessment)}, " if assessment.total is not None else ""
    place = _RANKS.get(tier.rank, f"{tier.rank}th")
    place += " tier" if tiers is None else f" of {tiers} tiers"
    label = Span(tier.label, Emphasis.STRONG, tier.color)
    return Paragraph((Span(points, Emphasis.STRONG), label, Span(f" ({place})")))


def _without_tier(assessment: ResilienceAssessment) -> str:
    possible = " or ".join(tier.label for tier in assessment.possible_tiers)
    if assessment.status is not Status.INSUFFICIENT:
        return _points(assessment) if assessment.total is not None else "as published"
    if assessment.total_range is None:
        return f"cannot be told: {possible}" if possible else "cannot be told"
    low, high = assessment.total_range
    return f"{low:g} to {high:g} of {assessment.max_total:g} points possible: {possible}"


def _points(assessment: ResilienceAssessment) -> str:
    """Return the total, as points where the methodology gives points."""
    total = format_number(assessment.total or 0)
    if assessment.factors[0].max_points is None:
        return total
    return f"{total} of {assessment.max_total:g} points"


def _factor_cells(factor: FactorScore) -> tuple[str, str, str]:
    if factor.value is None:
        return "—", "missing", "" if factor.max_points is None else f"of {factor.max_points}"
    points = "" if factor.points is None else f"+{factor.points} of {factor.max_points}"
    return format_number(factor.value), factor.label or "", points


def _factor_source(factor: FactorScore) -> str:
    parts = [factor.unit]
    if factor.note is not None:
        parts.append(note_text(factor.note))
    if factor.source is not None:
        parts.append(factor.source.id)
    return "; ".join(parts)
