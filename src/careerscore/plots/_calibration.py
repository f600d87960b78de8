"""Plot of the calibration of tier probabilities."""

from __future__ import annotations

from math import fsum
from typing import TYPE_CHECKING, Any, Final

from careerscore._text import number_of
from careerscore.analysis import Backtest
from careerscore.plots._frame import BLUE, ORANGE, open_canvas
from careerscore.plots._intervals import basis_of, window
from careerscore.plots._text import percent

if TYPE_CHECKING:
    from matplotlib.axes import Axes


_WEIGHTED: Final[dict[str, Any]] = {
    "color": ORANGE,
    "marker": "s",
    "markersize": 6,
    "linestyle": "",
}


def calibration(result: Backtest, *, ax: Axes | None = None) -> Axes:
    """Draw how often occupations were in the tier that they had, by its probability.

    A dot is a band of probabilities, its area the number of occupations, a square the same
    weighted by employment. On the diagonal, probabilities are right.

    Parameters
    ----------
    result : Backtest
        A result of `careerscore.analysis.backtest` by a methodology with tiers and shares.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the result has no calibration.
    MissingDependencyError
        If matplotlib is not installed.
    """
    canvas = open_canvas("plots.calibration", ax, result=(result, Backtest))
    calibration = result.calibration
    bands = [each for each in (calibration.bands if calibration else ()) if each.occupations]
    expected = f"a backtest with a calibration; {result.methodology} has none"
    canvas.require("result", result, expected, holds=bool(bands))
    axes = canvas.axes
    axes.plot([0, 1], [0, 1], color=canvas.ink, linewidth=0.8, linestyle=(0, (5, 2)), zorder=1)
    for band in bands:
        x, y, weighted = band.predicted or 0, band.realised or 0, band.weighted_realised or 0
        axes.scatter(x, y, 2 * band.occupations, facecolor=f"{BLUE}66", edgecolor=BLUE)
        axes.plot(band.weighted_predicted or 0, weighted, **_WEIGHTED)
        canvas.write(f"{band.occupations:,}", (x, y), (0, -2), ha="center", va="center")
    low = min(each.predicted or 0 for each in bands) - 0.05
    axes.set_xlim(low, 1)
    axes.set_ylim(min(low, *(each.realised or 0 for each in bands)) - 0.03, 1)
    canvas.grid("both")
    canvas.scale(axes.xaxis, "probability of the tier, from the error of demand", percent)
    canvas.scale(axes.yaxis, "share that was in the tier", percent)
    total = sum(each.occupations for each in bands)
    predicted, realised = (
        percent(fsum(each.occupations * (getattr(each, name) or 0) for each in bands) / total)
        for name in ("predicted", "realised")
    )
    subtitle = (
        f"Circle: {number_of(total, 'occupation')} by probability, with their number; square: "
        f"weighted by employment; dashed: as likely as said. {window(result)}."
    )
    return canvas.finish(
        f"Probability of the tier {predicted} on average, realised {realised}",
        subtitle,
        basis_of(result),
    )
