"""The section on the score: verdict, factors, where each figure comes from."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from rich.table import Table
from rich.text import Text

from careerscore.report.blocks import figure, in_words, line, section
from careerscore.report.plain import plain

if TYPE_CHECKING:
    from rich.console import RenderableType

    from careerscore.model.assessment import FactorScore, ResilienceAssessment

__all__ = ["resilience_section"]

_RANKS: Final = {1: "1st", 2: "2nd", 3: "3rd"}

_COLORS: Final = {"green": "green", "yellow": "yellow", "orange": "dark_orange", "red": "red"}


def resilience_section(assessment: ResilienceAssessment, tiers: int) -> RenderableType:
    """Return the verdict, its rationale and the factors, each with its source.

    Parameters
    ----------
    assessment : ResilienceAssessment
        The result.
    tiers : int
        Number of tiers that the methodology has.
    """
    table = Table.grid(padding=(0, 2))
    table.add_column(style="dim")
    table.add_column(justify="right")
    table.add_column()
    table.add_column(justify="right")
    for factor in assessment.factors:
        value, label, points = _factor_cells(factor)
        table.add_row(plain(factor.title), value, plain(label), points)
    remarks = [
        line(f"{factor.title}: {_provenance(factor)}", "dim") for factor in assessment.factors
    ]
    return section(
        "AI resilience",
        _verdict(assessment, tiers),
        line(assessment.rationale),
        Text(),
        table,
        Text(),
        *remarks,
    )


def _verdict(assessment: ResilienceAssessment, tiers: int) -> Text:
    tier = assessment.tier
    if tier is None:
        low, high = assessment.total_range
        open_tiers = " or ".join(tier.label for tier in assessment.possible_tiers)
        points = f"{low} to {high} of {assessment.max_total} points possible"
        return line(f"{points}: {open_tiers}", "bold")
    of = f"{assessment.total} of {assessment.max_total} points, "
    place = _RANKS.get(tier.rank, f"{tier.rank}th")
    label = Text(plain(tier.label), style=f"bold {_COLORS.get(tier.color, '')}".strip())
    return Text.assemble((of, "bold"), label, f" ({place} of {tiers} tiers)")


def _factor_cells(factor: FactorScore) -> tuple[str, str, str]:
    if factor.value is None:
        return "—", "missing", f"of {factor.max_points}"
    return figure(factor.value), factor.label or "", f"+{factor.points} of {factor.max_points}"


def _provenance(factor: FactorScore) -> str:
    parts = [factor.unit]
    if factor.note is not None:
        parts.append(in_words(factor.note))
    if factor.source is not None:
        parts.append(factor.source.id)
    return "; ".join(parts)
