"""Comparison of careers: values side by side, and the ages at which one passes another."""

from collections.abc import Sequence
from itertools import combinations
from typing import TYPE_CHECKING, ClassVar

from attrs import field, frozen

from careerscore._record import Record, frozen_tuple
from careerscore._render.display import RichDisplay
from careerscore._text import short_repr
from careerscore.economics.lifetime import LifetimeValue, LifeYear
from careerscore.economics.money import UNKNOWN, Money
from careerscore.economics.present_value import internal_rate
from careerscore.model import ResilienceAssessment

if TYPE_CHECKING:
    from careerscore._render.blocks import Page


@frozen(kw_only=True)
class Crossover(Record):
    """Where the cumulative cash flow of one career passes that of another.

    Parameters
    ----------
    first, second : str
        O*NET-SOC codes of the two.
    ages : tuple of float
        Ages at the end of the years in which the lead changes; empty where it never does.
    first_leads : bool, optional
        Whether the first is ahead at the end; None where they are even, or it is not known.
    npv_difference : Money
        Net present value of the first less that of the second.
    irr_of_difference : float, optional
        The discount rate at which both have the same value: the return on the extra cost of the
        costlier one. None where there is no such rate, or it is not known.
    reason : str, optional
        Why the crossover and the leader are not known.
    """

    _derived: ClassVar[tuple[str, ...]] = ("leader", "age")

    first: str
    second: str
    ages: tuple[float, ...] = field(converter=frozen_tuple)
    first_leads: bool | None
    npv_difference: Money
    irr_of_difference: float | None
    reason: str | None = None

    @property
    def leader(self) -> str | None:
        """Code of the one that is ahead at the end; None where neither is, or it is not known."""
        return {True: self.first, False: self.second, None: None}[self.first_leads]

    @property
    def age(self) -> float | None:
        """The age from which the leader stays ahead; None where the lead never changes."""
        return self.ages[-1] if self.ages else None


@frozen(kw_only=True)
class ComparedCareer(Record):
    """One of the careers compared.

    Parameters
    ----------
    code, title : str
        The occupation.
    median_pay : Money
        Published median [US dollars a year], or its bound.
    assessment : ResilienceAssessment
        Its score.
    value : LifetimeValue
        Its value, with the duration and cost of its education.
    consensus : ResilienceAssessment, optional
        The consensus score; None where it is the score itself.
    """

    code: str
    title: str
    median_pay: Money
    assessment: ResilienceAssessment
    value: LifetimeValue
    consensus: ResilienceAssessment | None = None


@frozen(kw_only=True, repr=False)
class Comparison(RichDisplay, Record):
    """Careers side by side, under the same assumptions.

    Parameters
    ----------
    careers : tuple of ComparedCareer
        In the order of the arguments.
    crossovers : tuple of Crossover
        One for each pair.
    """

    _repr_fields: ClassVar = ("titles",)

    careers: tuple[ComparedCareer, ...] = field(converter=frozen_tuple)
    crossovers: tuple[Crossover, ...] = field(converter=frozen_tuple)

    def _page(self) -> "Page":
        from careerscore.economics.comparison_pages import comparison_page

        return comparison_page(self)

    @property
    def titles(self) -> tuple[str, ...]:
        """The titles of the careers, in the order of the arguments."""
        return tuple(career.title for career in self.careers)

    def __repr__(self) -> str:
        return short_repr(f"<Comparison of {', '.join(self.titles)}>")


def crossovers(values: Sequence[LifetimeValue]) -> tuple[Crossover, ...]:
    """Return the crossover of each pair; not known where their years are not of the same ages."""
    return tuple(_crossover(*pair) for pair in combinations(values, 2))


def _crossover(first: LifetimeValue, second: LifetimeValue) -> Crossover:
    pairs: list[tuple[LifeYear, LifeYear]] = []
    reason = "the cash flows are known only within bounds, or not at all"
    if first.assumptions is None or second.assumptions is None:
        # The pages of the site have no assumptions, and years that cannot be compared.
        reason = "the method compares no years"
    elif [year.age for year in first.years] == [year.age for year in second.years]:
        pairs = list(zip(first.years, second.years, strict=True))
    elif first.years and second.years:
        reason = "the cash flows of the two do not fall in the same years of life"
    leads = [_sign(mine.cumulative - theirs.cumulative) for mine, theirs in pairs]
    is_known = bool(leads) and None not in leads
    ages: list[float] = []
    ahead = 0
    for (year, _), lead in zip(pairs if is_known else (), leads, strict=False):
        if lead and ahead and lead != ahead:
            ages.append(year.age + 1)
        ahead = lead or ahead
    gaps = [mine.net - theirs.net for mine, theirs in pairs]
    rate = internal_rate([gap.value for gap in gaps])
    if rate is None:  # the other one may pay first
        rate = internal_rate([(-gap).value for gap in gaps])
    return Crossover(
        first=first.occupation_code or "first",
        second=second.occupation_code or "second",
        ages=tuple(ages),
        first_leads={1: True, -1: False}.get(leads[-1] or 0) if is_known else None,
        npv_difference=(first.npv or UNKNOWN) - (second.npv or UNKNOWN),
        irr_of_difference=rate,
        reason=None if is_known else reason,
    )


def _sign(gap: Money) -> int | None:
    """Return the sign of an amount, None where its bounds leave it open."""
    if gap.value == 0:
        return 0
    if gap.low is not None and gap.low >= 0:
        return 1
    return -1 if gap.high is not None and gap.high <= 0 else None
