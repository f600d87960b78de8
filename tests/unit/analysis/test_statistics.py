"""Statistics: their definitions, against SciPy and plain sums."""

from __future__ import annotations

from itertools import product
from math import isnan

import numpy as np
import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from scipy import stats

from careerscore.analysis.statistics import (
    DRAWS,
    SEED,
    cluster_draws,
    correlation,
    cronbach_alpha,
    interval,
    least_squares,
    midranks,
    quadratic_kappa,
)

VALUES = st.lists(st.integers(-5, 5), min_size=2, max_size=30)
ROWS = st.lists(
    st.tuples(st.integers(-5, 5), st.integers(-5, 5), st.integers(1, 4)), min_size=2, max_size=20
)


def columns(rows):
    return (np.array(column, dtype=float) for column in zip(*rows, strict=True))


@given(VALUES)
def test_midranks_of_equal_weights_are_ranks(values):
    found = midranks(np.array(values, dtype=float), np.ones(len(values)))
    assert found == pytest.approx((stats.rankdata(values) - 0.5) / len(values))


@given(ROWS)
def test_a_whole_weight_is_a_number_of_equal_rows(rows):
    first, second, weights = columns(rows)
    times = weights.astype(int)
    longer = np.repeat(first, times), np.repeat(second, times)
    ranks = midranks(first, weights), midranks(second, weights)
    ones = np.ones(times.sum())
    for found, each in zip(ranks, longer, strict=True):
        assert np.repeat(found, times) == pytest.approx(midranks(each, ones))
        assert np.average(found, weights=weights) == pytest.approx(0.5)
    found = correlation(*ranks, weights)
    if min(len(set(each)) for each in longer) == 1:
        assert np.isnan(found)
    else:
        assert found == pytest.approx(stats.spearmanr(*longer).statistic)


@given(ROWS, st.lists(st.integers(0, 3), min_size=40, max_size=40))
def test_rows_of_weights_are_samples_of_their_own(rows, counts):
    first, second, weights = columns(rows)
    drawn = np.array(counts[: 2 * len(rows)], dtype=float).reshape(2, -1)[:, : len(rows)]
    assume(drawn.sum(axis=1).all())
    samples = drawn * weights
    together = midranks(first, samples), midranks(second, samples)
    found = correlation(*together, samples)
    for row, sample in enumerate(samples):
        ranks = midranks(first, sample), midranks(second, sample)
        assert [each[row] for each in together] == pytest.approx(np.array(ranks))
        assert found[row] == pytest.approx(float(correlation(*ranks, sample)), nan_ok=True)


def test_a_sample_has_as_many_clusters_as_there_are_each_with_all_its_rows():
    clusters = ["a", "c", "b", "c", "a", "d"]
    draws = cluster_draws(clusters)
    assert draws.shape == (DRAWS, len(clusters))
    assert (draws[:, 0] == draws[:, 4]).all()
    assert (draws[:, [0, 1, 2, 5]].sum(axis=1) == 4).all()
    # In the order of their names, one draw after the other.
    generator = np.random.default_rng(SEED)
    for row in draws[:3]:
        drawn = generator.integers(0, 4, 4).tolist()
        assert row.tolist() == [drawn.count("abcd".index(name)) for name in clusters]


def test_an_interval_has_the_percentiles_of_what_is_known():
    found = interval(np.array([np.nan, *range(101)]))
    assert found == (2.5, 97.5, pytest.approx(np.std(range(101), ddof=1)))


@given(st.lists(st.tuples(st.integers(-9, 9), st.integers(-9, 9), st.integers(1, 9)), min_size=5))
def test_least_squares_leave_nothing_that_the_terms_explain(rows):
    term, outcome, weights = columns(rows)
    assume(len(set(term)) > 1)
    terms = np.column_stack([np.ones(len(rows)), term])
    fit = least_squares(outcome, terms, weights, [str(row) for row in range(len(rows))])
    assert terms.T @ (weights * (outcome - terms @ fit.coefficients)) == pytest.approx(0, abs=1e-6)
    # Where every row is a cluster, both standard errors are the same.
    assert fit.clustered == pytest.approx(fit.robust, abs=1e-9)


def test_standard_errors_are_those_of_the_textbook():
    generator = np.random.default_rng(1)
    terms = np.column_stack([np.ones(40), generator.normal(size=(40, 2))])
    outcome, weights = generator.normal(size=40), generator.uniform(1, 5, 40)
    clusters = [f"{row % 7}" for row in range(40)]
    fit = least_squares(outcome, terms, weights, clusters)
    errors = outcome - terms @ fit.coefficients
    bread = np.linalg.inv(sum(w * np.outer(x, x) for w, x in zip(weights, terms, strict=True)))
    scores = [w * e * x for w, e, x in zip(weights, errors, terms, strict=True)]
    sums = [sum(s for s, c in zip(scores, clusters, strict=True) if c == f"{k}") for k in range(7)]
    for found, parts, factor in (
        (fit.robust, scores, 40 / 37),
        (fit.clustered, sums, 7 / 6 * 39 / 37),
    ):
        middle = sum(np.outer(part, part) for part in parts)
        assert found == pytest.approx(np.sqrt(factor * np.diag(bread @ middle @ bread)))


TABLES = st.lists(st.integers(0, 9), min_size=9, max_size=9)


@given(TABLES)
def test_kappa_compares_squared_distances_with_those_by_chance(cells):
    table = np.array(cells, dtype=float).reshape(3, 3)
    found = quadratic_kappa(table.tolist())
    rows, columns = table.sum(axis=1), table.sum(axis=0)
    places = [*product(range(3), repeat=2)]
    chance = sum((i - j) ** 2 * rows[i] * columns[j] for i, j in places)
    if not chance:
        assert isnan(found)
    else:
        seen = sum((i - j) ** 2 * table[i][j] for i, j in places)
        assert found == pytest.approx(1 - seen * table.sum() / chance)


def test_kappa_is_one_for_agreement_and_below_zero_for_the_opposite():
    assert quadratic_kappa([[2, 0], [0, 3]]) == 1
    assert quadratic_kappa([[0, 2], [2, 0]]) == -1
    assert isnan(quadratic_kappa([[0, 0], [0, 0]]))


def test_alpha_is_one_for_the_same_items_and_zero_for_independent_ones():
    grid = np.array([*product((0.0, 1.0), repeat=2)])
    assert cronbach_alpha(grid[:, [0, 0, 0]], np.ones(4)) == pytest.approx(1)
    assert cronbach_alpha(grid, np.ones(4)) == pytest.approx(0)
    # A weight counts as rows do, but for the divisor of all covariances alike.
    items = np.array([[1.0, 2.0], [2.0, 2.0], [4.0, 1.0]])
    assert cronbach_alpha(items, np.array([1.0, 2.0, 3.0])) == pytest.approx(
        cronbach_alpha(np.repeat(items, [1, 2, 3], axis=0), np.ones(6))
    )
