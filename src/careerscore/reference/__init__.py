"""The facts: releases of the bundled data, looking up and searching in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.reference.editions import Edition, dataset_editions, open_edition
from careerscore.reference.releases import Release, load, releases

if TYPE_CHECKING:
    from careerscore.reference.columns import REFERENCE_COLUMNS, ReferenceColumn
    from careerscore.reference.matching import SYSTEMS, CodeMatch, MatchKind

__all__ = [
    "REFERENCE_COLUMNS",
    "SYSTEMS",
    "CodeMatch",
    "Edition",
    "MatchKind",
    "ReferenceColumn",
    "Release",
    "dataset_editions",
    "load",
    "open_edition",
    "releases",
]


def __getattr__(name: str) -> object:
    # Imported when first used: scoring an occupation needs neither.
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    from careerscore.reference import columns, matching

    return getattr(columns if hasattr(columns, name) else matching, name)
