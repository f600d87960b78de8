"""How a career scores: versioned methodologies, each a value that never changes."""

from __future__ import annotations

from careerscore.methods.base import MethodologyBase
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.bands import Band, Factor, Rationale, TierRule
from careerscore.scoring.catalog import (
    load_methodology,
    methodologies,
    methodology,
    parse_methodology,
    refused_methodologies,
    register,
)
from careerscore.scoring.definition import Definition, Outcome
from careerscore.scoring.protocol import Input, Methodology
from careerscore.scoring.reading import Reading

__all__ = [
    "AdditiveMethodology",
    "Band",
    "Definition",
    "Factor",
    "Input",
    "Methodology",
    "MethodologyBase",
    "Outcome",
    "Rationale",
    "Reading",
    "TierRule",
    "load_methodology",
    "methodologies",
    "methodology",
    "parse_methodology",
    "refused_methodologies",
    "register",
]
