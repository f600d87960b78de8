"""Sources of jobs and of training: what they are asked for, and what they have to give."""

from __future__ import annotations

import datetime
import re
from contextlib import suppress
from typing import TYPE_CHECKING, Final, Protocol, runtime_checkable

from attrs import field, frozen

from careerscore._record import Record, limits

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Sequence

    from careerscore.live.client import Session
    from careerscore.model.listing import JobListing
    from careerscore.model.training import Certification, TrainingProgram

NATION: Final = "United States"

KILOMETERS: Final = 1.609344
"""Of a mile."""


_AGES: Final = {1: "today", 3: "3days", 7: "week", 31: "month"}


@frozen(kw_only=True)
class Search(Record):
    """What a source is asked for.

    Parameters
    ----------
    words : str
        The words to search for: a job title, or that of the occupation.
    occupation_code, occupation_title : str, optional
        The occupation, where it is one.
    place : str, optional
        The place, as it was given; None for the whole nation.
    location : str
        The place for a service that knows no areas of the wage survey: a city with its state,
        such as ``San Francisco, CA``, a state, or ``United States``.
    states : tuple of str
        Postal abbreviations of the states of the place.
    radius_miles : int, optional
        How far from the place [miles]; that of the service by default.
    remote : bool, optional
        Whether to find remote jobs alone, or none of them; None for all.
    posted_within_days : int, optional
        The age of the oldest listing [days].
    min_salary : float, optional
        The least that a listing has to state [US dollars per period].
    salary_period : str
        The period of `min_salary`.
    limit : int
        The most results.
    """

    words: str
    occupation_code: str | None = None
    occupation_title: str | None = None
    place: str | None = None
    location: str = NATION
    states: tuple[str, ...] = ()
    radius_miles: int | None = field(default=None, metadata=limits(minimum=1, maximum=1_000))
    remote: bool | None = None
    posted_within_days: int | None = field(default=None, metadata=limits(minimum=1, maximum=365))
    min_salary: float | None = field(default=None, metadata=limits(minimum=0))
    salary_period: str = field(default="year", metadata=limits(enum=("hour", "year")))
    limit: int = field(default=50, metadata=limits(minimum=1, maximum=500))

    @property
    def age(self) -> str | None:
        """The age of the oldest listing, in a word of Google Jobs and JSearch."""
        days = self.posted_within_days
        return next((word for most, word in _AGES.items() if days and days <= most), None)

    @property
    def is_nationwide(self) -> bool:
        """Whether no place is asked for."""
        return self.location == NATION


@runtime_checkable
class JobSource(Protocol):
    """A source of job listings: one of ours, or your own.

    A source that knows the occupation of a listing gives its code as `JobListing.occupation_code`,
    and as `JobListing.matched_by` the name of the classification, such as ``"onet-soc-2010"``.

    Examples
    --------
    >>> import careerscore as cs
    >>> class Board:
    ...     name = "board"
    ...
    ...     async def pages(self, search, session):
    ...         yield [cs.JobListing(title="Medical coder", company="Clinic")]
    >>> isinstance(Board(), JobSource)
    True
    """

    @property
    def name(self) -> str:
        """Its name, in results."""
        ...

    def pages(self, search: Search, session: Session) -> AsyncIterator[Sequence[JobListing | None]]:
        """Give the listings page by page, None for one without a title.

        No more pages are asked for than are needed.
        """
        ...


@runtime_checkable
class TrainingSource(Protocol):
    """A source of training programs and certifications: ours, or your own."""

    @property
    def name(self) -> str:
        """Its name, in results."""
        ...

    async def programs(self, search: Search, session: Session) -> Sequence[TrainingProgram]:
        """Return the training programs for an occupation near a place."""
        ...

    async def certifications(self, search: Search, session: Session) -> Sequence[Certification]:
        """Return the certifications for an occupation."""
        ...


def now() -> str:
    """Return the time of a result, such as ``2026-01-09T12:00:00Z``."""
    return datetime.datetime.now(datetime.UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


_AGO: Final = re.compile(r"([0-9]{1,3}) (minute|hour|day)s? ago", re.IGNORECASE)


_LEAST_AGE: Final = re.compile(r"([0-9]{1,3})\+? (day|week|month)s? ago", re.IGNORECASE)
_DAYS: Final = {"day": 1, "week": 7, "month": 28}


def age_of(posted: datetime.date | str | None) -> int | None:
    """Return the least age of a listing, in days; None where it is not known."""
    if isinstance(posted, datetime.date):
        return (datetime.datetime.now(datetime.UTC).date() - posted).days
    found = _LEAST_AGE.search(posted or "")
    return None if found is None else int(found[1]) * _DAYS[found[2].lower()]


def day_of(text: str | None) -> datetime.date | str | None:
    """Return the day of a time or of words such as ``3 days ago``; other words as they are."""
    if text is None:
        return None
    found = _AGO.fullmatch(text.strip())
    today = datetime.datetime.now(datetime.UTC)
    if found is not None:
        return (today - datetime.timedelta(**{f"{found[2].lower()}s": int(found[1])})).date()
    if text.casefold() in {"today", "just posted"}:
        return today.date()
    if text.casefold() == "yesterday":
        return (today - datetime.timedelta(days=1)).date()
    for order in ("%Y-%m-%d", "%m/%d/%Y"):
        with suppress(ValueError):
            day = datetime.datetime.strptime(re.split("[T ]", text)[0], order).date()  # noqa: DTZ007 - of a day alone
            # A record refuses what Excel does not know.
            return day if day.year > 1900 else text
    return text


_WORKPLACES: Final = {
    # Neither the sensing from afar nor the cars of that name.
    "hybrid": r"\bhybrid\b(?! (?:vehicle|electric|car|cloud))",
    "remote": r"(?<!not )(?<!non-)(?<!no )\b(?:remote\b(?! (?:sensing|pilot))|work from home\b"
    r"|wfh\b|telework\b|anywhere\b)",
    "on-site": r"(?<!not )(?<!no )\b(?:on-?\s?site|in-?\s?person|in-?\s?office)\b",
}
"""How a title or a location names workplaces; the first of several is meant."""


def workplace_in(*texts: str | None) -> str | None:
    """Return the workplace that a title or a location names; None where none does."""
    whole = " | ".join(filter(None, texts))
    found = (name for name, words in _WORKPLACES.items() if re.search(words, whole, re.IGNORECASE))
    return next(found, None)


_WORDS: Final = {"on-site": "On site", "hybrid": "Hybrid", "remote": "Remote"}


def work_type_of(workplace: str | None, schedule: str | None = None) -> str | None:
    """Return workplace and schedule in words, such as ``Remote, Full-time``."""
    known = [_WORDS[workplace]] if workplace else []
    return ", ".join((*known, *([schedule] if schedule else []))) or None
