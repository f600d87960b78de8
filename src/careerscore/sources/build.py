"""The build: official files in, bundled data out, and nothing if anything is wrong."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import frozen

from careerscore._data import CHECKSUMS, DataDirectory, bundled
from careerscore._files import write_whole
from careerscore.errors import Problem, SourceFileError, UnknownEditionError
from careerscore.sources.checks import check_table
from careerscore.sources.editions import EDITIONS
from careerscore.sources.metadata import metadata_toml
from careerscore.sources.readers import read_file
from careerscore.sources.released import changed_file_error
from careerscore.sources.spec import SourceTable
from careerscore.sources.tables import table_csv
from careerscore.sources.writing import checksum_lines, data_files, write_checksums

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from careerscore.sources.spec import Edition, Input, OutputRow, Table

    Progress = Callable[[str, int, int], None]

__all__ = ["BuildReport", "build", "check"]

_DATASETS: Final = "datasets"


@frozen(kw_only=True)
class BuildReport:
    """What a build did.

    Parameters
    ----------
    editions : tuple of str
        Ids of the editions that were built.
    written, unchanged, removed : tuple of str
        Paths of the files below the output folder.
    """

    editions: tuple[str, ...]
    written: tuple[str, ...]
    unchanged: tuple[str, ...]
    removed: tuple[str, ...]


def build(
    inputs: Path,
    out: Path,
    *,
    editions: Sequence[Edition] = EDITIONS,
    progress: Progress | None = None,
    released: DataDirectory | None = None,
) -> BuildReport:
    """Build bundled data from official files.

    Every edition is read, checked and rendered before the first file is written. The
    same files give the same bytes everywhere.

    Parameters
    ----------
    inputs : Path
        Folder of the official files.
    out : Path
        Folder of the data; ``datasets`` and the list of checksums are written below it.
    editions : sequence of Edition
        What to build; everything by default.
    progress : callable, optional
        Called with an edition's id, the number of editions read, and their total.
    released : DataDirectory, optional
        Data to compare a file with that is not the published one; those that come with
        the package by default.

    Returns
    -------
    BuildReport
        What was written.

    Raises
    ------
    SourceFileError
        If an official file is missing, or not what was published.
    UnknownEditionError
        If an edition is computed from one that is not built before it.
    MissingDependencyError
        If python-calamine is needed and not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> wages = [edition for edition in EDITIONS if edition.id == "oews/2023-05"]
    >>> build(Path("no", "such", "folder"), Path("out"), editions=wages)
    Traceback (most recent call last):
    careerscore.errors.SourceFileError: oews/national_M2023_dl.xlsx, sheet 'national_M2023_dl':
    expected a file, found none
    """
    rendered = _render(inputs, editions, progress, released)
    changed = {
        name: write_whole(out.joinpath(*name.split("/")), content)
        for name, content in rendered.items()
    }
    stale = _stale_files(out, editions, rendered)
    for name in stale:
        out.joinpath(*name.split("/")).unlink()
    changed[CHECKSUMS] = write_checksums(out)
    return BuildReport(
        editions=tuple(edition.id for edition in editions),
        written=tuple(name for name, written in changed.items() if written),
        unchanged=tuple(name for name, written in changed.items() if not written),
        removed=stale,
    )


def check(
    inputs: Path,
    data: Path,
    *,
    editions: Sequence[Edition] = EDITIONS,
    progress: Progress | None = None,
) -> tuple[Problem, ...]:
    """Build in memory and compare with a folder of data, byte for byte.

    Parameters
    ----------
    inputs : Path
        Folder of the official files.
    data : Path
        Folder of the data.
    editions : sequence of Edition
        What to compare; everything by default.
    progress : callable, optional
        As for `build`.

    Returns
    -------
    tuple of Problem
        One for each file that is missing, differs, or belongs to no edition any more;
        none if the data are what a build would write.

    Raises
    ------
    SourceFileError
        If an official file is missing, or not what was published.
    """
    rendered = _render(inputs, editions, progress, DataDirectory(data))
    problems = [
        Problem(name, found, "the bytes that a build writes")
        for name, content in rendered.items()
        if (found := _difference(data.joinpath(*name.split("/")), content))
    ]
    problems.extend(
        Problem(name, "a file that no edition has", "no file")
        for name in _stale_files(data, editions, rendered)
    )
    if found := _difference(data / CHECKSUMS, checksum_lines(data).encode("utf-8")):
        problems.append(Problem(CHECKSUMS, found, "the checksums of the files beside it"))
    return tuple(problems)


def _difference(path: Path, content: bytes) -> str:
    if not path.is_file():
        return "no file"
    return "" if path.read_bytes() == content else "other bytes"


def _stale_files(
    data: Path, editions: Iterable[Edition], rendered: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Return the files of the editions, below a folder, that they no longer have."""
    return tuple(
        name
        for name in data_files(data)
        if name not in rendered and any(_belongs(name, edition) for edition in editions)
    )


def _belongs(name: str, edition: Edition) -> bool:
    start = f"{_DATASETS}/{edition.id}"
    return name in (f"{start}.csv", f"{start}.toml") or name.startswith(f"{start}/")


def _render(
    inputs: Path,
    editions: Sequence[Edition],
    progress: Progress | None,
    released: DataDirectory | None,
) -> dict[str, bytes]:
    """Return the content of every file of some editions, keyed by path below the data."""
    _check_presence(inputs, editions)
    rendered: dict[str, bytes] = {}
    built: dict[str, SourceTable] = {}
    for done, edition in enumerate(editions, start=1):
        tables = _make_tables(inputs, edition, built, released)
        for table in edition.tables:
            rows = [row.cells for row in tables[table.name]]
            name = f"{edition.id}/{table.name}"
            built[name] = SourceTable(name, None, table.columns, 2, rows)
            rendered[f"{_DATASETS}/{edition.table_file(table)}"] = table_csv(table, rows)
        rendered[f"{_DATASETS}/{edition.metadata_file}"] = metadata_toml(edition).encode("utf-8")
        if progress is not None:
            progress(edition.id, done, len(editions))
    return rendered


def _check_presence(inputs: Path, editions: Iterable[Edition]) -> None:
    missing = {
        source.file: source.sheet
        for edition in editions
        for source in edition.inputs
        if not inputs.joinpath(*source.file.split("/")).is_file()
    }
    if missing:
        first, *others = missing
        also = f"; missing as well: {', '.join(others)}" if others else ""
        raise SourceFileError(first, "a file", f"none{also}", missing[first])


def _make_tables(
    inputs: Path,
    edition: Edition,
    built: Mapping[str, SourceTable],
    released: DataDirectory | None,
) -> Mapping[str, Sequence[OutputRow]]:
    sources: dict[str, SourceTable] = {}
    changed: list[tuple[Input, str]] = []
    for source in edition.inputs:
        content = read_file(inputs, source)
        sources[source.file] = check_table(source, content)
        if content.sha256 != source.sha256:
            changed.append((source, content.sha256))
    sources.update(_built_before(edition, built))
    tables = edition.make(edition, sources)
    for source, sha256 in changed:
        raise changed_file_error(edition, source, sha256, tables, released or bundled())
    for table in edition.tables:
        _check_rows(edition, table, len(tables[table.name]))
    return tables


def _built_before(edition: Edition, built: Mapping[str, SourceTable]) -> dict[str, SourceTable]:
    needed: dict[str, SourceTable] = {}
    for name in edition.built_from:
        tables = {key: table for key, table in built.items() if key.startswith(f"{name}/")}
        if not tables:
            available = dict.fromkeys(key.rpartition("/")[0] for key in built)
            raise UnknownEditionError(name, tuple(available))
        needed.update(tables)
    return needed


def _check_rows(edition: Edition, table: Table, found: int) -> None:
    if found != table.rows:
        file = table.file or edition.table_file(table)
        raise SourceFileError(file, f"{table.rows} rows of table {table.name}", str(found))
