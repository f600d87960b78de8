"""Plot of the share of workers in each tier."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._text import number_of
from careerscore.api import DEFAULT_METHODOLOGY, assess_all
from careerscore.model import Status
from careerscore.plots._frame import HATCH, RELEASE, open_canvas, tier_color
from careerscore.plots._text import basis, one_line, percent
from careerscore.reference import Release
from careerscore.reference.columns import apportioned_employment
from careerscore.reference.loading import release_of
from careerscore.scoring.base import Methodology
from careerscore.scoring.catalog import methodology_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas

_NO_TIER: Final = "Cannot be told"


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
    of occupations without published employment. `careerscore.frames.employment_summary` gives the
    same sums as a data frame.

    Parameters
    ----------
    release : Release or str, optional
        The release or its name; the newest by default.
    methodology : str or Methodology
        The id of a methodology with tiers, or one of your own.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

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
    >>> tier_shares("2026.1").get_title()
    'The largest tier is AI-Augmented: 46.6% of workers'
    """
    canvas = open_canvas("plots.tier_shares", ax)
    is_release = release is None or isinstance(release, str | Release)
    canvas.checks.expect("release", release, RELEASE, holds=is_release)
    is_methodology = isinstance(methodology, str | Methodology)
    expected = "an id or a Methodology"
    canvas.checks.expect("methodology", methodology, expected, holds=is_methodology)
    canvas.checks.raise_problems()
    data = release_of(release)
    method = methodology_of(methodology)
    expected = "a methodology with tiers"
    canvas.require("methodology", method.id, expected, holds=bool(method.tiers))
    results = assess_all(method, data=data)
    workers = {code: apportioned_employment(occupation) for code, occupation in data.items()}
    # Best first, and last the occupations without a tier.
    by_tier: dict[str | None, list[str]] = {tier.label: [] for tier in method.tiers} | {None: []}
    for code, result in results.items():
        by_tier[result.tier.label if result.tier else None].append(code)
    fallback = {code for code, result in results.items() if result.status is Status.FALLBACK}
    tiers = [
        _Tier(
            _NO_TIER if label is None else one_line(label),
            len(codes),
            fsum(workers[code] or 0 for code in codes),
            fsum(workers[code] or 0 for code in codes if code in fallback),
        )
        for label, codes in by_tier.items()
    ]
    total = fsum(tier.workers for tier in tiers)
    _draw_tiers(canvas, tiers, total)
    once = "occupations published under one code share its workers equally"
    unknown = sum(number is None for number in workers.values())
    hatched = sum(tier.by_fallback for tier in tiers)
    scored = (source for result in results.values() for source in result.sources)
    paid = (occupation.wages.source for occupation in data.values())
    sentences = [
        f"{number_of(total, 'worker')}, each counted once: {once}.",
        f"{number_of(unknown, 'occupation')} without employment." if unknown else "",
        f"Hatched within a tier: {number_of(hatched, 'worker')} by a fallback." if hatched else "",
        basis([*scored, *paid], data.name, method.id),
    ]
    largest = max(tiers, key=lambda tier: tier.workers)
    share = percent(largest.workers / total)
    title = f"The largest tier is {largest.label}: {share} of workers"
    if largest.label == _NO_TIER:
        title = f"The tier of {share} of workers cannot be told"
    return canvas.finish(title, " ".join(filter(None, sentences)))


def _draw_tiers(canvas: Canvas, tiers: Sequence[_Tier], total: float) -> None:
    axes, last = canvas.axes, len(tiers) - 1
    look: dict[str, Any] = {"height": 0.5, "edgecolor": canvas.ink, "linewidth": 0.6}
    hatched = {**look, "color": "none", "hatch": HATCH}
    for place, tier in enumerate(tiers):
        share, by_fallback = tier.workers / total, tier.by_fallback / total
        if place == last:
            axes.barh(place, share, **hatched)
        else:
            axes.barh(place, share, color=tier_color(place, last), **look)
            if by_fallback:
                axes.barh(place, by_fallback, left=share - by_fallback, **hatched)
        numbers = (
            f"{number_of(tier.workers, 'worker')}\n{number_of(tier.occupations, 'occupation')}"
        )
        canvas.write(f"{percent(share)}\n{numbers}", (share, place), (5, 0), va="center")
    # On the right there is room for the label of the longest bar.
    room = 1.4 * max(tier.workers / total for tier in tiers)
    axes.set_xlim(0, room)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, room)])
    axes.set_ylim(len(tiers) - 0.5, -0.5)
    canvas.name_rows([tier.label for tier in tiers])
    canvas.scale(axes.xaxis, "share of workers", percent)
