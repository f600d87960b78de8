"""Circles for occupations, as large as their employment, and names beside some of them."""

from __future__ import annotations

from math import pi, sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.plots._text import one_line

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.transforms import Bbox

    from careerscore.plots._canvas import Canvas

_LARGEST_AREA: Final = 620.0
"""Area of the circle of the largest occupation [square points]."""


class Bubble(NamedTuple):
    """An occupation at its place."""

    key: str
    title: str
    x: float
    y: float
    workers: float
    color: str
    is_bound: bool = False


def draw_bubbles(canvas: Canvas, bubbles: Sequence[Bubble]) -> None:
    """Draw a circle for each occupation, and a cross for one without employment."""
    axes, area = canvas.axes, _area(bubbles)
    places = [each.x for each in bubbles]
    margin = 0.06 * (max(places) - min(places) or 1)
    axes.set_xlim(min(places) - margin, max(places) + margin)
    sized = [each for each in bubbles if each.workers]
    look: dict[str, Any] = {"alpha": 0.55, "edgecolor": axes.get_facecolor(), "linewidth": 0.5}
    axes.scatter(
        [each.x for each in sized],
        [each.y for each in sized],
        [area * each.workers for each in sized],
        [each.color for each in sized],
        **look,
    )
    for each in bubbles:
        if not each.workers:
            axes.plot(each.x, each.y, "x", color=each.color, markersize=4)


def name_bubbles(canvas: Canvas, bubbles: Sequence[Bubble], named: Sequence[Bubble]) -> None:
    """Name and ring occupations where there is room beside the others that are named."""
    axes, area = canvas.axes, _area(bubbles)
    texts = [text.get_window_extent() for text in axes.texts]
    circles = {each.key: _circle(canvas, each, area) for each in named}
    for each in named:
        radius = sqrt(area * each.workers / pi)
        taken = [*texts, *(box for key, box in circles.items() if key != each.key)]
        for side, level, by in (
            ("left", "center", (radius + 2, 0.0)),
            ("right", "center", (-radius - 2, 0.0)),
            ("center", "bottom", (0.0, radius + 1)),
            ("center", "top", (0.0, -radius - 1)),
            ("left", "bottom", (radius, radius)),
            ("left", "top", (radius, -radius)),
            ("right", "bottom", (-radius, radius)),
            ("right", "top", (-radius, -radius)),
        ):
            at = (each.x, each.y)
            label = canvas.write(one_line(each.title, 40), at, by, ha=side, va=level)
            box = label.get_window_extent().padded(1)
            is_inside = axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1
            is_inside &= axes.bbox.y0 <= box.y0 and box.y1 <= axes.bbox.y1
            if is_inside and not box.count_overlaps(taken):
                texts.append(box)
                ring = {"facecolor": "none", "edgecolor": canvas.ink, "linewidth": 0.9}
                axes.scatter(*at, area * each.workers, **ring)
                break
            label.remove()


def _area(bubbles: Sequence[Bubble]) -> float:
    """Return the area for one worker [square points]."""
    return _LARGEST_AREA / (max(each.workers for each in bubbles) or 1)


def _circle(canvas: Canvas, bubble: Bubble, area: float) -> Bbox:
    """Return the box around a circle [pixels]."""
    from matplotlib.transforms import Bbox

    x, y = canvas.axes.transData.transform((bubble.x, bubble.y))
    radius = sqrt(area * bubble.workers / pi) * canvas.axes.figure.figure.dpi / 72
    return Bbox.from_extents(x - radius, y - radius, x + radius, y + radius)
