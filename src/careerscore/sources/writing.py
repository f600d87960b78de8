"""The list of checksums of a folder of data, and which files it lists."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

from careerscore._data import CHECKSUMS
from careerscore._files import write_whole

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["checksum_lines", "data_files", "write_checksums"]


def data_files(data: Path) -> dict[str, Path]:
    """Return every data file below a folder, keyed by path with forward slashes, sorted.

    The list of checksums itself, hidden files and what Python compiles are none.
    """
    files = {path.relative_to(data).as_posix(): path for path in data.rglob("*") if path.is_file()}
    return {name: files[name] for name in sorted(files) if name != CHECKSUMS and _is_data(name)}


def _is_data(name: str) -> bool:
    return not any(part.startswith(".") or part == "__pycache__" for part in name.split("/"))


def checksum_lines(data: Path) -> str:
    """Return the checksums of a folder of data as one text."""
    return "".join(
        f"{hashlib.sha256(path.read_bytes()).hexdigest()}  {name}\n"
        for name, path in data_files(data).items()
    )


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
    return write_whole(data / CHECKSUMS, checksum_lines(data).encode("utf-8"))
