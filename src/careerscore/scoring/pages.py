"""What the page of a scoring methodology adds: factors, tiers, rules and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._render.blocks import Emphasis, Section, paragraph
from careerscore.methods.pages import inputs_section, text_table, tiers_section
from careerscore.scoring.rules import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from careerscore._render.blocks import Block
    from careerscore.scoring.base import FactorMethodology
    from careerscore.scoring.composite import CompositeMethodology
    from careerscore.scoring.factors import Band, Factor, TierRule

__all__ = ["composition_details", "factor_details"]


def factor_details(methodology: FactorMethodology) -> Iterator[Block]:
    """Yield the sections of a methodology with factors."""
    yield from map(_factor, methodology.factors)
    if methodology.tier_rules:
        yield _tiers(methodology.tier_rules)
    if isinstance(methodology, RulesMethodology):
        yield _rules(methodology)


def composition_details(methodology: CompositeMethodology) -> Iterator[Block]:
    """Yield the sections of a composite methodology."""
    rows = [(str(number), step.id) for number, step in enumerate(methodology.steps, start=1)]
    yield Section("Steps", text_table(("step", "methodology"), rows))
    yield from inputs_section(methodology)
    yield from tiers_section(methodology)


def _factor(factor: Factor) -> Section:
    parts = [f"{factor.unit}."]
    if factor.minimum is not None or factor.maximum is not None:
        parts.append(f"Range: {_range(factor.minimum, factor.maximum)}.")
    if factor.better:
        parts.append(f"{factor.better.capitalize()} values are better.")
    if factor.fixed is not None:
        parts.append(f"Taken as {factor.fixed:g} for every occupation.")
    if factor.default is not None:
        parts.append(f"Default where it is missing: {factor.default:g}.")
    if factor.read:
        parts.append(f"Read from {', else '.join(source.path for source in factor.read)}.")
    if factor.source:
        parts.append(f"Source: {factor.source}.")
    rows = [
        (values, band.label, "" if band.points is None else str(band.points))
        for values, band in zip(_intervals(factor.bands), factor.bands, strict=True)
    ]
    text = paragraph(" ".join(parts), Emphasis.MUTED)
    table = text_table(("values", "label", "points"), rows)
    return Section(f"{factor.title} ({factor.input_name})", [text, *table])


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is None:
        return f"at most {maximum:g}"
    return f"at least {minimum:g}" if maximum is None else f"{minimum:g} to {maximum:g}"


def _intervals(bands: Sequence[Band]) -> list[str]:
    """Return the interval of each band in words."""
    intervals: list[str] = []
    start = ""
    for band in bands:
        if band.end is None:
            intervals.append(start)
            continue
        cut, included = band.end
        stop = f"up to {cut:g}" if included else f"below {cut:g}"
        intervals.append(f"{start}, {stop}" if start else stop)
        start = f"above {cut:g}" if included else f"from {cut:g}"
    return intervals


def _tiers(rules: Iterable[TierRule]) -> Section:
    rows = [
        (
            str(rule.rank),
            rule.label,
            rule.color,
            "" if rule.at_least is None else f"{rule.at_least} or more",
            rule.conclusion or "",
        )
        for rule in rules
    ]
    heads = ("rank", "tier", "color", "total", "the rationale ends")
    return Section("Tiers", text_table(heads, rows))


def _rules(methodology: RulesMethodology) -> Section:
    labels = {tier.rank: tier.label for tier in methodology.tiers}
    rows = [
        (
            rule.name,
            "; ".join(f"{name}: {' or '.join(accepted)}" for name, accepted in rule.when.items())
            or "otherwise",
            labels[rule.tier],
        )
        for rule in methodology.rules
    ]
    text = paragraph("The first rule that fits decides.", Emphasis.MUTED)
    return Section("Rules", [text, *text_table(("rule", "when", "tier"), rows)])
