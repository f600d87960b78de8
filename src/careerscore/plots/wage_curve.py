"""The picture of what an occupation pays."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.plots.opening import canvas_for
from careerscore.plots.style import BLUE, ORANGE, VERMILLION
from careerscore.plots.wage_points import PERIODS, wage_points
from careerscore.plots.words import SHORT, dollars, dollars_in_short, one_line, percent, rested_on

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.model.occupation import Occupation
    from careerscore.plots.canvas import Canvas
    from careerscore.plots.wage_points import Mark, WagePoints, WageRank

__all__ = ["wages"]

SUBJECT: Final = "plots.wages"

_OPEN: Final[dict[str, Any]] = {
    "color": VERMILLION,
    "marker": ">",
    "markerfacecolor": "none",
    "linestyle": "",
}
"""The look of a bound."""

_LABEL_TURNS: Final = 0.62
"""Where on the axis labels change from the right of their mark to the left."""


def wages(
    career: Occupation,
    *,
    wage: float | None = None,
    period: str = "annual",
    ax: Axes | None = None,
) -> Axes:
    """Draw what an occupation pays: the published percentiles, and a wage among them.

    The curve shows which share of the workers earns at most an amount. It passes through the
    published percentiles and between them is the one of `WageEstimates.quantile`; nothing is
    drawn below P10 and above P90, where nothing is published. A top-coded percentile is an
    open triangle at its bound with an arrow to where it may lie; the curve ends before it.

    Parameters
    ----------
    career : Occupation
        The occupation.
    wage : float, optional
        A wage to be shown among them [US dollars a year or an hour, as `period` says].
    period : str
        ``"annual"`` or ``"hourly"``. Neither is derived from the other.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or no wage of that period is published.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> axes = wages(cs.occupation("29-2072.00", data="2026.1"), wage=55_000)
    >>> axes.get_title()
    'Medical Records Specialists: 63.6% earn at most $55,000 a year'
    >>> axes.figure.savefig("wages.png")  # doctest: +SKIP
    """
    canvas = canvas_for(SUBJECT, ax)
    points = wage_points(SUBJECT, career, wage, period)
    cents = period == "hourly"
    _draw_curve(canvas, points)
    _draw_marks(canvas, points, cents=cents)
    _draw_mean(canvas, points)
    if points.rank is not None:
        _draw_rank(canvas, points.rank)
    canvas.legend(list(_legend(canvas, points, cents=cents)), loc=_free_corner(canvas, points))
    canvas.scale(canvas.axes.xaxis, f"wage [US dollars {PERIODS[period]}]")
    canvas.scale(canvas.axes.yaxis, "workers who earn at most that much")
    return canvas.finish(_title(career, points, period), _note(career, points))


def _draw_curve(canvas: Canvas, points: WagePoints) -> None:
    axes = canvas.axes
    for stretch in points.stretches:
        axes.plot(*zip(*stretch, strict=True), color=BLUE, linewidth=2, zorder=2)
    low, high = min(points.amounts), max(points.amounts)
    width = (high - low) or max(high, 1)
    axes.set_xlim(low - 0.06 * width, high + 0.12 * width)
    axes.set_ylim(0, 1)
    shares = [0, *(mark.share for mark in points.marks), 1]
    canvas.rows(axes.yaxis, shares, [percent(share) for share in shares])
    canvas.numbers(axes.xaxis, dollars_in_short)
    axes.grid(axis="y", linewidth=0.5, alpha=0.4)
    axes.set_axisbelow(True)


def _draw_marks(canvas: Canvas, points: WagePoints, *, cents: bool) -> None:
    axes = canvas.axes
    left, right = axes.get_xlim()
    for mark in points.marks:
        amount = mark.bound if mark.value is None else mark.value
        if amount is None:
            continue
        if mark.value is None:
            axes.plot([amount], [mark.share], **_OPEN)
            canvas.arrow((amount, mark.share), (26, 0), VERMILLION)
        else:
            axes.plot([amount], [mark.share], "o", color=BLUE, zorder=3)
        turned = (amount - left) / (right - left) > _LABEL_TURNS
        canvas.write(
            f"{mark.name} {_amount(mark, cents=cents)}",
            (amount, mark.share),
            (-6, 4) if turned else (6, -4),
            horizontalalignment="right" if turned else "left",
            verticalalignment="bottom" if turned else "top",
        )


def _amount(mark: Mark, *, cents: bool) -> str:
    if mark.value is None:
        return f"≥ {dollars(mark.bound or 0, cents=cents)}"
    return dollars(mark.value, cents=cents)


def _draw_mean(canvas: Canvas, points: WagePoints) -> None:
    place = points.mean_bound if points.mean is None else points.mean
    if place is None:
        return
    fill = "none" if points.mean is None else ORANGE
    canvas.axes.plot(
        [place], [0], "D", color=canvas.ink, markerfacecolor=fill, clip_on=False, zorder=4
    )
    if points.mean is None:
        canvas.arrow((place, 0), (22, 0), canvas.ink)


def _draw_rank(canvas: Canvas, rank: WageRank) -> None:
    axes, wage = canvas.axes, rank.wage
    dashes = {"color": canvas.ink, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 2.5}
    axes.plot([wage, wage], [0, rank.high], **dashes)
    if rank.low == rank.high:
        axes.plot([axes.get_xlim()[0], wage], [rank.low] * 2, **dashes)
        axes.plot([wage], [rank.low], "*", color=canvas.ink, markersize=13, zorder=4)
    else:
        ends = {"color": canvas.ink, "linewidth": 2, "marker": "_", "markersize": 12}
        axes.plot([wage, wage], [rank.low, rank.high], zorder=4, **ends)


def _legend(canvas: Canvas, points: WagePoints, *, cents: bool) -> Iterator[tuple[Artist, str]]:
    if any(mark.value is not None for mark in points.marks):
        curve = "-" if points.stretches else ""
        yield canvas.key("published percentile", color=BLUE, marker="o", linestyle=curve)
    if any(mark.bound is not None for mark in points.marks):
        yield canvas.key("at least that much (top-coded)", **_OPEN)
    place = points.mean_bound if points.mean is None else points.mean
    if place is not None:
        fill, at_least = ("none", "≥ ") if points.mean is None else (ORANGE, "")
        said = f"mean {at_least}{dollars(place, cents=cents)}"
        yield canvas.key(said, color=canvas.ink, marker="D", markerfacecolor=fill)
    if points.rank is not None:
        shape = "*" if points.rank.low == points.rank.high else "_"
        said = f"a wage of {dollars(points.rank.wage, cents=cents)}"
        yield canvas.key(said, color=canvas.ink, marker=shape, markersize=11)
    for missing in points.marks:
        if missing.value is None and missing.bound is None:
            yield canvas.key(f"{missing.name} is not published")


def _free_corner(canvas: Canvas, points: WagePoints) -> str:
    """Return the corner that the curve leaves free: which one depends on where it bends."""
    left, right = canvas.axes.get_xlim()
    low = [mark.value or mark.bound or 0 for mark in points.marks[:3]]
    return "upper left" if (max(low) - left) / (right - left) > 0.5 else "lower right"


def _rank(rank: WageRank) -> str:
    low, high = rank.low, rank.high
    if low == high:
        return f"{percent(low)} earn at most"
    if low == 0:
        return f"at most {percent(high)} earn at most"
    if high == 1:
        return f"at least {percent(low)} earn at most"
    return f"{percent(low)} to {percent(high)} earn at most"


def _title(career: Occupation, points: WagePoints, period: str) -> str:
    name, cents, per = one_line(career.title), period == "hourly", PERIODS[period]
    if points.rank is not None:
        wage = dollars(points.rank.wage, cents=cents)
        return f"{name}: {_rank(points.rank)} {wage} {per}"
    median = points.marks[2]
    if median.value is not None:
        return f"{name}: half earn at most {_amount(median, cents=cents)} {per}"
    if median.bound is not None:
        return f"{name}: half or more earn at least {dollars(median.bound, cents=cents)} {per}"
    return f"{name}: what is published of their pay {per}"


def _note(career: Occupation, points: WagePoints) -> str:
    period = career.wages.reference_period
    reasons = dict.fromkeys(mark.reason for mark in points.marks if mark.reason)
    said = [f"Wages of {one_line(period, SHORT)}." if period else ""]
    said += [f"All figures: {one_line(points.remark, 200)}." if points.remark else ""]
    said += [f"{_list(points, reason)}: {one_line(reason, 200)}." for reason in reasons]
    said += ["Between percentiles, a monotone curve." if points.stretches else ""]
    said += [rested_on([career.wages.source], release=career.data_release)]
    return " ".join(filter(None, said))


def _list(points: WagePoints, reason: str) -> str:
    return ", ".join(mark.name for mark in points.marks if mark.reason == reason)
