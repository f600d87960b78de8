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
    from careerscore.scoring.agreement import Agreement
    from careerscore.scoring.bindable import Bindable
    from careerscore.scoring.consensus import ConsensusMethodology
    from careerscore.scoring.curves import Curve
    from careerscore.scoring.distribution import Distribution
    from careerscore.scoring.engines import (
        CompositeMethodology,
        PublishedMeasure,
        Rule,
        RulesMethodology,
    )
    from careerscore.scoring.exposure_share import ExposureMethodology
    from careerscore.scoring.human_advantage import (
        Dimension,
        HumanAdvantageMethodology,
        Indicator,
    )
    from careerscore.scoring.measures import Measure
    from careerscore.scoring.shares import ShareMethodology

__all__ = [
    "AdditiveMethodology",
    "Agreement",
    "Band",
    "Bindable",
    "CompositeMethodology",
    "ConsensusMethodology",
    "Curve",
    "Dimension",
    "Distribution",
    "ExposureMethodology",
    "Factor",
    "FactorMethodology",
    "HumanAdvantageMethodology",
    "Indicator",
    "Input",
    "InputSource",
    "Measure",
    "Methodology",
    "MethodologyBase",
    "Outcome",
    "PublishedMeasure",
    "Rationale",
    "Rule",
    "RulesMethodology",
    "ShareMethodology",
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
    # Imported when first used: the default methodology needs none of these.
    from careerscore.scoring import (
        bindable,
        consensus,
        distribution,
        engines,
        exposure_share,
        human_advantage,
    )

    homes = (engines, consensus, exposure_share, human_advantage, distribution, bindable)
    return next(vars(home)[name] for home in homes if name in vars(home))
