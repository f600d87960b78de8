"""Plot of wages."""

from __future__ import annotations

from functools import partial
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from careerscore.api import occupation_of
from careerscore.model import EVERY_FIELD, Occupation
from careerscore.model.wages import PERIODS
from careerscore.plots._frame import BLUE, TINT, check_data, open_canvas
from careerscore.plots._percentiles import percentiles_of, rank_of
from careerscore.plots._text import (
    SHORT,
    axis_dollars,
    basis,
    dollars,
    one_line,
    percent,
    us_dollars,
)
from careerscore.plots._wage_curve import draw_curve

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas
    from careerscore.plots._percentiles import Percentile, Rank
    from careerscore.reference import Release

_MEANINGS: Final = {
    0.1: ("1 in 10 earns at most", "9 in 10"),
    0.25: ("1 in 4 earns at most", "3 in 4"),
    0.5: ("half earn at most", "half"),
    0.75: ("1 in 4 earns at least", "1 in 4"),
    0.9: ("1 in 10 earns at least", "1 in 10"),
}
"""What a percentile says, and who earn at least as much as its bound."""

_LEVELS: Final = {0.1: 1.0, 0.25: 0.84, 0.5: 0.68, 0.75: 0.52, 0.9: 0.36}
"""Heights of the labels: each passes over the shorter lines to the right of it."""

_HALF: Final = 0.2
"""Half the height of the strip."""

_ROOM: Final = 0.66
"""Share of the axes up to the last percentile; its label is on the right of it."""


def wages(
    career: Occupation | str,
    *,
    wage: float | None = None,
    period: str = "annual",
    curve: bool = False,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    r"""Draw the wage percentiles of an occupation, and the rank of a wage among them.

    A strip from the lowest to the highest published percentile, darker where the middle half
    earns; or the curve of the share of workers who earn at most an amount, as
    `WageEstimates.quantile` gives it. Nothing is drawn where nothing is published. A top-coded
    percentile is a bound: the strip ends in an arrow towards higher pay, the curve before an open
    triangle.

    Parameters
    ----------
    career : Occupation or str
        The occupation, or a code, slug, title or alias of it.
    wage : float, optional
        A wage to rank among them [US dollars a year or an hour, according to `period`].
    period : str
        ``"annual"`` or ``"hourly"``. Neither is derived from the other.
    curve : bool
        Whether to draw the curve in place of the strip.
    data : Release or str, optional
        The release to look a name up in; the newest by default.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or no wage of that period is published.
    CareerscoreError
        As in `careerscore.occupation`, where the career is given by its name.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> axes = wages("29-2072.00", data="2026.1", wage=55_000)
    >>> axes.get_title()
    'Medical Records Specialists: about\n64% earn at most $55,000 a year'
    """
    canvas = open_canvas("plots.wages", ax)
    canvas.checks.value("career", career, Occupation | str)
    canvas.checks.value("wage", wage, float | None, minimum=0)
    canvas.checks.value("period", period, str, enum=tuple(PERIODS))
    canvas.checks.value("curve", curve, bool)
    check_data(canvas, data)
    canvas.checks.raise_problems()
    found = occupation_of("plots.wages", career, data)
    pay = found.wages.annual if period == "annual" else found.wages.hourly
    marks = percentiles_of(pay)
    amounts = [mark.amount for mark in marks if mark.amount is not None]
    expected = f"an occupation with {period} wages, as published: {marks[2].reason}"
    canvas.require("career", found, expected, holds=bool(amounts))
    known = [*amounts, *([] if wage is None else [wage])]
    left, right = min(known), max(known)
    width = (right - left) or max(right, 1)
    canvas.axes.set_xlim(left - 0.06 * width, right + 0.12 * width)
    rank = None if wage is None else rank_of(pay, wage)
    money = partial(dollars, cents=period == "hourly")
    if curve:
        draw_curve(canvas, pay, marks, rank, money)
    else:
        _draw_strip(canvas, marks, rank, money)
    canvas.scale(
        canvas.axes.xaxis,
        f"wage [{us_dollars(found.wages.dollars)} {PERIODS[period]}]",
        axis_dollars,
    )
    finding = _headline(marks, rank, money)
    title = f"{one_line(found.title)}: {finding} {PERIODS[period]}"
    subtitle = _subtitle(found, marks, pay.lower_bound("mean"), money, curve=curve)
    return canvas.finish(title, subtitle, basis([found.wages.source], found.data_release))


def _draw_strip(
    canvas: Canvas, marks: Sequence[Percentile], rank: Rank | None, money: Callable[[float], str]
) -> None:
    axes = canvas.axes
    last = max(mark.amount for mark in marks if mark.amount is not None)
    left, right = axes.get_xlim()
    right = max(right, left + (last - left) / _ROOM)
    axes.set_xlim(left, right)
    axes.set_ylim(-0.32 if rank is None else -0.62, 1.08)
    axes.set_yticks([])
    axes.spines["left"].set_visible(False)
    for low, high in pairwise(marks):
        if low.is_published and low.amount is not None and (high.amount or 0) > low.amount:
            color = BLUE if low.share >= 0.25 and high.share <= 0.75 else TINT
            strength = 1 if high.is_published else 0.45
            width = (high.amount or 0) - low.amount
            axes.barh(0, width, 2 * _HALF, low.amount, color=color, alpha=strength, linewidth=0)
    drawn: set[float] = set()
    for name, share, amount, is_published, _ in marks:
        # A bound says at the first percentile what it would say at the others.
        if amount is None or amount in drawn:
            continue
        drawn.add(amount)
        meaning, above = _MEANINGS[share]
        label = f"{meaning} {money(amount)}"
        if not is_published:
            label = f"{above} or more earn at least {money(amount)}"
            canvas.arrow((amount, 0), 30, canvas.ink)
        level = _LEVELS[share]
        axes.plot([amount, amount], [-_HALF, level], color=canvas.ink, linewidth=1, zorder=3)
        weight = "bold" if name == "median" else "normal"
        canvas.write(label, (amount, level), (4, 0), va="center", fontsize=9, fontweight=weight)
    if rank is not None:
        axes.plot([rank.wage] * 2, [0, -0.48], color=canvas.ink, linestyle=(0, (3, 2)), zorder=4)
        star = {"color": "white", "markeredgecolor": canvas.ink, "markersize": 15, "zorder": 4}
        axes.plot(rank.wage, 0, "*", **star)
        side, by = ("left", (4, 0)) if 2 * rank.wage < left + right else ("right", (-4, 0))
        text = f"{money(rank.wage)}: {_share(rank)} earn at most that"
        look = {"fontsize": 9, "fontweight": "bold", "ha": side, "va": "center"}
        canvas.write(text, (rank.wage, -0.48), by, **look)


def _share(rank: Rank) -> str:
    low, high = percent(rank.low), percent(rank.high)
    if rank.low == rank.high:
        # Between percentiles it is interpolated.
        return low if rank.low in _MEANINGS else f"about {rank.low:.0%}"
    if rank.low == 0:
        return f"at most {high}"
    return f"at least {low}" if rank.high == 1 else f"{low} to {high}"


def _headline(marks: Sequence[Percentile], rank: Rank | None, money: Callable[[float], str]) -> str:
    _, low, median, high, _ = marks
    if rank is not None:
        return f"{_share(rank)} earn at most {money(rank.wage)}"
    if low.is_published and high.is_published:
        return f"the middle half earn {money(low.amount or 0)} to {money(high.amount or 0)}"
    if median.amount is None:
        return "what is published of their pay"
    share = "half earn at most" if median.is_published else "half or more earn at least"
    return f"{share} {money(median.amount)}"


def _subtitle(
    career: Occupation,
    marks: Sequence[Percentile],
    mean: float | None,
    money: Callable[[float], str],
    *,
    curve: bool,
) -> str:
    period, remark = career.wages.reference_period, career.wages.notes.get(EVERY_FIELD)
    what = "Share of workers by wage" if curve else "Wages of US workers"
    sentences = [f"{what}{f', {one_line(period, SHORT)}' if period else ''}."]
    if mean is not None:
        top = "" if career.wages.annual.mean == mean or career.wages.hourly.mean == mean else "≥ "
        sentences.append(f"Mean {top}{money(mean)}.")
    if remark is not None:
        sentences.append(f"All figures: {one_line(remark.reason, 200)}.")
    for reason in dict.fromkeys(mark.reason for mark in marks if mark.reason):
        names = ", ".join(mark.name for mark in marks if mark.reason == reason)
        sentences.append(f"{names[:1].upper()}{names[1:]}: {one_line(reason, 200)}.")
    return " ".join(sentences)
