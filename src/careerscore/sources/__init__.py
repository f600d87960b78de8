"""Readers of the official files, and the build that turns them into bundled data.

`build` reads copies of published files, checks every cell against what its edition says
of it, and writes plain tables with their metadata and checksums; `check` compares a
folder of data with what a build would write. Reading workbooks needs the ``sources``
extra; the rules that compute career categories and the EPOCH heuristic need nothing.
"""

from careerscore.sources.build import BuildReport, build, check
from careerscore.sources.categories import CATEGORIES, category
from careerscore.sources.editions import EDITIONS
from careerscore.sources.epoch import EpochHeuristic, epoch_heuristic
from careerscore.sources.spec import Edition, Input, Table
from careerscore.sources.writing import write_checksums

__all__ = [
    "CATEGORIES",
    "EDITIONS",
    "BuildReport",
    "Edition",
    "EpochHeuristic",
    "Input",
    "Table",
    "build",
    "category",
    "check",
    "epoch_heuristic",
    "write_checksums",
]
