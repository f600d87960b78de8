"""The canvas of a plot: axes, with the labels, legend, title and note that all plots share."""

from __future__ import annotations

import re
from io import BytesIO
from textwrap import TextWrapper
from typing import TYPE_CHECKING, Any, Final, Literal

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import offset_copy

from careerscore.plots._style import FIGURE_SIZE, LABEL_SIZE, NOTE_SIZE, TEXT_SIZE, TITLE_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axis import Axis
    from matplotlib.text import Annotation

_LITERAL: Final[dict[str, Any]] = {"parse_math": False, "usetex": False}
"""Text is drawn as it is written: a title from a user may hold ``$`` or commands of TeX."""

# Widths that fit the axes of a new figure [characters]; hyphens are parts of ids.
_TITLE: Final = TextWrapper(64, break_on_hyphens=False)
_NOTE: Final = TextWrapper(100, break_on_hyphens=False)

_NOTE_ID: Final = "careerscore-note"
"""It marks axes that hold a plot."""


class NotebookAxes(Axes):
    """Axes that a notebook shows as a picture where they are the value of a cell.

    A figure of pyplot would be shown too, but pyplot keeps every figure alive until it is closed.
    """

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        figure = self.figure.figure
        picture = BytesIO()
        # Twice as fine as the screen, for those with a high resolution.
        figure.savefig(picture, format="png", dpi=2 * figure.dpi)
        width, height = (round(float(inches) * figure.dpi) for inches in figure.get_size_inches())
        return picture.getvalue(), {"width": width, "height": height}


def new_axes() -> Axes:
    """Return the axes of a new figure that nothing else refers to."""
    figure = Figure(figsize=FIGURE_SIZE, layout="constrained")
    return figure.add_subplot(axes_class=NotebookAxes)


class Canvas:
    """Axes to draw in."""

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        # Of the style in use: a style with a dark background has light text.
        self.ink: Any = rcParams["text.color"]

    @property
    def is_used(self) -> bool:
        """Whether the axes hold a plot already: labels of two would overlap."""
        return any(text.get_gid() == _NOTE_ID for text in self.axes.texts)

    def write(
        self, text: str, at: tuple[float, float], by: tuple[float, float] = (0, 0), **options: Any
    ) -> Annotation:
        """Write a label at a place in the data, moved by some points."""
        # An outline in the colour of the background: lines that cross a label leave it legible.
        outline = [withStroke(linewidth=2.5, foreground=self.axes.get_facecolor())]
        look = {"fontsize": LABEL_SIZE, "color": self.ink, "zorder": 5, "path_effects": outline}
        look |= {"textcoords": "offset points", **_LITERAL, **options}
        return self.axes.annotate(text, at, xytext=by, **look)

    def arrow(self, at: tuple[float, float], by: tuple[float, float], color: str) -> None:
        """Draw an arrow from a place in the data, some points long."""
        tip = offset_copy(self.axes.transData, self.axes.figure.figure, *by, units="points")
        shape = {"arrowstyle": "-|>", "color": color, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        look: dict[str, Any] = {"arrowprops": shape, "annotation_clip": False, "zorder": 4}
        self.axes.annotate("", at, at, xycoords=tip, textcoords="data", **look)

    def scale(self, axis: Axis, label: str) -> None:
        """Set the label of an axis, and the size of its tick labels."""
        axis.set_label_text(label, fontsize=TEXT_SIZE, **_LITERAL)
        axis.set_tick_params(labelsize=LABEL_SIZE)

    def numbers(self, axis: Axis, format: Callable[[float], str]) -> None:
        """Set the format of the numbers along an axis."""

        def written(number: float, _: float) -> str:
            text = format(number)
            # With TeX for all numbers, these characters would be commands.
            return re.sub(r"([$%])", r"\\\1", text) if rcParams["text.usetex"] else text

        axis.set_major_formatter(written)

    def name_rows(self, names: Sequence[str]) -> None:
        """Name the rows of a plot with one row for each name."""
        self.axes.yaxis.set_ticks(range(len(names)), names, **_LITERAL)
        self.axes.tick_params(axis="y", length=0)
        self.scale(self.axes.yaxis, "")
        self.grid("x")

    def grid(self, axis: Literal["x", "y", "both"]) -> None:
        """Draw grid lines behind the data."""
        self.axes.grid(axis=axis, linewidth=0.5, alpha=0.4)
        self.axes.set_axisbelow(True)

    def key(self, text: str, **look: Any) -> tuple[Artist, str]:
        """Return an entry of the legend: a mark as it is drawn, and its meaning."""
        return Line2D([], [], **{"linestyle": "", **look}), text

    def legend(self, entries: Sequence[tuple[Artist, str]], **options: Any) -> None:
        """Draw the legend."""
        handles = [handle for handle, _ in entries]
        # Matplotlib leaves out what begins with an underscore.
        labels = [f" {text}" if text.startswith("_") else text for _, text in entries]
        look = {"fontsize": LABEL_SIZE, "framealpha": 0.85, "edgecolor": "none"}
        legend = self.axes.legend(handles, labels, **{"handlelength": 1.6, **look, **options})
        for text in legend.get_texts():
            text.update(_LITERAL)

    def finish(self, title: str, note: str) -> Axes:
        """Set the title above and the note below, and return the axes."""
        axes = self.axes
        axes.set_title(_TITLE.fill(title), fontsize=TITLE_SIZE, **_LITERAL)
        look: dict[str, Any] = {"fontsize": NOTE_SIZE, "color": self.ink, "alpha": 0.8, "va": "top"}
        look |= {
            "textcoords": "offset points",
            "annotation_clip": False,
            "gid": _NOTE_ID,
            **_LITERAL,
        }
        below = ("axes fraction", axes.xaxis.label)
        axes.annotate(_NOTE.fill(note), (0, 0), xytext=(0, -3), xycoords=below, **look)
        for side in ("top", "right"):
            axes.spines[side].set_visible(False)
        figure = axes.figure.figure
        # Only a layout engine makes room for title and note; it moves no axes outside a grid.
        if figure.get_layout_engine() is None and axes.get_subplotspec() is not None:
            figure.set_layout_engine("constrained")
        return axes
