"""Build the bundled data from official files: read, check, make tables, render, write."""

from __future__ import annotations

import csv
import hashlib
import io
from graphlib import TopologicalSorter
from typing import TYPE_CHECKING

from attrs import frozen

from careerscore._data import CHECKSUMS
from careerscore._files import write_whole
from careerscore.errors import Problem, SourceFileError, UnknownEditionError
from careerscore.sources.builders import make_tables
from careerscore.sources.checks import SourceTable, check_references, check_table
from careerscore.sources.editions import DATASETS, bundled_editions
from careerscore.sources.readers import read_file

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence
    from pathlib import Path

    from careerscore.sources.checks import Rows
    from careerscore.sources.editions import Edition

    Progress = Callable[[str, int, int], None]


@frozen(kw_only=True)
class BuildReport:
    """The files of a build.

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
    editions: Sequence[Edition] | None = None,
    progress: Progress | None = None,
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
    editions : sequence of Edition, optional
        The editions to build; everything that is bundled by default.
    progress : callable, optional
        Called with an edition's id, the number of editions read, and their total.

    Returns
    -------
    BuildReport
        The files that were written, unchanged and removed.

    Raises
    ------
    SourceFileError
        If an official file is missing, or not as published.
    UnknownEditionError
        If an edition is computed from one that is not built with it.
    MissingDependencyError
        If python-calamine is needed and not installed.

    Examples
    --------
    >>> from pathlib import Path
    >>> wages = [edition for edition in bundled_editions() if edition.id == "oews/2023-05"]
    >>> build(Path("no", "such", "folder"), Path("out"), editions=wages)
    Traceback (most recent call last):
    careerscore.errors.SourceFileError: oews/national_M2023_dl.xlsx, sheet 'national_M2023_dl':
    expected a file, found none
    """
    ordered = _in_order(bundled_editions() if editions is None else editions)
    rendered = _render(inputs, ordered, progress)
    changed = {
        name: write_whole(out.joinpath(*name.split("/")), content)
        for name, content in rendered.items()
    }
    stale = _stale_files(out, ordered, rendered)
    for name in stale:
        out.joinpath(*name.split("/")).unlink()
    changed[CHECKSUMS] = write_checksums(out)
    return BuildReport(
        editions=tuple(edition.id for edition in ordered),
        written=tuple(name for name, written in changed.items() if written),
        unchanged=tuple(name for name, written in changed.items() if not written),
        removed=stale,
    )


def check(
    inputs: Path,
    data: Path,
    *,
    editions: Sequence[Edition] | None = None,
    progress: Progress | None = None,
) -> tuple[Problem, ...]:
    """Build in memory and compare with a folder of data, byte for byte.

    Parameters
    ----------
    inputs : Path
        Folder of the official files.
    data : Path
        Folder of the data.
    editions : sequence of Edition, optional
        The editions to compare; everything that is bundled by default.
    progress : callable, optional
        As for `build`.

    Returns
    -------
    tuple of Problem
        One for each file that is missing, differs, or belongs to no edition any more;
        none if the data are those that a build would write.

    Raises
    ------
    SourceFileError
        If an official file is missing, or not as published.
    """
    ordered = _in_order(bundled_editions() if editions is None else editions)
    rendered = _render(inputs, ordered, progress)
    problems = [
        Problem(name, found, "the bytes that a build writes")
        for name, content in rendered.items()
        if (found := _difference(data.joinpath(*name.split("/")), content))
    ]
    problems.extend(
        Problem(name, "a file that no edition has", "no file")
        for name in _stale_files(data, ordered, rendered)
    )
    if found := _difference(data / CHECKSUMS, _checksum_lines(data)):
        problems.append(Problem(CHECKSUMS, found, "the checksums of the other files"))
    return tuple(problems)


def write_checksums(data: Path) -> bool:
    r"""Write the list of checksums of a folder of data.

    Parameters
    ----------
    data : Path
        The folder.

    Returns
    -------
    bool
        Whether it was written; a list that is right already is left alone.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     _ = Path(folder, "example.csv").write_bytes(b"")
    ...     written = write_checksums(Path(folder)), write_checksums(Path(folder))
    ...     text = Path(folder, "SHA256SUMS").read_text(encoding="utf-8")
    >>> written
    (True, False)
    >>> text[:8], text[-14:]
    ('e3b0c442', '  example.csv\n')
    """
    return write_whole(data / CHECKSUMS, _checksum_lines(data))


def _checksum_lines(data: Path) -> bytes:
    lines = (
        f"{hashlib.sha256(data.joinpath(*name.split('/')).read_bytes()).hexdigest()}  {name}\n"
        for name in _data_files(data)
    )
    return "".join(lines).encode("utf-8")


def _data_files(data: Path) -> list[str]:
    """Return the paths of the data files below a folder: none that Python compiles or hides."""
    names = (path.relative_to(data).as_posix() for path in data.rglob("*") if path.is_file())
    return sorted(
        name
        for name in names
        if name != CHECKSUMS
        and not any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))
    )


def _difference(path: Path, content: bytes) -> str:
    if not path.is_file():
        return "no file"
    return "" if path.read_bytes() == content else "other bytes"


def _stale_files(
    data: Path, editions: Iterable[Edition], rendered: Mapping[str, bytes]
) -> tuple[str, ...]:
    """Return the files of the editions, below a folder, that they no longer have."""
    starts = [f"{DATASETS}/{edition.id}" for edition in editions]
    own = tuple(f"{start}/" for start in starts)
    single = {f"{start}{suffix}" for start in starts for suffix in (".csv", ".toml")}
    return tuple(
        name
        for name in _data_files(data)
        if name not in rendered and (name in single or name.startswith(own))
    )


def _in_order(editions: Sequence[Edition]) -> tuple[Edition, ...]:
    """Return the editions, each after those that it is computed from."""
    by_id = {edition.id: edition for edition in editions}
    for edition in editions:
        for name in edition.built_from:
            if name not in by_id:
                raise UnknownEditionError(name, tuple(by_id))
    order = TopologicalSorter({edition.id: edition.built_from for edition in editions})
    return tuple(by_id[name] for name in order.static_order())


def _render(
    inputs: Path, editions: Sequence[Edition], progress: Progress | None
) -> dict[str, bytes]:
    """Return the content of every file of some editions, keyed by path below the data."""
    _check_presence(inputs, editions)
    rendered: dict[str, bytes] = {}
    built: dict[str, dict[str, SourceTable]] = {}
    for done, edition in enumerate(editions, start=1):
        earlier = (built[name] for name in edition.built_from)
        sources = {name: table for tables in earlier for name, table in tables.items()}
        tables = _make(inputs, edition, sources)
        built[edition.id] = {}
        for table in edition.tables:
            columns, rows = tuple(table.columns), tables[table.name]
            name = f"{edition.dataset}/{table.name}"
            built[edition.id][name] = SourceTable(table.file, None, columns, 2, rows)
            rendered[f"{DATASETS}/{table.file}"] = _csv([columns, *rows])
        rendered[f"{DATASETS}/{edition.metadata_file}"] = edition.metadata.encode("utf-8")
        if progress is not None:
            progress(edition.id, done, len(editions))
    return rendered


def _check_presence(inputs: Path, editions: Iterable[Edition]) -> None:
    missing = {
        source.file: source.sheet
        for edition in editions
        for source in edition.inputs.values()
        if not inputs.joinpath(*source.file.split("/")).is_file()
    }
    if missing:
        first, *others = missing
        also = f"; missing as well: {', '.join(others)}" if others else ""
        raise SourceFileError(first, "a file", f"none{also}", missing[first])


def _make(inputs: Path, edition: Edition, earlier: Mapping[str, SourceTable]) -> Mapping[str, Rows]:
    """Read and check the official files of an edition, and return its tables."""
    sources: dict[str, SourceTable] = {}
    checksums: dict[str, str] = {}
    for name, source in edition.inputs.items():
        content = read_file(inputs, source)
        sources[name] = check_table(source, content)
        checksums[name] = content.sha256
    for name, source in edition.inputs.items():
        check_references(source, sources[name], sources)
    tables = make_tables(edition, {**sources, **earlier})
    for table in edition.tables:
        found = len(tables[table.name])
        if found != table.rows:
            file = edition.inputs[table.source].file if table.source else table.file
            raise SourceFileError(file, f"{table.rows} rows of table {table.name}", str(found))
    # Last, as every other check can name the place in the file.
    for name, source in edition.inputs.items():
        if checksums[name] != source.sha256:
            expected = f"the published file, SHA-256 {source.sha256}"
            raise SourceFileError(source.file, expected, f"SHA-256 {checksums[name]}", source.sheet)
    return tables


def _csv(rows: Iterable[Sequence[str]]) -> bytes:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue().encode("utf-8")
