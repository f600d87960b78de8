"""The editions of every dataset, and what each release pins."""

from __future__ import annotations

import careerscore as cs
from careerscore._data import bundled
from careerscore.reference import dataset_editions, open_edition
from generating.markdown import escaped, table

__all__ = ["editions", "releases"]


def editions() -> str:
    """Return a table of every edition that is bundled, with the releases that pin it."""
    loaded = [cs.load(name) for name in cs.releases()]
    rows = []
    for dataset, names in dataset_editions(bundled()).items():
        for edition in names:
            opened = open_edition(bundled(), dataset, edition)
            source = opened.source
            count = sum(each["rows"] for each in opened.metadata["tables"])
            texts = (source.title, source.publisher, source.licence)
            within = (one.name for one in loaded if one.editions.get(dataset) == edition)
            rows.append([f"`{source.id}`", *map(escaped, texts), f"{count:,}", ", ".join(within)])
    return table(["edition", "title", "publisher", "licence", "rows", "releases"], rows)


def releases() -> str:
    """Return a table of the edition of each dataset that each release pins."""
    loaded = [cs.load(name) for name in cs.releases()]
    datasets = dict.fromkeys(dataset for one in loaded for dataset in one.editions)
    rows = [
        [f"`{dataset}`", *(_pinned(one.editions.get(dataset)) for one in loaded)]
        for dataset in datasets
    ]
    return table(["dataset", *(f"release `{one.name}`" for one in loaded)], rows)


def _pinned(edition: str | None) -> str:
    return "" if edition is None else f"`{edition}`"
