"""Plot of the pay at each level of a career."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.economics.progression import CareerProgression
from careerscore.plots._frame import BLUE, OPEN, VERMILLION, open_canvas
from careerscore.plots._text import SHORT, axis_dollars, basis, dollars, one_line, remarks

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.economics.money import Range
    from careerscore.economics.progression import CareerLevel
    from careerscore.plots._canvas import Canvas

_BAR: Final[dict[str, Any]] = {"facecolor": "#A9CFE6", "edgecolor": BLUE}
"""A light blue on which dark text is legible."""

_THICKNESS: Final = 0.3
"""Of a bar, as a share of its row."""


def progression(progression: CareerProgression, *, ax: Axes | None = None) -> Axes:
    """Draw the pay at each level of a career: one row a level, with its years of experience.

    A dot is the pay, the bar around it the range that the method gives. Where only a lower bound
    is known, it is an open triangle with an arrow towards higher pay; a range without a known
    upper end ends in an arrow, too. An open dot is the method's substitute for unpublished pay.

    Parameters
    ----------
    progression : CareerProgression
        A result of `careerscore.progression`, by any method.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the pay is known at no level.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> axes = progression(cs.progression("29-2072.00", data="2026.1"))
    >>> axes.get_title()
    'Medical Records Specialists: $35,080 at Entry, $77,810 at Expert'
    """
    canvas = open_canvas("plots.progression", ax, progression=(progression, CareerProgression))
    levels = progression.levels
    fields = ("pay", "at_least", "pay_low", "pay_high")
    every = [getattr(level, field) for level in levels for field in fields]
    amounts = [amount for amount in every if amount is not None]
    reasons = "; ".join(progression.reasons) or "it has no levels"
    expected = f"a progression in which some pay is known: {reasons}"
    canvas.require("progression", progression, expected, holds=bool(amounts))
    canvas.axes.set_xlim(0, 1.2 * max(amounts) or 1)
    canvas.axes.set_ylim(len(levels) - 0.5, -0.6)
    for place, level in enumerate(levels):
        _draw_level(canvas, place, level)
    spans = [_span(level.years) for level in levels]
    canvas.name_rows([level.name for level in levels], spans)
    canvas.legend(_legend(canvas, levels), loc="lower left")
    canvas.scale(canvas.axes.xaxis, "pay [US dollars a year]", axis_dollars)
    note = [
        "A cross-section: what people of different experience earn in the same year.",
        *remarks(progression.reasons),
        basis(progression.sources, progression.data_release, progression.methodology),
    ]
    return canvas.finish(_title(progression), " ".join(note))


def _draw_level(canvas: Canvas, place: int, level: CareerLevel) -> None:
    low, high = level.pay_low, level.pay if level.pay_high is None else level.pay_high
    if low is not None and high is not None:
        canvas.axes.barh(place, high - low, _THICKNESS, low, **_BAR)
    if low is not None:
        canvas.write(dollars(low), (low, place), (-7, 0), va="center", ha="right")
    if level.pay_high is not None:
        canvas.write(dollars(level.pay_high), (level.pay_high, place), (7, 0), va="center")
    amount = level.at_least if level.pay is None else level.pay
    if amount is None:
        canvas.write("not known", (0, place), (4, 0), va="center", fontstyle="italic")
        return
    canvas.axes.plot(amount, place, zorder=3, **_look(level))
    if level.pay_high is None:
        canvas.arrow((amount, place), 30, VERMILLION)
    text = f"{'≥ ' if level.pay is None else ''}{dollars(amount)}"
    canvas.write(text, (amount, place - _THICKNESS / 2), (0, 3), ha="center", fontweight="bold")


def _look(level: CareerLevel) -> dict[str, Any]:
    if level.pay is None:
        return OPEN
    return {"color": BLUE, "marker": "o", "markerfacecolor": "none" if level.note else BLUE}


def _legend(canvas: Canvas, levels: Sequence[CareerLevel]) -> Iterator[Artist]:
    from matplotlib.patches import Patch

    marks: dict[str, CareerLevel] = {}
    for level in levels:
        if level.pay is not None:
            marks.setdefault(one_line(level.note or "pay", SHORT), level)
        elif level.at_least is not None:
            marks.setdefault("at least that much", level)
    for text, level in marks.items():
        yield canvas.key(text, **_look(level))
    ranges = [level for level in levels if level.pay_low is not None]
    if ranges:
        yield Patch(**_BAR, label="range at that level")
    if any(level.pay is not None and level.pay_high is None for level in ranges):
        yield canvas.key("no upper end is known", color=VERMILLION, marker=">", linestyle="-")


def _span(years: Range) -> str:
    low, high = years.min, years.max
    if low is None and high is None:
        return "years not known"
    if low is None:
        return f"up to {high:g} years"
    if high is None:
        return f"{low:g} years or more"
    return f"{low:g} years" if low == high else f"{low:g} to {high:g} years"


def _title(progression: CareerProgression) -> str:
    """Return the occupation, and the pay at the first and the last level of which any is known."""
    known = []
    for level in progression.levels:
        if level.pay is not None:
            known.append(f"{dollars(level.pay)} at {one_line(level.name, SHORT)}")
        elif level.at_least is not None:
            known.append(f"at least {dollars(level.at_least)} at {one_line(level.name, SHORT)}")
    none = [f"not known at {one_line(level.name, SHORT)}" for level in progression.levels]
    ends = dict.fromkeys(known[:: max(len(known) - 1, 1)] or none)
    return f"{one_line(progression.occupation_title or 'A career')}: {', '.join(ends)}"
