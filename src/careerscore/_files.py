"""Files of users: read with a clear word on what is wrong, written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from careerscore.errors import DefinitionError, shorten

__all__ = ["read_text", "write_whole"]

LONGEST_PATH = 300


def read_text(path: str | Path) -> str:
    """Return the text of a file in UTF-8.

    Raises
    ------
    DefinitionError
        If it cannot be read, or is no text.
    """
    try:
        return Path(path).read_text(encoding="utf-8")
    except (OSError, ValueError, TypeError) as error:
        # Neither bytes that are no UTF-8 nor a path that no file can have is an OSError.
        if isinstance(error, OSError):
            reason = error.strerror or "no such file"
        else:
            reason = "not UTF-8 text" if isinstance(error, UnicodeDecodeError) else "no path"
        name = str(path) if len(str(path)) <= LONGEST_PATH else shorten(str(path))
        raise DefinitionError(name, (f"cannot be read: {reason}",)) from None


def write_whole(path: Path, content: bytes) -> bool:
    """Write a file under a temporary name, then give it its own.

    Parameters
    ----------
    path : Path
        The file; its folders are made where they are missing.
    content : bytes
        What it is to hold.

    Returns
    -------
    bool
        Whether it was written; a file that holds this already is left alone.
    """
    if path.is_file() and path.read_bytes() == content:
        return False
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_name(f".{path.name}.tmp")
    try:
        temporary.write_bytes(content)
        temporary.replace(path)
    finally:
        temporary.unlink(missing_ok=True)
    return True
