"""Percentiles among workers, and the distance and differences between careers."""

from __future__ import annotations

from fractions import Fraction
from math import isclose

import pytest
from hypothesis import given
from hypothesis import strategies as st

from careerscore.profiles import RatedWorkers
from careerscore.profiles.comparing import distance, rows_of

RATINGS = st.one_of(st.none(), st.integers(100, 500).map(lambda each: each / 100))
WORKERS = st.integers(0, 10**7).map(float)
KEY = "2.B.1.a IM"


def workers_with(pairs):
    codes = [f"{place}" for place in range(len(pairs))]
    weights = {code: number for code, (_, number) in zip(codes, pairs, strict=True) if number}
    titles = {code: f"Title {code}" for code in codes}
    return RatedWorkers("f", titles, {KEY: [rating for rating, _ in pairs]}, {}, weights)


@given(st.lists(st.tuples(RATINGS, WORKERS), max_size=30), RATINGS)
def test_a_percentile_is_the_share_below_and_half_of_the_same(pairs, asked):
    workers = workers_with(pairs)
    known = [(rating, Fraction(number)) for rating, number in pairs if rating is not None]
    total = sum(number for _, number in known)
    if not total:
        assert KEY not in workers.ranks
        return
    column = workers.percentiles(KEY)
    for rating, found in zip([each for each, _ in pairs], column, strict=True):
        assert (rating is None) == (found is None)
    for rating in [each for each, _ in known] + [asked or 3.005]:
        below = sum(number for each, number in known if each < rating)
        same = sum(number for each, number in known if each == rating)
        exact = 10_000 * (below + same / 2) / total
        assert isclose(workers.ranks[KEY].of(rating), exact, abs_tol=0.501)
    assert {*column} - {None} <= {workers.ranks[KEY].of(each) for each, _ in known}


def test_an_occupation_without_workers_is_ranked_and_counts_for_none():
    workers = workers_with([(1.0, 10.0), (2.0, 0.0), (3.0, 30.0)])
    assert workers.percentiles(KEY) == [1250, 2500, 6250]
    assert repr(workers) == "<RatedWorkers of 3 occupations>"


PARTS = st.lists(st.integers(0, 10_000), min_size=2, max_size=2)
ROWS = st.tuples(PARTS, PARTS, PARTS)


@given(ROWS, ROWS, ROWS)
def test_the_distance_is_one(a, b, c):
    assert distance(a, a) == 0
    assert distance(a, b) == distance(b, a) <= 100
    assert distance(a, c) <= distance(a, b) + distance(b, c) + 1e-9
    assert (distance(a, b) == 0) == (a == b)


def test_groups_count_alike():
    assert distance([[0, 0], [0, 0, 0, 0]], [[10_000, 0], [0, 0, 0, 0]]) == 25
    assert distance([[0, 0], [0, 0, 0, 0]], [[0, 0], [10_000, 0, 0, 0]]) == 12.5


def test_an_occupation_that_lacks_a_rating_is_nobodys_neighbour(method):
    titles = {"a": "A", "b": "B"}
    keys = [key for group in method.compared.values() for key in group.keys]
    ratings = {key: [3.0, 3.0] for key in keys}
    whole = RatedWorkers("f", titles, ratings, {}, {"a": 1, "b": 1})
    assert [*rows_of(method.compared, whole)] == ["a", "b"]
    gap = RatedWorkers("f", titles, ratings | {keys[0]: [3.0, None]}, {}, {"a": 1, "b": 1})
    assert [*rows_of(method.compared, gap)] == ["a"]
    without = {key: column for key, column in ratings.items() if key != keys[0]}
    assert rows_of(method.compared, RatedWorkers("f", titles, without, {}, {"a": 1})) == {}


@pytest.mark.parametrize("code", ["29-1141.00", "47-2152.00", "53-3032.00"])
def test_the_nearest_careers_are_those_of_an_independent_computation(
    code, release, method, closest
):
    nearest = method.profile(release[code]).nearest
    assert [each.code for each in nearest] == [other for _, other in closest[code]]
    for each, (far, _) in zip(nearest, closest[code], strict=True):
        assert isclose(each.distance, far, abs_tol=0.005)
        assert each.distance == method.gap(release[code], release[each.code]).distance
