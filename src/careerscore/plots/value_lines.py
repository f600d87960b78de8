"""The picture of what careers come to over a life, side by side."""

from __future__ import annotations

from math import nan
from typing import TYPE_CHECKING, Any, Final

from careerscore.plots.opening import canvas_for
from careerscore.plots.style import series
from careerscore.plots.value_points import passings, value_curves
from careerscore.plots.words import (
    count,
    dollars,
    dollars_in_short,
    one_line,
    percent,
    rested_on,
    some,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.economics.comparison import Comparison, Crossover
    from careerscore.plots.canvas import Canvas
    from careerscore.plots.value_points import Passing, ValueCurve

__all__ = ["lifetime_values"]

SUBJECT: Final = "plots.lifetime_values"

_YEARS_BETWEEN_SIGNS: Final = 4
_STEPS_OF_LABELS: Final = (7, 18, 29)
"""How far above their marks labels stand, in turn, as ages may lie close together [points]."""


def lifetime_values(comparison: Comparison, *, ax: Axes | None = None) -> Axes:
    """Draw what careers have brought in by each age, less what they cost, side by side.

    The curves are the cumulative cash flows of `LifetimeValue.curve`, not discounted; rings
    mark the ages of `Crossover.ages`, at which one passes another. The note has the net present
    values, which are discounted. What is known only within bounds is a band; where
    only one bound is known, triangles on it point to where the value may lie.

    Parameters
    ----------
    comparison : Comparison
        What `careerscore.compare` returns, by a method that compares years.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, the method of the comparison compares no years, or
        nothing is known of any of its careers.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> found = cs.compare("29-2072.00", "29-1141.00", data="2026.1")
    >>> lifetime_values(found).get_title()
    'From age 28 on, Registered Nurses are ahead of Medical Records Specialists'
    """
    canvas = canvas_for(SUBJECT, ax)
    curves = value_curves(SUBJECT, comparison)
    passed = passings(comparison, curves)
    axes = canvas.axes
    looks = [series(place) for place in range(len(curves))]
    for curve, look in zip(curves, looks, strict=True):
        _draw(axes, curve, *look)
    ends = [amount for curve in curves for amount in curve.amounts]
    low, high = min(0, *ends), max(0, *ends)
    # The legend stands above the curves, as they rise.
    entries = list(_legend(canvas, curves, looks, passed))
    room = 0.07 * len(entries)
    axes.set_ylim(low - 0.05 * (high - low), high + room * (high - low) + 1)
    axes.axhline(0, color=canvas.ink, linewidth=0.8, zorder=1)
    _mark(canvas, passed)
    canvas.numbers(axes.yaxis, dollars_in_short)
    axes.grid(axis="y", linewidth=0.5, alpha=0.4)
    canvas.legend(entries, loc="upper left", handlelength=3)
    canvas.scale(axes.xaxis, "age [years]")
    canvas.scale(axes.yaxis, "cumulative cash flow [US dollars]")
    return canvas.finish(_title(comparison, curves), _note(comparison, curves))


def _draw(axes: Axes, curve: ValueCurve, color: str, dashes: Any) -> None:
    ages = [point.age for point in curve.points]
    low = [nan if point.low is None else point.low for point in curve.points]
    high = [nan if point.high is None else point.high for point in curve.points]
    look: dict[str, Any] = {
        "color": color,
        "linestyle": dashes,
        "linewidth": 2.2 if curve.is_known else 1.3,
    }
    axes.plot(ages, low, zorder=2, **look)
    if curve.is_known:
        return
    axes.plot(ages, high, zorder=2, **look)
    axes.fill_between(ages, low, high, color=color, alpha=0.2, linewidth=0)
    for ends, sign in ((curve.at_least, "^"), (curve.at_most, "v")):
        signs = ends[::_YEARS_BETWEEN_SIGNS]
        x, y = [age for age, _ in signs], [amount for _, amount in signs]
        axes.plot(x, y, sign, color=color, markerfacecolor="none")


def _mark(canvas: Canvas, passed: Sequence[Passing]) -> None:
    for passing in passed:
        canvas.axes.plot([passing.age], [passing.amount], **_ring(canvas))
    highest: dict[float, float] = {}
    for passing in sorted(passed):
        highest[passing.age] = passing.amount
    for place, at in enumerate(highest.items()):
        step = _STEPS_OF_LABELS[place % len(_STEPS_OF_LABELS)]
        canvas.write(f"{at[0]:g}", at, (0, step), ha="center", fontweight="bold")


def _ring(canvas: Canvas) -> dict[str, Any]:
    return {
        "marker": "o",
        "markersize": 8,
        "color": canvas.ink,
        "markerfacecolor": "none",
        "linestyle": "",
        "zorder": 4,
    }


def _legend(
    canvas: Canvas,
    curves: Sequence[ValueCurve],
    looks: Sequence[tuple[str, Any]],
    passed: Sequence[Passing],
) -> Iterator[tuple[Artist, str]]:
    for curve, (color, dashes) in zip(curves, looks, strict=True):
        known = ", bounds" if curve.points else ", not known"
        said = f"{one_line(curve.title, 32)}{'' if curve.is_known else known}"
        yield canvas.key(said, color=color, linestyle=dashes, linewidth=2.2)
    for ends, sign, said in (("at_least", "^", "at least"), ("at_most", "v", "at most")):
        if any(getattr(curve, ends) for curve in curves):
            look = {"color": canvas.ink, "markerfacecolor": "none"}
            yield canvas.key(f"{said} that much", marker=sign, **look)
    if passed:
        yield canvas.key("age at which one passes another", **_ring(canvas))


def _title(comparison: Comparison, curves: Sequence[ValueCurve]) -> str:
    if len(curves) != 2:
        return f"What {count(len(curves), 'career')} have brought in by each age, less their costs"
    known = [crossover for crossover in comparison.crossovers if crossover.reason is None]
    if known:
        return _outcome(known[0], _titles(curves))
    return f"What {' and '.join(_titles(curves).values())} have brought in by each age"


def _titles(curves: Sequence[ValueCurve]) -> dict[str, str]:
    return {curve.code: one_line(curve.title, 70) for curve in curves}


def _outcome(crossover: Crossover, titles: dict[str, str]) -> str:
    first, second = (titles.get(code, code) for code in (crossover.first, crossover.second))
    if crossover.reason is not None:
        return f"{first} and {second}: {crossover.reason}"
    if crossover.leader is None:
        return f"{first} and {second} come out even"
    ahead, behind = (first, second) if crossover.first_leads else (second, first)
    if crossover.age is None:
        return f"{ahead} are never behind {behind}"
    return f"From age {crossover.age:g} on, {ahead} are ahead of {behind}"


def _note(comparison: Comparison, curves: Sequence[ValueCurve]) -> str:
    titles = _titles(curves)
    told = [] if len(curves) == 2 else comparison.crossovers
    unknown = [crossover for crossover in comparison.crossovers if crossover.reason is not None]
    outcomes = [_outcome(crossover, titles) for crossover in (told or unknown)]
    gaps = [f"{titles[curve.code]}: {curve.reason}" for curve in curves if curve.reason]
    worth = [
        f"{titles[curve.code]} {dollars(curve.npv)}" for curve in curves if curve.npv is not None
    ]
    values = [career.value for career in comparison.careers]
    rates = {value.assumptions.discount_rate for value in values if value.assumptions is not None}
    rate = " and ".join(map(percent, sorted(rates)))
    said = f"Not discounted; net present values by {rate} a year: {', '.join(worth) or 'not known'}"
    first, sources = values[0], [source for value in values for source in value.sources]
    by = rested_on(sources, methodology=first.methodology, release=first.data_release)
    return " ".join([*some(outcomes, 3), *some(gaps), *some([said], length=600), by])
