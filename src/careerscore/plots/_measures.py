"""Plot of one measure against another."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from careerscore._text import number_of
from careerscore.plots._bubbles import Bubble, draw_bubbles, name_bubbles
from careerscore.plots._frame import BLUE, open_canvas, release_for
from careerscore.plots._population import column_for, figure_of, name_of, rank_correlation
from careerscore.plots._text import axis_dollars, basis, one_line, percent
from careerscore.reference.columns import apportioned_employment

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

    from careerscore.plots._canvas import Canvas
    from careerscore.reference import Release
    from careerscore.reference.columns import ReferenceColumn

_MOST_NAMES: Final = 8


def measures(
    first: str = "eloundou_gpt4_beta",
    second: str = "felten_aioe",
    *,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw all occupations of a release by two of their figures, with the rank correlation.

    The area of a circle is proportional to employment; occupations that are published under one
    code share its workers equally. The largest occupations are named. The title has the rank
    correlation (Spearman) over occupations, which says nothing about its cause.

    Parameters
    ----------
    first, second : str
        Names of columns of numbers of `Release.to_frame`: a measure of exposure such as
        ``"frey_osborne_probability"``, ``"annual_median_usd"``, ``"outlook_percent_change"``.
    data : Release or str, optional
        The release or its name; the newest by default.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, the release has no such column, or no occupation has
        both figures.
    UnknownReleaseError
        If there is no such release.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> axes = measures("eloundou_gpt4_beta", "frey_osborne_probability", data="2026.3")
    >>> axes.get_title().splitlines()[-1]
    'computerisation is lower: rank correlation -0.30'
    """
    canvas = open_canvas("plots.measures", ax)
    canvas.checks.value("first", first, str)
    canvas.checks.value("second", second, str)
    canvas.checks.raise_problems()
    release = release_for(canvas, data)
    columns = (
        column_for(canvas, "first", first, release),
        column_for(canvas, "second", second, release),
    )
    bubbles = []
    for code, occupation in release.items():
        x, y = (figure_of(column, occupation) for column in columns)
        if x is not None and y is not None:
            workers = apportioned_employment(occupation) or 0.0
            bubbles.append(Bubble(code, occupation.title, x, y, workers, BLUE))
    expected = f"a column that some occupation has beside {one_line(first)}"
    canvas.require("second", second, expected, holds=bool(bubbles))
    bubbles.sort(key=lambda each: -each.workers)
    draw_bubbles(canvas, bubbles)
    for axis, column in zip((canvas.axes.xaxis, canvas.axes.yaxis), columns, strict=True):
        _scale(canvas, axis, column)
    canvas.grid("both")
    name_bubbles(canvas, bubbles, bubbles[:_MOST_NAMES])
    found = rank_correlation([(each.x, each.y) for each in bubbles])
    names = [name_of(column) for column in columns]
    subtitle = f"{number_of(len(bubbles), 'occupation')} that have both figures; area: workers."
    sources = [
        release.edition(each).source
        for each in dict.fromkeys(column.dataset for column in columns)
        if each
    ]
    return canvas.finish(_title(names, found), subtitle, basis(sources, release.name))


def _scale(canvas: Canvas, axis: Axis, column: ReferenceColumn) -> None:
    label = f"{one_line(name_of(column), 44)}\n[{one_line(column.unit, 44)}]"
    if column.unit.startswith("share of tasks"):
        canvas.scale(axis, label, percent)
    elif column.unit.startswith("US dollars"):
        canvas.scale(axis, label, axis_dollars)
    else:
        canvas.scale(axis, label)


def _title(names: list[str], correlation: float | None) -> str:
    first, second = (f"{name[:1].upper()}{name[1:]}" for name in names)
    if correlation is None:
        return f"{first} and {second}"
    number = f"rank correlation {correlation:+.2f}"
    if abs(correlation) < 0.1:
        return f"{first} and {second} hardly go together: {number}"
    if correlation > 0:
        return f"{first} and {second} rise together: {number}"
    return f"{first} is higher where {second} is lower: {number}"
