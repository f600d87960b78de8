"""Which occupation a code or a title stands for: one resolver, for every table and every query.

Code systems, crosswalks and lists of titles stand outside the releases of facts and serve every
one of them.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from careerscore.matching.crosswalks import (
        CodeSystem,
        Crosswalk,
        code_systems,
        crosswalk,
        predecessors,
    )
    from careerscore.matching.matches import Candidate, Match, MatchKind
    from careerscore.matching.systems import SYSTEMS

__all__ = [
    "SYSTEMS",
    "Candidate",
    "CodeSystem",
    "Crosswalk",
    "Match",
    "MatchKind",
    "code_systems",
    "crosswalk",
    "predecessors",
]


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Imported when first used: an occupation by its code needs none of them.
    from careerscore.matching import crosswalks, matches, systems

    homes = (crosswalks, matches, systems)
    return getattr(next(module for module in homes if hasattr(module, name)), name)
