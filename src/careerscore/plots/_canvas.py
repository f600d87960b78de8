"""The canvas of a plot: axes, with the labels, legend, titles and note that all plots share."""

from __future__ import annotations

import re
from io import BytesIO
from typing import TYPE_CHECKING, Any, Final, Literal

from matplotlib import rcParams
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import ScaledTranslation

from careerscore._record import Checks
from careerscore.plots._text import balanced, one_line, spread, wrapped, wrapped_to

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axis import Axis
    from matplotlib.text import Annotation

_FIGURE_SIZE: Final = (6.4, 4.8)
"""Width and height of a new figure [inches]: matplotlib's own, which a notebook shows in full."""

_LABEL_SIZE: Final = 8.0
"""Of labels [points]; titles are larger, and notes smaller."""

_LITERAL: Final[dict[str, Any]] = {"parse_math": False, "usetex": False}
"""Text is drawn as it is written: a title from a user may hold ``$`` or commands of TeX."""

_TITLE_SIZE: Final = 11.0
_SUBTITLE_SIZE: Final = 8.5
_NOTE_SIZE: Final = 7.0

_MEAN_WIDTH: Final = 0.53
"""Of a character, as a share of the size of its font; bold ones are wider."""

_BOLD_WIDTH: Final = 0.63

_LINE_SPACING: Final = 1.25

_NOTE_ID: Final = "careerscore-note"
"""It marks axes that hold a plot."""

_SUBTITLE_ID: Final = "careerscore-subtitle"
_ROW_ID: Final = "careerscore-row"


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
        """Draw the meaning of colours in a row below the subtitle, or where the options say."""
        look = {
            "fontsize": _LABEL_SIZE,
            "framealpha": 0.85,
            "edgecolor": "none",
            "handlelength": 1.0,
            "handletextpad": 0.4,
            "columnspacing": 1.2,
            "borderpad": 0.1,
        }
        row = {"loc": "lower left", "ncols": 9, "frameon": False}
        legend = self.axes.legend(handles=list(entries), **{**look, **(options or row)})
        legend.set_gid(None if options else _ROW_ID)
        for text in legend.get_texts():
            text.update(_LITERAL)

    def label_ends(self, ends: Sequence[tuple[str, float, float, str]], gap: float) -> None:
        """Write texts to the right of the ends of lines, in their colours, `gap` points apart."""
        low, high = self.axes.get_ylim()
        unit = 72 * self.axes.get_window_extent().height / self.axes.figure.figure.dpi
        heights = [unit * (y - low) / (high - low) for _, _, y, _ in ends]
        for (text, x, y, color), height, free in zip(
            ends, heights, spread(heights, gap), strict=True
        ):
            by = (7, free - height)
            self.write(text, (x, y), by, color=color, va="center", fontweight="bold")

    def finish(self, title: str, subtitle: str, note: str) -> Axes:
        """Set title and subtitle above and the note below, from the left edge, and return the axes.

        The title says what is found, the subtitle what is drawn, in which unit.
        """
        axes, figure = self.axes, self.axes.figure.figure
        spec = axes.get_subplotspec()
        columns = 1 if spec is None else spec.get_gridspec().ncols / len(spec.colspan)
        box, labels = axes.get_window_extent(), axes.yaxis.get_tightbbox()
        points = 72 / figure.dpi
        left = points * max(box.x0 - labels.x0, 0) if labels else 0.0
        # Without a grid, the axes stay where they are, and as wide.
        width = box.width * points + left
        if spec is not None:
            width = figure.bbox.width * points / columns - 12
        above = wrapped_to(subtitle, width / _SUBTITLE_SIZE / _MEAN_WIDTH)
        height = _LINE_SPACING * _SUBTITLE_SIZE * (1 + above.count("\n")) if above else 0.0
        legend, row = axes.get_legend(), 0.0
        shift = ScaledTranslation(-left / 72, 0, figure.dpi_scale_trans)
        if legend is not None and legend.get_gid() == _ROW_ID:
            legend.set_bbox_to_anchor((0, 1), axes.transAxes + shift)
            row = 1.8 * _LABEL_SIZE
        heading = balanced(title, width / _TITLE_SIZE / _BOLD_WIDTH)
        look: dict[str, Any] = {"fontsize": _TITLE_SIZE, "fontweight": "bold", **_LITERAL}
        axes.set_title(heading, x=0, ha="left", pad=8 + row + height, **look)
        axes.title.set_transform(axes.title.get_transform() + shift)
        plain: dict[str, Any] = {"color": self.ink, "annotation_clip": False, **_LITERAL}
        plain |= {"textcoords": "offset points", "linespacing": _LINE_SPACING}
        if above:
            look = {"xycoords": "axes fraction", "gid": _SUBTITLE_ID, "alpha": 0.85, **plain}
            line = axes.annotate(above, (0, 1), (-left, 6 + row), fontsize=_SUBTITLE_SIZE, **look)
            # The title above it makes room; its width moves nothing.
            line.set_in_layout(False)
        look = {"xycoords": ("axes fraction", axes.xaxis.label), "alpha": 0.7, **plain}
        look |= {"fontsize": _NOTE_SIZE, "va": "top", "gid": _NOTE_ID}
        longest = int(width / _NOTE_SIZE / _MEAN_WIDTH)
        below = axes.annotate(one_line(note, longest), (0, 0), (-left, -5), **look)
        below.set_in_layout(False)
        axes.annotate(" ", (0, 0), (0, -5), **look)
        axes.spines[["top", "right"]].set_visible(False)
        # Only a layout engine makes room for title and note; it moves no axes outside a grid.
        if figure.get_layout_engine() is None and spec is not None:
            figure.set_layout_engine("constrained")
        return axes
