"""What plots of a backtest have in common: figures with intervals, and those of a placebo."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.analysis import Backtest
from careerscore.model.dollars import month_name
from careerscore.plots._frame import open_canvas
from careerscore.plots._text import basis

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas

APART: Final = 0.3
"""From the row of the result to that of the placebo."""

RESULT: Final[dict[str, Any]] = {"marker": "o", "markersize": 8}
PLACEBO: Final[dict[str, Any]] = {"marker": "s", "markersize": 6, "markerfacecolor": "none"}
_PLACEBO_COLOR: Final = "#757575"


def open_result(
    subject: str, ax: Axes | None, result: object, placebo: object
) -> tuple[Canvas, Backtest | None]:
    """Return a canvas for a backtest, and its placebo: the one given, else its own."""
    kinds = {"result": (result, Backtest)}
    if placebo is not None:
        kinds["placebo"] = (placebo, Backtest)
    canvas = open_canvas(subject, ax, **kinds)
    own = result.placebo if isinstance(result, Backtest) else None
    return canvas, placebo if isinstance(placebo, Backtest) else own


def draw_interval(
    canvas: Canvas,
    row: float,
    figures: tuple[float, float, float],
    color: str = _PLACEBO_COLOR,
    **mark: Any,
) -> None:
    """Draw a value and the interval from low to high around it."""
    value, low, high = figures
    canvas.axes.plot([low, high], [row, row], color=color, linewidth=2, solid_capstyle="butt")
    canvas.axes.plot(value, row, color=color, linestyle="", **mark)


def finish_rows(canvas: Canvas, names: list[str]) -> None:
    """Name the rows, and draw the line of no change."""
    canvas.axes.axvline(0, color=canvas.ink, linewidth=0.8, zorder=1)
    canvas.axes.margins(x=0.12)
    canvas.name_rows(names)
    canvas.axes.set_ylim(len(names) - 0.4, -0.6)


def marks_of(result: Backtest, placebo: Backtest | None) -> str:
    """Return what the marks are, as a sentence."""
    below = f"; square: placebo, {window(placebo)}" if placebo is not None else ""
    return f"Dot: {window(result)}, with its 95% interval{below}."


def signed(number: float) -> str:
    """Return a number with its sign, 0 without one."""
    return f"{number:+g}" if number else "0"


def window(result: Backtest) -> str:
    """Return from when to when a backtest goes."""
    return f"{month_name(result.start)} to {month_name(result.end)}"


def basis_of(result: Backtest) -> str:
    """Return methodology, data and sources, as a sentence."""
    return basis(result.sources, result.data_release, result.methodology)
