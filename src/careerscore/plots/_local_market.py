"""Plot of the share of a place's workers in each tier, compared with the nation's."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final

from careerscore._text import number_of
from careerscore.api import assess_all
from careerscore.local.market import ALL, LocalMarket
from careerscore.plots._frame import HATCH, open_canvas, tier_color
from careerscore.plots._text import basis, one_line, percent
from careerscore.reference import load
from careerscore.reference.columns import apportioned_employment
from careerscore.scoring.catalog import methodologies

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NOT_SCORED: Final = "Not scored"


def local_market(market: LocalMarket, *, ax: Axes | None = None) -> Axes:
    r"""Draw the share of a place's workers in each tier, compared with the nation's.

    The hatched bars are of workers whose tier is not known; the note says why. A thin bar below
    is the nation, which is left out where the methodology is not registered.

    Parameters
    ----------
    market : LocalMarket
        A result of `careerscore.local_market`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Raises
    ------
    InvalidInputError
        If the market is none, or has no workers.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> local_market(cs.local_market("Vermont", data="2026.3")).get_title()
    'Vermont: the largest tier is AI-Augmented, 47% of workers\n(nation: 49%)'
    """
    canvas = open_canvas("plots.local_market", ax, market=(market, LocalMarket))
    rows = [(one_line(each.tier.label), each.share) for each in market.tiers if each.tier]
    unknown = [each for each in market.tiers if each.tier is None]
    rows.append((_NOT_SCORED, fsum(each.share for each in unknown)))
    canvas.require("market", market, "one with workers", holds=any(share for _, share in rows))
    national = _national(market) if market.methodology in methodologies() else None
    axes, last = canvas.axes, len(rows) - 1
    edge: dict[str, Any] = {"edgecolor": canvas.ink, "linewidth": 0.6}
    for place, (name, share) in enumerate(rows):
        filled = {"color": "none", "hatch": HATCH} if place == last else {}
        axes.barh(
            place,
            share,
            height=0.42,
            **{"color": tier_color(min(place, last - 1), last), **edge, **filled},
        )
        canvas.write(percent(share), (share, place), (5, 0), va="center")
        if national is not None:
            row, other = place + 0.34, national.get(name, 0.0)
            axes.barh(row, other, height=0.12, **{**edge, "color": "none"})
            canvas.write(f"nation {percent(other)}", (other, row), (5, 0), va="center", fontsize=7)
    room = 1.25 * max(share for _, share in [*rows, *(national or {}).items()])
    axes.set_xlim(0, room)
    axes.set_xticks([tick for tick in axes.get_xticks() if 0 <= tick <= min(1, room)])
    axes.set_ylim(len(rows) - 0.4, -0.5)
    canvas.name_rows([name for name, _ in rows])
    canvas.scale(axes.xaxis, "share of workers", percent)
    best, share = max(rows, key=lambda row: row[1])
    beside = "" if national is None else f" (nation: {percent(national.get(best, 0.0))})"
    reasons = "; ".join(f"{percent(each.share)} {each.reason}" for each in unknown if each.share)
    note = [
        "" if market.employment is None else f"{number_of(market.employment, 'worker')}.",
        f"Not scored: {one_line(reasons, 400)}." if reasons else "",
        basis(market.sources, market.data_release, market.methodology),
    ]
    largest = f"the largest tier is {best}, {percent(share)} of workers"
    if best == _NOT_SCORED:
        largest = f"the tier of {percent(share)} of workers cannot be told"
    title = f"{one_line(market.place.name)}: {largest}{beside}"
    return canvas.finish(title, " ".join(filter(None, note)))


def _national(market: LocalMarket) -> dict[str, float]:
    """Return the share of the nation's workers in each tier, by its label."""
    release = load(market.data_release)
    (total,) = release.edition("oews").table().rows_of(ALL)
    everyone = float(total["tot_emp"])
    workers: dict[str, list[float]] = {}
    for code, result in assess_all(market.methodology, data=release).items():
        if result.tier is not None:
            employed = apportioned_employment(release[code]) or 0
            workers.setdefault(one_line(result.tier.label), []).append(employed)
    shares = {label: fsum(each) / everyone for label, each in workers.items()}
    return {**shares, _NOT_SCORED: 1 - fsum(shares.values())}
