"""Scores of careers: versioned methodologies, each a value that never changes."""

from __future__ import annotations

from careerscore.methods.base import MethodologyBase
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology, Methodology, Outcome
from careerscore.scoring.catalog import (
    load_methodology,
    methodologies,
    methodology,
    parse_methodology,
    refused_methodologies,
    register,
)
from careerscore.scoring.composite import CompositeMethodology
from careerscore.scoring.factors import Band, Factor, Input, Rationale, TierRule
from careerscore.scoring.published_measure import PublishedMeasure
from careerscore.scoring.rules import Rule, RulesMethodology
from careerscore.scoring.sources import InputSource

__all__ = [
    "AdditiveMethodology",
    "Band",
    "CompositeMethodology",
    "Factor",
    "FactorMethodology",
    "Input",
    "InputSource",
    "Methodology",
    "MethodologyBase",
    "Outcome",
    "PublishedMeasure",
    "Rationale",
    "Rule",
    "RulesMethodology",
    "TierRule",
    "load_methodology",
    "methodologies",
    "methodology",
    "parse_methodology",
    "refused_methodologies",
    "register",
]
