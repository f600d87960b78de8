"""Plot of the change of employment by tier in a backtest."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore._text import number_of
from careerscore.plots._frame import BLUE, tier_color
from careerscore.plots._intervals import (
    APART,
    PLACEBO,
    RESULT,
    basis_of,
    draw_interval,
    finish_rows,
    marks_of,
    open_result,
    signed,
)
from careerscore.plots._text import one_line
from careerscore.scoring.catalog import methodologies, methodology

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.analysis import Backtest, GroupOutcome


def backtest(result: Backtest, *, placebo: Backtest | None = None, ax: Axes | None = None) -> Axes:
    """Draw the change of employment in each tier, with a placebo below it.

    A dot is the change of all occupations of a tier together, the line its 95% interval over
    samples of minor groups. The dashed line is the change of all occupations.

    Parameters
    ----------
    result : Backtest
        A result of `careerscore.analysis.backtest` by a methodology with tiers.
    placebo : Backtest, optional
        A backtest of the same methodology over earlier years; by default that of the result.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the methodology has no tiers.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> from careerscore import analysis
    >>> result = analysis.backtest("american-dream-jobs/2.0", data="2026.3")
    >>> backtest(result).get_title()
    'Employment: AI-Resilient +11.6%, High Disruption Risk -6.8%'
    """
    canvas, placebo = open_result("plots.backtest", ax, result, placebo)
    expected = f"a backtest with tiers; {result.methodology} has none"
    canvas.require("result", result, expected, holds=bool(result.tiers))
    *tiers, together = result.tiers
    before = {each.group: each for each in (placebo.tiers if placebo else ())}
    is_known = result.methodology in methodologies()
    defined = methodology(result.methodology).tiers if is_known else ()
    colors = {tier.label: tier_color(tier) for tier in defined}
    for row, tier in enumerate(tiers):
        if (known := _known(tier)) is not None:
            draw_interval(canvas, row, known, colors.get(tier.group, BLUE), **RESULT)
            look = {"ha": "center", "fontsize": 9, "fontweight": "bold"}
            canvas.write(_percent(known[0]), (known[0], row), (0, 7), **look)
        if tier.group in before and (other := _known(before[tier.group])) is not None:
            draw_interval(canvas, row + APART, other, **PLACEBO)
    dashes = (0, (5, 2))
    canvas.axes.axvline(together.change or 0, color=canvas.ink, linewidth=1, linestyle=dashes)
    finish_rows(canvas, [one_line(tier.group) for tier in tiers])
    canvas.scale(canvas.axes.xaxis, "change of employment [percent]", signed)
    ends = [each for each in tiers if each.change is not None]
    named = dict.fromkeys(
        f"{one_line(each.group)} {_percent(each.change or 0)}" for each in (ends[0], ends[-1])
    )
    counted = number_of(together.occupations, "occupation")
    all_together = f"Dashed: all {counted} together, {_percent(together.change or 0)}."
    subtitle = f"{marks_of(result, placebo)} {all_together}"
    return canvas.finish(f"Employment: {', '.join(named)}", subtitle, basis_of(result))


def _known(group: GroupOutcome) -> tuple[float, float, float] | None:
    if group.change is None or group.low is None or group.high is None:
        return None
    return group.change, group.low, group.high


def _percent(change: float) -> str:
    return f"{change:+.1f}%"
