"""Plot of the share of workers in each tier."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.api import DEFAULT_METHODOLOGY, assess_all
from careerscore.model import Status
from careerscore.plots._axes import open_canvas, require
from careerscore.plots._labels import count, one_line, percent, sources_note, wrapped
from careerscore.plots._releases import RELEASE, is_release, open_release, workers_of
from careerscore.plots._style import HATCH, UNKNOWN, tier_colors
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from matplotlib.axes import Axes

    from careerscore.model import ResilienceAssessment
    from careerscore.plots._canvas import Canvas
    from careerscore.reference import Release

_SUBJECT: Final = "plots.tier_shares"
_NO_TIER: Final = "Cannot be told"

_THICKNESS: Final = 0.5
"""Of a bar, as a share of its row."""


class _Tier(NamedTuple):
    """The occupations of a tier, their workers, and those whose tier depends on a fallback."""

    label: str
    occupations: int
    workers: float
    by_fallback: float


def tier_shares(
    release: Release | str | None = None,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    ax: Axes | None = None,
) -> Axes:
    """Draw the share of workers in the occupations of each tier.

    Each worker is counted once: occupations that are published under one code share its
    workers equally. A hatched bar is for occupations whose tier is not known, as an input is
    missing; the part of a bar that depends on a fallback is hatched, too. The note has the number
    of occupations without published employment.

    Parameters
    ----------
    release : Release or str, optional
        The release or its name; the newest by default.
    methodology : str or Methodology
        The id of a methodology with tiers, or one of your own.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the methodology has no tiers.
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
    canvas = open_canvas(_SUBJECT, ax)
    is_methodology = isinstance(methodology, str | Methodology)
    require(
        _SUBJECT,
        ("release", release, RELEASE, is_release(release)),
        ("methodology", methodology, "an id or a Methodology", is_methodology),
    )
    data, method = open_release(release), methodology_of(methodology)
    has_tiers = bool(method.tiers)
    require(_SUBJECT, ("methodology", method.id, "a methodology with tiers", has_tiers))
    results = assess_all(method, data=data)
    workers = {code: workers_of(occupation) for code, occupation in data.items()}
    tiers = _tiers([tier.label for tier in method.tiers], results, workers)
    total = fsum(tier.workers for tier in tiers)
    _draw(canvas, tiers, total)
    once = "occupations published under one code share its workers equally"
    unknown = sum(number is None for number in workers.values())
    fallback = sum(tier.by_fallback for tier in tiers)
    sources = [factor.source for result in results.values() for factor in result.factors]
    sources += [occupation.wages.source for occupation in data.values()]
    sentences = [
        f"{count(total, 'worker')}, each counted once: {once}.",
        f"{count(unknown, 'occupation')} without employment." if unknown else "",
        f"Hatched within a tier: {count(fallback, 'worker')} by a fallback." if fallback else "",
        sources_note(sources, methodology=method.id, release=data.name),
    ]
    largest = max(tiers, key=lambda tier: tier.workers)
    share = percent(largest.workers / total)
    title = f"The largest tier is {largest.label}: {share} of workers"
    if largest.label == _NO_TIER:
        title = f"The tier of {share} of workers cannot be told"
    return canvas.finish(title, " ".join(filter(None, sentences)))


def _tiers(
    labels: Sequence[str],
    results: Mapping[str, ResilienceAssessment],
    workers: Mapping[str, float | None],
) -> list[_Tier]:
    """Return the tiers, best first, and last the occupations without one."""
    by_tier: dict[str | None, list[str]] = {label: [] for label in [*labels, None]}
    for code, result in results.items():
        by_tier[result.tier.label if result.tier else None].append(code)
    return [
        _Tier(
            _NO_TIER if label is None else one_line(label),
            len(codes),
            fsum(workers[code] or 0 for code in codes),
            fsum(workers[code] or 0 for code in codes if results[code].status is Status.FALLBACK),
        )
        for label, codes in by_tier.items()
    ]


def _draw(canvas: Canvas, tiers: Sequence[_Tier], total: float) -> None:
    axes, widest = canvas.axes, max(tier.workers / total for tier in tiers)
    colors = (*tier_colors(len(tiers) - 1), UNKNOWN)
    for place, (tier, color) in enumerate(zip(tiers, colors, strict=True)):
        _draw_bar(canvas, place, tier, total, color)
    # On the right there is room for the label of the longest bar.
    axes.set_xlim(0, 1.4 * widest)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, 1.4 * widest)])
    axes.set_ylim(len(tiers) - 0.5, -0.5)
    canvas.name_rows([wrapped(tier.label) for tier in tiers])
    canvas.numbers(axes.xaxis, percent)
    canvas.scale(axes.xaxis, "share of workers")


def _draw_bar(canvas: Canvas, place: int, tier: _Tier, total: float, color: str) -> None:
    look: dict[str, Any] = {"edgecolor": canvas.ink, "linewidth": 0.6}
    hatched = {**look, "color": "none", "hatch": HATCH}
    share, by_fallback = tier.workers / total, tier.by_fallback / total
    if tier.label == _NO_TIER:
        canvas.axes.barh(place, share, _THICKNESS, **hatched)
    else:
        canvas.axes.barh(place, share, _THICKNESS, color=color, **look)
        if by_fallback:
            start = share - by_fallback
            canvas.axes.barh(place, by_fallback, _THICKNESS, start, **hatched)
    numbers = f"{count(tier.workers, 'worker')}\n{count(tier.occupations, 'occupation')}"
    canvas.write(f"{percent(share)}\n{numbers}", (share, place), (5, 0), va="center")
