"""What the commands of live services share: keys, files and retries."""

from __future__ import annotations

import os
import sys
from getpass import getpass
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import careerscore as cs
from careerscore._record import Checks
from careerscore.cli._output import warn, writing
from careerscore.exporting.api import check_target

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from careerscore.live import Search, Service

Title = Annotated[
    str,
    Parameter(help="A job title, or a code, slug or alias."),
]


def check_out(subject: str, out: Path | None) -> None:
    """Refuse a file that cannot be written before a service is asked."""
    if out is not None:
        checks = Checks(subject)
        check_target(checks, out, None)
        checks.raise_problems()


def write_out(results: Iterable[Any], search: Search, out: Path | None, data: Any = None) -> None:
    """Write results to a file, with the occupation that was searched for."""
    if out is None:
        return
    done = writing(out)
    cs.export_listings(results, out, occupation=search.occupation_code, data=data)
    warn(done)


def keyed(name: str, known: Mapping[str, type[Service]]) -> Any:
    """Return a source with keys that are asked for where the environment has none."""
    kind = known.get(name)
    if kind is None:
        return name
    missing = {key: name for key, name in kind.variables().items() if not os.environ.get(name)}
    if not is_interactive() or not missing.keys() & {*kind.needs}:
        return kind()
    try:
        asked = {key: getpass(f"{name}: ") for key, name in missing.items()}
    except EOFError:
        # The end of the input is no key.
        asked = {}
    return kind(**asked)


def is_interactive() -> bool:
    """Whether a person can be asked: input and messages are those of a terminal."""
    streams = (sys.stdin, sys.stderr)
    return all(stream is not None and stream.isatty() for stream in streams)
