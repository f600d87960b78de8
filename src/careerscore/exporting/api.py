"""Export occupations to a file, or to bytes for a pipe or a web server."""

from __future__ import annotations

import os
from collections.abc import Mapping
from contextlib import ExitStack
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, cast, get_args

from attrs import field, frozen

from careerscore._files import atomic_write
from careerscore._record import Checks, frozen_map
from careerscore._text import is_encodable
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.errors import MissingDependencyError
from careerscore.exporting.occupations import occupation_table
from careerscore.exporting.table import check_unicode
from careerscore.exporting.writers import write_csv, write_json, write_parquet
from careerscore.exporting.xlsx import write_xlsx

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from careerscore.exporting.table import Content, ExportTable
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

Format: TypeAlias = Literal["json", "csv", "parquet", "xlsx"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_SUFFIXES: Final[Mapping[str, Format]] = {
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
}

_NEEDED: Final[Mapping[str, tuple[str, str, str]]] = {
    "parquet": ("pyarrow", "a Parquet file", "parquet"),
    "xlsx": ("xlsxwriter", "an Excel workbook", "excel"),
}
"""The package that a format needs, what it is needed for, and the extra that brings it."""


@frozen(kw_only=True)
class ExportReport:
    """Result of an export: the files and their contents.

    Parameters
    ----------
    path : str
        The file.
    sidecars : tuple of str
        Files that describe it: of CSV, the metadata.
    format : str
        ``json``, ``csv``, ``parquet`` or ``xlsx``.
    rows : int
        Number of rows, without the row of names.
    columns : tuple of str
        Names of the columns, in order.
    data_release : str, optional
        The release of the figures; None where none is from one.
    methodology : str, optional
        The methodology of the scores; None where no column is a score.
    sources : tuple of str
        Ids of the editions that the columns rest on.
    cut : Mapping of str to int
        How many cells of a column were longer than Excel holds and have been cut, with a mark.
    """

    path: str
    sidecars: tuple[str, ...]
    format: str
    rows: int
    columns: tuple[str, ...] = field(repr=False)
    data_release: str | None
    methodology: str | None
    sources: tuple[str, ...] = field(repr=False)
    cut: Mapping[str, int] = field(converter=frozen_map)


def export(
    target: str | Path,
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    format: Format | None = None,
    attributions: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> ExportReport:
    """Write occupations to a JSON, CSV, Parquet or Excel file.

    Each export names its release and methodology, with their fingerprints, and the sources of its
    columns, with the attributions that their licences require:

    ``json``
        The description of the table, then ``rows``, an object for each; a missing value is
        null. `careerscore.exporting.export_schema` is the schema.
    ``csv``
        RFC 4180 in UTF-8, with the chosen columns alone. A second file,
        ``<name>-metadata.json``, is written first: release, methodology, types, meanings, units,
        licences, sources and attributions, as the W3C describes CSV on the Web.
    ``parquet``
        The types of `Release.to_frame`; the rest is metadata of the file and its columns.
    ``xlsx``
        Sheets *Occupations*, with typed cells, *About*, *Columns*, *Sources*, *Methodology*.

    JSON and Parquet keep texts exactly. CSV and Excel are protected against formula injection:
    in CSV, an apostrophe is put before a sign that could begin a formula, at the beginning of a
    text or after a semicolon; in Excel, texts are texts. Both replace control and direction
    characters. Excel cuts a text of more than 32,767 characters, with a mark. The same versions
    of careerscore and of the package that writes the format give the same bytes.

    Parameters
    ----------
    target : str or Path
        The file. Its name ends in ``.json``, ``.csv``, ``.parquet``, ``.pq`` or ``.xlsx``,
        unless `format` is given. Its folder has to exist. An existing file is replaced only by
        a whole one; a folder, pipe or device is refused.
    data : str or Release, optional
        The release; the newest by default.
    occupations : iterable of str, optional
        Codes, slugs, titles or aliases, as `careerscore.occupation` takes them; all by
        default. The order is kept; an occupation named twice is written once.
    columns : iterable of str, optional
        Names of `careerscore.exporting.export_columns`, in the order of the file; or ``"all"``;
        a standard selection by default.
    methodology : str or Methodology, optional
        The methodology to score with; None for a table without scores.
    format : str, optional
        ``"json"``, ``"csv"``, ``"parquet"`` or ``"xlsx"``; by default, from the file name.
    attributions : bool, default False
        Whether each row of CSV ends in ``data_release``, ``methodology`` and ``attributions``, for
        a file that is passed on without its metadata. Other formats always hold them.
    progress : callable, optional
        Called with the number of occupations done, and of all.

    Returns
    -------
    ExportReport
        The files and their contents.

    Raises
    ------
    InvalidInputError
        If the target, occupations or columns are invalid (all problems are listed), or a text
        is not valid Unicode.
    UnknownReleaseError, UnknownMethodologyError
        If there is no such release or methodology.
    MissingDependencyError
        If the package that writes the format is not installed.
    OSError
        If a file cannot be written; what was there before stays.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     path = Path(folder, "pay.csv")
    ...     columns = ["title", "annual_median_usd", "tier"]
    ...     report = export(path, occupations=["29-2072"], columns=columns, data="2026.1")
    ...     lines = path.read_text(encoding="utf-8").splitlines()
    >>> report.rows, report.format, report.sources[:2]
    (1, 'csv', ('onet/30.1', 'oews/2023-05'))
    >>> lines
    ['title,annual_median_usd,tier', 'Medical Records Specialists,48780.0,AI-Augmented']
    """
    checks = Checks("export")
    path, found = check_target(checks, target, format)
    checks.value("attributions", attributions, bool)
    table = occupation_table(checks, data, occupations, columns, methodology, progress)
    return write_table(table, path, found, attributions=attributions)


def export_bytes(
    format: Format,
    *,
    data: str | Release | None = None,
    occupations: Iterable[str] | None = None,
    columns: Iterable[str] | None = None,
    methodology: str | Methodology | None = DEFAULT_METHODOLOGY,
    attributions: bool = False,
    progress: Callable[[int, int], None] | None = None,
) -> bytes:
    """Return the bytes of an export, for a pipe or a web server.

    Those of CSV are the chosen columns alone, unless `attributions` is true: there is no metadata.

    Parameters
    ----------
    format : str
        ``"json"``, ``"csv"``, ``"parquet"`` or ``"xlsx"``.
    data, occupations, columns, methodology, attributions, progress : optional
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
    found = _check_format(checks, format)
    checks.value("attributions", attributions, bool)
    table = occupation_table(checks, data, occupations, columns, methodology, progress)
    added = table.provenance_columns if attributions else {}
    return _content(table, found, "", added).body


def check_target(checks: Checks, target: object, format: object) -> tuple[Path, Format]:
    """Return the path and the format of the file to write; record what is wrong with them."""
    text = str(target) if isinstance(target, Path) else target
    is_name = (
        isinstance(text, str) and "\0" not in text and is_encodable(text) and Path(text).name != ""
    )
    checks.expect("target", text, "the path of a file", holds=is_name)
    # Any name stands for what is none, so that other problems are reported too.
    named = Path(str(text) if is_name else "export.json")
    # What a link leads to is written, and the link stays. Where links lead in a circle,
    # `Path.resolve` raises or not, depending on the version of Python; this gives the link.
    path = Path(os.path.realpath(named))
    checks.expect("target", text, "a folder that exists", holds=path.parent.is_dir())
    is_regular = path.is_file() or not os.path.lexists(path)
    checks.expect("target", text, "an ordinary file", holds=is_regular)
    if format is None:
        format = _SUFFIXES.get(named.suffix.lower())
        expected = f"a name that ends in {', '.join(_SUFFIXES)}, or pass format="
        checks.expect("target", text, expected, holds=format is not None)
    return path, _check_format(checks, format or FORMATS[0])


def _check_format(checks: Checks, format: Any) -> Format:
    is_format = isinstance(format, str) and format in FORMATS
    checks.expect("format", format, " or ".join(map(repr, FORMATS)), holds=is_format)
    found: Format = FORMATS[0]
    if is_format:
        found = cast("Format", format)
    if found in _NEEDED:
        package, feature, extra = _NEEDED[found]
        try:
            import_module(package)
        except ImportError as error:
            raise MissingDependencyError(feature, extra) from error
    return found


def _content(table: ExportTable, format: Format, name: str, added: Mapping[str, str]) -> Content:
    check_unicode(table)
    if format == "csv":
        return write_csv(table, name, added)
    return {"json": write_json, "parquet": write_parquet, "xlsx": write_xlsx}[format](table)


def write_table(
    table: ExportTable, path: Path, format: Format, *, attributions: bool = False
) -> ExportReport:
    """Write a table to a file, its metadata first."""
    added = table.provenance_columns if attributions and format == "csv" else {}
    content = _content(table, format, path.name, added)
    sidecars = {path.with_name(path.name + end): body for end, body in content.sidecars.items()}
    with ExitStack() as stack:
        # The last one that is entered is the first that takes its place.
        for file, body in ({path: content.body} | sidecars).items():
            stack.enter_context(atomic_write(file)).write_bytes(body)
    return ExportReport(
        path=str(path),
        sidecars=tuple(map(str, sidecars)),
        format=format,
        rows=table.rows,
        columns=(*table.values, *added),
        data_release=table.data_release,
        methodology=table.methodology_id,
        sources=tuple(source.id for source in table.sources),
        cut=content.truncated,
    )
