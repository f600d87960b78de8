"""Human advantage: an EPOCH-type profile from O*NET's ratings, as shares of workers."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.methods.fingerprint import NOT_IN_FINGERPRINT
from careerscore.model.assessment import FactorPart, FactorScore
from careerscore.model.provenance import Note, Provenance, Source, Status
from careerscore.scoring.curves import Curve, curve_of
from careerscore.scoring.distribution import Distribution
from careerscore.scoring.estimates import EpochEstimate, estimate_of
from careerscore.scoring.factors import Input
from careerscore.scoring.operations import Numbers
from careerscore.scoring.shares import Figures, ShareMethodology, known
from careerscore.scoring.sources import InputValue

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.occupation import Occupation
    from careerscore.scoring.operations import Operations

EPOCH: Final = "epoch"
"""Name of the EPOCH sum and of its curve."""

ESTIMATE: Final = "epoch_estimate"
"""Name of the input that replaces an EPOCH sum."""


@frozen(kw_only=True)
class Indicator(Input):
    """A rating of O*NET.

    Parameters
    ----------
    rating : str
        Element and scale: ``"2.B.1.a IM"``.
    **entry
        The parameters of `Input`; an indicator is optional by default.
    """

    rating: str
    optional: bool = field(default=True, metadata=NOT_IN_FINGERPRINT)


@frozen(kw_only=True)
class Dimension(Record):
    """One of the dimensions, the mean share of its indicators placed among workers again.

    Parameters
    ----------
    name, title : str
        Its name, and what a reader calls it.
    indicators : tuple of Indicator
        All of them are needed.
    """

    name: str
    title: str
    indicators: tuple[Indicator, ...] = field(converter=frozen_tuple)

    def _check(self, checks: Checks) -> None:
        holds = bool(self.indicators)
        checks.expect("indicators", self.indicators, "one or more", holds=holds)


@frozen(kw_only=True, repr=False)
class HumanAdvantageMethodology(ShareMethodology):
    """The sum of five dimensions of 1 to 5, as a share of workers.

    Parameters
    ----------
    dimensions : tuple of Dimension
        What is summed.
    standard_error, estimated_standard_error : float
        Standard error of the share from an occupation's own ratings, and from those of others.
    related_tiers : tuple of str
        The tiers of related occupations from which a sum is estimated.
    least_related : int
        How many of them are needed, else those of the same SOC code count.
    **identity
        The parameters of `MethodologyBase`.
    """

    engine: ClassVar[str] = "human-advantage/1"

    dimensions: tuple[Dimension, ...] = field(converter=frozen_tuple)
    standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    estimated_standard_error: float = field(metadata=limits(minimum=1e-9, maximum=1))
    related_tiers: tuple[str, ...] = field(converter=frozen_tuple)
    least_related: int = field(metadata=limits(minimum=1, maximum=1000))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """The indicators of all dimensions."""
        return tuple(each for dimension in self.dimensions for each in dimension.indicators)

    @property
    def inputs(self) -> tuple[Input, ...]:
        """What `score` takes: the ratings, or an estimate of the EPOCH sum."""
        count = len(self.dimensions)
        estimate = Input(
            name=ESTIMATE,
            title="EPOCH of related occupations",
            unit=f"sum of {count} dimensions of 1 to 5, estimated from other occupations",
            minimum=count,
            maximum=5 * count,
            better="higher",
            optional=True,
        )
        return (*self.indicators, estimate)

    def shares_of(
        self,
        inputs: Mapping[str, Any],
        operations: Operations,
        distribution: Distribution | None,
    ) -> Figures:
        """Return the shares of the ratings, the dimensions, their sum and its share."""
        on_curve, keep = operations.on_curve, operations.keep
        curves = distribution.curves if distribution else {}
        found: Figures = {}
        for each in self.indicators:
            is_there = each.name in inputs and each.name in curves
            share = keep(on_curve(curves[each.name], inputs[each.name])) if is_there else None
            found[f"{each.name}_share"] = share
        for dimension in self.dimensions:
            mean = self._mean_share(dimension, found)
            share = None
            if mean is not None and dimension.name in curves:
                share = keep(on_curve(curves[dimension.name], mean))
            found[f"{dimension.name}_share"] = share
            found[dimension.name] = None if share is None else keep(1 + 4 * share)
        epoch, estimate = self._sum(found), inputs.get(ESTIMATE)
        used = epoch if estimate is None else estimate
        is_estimated: Any = 0.0 if estimate is None else 1.0
        if epoch is not None and estimate is not None:
            is_own = operations.is_known(epoch)
            used = operations.where(is_own, epoch, estimate)
            is_estimated = operations.where(is_own, 0.0, 1.0)
        share = None
        if used is not None and EPOCH in curves:
            used = keep(used)
            share = keep(on_curve(curves[EPOCH], used))
        return found | {"is_estimated": is_estimated, EPOCH: used, "human_advantage_share": share}

    def figures_of(
        self,
        inputs: Mapping[str, Any],
        operations: Operations,
        distribution: Distribution | None,
    ) -> Figures:
        """Return every figure: those of the share, and the total with its error."""
        found = self.shares_of(inputs, operations, distribution)
        share = found["human_advantage_share"]
        errors = {0.0: self.standard_error, 1.0: self.estimated_standard_error}
        return found | total_of(share, choose(found["is_estimated"], errors, operations), operations)

    def distribution_of(
        self, inputs: Mapping[str, Mapping[str, float | None]], weights: Mapping[str, float]
    ) -> Distribution:
        """Return the distribution of the ratings, the dimensions and their sum."""
        curves = curves_of([each.name for each in self.indicators], inputs, weights)
        ratings = {each.name for each in self.indicators}
        rows = {
            code: {name: float(value) for name, value in row.items() if name in ratings and value is not None}
            for code, row in inputs.items()
        }

        def each_code(distribution: Distribution) -> dict[str, Figures]:
            return {
                code: self.shares_of(row, Numbers(), distribution) for code, row in rows.items()
            }

        shares = each_code(Distribution(curves=curves))
        for dimension in self.dimensions:
            means = {code: self._mean_share(dimension, found) for code, found in shares.items()}
            add_curve(curves, dimension.name, means, weights)
        sums = {code: found[EPOCH] for code, found in each_code(Distribution(curves=curves)).items()}
        epoch = {code: value for code, value in sums.items() if value is not None and value == value}
        add_curve(curves, EPOCH, epoch, weights)
        return Distribution(curves=curves, epoch=epoch)

    def _mean_share(self, dimension: Dimension, found: Figures) -> Any:
        """Return the mean share of the indicators of a dimension, where all of them are known."""
        shares = [found[f"{each.name}_share"] for each in dimension.indicators]
        return None if None in shares else sum(shares[1:], shares[0]) / len(shares)
