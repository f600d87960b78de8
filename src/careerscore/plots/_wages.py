"""Plot of the wage percentiles of an occupation."""

from __future__ import annotations

from itertools import pairwise
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._record import is_number
from careerscore.errors import WageNotKnownError
from careerscore.model import EVERY_FIELD, PERCENTILES, Occupation, Provenance, note_on
from careerscore.plots._axes import open_canvas, require
from careerscore.plots._labels import SHORT, axis_dollars, dollars, one_line, percent, sources_note
from careerscore.plots._style import BLUE, ORANGE, VERMILLION

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.model import WageEstimates
    from careerscore.plots._canvas import Canvas

    _Key = tuple[Artist, str]

_SUBJECT: Final = "plots.wages"
_PERIODS: Final = {"annual": "a year", "hourly": "an hour"}
_STEPS: Final = 24
"""Points of the curve between two percentiles."""

_OPEN: Final[dict[str, Any]] = {
    "color": VERMILLION,
    "marker": ">",
    "markerfacecolor": "none",
    "linestyle": "",
}
"""The look of a bound."""


class _Mark(NamedTuple):
    """A published percentile, or its bound, or the reason why there is neither."""

    name: str
    share: float
    value: float | None
    bound: float | None
    reason: str

    @property
    def amount(self) -> float | None:
        return self.bound if self.value is None else self.value


class _Rank(NamedTuple):
    """A wage, and the least and the most that the share who earn at most as much can be."""

    wage: float
    low: float
    high: float


def wages(
    career: Occupation,
    *,
    wage: float | None = None,
    period: str = "annual",
    ax: Axes | None = None,
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

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn in.

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
    >>> axes.figure.savefig("wages.png")  # doctest: +SKIP
    """
    canvas = open_canvas(_SUBJECT, ax)
    positive = wage is None or (is_number(wage) and wage >= 0)
    require(
        _SUBJECT,
        ("career", career, "an Occupation", isinstance(career, Occupation)),
        ("wage", wage, "a number of at least 0 or None", positive),
        ("period", period, "'annual' or 'hourly'", period in list(_PERIODS)),
    )
    pay = career.wages.annual if period == "annual" else career.wages.hourly
    marks = tuple(_marks(pay))
    published = any(mark.amount is not None for mark in marks)
    expected = f"an occupation with {period} wages, as published: {marks[2].reason}"
    require(_SUBJECT, ("career", career, expected, published))
    cents = period == "hourly"
    rank = None if wage is None else _rank(pay, wage)
    _set_limits(canvas, [*(mark.amount for mark in marks), pay.lower_bound("mean"), wage])
    _draw_curve(canvas, pay, marks)
    for mark in marks:
        _draw_mark(canvas, mark, cents=cents)
    entries = [*_percentile_keys(canvas, marks), *_draw_mean(canvas, pay, cents=cents)]
    if rank is not None:
        entries.append(_draw_rank(canvas, rank, cents=cents))
    missing = [mark.name for mark in marks if mark.amount is None]
    entries += [canvas.key(f"{name} is not published") for name in missing]
    canvas.legend(entries, loc=_free_corner(canvas, marks))
    canvas.scale(canvas.axes.xaxis, f"wage [US dollars {_PERIODS[period]}]")
    canvas.scale(canvas.axes.yaxis, "workers who earn at most that much")
    headline = _headline(marks[2], rank, cents=cents)
    title = f"{one_line(career.title)}: {headline} {_PERIODS[period]}"
    return canvas.finish(title, _note(career, marks))


def _marks(pay: WageEstimates) -> Iterator[_Mark]:
    for name, share in PERCENTILES.items():
        value: float | None = getattr(pay, name)
        note = note_on(pay.notes, name)
        top_coded = note is not None and note.provenance is Provenance.TOP_CODED
        yield _Mark(
            name if name == "median" else name.upper(),
            share,
            value,
            note.bound if note is not None and top_coded and value is None else None,
            "" if value is not None else note.reason if note else "not published",
        )


def _rank(pay: WageEstimates, wage: float) -> _Rank:
    try:
        low = high = pay.rank(wage)
    except WageNotKnownError:
        low, high = pay.rank_bounds(wage)
    return _Rank(wage, low, high)


def _set_limits(canvas: Canvas, amounts: Sequence[float | None]) -> None:
    known = [amount for amount in amounts if amount is not None]
    low, high = min(known), max(known)
    width = (high - low) or max(high, 1)
    canvas.axes.set_xlim(low - 0.06 * width, high + 0.12 * width)
    canvas.axes.set_ylim(0, 1)
    canvas.axes.set_yticks([0, *PERCENTILES.values(), 1])
    canvas.numbers(canvas.axes.yaxis, percent)
    canvas.numbers(canvas.axes.xaxis, axis_dollars)
    canvas.grid("y")


def _draw_curve(canvas: Canvas, pay: WageEstimates, marks: Sequence[_Mark]) -> None:
    for below, above in _stretches(marks):
        step = (above.share - below.share) / _STEPS
        shares = [*(below.share + step * count for count in range(_STEPS)), above.share]
        amounts = [pay.quantile(share) for share in shares]
        canvas.axes.plot(amounts, shares, color=BLUE, linewidth=2, zorder=2)


def _stretches(marks: Sequence[_Mark]) -> list[tuple[_Mark, _Mark]]:
    """Return the pairs of neighbouring percentiles that are both published."""
    return [
        (below, above)
        for below, above in pairwise(marks)
        if below.value is not None and above.value is not None
    ]


def _draw_mark(canvas: Canvas, mark: _Mark, *, cents: bool) -> None:
    if mark.amount is None:
        return
    at = (mark.amount, mark.share)
    if mark.value is None:
        canvas.axes.plot([mark.amount], [mark.share], **_OPEN)
        canvas.arrow(at, (26, 0), VERMILLION)
    else:
        canvas.axes.plot([mark.amount], [mark.share], "o", color=BLUE, zorder=3)
    # Near the right end of the axis, labels are on the left of their mark.
    left, right = canvas.axes.get_xlim()
    turned = (mark.amount - left) / (right - left) > 0.62
    bound = "≥ " if mark.value is None else ""
    canvas.write(
        f"{mark.name} {bound}{dollars(mark.amount, cents=cents)}",
        at,
        (-6, 4) if turned else (6, -4),
        horizontalalignment="right" if turned else "left",
        verticalalignment="bottom" if turned else "top",
    )


def _draw_mean(canvas: Canvas, pay: WageEstimates, *, cents: bool) -> Iterator[_Key]:
    """Draw the mean on the axis, and yield its entry of the legend."""
    amount = pay.lower_bound("mean")
    if amount is None:
        return
    look = {"color": canvas.ink, "markerfacecolor": "none" if pay.mean is None else ORANGE}
    canvas.axes.plot([amount], [0], "D", clip_on=False, zorder=4, **look)
    if pay.mean is None:
        canvas.arrow((amount, 0), (22, 0), canvas.ink)
    bound = "≥ " if pay.mean is None else ""
    yield canvas.key(f"mean {bound}{dollars(amount, cents=cents)}", marker="D", **look)


def _draw_rank(canvas: Canvas, rank: _Rank, *, cents: bool) -> _Key:
    """Draw a wage up to its rank, or between the bounds of it, and return its legend entry."""
    axes, (wage, low, high) = canvas.axes, rank
    dashes = {"color": canvas.ink, "linewidth": 1, "linestyle": (0, (3, 2)), "zorder": 2.5}
    axes.plot([wage, wage], [0, high], **dashes)
    if low == high:
        axes.plot([axes.get_xlim()[0], wage], [low, low], **dashes)
        axes.plot([wage], [low], "*", color=canvas.ink, markersize=13, zorder=4)
    else:
        ends = {"color": canvas.ink, "linewidth": 2, "marker": "_", "markersize": 12}
        axes.plot([wage, wage], [low, high], zorder=4, **ends)
    shape = "*" if low == high else "_"
    text = f"a wage of {dollars(wage, cents=cents)}"
    return canvas.key(text, color=canvas.ink, marker=shape, markersize=11)


def _percentile_keys(canvas: Canvas, marks: Sequence[_Mark]) -> Iterator[_Key]:
    if any(mark.value is not None for mark in marks):
        line = "-" if _stretches(marks) else ""
        yield canvas.key("published percentile", color=BLUE, marker="o", linestyle=line)
    if any(mark.bound is not None for mark in marks):
        yield canvas.key("at least that much (top-coded)", **_OPEN)


def _free_corner(canvas: Canvas, marks: Sequence[_Mark]) -> str:
    """Return the corner that the curve leaves free, which depends on its bend."""
    left, right = canvas.axes.get_xlim()
    highest = max(mark.amount or 0 for mark in marks[:3])
    return "upper left" if (highest - left) / (right - left) > 0.5 else "lower right"


def _headline(median: _Mark, rank: _Rank | None, *, cents: bool) -> str:
    if rank is not None:
        low, high = percent(rank.low), percent(rank.high)
        share = f"{low} to {high}"
        if rank.low == rank.high:
            share = low
        elif rank.low == 0:
            share = f"at most {high}"
        elif rank.high == 1:
            share = f"at least {low}"
        return f"{share} earn at most {dollars(rank.wage, cents=cents)}"
    if median.amount is None:
        return "what is published of their pay"
    share = "half or more earn at least" if median.value is None else "half earn at most"
    return f"{share} {dollars(median.amount, cents=cents)}"


def _note(career: Occupation, marks: Sequence[_Mark]) -> str:
    period, remark = career.wages.reference_period, career.wages.notes.get(EVERY_FIELD)
    sentences = [f"Wages of {one_line(period, SHORT)}."] if period else []
    if remark is not None:
        sentences.append(f"All figures: {one_line(remark.reason, 200)}.")
    for reason in dict.fromkeys(mark.reason for mark in marks if mark.reason):
        names = ", ".join(mark.name for mark in marks if mark.reason == reason)
        sentences.append(f"{names}: {one_line(reason, 200)}.")
    if _stretches(marks):
        sentences.append("Between percentiles, a monotone curve.")
    return " ".join([*sentences, sources_note([career.wages.source], release=career.data_release)])
