"""Ratings of the occupations of a release, and their percentiles among its workers."""

from bisect import bisect_left
from collections.abc import Mapping, Sequence
from itertools import accumulate, pairwise
from typing import NamedTuple


class Rated(NamedTuple):
    """The ratings of one occupation and their percentiles, keyed by ids of element and scale."""

    values: Mapping[str, float]
    percentiles: Mapping[str, int]
    """In hundredths of a percent: the sums of whole numbers are exact."""
    suppressed: frozenset[str]
    above: Mapping[str, float]
    """How far each rating is above that of the median worker."""


class Ranks(NamedTuple):
    """Percentiles of the ratings of an element among workers, in hundredths."""

    values: list[float]
    """The ratings that occur, rising."""
    at: list[int]
    """The percentile of each."""
    below: list[int]
    """The share of workers below each, and in the end of all."""

    def of(self, value: float) -> int:
        """Return the percentile of any rating."""
        place = bisect_left(self.values, value)
        occurs = place < len(self.values) and self.values[place] == value
        return self.at[place] if occurs else self.below[place]

    @property
    def median(self) -> float:
        """The rating of the median worker."""
        return self.values[bisect_left(self.below, 5_000, lo=1) - 1]


class RatedWorkers:
    """Ratings of the occupations of a release, and their percentiles among its workers.

    Parameters
    ----------
    fingerprint : str
        SHA-256 of the tables that the ratings and weights are from.
    titles : Mapping of str to str
        Titles of the occupations, by code.
    ratings : Mapping of str to sequence of float
        The rating of each occupation, in the order of `titles`, None without one; keyed by ids of
        element and scale. One that no worker has is left out.
    suppressed : Mapping of str to tuple of str
        By code, the ratings that O*NET recommends to suppress.
    weights : Mapping of str to float
        Workers by code; the ratings of an occupation that is not there are ranked, but count for
        no worker.
    """

    def __init__(
        self,
        fingerprint: str,
        titles: Mapping[str, str],
        ratings: Mapping[str, Sequence[float | None]],
        suppressed: Mapping[str, tuple[str, ...]],
        weights: Mapping[str, float],
    ) -> None:
        workers = [weights.get(code, 0.0) for code in titles]
        ranked = {key: _ranks(column, workers) for key, column in ratings.items()}
        self.fingerprint = fingerprint
        self.titles = titles
        self.ranks: dict[str, Ranks] = {key: each for key, each in ranked.items() if each}
        """Percentiles by rating, keyed by ids of element and scale."""
        self._ratings = {key: ratings[key] for key in self.ranks}
        self._suppressed = suppressed

    def __repr__(self) -> str:
        return f"<RatedWorkers of {len(self.titles)} occupations>"

    def of(self, values: Mapping[str, float], suppressed: Sequence[str]) -> Rated:
        """Return ratings with their percentiles among its workers."""
        ranks = {key: self.ranks[key] for key in values if key in self.ranks}
        percentiles = {key: each.of(values[key]) for key, each in ranks.items()}
        # Rounded, as ratings have two digits: half a point is to be half a point.
        above = {key: round(values[key] - each.median, 2) for key, each in ranks.items()}
        return Rated(values, percentiles, frozenset(suppressed), above)

    def of_code(self, code: str) -> Rated:
        """Return the ratings of one of its occupations with their percentiles."""
        place = list(self.titles).index(code)
        found = ((key, column[place]) for key, column in self._ratings.items())
        known = {key: value for key, value in found if value is not None}
        return self.of(known, self._suppressed.get(code, ()))

    def percentiles(self, key: str) -> list[int | None]:
        """Return the percentile of each of its occupations, in the order of `titles`."""
        ranks = self.ranks[key]
        at: dict[float | None, int | None] = {None: None}
        at |= zip(ranks.values, ranks.at, strict=True)
        return [*map(at.__getitem__, self._ratings[key])]


def _ranks(column: Sequence[float | None], workers: Sequence[float]) -> Ranks | None:
    """Return the percentiles of the ratings of an element, None where no worker has one.

    Hundreds of columns of a thousand ratings are ranked when a profile is first asked for.
    """
    weights: dict[float, float] = {}
    for value, number in zip(column, workers, strict=True):
        if value is not None:
            weights[value] = weights.get(value, 0.0) + number
    values = sorted(weights)
    # Not by sum(), which rounds differently from one Python to the next.
    below = [0.0, *accumulate(map(weights.__getitem__, values))]
    total = below[-1]
    if not total:
        return None
    middle = [(low + high) / 2 for low, high in pairwise(below)]
    at, ends = ([round(10_000 * each / total) for each in shares] for shares in (middle, below))
    return Ranks(values, at, ends)
