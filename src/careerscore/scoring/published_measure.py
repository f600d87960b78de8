"""Published measures: the value in its own unit, labelled by its authors' cuts."""

from __future__ import annotations

from typing import TYPE_CHECKING, ClassVar

from attrs import frozen

from careerscore.scoring.base import FactorMethodology, Outcome

if TYPE_CHECKING:
    from careerscore._record import Checks
    from careerscore.scoring.base import Bands


@frozen(kw_only=True, repr=False)
class PublishedMeasure(FactorMethodology):
    """A published measure, or several columns of one study.

    A single measure is its own total. Where its factor has bands, there is a tier for each,
    in the same order.

    Parameters
    ----------
    **definition
        The parameters of `FactorMethodology`.

    Examples
    --------
    >>> import careerscore as cs
    >>> result = cs.methodology("frey-osborne/2013").score(probability=0.91)
    >>> result.total, result.tier.label
    (0.91, 'High')
    """

    engine: ClassVar[str] = "measure/1"

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        banded = [factor.name for factor in self.factors if factor.bands]
        holds = not banded or len(self.factors) == 1
        checks.expect("factors", banded, "bands on a single measure alone", holds=holds)
        bands = [band for factor in self.factors for band in factor.bands]
        labels, tiers = [band.label for band in bands], [rule.label for rule in self.tier_rules]
        checks.expect("tier_rules", tiers, f"a tier for each band, {labels}", holds=tiers == labels)
        points = [band.points for band in bands]
        checks.expect("factors", points, "bands without points", holds=set(points) <= {None})

    @property
    def formula(self) -> str:
        """How the result follows from the inputs, in a line."""
        names = ", ".join(factor.name for factor in self.factors)
        return f"{names} as published"

    @property
    def max_total(self) -> float | None:
        """The most a single measure can be; None where nothing bounds it."""
        return self.factors[0].maximum if len(self.factors) == 1 else None

    def _judge(self, values: tuple[float | None, ...], bands: Bands, /) -> Outcome:
        if missing := self.missing_factors(values):
            rationale = f"Insufficient data, {' and '.join(missing)} missing"
            return Outcome(None, None, None, self.tiers, rationale)
        pairs = zip(self.factors, values, strict=True)
        figures = "; ".join(f"{factor.title} {value:.4g}" for factor, value in pairs)
        if len(self.factors) > 1:
            return Outcome(None, None, None, (), figures)
        total = next(value for value in values if value is not None)
        if not self.tier_rules:
            return Outcome(total, (total, total), None, (), figures)
        tier = self.tiers[next(band for band in bands if band is not None)]
        return Outcome(total, (total, total), tier, (tier,), f"{figures}: {tier.label}")
