"""What the card of a scoring methodology says of its factors, tiers and rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.methods.card import Detail
from careerscore.scoring.rules import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.scoring.bands import Band, Factor, TierRule
    from careerscore.scoring.definition import Definition

__all__ = ["details_of"]


def details_of(methodology: Definition) -> Iterable[Detail]:
    """Return what is peculiar to a methodology that looks at factors."""
    yield from map(_factor, methodology.factors)
    if methodology.tier_rules:
        yield _tiers(methodology.tier_rules)
    if isinstance(methodology, RulesMethodology):
        yield _rules(methodology)


def _factor(factor: Factor) -> Detail:
    parts = [f"{factor.unit}."]
    if factor.minimum is not None or factor.maximum is not None:
        parts.append(f"Range: {_range(factor.minimum, factor.maximum)}.")
    if factor.fixed is not None:
        parts.append(f"Taken as {factor.fixed:g} for every occupation.")
    if factor.default is not None:
        parts.append(f"Where it is missing, {factor.default:g} stands in.")
    if factor.read:
        read = ", else ".join(reading.path for reading in factor.read)
        parts.append(f"Read from {read}.")
    if factor.source:
        parts.append(f"Source: {factor.source}.")
    rows = tuple(
        (values, band.label, "" if band.points is None else str(band.points))
        for values, band in zip(_stretches(factor.bands), factor.bands, strict=True)
    )
    headings = ("values", "label", "points")
    return Detail(factor.title, factor.input_name, " ".join(parts), headings, rows)


def _range(minimum: float | None, maximum: float | None) -> str:
    if minimum is None:
        return f"at most {maximum:g}"
    return f"at least {minimum:g}" if maximum is None else f"{minimum:g} to {maximum:g}"


def _stretches(bands: Sequence[Band]) -> list[str]:
    """Return the values of each band in words."""
    found: list[str] = []
    start = ""
    for band in bands:
        if band.end is None:
            found.append(start)
            continue
        cut, included = band.end
        stop = f"up to {cut:g}" if included else f"below {cut:g}"
        found.append(f"{start}, {stop}" if start else stop)
        start = f"above {cut:g}" if included else f"from {cut:g}"
    return found


def _tiers(rules: Iterable[TierRule]) -> Detail:
    rows = tuple(
        (
            str(rule.rank),
            rule.label,
            "" if rule.at_least is None else f"{rule.at_least} or more",
            rule.conclusion or "",
        )
        for rule in rules
    )
    headings = ("rank", "tier", "total", "the rationale ends")
    return Detail("Tiers", headings=headings, rows=rows)


def _rules(methodology: RulesMethodology) -> Detail:
    labels = {tier.rank: tier.label for tier in methodology.tiers}
    rows = tuple(
        (
            rule.name,
            "; ".join(f"{name}: {' or '.join(accepted)}" for name, accepted in rule.when.items())
            or "otherwise",
            labels[rule.tier],
        )
        for rule in methodology.rules
    )
    return Detail(
        "Rules", text="the first that fits decides", headings=("rule", "when", "tier"), rows=rows
    )
