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
    muted,
    notes,
    paragraph,
    strong,
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

    ``methodology`` is id, title and date of the methodology, by default the id alone; ``tiers``
    is the number of its tiers, None where it is not known.
    """
    name = f"{assessment.occupation_title or ''} {assessment.occupation_code or ''}".strip()
    release = assessment.data_release and f"Data release {assessment.data_release}"
    return Page(
        name or assessment.methodology,
        (
            *muted(release, f"Methodology {methodology or assessment.methodology}"),
            BLANK,
            assessment_section(assessment, tiers),
            *muted(f"Fingerprint of this result: {assessment.fingerprint}"),
        ),
        heading=bool(name),
    )


def assessment_section(assessment: ResilienceAssessment, tiers: int | None) -> Section:
    """Return result, rationale and factors, each factor with its source."""
    columns = (Column(muted=True), Column(right=True), Column(), Column(right=True))
    factors = assessment.factors
    is_fallback = assessment.status is Status.FALLBACK
    return Section(
        "AI resilience",
        (
            _result(assessment, tiers),
            paragraph(assessment.rationale),
            *notes(f"fallback: {assessment.status_reason}" if is_fallback else None),
            BLANK,
            Table(columns, [(factor.title, *_factor_cells(factor)) for factor in factors]),
            BLANK,
            *muted(*(f"{factor.title}: {_factor_source(factor)}" for factor in factors)),
        ),
    )


def _result(assessment: ResilienceAssessment, tiers: int | None) -> Paragraph:
    tier = assessment.tier
    if tier is None:
        return strong(_without_tier(assessment))
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
    has_points = assessment.factors[0].max_points is not None
    return f"{total} of {assessment.max_total:g} points" if has_points else total


def _factor_cells(factor: FactorScore) -> tuple[str, str, str]:
    if factor.value is None:
        return "—", "missing", "" if factor.max_points is None else f"of {factor.max_points}"
    points = "" if factor.points is None else f"+{factor.points} of {factor.max_points}"
    return format_number(factor.value), factor.label or "", points


def _factor_source(factor: FactorScore) -> str:
    note = "" if factor.note is None else note_text(factor.note)
    source = "" if factor.source is None else factor.source.id
    return "; ".join(filter(None, (factor.unit, note, source)))
