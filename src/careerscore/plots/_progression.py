"""Plot of the pay at each level of a career."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.economics.progression import CareerProgression
from careerscore.plots._frame import BLUE, OPEN, TINT, VERMILLION, open_canvas
from careerscore.plots._text import (
    SHORT,
    about,
    axis_dollars,
    basis,
    dollars,
    one_line,
    remarks,
    us_dollars,
)

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.economics.money import Range
    from careerscore.economics.progression import CareerLevel
    from careerscore.plots._canvas import Canvas

_RANGE: Final[dict[str, Any]] = {"color": TINT, "linewidth": 9, "solid_capstyle": "round"}


def progression(progression: CareerProgression, *, ax: Axes | None = None) -> Axes:
    """Draw the pay at each level of a career: one row a level, with its years of experience.

    A dot is the pay, the band around it the range that the method gives. Where only a lower bound
    is known, it is an open triangle with an arrow towards higher pay; a range without a known
    upper end ends in an arrow, too. An open dot is the method's substitute for unpublished pay.

    Parameters
    ----------
    progression : CareerProgression
        A result of `careerscore.progression`, by any method.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

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
    'Medical Records Specialists: Expert pay is 2.2 times Entry pay'
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
    unit = us_dollars(progression.dollars)
    canvas.scale(canvas.axes.xaxis, f"pay [{unit} a year]", axis_dollars)
    meanings = ["Dot: typical pay at that level of experience."]
    if any(level.pay_low is not None for level in levels):
        meanings.append("Band: its range, as far as it is published.")
    notes = dict.fromkeys(level.note for level in levels if level.pay is not None and level.note)
    meanings += remarks([f"open dot: {note}" for note in notes])
    if any(level.pay is None and level.at_least is not None for level in levels):
        meanings.append("Arrow: at least that much.")
    elif any(level.pay is not None and level.pay_high is None for level in levels):
        meanings.append("Arrow: no upper end is known.")
    subtitle = " ".join([*meanings, *remarks(progression.reasons)])
    note = basis(progression.sources, progression.data_release, progression.methodology)
    return canvas.finish(_title(progression), subtitle, note)


def _draw_level(canvas: Canvas, place: int, level: CareerLevel) -> None:
    low, high = level.pay_low, level.pay if level.pay_high is None else level.pay_high
    if low is not None and high is not None:
        canvas.axes.plot([low, high], [place, place], **_RANGE)
    amount = level.at_least if level.pay is None else level.pay
    # An end that is the pay itself is not written again.
    ends = (low if low != amount else None, level.pay_high if level.pay_high != amount else None)
    for end, by, side in zip(ends, (-9, 9), ("right", "left"), strict=True):
        if end is not None:
            look = {"va": "center", "ha": side, "alpha": 0.75}
            canvas.write(about(end), (end, place), (by, 0), **look)
    if amount is None:
        canvas.write("not known", (0, place), (4, 0), va="center", fontstyle="italic")
        return
    canvas.axes.plot(amount, place, zorder=3, markersize=8, **_look(level))
    if level.pay_high is None:
        canvas.arrow((amount, place), 30, VERMILLION)
    text = f"{'≥ ' if level.pay is None else ''}{dollars(amount)}"
    look = {"ha": "center", "fontweight": "bold", "fontsize": 9}
    canvas.write(text, (amount, place), (0, 8), **look)


def _look(level: CareerLevel) -> dict[str, Any]:
    if level.pay is None:
        return OPEN
    return {"color": BLUE, "marker": "o", "markerfacecolor": "white" if level.note else BLUE}


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
    """Return how many times the pay at the first level the pay at the last is, or what is known."""
    name = one_line(progression.occupation_title or "A career")
    levels = progression.levels
    first, last = levels[0], levels[-1]
    if len(levels) > 1 and first.pay and last.pay and not first.note and not last.note:
        names = one_line(last.name, SHORT), one_line(first.name, SHORT)
        return f"{name}: {names[0]} pay is {last.pay / first.pay:.1f} times {names[1]} pay"
    known = []
    for level in levels:
        if level.pay is not None:
            known.append(f"{dollars(level.pay)} at {one_line(level.name, SHORT)}")
        elif level.at_least is not None:
            known.append(f"at least {dollars(level.at_least)} at {one_line(level.name, SHORT)}")
    none = [f"not known at {one_line(level.name, SHORT)}" for level in levels]
    ends = dict.fromkeys(known[:: max(len(known) - 1, 1)] or none)
    return f"{name}: {', '.join(ends)}"
