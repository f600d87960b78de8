"""Plot of pay over the editions of the wage survey, nominal and real."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, Final

from careerscore.local.history import PayHistory
from careerscore.model.dollars import month_name
from careerscore.model.wages import PERIODS
from careerscore.plots._frame import BLUE, VERMILLION, open_canvas
from careerscore.plots._text import axis_dollars, basis, dollars, one_line, remarks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

_NOMINAL: Final[dict[str, Any]] = {"color": BLUE, "marker": "o", "linestyle": "-"}
_REAL: Final[dict[str, Any]] = {"color": VERMILLION, "marker": "s", "linestyle": (0, (5, 1.5))}
_BOUND: Final[dict[str, Any]] = {"marker": "^", "markerfacecolor": "none", "markersize": 9}
"""The look of a lower bound: it points to higher pay."""


def pay_history(history: PayHistory, *, ax: Axes | None = None) -> Axes:
    r"""Draw the median pay in each edition of the wage survey, nominal and real.

    A dot is the median in the dollars of its month, a square the same in real dollars; an open
    triangle is a top code, and the median is at least that. A dotted line is a break of the
    classification, which no line of pay crosses. Pay by the hour is drawn where an occupation has
    no other.

    Parameters
    ----------
    history : PayHistory
        A result of `careerscore.pay_history`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or no edition has a median.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> axes = pay_history(cs.pay_history("29-2072.00", data="2026.3"))
    >>> axes.get_title()
    'Medical Records Specialists: pay +9.6%,\nin real terms -8.2%, May 2021 to May 2025'
    """
    canvas = open_canvas("plots.pay_history", ax, history=(history, PayHistory))
    period, surveys = history.period, history.surveys
    lines = {
        "nominal": (_NOMINAL, [getattr(each.wages, period) for each in surveys]),
        "real": (_REAL, [getattr(each.real, period) for each in surveys]),
    }
    breaks = [place for place, each in enumerate(surveys) if each.break_before]
    amounts = [
        bound for _, pays in lines.values() for pay in pays if (bound := pay.lower_bound("median"))
    ]
    expected = "a history in which some median is known"
    canvas.require("history", history, expected, holds=bool(amounts))
    for look, pays in lines.values():
        for start, end in zip([0, *breaks], [*breaks, len(pays)], strict=True):
            known = [nan if pay.median is None else pay.median for pay in pays[start:end]]
            canvas.axes.plot(range(start, end), known, **look)
        for place, pay in enumerate(pays):
            bound = pay.lower_bound("median")
            if bound is not None and pay.median is None:
                canvas.axes.plot(place, bound, **{**look, **_BOUND})
    for place in breaks:
        canvas.axes.axvline(place - 0.5, color=canvas.ink, linestyle=":", linewidth=1.2)
        text = "new classification"
        canvas.write(text, (place - 0.5, 1), (4, -4), va="top", xycoords=("data", "axes fraction"))
    low, high = min(amounts), max(amounts)
    room = 0.15 * (high - low or high)
    canvas.axes.set_ylim(max(low - room, 0), high + 2 * room)
    canvas.axes.set_xticks(range(len(surveys)), [each.name.replace(" ", "\n") for each in surveys])
    canvas.scale(canvas.axes.xaxis, "")
    canvas.scale(canvas.axes.yaxis, f"median pay [US dollars {PERIODS[period]}]", axis_dollars)
    canvas.grid("y")
    ends = [
        (f"{name}\n{dollars(bound, cents=period == 'hourly')}", len(pays) - 1, bound, look["color"])
        for name, (look, pays) in lines.items()
        if (bound := pays[-1].lower_bound("median"))
    ]
    canvas.axes.set_xlim(-0.4, len(surveys) - 0.1 + 0.16 * len(surveys))
    # Where both are the same, in dollars of the last month, one label serves.
    if len({bound for _, _, bound, _ in ends}) == 1:
        ends = ends[:1]
        ends[0] = (ends[0][0].replace("nominal", "both"), *ends[0][1:3], canvas.ink)
    canvas.label_ends(ends, 22)
    for name, (look, pays) in lines.items():
        bounds = enumerate(pay.lower_bound("median") for pay in pays)
        by, level = ((0, 9), "bottom") if name == "real" else ((0, -9), "top")
        for first, amount in [each for each in bounds if each[1]][:1]:
            style = {"va": level, "color": look["color"], "fontweight": "bold"}
            canvas.write(name, (first, amount or 0), by, **style)
    together = [
        f"{surveys[place - 1].name} and before: {', '.join(surveys[place - 1].soc_codes)} together"
        for place in breaks
    ]
    subtitle = [
        f"Median pay; real: in dollars of {month_name(history.in_dollars_of)}.",
        *(["Triangle: top code, at least that much."] if _has_bound(history) else []),
        "The BLS makes the survey for one point in time, not for comparisons over time.",
        *remarks(together),
    ]
    note = basis(history.sources, history.data_release)
    return canvas.finish(_title(history), " ".join(subtitle), note)


def _has_bound(history: PayHistory) -> bool:
    pays = [getattr(each.wages, history.period) for each in history.surveys]
    return any(pay.median is None and pay.lower_bound("median") is not None for pay in pays)


def _title(history: PayHistory) -> str:
    """Return the occupation, and the change over the surveys that can be compared."""
    change, name = history.change_since_break, one_line(history.occupation_title)
    if change is None or change.nominal is None:
        return f"{name}: median pay by edition of the wage survey"
    ends = f"{month_name(change.start)} to {month_name(change.end)}"
    return f"{name}: pay {change.nominal:+.1f}%, in real terms {change.real:+.1f}%, {ends}"
