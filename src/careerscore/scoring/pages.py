"""What the page of a scoring methodology adds: factors, tiers, rules and steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._render.blocks import Section, muted, section, text_table
from careerscore.methods.pages import format_range

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore._render.blocks import Block
    from careerscore.scoring.base import FactorMethodology
    from careerscore.scoring.factors import Band, Factor


def factor_details(methodology: FactorMethodology) -> Iterator[Block]:
    """Yield the sections of a methodology with factors."""
    yield from map(_factor, methodology.factors)
    rows = [
        (
            str(rule.rank),
            rule.label,
            rule.color,
            "" if rule.at_least is None else f"{rule.at_least} or more",
            rule.conclusion or "",
        )
        for rule in methodology.tier_rules
    ]
    heads = ("rank", "tier", "color", "total", "the rationale ends")
    yield from section("Tiers", *text_table(heads, rows))


def _factor(factor: Factor) -> Section:
    bounds, paths = format_range(factor), ", else ".join(source.path for source in factor.read)
    parts = (
        f"{factor.unit}.",
        bounds and f"Range: {bounds}.",
        factor.better and f"{factor.better.capitalize()} values are better.",
        None if factor.fixed is None else f"Taken as {factor.fixed:g} for every occupation.",
        None if factor.default is None else f"Default where it is missing: {factor.default:g}.",
        paths and f"Read from {paths}.",
        factor.source and f"Source: {factor.source}.",
    )
    rows = [
        (values, band.label, "" if band.points is None else str(band.points))
        for values, band in zip(_intervals(factor.bands), factor.bands, strict=True)
    ]
    text, table = " ".join(filter(None, parts)), text_table(("values", "label", "points"), rows)
    return Section(f"{factor.title} ({factor.input_name})", [*muted(text), *table])


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
