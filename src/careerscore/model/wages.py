"""What an occupation pays: published percentiles, and honest answers between them."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Final

from attrs import field, frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.checks import Checks, frozen_map, frozen_tuple, is_number
from careerscore.model.frozen_map import FrozenMap
from careerscore.model.provenance import Note, Obtained, Source

__all__ = ["PERCENTILES", "WageDistribution", "WageEstimates"]

PERCENTILES: Final = FrozenMap({"p10": 0.10, "p25": 0.25, "median": 0.50, "p75": 0.75, "p90": 0.90})
"""The published percentiles and the share of workers who earn at most that much."""


@frozen(kw_only=True)
class WageEstimates:
    """Percentiles and mean of a wage, by the year or by the hour.

    A value that was not published is None. Its note says why; where it was top-coded,
    the note holds the lower bound. Annual and hourly figures are published independently:
    neither is ever derived from the other.

    Parameters
    ----------
    p10, p25, median, p75, p90 : float, optional
        Percentiles [US dollars].
    mean : float, optional
        Mean [US dollars].
    notes : Mapping of str to Note
        Keyed by field.

    Raises
    ------
    InvalidInputError
        If a value is not a number of at least zero, percentiles run backwards (a top-coded
        one counts with its bound), or a note contradicts the value it speaks of.

    Examples
    --------
    >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780, p75=61_960, p90=77_810)
    >>> pay.median
    48780
    >>> WageEstimates(p10=50_000, median=40_000)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: WageEstimates: median: expected at least 50000,
        as p10 is, got 40000
    """

    p10: float | None = None
    p25: float | None = None
    median: float | None = None
    p75: float | None = None
    p90: float | None = None
    mean: float | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def __attrs_post_init__(self) -> None:
        checks = Checks("WageEstimates")
        names = (*PERCENTILES, "mean")
        for name in names:
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        checks.mapping("notes", self.notes, Note)
        if checks.passed:
            for name in names:
                self._check_note(checks, name)
            self._check_order(checks)
        checks.raise_problems()

    def _check_note(self, checks: Checks, name: str) -> None:
        note = self.notes.get(name)
        if note is not None and note.how in {Obtained.TOP_CODED, Obtained.MISSING}:
            value = getattr(self, name)
            checks.expect(name, value, f"None: its note says {note.how}", holds=value is None)

    def _check_order(self, checks: Checks) -> None:
        known = [(name, low) for name in PERCENTILES if (low := self.lower_bound(name)) is not None]
        for (below, low), (above, high) in pairwise(known):
            checks.expect(above, high, f"at least {low:g}, as {below} is", holds=low <= high)

    def lower_bound(self, name: str) -> float | None:
        """Return the value of a field, or the bound of a top-coded one, or None.

        Parameters
        ----------
        name : str
            ``p10``, ``p25``, ``median``, ``p75``, ``p90`` or ``mean``.

        Examples
        --------
        >>> top = Note(how=Obtained.TOP_CODED, reason="top code", bound=239_200)
        >>> WageEstimates(notes={"median": top}).lower_bound("median")
        239200
        """
        value: float | None = getattr(self, name)
        note = self.notes.get(name)
        return note.bound if value is None and note is not None else value

    def quantile(self, q: float) -> float | None:
        """Return the wage that a share of workers earns at most.

        Published percentiles are returned as they are; between two neighbours that are
        both published the wage is interpolated linearly. Where that is not possible
        (outside P10 to P90, or next to a percentile that is missing or top-coded) the
        answer is None: `quantile_bounds` says what is known instead.

        Parameters
        ----------
        q : float
            Share of workers, 0 to 1.

        Raises
        ------
        InvalidInputError
            If `q` is not a number from 0 to 1.

        Examples
        --------
        >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780)
        >>> pay.quantile(0.5), pay.quantile(0.3), pay.quantile(0.75)
        (48780, 41452.0, None)
        """
        _check_share(q)
        for name, share in PERCENTILES.items():
            if q == share:
                value: float | None = getattr(self, name)
                return value
        for (lower, share_below), (upper, share_above) in pairwise(PERCENTILES.items()):
            if share_below < q < share_above:
                return _between(
                    getattr(self, lower),
                    getattr(self, upper),
                    (q - share_below) / (share_above - share_below),
                )
        return None

    def quantile_bounds(self, q: float) -> tuple[float, float | None]:
        """Return the least and the most that the wage at a quantile can be.

        Wages rise with the quantile, so the nearest figures known below and above hold
        the answer between them. Nothing is interpolated.

        Parameters
        ----------
        q : float
            Share of workers, 0 to 1.

        Returns
        -------
        tuple of float and float or None
            Lower and upper bound [US dollars]; an upper bound of None means none is known.

        Raises
        ------
        InvalidInputError
            If `q` is not a number from 0 to 1.

        Examples
        --------
        >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780)
        >>> pay.quantile_bounds(0.3), pay.quantile_bounds(0.95)
        ((39620, 48780), (48780, None))
        """
        _check_share(q)
        least: float = 0
        for name, share in PERCENTILES.items():
            bound = self.lower_bound(name)
            if share <= q and bound is not None:
                least = bound
            value: float | None = getattr(self, name)
            if share >= q and value is not None:
                return least, value
        return least, None


def _check_share(q: float) -> None:
    if not (is_number(q) and 0 <= q <= 1):
        problem = Problem("q", shorten(q), "a share of workers from 0 to 1")
        raise InvalidInputError("quantile", (problem,))


def _between(low: float | None, high: float | None, weight: float) -> float | None:
    if low is None or high is None:
        return None
    # Rounding may carry the sum past the upper end by its last digit.
    return min(high, low + weight * (high - low))


@frozen(kw_only=True)
class WageDistribution:
    """What an occupation pays, as the wage survey publishes it.

    Parameters
    ----------
    annual, hourly : WageEstimates
        Pay by the year and by the hour.
    published_code, published_title : str, optional
        Occupation the figures are published under; None where there are none.
    reference_period : str, optional
        When the figures hold, for example ``"May 2023"``.
    employment : int, optional
        Number of workers under the published code, self-employed not included. Occupations
        that share a published code share these workers: count them once in a total.
    employment_prse, mean_prse : float, optional
        Relative standard error of employment and of the mean wage [percent].
    shared_with : tuple of str
        Other O*NET-SOC codes published under the same code.
    source : Source, optional
        The edition of the survey.
    notes : Mapping of str to Note
        Keyed by field, or by ``"*"`` for all of them.

    Examples
    --------
    >>> import careerscore as cs
    >>> wages = cs.occupation("29-2072.00", data="2026.1").wages
    >>> wages.annual.p10, wages.annual.median, wages.annual.p90, wages.reference_period
    (35080, 48780, 77810, 'May 2023')
    """

    annual: WageEstimates = field(factory=WageEstimates)
    hourly: WageEstimates = field(factory=WageEstimates)
    published_code: str | None = None
    published_title: str | None = None
    reference_period: str | None = None
    employment: int | None = None
    employment_prse: float | None = None
    mean_prse: float | None = None
    shared_with: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    source: Source | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def __attrs_post_init__(self) -> None:
        checks = Checks("WageDistribution")
        checks.instance("annual", self.annual, WageEstimates)
        checks.instance("hourly", self.hourly, WageEstimates)
        for name in ("published_code", "published_title", "reference_period"):
            checks.text(name, getattr(self, name), optional=True)
        checks.integer("employment", self.employment, minimum=0, maximum=10**9, optional=True)
        for name in ("employment_prse", "mean_prse"):
            checks.number(name, getattr(self, name), minimum=0, optional=True)
        checks.items("shared_with", self.shared_with, str)
        checks.instance("source", self.source, Source, optional=True)
        checks.mapping("notes", self.notes, Note)
        checks.raise_problems()

    def quantile(self, q: float) -> float | None:
        """Return the annual wage that a share of workers earns at most.

        See Also
        --------
        WageEstimates.quantile : the rule, also for hourly pay.

        Examples
        --------
        >>> WageDistribution(annual=WageEstimates(p25=40_000, median=50_000)).quantile(0.375)
        45000.0
        """
        return self.annual.quantile(q)
