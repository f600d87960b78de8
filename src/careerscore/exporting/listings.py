"""Export job listings, training programs and certifications to a file."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final

from attrs import fields

from careerscore._record import Checks
from careerscore.api import occupation_of
from careerscore.exporting.api import check_target, write_table
from careerscore.exporting.table import CERTIFICATIONS, JOB_LISTINGS, TRAINING, ExportTable
from careerscore.exporting.xlsx import ABOUT_SHEETS
from careerscore.exporting.xlsx import sheet_name as legal_name
from careerscore.model.listing import JobListing, SalaryRange
from careerscore.model.training import Certification, TrainingProgram
from careerscore.reference.columns import LIST_SEPARATOR, NUMBER, TEXT, ReferenceColumn

if TYPE_CHECKING:
    from pathlib import Path

    from careerscore.exporting.api import ExportReport, Format
    from careerscore.exporting.table import Cell
    from careerscore.model.occupation import Occupation
    from careerscore.reference.releases import Release

KINDS: Final[Mapping[type, tuple[str, str]]] = {
    JobListing: (JOB_LISTINGS, "Job listings"),
    TrainingProgram: (TRAINING, "Training programs"),
    Certification: (CERTIFICATIONS, "Certifications"),
}
"""Kind and title of the table of each class."""

_NAMES: Final = {
    "title": "Job Title",
    "apply_url": "Apply URL",
    "url": "URL",
    "organization_url": "Organization URL",
    "salary_range.low": "Salary Low",
    "salary_range.high": "Salary High",
    "salary_range.period": "Salary Period",
    "salary_range.currency": "Salary Currency",
}
_REQUIRED: Final = ("title", "program", "name")
_UNITS: Final = {
    "salary_range.low": "",
    "salary_range.high": "",
    "wage_rank_low": "percent of the workers of the occupation",
    "wage_rank_high": "percent of the workers of the occupation",
    "distance_miles": "miles",
}
"""Units of the columns of numbers; those of pay are in columns of their own."""


def _column(path: str) -> ReferenceColumn:
    name = _NAMES.get(path, path.replace("_", " ").title())
    return ReferenceColumn(
        name=name,
        title=name,
        unit=_UNITS.get(path, ""),
        kind=NUMBER if path in _UNITS else TEXT,
        standard=True,
        required=path in _REQUIRED,
        link=path.endswith("url"),
    )


def _paths(kind: type) -> Iterable[str]:
    """Give the attributes of a class that are columns, and those of the pay that it states."""
    for each in fields(kind):
        if each.name == "salary_range":
            yield from (f"salary_range.{part.name}" for part in fields(SalaryRange))
        else:
            yield each.name


COLUMNS: Final = {kind: {path: _column(path) for path in _paths(kind)} for kind in KINDS}
"""The columns of each class, by attribute; the first ten of listings are those of the site."""


def export_listings(
    listings: Iterable[JobListing] | Iterable[TrainingProgram] | Iterable[Certification],
    target: str | Path,
    *,
    occupation: str | Occupation | None = None,
    data: str | Release | None = None,
    sheet_name: str | None = None,
    format: Format | None = None,
) -> ExportReport:
    """Write job listings, or training programs or certifications, to a file.

    The first columns of job listings are ``Job Title``, ``Company``, ``Location``, ``Work Type``,
    ``Salary``, ``Posted``, ``Source``, ``Apply URL``, ``Description`` and ``Highlights``, whose
    points are joined by semicolons; then come the other fields, pay as numbers among them. What
    is missing is empty. The file names a data release only if an occupation is named.

    `careerscore.export` describes the treatment of texts; line breaks stay in cells of Excel
    only. A date is a date in Excel and ``2026-01-09`` elsewhere. In Excel, an address of
    ``http`` or ``https`` in plain ASCII, in which nothing is left to escape, becomes a link, up
    to the 65,530 that a sheet can hold; any other stays text.

    Parameters
    ----------
    listings : iterable of JobListing, TrainingProgram or Certification
        What to write, all of one class, such as the results of `careerscore.live.find_jobs`; the
        order is kept.
    target : str or Path
        The file, as for `careerscore.export`.
    occupation : str or Occupation, optional
        The occupation the listings are of: named in the file, with its release and the
        attribution of its title.
    data : str or Release, optional
        The release to look a name up in; the newest by default.
    sheet_name : str, optional
        Name of the sheet, made legal for Excel; by default the occupation's title, or such as
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
        If the target is none, or a listing is of another class; all faults are named.
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
    "'=Coder,Clinic,,,,3 days ago,,,,,,,,,,,,,,,,,,"
    >>> report.rows, report.data_release
    (1, None)
    """
    checks = Checks("export_listings")
    path, found = check_target(checks, target, format)
    rows: list[Any] = []
    if isinstance(listings, str) or not isinstance(listings, Iterable):
        checks.expect("listings", listings, "a list of JobListing", holds=False)
    else:
        rows.extend(listings)
    kind = next((type(each) for each in rows if type(each) in KINDS), JobListing)
    for place, listing in enumerate(rows):
        checks.value(f"listings[{place}]", listing, kind)
    checks.value("sheet_name", sheet_name, str | None)
    checks.raise_problems()
    career = None if occupation is None else occupation_of("export_listings", occupation, data)
    return write_table(_table(rows, career, sheet_name, kind), path, found)


def _table(
    listings: list[Any], occupation: Occupation | None, name: str | None, of: type = JobListing
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
    kind, kind_title = KINDS[of]
    title = None if occupation is None else occupation.title
    return ExportTable(
        kind=kind,
        title=kind_title if title is None else f"{kind_title}: {title}",
        columns=tuple(COLUMNS[of].values()),
        values={
            column.name: tuple(_cell(listing, path) for listing in listings)
            for path, column in COLUMNS[of].items()
        },
        sheet=legal_name((title or kind_title) if name is None else name, ABOUT_SHEETS),
        **origin,
    )


def _cell(listing: object, path: str) -> Cell:
    value: Any = listing
    for name in path.split("."):
        value = getattr(value, name, None)
    if isinstance(value, tuple):
        return LIST_SEPARATOR.join(value) or None
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, SalaryRange):
        return str(value)
    return float(value) if path in _UNITS and value is not None else value
