"""The facts: releases of the bundled data, looking up and searching in them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.reference.editions import Edition, Table, dataset_editions, open_edition
from careerscore.reference.loading import load, releases
from careerscore.reference.releases import Release

if TYPE_CHECKING:
    from careerscore.reference.columns import REFERENCE_COLUMNS, ReferenceColumn
    from careerscore.reference.editorial import EditorialCareer
    from careerscore.reference.panel import MeasureCoverage, Panel, PanelRow

__all__ = [
    "REFERENCE_COLUMNS",
    "Edition",
    "EditorialCareer",
    "MeasureCoverage",
    "Panel",
    "PanelRow",
    "ReferenceColumn",
    "Release",
    "Table",
    "dataset_editions",
    "load",
    "open_edition",
    "releases",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Imported when first used: scoring an occupation needs none of them.
    from careerscore.reference import columns, editorial, panel

    homes = (columns, editorial, panel)
    return getattr(next(module for module in homes if hasattr(module, name)), name)
