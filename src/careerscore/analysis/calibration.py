"""Calibration: probabilities of tiers against how often they came true."""

from __future__ import annotations

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits

_SHARE = limits(minimum=0, maximum=1)


@frozen(kw_only=True)
class CalibrationBand(Record):
    """The occupations whose own tier had a probability within a band.

    Parameters
    ----------
    low, high : float
        From the lower end, included, to the upper one.
    occupations : int
        Number of occupations.
    predicted : float, optional
        Mean probability of their own tier; None without occupations.
    realised : float, optional
        Share of them that were in that tier by what happened.
    weighted_predicted, weighted_realised : float, optional
        The same, weighted by employment at the start.
    """

    low: float = field(metadata=_SHARE)
    high: float = field(metadata=_SHARE)
    occupations: int = field(metadata=limits(minimum=0))
    predicted: float | None = None
    realised: float | None = None
    weighted_predicted: float | None = None
    weighted_realised: float | None = None


@frozen(kw_only=True)
class Calibration(Record):
    """How far demand as it came true differs from demand as it was projected.

    Parameters
    ----------
    bands : tuple of CalibrationBand
        By the probability of the own tier, with the error of demand alone.
    overall : CalibrationBand
        All of them.
    rms, weighted_rms : float
        Root of the mean square of realised minus projected share; weighted by employment at the
        start.
    large_rms : float, optional
        The same in occupations of more than 50,000 workers at the start; None without any.
    large_occupations : int
        Their number.
    slope : float
        Slope of the regression of the realised on the projected share, weighted likewise: 1 for
        projections that are right on average.
    """

    bands: tuple[CalibrationBand, ...] = field(converter=frozen_tuple)
    overall: CalibrationBand
    rms: float
    weighted_rms: float
    large_rms: float | None
    large_occupations: int
    slope: float
