"""Pages that say what the bundled data and methodologies say of themselves."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

import careerscore as cs
from careerscore.bundled import bundled
from careerscore.reference import REFERENCE_COLUMNS, dataset_editions, open_edition

if TYPE_CHECKING:
    from pathlib import Path


def write_pages(folder: Path) -> None:
    """Write the pages that are included elsewhere."""
    folder.mkdir(exist_ok=True)
    (folder / "editions.md").write_text(_editions(), encoding="utf-8")
    (folder / "releases.md").write_text(_releases(), encoding="utf-8")
    (folder / "columns.md").write_text(_columns(), encoding="utf-8")
    (folder / "methodologies.md").write_text(_cards(), encoding="utf-8")
    (folder / "economic-methods.md").write_text(_economic_cards(), encoding="utf-8")


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
        [f"`{dataset}`", *(_pinned(one.editions.get(dataset)) for one in loaded)]
        for dataset in datasets
    ]
    return _table(["dataset", *(f"release `{name}`" for name in names)], rows)


def _pinned(edition: str | None) -> str:
    return "" if edition is None else f"`{edition}`"


def _columns() -> str:
    rows = [
        [f"`{column.name}`", column.title, column.unit, column.kind, column.dataset]
        for column in REFERENCE_COLUMNS
    ]
    return _table(["column", "meaning", "unit", "kind", "dataset"], rows)


def _cards() -> str:
    newest = cs.load()
    cards = []
    for name in cs.methodologies():
        methodology = cs.methodology(name)
        # The title of a card is a heading of the page it is included in.
        head, _, rest = methodology.card().partition("\n")
        cards.append(f"#{head}\n{rest}\n{_coverage(newest, name)}\n")
    return "\n".join(cards)


def _economic_cards() -> str:
    newest = cs.load()
    cards = []
    for name in cs.economics.methods():
        method = cs.economics.method(name)
        head, _, rest = method.card().partition("\n")
        (question,) = cs.economics.questions_of(method)
        results = [getattr(method, question)(one) for one in newest.values()]
        counts = Counter(result.standing.value for result in results)
        shown = ", ".join(f"{count:,} {standing}" for standing, count in sorted(counts.items()))
        of = f"the {len(newest):,} occupations of release `{newest.name}`"
        cards.append(f"#{head}\n{rest}\n**Coverage** of {of}: {shown}.\n")
    return "\n".join(cards)


def _coverage(release: cs.Release, name: str) -> str:
    counts = Counter(result.status.value for result in release.assess(name).values())
    shown = ", ".join(f"{count:,} {status}" for status, count in sorted(counts.items()))
    return f"**Coverage** of the {len(release):,} occupations of release `{release.name}`: {shown}."
