"""The computation of a calibration."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Final

import numpy as np

from careerscore.analysis.calibration import Calibration, CalibrationBand
from careerscore.analysis.figures import figure
from careerscore.analysis.statistics import midranks
from careerscore.scoring.formulas import probabilities_of
from careerscore.scoring.operations import Numbers

if TYPE_CHECKING:
    from careerscore.analysis.cuts import Cuts
    from careerscore.analysis.samples import Sample
    from careerscore.analysis.statistics import Bools, Floats

_ENDS: Final = (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 1.0)
_LARGE: Final = 50_000


def calibration_of(sample: Sample, cuts: Cuts, scale: float, standard_error: float) -> Calibration:
    """Return how demand as it came true compares with demand as it was projected.

    Parameters
    ----------
    sample : Sample
        Occupations with shares.
    cuts : Cuts
        The tiers.
    scale : float
        Points of the whole range of the share of demand.
    standard_error : float
        That of the share of demand.
    """
    weights, demand = sample.employment, sample.column("demand")
    ratios = np.round(sample.column("employment_end") / weights, 12)
    came_true = midranks(ratios, weights)
    difference = came_true - demand
    totals = sample.column("total")
    tiers = np.searchsorted(cuts.edges, totals, side="right")
    realised = np.searchsorted(cuts.edges, totals + scale * difference, side="right")
    is_same = (tiers == realised).astype(np.float64)
    edges, error = cuts.edges[::-1], scale * standard_error
    chances = [
        probabilities_of(total, error, edges, Numbers())[len(edges) - place]
        for place, total in zip(tiers.tolist(), totals.tolist(), strict=True)
    ]
    predicted = np.array(chances)
    bands = [
        _band(low, high, (low <= predicted) & (predicted < high), predicted, is_same, weights)
        for low, high in pairwise(_ENDS)
    ]
    everything = np.ones(len(weights), dtype=np.bool_)
    is_large = weights > _LARGE
    centered = demand - np.average(demand, weights=weights)
    square = difference**2
    return Calibration(
        bands=tuple(bands),
        overall=_band(0, 1, everything, predicted, is_same, weights),
        rms=figure(np.sqrt(square.mean())),
        weighted_rms=figure(np.sqrt(np.average(square, weights=weights))),
        large_rms=figure(np.sqrt(square[is_large].mean())) if is_large.any() else None,
        large_occupations=int(is_large.sum()),
        slope=figure((weights * centered * came_true).sum() / (weights * centered**2).sum()),
    )


def _band(
    low: float, high: float, rows: Bools, predicted: Floats, is_same: Floats, weights: Floats
) -> CalibrationBand:
    if not rows.any():
        return CalibrationBand(low=low, high=high, occupations=0)
    return CalibrationBand(
        low=low,
        high=high,
        occupations=int(rows.sum()),
        predicted=figure(predicted[rows].mean()),
        realised=figure(is_same[rows].mean()),
        weighted_predicted=figure(np.average(predicted[rows], weights=weights[rows])),
        weighted_realised=figure(np.average(is_same[rows], weights=weights[rows])),
    )
