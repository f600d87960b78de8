"""Plot of the share of workers in each tier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from careerscore._text import number_of
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.plots._frame import HATCH, UNKNOWN, open_canvas, release_for, tier_color
from careerscore.plots._population import NO_TIER, method_for, population_of
from careerscore.plots._text import basis, count, one_line, percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas
    from careerscore.plots._population import Population
    from careerscore.reference import Release
    from careerscore.scoring.base import Methodology


def tier_shares(
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    *,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of workers in the occupations of each tier.

    Each worker is counted once: occupations that are published under one code share its
    workers equally. A hatched bar is for occupations whose tier is not known, as an input is
    missing; the part of a bar that depends on a fallback is hatched, too. The subtitle has the
    number of occupations without published employment. `careerscore.frames.employment_summary`
    gives the same sums as a data frame.

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
    >>> tier_shares(data="2026.1").get_title()
    'AI-Augmented is the largest tier: 46.6% of workers'
    """
    canvas = open_canvas("plots.tier_shares", ax)
    method = method_for(canvas, methodology)
    everyone = population_of(method, release_for(canvas, data))
    total = everyone.workers_in(everyone.workers)
    shares = [_draw_tier(canvas, row, everyone, total) for row in range(len(everyone.tiers))]
    axes, room = canvas.axes, 1.3 * max(shares)
    axes.set_xlim(0, room)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, room)])
    axes.set_ylim(len(shares) - 0.5, -0.5)
    axes.tick_params(axis="x", length=0)
    names = [one_line(tier.label) for tier in everyone.tiers]
    counts = [f"{count(share * total)} workers" for share in shares]
    canvas.name_rows(names, counts)
    canvas.scale(axes.xaxis, "share of workers", percent)
    unknown = sum(number is None for number in everyone.workers.values())
    hatched = everyone.workers_in(everyone.by_fallback(everyone.results))
    sentences = [
        f"Share of {count(total)} US workers in occupations of each tier.",
        f"{number_of(unknown, 'occupation')} without published employment." if unknown else "",
        f"Hatched within a tier: {count(hatched)} workers, by a fallback." if hatched else "",
    ]
    scored = (source for result in everyone.results.values() for source in result.sources)
    paid = (occupation.wages.source for occupation in everyone.release.values())
    note = basis([*scored, *paid], everyone.release.name, method.id)
    largest = max(shares)
    label = names[shares.index(largest)]
    title = f"{label} is the largest tier: {percent(largest)} of workers"
    if label == NO_TIER.label:
        title = f"{percent(largest)} of workers are in occupations without a score"
    return canvas.finish(title, " ".join(filter(None, sentences)), note)


def _draw_tier(canvas: Canvas, row: int, everyone: Population, total: float) -> float:
    """Draw the bar of a tier, and return its share of the workers."""
    tier = everyone.tiers[row]
    codes = everyone.codes_in(tier)
    share = everyone.workers_in(codes) / total
    by_fallback = everyone.workers_in(everyone.by_fallback(codes)) / total
    look: dict[str, Any] = {"height": 0.6, "linewidth": 0}
    hatched = {**look, "facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH}
    if tier is NO_TIER:
        canvas.axes.barh(row, share, **hatched)
    else:
        canvas.axes.barh(row, share, color=tier_color(tier), **look)
        if by_fallback:
            white = {**hatched, "edgecolor": canvas.axes.get_facecolor()}
            canvas.axes.barh(row, by_fallback, left=share - by_fallback, **white)
    at = (share, row)
    canvas.write(percent(share), at, (6, 0), va="bottom", fontsize=11, fontweight="bold")
    canvas.write(number_of(len(codes), "occupation"), at, (6, -3), va="top")
    return share
