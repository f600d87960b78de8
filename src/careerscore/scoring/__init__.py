"""Scores of careers: versioned methodologies, each a value that never changes."""

from __future__ import annotations

from typing import TYPE_CHECKING

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
from careerscore.scoring.factors import Band, Factor, Input, Rationale, TierRule
from careerscore.scoring.sources import InputSource

if TYPE_CHECKING:
    from careerscore.scoring.engines import (
        CompositeMethodology,
        PublishedMeasure,
        Rule,
        RulesMethodology,
    )

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


def __getattr__(name: str) -> object:
    if name not in __all__:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    # Imported when first used: the default methodology needs none of these engines.
    from careerscore.scoring import engines

    return getattr(engines, name)
