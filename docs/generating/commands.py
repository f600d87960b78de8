"""The help of every command, as the command itself prints it."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from rich.console import Console

from careerscore.cli import app

if TYPE_CHECKING:
    from collections.abc import Iterator

    from cyclopts import App

__all__ = ["command_help"]

_WIDTH = 84


def command_help() -> str:
    """Return a section for each command."""
    return "\n".join(
        f"### careerscore {' '.join(path)}\n\n```text\n{_help(path)}\n```\n"
        for path in _commands(app)
    )


def _commands(group: App, path: tuple[str, ...] = ()) -> Iterator[tuple[str, ...]]:
    """Give the path of every command that does something itself."""
    names = [name for name in group if not name.startswith("-")]
    if not names and path:
        yield path
    for name in names:
        yield from _commands(group[name], (*path, name))


def _help(path: tuple[str, ...]) -> str:
    shown = io.StringIO()
    app.help_print(list(path), console=Console(file=shown, width=_WIDTH, color_system=None))
    return "\n".join(line.rstrip() for line in shown.getvalue().strip().splitlines())
