"""Plot of the workers of each category by tier."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final

from careerscore._text import number_of, percent
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.model.words import category_name
from careerscore.plots._frame import HATCH, UNKNOWN, open_canvas, release_for, tier_color
from careerscore.plots._population import NO_TIER, method_for, population_of
from careerscore.plots._text import basis, one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.patches import Patch

    from careerscore.model import Tier
    from careerscore.plots._population import Population
    from careerscore.reference import Release
    from careerscore.scoring.base import Methodology

_MILLION: Final = 1_000_000


def tiers_by_category(
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    *,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    r"""Draw the workers of each category of careers, stacked by tier, the largest category first.

    Each worker is counted once: occupations that are published under one code share its
    workers equally. A hatched part is of occupations whose tier is not known, as an input is
    missing. The figure beside a bar is the share of its workers in the worst tier.

    Parameters
    ----------
    methodology : str or Methodology
        The id of a methodology with tiers, or one of your own.
    data : Release or str, optional
        The release or its name; the newest by default.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the methodology has no tiers.
    UnknownMethodologyError, UnknownReleaseError
        If there is none of this name.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> tiers_by_category(data="2026.1").get_title()
    'Office and administration: 84% of workers in\nHigh Disruption Risk, the most of all categories'
    """
    canvas = open_canvas("plots.tiers_by_category", ax)
    method = method_for(canvas, methodology)
    everyone = population_of(method, release_for(canvas, data))
    rows = _rows(everyone)
    axes, worst = canvas.axes, len(method.tiers) - 1
    for place, workers in enumerate(rows.values()):
        start = 0.0
        for tier, size in zip(everyone.tiers, workers, strict=True):
            look: dict[str, Any] = {"facecolor": tier_color(tier), "linewidth": 0}
            if tier is NO_TIER:
                look |= {"facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH}
            axes.barh(place, size / _MILLION, 0.74, start / _MILLION, **look)
            start += size
        share = percent(workers[worst] / start)
        canvas.write(share, (start / _MILLION, place), (4, 0), va="center")
    axes.set_ylim(len(rows) - 0.4, -0.6)
    axes.set_xlim(0, 1.08 * max(map(fsum, rows.values())) / _MILLION)
    axes.set_yticks(range(len(rows)), list(rows), parse_math=False)
    axes.tick_params(axis="both", length=0)
    canvas.scale(axes.yaxis, "")
    canvas.scale(axes.xaxis, "workers [millions]", "{:g}".format)
    canvas.grid("x")
    names = [one_line(tier.label) for tier in everyone.tiers]
    canvas.legend(_key(tier) for tier in everyone.tiers)
    subtitle = (
        f"Millions of US workers by career category and tier; figures: share in {names[worst]}."
    )
    without = len(everyone.release) - sum(map(bool, everyone.workers.values()))
    unpublished = f" {number_of(without, 'occupation')} without published employment."
    scored = (source for result in everyone.results.values() for source in result.sources)
    paid = (occupation.wages.source for occupation in everyone.release.values())
    note = basis([*scored, *paid], everyone.release.name, method.id)
    shares = {name: workers[worst] / fsum(workers) for name, workers in rows.items()}
    first = max(shares, key=shares.__getitem__)
    title = "Workers of each career category, by tier"
    if shares[first]:
        share = percent(shares[first])
        title = f"{first}: {share} of workers in {names[worst]}, the most of all categories"
    return canvas.finish(title, subtitle + (unpublished if without else ""), note)


def _rows(everyone: Population) -> dict[str, list[float]]:
    """Return the workers of each tier by category, of categories that have any."""
    rows: dict[str, list[list[str]]] = {}
    for code, occupation in everyone.release.items():
        name = one_line(category_name(occupation.category or "no category"))
        groups = rows.setdefault(name, [[] for _ in everyone.tiers])
        groups[everyone.tiers.index(everyone.tier_of(code))].append(code)
    workers = {name: list(map(everyone.workers_in, groups)) for name, groups in rows.items()}
    known = [name for name, sizes in workers.items() if any(sizes)]
    return {name: workers[name] for name in sorted(known, key=lambda name: -fsum(workers[name]))}


def _key(tier: Tier) -> Patch:
    from matplotlib.patches import Patch

    look: dict[str, Any] = {"facecolor": tier_color(tier)}
    if tier is NO_TIER:
        look = {"facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH}
    return Patch(label=one_line(tier.label), **look)
