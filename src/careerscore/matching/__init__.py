"""Which occupation a code or a title stands for: one resolver, for every table and every query.

Code systems, crosswalks and lists of titles stand outside the releases of facts and serve every
one of them.
"""

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
