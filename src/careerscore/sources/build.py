"""Build the bundled data from official files: read, check, make tables, render, write."""

from __future__ import annotations

import hashlib
import io
import re
import zipfile
from collections import ChainMap
from graphlib import TopologicalSorter
from itertools import chain, groupby, zip_longest
from typing import TYPE_CHECKING

from attrs import frozen

from careerscore._data import CHECKSUMS, FOLDERS, Archive, part_of
from careerscore._files import write_whole
from careerscore.errors import (
    DataIntegrityError,
    DefinitionError,
    Problem,
    SourceFileError,
    UnknownEditionError,
)
from careerscore.sources.builders import BUILDERS
from careerscore.sources.editions import DATASETS, bundled_editions
from careerscore.sources.readers import NamedRows, SourceTable, as_csv, read_sources

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
    from pathlib import Path

    from careerscore.sources.editions import Edition
    from careerscore.sources.readers import Rows, Sources, Tables

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
    ids, rendered, stale = _render(inputs, out, editions, progress)
    changed = {}
    for name, content in rendered.items():
        stored = _compressed if name.endswith(".zip") else bytes
        is_same = _is_same(out / name, content)
        changed[name] = not is_same and write_whole(out / name, stored(content))
    for name in stale:
        (out / name).unlink()
    changed[CHECKSUMS] = write_checksums(out)
    return BuildReport(
        editions=ids,
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
        One for each file that is missing, differs, or belongs to no edition any more.

    Raises
    ------
    SourceFileError
        If an official file is missing, or not as published.
    """
    _, rendered, stale = _render(inputs, data, editions, progress)

    def differing(files: Mapping[str, bytes], expected: str) -> Iterator[Problem]:
        for name, content in files.items():
            if not (data / name).is_file():
                yield Problem(name, "no file", expected)
            elif not _is_same(data / name, content):
                yield Problem(name, "other bytes", expected)

    return (
        *differing(rendered, "the bytes that a build writes"),
        *(Problem(name, "a file that no edition has", "no file") for name in stale),
        *differing({CHECKSUMS: _checksum_lines(data)}, "the checksums of the other files"),
    )


def write_checksums(data: Path) -> bool:
    """Write the list of checksums of a folder of data.

    Parameters
    ----------
    data : Path
        The folder.

    Returns
    -------
    bool
        Whether it was written: False where the list was right already.

    Examples
    --------
    >>> from pathlib import Path
    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder:
    ...     write_checksums(Path(folder)), write_checksums(Path(folder))
    (True, False)
    """
    return write_whole(data / CHECKSUMS, _checksum_lines(data))


def _checksum_lines(data: Path) -> bytes:
    lines = (
        f"{hashlib.sha256((data / name).read_bytes()).hexdigest()}  {name}\n"
        for name in _data_files(data)
    )
    return "".join(lines).encode("utf-8")


def _data_files(data: Path) -> list[str]:
    """Return the paths of the data files of a folder: none that Python compiles or hides.

    The folder may have other files, next to the folders of data.
    """
    paths = chain.from_iterable((data / folder).rglob("*") for folder in FOLDERS)
    names = (path.relative_to(data).as_posix() for path in paths if path.is_file())
    return sorted(
        name
        for name in names
        if not any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))
    )


def _render(
    inputs: Path, data: Path, editions: Sequence[Edition] | None, progress: Progress | None
) -> tuple[tuple[str, ...], dict[str, bytes], tuple[str, ...]]:
    """Return editions, the content of their files, and files that they no longer have.

    An edition comes after those that it is computed from. Files are named from the data on.
    """
    by_id = {each.id: each for each in (bundled_editions() if editions is None else editions)}
    for edition in by_id.values():
        for name in edition.built_from:
            if name not in by_id:
                raise UnknownEditionError(name, tuple(by_id))
    order = TopologicalSorter({name: edition.built_from for name, edition in by_id.items()})
    ordered = [by_id[name] for name in order.static_order()]
    sources = [source for edition in ordered for source in edition.inputs.values()]
    missing = {each.file: each.sheet for each in sources if not (inputs / each.file).is_file()}
    if missing:
        first, *others = sorted(missing)
        also = "".join(f"\n  {other}" for other in others)
        also = f"; missing as well:{also}" if others else ""
        raise SourceFileError(first, "a file", f"none{also}", missing[first])
    rendered: dict[str, bytes] = {}
    built: dict[str, Sources] = {}
    for done, edition in enumerate(ordered, start=1):
        tables = _make(inputs, edition, [built[name] for name in edition.built_from])
        built[edition.id] = {
            f"{edition.dataset}/{each.name}": SourceTable(
                each.file, None, tuple(each.columns), 2, tables[each.name]
            )
            for each in edition.tables
        }
        for table in built[edition.id].values():
            render = _parts if table.file.endswith(".zip") else as_csv
            content = render(table.headings, table.rows)
            rendered[f"{DATASETS}/{table.file}"] = content
            _check_inside(edition, table.file, content)
        rendered[f"{DATASETS}/{edition.metadata_file}"] = edition.metadata.encode("utf-8")
        if progress is not None:
            progress(edition.id, done, len(ordered))
    own = re.compile(rf"{DATASETS}/(?:{'|'.join(map(re.escape, built))})(?:\.csv|\.toml|\.zip|/.+)")
    stale = (name for name in _data_files(data) if name not in rendered and own.fullmatch(name))
    return tuple(built), rendered, tuple(stale)


def _is_same(path: Path, content: bytes) -> bool:
    """Compare with a file, of compressed ones what is inside: compressors differ by Python."""
    stored = path.read_bytes() if path.is_file() else None
    if stored in (None, content) or path.suffix != ".zip":
        return stored == content
    try:
        return Archive(stored, path.name).digest() == Archive(content, path.name).digest()
    except DataIntegrityError:
        return False


def _check_inside(edition: Edition, file: str, content: bytes) -> None:
    """Check that metadata name the bytes inside a compressed table, by which releases pin it."""
    if file.endswith(".zip"):
        name = f"{file.rpartition('/')[2].removesuffix('.zip')}_sha256"
        found = Archive(content, file).digest()
        stated = edition.parameters.get(name, "which is missing")
        if found != stated:
            raise SourceFileError(file, f"the parameter {name} of the metadata, {stated}", found)


def _parts(headings: Sequence[str], rows: Rows) -> bytes:
    """Return a table in parts, one for each broad group: who needs a code reads only its own."""
    groups = groupby(rows, key=lambda row: part_of(row[0]))
    return _archive({name: as_csv(headings, list(part)) for name, part in groups})


def _compressed(content: bytes) -> bytes:
    """Compress a table in parts: last of all, as it takes longest."""
    with zipfile.ZipFile(io.BytesIO(content)) as file:
        return _archive({name: file.read(name) for name in file.namelist()}, zipfile.ZIP_LZMA)


def _archive(files: Mapping[str, bytes], compression: int = zipfile.ZIP_STORED) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", compression) as archive:
        for name, file in files.items():
            # Without a time of its own, so that the same rows give the same bytes.
            archive.writestr(zipfile.ZipInfo(name), file, compression)
    return content.getvalue()


def _make(inputs: Path, edition: Edition, earlier: Iterable[Sources]) -> Tables:
    """Read and check the official files of an edition, and return its tables."""
    sources = ChainMap(read_sources(inputs, edition.inputs), *earlier)
    tables: Tables = {
        table.name: sources[table.source].columns(*table.headings)
        for table in edition.tables
        if table.source is not None
    }
    for make in BUILDERS.get(edition.rule or edition.specification or edition.dataset, ()):
        make(sources, tables)
    missing = ", ".join(table.name for table in edition.tables if table.name not in tables)
    if missing:
        problem = f"tables: no rule and no specification makes {missing}"
        raise DefinitionError(edition.metadata_file, (problem,))
    for table in edition.tables:
        rows = tables[table.name]
        file = edition.inputs[table.source].file if table.source else table.file
        if isinstance(rows, NamedRows):
            for stated, column in zip_longest(table.columns, rows.columns, fillvalue="none"):
                if column != stated:
                    raise SourceFileError(file, f"column {stated} of table {table.name}", column)
        if len(rows) != table.rows:
            found = str(len(rows))
            raise SourceFileError(file, f"{table.rows} rows of table {table.name}", found)
    # Last, as every other check can name the place in the file.
    for name, source in edition.inputs.items():
        if sources[name].sha256 != source.sha256:
            expected = f"the published file, SHA-256 {source.sha256}"
            other = f"SHA-256 {sources[name].sha256}"
            raise SourceFileError(source.file, expected, other, source.sheet)
    return tables
