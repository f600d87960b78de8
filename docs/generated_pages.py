"""Pages that say what the bundled data and methodologies say of themselves."""

from __future__ import annotations

from typing import TYPE_CHECKING

import careerscore as cs
from careerscore.bundled import bundled
from careerscore.reference import dataset_editions, open_edition

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.scoring.additive import AdditiveMethodology
    from careerscore.scoring.bands import Band, Factor


def write_pages(folder: Path) -> None:
    """Write the pages that are included elsewhere."""
    folder.mkdir(exist_ok=True)
    (folder / "editions.md").write_text(_editions(), encoding="utf-8")
    (folder / "releases.md").write_text(_releases(), encoding="utf-8")
    cards = "\n".join(_card(cs.methodology(name)) for name in cs.methodologies())
    (folder / "methodologies.md").write_text(cards, encoding="utf-8")


def _table(headings: list[str], rows: list[list[str]]) -> str:
    lines = [headings, ["---"] * len(headings), *rows]
    return "".join(f"| {' | '.join(map(_cell, cells))} |\n" for cells in lines)


def _cell(text: str) -> str:
    return text.replace("|", "\\|").replace("*", "\\*")


def _editions() -> str:
    rows = []
    for dataset, editions in dataset_editions(bundled()).items():
        for edition in editions:
            source = open_edition(bundled(), dataset, edition).source
            rows.append([f"`{source.id}`", source.title, source.publisher, source.licence])
    return _table(["edition", "title", "publisher", "licence"], rows)


def _releases() -> str:
    names = list(cs.releases())
    loaded = [cs.load(name) for name in names]
    datasets = dict.fromkeys(dataset for one in loaded for dataset in one.editions)
    rows = [
        [f"`{dataset}`", *(f"`{one.editions[dataset]}`" for one in loaded)] for dataset in datasets
    ]
    return _table(["dataset", *(f"release `{name}`" for name in names)], rows)


def _card(methodology: AdditiveMethodology) -> str:
    parts = [
        f"## {methodology.id}\n",
        f"{methodology.title}, {methodology.status} {methodology.released}.",
        f"{methodology.description}\n",
        f"Cite as: {methodology.citation} <{methodology.url}>\n",
    ]
    for factor in methodology.factors:
        parts += [
            f"**{factor.title}** (`{factor.name}`): {factor.unit}. Source: {factor.source}.\n",
            _table(["values", "label", "points"], _bands(factor)),
        ]
    tiers = [
        [f"{rule.at_least} or more", rule.label, rule.conclusion] for rule in methodology.tier_rules
    ]
    parts += [
        f"**Tiers** of the total, out of {methodology.max_total}:\n",
        _table(["total", "tier", "the rationale ends"], tiers),
        "**Known limits**\n",
        *(f"- {_cell(limit)}" for limit in methodology.limits),
        f"\nFingerprint: `{methodology.fingerprint}`\n",
    ]
    return "\n".join(parts)


def _bands(factor: Factor) -> list[list[str]]:
    rows = []
    start = ""
    for band in factor.bands:
        rows.append([_values(start, band), band.label, str(band.points)])
        start = _next_start(band)
    return rows


def _values(start: str, band: Band) -> str:
    if band.end is None:
        return start
    cut, included = band.end
    stop = f"up to {cut:g}" if included else f"below {cut:g}"
    return f"{start}, {stop}" if start else stop


def _next_start(band: Band) -> str:
    if band.end is None:
        return ""
    cut, included = band.end
    return f"above {cut:g}" if included else f"from {cut:g}"
