"""The command line: each command calls the library and prints the result."""

from careerscore.cli import careers, catalog, data, files  # noqa: F401 - each adds its commands
from careerscore.cli._app import app, run

__all__ = ["app", "run"]
