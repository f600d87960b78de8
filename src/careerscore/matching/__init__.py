"""Code systems of occupations and the official crosswalks between them.

They stand outside the releases of facts and serve every one of them.
"""

from careerscore.matching.crosswalks import (
    CodeSystem,
    Crosswalk,
    code_systems,
    crosswalk,
    predecessors,
)

__all__ = ["CodeSystem", "Crosswalk", "code_systems", "crosswalk", "predecessors"]
