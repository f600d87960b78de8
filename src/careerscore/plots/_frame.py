"""Frame of a plot: its canvas, the checks of its arguments, and the colours of its marks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore._render.colors import TIER_COLORS
from careerscore.errors import MissingDependencyError
from careerscore.reference import Release
from careerscore.reference.loading import release_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.model import Tier
    from careerscore.plots._canvas import Canvas

# Okabe and Ito (2008), Color Universal Design, https://jfly.uni-koeln.de/color/
ORANGE: Final = "#E69F00"
GREEN: Final = "#009E73"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"

TINT: Final = "#A9CFE6"
"""A light blue on which dark text is legible."""

UNKNOWN: Final = "#A0A0A0"
"""What is not known; always hatched, too."""

HATCH: Final = "////"

OPEN: Final[dict[str, Any]] = {"color": VERMILLION, "marker": ">", "markerfacecolor": "none"}
"""The look of a bound."""


def tier_color(tier: Tier) -> str:
    """Return the colour of a tier on pages and in plots; grey where its word is no colour."""
    if tier.color in TIER_COLORS:
        return TIER_COLORS[tier.color].web
    from matplotlib.colors import is_color_like, to_hex

    return to_hex(tier.color) if is_color_like(tier.color) else UNKNOWN


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


def check_data(canvas: Canvas, data: object) -> None:
    """Note a problem where an argument `data` cannot name a release."""
    holds = data is None or isinstance(data, str | Release)
    canvas.checks.expect("data", data, "a Release, its name or None", holds=holds)


def release_for(canvas: Canvas, data: Release | str | None) -> Release:
    """Return the release that an argument `data` names, after raising all problems there are."""
    check_data(canvas, data)
    canvas.checks.raise_problems()
    return release_of(data)
