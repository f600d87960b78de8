"""The card of a methodology: all there is to know of it, on a page of Markdown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.scoring.composition import CompositionMethodology
from careerscore.scoring.definition import Definition
from careerscore.scoring.rules import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from careerscore.scoring.bands import Band, Factor
    from careerscore.scoring.identity import Identity

__all__ = ["card_of"]


def card_of(methodology: Identity) -> str:
    """Return the card of a methodology: formula, thresholds with sources, inputs, limits.

    Examples
    --------
    >>> import careerscore as cs
    >>> print(cs.methodology("webb/2020").card().splitlines()[0])
    # webb/2020
    """
    blocks = [
        f"# {methodology.id}",
        f"{methodology.title}, {methodology.status} {methodology.released}.",
        methodology.description,
        f"**Formula**: {methodology.formula}.",
    ]
    if isinstance(methodology, Definition):
        blocks += map(_factor, methodology.factors)
        blocks.append(_tiers(methodology))
    if isinstance(methodology, RulesMethodology):
        blocks.append(_rules(methodology))
    if isinstance(methodology, CompositionMethodology):
        steps = "\n".join(
            f"{number}. `{step.id}`" for number, step in enumerate(methodology.steps, start=1)
        )
        blocks.append(f"**Steps**\n\n{steps}")
    if methodology.limits:
        limits = "\n".join(f"- {_text(limit)}" for limit in methodology.limits)
        blocks.append(f"**Known limits**\n\n{limits}")
    if methodology.changes:
        blocks.append(f"**What changed**: {_text(methodology.changes)}")
    if methodology.superseded_by:
        blocks.append(f"**Superseded by** `{methodology.superseded_by}`.")
    address = f" <{methodology.url}>" if methodology.url else ""
    blocks.append(f"**Cite as**: {_text(methodology.citation)}{address}")
    blocks.append(f"Engine `{methodology.engine}`, fingerprint `{methodology.fingerprint}`.")
    return "\n\n".join(block for block in blocks if block) + "\n"


def _factor(factor: Factor) -> str:
    parts = [f"**{_text(factor.title)}** (`{factor.input_name}`): {_text(factor.unit)}."]
    if factor.minimum is not None or factor.maximum is not None:
        parts.append(f"Range: {_range(factor.minimum, factor.maximum)}.")
    if factor.fixed is not None:
        parts.append(f"Taken as {factor.fixed:g} for every occupation.")
    if factor.default is not None:
        parts.append(f"Where it is missing, {factor.default:g} stands in.")
    if factor.read:
        read = ", else ".join(f"`{reading.path}`" for reading in factor.read)
        parts.append(f"Read from {read}.")
    if factor.source:
        parts.append(f"Source: {_text(factor.source)}.")
    text = " ".join(parts)
    if not factor.bands:
        return text
    rows = [
        (values, band.label, "" if band.points is None else str(band.points))
        for values, band in zip(_stretches(factor.bands), factor.bands, strict=True)
    ]
    return f"{text}\n\n{_table(('values', 'label', 'points'), rows)}"


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


def _tiers(methodology: Definition) -> str | None:
    if not methodology.tier_rules:
        return None
    rows = [
        (
            str(rule.rank),
            rule.label,
            "" if rule.at_least is None else f"{rule.at_least} or more",
            rule.conclusion or "",
        )
        for rule in methodology.tier_rules
    ]
    return f"**Tiers**\n\n{_table(('rank', 'tier', 'total', 'the rationale ends'), rows)}"


def _rules(methodology: RulesMethodology) -> str:
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
    return f"**Rules**, the first that fits decides\n\n{_table(('rule', 'when', 'tier'), rows)}"


def _table(headings: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table without the columns that say nothing."""
    body = list(rows)
    kept = [place for place in range(len(headings)) if any(row[place] for row in body)]
    lines = [headings, ["---"] * len(headings), *body]
    return "\n".join(f"| {' | '.join(_text(cells[place]) for place in kept)} |" for cells in lines)


def _text(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")
