"""``careerscore methodologies``: the methods of scoring, pay, cost and value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import careerscore as cs
from careerscore import errors
from careerscore._render.blocks import Page
from careerscore.cli._app import Format, methodology_of
from careerscore.cli._output import print_result, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def methodologies(
    id: Annotated[str | None, Parameter(help="One methodology; all by default.")] = None,
    /,
    *,
    format: Format = "text",
) -> None:
    """List the methodologies of scoring and the methods of pay, cost and value.

    Example: careerscore methodologies american-dream-jobs/2.0
    """
    from careerscore.methods.pages import methodology_summary
    from careerscore.scoring.catalog import refused_methodologies

    scorers, others = cs.methodologies(), cs.economics.methodologies()
    if not id:
        scoring = _loaded(scorers, cs.methodology, refused_methodologies())
        refused = cs.economics.refused_methods()
        economics = _loaded(others, cs.economics.methodology, refused)
    elif id in others:
        scoring, economics = [], [cs.economics.methodology(id)]
    elif Path(id).suffix.lower() != ".toml" and id not in scorers:
        raise errors.UnknownMethodologyError(id, (*scorers, *others))
    else:
        scoring, economics = [methodology_of(id)], []
    identity = ("id", "title", "released", "status", "superseded_by", "citation")
    described, entries = [], []
    every: list[Any] = [*scoring, *economics]
    for method in every:
        details = {name: getattr(method, name) for name in identity}
        kinds = cs.economics.kinds_of(method)
        details |= {"kinds": kinds} if kinds else {"inputs": method.inputs, "tiers": method.tiers}
        described.append({**details, "fingerprint": method.fingerprint})
        entries.append(methodology_summary(method, *kinds))
    print_result(described, Page("Methodologies", entries, heading=False), format)


def _loaded(
    ids: Iterable[str], get: Callable[[str], Any], refused: Iterable[errors.Problem]
) -> list[Any]:
    """Return the methods that can be loaded, and warn of the others."""
    found = []
    for id in ids:
        try:
            found.append(get(id))
        except errors.MethodologyPluginError as error:
            warn(str(error))
    for problem in refused:
        warn(str(problem))
    return found
