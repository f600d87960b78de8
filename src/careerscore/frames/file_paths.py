"""Paths of the files to read and to write: how their names end, and that no two are one file."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from careerscore._record import Checks


def ends_in(path: Path, ends: Iterable[str]) -> bool:
    """Return whether the name of a file ends in one of some suffixes, in any case."""
    return path.name.lower().endswith(tuple(ends))


def checked_path(checks: Checks, name: str, value: object, ends: Iterable[str]) -> Path:
    """Return the path of an argument; expect one that ends in one of some suffixes."""
    text = str(value) if isinstance(value, Path) else value
    path = Path(text if isinstance(text, str) and "\0" not in text else "")
    expected = f"the path of a file that ends in {', '.join(ends)}"
    checks.expect(name, text, expected, holds=ends_in(path, ends))
    return path


def check_targets(checks: Checks, source: Path, targets: Mapping[str, Path]) -> None:
    """Expect files to write in folders that exist, no two files the same."""
    seen = {"source": source}
    for name, path in targets.items():
        checks.expect(name, str(path), "a folder that exists", holds=path.parent.is_dir())
        for other, before in seen.items():
            # A path that is refused stands for no file.
            is_one = path.name != "" and os.path.realpath(path) == os.path.realpath(before)
            is_one = is_one or (path.is_file() and before.is_file() and path.samefile(before))
            checks.expect(name, str(path), f"another file than the {other}", holds=not is_one)
        seen[name] = path
