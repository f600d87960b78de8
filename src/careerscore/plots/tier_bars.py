"""The picture of how many people work in each tier."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.plots.opening import canvas_for
from careerscore.plots.style import HATCH, UNKNOWN, tier_colours
from careerscore.plots.tier_points import CANNOT_BE_TOLD, tier_shares_of
from careerscore.plots.words import count, in_lines, one_line, percent, rested_on

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots.canvas import Canvas
    from careerscore.plots.tier_points import TierShare, TierShares
    from careerscore.reference.releases import Release
    from careerscore.scoring.base import Methodology

__all__ = ["tier_shares"]

SUBJECT: Final = "plots.tier_shares"

_THICKNESS: Final = 0.5
"""Of a bar, as a share of its row."""


def tier_shares(
    release: Release | str | None = None,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of workers in the occupations of each tier.

    Each worker is counted once: occupations that are published under one code share its
    workers equally. Workers of occupations whose tier cannot be told, as an input is missing,
    have a hatched bar of their own; a part of a bar that rests on a fallback is hatched, too.
    Occupations without published employment are counted in the note.

    Parameters
    ----------
    release : Release or str, optional
        The release or its name; the newest by default.
    methodology : str or Methodology
        By what to score: the id of a methodology with tiers, or one of your own.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or the methodology has no tiers.
    UnknownMethodologyError, UnknownReleaseError
        If there is none of this name.
    MissingDependencyError
        If matplotlib is not installed.

    See Also
    --------
    careerscore.frames.employment_summary : the same sums as a data frame.

    Examples
    --------
    >>> tier_shares("2026.1").get_title()
    'The largest tier is AI-Augmented: 46.6% of workers'
    """
    canvas = canvas_for(SUBJECT, ax)
    found = tier_shares_of(SUBJECT, release, methodology)
    axes, most = canvas.axes, max(tier.share for tier in found.tiers)
    colours = (*tier_colours(len(found.tiers) - 1), UNKNOWN)
    for place, (tier, color) in enumerate(zip(found.tiers, colours, strict=True)):
        _draw(canvas, place, tier, color)
        canvas.write(_in_words(tier), (tier.share, place), (5, 0), va="center")
    # On the right there is room for the words of the longest bar.
    axes.set_xlim(0, 1.4 * most)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, 1.4 * most)])
    axes.set_ylim(len(found.tiers) - 0.5, -0.5)
    canvas.rows(axes.yaxis, range(len(found.tiers)), [in_lines(tier.label) for tier in found.tiers])
    axes.tick_params(axis="y", length=0)
    canvas.numbers(axes.xaxis, percent)
    axes.grid(axis="x", linewidth=0.5, alpha=0.4)
    axes.set_axisbelow(True)
    canvas.scale(axes.xaxis, "share of workers")
    canvas.scale(axes.yaxis, "")
    return canvas.finish(_title(found), _note(found))


def _draw(canvas: Canvas, place: int, tier: TierShare, color: str) -> None:
    look: dict[str, Any] = {"edgecolor": canvas.ink, "linewidth": 0.6}
    if tier.label == CANNOT_BE_TOLD:
        canvas.axes.barh(place, tier.share, _THICKNESS, color="none", hatch=HATCH, **look)
        return
    canvas.axes.barh(place, tier.share, _THICKNESS, color=color, **look)
    if tier.by_fallback:
        part = tier.share * tier.by_fallback / tier.workers
        start = tier.share - part
        canvas.axes.barh(place, part, _THICKNESS, start, color="none", hatch=HATCH, **look)


def _in_words(tier: TierShare) -> str:
    return (
        f"{percent(tier.share)}\n{count(tier.workers, 'worker')}\n"
        f"{count(tier.occupations, 'occupation')}"
    )


def _title(found: TierShares) -> str:
    largest = max(found.tiers, key=lambda tier: tier.share)
    if largest.label == CANNOT_BE_TOLD:
        return f"The tier of {percent(largest.share)} of workers cannot be told"
    return f"The largest tier is {largest.label}: {percent(largest.share)} of workers"


def _note(found: TierShares) -> str:
    once = "occupations published under one code share its workers equally"
    said = [f"{count(found.workers, 'worker')}, each counted once: {once}."]
    if found.without_employment:
        said.append(f"{count(found.without_employment, 'occupation')} without employment.")
    fallback = sum(tier.by_fallback for tier in found.tiers)
    if fallback:
        said.append(f"Hatched within a tier: {count(fallback, 'worker')} by a fallback.")
    by = one_line(found.methodology)
    return " ".join([*said, rested_on(found.sources, methodology=by, release=found.release)])
