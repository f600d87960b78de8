"""The command ``careerscore``, and ``python -m careerscore``."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, by default that of the process, and return its exit code."""
    try:
        from careerscore.cli import run
    except ModuleNotFoundError as error:
        if error.name not in {"cyclopts", "rich"}:
            raise
        from careerscore.errors import MissingDependencyError

        sys.stderr.write(f"careerscore: {MissingDependencyError('the command line', 'cli')}\n")
        return 2
    return run(sys.argv[1:] if arguments is None else arguments)


if __name__ == "__main__":
    sys.exit(main())
