"""Plot of the pay at each level of a career."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.economics.progression import CareerProgression
from careerscore.plots._axes import open_canvas, require
from careerscore.plots._labels import (
    SHORT,
    axis_dollars,
    dollars,
    one_line,
    remarks,
    sources_note,
    wrapped,
)
from careerscore.plots._style import BAR, BLUE, VERMILLION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.economics.money import Range
    from careerscore.economics.progression import CareerLevel
    from careerscore.plots._canvas import Canvas

_SUBJECT: Final = "plots.progression"

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

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn in.

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
    canvas = open_canvas(_SUBJECT, ax)
    is_progression = isinstance(progression, CareerProgression)
    require(_SUBJECT, ("progression", progression, "a CareerProgression", is_progression))
    levels = progression.levels
    amounts = [amount for level in levels for amount in _amounts(level)]
    reasons = "; ".join(progression.reasons) or "it has no levels"
    expected = f"a progression in which some pay is known: {reasons}"
    require(_SUBJECT, ("progression", progression, expected, bool(amounts)))
    axes = canvas.axes
    axes.set_xlim(0, 1.2 * max(amounts) or 1)
    axes.set_ylim(len(levels) - 0.5, -0.6)
    for place, level in enumerate(levels):
        _draw_range(canvas, place, level)
        _draw_pay(canvas, place, level)
    names = [f"{wrapped(level.name)}\n{_span(level.years)}" for level in levels]
    canvas.name_rows(names)
    canvas.numbers(axes.xaxis, axis_dollars)
    canvas.legend(list(_legend(canvas, levels)), loc="lower left")
    canvas.scale(axes.xaxis, "pay [US dollars a year]")
    return canvas.finish(_title(progression), _note(progression))


def _amounts(level: CareerLevel) -> list[float]:
    amounts = (level.pay, level.at_least, level.pay_low, level.pay_high)
    return [amount for amount in amounts if amount is not None]


def _draw_pay(canvas: Canvas, place: int, level: CareerLevel) -> None:
    amount = level.at_least if level.pay is None else level.pay
    if amount is None:
        canvas.write("not known", (0, place), (4, 0), va="center", fontstyle="italic")
        return
    canvas.axes.plot([amount], [place], zorder=3, **_mark(level))
    if level.pay_high is None:
        canvas.arrow((amount, place), (30, 0), VERMILLION)
    text = dollars(amount) if level.pay is not None else f"≥ {dollars(amount)}"
    above = (amount, place - _THICKNESS / 2)
    canvas.write(text, above, (0, 3), ha="center", fontweight="bold")


def _draw_range(canvas: Canvas, place: int, level: CareerLevel) -> None:
    low, high = level.pay_low, level.pay if level.pay_high is None else level.pay_high
    if low is not None and high is not None:
        canvas.axes.barh(place, high - low, _THICKNESS, low, color=BAR, edgecolor=BLUE)
    if low is not None:
        canvas.write(dollars(low), (low, place), (-7, 0), va="center", ha="right")
    if level.pay_high is not None:
        canvas.write(dollars(level.pay_high), (level.pay_high, place), (7, 0), va="center")


def _mark(level: CareerLevel) -> dict[str, Any]:
    look: dict[str, Any] = {"linestyle": "", "markerfacecolor": "none"}
    if level.pay is None:
        return {**look, "marker": ">", "color": VERMILLION}
    published = {} if level.note else {"markerfacecolor": BLUE}
    return {**look, "marker": "o", "color": BLUE, **published}


def _legend(canvas: Canvas, levels: Sequence[CareerLevel]) -> Iterator[tuple[Artist, str]]:
    from matplotlib.patches import Patch

    marks: dict[str, CareerLevel] = {}
    for level in levels:
        if level.pay is not None:
            marks.setdefault(one_line(level.note or "pay", SHORT), level)
        elif level.at_least is not None:
            marks.setdefault("at least that much", level)
    for text, level in marks.items():
        yield canvas.key(text, **_mark(level))
    ranges = [level for level in levels if level.pay_low is not None]
    if ranges:
        yield Patch(facecolor=BAR, edgecolor=BLUE), "range at that level"
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
    levels = progression.levels
    known = [level for level in levels if level.pay is not None or level.at_least is not None]
    first_and_last = (known or list(levels))[:: max(len(known) - 1, 1)]
    ends = dict.fromkeys(
        f"{_pay(level)} at {one_line(level.name, SHORT)}" for level in first_and_last
    )
    return f"{one_line(progression.occupation_title or 'A career')}: {', '.join(ends)}"


def _pay(level: CareerLevel) -> str:
    if level.pay is not None:
        return dollars(level.pay)
    return "not known" if level.at_least is None else f"at least {dollars(level.at_least)}"


def _note(progression: CareerProgression) -> str:
    method, release = progression.methodology, progression.data_release
    return " ".join(
        [
            "A cross-section: what people of different experience earn in the same year.",
            *remarks(progression.reasons),
            sources_note(progression.sources, methodology=method, release=release),
        ]
    )
