"""The computation of a backtest. It needs NumPy, so `backtest` imports it when it is called."""

from __future__ import annotations

from functools import lru_cache
from itertools import product
from typing import TYPE_CHECKING, Any, Final

import numpy as np

from careerscore._record import Checks
from careerscore.analysis.backtests import (
    Backtest,
    Coefficient,
    Correlation,
    CorrelationDifference,
    GroupOutcome,
)
from careerscore.analysis.calibrating import calibration_of
from careerscore.analysis.cuts import cuts_of
from careerscore.analysis.figures import figure, known_figure
from careerscore.analysis.outcomes import outcomes_of, totals_of
from careerscore.analysis.samples import EMPLOYMENT, Sample
from careerscore.analysis.statistics import interval, least_squares, midranks
from careerscore.local.cpi import price_index
from careerscore.scoring.bindable import Bindable

if TYPE_CHECKING:
    from collections.abc import Callable, Container, Iterable, Iterator, Sequence

    from careerscore.analysis.cuts import Cuts
    from careerscore.analysis.outcomes import OccupationOutcome
    from careerscore.analysis.statistics import Bools, Floats
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

_STEPS: Final = 4
_FEWEST: Final = 50
"""Occupations without which there is nothing to say."""

_TERMS: Final = ("one_minus_exposure", "demand", "human_advantage")
_RANKED: Final = ("total", "projection", "baseline")
_PREDICTORS: Final = (*_RANKED, "epoch_heuristic", *_TERMS)
_VARIANCE: Final = "sampling_variance"
_OUTCOMES: Final = {"employment": "employment_change", "pay": "pay_change"}
_WEIGHTS: Final = ("equal", EMPLOYMENT)


def run_backtest(
    methodology: Methodology,
    baseline: Methodology | None,
    release: Release,
    *,
    start: str,
    end: str,
    projections: str,
    progress: Callable[[int, int], None] | None,
) -> Backtest:
    """Return the backtest of a methodology; `backtest` has the parameters."""
    checks = Checks("backtest")
    expected = f"an edition after {start}, the start"
    checks.expect("end", end, expected, holds=str(end) > str(start))
    checks.raise_problems()
    report = progress or (lambda _done, _total: None)
    before, after = _at_start(release, start, projections), release.replace(oews=end)
    if isinstance(methodology, Bindable):
        methodology = before.bind(methodology)
    report(1, _STEPS)
    scores = totals_of(methodology, before)
    report(2, _STEPS)
    others = {} if baseline is None else totals_of(baseline, before)
    report(3, _STEPS)
    cuts = cuts_of(methodology)
    outcomes = outcomes_of(scores, others, cuts, before, after)
    expected = f"a methodology with a total for {_FEWEST} occupations or more of {before.name}"
    checks.expect("methodology", methodology.id, expected, holds=len(outcomes) >= _FEWEST)
    checks.raise_problems()
    baseline_cuts = None if baseline is None else cuts_of(baseline)
    parts = parts_of(outcomes, cuts, baseline_cuts, _demand_of(scores.values()))
    report(4, _STEPS)
    sources = [each.edition("oews").source for each in (before, after)]
    sources += [before.edition("employment-projections").source, price_index(release).source]
    return Backtest(
        methodology=methodology.id,
        methodology_fingerprint=methodology.fingerprint,
        baseline=None if baseline is None else baseline.id,
        data_release=before.name,
        start=start,
        end=end,
        projections=projections,
        outcomes=outcomes,
        **parts,
        sources=tuple(sources),
    )


# Assembling its occupations takes half the time of a backtest.
@lru_cache(maxsize=2)
def _at_start(release: Release, start: str, projections: str) -> Release:
    """Return a release with the wage survey of the start, and the projections."""
    return release.replace(oews=start, employment_projections=projections)


def _demand_of(scores: Iterable[ResilienceAssessment]) -> tuple[float, float] | None:
    """Return the most points of demand, and the standard error of its share, if it has them."""
    for factor in next(iter(scores)).factors:
        is_demand = factor.name == "job_growth" and factor.share is not None
        if is_demand and factor.max_points is not None and factor.standard_error is not None:
            return factor.max_points, factor.standard_error
    return None


def parts_of(
    outcomes: Sequence[OccupationOutcome],
    cuts: Cuts | None,
    baseline_cuts: Cuts | None,
    demand: tuple[float, float] | None,
) -> dict[str, Any]:
    """Return the parts of a backtest that follow from its occupations.

    Parameters
    ----------
    outcomes : sequence of OccupationOutcome
        The occupations, by code.
    cuts, baseline_cuts : Cuts, optional
        The tiers of the methodology and of the baseline.
    demand : tuple of float and float, optional
        The most points of demand, and the standard error of its share.
    """
    sample = Sample(outcomes)
    known = [each for each in (*_PREDICTORS, _VARIANCE) if _is_known(sample, each)]
    predictors = [each for each in _PREDICTORS if each in known]
    has_shares = set(_TERMS) <= set(known)
    sampling = _sampling_shares(sample.where(_VARIANCE)) if _VARIANCE in known else (None, None)
    calibration = None
    if has_shares and cuts is not None and demand is not None:
        calibration = calibration_of(sample, cuts, *demand)
    compared = sample.where("baseline")
    return {
        "clusters": len(set(sample.clusters)),
        "correlations": tuple(_correlations(sample, predictors)),
        "differences": tuple(_differences(sample, predictors)),
        "coefficients": tuple(_coefficients(sample, known)) if has_shares else (),
        "tiers": tuple(_tiers(sample, "total", cuts)),
        "baseline_tiers": tuple(_tiers(compared, "baseline", baseline_cuts)),
        "tenths": tuple(_tenths(sample, predictors)),
        "sampling_share": sampling[0],
        "weighted_sampling_share": sampling[1],
        "calibration": calibration,
    }


def _correlations(sample: Sample, predictors: Iterable[str]) -> Iterator[Correlation]:
    for weights, outcome, predictor, part in _asked(sample, predictors):
        yield Correlation(
            predictor=predictor,
            outcome=outcome,
            weights=weights,
            occupations=part.count(_OUTCOMES[outcome]),
            **_with_interval(_rank_correlations(part, predictor, outcome, weights)),
        )


def _differences(sample: Sample, predictors: Iterable[str]) -> Iterator[CorrelationDifference]:
    others = [each for each in _RANKED[1:] if each in predictors]
    for weights, outcome, other, part in _asked(sample, others):
        ours, theirs = (
            _rank_correlations(part, each, outcome, weights) for each in ("total", other)
        )
        yield CorrelationDifference(
            predictor="total",
            other=other,
            outcome=outcome,
            weights=weights,
            occupations=part.count(_OUTCOMES[outcome]),
            predictor_value=known_figure(ours[0]),
            other_value=known_figure(theirs[0]),
            **_with_interval(ours - theirs),
        )


def _asked(sample: Sample, predictors: Iterable[str]) -> Iterator[tuple[str, str, str, Sample]]:
    """Give weights, outcome, predictor, and the occupations in which the predictor is known."""
    for weights, outcome, predictor in product(_WEIGHTS, _OUTCOMES, predictors):
        part = sample.where(predictor)
        if part.count(_OUTCOMES[outcome]) >= _FEWEST:
            yield weights, outcome, predictor, part


def _rank_correlations(sample: Sample, predictor: str, outcome: str, weights: str) -> Floats:
    return sample.rank_correlations(predictor, _OUTCOMES[outcome], weights)


def _with_interval(values: Floats) -> dict[str, float | None]:
    """Return a figure and its interval: its own value comes before those of the samples."""
    value, samples = values[0], values[1:]
    if np.isnan(value):
        return dict.fromkeys(("value", "low", "high", "standard_error"))
    return {
        "value": figure(value),
        **{k: figure(v) for k, v in interval(samples)._asdict().items()},
    }


def _sampling_shares(sample: Sample) -> tuple[float, float]:
    """Return the share of the variance of changes that is due to sampling, also weighted."""
    changes, sampling, weights = _changes(sample), sample.column(_VARIANCE), sample.employment
    deviations = (changes - np.average(changes, weights=weights)) ** 2
    weighted = np.average(sampling, weights=weights) / np.average(deviations, weights=weights)
    return figure(sampling.mean() / changes.var()), figure(weighted)


def _changes(sample: Sample) -> Floats:
    return sample.column("employment_change")


def _coefficients(sample: Sample, known: Container[str]) -> Iterator[Coefficient]:
    """Return the coefficients of each regression: by weights, with and without major groups."""
    weighted = {"employment": (sample, sample.employment)}
    if _VARIANCE in known:
        part = sample.where(_VARIANCE)
        sampling = part.column(_VARIANCE)
        between = _changes(part).var() - sampling.mean()
        weighted["inverse variance"] = (part, 1 / (between + sampling))
    for (weights, (part, values)), controls in product(weighted.items(), ("none", "major groups")):
        terms = [np.ones(len(part.outcomes)), *map(part.column, _TERMS)]
        if controls != "none":
            groups = np.array([each.code[:2] for each in part.outcomes])
            terms += [(groups == group).astype(np.float64) for group in np.unique(groups)[1:]]
        fit = least_squares(_changes(part), np.column_stack(terms), values, part.clusters)
        for place, term in enumerate(("constant", *_TERMS)):
            yield Coefficient(
                term=term,
                weights=weights,
                controls=controls,
                value=figure(fit.coefficients[place]),
                robust_standard_error=figure(fit.robust[place]),
                cluster_standard_error=figure(fit.clustered[place]),
            )


def _tiers(sample: Sample, by: str, cuts: Cuts | None) -> Iterator[GroupOutcome]:
    """Return what happened in each tier, the best first, and in all together."""
    if cuts is None:
        return
    places = np.searchsorted(cuts.edges, sample.column(by), side="right")
    for place, tier in sorted(enumerate(cuts.tiers), key=lambda each: each[1].rank):
        yield _group(sample, places == place, tier.label, by)
    yield _group(sample, np.ones(len(places), dtype=np.bool_), "all", by)


def _tenths(sample: Sample, predictors: Iterable[str]) -> Iterator[GroupOutcome]:
    for by in _RANKED:
        if by in predictors:
            part = sample.where(by)
            ranks = midranks(part.column(by), part.employment)
            yield _group(part, ranks >= 0.9, "highest tenth", by)
            yield _group(part, ranks < 0.1, "lowest tenth", by)


def _group(sample: Sample, rows: Bools, group: str, by: str) -> GroupOutcome:
    """Return what happened to some of the occupations together."""
    number = int(rows.sum())
    before = sample.employment * rows
    named: dict[str, Any] = {"group": group, "by": by, "occupations": number}
    if not number:
        return GroupOutcome(**named, employment_start=0, occupations_with_pay=0)
    after = sample.column("employment_end") * rows
    drawn = sample.draws @ before
    samples = 100 * (sample.draws @ after / np.where(drawn > 0, drawn, np.nan) - 1)
    found = interval(samples)
    pay = sample.column("pay_change")
    has_pay = rows & ~np.isnan(pay)
    return GroupOutcome(
        **named,
        employment_start=int(before.sum()),
        change=figure(100 * (after.sum() / before.sum() - 1)),
        low=figure(found.low),
        high=figure(found.high),
        share_growing=figure((_changes(sample)[rows] > 0).mean()),
        occupations_with_pay=int(has_pay.sum()),
        pay_change=figure(np.average(pay[has_pay], weights=before[has_pay]))
        if has_pay.any()
        else None,
    )


def _is_known(sample: Sample, name: str) -> bool:
    return len(sample.where(name).outcomes) >= _FEWEST
