"""The curve of a wage plot: the share of workers who earn at most an amount."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.model import PERCENTILES
from careerscore.plots._frame import BLUE, OPEN, VERMILLION
from careerscore.plots._percentiles import stretches
from careerscore.plots._text import percent

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.model import WageEstimates
    from careerscore.plots._canvas import Canvas
    from careerscore.plots._percentiles import Percentile, Rank

_STEPS: Final = 24
"""Points of the curve between two percentiles."""


def draw_curve(
    canvas: Canvas,
    pay: WageEstimates,
    marks: Sequence[Percentile],
    rank: Rank | None,
    money: Callable[[float], str],
) -> None:
    """Draw the curve through the percentiles, and a wage up to it."""
    axes = canvas.axes
    axes.set_ylim(0, 1)
    axes.set_yticks([0, *PERCENTILES.values(), 1])
    canvas.grid("y")
    for below, above in stretches(marks):
        step = (above.share - below.share) / _STEPS
        shares = [*(below.share + step * count for count in range(_STEPS)), above.share]
        amounts = [pay.quantile(share) for share in shares]
        axes.plot(amounts, shares, color=BLUE, linewidth=2, zorder=2)
    left, right = axes.get_xlim()
    for name, share, amount, is_published, _ in marks:
        if amount is None:
            continue
        at = (amount, share)
        if is_published:
            axes.plot(*at, "o", color=BLUE, zorder=3)
        else:
            axes.plot(*at, **OPEN)
            canvas.arrow(at, 26, VERMILLION)
        # On the side away from a wage: its line must cross no label. At the left edge is no room.
        is_left = rank is None or rank.wage > amount
        turned = is_left and amount - left > 0.3 * (right - left)
        by, side, level = ((-7, 4), "right", "bottom") if turned else ((7, -4), "left", "top")
        text = f"{name} {'' if is_published else '≥ '}{money(amount)}"
        canvas.write(text, at, by, ha=side, va=level)
    if rank is not None:
        _draw_rank(canvas, rank, money)
    canvas.scale(axes.yaxis, "workers who earn at most that much", percent)


def _draw_rank(canvas: Canvas, rank: Rank, money: Callable[[float], str]) -> None:
    """Draw a wage up to its rank, or between the bounds of it."""
    axes, (wage, low, high) = canvas.axes, rank
    dashes = {"color": canvas.ink, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 1.5}
    axes.plot([wage, wage], [0, high], **dashes)
    if low == high:
        axes.plot([axes.get_xlim()[0], wage], [low, low], **dashes)
        axes.plot(wage, low, "*", color=canvas.ink, markersize=13, zorder=4)
    else:
        ends = {"color": canvas.ink, "linewidth": 2, "marker": "_", "markersize": 12}
        axes.plot([wage, wage], [low, high], zorder=4, **ends)
    left, right = axes.get_xlim()
    by, side = ((-5, 5), "right") if 2 * wage > left + right else ((5, 5), "left")
    canvas.write(money(wage), (wage, 0), by, ha=side, fontweight="bold")
