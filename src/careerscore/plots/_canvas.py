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

from careerscore._record import Checks
from careerscore.plots._text import wrapped

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axis import Axis
    from matplotlib.text import Annotation

_FIGURE_SIZE: Final = (7.0, 4.3)
"""Width and height of a new figure [inches]: what a notebook shows without scrolling."""

_LABEL_SIZE: Final = 8.0
"""Of labels [points]; titles are larger, and notes smaller."""

_LITERAL: Final[dict[str, Any]] = {"parse_math": False, "usetex": False}
"""Text is drawn as it is written: a title from a user may hold ``$`` or commands of TeX."""

# Widths that fit the axes of a new figure [characters]; hyphens are parts of ids.
_TITLE: Final = TextWrapper(64, break_on_hyphens=False)
_NOTE: Final = TextWrapper(100, break_on_hyphens=False)

_NOTE_ID: Final = "careerscore-note"
"""It marks axes that hold a plot."""


class NotebookAxes(Axes):
    """Axes that a notebook shows as a picture where they are the value of a cell."""

    def _repr_png_(self) -> tuple[bytes, dict[str, int]]:
        figure = self.figure.figure
        picture = BytesIO()
        # Twice as fine as the screen, for those with a high resolution.
        figure.savefig(picture, format="png", dpi=2 * figure.dpi)
        width, height = (round(float(inches) * figure.dpi) for inches in figure.get_size_inches())
        return picture.getvalue(), {"width": width, "height": height}


class Canvas:
    """Axes to draw in, and the checks of the arguments of the plot."""

    def __init__(self, subject: str, ax: Axes | None) -> None:
        self.checks = Checks(subject)
        if ax is None:
            figure = Figure(figsize=_FIGURE_SIZE, layout="constrained")
            ax = figure.add_subplot(axes_class=NotebookAxes)
        straight = isinstance(ax, Axes) and ax.name == "rectilinear"
        self.require("ax", ax, "a matplotlib Axes with straight scales, or None", holds=straight)
        # Labels of two plots would overlap.
        is_used = any(text.get_gid() == _NOTE_ID for text in ax.texts)
        self.require("ax", ax, "axes without a plot of careerscore", holds=not is_used)
        self.axes = ax
        # Of the style in use: a style with a dark background has light text.
        self.ink: Any = rcParams["text.color"]

    def require(self, field: str, value: object, expected: str, *, holds: bool) -> None:
        """Raise `InvalidInputError` unless the condition holds."""
        self.checks.expect(field, value, expected, holds=holds)
        self.checks.raise_problems()

    def write(
        self, text: str, at: tuple[float, float], by: tuple[float, float] = (0, 0), **options: Any
    ) -> Annotation:
        """Write a label at a place in the data, moved by some points."""
        # An outline in the colour of the background: lines that cross a label leave it legible.
        outline = [withStroke(linewidth=2.5, foreground=self.axes.get_facecolor())]
        look = {"fontsize": _LABEL_SIZE, "color": self.ink, "zorder": 5, "path_effects": outline}
        look |= {"textcoords": "offset points", **_LITERAL, **options}
        return self.axes.annotate(text, at, xytext=by, **look)

    def arrow(self, at: tuple[float, float], length: float, color: str) -> None:
        """Draw an arrow to the right of a place in the data, some points long."""
        # An annotation points to its place: the head is at the other end.
        shape = {"arrowstyle": "<|-", "color": color, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        look: dict[str, Any] = {"arrowprops": shape, "annotation_clip": False, "zorder": 4}
        self.axes.annotate("", at, (length, 0), textcoords="offset points", **look)

    def scale(self, axis: Axis, label: str, format: Callable[[float], str] | None = None) -> None:
        """Set the label of an axis, the size of its tick labels, and the format of numbers."""
        axis.set_label_text(label, fontsize=9, **_LITERAL)
        axis.set_tick_params(labelsize=_LABEL_SIZE)
        if format is None:
            return

        def written(number: float, _: float) -> str:
            text = format(number)
            # With TeX for all numbers, these characters would be commands.
            return re.sub(r"([$%])", r"\\\1", text) if rcParams["text.usetex"] else text

        axis.set_major_formatter(written)

    def name_rows(self, names: Sequence[str], below: Sequence[str] = ()) -> None:
        """Name the rows of a plot with one row for each name, and write a text below each."""
        texts = [below] if below else []
        labels = ["\n".join(lines) for lines in zip(map(wrapped, names), *texts, strict=True)]
        self.axes.yaxis.set_ticks(range(len(names)), labels, **_LITERAL)
        self.axes.tick_params(axis="y", length=0)
        self.scale(self.axes.yaxis, "")
        self.grid("x")

    def grid(self, axis: Literal["x", "y", "both"]) -> None:
        """Draw grid lines behind the data."""
        self.axes.grid(axis=axis, linewidth=0.5, alpha=0.4)
        self.axes.set_axisbelow(True)

    def key(self, text: str, **look: Any) -> Line2D:
        """Return an entry of the legend: a mark as it is drawn, and its meaning."""
        # Matplotlib leaves out what begins with an underscore.
        label = f" {text}" if text.startswith("_") else text
        return Line2D([], [], **{"linestyle": "", "label": label, **look})

    def legend(self, entries: Iterable[Artist], **options: Any) -> None:
        """Draw the legend."""
        look = {
            "fontsize": _LABEL_SIZE,
            "framealpha": 0.85,
            "edgecolor": "none",
            "handlelength": 1.6,
        }
        legend = self.axes.legend(handles=list(entries), **{**look, **options})
        for text in legend.get_texts():
            text.update(_LITERAL)

    def finish(self, title: str, note: str) -> Axes:
        """Set the title above and the note below, and return the axes."""
        axes = self.axes
        axes.set_title(_TITLE.fill(title), fontsize=11, **_LITERAL)
        look: dict[str, Any] = {"fontsize": 7, "color": self.ink, "alpha": 0.8}
        look |= {"va": "top", "gid": _NOTE_ID, "annotation_clip": False, **_LITERAL}
        look |= {"xycoords": ("axes fraction", axes.xaxis.label), "textcoords": "offset points"}
        axes.annotate(_NOTE.fill(note), (0, 0), (0, -3), **look)
        axes.spines[["top", "right"]].set_visible(False)
        figure = axes.figure.figure
        # Only a layout engine makes room for title and note; it moves no axes outside a grid.
        if figure.get_layout_engine() is None and axes.get_subplotspec() is not None:
            figure.set_layout_engine("constrained")
        return axes
