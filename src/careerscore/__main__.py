"""The command ``careerscore``, and ``python -m careerscore``."""

from __future__ import annotations

import sys

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run a command, by default that of the process, and return its exit code: 130 for Ctrl-C."""
    try:
        from careerscore.cli import run

        return run(sys.argv[1:] if arguments is None else arguments)
    except KeyboardInterrupt:
        return 130
    except ModuleNotFoundError as error:
        if error.name not in {"cyclopts", "rich"}:
            raise
        from careerscore.errors import MissingDependencyError

        sys.stderr.write(f"careerscore: {MissingDependencyError('the command line', 'cli')}\n")
        return 1


if __name__ == "__main__":
    sys.exit(main())
