"""The bundled files: found, read, and checked against their checksums when first read."""

from __future__ import annotations

import hashlib
import tomllib
from functools import cache
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import DataIntegrityError, DefinitionError, Problem

if TYPE_CHECKING:
    from importlib_resources.abc import Traversable

__all__ = ["CHECKSUMS", "DataDirectory", "bundled", "parse_toml"]

CHECKSUMS: Final = "SHA256SUMS"


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a TOML text.

    Parameters
    ----------
    text : str
        The text.
    name : str
        Name of the file, for the message.

    Raises
    ------
    DefinitionError
        If it is not TOML, for example because a key stands twice.

    Examples
    --------
    >>> parse_toml("a = 1", "example.toml")
    {'a': 1}
    """
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        raise DefinitionError(name, (f"not valid TOML: {error}",)) from None
    except RecursionError:
        raise DefinitionError(name, ("not valid TOML: nested too deeply",)) from None


class DataDirectory:
    """A folder of datasets, releases and methodologies with their checksums.

    Parameters
    ----------
    root : Traversable
        The folder: a path, or a place inside an installed package.

    Examples
    --------
    >>> folder = bundled()
    >>> "datasets/oews/2023-05.csv" in folder.checksums
    True
    >>> folder.names("releases", ".toml")
    ('2026.1', '2026.2')
    """

    def __init__(self, root: Traversable) -> None:
        self._root = root
        self._checksums: dict[str, str] | None = None
        self._read: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"DataDirectory({str(self._root)!r})"

    @property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file, keyed by its path below the folder.

        Raises
        ------
        DataIntegrityError
            If the list is missing or cannot be read.
        """
        if self._checksums is None:
            self._checksums = dict(self._checksum_lines())
        return self._checksums

    def _checksum_lines(self) -> list[tuple[str, str]]:
        try:
            lines = self._locate(CHECKSUMS).read_text(encoding="utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            lines = []
        pairs = [(path, digest) for digest, _, path in (line.partition("  ") for line in lines)]
        if not pairs or not all(path and len(digest) == 64 for path, digest in pairs):
            problem = Problem(CHECKSUMS, "no readable list", "a checksum and a path on each line")
            raise DataIntegrityError((problem,))
        return pairs

    def _locate(self, path: str) -> Traversable:
        return self._root.joinpath(*path.split("/"))

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the names, without suffix, of the listed files of a folder, sorted."""
        start = f"{folder}/"
        return tuple(
            sorted(
                path[len(start) : -len(suffix)]
                for path in self.checksums
                if path.startswith(start) and path.endswith(suffix)
            )
        )

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content, checked against its checksum.

        Parameters
        ----------
        path : str
            Path below the folder, with forward slashes.

        Raises
        ------
        DataIntegrityError
            If the file is missing, not listed, or not what was listed.
        """
        if path not in self._read:
            problem = self._problem(path)
            if problem is not None:
                raise DataIntegrityError((problem,))
        return self._read[path]

    def read_toml(self, path: str) -> dict[str, Any]:
        """Return a TOML file's content, checked against its checksum.

        Raises
        ------
        DataIntegrityError
            If the file is missing, not listed, or not what was listed.
        DefinitionError
            If it is not TOML.
        """
        return parse_toml(self.read_bytes(path).decode("utf-8", "replace"), path)

    def _problem(self, path: str) -> Problem | None:
        expected = self.checksums.get(path)
        if expected is None:
            return Problem(path, "a file that is not listed", f"an entry in {CHECKSUMS}")
        try:
            content = self._locate(path).read_bytes()
        except OSError:
            return Problem(path, "no readable file", f"a file with SHA-256 {expected}")
        found = hashlib.sha256(content).hexdigest()
        if found != expected:
            return Problem(path, found, f"SHA-256 {expected}")
        self._read[path] = content
        return None

    def verify(self, paths: tuple[str, ...] | None = None) -> int:
        """Read files anew and compare them with their checksums.

        Parameters
        ----------
        paths : tuple of str, optional
            The files; all that are listed by default.

        Returns
        -------
        int
            Number of files checked.

        Raises
        ------
        DataIntegrityError
            If any file is missing or changed; all of them are listed.
        """
        chosen = tuple(self.checksums) if paths is None else paths
        problems = [problem for path in chosen if (problem := self._problem(path)) is not None]
        if problems:
            raise DataIntegrityError(tuple(problems))
        return len(chosen)


@cache
def bundled() -> DataDirectory:
    """Return the folder that comes with the package, also where that lies in a zip file."""
    from pathlib import Path

    folder = Path(__file__).with_name("data")
    if folder.is_dir():
        return DataDirectory(folder)
    # Imported here: it reads zip files and unpacks them, which nearly no installation needs.
    from importlib_resources import files

    return DataDirectory(files("careerscore").joinpath("data"))
