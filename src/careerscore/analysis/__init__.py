"""How far a score can be trusted: backtest, robustness, agreement and consistency."""

from __future__ import annotations

from careerscore.analysis.agreements import Agreement, ComparedOccupation, agreement
from careerscore.analysis.backtests import (
    Backtest,
    Coefficient,
    Correlation,
    CorrelationDifference,
    GroupOutcome,
    backtest,
)
from careerscore.analysis.calibration import Calibration, CalibrationBand
from careerscore.analysis.consistencies import (
    Consistency,
    PairCorrelation,
    Reliability,
    consistency,
)
from careerscore.analysis.outcomes import OccupationOutcome
from careerscore.analysis.projection_records import (
    ProjectionRecord,
    ProjectionWindow,
    projection_record,
)
from careerscore.analysis.variants import Robustness, Variant, WeightDraws, robustness

__all__ = [
    "Agreement",
    "Backtest",
    "Calibration",
    "CalibrationBand",
    "Coefficient",
    "ComparedOccupation",
    "Consistency",
    "Correlation",
    "CorrelationDifference",
    "GroupOutcome",
    "OccupationOutcome",
    "PairCorrelation",
    "ProjectionRecord",
    "ProjectionWindow",
    "Reliability",
    "Robustness",
    "Variant",
    "WeightDraws",
    "agreement",
    "backtest",
    "consistency",
    "projection_record",
    "robustness",
]
