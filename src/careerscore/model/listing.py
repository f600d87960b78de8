"""Job listings, as job boards describe them."""

from __future__ import annotations

import datetime
import re
from typing import Any, Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore._text import is_encodable

__all__ = ["JobListing"]

_EARLIEST: Final = datetime.date(1900, 1, 1)
"""The first day that Excel knows."""

_READ_AS: Final = "careerscore.serde.kind"
"""Key in the metadata of a field: the type that documents have for it."""

_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def _day(value: Any) -> Any:
    """Read a day where one is written; leave anything else as it is, for the checks to judge."""
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str) and _DAY.fullmatch(value):
        try:
            day = datetime.date.fromisoformat(value)
        except ValueError:
            return value
        return day if day >= _EARLIEST else value
    return value


@frozen(kw_only=True)
class JobListing:
    """A job that someone offers, as a job board describes it.

    All but the title may be missing. Nothing is read into the texts.

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
    company: str | None = None
    location: str | None = None
    work_type: str | None = None
    salary: str | None = None
    # JSON has no dates: it is written and read as a text.
    posted: datetime.date | str | None = field(
        default=None, converter=_day, metadata={_READ_AS: str | None}
    )
    source: str | None = None
    apply_url: str | None = None
    description: str | None = None
    highlights: tuple[str, ...] = field(default=(), converter=frozen_tuple)

    def __attrs_post_init__(self) -> None:
        checks = Checks("JobListing")
        checks.text("title", self.title)
        for name in _TEXTS:
            checks.instance(name, getattr(self, name), str, optional=True)
        holds = self.posted is None or isinstance(self.posted, str | datetime.date)
        checks.expect("posted", self.posted, "a date, a text or None", holds=holds)
        if isinstance(self.posted, datetime.date):
            checks.expect(
                "posted", self.posted, "a day from 1900 on", holds=self.posted >= _EARLIEST
            )
        checks.items("highlights", self.highlights, str)
        if checks.passed:
            for name in ("title", *_TEXTS, "posted"):
                _check_unicode(checks, name, getattr(self, name))
            for place, text in enumerate(self.highlights):
                _check_unicode(checks, f"highlights[{place}]", text)
        checks.raise_problems()


_TEXTS: Final = (
    "company",
    "location",
    "work_type",
    "salary",
    "source",
    "apply_url",
    "description",
)


def _check_unicode(checks: Checks, name: str, value: object) -> None:
    """Refuse halves of surrogate pairs, which no file can hold."""
    holds = not isinstance(value, str) or is_encodable(value)
    checks.expect(name, value, "a text without halves of surrogate pairs", holds=holds)
