"""``careerscore methodologies``: the methods of scoring, pay, cost and value."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

from cyclopts import Parameter

import careerscore as cs
from careerscore._render.blocks import Page
from careerscore.cli._app import Format, app, methodology_of
from careerscore.cli._output import print_result, warn
from careerscore.errors import MethodologyPluginError, UnknownMethodologyError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from careerscore.economics import EconomicMethod
    from careerscore.errors import Problem
    from careerscore.scoring import Methodology


@app.command
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

    scoring, economics = _one(id) if id else _all()
    described = [
        *(_described(each, inputs=each.inputs, tiers=each.tiers) for each in scoring),
        *(_described(each, kinds=cs.economics.kinds_of(each)) for each in economics),
    ]
    entries = (
        *map(methodology_summary, scoring),
        *(methodology_summary(each, *cs.economics.kinds_of(each)) for each in economics),
    )
    print_result(described, Page("Methodologies", entries, heading=False), format)


def _one(id: str) -> tuple[list[Methodology], list[EconomicMethod]]:
    economics = cs.economics.methodologies()
    if id in economics:
        return [], [cs.economics.methodology(id)]
    if Path(id).suffix.lower() != ".toml" and id not in cs.methodologies():
        raise UnknownMethodologyError(id, (*cs.methodologies(), *economics))
    return [methodology_of(id)], []


def _all() -> tuple[list[Methodology], list[EconomicMethod]]:
    from careerscore.scoring.catalog import refused_methodologies

    scoring = _loaded(cs.methodologies(), cs.methodology, refused_methodologies())
    kinds = cs.economics
    return scoring, _loaded(kinds.methodologies(), kinds.methodology, kinds.refused_methods())


def _loaded(ids: Iterable[str], get: Callable[[str], Any], refused: Iterable[Problem]) -> list[Any]:
    """Return the methods that can be loaded, and warn of the others."""
    found = []
    for id in ids:
        try:
            found.append(get(id))
        except MethodologyPluginError as error:
            warn(str(error))
    for problem in refused:
        warn(str(problem))
    return found


def _described(method: Methodology | EconomicMethod, **details: object) -> dict[str, object]:
    return {
        "id": method.id,
        "title": method.title,
        "released": method.released,
        "status": method.status,
        "superseded_by": method.superseded_by,
        "citation": method.citation,
        **details,
        "fingerprint": method.fingerprint,
    }
