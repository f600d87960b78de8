"""Build the bundled data from official files.

`build` reads copies of published files, checks every cell against the specification of its
dataset, and writes tables with their metadata and checksums; `check` compares a folder of data
with what a build would write. Reading workbooks needs the ``sources`` extra.
"""

from careerscore.model.occupation import CATEGORIES
from careerscore.sources.build import BuildReport, build, check, write_checksums
from careerscore.sources.editions import (
    Edition,
    Input,
    Table,
    bundled_editions,
    onet_texts,
    read_edition,
)
from careerscore.sources.fields import Field
from careerscore.sources.rules import EpochHeuristic, category, epoch_heuristic

__all__ = [
    "CATEGORIES",
    "BuildReport",
    "Edition",
    "EpochHeuristic",
    "Field",
    "Input",
    "Table",
    "build",
    "bundled_editions",
    "category",
    "check",
    "epoch_heuristic",
    "onet_texts",
    "read_edition",
    "write_checksums",
]
