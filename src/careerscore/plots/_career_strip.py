"""Plot of one career among all."""

from __future__ import annotations

from collections.abc import Iterable
from math import log
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from attrs import evolve

from careerscore._text import percent
from careerscore.api import with_release
from careerscore.model import Occupation
from careerscore.plots._frame import BLUE, VERMILLION, check_data, open_canvas
from careerscore.plots._population import column_for, figure_of, name_of, with_unit
from careerscore.plots._text import basis, one_line

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas
    from careerscore.reference import Release

_DEFAULT_COLUMNS: Final = (
    "annual_median_usd",
    "eloundou_gpt4_beta",
    "outlook_percent_change",
    "epoch_total",
)


class _Row(NamedTuple):
    """A figure of the career, and those of all occupations that have one."""

    name: str
    unit: str
    value: float | None
    others: list[float]

    @property
    def below(self) -> float:
        """The share of occupations with a lower figure."""
        return sum(other < (self.value or 0) for other in self.others) / len(self.others)

    @property
    def above(self) -> float:
        """The share of occupations with a higher figure."""
        return sum(other > (self.value or 0) for other in self.others) / len(self.others)


def career_strip(
    career: Occupation | str,
    *,
    columns: Iterable[str] = _DEFAULT_COLUMNS,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    r"""Draw where a career stands among all occupations: a strip for each of some figures.

    A line is an occupation, the large mark the career, each strip from the lowest to the highest
    figure. The title names the figure in which the career differs most from the middle. Pay is as
    published, also where that of an `Occupation` is not.

    Parameters
    ----------
    career : Occupation or str
        The occupation, or a code, slug, title or alias of it.
    columns : iterable of str
        Names of columns of numbers of `Release.to_frame`; by default median pay, exposure to AI,
        projected growth and human advantage.
    data : Release or str, optional
        The release; by default that of the occupation, or the newest for a name.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, the release has no such column, or the career has
        none of the figures.
    CareerscoreError
        As in `careerscore.occupation`, also where the release of an `Occupation` is not at hand.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> career_strip("29-2072.00", data="2026.1").get_title()
    'Medical Records Specialists: AI exposure\nhigher than in 91% of occupations'
    """
    canvas = open_canvas("plots.career_strip", ax)
    canvas.checks.value("career", career, Occupation | str)
    check_data(canvas, data)
    names = list(columns) if isinstance(columns, Iterable) else []
    holds = bool(names) and not isinstance(columns, str) and {*map(type, names)} == {str}
    canvas.require("columns", columns, "one name of a column or more", holds=holds)
    found, release = with_release("plots.career_strip", career, data)
    if found.wages.dollars is not None:
        # The pay of the others is in the dollars of the survey's month.
        found = evolve(found, wages=release[found.code].wages)
    chosen = [column_for(canvas, "columns", name, release) for name in names]
    rows = [
        _Row(
            name_of(column),
            f"{column.unit} change" if column.name.endswith("change") else column.unit,
            figure_of(column, found),
            [value for each in release.values() if (value := figure_of(column, each)) is not None],
        )
        for column in chosen
    ]
    empty = [name for name, row in zip(names, rows, strict=True) if not row.others]
    canvas.require("columns", empty, "columns that some occupation has", holds=not empty)
    expected = f"a career with one of {', '.join(names)}"
    canvas.require("career", found, expected, holds=any(row.value is not None for row in rows))
    for place, row in enumerate(rows):
        _draw_row(canvas, place, row)
    axes = canvas.axes
    axes.set_xlim(-0.02, 1.02)
    axes.set_ylim(len(rows) - 0.45, -0.62)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    title = one_line(found.title)
    ranked = [(row.below, row.above, row.name) for row in rows if row.value is not None]
    below, above, name = max(ranked, key=lambda each: max(each[:2]))
    side, share = ("higher", below) if below >= above else ("lower", above)
    subtitle = "Each line is a US occupation, the dot this one; strips run from lowest to highest."
    sources = [
        release.edition(each).source
        for each in dict.fromkeys(column.dataset for column in chosen)
        if each
    ]
    finding = f"{title}: {name} {side} than in {_percent(share)} of occupations"
    return canvas.finish(finding, subtitle, basis(sources, release.name))


def _draw_row(canvas: Canvas, place: int, row: _Row) -> None:
    """Draw all occupations on a strip from the lowest to the highest, and the career."""
    axes, low, high = canvas.axes, min(row.others), max(row.others)
    # A few are paid many times what most are.
    scaled = log if row.unit.startswith("US dollars") and low > 0 else float
    span = (scaled(high) - scaled(low)) or 1
    places = [(scaled(other) - scaled(low)) / span for other in row.others]
    look: dict[str, Any] = {"color": BLUE, "alpha": 0.16, "linewidth": 1}
    axes.vlines(places, place - 0.16, place + 0.16, **look)
    canvas.write(row.name, (0, place - 0.2), (0, 3), fontsize=9.5, fontweight="bold")
    for end, edge, side in ((low, 0, "left"), (high, 1, "right")):
        text = with_unit(end, row.unit)
        canvas.write(text, (edge, place + 0.18), (0, -2), ha=side, va="top", alpha=0.75)
    if row.value is None:
        canvas.write("not known", (1, place - 0.2), (0, 3), ha="right", fontstyle="italic")
        return
    # A career of one's own may lie beyond all others.
    at = (scaled(min(max(row.value, low), high)) - scaled(low)) / span
    axes.plot(at, place, "o", color=VERMILLION, markersize=11, markeredgecolor="white")
    share = f"higher than in {_percent(row.below)}"
    if row.above > row.below:
        share = f"lower than in {_percent(row.above)}"
    text = f"{with_unit(row.value, row.unit)}: {share} of occupations"
    look = {"fontsize": 9, "color": VERMILLION, "fontweight": "bold"}
    canvas.write(text, (1, place - 0.2), (0, 3), ha="right", **look)


def _percent(share: float) -> str:
    """Return a share as a sentence says it: over 99%."""
    return percent(share).replace(">", "over ").replace("<", "under ")
