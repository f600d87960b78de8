"""Export job listings of users to a file."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any, Final

from attrs import evolve, fields

from careerscore._record import Checks
from careerscore.api import occupation_of
from careerscore.exporting.api import check_target, write_table
from careerscore.exporting.table import JOB_LISTINGS, ExportTable
from careerscore.exporting.xlsx import ABOUT_SHEETS
from careerscore.exporting.xlsx import sheet_name as legal_name
from careerscore.model.listing import JobListing
from careerscore.reference.columns import LIST_SEPARATOR, TEXT, ReferenceColumn

if TYPE_CHECKING:
    import datetime
    from pathlib import Path

    from careerscore.exporting.api import ExportReport, Format
    from careerscore.exporting.table import Cell
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release

_NAMES: Final = {"title": "Job Title", "apply_url": "Apply URL"}


def _column(attribute: str) -> ReferenceColumn:
    name = _NAMES.get(attribute, attribute.replace("_", " ").title())
    column = ReferenceColumn(name=name, title=name, unit="", kind=TEXT, standard=True)
    return evolve(column, required=attribute == "title", link=attribute == "apply_url")


LISTING_COLUMNS: Final = {each.name: _column(each.name) for each in fields(JobListing)}
"""The columns of exported listings, those of the site's own export, by attribute."""


def export_listings(
    listings: Iterable[JobListing],
    target: str | Path,
    *,
    occupation: str | Occupation | None = None,
    data: str | Release | None = None,
    sheet_name: str | None = None,
    format: Format | None = None,
) -> ExportReport:
    """Write job listings to an Excel, CSV, JSON or Parquet file.

    The columns are ``Job Title``, ``Company``, ``Location``, ``Work Type``, ``Salary``,
    ``Posted``, ``Source``, ``Apply URL``, ``Description`` and ``Highlights``, whose points are
    joined by semicolons. What is missing is empty. The file names a data release only if an
    occupation is named.

    `careerscore.export` describes the treatment of texts; line breaks stay in cells of Excel
    only. A date is a date in Excel and ``2026-01-09`` elsewhere. In Excel, an address of
    ``http`` or ``https`` in plain ASCII, in which nothing is left to escape, becomes a link, up
    to the 65,530 that a sheet can hold; any other stays text.

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
        ``"xlsx"``, ``"csv"``, ``"json"`` or ``"parquet"``; by default, from the file name.

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
    UnknownReleaseError, MissingDependencyError, OSError
        As `careerscore.export` does.

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
    path, found = check_target(checks, target, format)
    rows: list[JobListing] = []
    if isinstance(listings, str) or not isinstance(listings, Iterable):
        checks.expect("listings", listings, "a list of JobListing", holds=False)
    else:
        rows.extend(listings)
    for place, listing in enumerate(rows):
        checks.value(f"listings[{place}]", listing, JobListing)
    checks.value("sheet_name", sheet_name, str | None)
    checks.raise_problems()
    career = None if occupation is None else occupation_of("export_listings", occupation, data)
    return write_table(_table(rows, career, sheet_name), path, found)


def _table(
    listings: list[JobListing], occupation: Occupation | None, name: str | None
) -> ExportTable:
    origin: dict[str, Any] = {}
    if occupation is not None:
        source = occupation.sources.get("title")
        origin = {
            "data_release": occupation.data_release,
            "data_fingerprint": occupation.data_fingerprint,
            "sources": () if source is None else (source,),
            "occupation": (occupation.code, occupation.title),
        }
    title = None if occupation is None else occupation.title
    return ExportTable(
        kind=JOB_LISTINGS,
        title="Job listings" if title is None else f"Job listings: {title}",
        columns=tuple(LISTING_COLUMNS.values()),
        values={
            column.name: tuple(_cell(getattr(listing, attribute)) for listing in listings)
            for attribute, column in LISTING_COLUMNS.items()
        },
        sheet=legal_name((title or "Job listings") if name is None else name, ABOUT_SHEETS),
        **origin,
    )


def _cell(value: str | datetime.date | tuple[str, ...] | None) -> Cell:
    return LIST_SEPARATOR.join(value) or None if isinstance(value, tuple) else value
