"""Job listings, of users' own, into files."""

from __future__ import annotations

import datetime
import re
from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from careerscore._record import Checks, frozen_tuple
from careerscore._text import is_encodable
from careerscore.api import occupation_of
from careerscore.exporting.about_sheets import ABOUT_NAMES
from careerscore.exporting.encodable import WHOLE_CHARACTERS
from careerscore.exporting.files import target_of, write
from careerscore.exporting.sheet_names import sheet_name as legal_sheet_name
from careerscore.exporting.table import ExportTable, Origin
from careerscore.reference.columns import LIST_SEPARATOR, TEXT, ReferenceColumn
from careerscore.serde import KIND as READ_AS

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.exporting.files import ExportReport, Format
    from careerscore.exporting.table import Cell
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release

__all__ = ["KIND", "LISTING_COLUMNS", "JobListing", "export_listings"]

KIND: Final = "job-listings"
"""What a document of listings is."""

_EARLIEST: Final = datetime.date(1900, 1, 1)
"""The first day that Excel knows."""

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
        default=None, converter=_day, metadata={READ_AS: str | None}
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

_COLUMNS: Final = {
    "Job Title": "title",
    "Company": "company",
    "Location": "location",
    "Work Type": "work_type",
    "Salary": "salary",
    "Posted": "posted",
    "Source": "source",
    "Apply URL": "apply_url",
    "Description": "description",
    "Highlights": "highlights",
}

LISTING_COLUMNS: Final = tuple(
    ReferenceColumn(
        name=name,
        title=name,
        unit="",
        kind=TEXT,
        required=attribute == "title",
        standard=True,
        link=attribute == "apply_url",
    )
    for name, attribute in _COLUMNS.items()
)
"""The columns of exported listings: those of the site's own export."""


def _check_unicode(checks: Checks, name: str, value: object) -> None:
    """Refuse halves of surrogate pairs, which no file can hold."""
    holds = not isinstance(value, str) or is_encodable(value)
    checks.expect(name, value, WHOLE_CHARACTERS, holds=holds)


def export_listings(
    listings: Iterable[JobListing],
    target: str | Path,
    *,
    occupation: str | Occupation | None = None,
    data: str | Release | None = None,
    sheet_name: str | None = None,
    format: Format | None = None,
) -> ExportReport:
    """Write job listings into a file of Excel, CSV, JSON or Parquet.

    The columns are ``Job Title``, ``Company``, ``Location``, ``Work Type``, ``Salary``,
    ``Posted``, ``Source``, ``Apply URL``, ``Description`` and ``Highlights``, whose points are
    joined by semicolons. What is missing is empty.

    The listings are the caller's: the file says which version of careerscore made it, and no
    data release unless an occupation is named. Texts are treated as `careerscore.export`
    treats them: exact in JSON and Parquet, harmless in CSV and Excel, where line breaks stay
    in cells of Excel only. A date is a date in Excel and ``2026-01-09`` elsewhere. In Excel, an
    address of ``http`` or ``https`` in plain ASCII, in which nothing is left to escape, becomes
    a link, up to the 65,530 that a sheet can hold; any other stays text.

    Parameters
    ----------
    listings : iterable of JobListing
        What to write; the order is kept.
    target : str or Path
        The file, as for `careerscore.export`.
    occupation : str or Occupation, optional
        The occupation the listings are of: named in the file, with its release and the
        attribution of its title.
    data : str or Release, optional
        The release to look a name up in; the newest by default.
    sheet_name : str, optional
        Name of the sheet, made legal for Excel; by default the occupation's title or
        ``Job listings``. Other formats have no sheets and leave it aside.
    format : str, optional
        ``"xlsx"``, ``"csv"``, ``"json"`` or ``"parquet"``; by default, the end of the name
        decides.

    Returns
    -------
    ExportReport
        What was written, and where.

    Raises
    ------
    InvalidInputError
        If the target is none, or a listing is no `JobListing`; all faults are named.
    AmbiguousOccupationError, UnknownOccupationError, RetiredCodeError
        If not exactly one occupation answers to the name.
    UnknownReleaseError
        If there is no such release.
    MissingDependencyError
        If the package that writes the format is not installed.
    OSError
        If a file cannot be written; then none is.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> listings = [JobListing(title="=Coder", company="Clinic", posted="3 days ago")]
    >>> with TemporaryDirectory() as folder:
    ...     report = export_listings(listings, Path(folder, "jobs.csv"))
    ...     lines = Path(folder, "jobs.csv").read_text(encoding="utf-8").splitlines()
    >>> lines[1]
    "'=Coder,Clinic,,,,3 days ago,,,,"
    >>> report.rows, report.data_release
    (1, None)
    """
    checks = Checks("export_listings")
    place = target_of(checks, target, format)
    found = _listings(checks, listings)
    checks.instance("sheet_name", sheet_name, str, optional=True)
    checks.raise_problems()
    career = None if occupation is None else occupation_of("export_listings", occupation, data)
    return write(_table(found, career, sheet_name), place)


def _listings(checks: Checks, listings: object) -> list[JobListing]:
    if isinstance(listings, str) or not isinstance(listings, Iterable):
        checks.expect("listings", listings, "a list of JobListing", holds=False)
        return []
    found = list(listings)
    for place, listing in enumerate(found):
        checks.instance(f"listings[{place}]", listing, JobListing)
    return found


def _table(
    listings: list[JobListing], occupation: Occupation | None, name: str | None
) -> ExportTable:
    title = "Job listings" if occupation is None else f"Job listings: {occupation.title}"
    default = "Job listings" if occupation is None else occupation.title
    return ExportTable(
        kind=KIND,
        title=title,
        columns=LISTING_COLUMNS,
        values={
            column: tuple(_cell(getattr(listing, attribute)) for listing in listings)
            for column, attribute in _COLUMNS.items()
        },
        origin=_origin(occupation),
        sheet=legal_sheet_name(default if name is None else name, ABOUT_NAMES),
    )


def _cell(value: str | datetime.date | tuple[str, ...] | None) -> Cell:
    return LIST_SEPARATOR.join(value) or None if isinstance(value, tuple) else value


def _origin(occupation: Occupation | None) -> Origin:
    if occupation is None:
        return Origin()
    source = occupation.sources.get("title")
    return Origin(
        data_release=occupation.data_release,
        data_fingerprint=occupation.data_fingerprint,
        sources=() if source is None else (source,),
        occupation=(occupation.code, occupation.title),
    )
