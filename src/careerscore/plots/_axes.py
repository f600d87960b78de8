"""Open the axes of a plot, and check its arguments."""

from __future__ import annotations

from typing import TYPE_CHECKING

from careerscore.errors import InvalidInputError, MissingDependencyError, Problem, shorten

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas


def require(subject: str, *requirements: tuple[str, object, str, bool]) -> None:
    """Raise `InvalidInputError` with every (field, value, expected, holds) that does not hold."""
    problems = tuple(
        Problem(field, shorten(value), expected)
        for field, value, expected, holds in requirements
        if not holds
    )
    if problems:
        raise InvalidInputError(subject, problems)


def open_canvas(subject: str, ax: Axes | None) -> Canvas:
    """Return the canvas of some axes, or of a new figure.

    Raises
    ------
    MissingDependencyError
        If matplotlib is not installed.
    InvalidInputError
        If `ax` is not axes with straight scales, or holds a plot already.
    """
    try:
        from matplotlib.axes import Axes

        from careerscore.plots._canvas import Canvas, new_axes
    except ImportError as error:
        raise MissingDependencyError("a plot", "plots") from error
    if ax is None:
        return Canvas(new_axes())
    straight = isinstance(ax, Axes) and ax.name == "rectilinear"
    require(subject, ("ax", ax, "a matplotlib Axes with straight scales, or None", straight))
    canvas = Canvas(ax)
    require(subject, ("ax", ax, "axes without a plot of careerscore", not canvas.is_used))
    return canvas
