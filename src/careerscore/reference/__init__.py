"""The facts: releases of the bundled data, looking up and searching in them."""

from __future__ import annotations

from careerscore.reference.columns import REFERENCE_COLUMNS, ReferenceColumn
from careerscore.reference.editions import Edition, dataset_editions, open_edition
from careerscore.reference.matching import SYSTEMS, CodeMatch, MatchKind
from careerscore.reference.releases import Release, load, releases

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
