"""The command line: each command calls the library and prints the result."""

from __future__ import annotations

from careerscore.cli import (  # noqa: F401 - each module adds its command to the application
    assess,
    compare,
    data,
    export,
    methodologies,
    schema,
    score,
    search,
    show,
)
from careerscore.cli._app import app, run

__all__ = ["app", "run"]
