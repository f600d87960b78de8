"""Statistics of weighted samples: midranks, correlations, the cluster bootstrap, least squares.

It needs NumPy, so other modules import it inside their functions, through `load_statistics`.
"""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

import numpy as np

if TYPE_CHECKING:
    from collections.abc import Sequence

    from numpy.typing import NDArray

    Floats: TypeAlias = NDArray[np.float64]
    Bools: TypeAlias = NDArray[np.bool_]

DRAWS: Final = 1_000
SEED: Final = 2026
_LEVELS: Final = (2.5, 97.5)
_CONSTANT: Final = 1e-12


def midranks(values: Floats, weights: Floats) -> Floats:
    """Return the weighted midrank of each value; equal values have the same.

    Parameters
    ----------
    values : array
        The values.
    weights : array
        A weight for each value, or rows of them: then there are as many rows of ranks.

    Returns
    -------
    array
        The share of the weight of lower values, plus half of that of equal ones; 0 to 1.

    Examples
    --------
    >>> midranks(np.array([5.0, 1.0, 5.0]), np.array([1.0, 2.0, 1.0])).tolist()
    [0.75, 0.25, 0.75]
    """
    _, first, place = np.unique(np.sort(values), return_index=True, return_inverse=True)
    order = np.argsort(values, kind="stable")
    sums = np.add.reduceat(weights[..., order], first, axis=-1)
    ends = np.cumsum(sums, axis=-1)
    ranks = (ends - sums / 2) / ends[..., -1:]
    found = np.empty_like(weights)
    found[..., order] = ranks[..., place]
    return found


def correlation(first: Floats, second: Floats, weights: Floats) -> Floats:
    """Return the weighted correlation (Pearson) of shares along the last axis.

    It is NaN where one of them is constant.
    """
    shares = weights / weights.sum(axis=-1, keepdims=True)

    def centered(values: Floats) -> Floats:
        return np.asarray(values - np.einsum("...i,...i->...", shares, values)[..., np.newaxis])

    def product(one: Floats, other: Floats) -> Floats:
        return np.asarray(np.einsum("...i,...i,...i->...", shares, one, other))

    one, other = centered(first), centered(second)
    scale = np.sqrt(product(one, one) * product(other, other))
    # Rounding leaves a little of a constant.
    is_constant = scale < _CONSTANT
    return np.where(is_constant, np.nan, product(one, other) / np.where(is_constant, 1, scale))


def cluster_draws(clusters: Sequence[str]) -> Floats:
    """Return how often each row is in each sample of the cluster bootstrap.

    As many clusters as there are are drawn with replacement, each with all of its rows.

    Parameters
    ----------
    clusters : sequence of str
        The cluster of each row.

    Returns
    -------
    array
        A row for each of the 1,000 samples.
    """
    names, place = np.unique(clusters, return_inverse=True)
    generator = np.random.default_rng(SEED)
    drawn = (generator.integers(0, len(names), len(names)) for _ in range(DRAWS))
    counts = [np.bincount(each, minlength=len(names)) for each in drawn]
    return np.array(counts, dtype=np.float64)[:, place]


class Interval(NamedTuple):
    """A figure over bootstrap samples: the 2.5th and 97.5th percentiles, and the deviation."""

    low: float
    high: float
    standard_error: float


def interval(samples: Floats) -> Interval:
    """Return the interval of a figure over the samples in which it is known."""
    known = samples[~np.isnan(samples)]
    low, high = np.percentile(known, _LEVELS)
    return Interval(float(low), float(high), float(np.std(known, ddof=1)))


class Fit(NamedTuple):
    """Coefficients of a regression, with standard errors of two kinds."""

    coefficients: Floats
    robust: Floats
    """HC1: robust to unequal variances (MacKinnon and White 1985)."""
    clustered: Floats
    """CR1: robust to unequal variances and to correlation within clusters (Liang and Zeger)."""


def least_squares(outcome: Floats, terms: Floats, weights: Floats, clusters: Sequence[str]) -> Fit:
    """Return a regression by weighted least squares.

    Parameters
    ----------
    outcome, weights : array
        One for each row.
    terms : array
        A column for each term, the constant among them.
    clusters : sequence of str
        The cluster of each row.
    """
    rows, columns = terms.shape
    inverse = np.linalg.inv(terms.T @ (terms * weights[:, np.newaxis]))
    coefficients = inverse @ (terms.T @ (weights * outcome))
    scores = terms * (weights * (outcome - terms @ coefficients))[:, np.newaxis]
    names, place = np.unique(clusters, return_inverse=True)
    sums = np.zeros((len(names), columns))
    np.add.at(sums, place, scores)

    def errors(of: Floats, factor: float) -> Floats:
        return np.sqrt(np.diag(inverse @ (of.T @ of) @ inverse) * factor)

    freedom = rows - columns
    cluster_factor = len(names) / (len(names) - 1) * (rows - 1) / freedom
    return Fit(coefficients, errors(scores, rows / freedom), errors(sums, cluster_factor))


def quadratic_kappa(table: Sequence[Sequence[float]]) -> float:
    """Return Cohen's kappa with quadratic weights of a square table of counts.

    It is NaN where all counts are in the same row and column.

    Examples
    --------
    >>> quadratic_kappa([[3, 0], [0, 1]]), quadratic_kappa([[1, 1], [1, 1]])
    (1.0, 0.0)
    """
    counts = np.asarray(table, dtype=np.float64)
    ranks = np.arange(len(counts))
    distances = np.subtract.outer(ranks, ranks) ** 2
    chance = (distances * np.outer(counts.sum(axis=1), counts.sum(axis=0))).sum()
    return float(1 - (distances * counts).sum() * counts.sum() / chance) if chance else nan


def cronbach_alpha(items: Floats, weights: Floats) -> float:
    """Return Cronbach's alpha of items, one a column, weighted by row.

    Examples
    --------
    >>> round(cronbach_alpha(np.array([[1.0, 2.0], [2.0, 3.0], [4.0, 5.0]]), np.ones(3)), 6)
    1.0
    """
    covariances = np.cov(items, rowvar=False, aweights=weights)
    number = len(covariances)
    return float(number / (number - 1) * (1 - np.trace(covariances) / covariances.sum()))
