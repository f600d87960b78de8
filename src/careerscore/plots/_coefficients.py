"""Plot of the coefficients of a backtest's regression."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore.plots._frame import BLUE
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

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.analysis import Backtest, Coefficient

_TERMS: Final = {
    "one_minus_exposure": "low exposure",
    "demand": "projected growth",
    "human_advantage": "human advantage",
}


def coefficients(
    result: Backtest, *, placebo: Backtest | None = None, ax: Axes | None = None
) -> Axes:
    """Draw what each part of a score adds to the change of employment, with a placebo below it.

    A dot is a coefficient of the regression weighted by employment, without further controls, the
    line its 95% interval by the cluster standard error.

    Parameters
    ----------
    result : Backtest
        A result of `careerscore.analysis.backtest` by a methodology of shares.
    placebo : Backtest, optional
        A backtest of the same methodology over earlier years; by default that of the result.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the methodology has no shares.
    MissingDependencyError
        If matplotlib is not installed.
    """
    canvas, placebo = open_result("plots.coefficients", ax, result, placebo)
    expected = f"a backtest of shares; {result.methodology} has none"
    canvas.require("result", result, expected, holds=bool(result.coefficients))
    found, before = _by_term(result), _by_term(placebo) if placebo else {}
    texts: list[tuple[float, str]] = []
    for row, (term, name) in enumerate(_TERMS.items()):
        each = found[term]
        draw_interval(canvas, row, (each.value, each.low, each.high), BLUE, **RESULT)
        canvas.write(f"{each.value:+.1f}", (each.value, row), (0, 7), ha="center")
        established = "" if each.low > 0 or each.high < 0 else " (not established)"
        texts.append((-each.value, f"{name} {each.value:+.1f}{established}"))
        if (other := before.get(term)) is not None:
            draw_interval(canvas, row + APART, (other.value, other.low, other.high), **PLACEBO)
    finish_rows(canvas, list(_TERMS.values()))
    label = "change of employment over the whole range of the share [log points]"
    canvas.scale(canvas.axes.xaxis, label, signed)
    ranked = ", ".join(text for _, text in sorted(texts))
    subtitle = f"{marks_of(result, placebo)} Weighted by employment; errors by cluster."
    return canvas.finish(f"{ranked[:1].upper()}{ranked[1:]}", subtitle, basis_of(result))


def _by_term(result: Backtest) -> dict[str, Coefficient]:
    return {
        each.term: each
        for each in result.coefficients
        if (each.weights, each.controls) == ("employment", "none")
    }
