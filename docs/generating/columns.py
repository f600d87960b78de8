"""The columns of the reference table, dataset by dataset, and their closed lists."""

from __future__ import annotations

from typing import TYPE_CHECKING

import careerscore as cs
from careerscore.reference import REFERENCE_COLUMNS
from generating.markdown import escaped, table

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Sequence

    from careerscore.reference import ReferenceColumn

__all__ = ["column_lists", "columns"]


def columns() -> str:
    """Return a section for each dataset: where it comes from, and its columns."""
    loaded = [cs.load(name) for name in cs.releases()]
    by_dataset: dict[str, list[ReferenceColumn]] = {}
    for column in REFERENCE_COLUMNS:
        by_dataset.setdefault(column.dataset, []).append(column)
    return "\n".join(_section(dataset, found, loaded) for dataset, found in by_dataset.items())


def _section(dataset: str, found: Sequence[ReferenceColumn], loaded: Sequence[cs.Release]) -> str:
    if not dataset:
        return f"### The release itself\n\n{_table(found)}"
    names = {column.name for column in found}
    lines: dict[str, list[str]] = {}
    for release in loaded:
        lines.setdefault(_source(names, release), []).append(f"`{release.name}`")
    listed = "".join(f"- In {', '.join(within)}: {source}.\n" for source, within in lines.items())
    return f"### {dataset}\n\n{listed}\n{_table(found)}"


def _source(names: Container[str], release: cs.Release) -> str:
    """Return where a release has columns from: a dataset can take over those of another."""
    dataset = next((each.dataset for each in release.columns if each.name in names), None)
    source = next((each for each in release.datasets if each.dataset == dataset), None)
    if source is None:
        return "no such columns"
    return f"`{source.id}`, {escaped(source.title)} ({escaped(source.publisher)})"


def _table(found: Iterable[ReferenceColumn]) -> str:
    rows = [
        [f"`{each.name}`", escaped(each.title), escaped(each.unit), _kind(each)] for each in found
    ]
    return table(["column", "meaning", "unit", "kind"], rows)


def _kind(column: ReferenceColumn) -> str:
    return f"{column.kind}: {_name_of_list(column.words)}" if column.words else column.kind


def column_lists() -> str:
    """Return the words of every closed list, in the order in which they are sorted."""
    lists = dict.fromkeys(column.words for column in REFERENCE_COLUMNS if column.words)
    return "\n".join(
        f"**{_name_of_list(words)}**: {', '.join(f'`{word}`' for word in words)}.\n"
        for words in lists
    )


def _name_of_list(words: tuple[str, ...]) -> str:
    """Return what a closed list is called: after its column, or after what several tell."""
    names = [column.name for column in REFERENCE_COLUMNS if column.words == words]
    return names[0] if len(names) == 1 else "how"
