"""The picture of what a career pays at each of its levels."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.plots.level_points import level_rows
from careerscore.plots.opening import canvas_for
from careerscore.plots.style import BAR, BLUE, VERMILLION
from careerscore.plots.words import (
    SHORT,
    dollars,
    dollars_in_short,
    in_lines,
    one_line,
    rested_on,
    some,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.economics.progression import CareerProgression
    from careerscore.plots.canvas import Canvas
    from careerscore.plots.level_points import LevelRow

__all__ = ["progression"]

SUBJECT: Final = "plots.progression"

_THICKNESS: Final = 0.3
"""Of a bar, as a share of its row."""


def progression(progression: CareerProgression, *, ax: Axes | None = None) -> Axes:
    """Draw what a career pays at each level: one row a level, with the years it is reached.

    A dot is the pay, the bar around it the range that the method gives. Where only the least
    is known, an open triangle stands at it with an arrow to where the pay may lie; a range
    whose upper end is not known ends in an arrow. A dot with an open face is a stand-in of the
    method for what is not published.

    Parameters
    ----------
    progression : CareerProgression
        What `careerscore.progression` returns, by whatever method.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or nothing is known of the pay at any level.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> axes = progression(cs.progression("29-2072.00", data="2026.1"))
    >>> axes.get_title()
    'Medical Records Specialists: $35,080 at Entry, $77,810 at Expert'
    """
    canvas = canvas_for(SUBJECT, ax)
    rows = level_rows(SUBJECT, progression)
    axes = canvas.axes
    axes.set_xlim(0, 1.2 * max(amount for row in rows for amount in row.amounts) or 1)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    for place, row in enumerate(rows):
        _draw(canvas, place, row)
    names = [f"{in_lines(row.name)}\n{row.years}" for row in rows]
    canvas.rows(axes.yaxis, range(len(rows)), names)
    axes.tick_params(axis="y", length=0)
    canvas.numbers(axes.xaxis, dollars_in_short)
    axes.grid(axis="x", linewidth=0.5, alpha=0.4)
    axes.set_axisbelow(True)
    canvas.legend(list(_legend(canvas, rows)), loc="lower left")
    canvas.scale(axes.xaxis, "pay [US dollars a year]")
    canvas.scale(axes.yaxis, "")
    return canvas.finish(_title(progression, rows), _note(progression))


def _draw(canvas: Canvas, place: int, row: LevelRow) -> None:
    _draw_range(canvas, place, row)
    amount = row.at_least if row.pay is None else row.pay
    if amount is None:
        canvas.write("not known", (0, place), (4, 0), va="center", fontstyle="italic")
        return
    canvas.axes.plot([amount], [place], zorder=3, **_mark(row))
    if row.high is None:
        canvas.arrow((amount, place), (30, 0), VERMILLION)
    said = dollars(amount) if row.pay is not None else f"≥ {dollars(amount)}"
    above = (amount, place - _THICKNESS / 2)
    canvas.write(said, above, (0, 3), ha="center", fontweight="bold")


def _draw_range(canvas: Canvas, place: int, row: LevelRow) -> None:
    low, high = row.low, row.pay if row.high is None else row.high
    if low is not None and high is not None:
        canvas.axes.barh(place, high - low, _THICKNESS, low, color=BAR, edgecolor=BLUE)
    if low is not None:
        canvas.write(dollars(low), (low, place), (-7, 0), va="center", ha="right")
    if row.high is not None:
        canvas.write(dollars(row.high), (row.high, place), (7, 0), va="center")


def _mark(row: LevelRow) -> dict[str, Any]:
    look: dict[str, Any] = {"linestyle": "", "markerfacecolor": "none"}
    if row.pay is None:
        return {**look, "marker": ">", "color": VERMILLION}
    published = {} if row.note else {"markerfacecolor": BLUE}
    return {**look, "marker": "o", "color": BLUE, **published}


def _legend(canvas: Canvas, rows: Sequence[LevelRow]) -> Iterator[tuple[Artist, str]]:
    from matplotlib.patches import Patch

    marks: dict[str, LevelRow] = {}
    for row in rows:
        if row.pay is not None:
            marks.setdefault(one_line(row.note, SHORT) or "pay", row)
        elif row.at_least is not None:
            marks.setdefault("at least that much", row)
    for said, row in marks.items():
        yield canvas.key(said, **_mark(row))
    if any(row.low is not None for row in rows):
        yield Patch(facecolor=BAR, edgecolor=BLUE), "range at that level"
    if any(row.pay is not None and row.low is not None and row.high is None for row in rows):
        yield canvas.key("no upper end is known", color=VERMILLION, marker=">", linestyle="-")


def _title(progression: CareerProgression, rows: Sequence[LevelRow]) -> str:
    name = one_line(progression.occupation_title or "A career")
    known = [row for row in rows if row.pay is not None or row.at_least is not None]
    ends = dict.fromkeys((known or list(rows))[:: max(len(known) - 1, 1)])
    said = (f"{_in_words(row)} at {one_line(row.name, SHORT)}" for row in ends)
    return f"{name}: {', '.join(said)}"


def _in_words(row: LevelRow) -> str:
    if row.pay is not None:
        return dollars(row.pay)
    return "not known" if row.at_least is None else f"at least {dollars(row.at_least)}"


def _note(progression: CareerProgression) -> str:
    said = ["A cross-section: what people of different experience earn in the same year."]
    said += some(progression.reasons)
    by, release = progression.methodology, progression.data_release
    return " ".join([*said, rested_on(progression.sources, methodology=by, release=release)])
