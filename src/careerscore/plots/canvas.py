"""The axes that a picture is drawn in: its words, its legend, its title and its note."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from matplotlib import rcParams
from matplotlib.lines import Line2D
from matplotlib.patheffects import withStroke
from matplotlib.transforms import IdentityTransform, offset_copy

from careerscore.plots.fitted import FittedNote, FittedText, as_written, drawable
from careerscore.plots.style import LABEL_SIZE, NOTE_SIZE, TEXT_SIZE, TITLE_SIZE

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes
    from matplotlib.axis import Axis

__all__ = ["Canvas"]


class Canvas:
    """Axes to draw in. Nothing written through it is read as mathematics or as TeX.

    Parameters
    ----------
    axes : matplotlib.axes.Axes
        The axes.
    """

    def __init__(self, axes: Axes) -> None:
        self.axes = axes
        # Of the style in use: a style with a dark ground has light letters.
        self.ink: Any = rcParams["text.color"]
        self._families = tuple(rcParams["font.family"])

    @property
    def is_taken(self) -> bool:
        """Whether the axes hold a picture already: their words would run into each other."""
        return any(isinstance(text, FittedNote) for text in self.axes.texts)

    def words(self, text: str) -> str:
        """Return a text in characters that the font has."""
        return drawable(text, self._families)

    def write(
        self, text: str, at: tuple[float, float], by: tuple[float, float] = (0, 0), **options: Any
    ) -> None:
        """Write a label.

        Parameters
        ----------
        text : str
            What it says.
        at : tuple of float and float
            A place in the data.
        by : tuple of float and float
            How far from there [points].
        **options
            As of `matplotlib.text.Text`.
        """
        # A rim in the colour of the ground: lines that cross a label leave it legible.
        rim = [withStroke(linewidth=2.5, foreground=self.axes.get_facecolor())]
        given = {"fontsize": LABEL_SIZE, "color": self.ink, "zorder": 5, "path_effects": rim}
        label = self.axes.annotate(
            self.words(text), at, xytext=by, textcoords="offset points", **{**given, **options}
        )
        as_written(label)

    def arrow(self, at: tuple[float, float], by: tuple[float, float], color: str) -> None:
        """Point from a place in the data to where a value may lie.

        Parameters
        ----------
        at : tuple of float and float
            A place in the data.
        by : tuple of float and float
            How far the point of the arrow is from there [points].
        color : str
            Its colour.
        """
        tip = offset_copy(self.axes.transData, self.axes.figure.figure, *by, units="points")
        shape = {"arrowstyle": "-|>", "color": color, "linewidth": 1.4, "shrinkA": 0, "shrinkB": 0}
        self.axes.annotate(
            "",
            at,
            at,
            xycoords=tip,
            textcoords="data",
            arrowprops=shape,
            annotation_clip=False,
            zorder=4,
        )

    def scale(self, axis: Axis, label: str) -> None:
        """Say what an axis counts, and set the size of its figures."""
        as_written(axis.set_label_text(self.words(label), fontsize=TEXT_SIZE))
        axis.set_tick_params(labelsize=LABEL_SIZE)

    def numbers(self, axis: Axis, in_words: Callable[[float], str]) -> None:
        """Say how the numbers along an axis are written."""

        def written(number: float, _: float) -> str:
            words = in_words(number)
            # Where someone has TeX draw all numbers, these signs would be its own.
            return re.sub(r"([$%])", r"\\\1", words) if rcParams["text.usetex"] else words

        axis.set_major_formatter(written)

    def rows(self, axis: Axis, places: Sequence[float], names: Sequence[str]) -> None:
        """Name places on an axis."""
        axis.set_ticks(list(places), list(map(self.words, names)))
        for label in axis.get_ticklabels():
            as_written(label)

    def key(self, text: str, **look: Any) -> tuple[Artist, str]:
        """Return an entry of the legend: a mark as it is drawn, and what it means."""
        return Line2D([], [], **{"linestyle": "", **look}), text

    def legend(self, entries: Sequence[tuple[Artist, str]], **options: Any) -> None:
        """Say what the marks mean."""
        handles = [handle for handle, _ in entries]
        # Matplotlib leaves out what begins with an underscore.
        labels = [self.words(f" {text}" if text.startswith("_") else text) for _, text in entries]
        given = {"fontsize": LABEL_SIZE, "framealpha": 0.85, "edgecolor": "none"}
        given["handlelength"] = 1.6
        legend = self.axes.legend(handles, labels, **{**given, **options})
        for text in legend.get_texts():
            as_written(text)

    def finish(self, title: str, note: str) -> Axes:
        """Set the title above and the note below, and return the axes."""
        self._set_title(title)
        self._set_note(note)
        for side in ("top", "right"):
            self.axes.spines[side].set_visible(False)
        self._lay_out()
        return self.axes

    def _set_title(self, title: str) -> None:
        axes = self.axes
        heading = FittedText()
        heading.update_from(axes.title)
        heading.set_figure(axes.figure)
        heading.axes = axes
        heading.set_transform(axes.title.get_transform())
        heading.set_position(axes.title.get_position())
        # In the place of the old one, so that `Axes.set_title` and `get_title` mean this one.
        axes.title = as_written(heading)
        axes.set_title(self.words(title), fontsize=TITLE_SIZE)

    def _set_note(self, note: str) -> None:
        below = FittedNote(
            self.words(note),
            (0, 0),
            xycoords=("axes fraction", self.axes.xaxis.label),
            xytext=(0, -3),
            textcoords="offset points",
            fontsize=NOTE_SIZE,
            color=self.ink,
            alpha=0.8,
            verticalalignment="top",
            annotation_clip=False,
        )
        # As `Axes.annotate` does: else a place beyond the data would hide the note from layouts.
        below.set_transform(IdentityTransform())
        self.axes.add_artist(as_written(below))
        below.set_clip_on(False)

    def _lay_out(self) -> None:
        """Ask for a layout where there is none: only so is there room for title and note."""
        figure = self.axes.figure.figure
        # Axes that were placed by hand, in no grid, no layout engine moves.
        if figure.get_layout_engine() is None and self.axes.get_subplotspec() is not None:
            figure.set_layout_engine("constrained")
