"""The bundled data files: found, read, and checked against their checksums when first read."""

from __future__ import annotations

import hashlib
import os
import re
import sys
import tomllib
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import DataIntegrityError, DefinitionError, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from importlib_resources.abc import Traversable

CHECKSUMS: Final = "SHA256SUMS"

RELEASED_CHECKSUMS: Final = "c9399883cd9592b4d3973348682e770bf0baba1fb17b2bf6e3ec3d9027bfe0f6"
"""SHA-256 of the bundled `CHECKSUMS`. Whoever adds data files writes the new one here."""

# tomllib takes time and memory that grow with the square of the parts of a dotted key.
_LONG_KEY: Final = re.compile(
    r"""(?<![\w.-])(?>(?:[\w-]++|"[^"\n]*+"|'[^'\n]*+')[ \t]*+\.[ \t]*+){100}"""
)


def parse_toml(text: str, name: str) -> dict[str, Any]:
    """Parse a TOML text; an error has the name of the file."""
    reason = "nested too deeply"
    try:
        if not _LONG_KEY.search(text):
            return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        reason = str(error) if len(str(error)) <= 200 else shorten(str(error))
    except ValueError:
        reason = "an integer of thousands of digits"
    except RecursionError:
        pass
    raise DefinitionError(name, (f"not valid TOML: {reason}",))


def digest_inside(archive: bytes) -> str:
    """Return the SHA-256 of names and contents of the files in a zip archive, in their order."""
    import io
    import zipfile

    digest = hashlib.sha256()
    with zipfile.ZipFile(io.BytesIO(archive)) as file:
        for name in file.namelist():
            digest.update(f"{name}\n".encode() + file.read(name))
    return digest.hexdigest()


class DataDirectory:
    """A folder of datasets, releases and methodologies with their checksums.

    `digest` is the SHA-256 of the list of checksums, where that is known.

    Examples
    --------
    >>> folder = bundled()
    >>> "datasets/oews/2023-05.csv" in folder.checksums
    True
    >>> folder.names("releases", ".toml")
    ('2026.1', '2026.2')
    """

    def __init__(self, root: Traversable, digest: str | None = None) -> None:
        self._root = root
        self._digest = digest
        self._read: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"DataDirectory({str(self._root)!r})"

    @cached_property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file, keyed by its path below the folder, with forward slashes."""
        try:
            content = self._locate(CHECKSUMS).read_bytes()
            lines = content.decode("utf-8").splitlines()
        except (OSError, UnicodeDecodeError):
            content, lines = b"", []
        pairs = [(path, digest) for digest, _, path in (line.partition("  ") for line in lines)]
        if not pairs or not all(path and len(digest) == 64 for path, digest in pairs):
            expected = "a checksum and a path on each line"
            raise DataIntegrityError((Problem(CHECKSUMS, "no readable list", expected),))
        found = hashlib.sha256(content).hexdigest()
        if self._digest not in (None, found):
            raise DataIntegrityError((Problem(CHECKSUMS, found, f"SHA-256 {self._digest}"),))
        return dict(pairs)

    def _locate(self, path: str) -> Traversable:
        return self._root.joinpath(*path.split("/"))

    def names(self, folder: str, suffix: str) -> tuple[str, ...]:
        """Return the names, without suffix, of the listed files of a folder, sorted."""
        start = f"{folder}/"
        paths = (
            path for path in self.checksums if path.startswith(start) and path.endswith(suffix)
        )
        return tuple(sorted(path[len(start) : -len(suffix)] for path in paths))

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content, checked against its checksum."""
        if path not in self._read and (problem := self._problem(path)):
            raise DataIntegrityError((problem,))
        return self._read[path]

    def read_toml(self, path: str) -> dict[str, Any]:
        """Return a TOML file's content, checked against its checksum."""
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
        """Read files anew, compare them with their checksums, and return how many they are.

        By default, these are all files of the folder, listed or not.
        """
        if paths is None:
            unlisted = set(_files_below(self._root)) - {CHECKSUMS, *self.checksums}
            paths = (*self.checksums, *sorted(unlisted))
        problems = [problem for path in paths if (problem := self._problem(path)) is not None]
        if problems:
            raise DataIntegrityError(tuple(problems))
        return len(paths)


class CombinedDirectory(DataDirectory):
    """The bundled data and those of a user, whose files have names of their own."""

    def __init__(self, bundled: DataDirectory, own: DataDirectory) -> None:
        self._bundled, self._own = bundled, own

    def __repr__(self) -> str:
        return f"CombinedDirectory({self._bundled!r}, {self._own!r})"

    @cached_property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file of both, keyed by its path."""
        twice = sorted(self._bundled.checksums.keys() & self._own.checksums.keys())
        if twice:
            expected = "a name that no bundled file has"
            problems = (Problem(path, f"a file in {self._own!r}", expected) for path in twice)
            raise DataIntegrityError(tuple(problems))
        return {**self._bundled.checksums, **self._own.checksums}

    def _part(self, path: str) -> DataDirectory:
        return self._own if path in self._own.checksums else self._bundled

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content, checked against its checksum."""
        return self._part(path).read_bytes(path)

    def verify(self, paths: tuple[str, ...] | None = None) -> int:
        """Compare files of both with their checksums."""
        if paths is None:
            return self._bundled.verify() + self._own.verify()
        own = tuple(path for path in paths if path in self._own.checksums)
        rest = tuple(path for path in paths if path not in self._own.checksums)
        return self._bundled.verify(rest) + self._own.verify(own)


def _files_below(folder: Traversable, start: str = "") -> Iterator[str]:
    for entry in folder.iterdir():
        if entry.is_dir():
            yield from _files_below(entry, f"{start}{entry.name}/")
        elif not entry.name.startswith("."):  # such as .DS_Store
            yield start + entry.name


@cache
def bundled() -> DataDirectory:
    """Return the folder that comes with the package, also where that lies in a zip file."""
    from pathlib import Path

    folder = Path(__file__).with_name("data")
    if folder.is_dir():
        return DataDirectory(folder, RELEASED_CHECKSUMS)
    # Imported here: it reads zip files and unpacks them, which nearly no installation needs.
    from importlib_resources import files

    return DataDirectory(files("careerscore").joinpath("data"), RELEASED_CHECKSUMS)


USER_DATA: Final = "CAREERSCORE_DATA"
"""The environment variable that names the folder of a user's own data."""


def user_folder() -> Path:
    """Return the folder of a user's own editions and releases; it need not exist."""
    from pathlib import Path

    if named := os.environ.get(USER_DATA):
        return Path(named)
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local") / "careerscore"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "careerscore"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "careerscore"


def available() -> DataDirectory:
    """Return the bundled data, together with those of the user if there are any."""
    listing = user_folder() / CHECKSUMS
    try:
        changed = listing.stat().st_mtime_ns
    except OSError:
        return bundled()
    return _combined(listing.parent, changed)


@lru_cache(maxsize=8)
def _combined(folder: Path, _changed: int) -> DataDirectory:
    return CombinedDirectory(bundled(), DataDirectory(folder))
