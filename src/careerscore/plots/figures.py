"""Figures of our own: they show themselves in notebooks, and nothing else keeps them alive."""

from __future__ import annotations

from io import BytesIO
from typing import Final

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from careerscore.plots.style import FIGURE_SIZE

__all__ = ["ShownAxes", "new_axes"]

_POINTS_PER_INCH: Final = 72
_FINENESS: Final = 2
"""Dots of the picture for each dot that it takes up on the screen."""


class ShownAxes(Axes):
    """Axes that a notebook shows as a picture where they are the value of a cell.

    A figure of pyplot would be shown too, but pyplot keeps every figure alive until it is
    closed by hand, and who makes many of them runs out of memory.
    """

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        figure = self.figure.figure
        picture = BytesIO()
        figure.savefig(picture, format="png", dpi=_FINENESS * figure.dpi)
        width, height = (round(float(inches) * figure.dpi) for inches in figure.get_size_inches())
        return picture.getvalue(), {"width": width, "height": height}


def new_axes() -> Axes:
    """Return the axes of a figure that nobody but they refer to."""
    figure = Figure(figsize=FIGURE_SIZE, layout="constrained")
    return figure.add_subplot(axes_class=ShownAxes)
