"""The command line: each command calls the library and prints the result."""

from careerscore.cli._app import app, run

__all__ = ["app", "run"]

# A command is imported when it is first used: most of a short one would be the others' imports.
for _name in (
    "assess",
    "backtest",
    "best_places",
    "compare",
    "data",
    "export",
    "jobs",
    "join",
    "local",
    "market",
    "methodologies",
    "pay_history",
    "places",
    "profile",
    "schema",
    "score",
    "search",
    "show",
    "skill_gap",
    "training",
):
    app.command(f"careerscore.cli.{_name}:{_name}")
