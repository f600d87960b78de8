"""Plot of the share of a place's workers in each tier, compared with the nation's."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final

from careerscore.api import assess_all
from careerscore.errors import UnknownReleaseError
from careerscore.local.market import ALL, LocalMarket
from careerscore.plots._frame import HATCH, UNKNOWN, open_canvas, tier_color
from careerscore.plots._text import basis, count, one_line, percent
from careerscore.reference.columns import apportioned_employment
from careerscore.reference.loading import release_of_name
from careerscore.scoring.catalog import methodologies

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NOT_SCORED: Final = "Not scored"
_NATION: Final = "#8C8C8C"
_BELOW: Final = ", and below it the nation's"


def local_market(market: LocalMarket, *, ax: Axes | None = None) -> Axes:
    r"""Draw the share of a place's workers in each tier, compared with the nation's.

    The hatched bars are of workers whose tier is not known; the note says why. A thin bar below
    is the nation, which is left out where the methodology or the release is not at hand.

    Parameters
    ----------
    market : LocalMarket
        A result of `careerscore.local_market`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

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
    'Vermont: the largest tier is AI-Augmented,\n47% of workers (nation: 49%)'
    """
    canvas = open_canvas("plots.local_market", ax, market=(market, LocalMarket))
    known = [each for each in market.tiers if each.tier]
    unknown = [each for each in market.tiers if each.tier is None]
    rows = [(one_line(each.tier.label), each.share) for each in known if each.tier]
    rows.append((_NOT_SCORED, fsum(each.share for each in unknown)))
    canvas.require("market", market, "one with workers", holds=any(share for _, share in rows))
    national = _national(market)
    axes = canvas.axes
    colors = [tier_color(each.tier) for each in known if each.tier]
    looks: list[dict[str, Any]] = [{"color": color} for color in colors]
    looks.append({"facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH})
    for place, ((name, share), look) in enumerate(zip(rows, looks, strict=True)):
        axes.barh(place, share, height=0.42, linewidth=0, **look)
        bold = {"va": "center", "fontsize": 10, "fontweight": "bold"}
        canvas.write(percent(share), (share, place), (5, 0), **bold)
        if national is not None:
            row, other = place + 0.34, national.get(name, 0.0)
            axes.barh(row, other, height=0.14, color=_NATION, linewidth=0)
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
    number = "" if market.employment is None else f"{count(market.employment)} "
    subtitle = [
        f"Share of {number}workers in occupations of each tier{_BELOW * (national is not None)}.",
        f"Not scored: {one_line(reasons, 200)}." if reasons else "",
    ]
    note = basis(market.sources, market.data_release, market.methodology)
    largest = f"the largest tier is {best}, {percent(share)} of workers"
    if best == _NOT_SCORED:
        largest = f"{percent(share)} of workers are in occupations without a score"
    title = f"{one_line(market.place.name)}: {largest}{beside}"
    return canvas.finish(title, " ".join(filter(None, subtitle)), note)


def _national(market: LocalMarket) -> dict[str, float] | None:
    """Return the share of the nation's workers in each tier, by its label; None if not known."""
    if market.methodology not in methodologies():
        return None
    try:
        release = release_of_name(market.data_release)
    except UnknownReleaseError:
        return None
    (total,) = release.edition("oews").table().rows_of(ALL)
    everyone = float(total["tot_emp"])
    workers: dict[str, list[float]] = {}
    for code, result in assess_all(market.methodology, data=release).items():
        if result.tier is not None:
            employed = apportioned_employment(release[code]) or 0
            workers.setdefault(one_line(result.tier.label), []).append(employed)
    shares = {label: fsum(each) / everyone for label, each in workers.items()}
    return {**shares, _NOT_SCORED: 1 - fsum(shares.values())}
