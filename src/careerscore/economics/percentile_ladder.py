"""Pay along a career by steps: each level pays a published percentile for some years."""

from typing import ClassVar, Final

from attrs import field, frozen

from careerscore._record import Checks, Record, frozen_tuple, limits
from careerscore.economics.base import Definition, make_result
from careerscore.economics.money import half_up
from careerscore.economics.progression import (
    YEAR,
    CareerLevel,
    CareerProgression,
    ExperienceLevel,
    PayYear,
)
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.methods.base import check_occupation
from careerscore.model import PERCENTILES, Occupation, Status, WageEstimates, note_on

_RATIO: Final = limits(minimum=1, maximum=1000)


@frozen(kw_only=True)
class LadderLevel(ExperienceLevel):
    """A level of the ladder: what it pays, and when.

    Parameters
    ----------
    first_year, last_year : int, optional
        Years of the timeline at this level; None where the timeline never reaches it.
    """

    first_year: int | None = field(default=None, metadata=YEAR)
    last_year: int | None = field(default=None, metadata=YEAR)

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        holds = bool(self.timeline) or (self.first_year is None and self.last_year is None)
        expected = "a year not before first_year, or None as that is"
        checks.expect("last_year", self.last_year, expected, holds=holds)

    @property
    def timeline(self) -> range:
        """The years at this level."""
        if self.first_year is None or self.last_year is None:
            return range(0)
        return range(self.first_year, self.last_year + 1)


@frozen(kw_only=True)
class MissingPercentiles(Record):
    """Fallbacks for percentiles that are not published.

    Parameters
    ----------
    p10 : float
        For the tenth percentile [US dollars a year].
    p25_to_p10, median_to_p25 : float
        For the 25th percentile and the median: multiples of the percentile below.
    p75_share_of_excess : float
        For the 75th percentile, where the mean is above the median: the median and this share
        of the mean's excess.
    p75_most, p90_most : float
        Else, for the 75th and 90th percentile: the percentile below times its own
        ratio to the one below that, but at most this.
    p90_to_mean : float
        For the 90th percentile, where the mean is above the 75th: this multiple of it.
    """

    p10: float = field(metadata=limits(minimum=0, maximum=1e9))
    p25_to_p10: float = field(metadata=_RATIO)
    median_to_p25: float = field(metadata=_RATIO)
    p75_share_of_excess: float = field(metadata=limits(minimum=0, maximum=1000))
    p75_most: float = field(metadata=_RATIO)
    p90_to_mean: float = field(metadata=_RATIO)
    p90_most: float = field(metadata=_RATIO)

    def _check(self, checks: Checks) -> None:
        checks.expect("p10", self.p10, "more than 0", holds=self.p10 != 0)

    def completed(self, pay: WageEstimates) -> dict[str, float]:
        """Return all five percentiles, published or not."""
        mean = pay.mean or 0
        p10 = pay.p10 or self.p10
        p25 = pay.p25 or self.p25_to_p10 * p10
        median = pay.median or self.median_to_p25 * p25
        p75: float = pay.p75 or half_up(
            median + self.p75_share_of_excess * (mean - median)
            if mean > median
            else median * min(median / p25, self.p75_most)
        )
        p90: float = pay.p90 or half_up(
            self.p90_to_mean * mean if mean > p75 else p75 * min(p75 / median, self.p90_most)
        )
        return {"p10": p10, "p25": p25, "median": median, "p75": p75, "p90": p90}


@frozen(kw_only=True, repr=False)
class PercentileLadder(Definition):
    """A progression by steps: each level pays a percentile for some years.

    Parameters
    ----------
    levels : tuple of LadderLevel
        From the lowest to the highest.
    low, high : float
        The range of pay at a level, as shares of its pay.
    missing : MissingPercentiles
        Fallbacks for percentiles that are not published.
    """

    engine: ClassVar[str] = "percentile-ladder/1"
    levels: tuple[LadderLevel, ...] = field(converter=frozen_tuple)
    low: float = field(metadata=limits(minimum=0, maximum=1))
    high: float = field(metadata=_RATIO)
    missing: MissingPercentiles

    def _check(self, checks: Checks) -> None:
        super()._check(checks)
        years = [year for level in self.levels for year in level.timeline]
        holds = bool(years) and years == list(range(len(years)))
        checks.expect("levels", years, "every year from 0 on, at one level each", holds=holds)
        shares = [PERCENTILES[level.percentile] for level in self.levels]
        expected = "percentiles that rise from level to level"
        checks.expect("levels", shares, expected, holds=shares == sorted(set(shares)))

    def progression(self, occupation: Occupation, *, tail: str | None = None) -> CareerProgression:
        """Return the pay along a career; otherwise as `careerscore.progression`.

        A tail model is refused: the ladder has its own fallbacks.
        """
        check_occupation(self.id, occupation)
        if tail is not None:
            expected = "None: this method has its own fallbacks"
            raise InvalidInputError(self.id, (Problem("tail", shorten(tail), expected),))
        pay = occupation.wages.annual
        percentiles = self.missing.completed(pay)
        reasons = {}
        for name, amount in percentiles.items():
            if not getattr(pay, name):
                note, bound = note_on(pay.notes, name), pay.lower_bound(name)
                why = f" ({note.reason})" if note else ""
                reasons[name] = f"{name} is not published{why}: {half_up(amount):,} stands in"
                if bound is not None and bound > half_up(amount):
                    reasons[name] += f", less than the {bound:,} that it is at least"
        levels, timeline = [], []
        for level in self.levels:
            name, amount = level.percentile, percentiles[level.percentile]
            rounded, reason = half_up(amount), reasons.get(name)
            levels.append(
                CareerLevel(
                    name=level.name,
                    percentile=name,
                    years=level.years,
                    pay=rounded,
                    # From the pay before rounding; a fallback has fractions.
                    pay_low=half_up(self.low * amount),
                    pay_high=half_up(self.high * amount),
                    note=None if reason is None else "not published; the method's stand-in",
                )
            )
            timeline += [
                PayYear(
                    year=year,
                    quantile=PERCENTILES[name],
                    pay=rounded,
                    at_least=rounded,
                    at_most=rounded,
                    level=level.name,
                    reason=reason,
                )
                for year in level.timeline
            ]
        return make_result(
            CareerProgression,
            self,
            occupation,
            [occupation.wages.source],
            dollars=occupation.wages.dollars,
            status=Status.FALLBACK if reasons else Status.COMPLETE,
            reasons=tuple(reasons.values()),
            levels=tuple(levels),
            timeline=tuple(timeline),
        )
