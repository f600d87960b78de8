"""Read users' text files with clear errors; write any file whole or not at all."""

from __future__ import annotations

import os
import stat
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Final

from careerscore.errors import DefinitionError, InvalidInputError, Problem, shorten

if TYPE_CHECKING:
    from collections.abc import Iterator

_LONGEST_PATH: Final = 300

_MAX_CHARACTERS: Final = 4_000_000
"""The longest text file that is read: hundreds of times the longest bundled definition."""


def read_text(path: str | Path) -> str:
    """Return the text of a regular UTF-8 file of at most 4,000,000 characters."""
    try:
        # A pipe would block, and a device such as /dev/zero never end.
        if not stat.S_ISREG(Path(path).stat().st_mode):
            reason = "not a regular file"
        else:
            with Path(path).open(encoding="utf-8") as stream:
                text = stream.read(_MAX_CHARACTERS + 1)
            if len(text) <= _MAX_CHARACTERS:
                return text
            reason = f"longer than {_MAX_CHARACTERS:,} characters"
    except OSError as error:
        reason = error.strerror or "no such file"
    except UnicodeDecodeError:
        reason = "not UTF-8 text"
    except (ValueError, TypeError):
        reason = "not a path"
    name = str(path) if len(str(path)) <= _LONGEST_PATH else shorten(str(path))
    raise DefinitionError(name, (f"cannot be read: {reason}",))


@contextmanager
def atomic_write(path: str | Path) -> Iterator[Path]:
    """Write a file whole or not at all: every file that careerscore writes goes through here.

    Write to the path that the context manager yields; it has the target's suffix and is alone in
    a hidden folder (``.careerscore-*``) next to it. A link stays one, and a file keeps its
    permissions. An `OSError` names the target. Of nested contexts, the inner file is moved first.
    """
    # Imported here: most questions write nothing.
    from shutil import copymode
    from tempfile import TemporaryDirectory

    target = _target(path)
    hidden = ""
    try:
        with TemporaryDirectory(dir=target.parent, prefix=".careerscore-") as hidden:
            temporary = Path(hidden, f"new{target.suffix}")
            yield temporary
            if target.exists():
                copymode(target, temporary)
            temporary.replace(target)
    except OSError as error:
        # Others are about the temporary file, or do not say about which file.
        if error.filename and hidden and not str(error.filename).startswith(hidden):
            raise
        raise OSError(error.errno, error.strerror or str(error), str(path)) from None


def write_whole(path: Path, content: bytes) -> bool:
    """Write bytes in folders that are created as needed; return whether the file has changed."""
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    with atomic_write(path) as temporary:
        temporary.write_bytes(content)
    return True


def _target(path: str | Path) -> Path:
    try:
        # Unlike Path.resolve, this returns a link to itself, whatever the version of Python.
        target = Path(os.path.realpath(path))
    except (ValueError, TypeError):
        expected = "the path of a file"
    else:
        if target.is_symlink():
            expected = "a file, not a link to itself"
        elif os.path.lexists(target) and not target.is_file():
            expected = "a regular file, not a folder, pipe or device"
        else:
            return target
    shown = shorten(str(path) if isinstance(path, Path) else path)
    raise InvalidInputError("file", (Problem("path", shown, expected),))
