"""How a career scores: versioned methodologies, each a value that never changes."""

from __future__ import annotations

from careerscore.methods.base import MethodologyBase
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.bands import Band, Factor, Rationale, TierRule
from careerscore.scoring.definition import Definition, Outcome
from careerscore.scoring.loading import load_methodology, parse_methodology
from careerscore.scoring.protocol import Input, Methodology
from careerscore.scoring.reading import Reading
from careerscore.scoring.registry import Registry, methodologies, methodology, register

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
    "Registry",
    "TierRule",
    "load_methodology",
    "methodologies",
    "methodology",
    "parse_methodology",
    "register",
]
