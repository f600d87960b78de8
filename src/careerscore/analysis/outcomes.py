"""The rows of a backtest: occupations of the wage survey with scores and with what happened."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple, limits
from careerscore.analysis.survey import changes_between
from careerscore.api import assess_all
from careerscore.model.assessment import Tier

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.analysis.cuts import Cuts
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

_COUNT: Final = limits(minimum=0)


@frozen(kw_only=True)
class OccupationOutcome(Record):
    """An occupation of the wage survey: its scores at the start, and what happened until the end.

    Parameters
    ----------
    code, title : str
        Code under which the survey publishes it, and its title.
    occupations : tuple of str
        The O*NET-SOC codes published under it that have a total.
    total : float
        Mean of their totals.
    tier : Tier, optional
        Tier of the mean; None where the methodology has no tiers.
    exposure, demand, human_advantage : float, optional
        Means of their shares; None for a methodology without these shares.
    projection : float, optional
        Mean of their projected changes of employment [percent].
    epoch_heuristic : float, optional
        Mean of their EPOCH sums by the heuristic of American Dream Jobs.
    baseline : float, optional
        Mean of the totals by the baseline, over the codes that it scores.
    employment_start, employment_end : int
        Employment in both editions [workers].
    employment_change : float
        100 times the logarithm of their ratio.
    pay_change : float, optional
        100 times the logarithm of the ratio of annual medians in constant dollars.
    sampling_variance : float, optional
        Variance of the change of employment by sampling: the sum of the squares of both relative
        standard errors [percent squared].
    """

    code: str
    title: str
    occupations: tuple[str, ...] = field(converter=frozen_tuple)
    total: float
    tier: Tier | None = None
    exposure: float | None = None
    demand: float | None = None
    human_advantage: float | None = None
    projection: float | None = None
    epoch_heuristic: float | None = None
    baseline: float | None = None
    employment_start: int = field(metadata=_COUNT)
    employment_end: int = field(metadata=_COUNT)
    employment_change: float
    pay_change: float | None = None
    sampling_variance: float | None = field(default=None, metadata=_COUNT)

    @property
    def one_minus_exposure(self) -> float | None:
        """The share that counts towards the total."""
        return None if self.exposure is None else 1 - self.exposure


_FACTORS: Final = {
    "exposure": "ai_exposure",
    "demand": "job_growth",
    "human_advantage": "human_advantage",
}
"""The shares of a score, and the factors that have them."""


def totals_of(methodology: Methodology, release: Release) -> dict[str, ResilienceAssessment]:
    """Return the results that have a total, by O*NET-SOC code."""
    results = assess_all(methodology, data=release)
    return {code: each for code, each in results.items() if each.total is not None}


def outcomes_of(
    scores: Mapping[str, ResilienceAssessment],
    baseline: Mapping[str, ResilienceAssessment],
    cuts: Cuts | None,
    before: Release,
    after: Release,
) -> tuple[OccupationOutcome, ...]:
    """Return the occupations that have a total before, and employment before and after."""
    codes_of: dict[str | None, list[str]] = {}
    for code, occupation in before.items():
        codes_of.setdefault(occupation.wages.published_code, []).append(code)
    rows = []
    for published, change in changes_between(before, after).items():
        codes = codes_of.get(published, [])
        scored = [code for code in codes if code in scores]
        total = _mean(scores[code].total for code in scored)
        if total is None:
            continue
        described = [before[code] for code in scored]
        row = OccupationOutcome(
            code=published,
            title=change.title,
            occupations=tuple(scored),
            total=total,
            tier=None if cuts is None else cuts.tier_of(total),
            projection=_mean(each.outlook.percent_change for each in described),
            epoch_heuristic=_mean(
                None if each.epoch is None else each.epoch.total for each in described
            ),
            baseline=_mean(baseline[code].total for code in codes if code in baseline),
            **_shares([scores[code] for code in scored]),
            employment_start=change.employment_start,
            employment_end=change.employment_end,
            employment_change=change.employment,
            pay_change=change.pay,
            sampling_variance=change.sampling_variance,
        )
        rows.append(row)
    return tuple(rows)


def _mean(values: Iterable[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return fsum(known) / len(known) if known else None


def _shares(results: Sequence[ResilienceAssessment]) -> dict[str, float | None]:
    """Return the means of the shares that results have."""
    shares_of = [{factor.name: factor.share for factor in each.factors} for each in results]
    return {
        name: _mean(shares.get(factor) for shares in shares_of) for name, factor in _FACTORS.items()
    }
