"""Classes of wages: published percentiles, and quantiles and ranks between them."""

from bisect import bisect_right
from collections.abc import Mapping
from functools import lru_cache
from itertools import groupby
from math import inf, isfinite, log
from operator import attrgetter
from typing import Final

from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import Checks, Record, frozen_map, frozen_tuple, is_number, limits
from careerscore.errors import WageNotKnownError
from careerscore.model.dollars import ConstantDollars
from careerscore.model.pchip import MonotoneCurve
from careerscore.model.provenance import Displayed, Note, Provenance, Source, note_on

PERCENTILES: Final = FrozenMap({"p10": 0.10, "p25": 0.25, "median": 0.50, "p75": 0.75, "p90": 0.90})
"""Percentiles and the share of workers who earn at most that much."""

FIGURES: Final = (*PERCENTILES, "mean")
"""The figures of a wage: its percentiles and its mean."""

PERIODS: Final = FrozenMap({"annual": "a year", "hourly": "an hour"})
"""The periods of pay, and their words for readers."""

TAILS: Final = ("pareto",)
"""Models of the wages above the highest published percentile, used only when named."""

_percentiles_of: Final = attrgetter(*PERCENTILES)

MAX_WAGE: Final = 10**12
"""More is a mistake, and sums and slopes of it would not be numbers [US dollars]."""

_WAGE: Final = limits(minimum=0, maximum=MAX_WAGE)
_PERCENT: Final = limits(minimum=0)


@frozen(kw_only=True)
class WageEstimates(Record):
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
        If a value is not a number from 0 to 10**12, a percentile is less than a lower one or than
        the bound of one that is top-coded, or a note contradicts its value.

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

    p10: float | None = field(default=None, metadata=_WAGE)
    p25: float | None = field(default=None, metadata=_WAGE)
    median: float | None = field(default=None, metadata=_WAGE)
    p75: float | None = field(default=None, metadata=_WAGE)
    p90: float | None = field(default=None, metadata=_WAGE)
    mean: float | None = field(default=None, metadata=_WAGE)
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def _check(self, checks: Checks) -> None:
        for name in FIGURES if self.notes else ():
            note = self.notes.get(name)
            if note is not None and note.provenance in {Provenance.TOP_CODED, Provenance.MISSING}:
                value = getattr(self, name)
                expected = f"None: its note says {note.provenance}"
                checks.expect(name, value, expected, holds=value is None)
                bound = f"notes[{name!r}].bound"
                checks.value(bound, note.bound, float | None, maximum=MAX_WAGE)
        below, least = "", 0.0
        for name in PERCENTILES:
            low = self.lower_bound(name)
            # A bound below what is published for a lower percentile says nothing new.
            if low is None or (low < least and getattr(self, name) is None):
                continue
            if low < least:
                checks.expect(name, low, f"at least {least:g}, as {below} is", holds=False)
            below, least = name, low

    def lower_bound(self, name: str) -> float | None:
        """Return the value of a field, or the bound of a top-coded one, or None.

        Parameters
        ----------
        name : str
            ``p10``, ``p25``, ``median``, ``p75``, ``p90`` or ``mean``.

        Examples
        --------
        >>> top = Note(provenance=Provenance.TOP_CODED, reason="top code", bound=239_200)
        >>> WageEstimates(notes={"median": top}).lower_bound("median")
        239200
        """
        value: float | None = getattr(self, name)
        if value is not None:
            return value
        note = self.notes.get(name)
        return None if note is None else note.bound

    def quantile(self, q: float, *, tail: str | None = None) -> float:
        """Return the wage that a share of workers earns at most.

        Published percentiles are returned as they are. Between published neighbours the
        wage follows a monotone curve through them (PCHIP, `MonotoneCurve`). Beyond the
        lowest and the highest published percentile, and next to one that is missing or
        top-coded, the wage is not known: that is an error, unless a tail model is named.

        Parameters
        ----------
        q : float
            Share of workers, 0 to 1.
        tail : str, optional
            ``"pareto"``: above the highest published percentile, the Pareto distribution
            through the two highest, both at least the median; never less than the bound of a
            top-coded percentile.

        Returns
        -------
        float
            Wage [US dollars].

        Raises
        ------
        InvalidInputError
            If `q` is not a number from 0 to 1, or there is no such tail model.
        WageNotKnownError
            If the published percentiles do not determine it; the error has bounds.

        Examples
        --------
        >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780, p75=61_960, p90=77_810)
        >>> pay.quantile(0.5), round(pay.quantile(0.3))
        (48780, 41279)
        >>> round(pay.quantile(0.95, tail="pareto"))
        92442
        >>> pay.quantile(0.95)
        Traceback (most recent call last):
        careerscore.errors.WageNotKnownError: the wage at quantile 0.95 is not known:
            P90 is the highest percentile published; it is at least 77,810
        """
        _check_arguments("quantile", tail, q=q)
        for curve in _curves_through(*_percentiles_of(self)):
            if curve.x[0] <= q <= curve.x[-1]:
                return curve.at(q)
        bounds = self.quantile_bounds(q)
        if tail and (pareto := self._pareto) is not None and pareto[0] < q < 1:
            share, wage, spread = pareto
            try:
                estimated: float = wage * ((1 - share) / (1 - q)) ** spread
            except OverflowError:  # percentiles so far apart have no such tail
                estimated = inf
            if isfinite(estimated):
                return max(estimated, bounds[0])
        raise WageNotKnownError(f"the wage at quantile {q:g}", self._why_unknown(q), bounds)

    def rank(self, wage: float, *, tail: str | None = None) -> float:
        """Return the share of workers who earn at most a wage: the inverse of `quantile`.

        Parameters
        ----------
        wage : float
            Wage [US dollars].
        tail : str, optional
            As in `quantile`.

        Returns
        -------
        float
            Share of workers, 0 to 1.

        Raises
        ------
        InvalidInputError
            If `wage` is not a number of at least zero, or there is no such tail model.
        WageNotKnownError
            If the published percentiles do not determine it; the error has bounds.

        Examples
        --------
        >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780, p75=61_960, p90=77_810)
        >>> pay.rank(61_960), round(pay.rank(55_000), 3)
        (0.75, 0.636)
        >>> pay.rank(30_000)
        Traceback (most recent call last):
        careerscore.errors.WageNotKnownError: the rank of a wage of 30,000 is not known:
            P10 is the lowest percentile published; it is at least 0 and at most 0.1
        """
        _check_arguments("rank", tail, wage=wage)
        # Several percentiles may stand at the same wage; the highest of them is meant.
        for curve in reversed(_curves_through(*_percentiles_of(self))):
            if curve.y[0] <= wage <= curve.y[-1]:
                return curve.highest_below(wage)
        low, high = bounds = self.rank_bounds(wage)
        if tail and (pareto := self._pareto) is not None and wage > pareto[1]:
            share, highest, spread = pareto
            estimated: float = 1 - (1 - share) * (highest / wage) ** (1 / spread)
            return min(max(estimated, low), high)
        raise WageNotKnownError(f"the rank of a wage of {wage:,}", self._why_unknown(low), bounds)

    @property
    def _pareto(self) -> tuple[float, float, float] | None:
        """Share, wage and inverse index of the Pareto tail above the highest percentile."""
        known = zip(PERCENTILES.values(), _percentiles_of(self), strict=True)
        # Below the median, wages have no such tail.
        high = [(share, wage) for share, wage in known if wage and share >= PERCENTILES["median"]]
        if len(high) < 2 or high[-1][1] <= high[-2][1]:
            return None
        (share_below, wage_below), (share, wage) = high[-2:]
        return share, wage, log(wage / wage_below) / log((1 - share_below) / (1 - share))

    def _why_unknown(self, share: float) -> str:
        published = [name for name in PERCENTILES if getattr(self, name) is not None]
        if not published:
            note = note_on(self.notes, "median")
            return "no percentile is published" + (f" ({note.reason})" if note else "")
        if share < PERCENTILES[published[0]]:
            return f"{_label(published[0])} is the lowest percentile published"
        # Either neighbour may be the one that is missing.
        names = list(PERCENTILES)
        for name in names[bisect_right(list(PERCENTILES.values()), share) - 1 :]:
            if getattr(self, name) is None:
                note = note_on(self.notes, name)
                return f"{_label(name)} is not published" + (f" ({note.reason})" if note else "")
        return f"{_label(published[-1])} is the highest percentile published"

    def quantile_bounds(self, q: float) -> tuple[float, float | None]:
        """Return the least and the most that the wage at a quantile can be.

        The nearest figures known below and above hold the answer between them.

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
        _check_arguments("quantile_bounds", None, q=q)
        least: float = 0
        for name, share in PERCENTILES.items():
            bound = self.lower_bound(name)
            if share <= q and bound is not None:
                least = max(least, bound)
            value: float | None = getattr(self, name)
            if share >= q and value is not None:
                return least, value
        return least, None

    def rank_bounds(self, wage: float) -> tuple[float, float]:
        """Return the least and the most that the rank of a wage can be: nothing is interpolated.

        Parameters
        ----------
        wage : float
            Wage [US dollars].

        Returns
        -------
        tuple of float and float
            Shares of workers, 0 to 1.

        Raises
        ------
        InvalidInputError
            If `wage` is not a number of at least zero.

        Examples
        --------
        >>> pay = WageEstimates(p10=35_080, p25=39_620, median=48_780)
        >>> pay.rank_bounds(40_000), pay.rank_bounds(50_000)
        ((0.25, 0.5), (0.5, 1))
        """
        _check_arguments("rank_bounds", None, wage=wage)
        least: float = 0
        for name, share in PERCENTILES.items():
            value: float | None = getattr(self, name)
            bound = self.lower_bound(name)
            if value is not None and value <= wage:
                least = share
            elif bound is not None and bound > wage:
                return least, share
        return least, 1


# Typed, so that 48780 and 48780.0 stay what they are.
@lru_cache(maxsize=1024, typed=True)
def _curves_through(*percentiles: float | None) -> tuple[MonotoneCurve, ...]:
    """Return a curve for each stretch of published percentiles."""
    points = zip(PERCENTILES.values(), percentiles, strict=True)
    return tuple(
        MonotoneCurve(*zip(*stretch, strict=True))
        for is_published, stretch in groupby(points, lambda point: point[1] is not None)
        if is_published
    )


def _label(name: str) -> str:
    return "the median" if name == "median" else name.upper()


def _check_arguments(subject: str, tail: str | None, *, q: float = 0, wage: float = 0) -> None:
    # For speed, as for whole tables of wages: nothing is made for valid arguments.
    if tail is None and is_number(q) and 0 <= q <= 1 and is_number(wage) and wage >= 0:
        return
    checks = Checks(subject)
    holds = is_number(q) and 0 <= q <= 1
    checks.expect("q", q, "a share of workers from 0 to 1", holds=holds)
    checks.value("wage", wage, float, minimum=0)
    checks.value("tail", tail, str | None, enum=TAILS)
    checks.raise_problems()


@frozen(kw_only=True, repr=False)
class WageDistribution(Displayed):
    """Wages of an occupation, as the wage survey publishes them.

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
    dollars : ConstantDollars, optional
        What the amounts were converted into; None where they are as published, in the dollars of
        the reference period.
    notes : Mapping of str to Note
        Keyed by field, or by ``"*"`` for all of them.

    Examples
    --------
    >>> import careerscore as cs
    >>> wages = cs.occupation("29-2072.00", data="2026.1").wages
    >>> wages.annual.p10, wages.annual.median, wages.annual.p90, wages.reference_period
    (35080, 48780, 77810, 'May 2023')
    """

    _repr_fields = ("reference_period", "published_code", "employment")

    annual: WageEstimates = field(factory=WageEstimates)
    hourly: WageEstimates = field(factory=WageEstimates)
    published_code: str | None = None
    published_title: str | None = None
    reference_period: str | None = None
    employment: int | None = field(default=None, metadata=limits(minimum=0, maximum=10**9))
    employment_prse: float | None = field(default=None, metadata=_PERCENT)
    mean_prse: float | None = field(default=None, metadata=_PERCENT)
    shared_with: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    source: Source | None = None
    dollars: ConstantDollars | None = None
    notes: Mapping[str, Note] = field(factory=dict, converter=frozen_map)

    def quantile(self, q: float, *, tail: str | None = None) -> float:
        """Return the annual wage that a share of workers earns at most.

        See Also
        --------
        WageEstimates.quantile : the rule, also for hourly pay.

        Examples
        --------
        >>> WageDistribution(annual=WageEstimates(p25=40_000, median=50_000)).quantile(0.375)
        45000.0
        """
        return self.annual.quantile(q, tail=tail)

    def rank(self, wage: float, *, tail: str | None = None) -> float:
        """Return the share of workers who earn at most an annual wage.

        See Also
        --------
        WageEstimates.rank : the rule, also for hourly pay.

        Examples
        --------
        >>> WageDistribution(annual=WageEstimates(p25=40_000, median=50_000)).rank(40_000)
        0.25
        """
        return self.annual.rank(wage, tail=tail)
