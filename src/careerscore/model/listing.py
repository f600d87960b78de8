"""Job listings, as job boards describe them, and the pay that they state."""

import datetime
import re
from contextlib import suppress
from typing import Any, Final

import attrs
from attrs import field, frozen

from careerscore._frozen_map import FrozenMap
from careerscore._record import KIND, Checks, Record, frozen_tuple, limits
from careerscore._text import is_encodable

SALARY_PERIODS: Final = FrozenMap(
    {
        "hour": "an hour",
        "day": "a day",
        "week": "a week",
        "month": "a month",
        "year": "a year",
    }
)
"""The periods that listings state pay for, and their words for readers."""

WORKPLACES: Final = ("on-site", "hybrid", "remote")

_EARLIEST: Final = datetime.date(1900, 1, 1)
"""The first day that Excel knows."""

_TEXT: Final = limits(empty=True)
_AMOUNT: Final = limits(minimum=0, maximum=10**12)
_PERCENT: Final = limits(minimum=0, maximum=100)

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> Any:
    """Read a day where one is written; leave anything else for the checks."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str) and _DAY.fullmatch(value) and value >= str(_EARLIEST):
        with suppress(ValueError):
            return datetime.date.fromisoformat(value)
    return value


@frozen(kw_only=True)
class SalaryRange(Record):
    """A range of pay, as a listing states it.

    Parameters
    ----------
    low, high : float, optional
        The least and the most [units of the currency]; the same where one amount is stated. None
        where that end is not stated, as in ``From $50,000``.
    period : str, optional
        ``hour``, ``day``, ``week``, ``month`` or ``year``; None where it is not stated.
    currency : str, optional
        Code of ISO 4217; None where it is not stated.

    Raises
    ------
    InvalidInputError
        If neither end is stated, or the least is more than the most.

    Examples
    --------
    >>> str(SalaryRange(low=50_000, high=62_500, period="year", currency="USD"))
    '$50,000 - $62,500 a year'
    >>> str(SalaryRange(low=18.5, currency="USD"))
    'from $18.50, period not stated'
    """

    low: float | None = field(default=None, metadata=_AMOUNT)
    high: float | None = field(default=None, metadata=_AMOUNT)
    period: str | None = field(default=None, metadata=limits(enum=tuple(SALARY_PERIODS)))
    currency: str | None = field(
        default=None, metadata=limits(pattern="^[A-Z]{3}$", expected="three capital letters")
    )

    def _check(self, checks: Checks) -> None:
        if self.low is None or self.high is None:
            holds = self.low is not self.high
            checks.expect("low", self.low, "an amount here or as `high`", holds=holds)
        else:
            holds = self.low <= self.high
            checks.expect("high", self.high, f"at least {self.low:g}, as `low` is", holds=holds)

    def __str__(self) -> str:
        low, high = (None if end is None else self._amount(end) for end in (self.low, self.high))
        if high is None:
            words = f"from {low}"
        elif low is None:
            words = f"up to {high}"
        else:
            words = high if low == high else f"{low} - {high}"
        period = "period not stated" if self.period is None else SALARY_PERIODS[self.period]
        return f"{words}{',' * (self.period is None)} {period}"

    def _amount(self, value: float) -> str:
        number = f"{value:,.0f}" if value == int(value) else f"{value:,.2f}"
        if self.currency is None:
            return number
        return f"${number}" if self.currency == "USD" else f"{self.currency} {number}"


@frozen(kw_only=True)
class JobListing(Record):
    """A job that someone offers, as a job board describes it.

    Parameters
    ----------
    title : str
        What the job is called.
    company, location : str, optional
        Who offers it, and where.
    work_type : str, optional
        Such as ``Full-time`` or ``Remote``.
    salary : str, optional
        As the listing words it.
    posted : datetime.date or str, optional
        When it appeared: a day, from 1900 on, or words such as ``3 days ago``. A text such as
        ``2026-01-09`` is read as the day; of a time, the day is kept.
    source : str, optional
        Where it was found.
    apply_url : str, optional
        Where to apply.
    description : str, optional
        What the listing says.
    highlights : tuple of str
        Its main points.
    workplace : str, optional
        ``on-site``, ``hybrid`` or ``remote``; None where it is not stated.
    salary_range : SalaryRange, optional
        The pay that the listing states, in numbers.
    predicted_salary : SalaryRange, optional
        The pay that the service guesses; never what the listing states.
    also_in : tuple of str
        Other sources that have the same job.
    found_at : str, optional
        When the source gave it (UTC), such as ``2026-01-09T12:00:00Z``.
    occupation_code, occupation_title : str, optional
        The occupation that it was matched to.
    matched_by : str, optional
        How it was matched.
    wage_rank_low, wage_rank_high : float, optional
        Share of the workers of the occupation, in its place, who earn at most the stated pay: the
        least and the most that it can be [percent].
    wage_rank_note : str, optional
        Where the workers are, and why a rank is wide or missing.

    Raises
    ------
    InvalidInputError
        If a field is of another kind, or holds what is no Unicode text; all are named.

    Examples
    --------
    >>> listing = JobListing(title="Medical coder", company="Clinic", highlights=["Remote"])
    >>> listing.highlights
    ('Remote',)
    """

    title: str
    company: str | None = field(default=None, metadata=_TEXT)
    location: str | None = field(default=None, metadata=_TEXT)
    work_type: str | None = field(default=None, metadata=_TEXT)
    salary: str | None = field(default=None, metadata=_TEXT)
    # JSON has no dates: it is written and read as a text.
    posted: datetime.date | str | None = field(
        default=None, converter=_day, metadata=_TEXT | {KIND: str | None}
    )
    source: str | None = field(default=None, metadata=_TEXT)
    apply_url: str | None = field(default=None, metadata=_TEXT)
    description: str | None = field(default=None, metadata=_TEXT)
    highlights: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    workplace: str | None = field(default=None, metadata=limits(enum=WORKPLACES))
    salary_range: SalaryRange | None = None
    predicted_salary: SalaryRange | None = None
    also_in: tuple[str, ...] = field(default=(), converter=frozen_tuple)
    found_at: str | None = field(
        default=None,
        metadata=limits(
            pattern=r"^[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z$",
            expected="a time such as 2026-01-09T12:00:00Z",
        ),
    )
    occupation_code: str | None = None
    occupation_title: str | None = None
    matched_by: str | None = None
    wage_rank_low: float | None = field(default=None, metadata=_PERCENT)
    wage_rank_high: float | None = field(default=None, metadata=_PERCENT)
    wage_rank_note: str | None = None

    def _check(self, checks: Checks) -> None:
        if isinstance(self.posted, datetime.date):
            holds = self.posted >= _EARLIEST
            checks.expect("posted", self.posted, "a day from 1900 on", holds=holds)
        texts = {each.name: getattr(self, each.name) for each in attrs.fields(JobListing)}
        for name in ("highlights", "also_in"):
            items = getattr(self, name)
            texts |= {f"{name}[{place}]": text for place, text in enumerate(items)}
        for name, text in texts.items():
            # No file can hold half of a surrogate pair.
            holds = not isinstance(text, str) or is_encodable(text)
            checks.expect(name, text, "a text without halves of surrogate pairs", holds=holds)
