"""Job listings, as job boards describe them."""

import datetime
import re
from contextlib import suppress
from typing import Any, Final

import attrs
from attrs import field, frozen

from careerscore._record import KIND, Checks, Record, frozen_tuple, limits
from careerscore._text import is_encodable

_EARLIEST: Final = datetime.date(1900, 1, 1)
"""The first day that Excel knows."""

_TEXT: Final = limits(empty=True)

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

    def _check(self, checks: Checks) -> None:
        if isinstance(self.posted, datetime.date):
            holds = self.posted >= _EARLIEST
            checks.expect("posted", self.posted, "a day from 1900 on", holds=holds)
        texts = {each.name: getattr(self, each.name) for each in attrs.fields(JobListing)}
        texts |= {f"highlights[{place}]": text for place, text in enumerate(self.highlights)}
        for name, text in texts.items():
            # No file can hold half of a surrogate pair.
            holds = not isinstance(text, str) or is_encodable(text)
            checks.expect(name, text, "a text without halves of surrogate pairs", holds=holds)
