"""Exposure as several studies see it: the share of workers in less exposed occupations."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import field, frozen

from careerscore._record import frozen_tuple, limits
from careerscore.scoring.measures import Measure
from careerscore.scoring.shares import ShareMethodology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.scoring.distribution import Distribution
    from careerscore.scoring.operations import Operations

CONSENSUS: str = "exposure"
"""Name of the curve of the mean share of the measures."""


@frozen(kw_only=True, repr=False)
class ExposureMethodology(ShareMethodology):
    """The mean share of several measures of exposure, placed among workers again.

    Parameters
    ----------
    measures : tuple of Measure
        What it is the mean of, each as a share of workers.
    least_measures : int
        How many of them are needed.
    standard_error : float
        Standard error of the share where all measures are there; with fewer it rises as that of
        a mean does.
    **identity
        The parameters of `MethodologyBase`.
    """

    engine: ClassVar[str] = "exposure-share/1"

    measures: tuple[Measure, ...] = field(converter=frozen_tuple)
    least_measures: int = field(metadata=limits(minimum=1, maximum=1000))
    standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))

    def standard_error_of(self, count: int) -> float:
        """Return the standard error of the share of some number of measures."""
        return self.standard_error * sqrt(len(self.measures) / count)

    def shares(
        self,
        inputs: Mapping[str, Any],
        operations: Operations,
        distribution: Distribution | None,
    ) -> dict[str, Any]:
        """Return the share of each measure, how many there are, their mean, and its share."""
        on_curve, where, keep = operations.on_curve, operations.where, operations.keep
        curves = distribution.curves if distribution else {}
        found: dict[str, Any] = {}
        total: Any = 0.0
        count: Any = 0.0
        for measure in self.measures:
            share = operations.missing
            if measure.name in inputs and measure.name in curves:
                share = keep(on_curve(curves[measure.name], inputs[measure.name]))
                known = operations.is_known(share)
                total = total + where(known, share, 0.0)
                count = count + where(known, 1.0, 0.0)
            found[f"{measure.name}_share"] = share
        found["measures"] = count = keep(count)
        mean = share = operations.missing
        if CONSENSUS in curves:
            suffices = count >= self.least_measures
            mean = where(suffices, total / where(suffices, count, 1.0), operations.missing)
            mean = keep(mean)
            share = keep(on_curve(curves[CONSENSUS], mean))
        return found | {"mean_share": mean, "ai_exposure_share": share}
