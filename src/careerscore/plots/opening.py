"""Where a picture is drawn: in the axes it is given, or in a figure of its own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.errors import InvalidInputError, MissingDependencyError, Problem, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots.canvas import Canvas

__all__ = ["canvas_for"]


def canvas_for(subject: str, ax: Axes | None) -> Canvas:
    """Return the canvas of some axes, or of a figure made for it.

    Parameters
    ----------
    subject : str
        Who asks, for the message.
    ax : matplotlib.axes.Axes, optional
        The axes.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    InvalidInputError
        If what was given is no axes with straight scales, or holds a picture already.
    """
    try:
        from matplotlib.axes import Axes

        from careerscore.plots.canvas import Canvas
        from careerscore.plots.figures import new_axes
    except ImportError as error:
        raise MissingDependencyError("a plot", "plots") from error
    if ax is None:
        return Canvas(new_axes())
    if not isinstance(ax, Axes) or ax.name != "rectilinear":
        problem = Problem("ax", shorten(ax), "a matplotlib Axes with straight scales, or None")
        raise InvalidInputError(subject, (problem,))
    canvas = Canvas(ax)
    if canvas.is_taken:
        problem = Problem("ax", shorten(ax), "axes without a picture of careerscore in them")
        raise InvalidInputError(subject, (problem,))
    return canvas
