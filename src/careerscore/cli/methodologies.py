"""``careerscore methodologies``: the methods of scores, pay, cost, value, places and profiles."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any, Final

from cyclopts import Parameter

import careerscore as cs
from careerscore import api, errors
from careerscore._render.blocks import Column, Page, Section, Table, muted
from careerscore.cli._app import Format, Pager, methodology_of
from careerscore.cli._output import print_result, warn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable


def methodologies(
    id: Annotated[
        str | None, Parameter(help="Id, or path of a TOML file; a list of all by default.")
    ] = None,
    /,
    *,
    format: Format = "text",
    pager: Pager = True,
) -> None:
    """List the methodologies of scores, pay, cost, value, places and profiles, or describe one.

    Example: careerscore methodologies american-dream-jobs/2.0
    """
    from careerscore.economics.catalog import CATALOG as ECONOMICS
    from careerscore.local.words import CATALOG as LOCAL
    from careerscore.methods.pages import methodology_page
    from careerscore.profiles.catalog import CATALOG as PROFILES
    from careerscore.scoring.catalog import CATALOG as SCORING

    catalogs: tuple[Any, ...] = (SCORING, ECONOMICS, LOCAL, PROFILES)
    every: list[tuple[Any, Any]] = []
    if not id:
        for catalog in catalogs:
            found = _loaded(catalog.ids(), catalog.get, catalog.refused())
            every += [(each, catalog) for each in found]
    elif Path(id).suffix.lower() == ".toml":
        every.append((methodology_of(id), SCORING))
    else:
        known = [(each, catalog) for catalog in catalogs for each in catalog.ids()]
        catalog = next((catalog for each, catalog in known if each == id), None)
        if catalog is None:
            raise errors.UnknownMethodologyError(id, tuple(each for each, _ in known))
        every.append((catalog.get(id), catalog))
    others = {LOCAL: ("words for places",), PROFILES: ("profiles",)}
    identity = ("id", "title", "released", "status", "superseded_by", "citation")
    described: list[dict[str, Any]] = []
    groups: dict[str, list[Any]] = {}
    for method, catalog in every:
        details = {name: getattr(method, name) for name in identity}
        kinds = others.get(catalog) or cs.economics.kinds_of(method)
        details |= {"kinds": kinds} if kinds else {"inputs": method.inputs, "tiers": method.tiers}
        described.append({**details, "fingerprint": method.fingerprint})
        for kind in kinds or ("score",):
            groups.setdefault(kind, []).append(method)
    blocks = [*(_group(*each) for each in groups.items()), *muted(_ONE)]
    page = Page("Methodologies", blocks, heading=False)
    print_result(described, methodology_page(every[0][0]) if id else page, format, pager=pager)


_ONE: Final = "One in full, with its cuts: careerscore methodologies ID"

_DEFAULTS: Final = {
    api.DEFAULT_METHODOLOGY,
    api.DEFAULT_PROGRESSION,
    api.DEFAULT_PATH,
    api.DEFAULT_COST,
    api.DEFAULT_VALUE,
    api.DEFAULT_LOCAL,
    api.DEFAULT_PROFILE,
}


def _group(kind: str, methods: Iterable[Any]) -> Section:
    """Return a table with a line for each method: the default first, superseded ones last."""
    rows = []
    for each in sorted(methods, key=lambda one: (one.id not in _DEFAULTS, bool(one.superseded_by))):
        title = f"superseded by {each.superseded_by}" if each.superseded_by else each.title
        rows.append((each.id + " *" * (each.id in _DEFAULTS), title))
    heads = ("id (* by default)", "title")
    table = Table((Column(wraps=False), Column()), rows, heads)
    return Section(kind.capitalize(), [table])


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
