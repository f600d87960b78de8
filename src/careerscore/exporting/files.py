"""Files of an export: of which format each is, and how they appear, together and whole."""

from __future__ import annotations

import errno
import os
from collections.abc import Mapping
from importlib import import_module
from pathlib import Path
from shutil import copy2, copymode
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias, cast, get_args

from attrs import field, frozen

from careerscore._record import frozen_map
from careerscore._text import is_encodable
from careerscore.errors import MissingDependencyError
from careerscore.exporting.encodable import check_encodable

if TYPE_CHECKING:
    from careerscore._record import Checks
    from careerscore.exporting.table import ExportTable

__all__ = [
    "Content",
    "ExportReport",
    "Format",
    "Target",
    "content_of",
    "format_of",
    "target_of",
    "write",
]

Format: TypeAlias = Literal["json", "csv", "parquet", "xlsx"]

FORMATS: Final[tuple[Format, ...]] = get_args(Format)

_SUFFIXES: Final[Mapping[str, Format]] = {
    ".json": "json",
    ".csv": "csv",
    ".parquet": "parquet",
    ".pq": "parquet",
    ".xlsx": "xlsx",
}
"""The format of a file, by how its name ends."""

_NAMELESS: Final = "export.json"
"""Stands for what is no path of a file, so that other faults are told too."""

_NEEDED: Final[Mapping[Format, tuple[str, str, str]]] = {
    "parquet": ("pyarrow", "a Parquet file", "engines"),
    "xlsx": ("xlsxwriter", "an Excel workbook", "excel"),
}
"""The package that a format needs, what it is needed for, and the extra that brings it."""


class Content(NamedTuple):
    """What a file holds.

    Attributes
    ----------
    body : bytes
        The file itself.
    beside : Mapping of str to bytes
        Files that describe it, by what their names add to its own.
    cut : Mapping of str to int
        How many cells of a column had to be cut.
    """

    body: bytes
    beside: Mapping[str, bytes] = {}
    cut: Mapping[str, int] = {}


class Target(NamedTuple):
    """A file to write, and of which format."""

    path: Path
    format: Format


@frozen(kw_only=True)
class ExportReport:
    """What an export wrote.

    Parameters
    ----------
    path : str
        The file.
    beside : tuple of str
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
        What scored; None where no column is a score.
    sources : tuple of str
        Ids of the editions that the columns rest on.
    cut : Mapping of str to int
        How many cells of a column were longer than Excel holds and have been cut, with a mark.
    """

    path: str
    beside: tuple[str, ...]
    format: str
    rows: int
    columns: tuple[str, ...] = field(repr=False)
    data_release: str | None
    methodology: str | None
    sources: tuple[str, ...] = field(repr=False)
    cut: Mapping[str, int] = field(converter=frozen_map)


def format_of(checks: Checks, format: object) -> Format:
    """Return a format that is named, or tell that there is none of this name.

    Raises
    ------
    MissingDependencyError
        If a package it needs is not installed.
    """
    holds = isinstance(format, str) and format in FORMATS
    checks.expect("format", format, " or ".join(map(repr, FORMATS)), holds=holds)
    found = cast("Format", format) if holds else FORMATS[0]
    if found in _NEEDED:
        package, feature, extra = _NEEDED[found]
        try:
            import_module(package)
        except ImportError as error:
            raise MissingDependencyError(feature, extra) from error
    return found


def target_of(checks: Checks, target: object, format: object = None) -> Target:
    """Return the file to write, or tell what is wrong with it.

    Raises
    ------
    MissingDependencyError
        If a package that its format needs is not installed.
    """
    given = str(target) if isinstance(target, Path) else target
    is_name = isinstance(given, str) and _is_name(given)
    checks.expect("target", given, "the path of a file", holds=is_name)
    named = Path(str(given)) if is_name else Path(_NAMELESS)
    # What a link leads to is written, and the link stays. Where links lead in a circle,
    # `Path.resolve` raises or not, depending on the version of Python; this gives the link.
    path = Path(os.path.realpath(named))
    checks.expect("target", given, "a folder that exists", holds=path.parent.is_dir())
    checks.expect("target", given, "an ordinary file", holds=_is_ordinary(path))
    if format is None:
        format = _SUFFIXES.get(named.suffix.lower(), "")
        expected = f"a name that ends in {', '.join(_SUFFIXES)}, or a format that is named"
        checks.expect("target", given, expected, holds=bool(format))
    return Target(path, format_of(checks, format or FORMATS[0]))


def _is_name(text: str) -> bool:
    return "\0" not in text and is_encodable(text) and bool(Path(text).name)


def _is_ordinary(path: Path) -> bool:
    """Tell whether a path is free or holds a regular file: no folder, pipe or device."""
    return path.is_file() or not os.path.lexists(path)


def content_of(table: ExportTable, format: Format, name: str) -> Content:
    """Return a table in a format; the name is that of the file, for what describes it.

    Raises
    ------
    InvalidInputError
        If a text of the table cannot be encoded.
    """
    check_encodable(table)
    writer = import_module(f"careerscore.exporting.as_{format}")
    content: Content = writer.content(table, name)
    return content


def write(table: ExportTable, target: Target) -> ExportReport:
    """Write a table, and say what was written.

    Raises
    ------
    OSError
        If a file cannot be written; then none is.
    """
    path, format = target
    content = content_of(table, format, path.name)
    beside = {path.with_name(path.name + end): body for end, body in content.beside.items()}
    _write_together({**beside, path: content.body})
    origin = table.origin
    return ExportReport(
        path=str(path),
        beside=tuple(map(str, beside)),
        format=format,
        rows=table.rows,
        columns=(
            *(column.name for column in table.columns),
            *(table.carried if format == "csv" else ()),
        ),
        data_release=origin.data_release,
        methodology=None if origin.methodology is None else origin.methodology.id,
        sources=tuple(source.id for source in origin.sources),
        cut=content.cut,
    )


def _write_together(files: Mapping[Path, bytes]) -> None:
    """Write files whole, and all of them or none.

    They are written in a hidden folder beside their places and then moved; where a move
    fails, what was there before is put back.
    """
    *_, path = files
    try:
        with TemporaryDirectory(dir=path.parent, prefix=".careerscore-") as hidden:
            written = {path: Path(hidden, f"{place}.new") for place, path in enumerate(files)}
            kept = {path: Path(hidden, f"{place}.old") for place, path in enumerate(files)}
            for path, content in files.items():
                written[path].write_bytes(content)
                _keep(path, written[path], kept[path])
            moved: list[Path] = []
            try:
                for path in files:
                    written[path].replace(path)
                    moved.append(path)
            except BaseException:
                for done in moved:
                    _put_back(kept[done], done)
                raise
    except OSError as error:
        # The reader knows the file by its own name, not by that of the hidden one.
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def _keep(path: Path, written: Path, kept: Path) -> None:
    """Copy what is to be replaced, and its permissions to what replaces it."""
    if not _is_ordinary(path):
        raise OSError(errno.EINVAL, "not an ordinary file")
    if path.exists():
        copymode(path, written)
        copy2(path, kept)


def _put_back(kept: Path, path: Path) -> None:
    if kept.exists():
        kept.replace(path)
    else:
        path.unlink()
