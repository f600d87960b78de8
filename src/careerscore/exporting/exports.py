"""The front door of exports: occupations into a file, or into bytes for whoever serves them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._record import Checks
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.exporting.files import content_of, format_of, target_of, write
from careerscore.exporting.occupations import occupation_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from pathlib import Path

    from careerscore.exporting.files import ExportReport, Format
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

__all__ = ["export", "export_bytes"]


def export(
    target: str | Path,
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    format: Format | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> ExportReport:
    """Write occupations into a file of JSON, CSV, Parquet or Excel.

    Every file says which release and which methodology it rests on, with their fingerprints,
    and carries the sources of its columns with the attributions that their licences require:

    ``json``
        One document: all that is said of the table, then ``rows``, an object for each. Its
        schema is `careerscore.exporting.export_schema`. Missing values are null.
    ``csv``
        RFC 4180 in UTF-8. The last columns of each row are ``data_release``, ``methodology``
        and ``attributions``. Beside it stands ``<name>-metadata.json``: types, meanings, units,
        licences and sources as the W3C describes CSV on the Web. Both are written or none.
        Two exports to one file at the same time can leave the rows of one and the metadata of
        the other.
    ``parquet``
        The types of `Release.to_frame`, the rest in the metadata of the file and its columns.
    ``xlsx``
        A sheet *Occupations* with typed cells, then *About*, *Columns*, *Sources* and
        *Methodology*.

    JSON and Parquet hold texts exactly as they are. In CSV and Excel, control characters and
    marks that turn the direction of writing are replaced, and nothing becomes a formula: in
    CSV, an apostrophe stands before a sign that could begin one, at the beginning of a text or
    after a semicolon; in Excel, texts are texts. A text of more than 32,767 characters is cut
    for Excel, with a mark, and the report counts such cells. The same input gives the same
    bytes, by the same version of careerscore and of the package that writes the format.

    Parameters
    ----------
    target : str or Path
        The file. Its name ends in ``.json``, ``.csv``, ``.parquet``, ``.pq`` or ``.xlsx``, or
        `format` says what it is. Its folder has to exist. What was there before is replaced
        only by a whole file; a folder, pipe or device is refused.
    data : str or Release, optional
        The release; the newest by default.
    occupations : iterable of str, optional
        Codes, slugs, titles or aliases, as `careerscore.occupation` takes them; all by
        default. The order is kept; an occupation that is named twice is written once, at its
        first place.
    columns : iterable of str, optional
        Names of `careerscore.exporting.export_columns`, in the order of the file; or ``"all"``;
        or by default those that a reader looks for first.
    methodology : str or Methodology, optional
        What scores; None for a table without scores.
    format : str, optional
        ``"json"``, ``"csv"``, ``"parquet"`` or ``"xlsx"``; by default, the end of the name
        decides.
    progress : callable, optional
        Called with how many occupations have been put together, and how many there are.

    Returns
    -------
    ExportReport
        What was written, and where.

    Raises
    ------
    InvalidInputError
        If the target, occupations or columns are not what is said above; all faults are named.
        If a text, such as the title of a methodology, is no Unicode text.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.
    MissingDependencyError
        If the package that writes the format is not installed.
    OSError
        If a file cannot be written; then none is.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     report = export(
    ...         Path(folder, "pay.csv"),
    ...         occupations=["29-2072.00", "registered-nurses"],
    ...         columns=["title", "annual_median_usd", "tier"],
    ...         data="2026.1",
    ...     )
    ...     lines = Path(folder, "pay.csv").read_text(encoding="utf-8").splitlines()
    >>> report.rows, report.format, report.sources[:2]
    (2, 'csv', ('onet/30.1', 'oews/2023-05'))
    >>> [line.split(",")[:3] for line in lines]
    [['title', 'annual_median_usd', 'tier'],
     ['Medical Records Specialists', '48780.0', 'AI-Augmented'],
     ['Registered Nurses', '86070.0', 'AI-Augmented']]
    """
    checks = Checks("export")
    place = target_of(checks, target, format)
    table = occupation_table(
        data=data,
        occupations=occupations,
        columns=columns,
        methodology=methodology,
        progress=progress,
        checks=checks,
    )
    return write(table, place)


def export_bytes(
    format: Format,
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return what `export` writes, for a pipe or a web server; of CSV, without the metadata.

    Parameters
    ----------
    format : str
        ``"json"``, ``"csv"``, ``"parquet"`` or ``"xlsx"``.
    data, occupations, columns, methodology, progress : optional
        As for `export`.

    Raises
    ------
    InvalidInputError, UnknownReleaseError, UnknownMethodologyError, MissingDependencyError
        As `export` does.

    Examples
    --------
    >>> document = export_bytes("json", occupations=["29-2072"], columns=["soc_code"])
    >>> document.decode().splitlines()[-3].strip()
    '{"soc_code": "29-2072"}'
    """
    checks = Checks("export")
    found = format_of(checks, format)
    table = occupation_table(
        data=data,
        occupations=occupations,
        columns=columns,
        methodology=methodology,
        progress=progress,
        checks=checks,
    )
    return content_of(table, found, "").body
