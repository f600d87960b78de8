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

FOLDERS: Final = ("datasets", "economics", "local", "methodologies", "profiles", "releases")
"""The folders of the data; a user may keep other files next to them."""

RELEASED_CHECKSUMS: Final = "c37fd7653348249382b2c44fadf790f68b9624fa923c379cc8543938d7d26e98"
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


def part_of(code: str) -> str:
    """Return the name of the file that has a code, in the archive of a compressed table."""
    return f"{code[:6]}.csv"


class Archive:
    """The files in a zip archive. Whatever is wrong with it is a `DataIntegrityError`."""

    def __init__(self, content: bytes, path: str) -> None:
        # Imported here: nothing else needs it, and it takes time.
        from io import BytesIO
        from zipfile import ZipFile

        self._content, self._path = content, path
        try:
            self._file = ZipFile(BytesIO(content))
        except Exception as error:  # noqa: BLE001 - its kind depends on byte and Python
            raise self._damaged(error) from None
        self.names: tuple[str, ...] = tuple(self._file.namelist())
        # Their number stands at the end, and zipfile does not look at it.
        if len(self.names) != int.from_bytes(content[-12:-10], "little"):
            raise self._damaged(EOFError())

    def _damaged(self, error: Exception) -> DataIntegrityError:
        found = f"one that is damaged ({type(error).__name__})"
        return DataIntegrityError((Problem(self._path, found, "a zip archive"),))

    def read(self, name: str) -> bytes:
        """Return the content of a file, empty where there is none of the name."""
        # Where the entry of a file is damaged, its name still stands before its content.
        if name not in self.names and b"\0\0" + name.encode() not in self._content:
            return b""
        try:
            return self._file.read(name)
        except Exception as error:  # noqa: BLE001 - likewise
            raise self._damaged(error) from None

    def digest(self) -> str:
        """Return the SHA-256 of names and contents of its files, in their order."""
        digest = hashlib.sha256()
        for name in self.names:
            digest.update(f"{name}\n".encode() + self.read(name))
        return digest.hexdigest()


class DataDirectory:
    """A folder of datasets, releases and methodologies with their checksums.

    `digest` is the SHA-256 of the list of checksums, where that is known. `is_own` says that the
    data are a user's own: errors name the folder.

    Examples
    --------
    >>> folder = bundled()
    >>> "datasets/oews/2023-05.csv" in folder.checksums
    True
    >>> folder.names("releases", ".toml")
    ('2026.1', '2026.2', '2026.3')
    """

    def __init__(
        self, root: Traversable, digest: str | None = None, *, is_own: bool = False
    ) -> None:
        self._root = root
        self._digest = digest
        self._is_own = is_own
        self._read: dict[str, bytes] = {}

    def __repr__(self) -> str:
        return f"DataDirectory({str(self._root)!r})"

    @cached_property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file, keyed by its path below the folder, with forward slashes."""
        try:
            content = self._locate(CHECKSUMS).read_bytes()
            lines = content.decode("utf-8").splitlines()
        except Exception:  # noqa: BLE001 - also of zip files and of text that is not UTF-8
            content, lines = b"", []
        pairs = [(path, digest) for digest, _, path in (line.partition("  ") for line in lines)]
        if not pairs or not all(path and len(digest) == 64 for path, digest in pairs):
            expected = "a checksum and a path on each line"
            raise self.error(Problem(CHECKSUMS, "no readable list", expected))
        found = hashlib.sha256(content).hexdigest()
        if self._digest not in (None, found):
            raise self.error(Problem(CHECKSUMS, found, f"SHA-256 {self._digest}"))
        return dict(pairs)

    def error(self, *problems: Problem) -> DataIntegrityError:
        """Return the error that files of the folder are not what they should be."""
        return DataIntegrityError(problems, str(self._root) if self._is_own else "")

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
            raise self.error(problem)
        return self._read[path]

    def read_toml(self, path: str) -> dict[str, Any]:
        """Return a TOML file's content, checked against its checksum."""
        name = f"{self._root}/{path}" if self._is_own else path
        return parse_toml(self.read_bytes(path).decode("utf-8", "replace"), name)

    def _problem(self, path: str) -> Problem | None:
        expected = self.checksums.get(path)
        if expected is None:
            return Problem(path, "a file that is not listed", f"an entry in {CHECKSUMS}")
        try:
            content = self._locate(path).read_bytes()
        except Exception:  # noqa: BLE001 - also of zip files and of impossible names
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
            found = set(_files_below(self._root, folders=FOLDERS if self._is_own else None))
            paths = (*self.checksums, *sorted(found - {CHECKSUMS, *self.checksums}))
        problems = [problem for path in paths if (problem := self._problem(path)) is not None]
        if problems:
            raise self.error(*problems)
        return len(paths)


class CombinedDirectory(DataDirectory):
    """The bundled data and those of a user, which cannot replace a bundled file.

    A file with the name of a bundled one has to be that file.
    """

    def __init__(self, bundled: DataDirectory, own: DataDirectory) -> None:
        self._bundled, self._own = bundled, own

    def __repr__(self) -> str:
        return f"CombinedDirectory({self._bundled!r}, {self._own!r})"

    @cached_property
    def checksums(self) -> dict[str, str]:
        """SHA-256 of every file of both, keyed by its path."""
        bundled, own = self._bundled.checksums, self._own.checksums
        expected = "a name that no bundled file has, or SHA-256"
        problems = [
            Problem(path, digest, f"{expected} {bundled[path]}")
            for path, digest in own.items()
            if bundled.get(path, digest) != digest
        ]
        if problems:
            raise self.error(*problems)
        return {**own, **bundled}

    def error(self, *problems: Problem) -> DataIntegrityError:
        """Return the error that files of the user are not what they should be."""
        return self._own.error(*problems)

    def _part(self, path: str) -> DataDirectory:
        return self._bundled if path in self._bundled.checksums else self._own

    def read_bytes(self, path: str) -> bytes:
        """Return a file's content, checked against its checksum."""
        return self._part(path).read_bytes(path)

    def read_toml(self, path: str) -> dict[str, Any]:
        """Return a TOML file's content, checked against its checksum."""
        return self._part(path).read_toml(path)

    def verify(self, paths: tuple[str, ...] | None = None) -> int:
        """Compare files of both with their checksums."""
        own = rest = None
        # Reading the names of both reports one that both have.
        if self.checksums and paths is not None:
            own = tuple(path for path in paths if path not in self._bundled.checksums)
            rest = tuple(path for path in paths if path in self._bundled.checksums)
        return self._bundled.verify(rest) + self._own.verify(own)


def _files_below(
    folder: Traversable, start: str = "", folders: tuple[str, ...] | None = None
) -> Iterator[str]:
    for entry in folder.iterdir():
        if folders is not None and entry.name not in folders:
            continue
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

_USUAL: Final = {
    "darwin": ("", "~/Library/Application Support"),
    "win32": ("LOCALAPPDATA", "~/AppData/Local"),
}
"""Where a system keeps data of programs: the variable that names it, and the default."""


def user_folder() -> Path | None:
    """Return the folder of a user's own data, which need not exist; None without a home folder."""
    from pathlib import Path

    if named := os.environ.get(USER_DATA):
        return Path(named).absolute()
    variable, usual = _USUAL.get(sys.platform, ("XDG_DATA_HOME", "~/.local/share"))
    homes = (os.environ.get("HOME"), os.environ.get("USERPROFILE"))
    return _usual_folder(os.environ.get(variable, ""), usual, homes)


@lru_cache(maxsize=8)  # anew where the home changes
def _usual_folder(named: str, usual: str, _homes: tuple[str | None, ...]) -> Path | None:
    from pathlib import Path

    folder = Path(named)
    if not folder.is_absolute():
        try:
            folder = Path(usual).expanduser()
        except RuntimeError:
            return None
    return folder / "careerscore"


def available() -> DataDirectory:
    """Return the bundled data, together with those of the user if there are any.

    Nothing is read yet: damage is reported when something of the user's is read.
    """
    folder = user_folder()
    if folder is None:
        return bundled()
    try:
        found = (folder / CHECKSUMS).stat()
    except FileNotFoundError:
        # Nothing there yet; but files without their list are reported.
        has_data = folder.is_dir() and any((folder / name).is_dir() for name in FOLDERS)
    except OSError:
        # The usual folder may be somebody else's; one that is named has to be a folder.
        has_data = bool(os.environ.get(USER_DATA))
    else:
        return _combined(folder, (found.st_mtime_ns, found.st_size, found.st_ino))
    return _combined(folder, ()) if has_data else bundled()


@lru_cache(maxsize=8)  # anew where the list of checksums changes
def _combined(folder: Path, _state: tuple[int, ...]) -> DataDirectory:
    return CombinedDirectory(bundled(), DataDirectory(folder, is_own=True))
