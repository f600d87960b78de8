"""The command line: each command calls the library and prints the result."""

from careerscore.cli import (  # noqa: F401 - each adds its command
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
