"""Plot of the wage percentiles of an occupation."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from careerscore.errors import WageNotKnownError
from careerscore.model import EVERY_FIELD, PERCENTILES, Occupation, note_on
from careerscore.model.wages import PERIODS
from careerscore.plots._frame import BLUE, OPEN, ORANGE, VERMILLION, open_canvas
from careerscore.plots._text import SHORT, axis_dollars, basis, dollars, one_line, percent

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from careerscore.model import WageEstimates
    from careerscore.plots._canvas import Canvas

    # A wage, and the least and the most that the share who earn at most as much can be.
    _Rank = tuple[float, float, float]

_STEPS: Final = 24
"""Points of the curve between two percentiles."""


class _Percentile(NamedTuple):
    """A percentile: its amount is the published value, or else its bound."""

    name: str
    share: float
    amount: float | None
    is_published: bool
    reason: str
    """Why it is not published."""


def wages(
    career: Occupation, *, wage: float | None = None, period: str = "annual", ax: Axes | None = None
) -> Axes:
    """Draw the wage percentiles of an occupation, and the rank of a wage among them.

    The curve is the share of workers who earn at most an amount, as `WageEstimates.quantile` gives
    it between the published percentiles; nothing is drawn below P10 and above P90, where nothing
    is published. A top-coded percentile is an open triangle at its bound, with an arrow towards
    higher pay; the curve ends before it.

    Parameters
    ----------
    career : Occupation
        The occupation.
    wage : float, optional
        A wage to rank among them [US dollars a year or an hour, according to `period`].
    period : str
        ``"annual"`` or ``"hourly"``. Neither is derived from the other.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or no wage of that period is published.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> axes = wages(cs.occupation("29-2072.00", data="2026.1"), wage=55_000)
    >>> axes.get_title()
    'Medical Records Specialists: 63.6% earn at most $55,000 a year'
    """
    canvas = open_canvas("plots.wages", ax)
    canvas.checks.value("career", career, Occupation)
    canvas.checks.value("wage", wage, float | None, minimum=0)
    canvas.checks.value("period", period, str, enum=tuple(PERIODS))
    canvas.checks.raise_problems()
    axes, pay = canvas.axes, career.wages.annual if period == "annual" else career.wages.hourly
    marks = [_percentile(pay, name, share) for name, share in PERCENTILES.items()]
    amounts = [mark.amount for mark in marks if mark.amount is not None]
    expected = f"an occupation with {period} wages, as published: {marks[2].reason}"
    canvas.require("career", career, expected, holds=bool(amounts))
    known = [each for each in (*amounts, pay.lower_bound("mean"), wage) if each is not None]
    left, right = min(known), max(known)
    width = (right - left) or max(right, 1)
    axes.set_xlim(left - 0.06 * width, right + 0.12 * width)
    axes.set_ylim(0, 1)
    axes.set_yticks([0, *PERCENTILES.values(), 1])
    canvas.grid("y")
    money = partial(dollars, cents=period == "hourly")
    entries = list(_draw_published(canvas, pay, marks, money))
    rank = None
    if wage is not None:
        try:
            low = high = pay.rank(wage)
        except WageNotKnownError:
            low, high = pay.rank_bounds(wage)
        rank = (wage, low, high)
        entries.append(_draw_rank(canvas, rank, money))
    missing = [mark.name for mark in marks if mark.amount is None]
    entries += [canvas.key(f"{name} is not published") for name in missing]
    # The curve leaves one corner free, which depends on its bend.
    middle = max(mark.amount or 0 for mark in marks[:3])
    canvas.legend(entries, loc="upper left" if _place(canvas, middle) > 0.5 else "lower right")
    canvas.scale(axes.xaxis, f"wage [US dollars {PERIODS[period]}]", axis_dollars)
    canvas.scale(axes.yaxis, "workers who earn at most that much", percent)
    headline = _headline(marks[2], rank, money)
    title = f"{one_line(career.title)}: {headline} {PERIODS[period]}"
    return canvas.finish(title, _note(career, marks))


def _percentile(pay: WageEstimates, name: str, share: float) -> _Percentile:
    amount: float | None = getattr(pay, name)
    is_published, reason, note = amount is not None, "", note_on(pay.notes, name)
    if not is_published:
        amount, reason = (note.bound, note.reason) if note else (None, "not published")
    label = name if name == "median" else name.upper()
    return _Percentile(label, share, amount, is_published, reason)


def _stretches(marks: Sequence[_Percentile]) -> list[tuple[_Percentile, _Percentile]]:
    """Return the pairs of neighbouring percentiles that are both published."""
    return [pair for pair in pairwise(marks) if all(mark.is_published for mark in pair)]


def _place(canvas: Canvas, amount: float) -> float:
    """Return how far along the axis an amount is, 0 to 1."""
    left, right = canvas.axes.get_xlim()
    return (amount - left) / (right - left)


def _draw_published(
    canvas: Canvas, pay: WageEstimates, marks: Sequence[_Percentile], money: Callable[[float], str]
) -> Iterator[Line2D]:
    """Draw curve, percentiles and mean, and yield their entries of the legend."""
    stretches = _stretches(marks)
    for below, above in stretches:
        step = (above.share - below.share) / _STEPS
        shares = [*(below.share + step * count for count in range(_STEPS)), above.share]
        amounts = [pay.quantile(share) for share in shares]
        canvas.axes.plot(amounts, shares, color=BLUE, linewidth=2, zorder=2)
    for name, share, amount, is_published, _ in marks:
        if amount is None:
            continue
        at = (amount, share)
        if is_published:
            canvas.axes.plot(*at, "o", color=BLUE, zorder=3)
        else:
            canvas.axes.plot(*at, **OPEN)
            canvas.arrow(at, 26, VERMILLION)
        # Near the right end of the axis, labels are on the left of their mark.
        turned = _place(canvas, amount) > 0.62
        by, side, level = ((-6, 4), "right", "bottom") if turned else ((6, -4), "left", "top")
        text = f"{name} {'' if is_published else '≥ '}{money(amount)}"
        canvas.write(text, at, by, ha=side, va=level)
    if any(mark.is_published for mark in marks):
        line = "-" if stretches else ""
        yield canvas.key("published percentile", color=BLUE, marker="o", linestyle=line)
    if any(mark.amount is not None and not mark.is_published for mark in marks):
        yield canvas.key("at least that much (top-coded)", **OPEN)
    mean = pay.lower_bound("mean")
    if mean is not None:
        look = {"color": canvas.ink, "markerfacecolor": "none" if pay.mean is None else ORANGE}
        canvas.axes.plot(mean, 0, "D", clip_on=False, zorder=4, **look)
        if pay.mean is None:
            canvas.arrow((mean, 0), 22, canvas.ink)
        bound = "≥ " if pay.mean is None else ""
        yield canvas.key(f"mean {bound}{money(mean)}", marker="D", **look)


def _draw_rank(canvas: Canvas, rank: _Rank, money: Callable[[float], str]) -> Line2D:
    """Draw a wage up to its rank, or between the bounds of it, and return its legend entry."""
    axes, (wage, low, high) = canvas.axes, rank
    dashes = {"color": canvas.ink, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 2.5}
    axes.plot([wage, wage], [0, high], **dashes)
    if low == high:
        axes.plot([axes.get_xlim()[0], wage], [low, low], **dashes)
        axes.plot(wage, low, "*", color=canvas.ink, markersize=13, zorder=4)
    else:
        ends = {"color": canvas.ink, "linewidth": 2, "marker": "_", "markersize": 12}
        axes.plot([wage, wage], [low, high], zorder=4, **ends)
    shape = "*" if low == high else "_"
    return canvas.key(f"a wage of {money(wage)}", color=canvas.ink, marker=shape, markersize=11)


def _headline(median: _Percentile, rank: _Rank | None, money: Callable[[float], str]) -> str:
    if rank is not None:
        wage, *shares = rank
        low, high = map(percent, shares)
        share = f"{low} to {high}"
        if shares[0] == shares[1]:
            share = low
        elif shares[0] == 0:
            share = f"at most {high}"
        elif shares[1] == 1:
            share = f"at least {low}"
        return f"{share} earn at most {money(wage)}"
    if median.amount is None:
        return "what is published of their pay"
    share = "half earn at most" if median.is_published else "half or more earn at least"
    return f"{share} {money(median.amount)}"


def _note(career: Occupation, marks: Sequence[_Percentile]) -> str:
    period, remark = career.wages.reference_period, career.wages.notes.get(EVERY_FIELD)
    sentences = [f"Wages of {one_line(period, SHORT)}."] if period else []
    if remark is not None:
        sentences.append(f"All figures: {one_line(remark.reason, 200)}.")
    for reason in dict.fromkeys(mark.reason for mark in marks if mark.reason):
        names = ", ".join(mark.name for mark in marks if mark.reason == reason)
        sentences.append(f"{names}: {one_line(reason, 200)}.")
    if _stretches(marks):
        sentences.append("Between percentiles, a monotone curve.")
    return " ".join([*sentences, basis([career.wages.source], career.data_release)])
