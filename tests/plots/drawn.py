"""Read what a plot shows."""

from __future__ import annotations

from itertools import combinations

from matplotlib.text import Text
from matplotlib.transforms import Bbox

NOTE = "careerscore-note"
SUBTITLE = "careerscore-subtitle"


def words(axes):
    """Every text of the figure, on one line each."""
    texts = axes.figure.figure.findobj(Text)
    return [" ".join(text.get_text().split()) for text in texts if text.get_text().strip()]


def title(axes):
    return " ".join(axes.get_title().split())


def note(axes):
    return _marked(axes, NOTE)


def subtitle(axes):
    return _marked(axes, SUBTITLE)


def _marked(axes, mark):
    """The text of a mark, on one line."""
    return " ".join(
        " ".join(text.get_text().split()) for text in axes.texts if text.get_gid() == mark
    ).strip()


def labels(axes):
    """The texts beside marks, and where in the data they stand."""
    return {
        text.get_text(): tuple(map(float, text.xy))
        for text in axes.texts
        if text.get_text() and text.get_gid() not in (NOTE, SUBTITLE)
    }


def keys(axes):
    return [text.get_text() for text in axes.get_legend().get_texts()]


def marks(axes, shape):
    """The places of all marks of a shape."""
    return [
        (float(x), float(y))
        for line in axes.lines
        if line.get_marker() == shape
        for x, y in zip(line.get_xdata(), line.get_ydata(), strict=True)
    ]


def bars(axes):
    """Start, end, row and hatch of every bar."""
    return [
        (
            bar.get_x(),
            bar.get_x() + bar.get_width(),
            bar.get_y() + bar.get_height() / 2,
            bar.get_hatch(),
        )
        for bar in axes.patches
    ]


def faults(axes):
    """Texts of the figure that are cut, and pairs that run into each other."""
    figure = axes.figure.figure
    figure.draw_without_rendering()
    legends = [each.get_legend() for each in figure.axes if each.get_legend()]
    passed_over = {*_out_of_sight(figure)}.union(*(legend.get_texts() for legend in legends))
    texts = [
        text
        for text in figure.findobj(Text)
        if text.get_visible() and text.get_text().strip() and text not in passed_over
    ]
    boxes = [(text.get_text(), text.get_window_extent()) for text in texts]
    boxes += [("legend", legend.get_window_extent()) for legend in legends]
    page = figure.bbox.padded(1)
    cut = [
        name for name, box in boxes if not page.contains(*box.min) or not page.contains(*box.max)
    ]
    pairs = combinations(boxes, 2)
    meetings = (
        (one, other, Bbox.intersection(box, beside)) for (one, box), (other, beside) in pairs
    )
    collisions = [
        (one, other) for one, other, both in meetings if both and min(both.width, both.height) > 1
    ]
    return cut, collisions


def _out_of_sight(figure):
    """The tick labels beyond the limits of their axis."""
    for axes in figure.axes:
        for axis, place in ((axes.xaxis, 0), (axes.yaxis, 1)):
            low, high = sorted(axis.get_view_interval())
            for label in axis.get_ticklabels(which="both"):
                if not low <= label.get_position()[place] <= high:
                    yield label
