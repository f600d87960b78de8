"""Frame of a plot: its canvas, the checks of its arguments, and the colours of its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.errors import MissingDependencyError

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas

# Okabe and Ito (2008), Color Universal Design, https://jfly.uni-koeln.de/color/
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
YELLOW: Final = "#F0E442"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"

# Red and green, which many cannot tell apart, are left out.
_BEST_TO_WORST: Final = (BLUE, SKY, YELLOW, ORANGE, VERMILLION)

UNKNOWN: Final = "#BBBBBB"
"""What is not known; always hatched, too."""

HATCH: Final = "////"

OPEN: Final[dict[str, Any]] = {"color": VERMILLION, "marker": ">", "markerfacecolor": "none"}
"""The look of a bound."""

RELEASE: Final = "a Release, its name or None"


def tier_color(place: int, number: int) -> str:
    """Return the colour of a tier; beyond five some share one, and each is named beside its bar."""
    return _BEST_TO_WORST[round((len(_BEST_TO_WORST) - 1) * place / max(number - 1, 1))]


def open_canvas(subject: str, ax: Axes | None, **results: tuple[object, type]) -> Canvas:
    """Return the canvas of some axes, or of a new figure, and check the class of each result."""
    try:
        from careerscore.plots._canvas import Canvas
    except ImportError as error:
        raise MissingDependencyError("a plot", "plots") from error
    canvas = Canvas(subject, ax)
    for name, (value, kind) in results.items():
        canvas.checks.value(name, value, kind)
    canvas.checks.raise_problems()
    return canvas
