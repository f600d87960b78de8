"""Plot of the cumulative cash flows of careers."""

from __future__ import annotations

from math import inf, isnan, nan
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._text import number_of
from careerscore.economics.comparison import Comparison
from careerscore.plots._frame import BLUE, GREEN, ORANGE, PURPLE, VERMILLION, open_canvas
from careerscore.plots._text import (
    about,
    axis_dollars,
    basis,
    one_line,
    remarks,
    us_dollars,
    wrapped,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes

    from careerscore.economics.comparison import ComparedCareer, Crossover
    from careerscore.plots._canvas import Canvas

# Colour or dashes alone distinguish five lines.
_COLORS: Final = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE)
_DASHES: Final = ("-", (0, (5, 1.5)), (0, (1, 1.2)), (0, (6, 1.5, 1, 1.5)), (0, (3, 1, 1, 1, 1, 1)))

_YEARS_BETWEEN_TRIANGLES: Final = 4
_LABEL_STEPS: Final = (7, 18, 29)
"""Heights of labels above their marks, in turn, as ages may be close together [points]."""

_TRIANGLES: Final = (
    ("^", "Upward triangle", "at least that much"),
    ("v", "Downward triangle", "at most that much"),
)
"""They point from the bound that is known towards the possible values."""


class _Curve(NamedTuple):
    """A career, and at each age the least and the most that its cumulative cash flow can be."""

    title: str
    look: dict[str, Any]
    points: list[tuple[float, float, float]]
    """NaN for what is not known; ages of which nothing is known are left out."""
    bounds: dict[str, list[tuple[float, float]]]
    """By the shape of their mark: ages and amounts where only one bound is known."""

    @property
    def is_known(self) -> bool:
        return bool(self.points) and all(low == high for _, low, high in self.points)


def lifetime_values(comparison: Comparison, *, ax: Axes | None = None) -> Axes:
    r"""Draw the cumulative cash flows of careers by age: pay less the cost of education.

    The curves are the cumulative cash flows of `LifetimeValue.curve`, not discounted; rings
    mark the ages of `Crossover.ages`, at which one passes another. Values that are known
    only within bounds are a band; where only one bound is known, triangles on it point towards the
    possible values.

    Parameters
    ----------
    comparison : Comparison
        A result of `careerscore.compare`, by a method that compares years.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, the method of the comparison compares no years, or
        no cash flow is known.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> found = cs.compare("29-2072.00", "29-1141.00", data="2026.1")
    >>> lifetime_values(found).get_title()
    'From age 28 on, Registered Nurses are\nahead of Medical Records Specialists'
    """
    canvas = open_canvas("plots.lifetime_values", ax, comparison=(comparison, Comparison))
    axes, careers = canvas.axes, comparison.careers
    expected = "careers valued by a method that compares years, as discounted-cash-flow does"
    for career in careers:
        by, holds = career.value.methodology, career.value.assumptions is not None
        canvas.checks.expect("comparison", by, expected, holds=holds)
    canvas.checks.raise_problems()
    curves = [_curve(career, place) for place, career in enumerate(careers)]
    reasons = "; ".join(f"{each.title}: {'; '.join(each.value.reasons)}" for each in careers)
    expected = f"a career whose cash flows are known ({one_line(reasons or 'none', 200)})"
    any_known = any(curve.points for curve in curves)
    canvas.require("comparison", comparison, expected, holds=any_known)
    for curve in curves:
        _draw(axes, curve)
    known = {
        career.code: {age: high if isnan(low) else low for age, low, high in curve.points}
        for career, curve in zip(careers, curves, strict=True)
    }
    # The ages at which the lead changes, and the amount of the new leader.
    crossings = [
        (age, max(known[each.first].get(age, -inf), known[each.second].get(age, -inf)))
        for each in comparison.crossovers
        if known.keys() >= {each.first, each.second}
        for age in each.ages
    ]
    ring = {"color": canvas.ink, "marker": "o", "markersize": 8, "markerfacecolor": "none"}
    for crossing in crossings:
        axes.plot(*crossing, zorder=4, **ring)
    # The highest of several rings at an age, as the last one wins.
    for place, at in enumerate(dict(sorted(crossings)).items()):
        step = _LABEL_STEPS[place % len(_LABEL_STEPS)]
        canvas.write(f"{at[0]:g}", at, (0, step), ha="center", fontweight="bold")
    amounts = [amount for curve in curves for point in curve.points for amount in point[1:]]
    ends = [0.0, *(amount for amount in amounts if not isnan(amount))]
    low, height = min(ends), max(ends) - min(ends)
    axes.set_ylim(low - 0.05 * height, max(ends) + 0.08 * height + 1)
    _label(canvas, curves)
    axes.axhline(0, color=canvas.ink, linewidth=0.8, zorder=1)
    axes.grid(axis="y", linewidth=0.5, alpha=0.4)
    canvas.scale(axes.xaxis, "age [years]")
    unit = us_dollars(careers[0].value.dollars)
    canvas.scale(axes.yaxis, f"cash flow up to that age [{unit}]", axis_dollars)
    titles = {career.code: one_line(career.title, 70) for career in careers}
    values = [career.value for career in careers]
    sources = [source for value in values for source in value.sources]
    note = basis(sources, values[0].data_release, values[0].methodology)
    subtitle = _subtitle(comparison, titles, curves, has_rings=bool(crossings))
    return canvas.finish(_title(comparison, titles), subtitle, note)


def _curve(career: ComparedCareer, place: int) -> _Curve:
    turn = place // len(_COLORS)
    look: dict[str, Any] = {"color": _COLORS[place % len(_COLORS)]}
    look["linestyle"] = _DASHES[(place + turn) % len(_DASHES)]
    points = []
    bounds: dict[str, list[tuple[float, float]]] = {"^": [], "v": []}
    for age, amount in career.value.curve:
        low, high = (nan if end is None else end for end in (amount.low, amount.high))
        if not isnan(low) or not isnan(high):
            points.append((age, low, high))
        if isnan(low) != isnan(high):
            bounds["v" if isnan(low) else "^"].append((age, high if isnan(low) else low))
    return _Curve(one_line(career.title, 60), look, points, bounds)


def _draw(axes: Axes, curve: _Curve) -> None:
    ages, low, high = zip(*curve.points, strict=True) if curve.points else ((), (), ())
    look = {**curve.look, "zorder": 2, "linewidth": 2.2 if curve.is_known else 1.3}
    axes.plot(ages, low, **look)
    if curve.is_known:
        return
    axes.plot(ages, high, **look)
    color = curve.look["color"]
    axes.fill_between(ages, low, high, color=color, alpha=0.2, linewidth=0)
    for shape, ends in curve.bounds.items():
        for at in ends[::_YEARS_BETWEEN_TRIANGLES]:
            axes.plot(*at, shape, color=color, markerfacecolor="none")


def _label(canvas: Canvas, curves: Sequence[_Curve]) -> None:
    """Name each curve at its end, and make room for the names."""
    last = [max(curve.points) for curve in curves if curve.points]
    first = min(min(curve.points)[0] for curve in curves if curve.points)
    end = max(age for age, _, _ in last)
    canvas.axes.set_xlim(first - 0.03 * (end - first), end + 0.42 * (end - first))
    canvas.axes.set_xticks([age for age in canvas.axes.get_xticks() if first <= age <= end])
    ends = []
    for curve in curves:
        if curve.points:
            age, low, high = max(curve.points)
            amount = low if isnan(high) else high
            text = about(amount)
            if not curve.is_known:
                text = f"at least {about(low)}" if isnan(high) else f"at most {about(high)}"
                if not isnan(low) and not isnan(high):
                    text = f"{about(low)} to {about(high)}"
            ends.append((f"{wrapped(curve.title)}: {text}", age, amount, curve.look["color"]))
    canvas.label_ends(ends, 34)


def _title(comparison: Comparison, titles: dict[str, str]) -> str:
    careers = len(comparison.careers)
    if careers != 2:
        return _most(comparison, titles)
    known = [crossover for crossover in comparison.crossovers if crossover.reason is None]
    if known:
        return _outcome(known[0], titles)
    return f"What {' and '.join(titles.values())} have brought in by each age"


def _most(comparison: Comparison, titles: dict[str, str]) -> str:
    """Return which of several careers brings in the most, where all are known."""
    ends = []
    for career in comparison.careers:
        if not career.value.curve or career.value.curve[-1][1].value is None:
            return f"What {number_of(len(titles), 'career')} have brought in by each age"
        age, amount = career.value.curve[-1]
        ends.append((amount.value or 0, titles[career.code], age))
    most, title, by = max(ends)
    highest = f"{about(most)} by age {by:g}"
    return f"{title}: the most, {highest}" if len(ends) > 1 else f"{title}: {highest}"


def _outcome(crossover: Crossover, titles: dict[str, str]) -> str:
    first, second = (titles.get(code, code) for code in (crossover.first, crossover.second))
    if crossover.leader is None:
        return f"{first} and {second} come out even"
    ahead, behind = (first, second) if crossover.first_leads else (second, first)
    if crossover.age is None:
        return f"{ahead} are never behind {behind}"
    return f"From age {crossover.age:g} on, {ahead} are ahead of {behind}"


def _subtitle(
    comparison: Comparison,
    titles: dict[str, str],
    curves: Sequence[_Curve],
    *,
    has_rings: bool,
) -> str:
    shapes = {shape for curve in curves for shape, ends in curve.bounds.items() if ends}
    marks = [f"{name}: {meaning}." for shape, name, meaning in _TRIANGLES if shape in shapes]
    rings = ["Ring: age at which one passes another."] if has_rings else []
    gaps = [
        f"{titles[career.code]}: {'; '.join(career.value.reasons)}"
        for career in comparison.careers
        if career.value.reasons
    ]
    sentences = ["Pay less cost of education, added up, not discounted.", *rings, *marks]
    return " ".join([*sentences, *remarks(gaps, longest=120)])
