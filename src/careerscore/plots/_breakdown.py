"""Plot of the factors of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._text import format_number
from careerscore.model import ResilienceAssessment, Status
from careerscore.plots._axes import open_canvas, require
from careerscore.plots._labels import (
    SHORT,
    count,
    one_line,
    remarks,
    sources_note,
    wrapped,
)
from careerscore.plots._style import BLUE, HATCH, SKY, UNKNOWN

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.model import FactorScore
    from careerscore.plots._canvas import Canvas

_SUBJECT: Final = "plots.breakdown"

_THICKNESS: Final = 0.36
"""Of a bar, as a share of its row."""


class _Row(NamedTuple):
    """The points of a factor, or of the total: the least and the most they can be, and the text."""

    name: str
    low: float
    high: float
    maximum: float
    text: str


def breakdown(assessment: ResilienceAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw the points of each factor of an assessment, and their total.

    The frame of a bar is the maximum of a factor, its filled part the points. Where an input is
    missing, the possible points are hatched, and so is the possible part of the total.

    A published measure has no points: its value is drawn in its unit.

    Parameters
    ----------
    assessment : ResilienceAssessment
        A result of `careerscore.assess` or of a methodology's `score`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        The axes that were drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, the assessment is of ordered rules, whose factors
        have neither points nor a common unit, or a measure has no value.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> breakdown(cs.assess("29-2072.00", data="2026.1")).get_title()
    'Medical Records Specialists: 3 of 6 points, AI-Augmented'
    """
    canvas = open_canvas(_SUBJECT, ax)
    is_assessment = isinstance(assessment, ResilienceAssessment)
    require(_SUBJECT, ("assessment", assessment, "a ResilienceAssessment", is_assessment))
    has_points = _has_points(assessment)
    method = assessment.methodology
    expected = f"factors with points, or values in one unit; {method} has rules"
    drawable = has_points or _shared_unit(assessment) is not None
    require(_SUBJECT, ("assessment", assessment, expected, drawable))
    reason = assessment.status_reason
    expected = f"a value, which is missing: {reason or 'no reason is given'}"
    known = [factor for factor in assessment.factors if factor.value is not None]
    require(_SUBJECT, ("assessment", assessment, expected, has_points or bool(known)))
    title = (_draw_points if has_points else _draw_values)(canvas, assessment)
    name = one_line(assessment.occupation_title or "Inputs of one's own")
    return canvas.finish(f"{name}: {title}", _note(assessment, known))


def _has_points(assessment: ResilienceAssessment) -> bool:
    factors = assessment.factors
    return bool(factors) and all(factor.max_points is not None for factor in factors)


def _shared_unit(assessment: ResilienceAssessment) -> str | None:
    """Return the unit of all values; None if one axis cannot hold them all."""
    units = [factor.unit for factor in assessment.factors]
    if len(units) == 1:
        return units[0]
    # Details follow a comma: "share of tasks, E1 + E2".
    kinds = {unit.partition(",")[0] for unit in units}
    return kinds.pop() if len(kinds) == 1 else None


def _rows(assessment: ResilienceAssessment) -> list[_Row]:
    """Return the points of each factor, and the total last."""
    factors, span = assessment.factors, assessment.total_range
    missing = [factor for factor in factors if factor.points is None]
    # Of several missing factors only the sum of the lowest points is known.
    lowest = 0.0
    if span is not None and len(missing) == 1:
        lowest = span[0] - sum(factor.points or 0 for factor in factors)
    rows = [_row(factor, lowest) for factor in factors]
    low, high = span or (sum(row.low for row in rows), sum(row.high for row in rows))
    maximum = assessment.max_total
    if maximum is None:
        maximum = float(sum(row.maximum for row in rows))
    return [*rows, _Row("Total", low, high, maximum, _points(low, high, maximum))]


def _row(factor: FactorScore, lowest: float) -> _Row:
    maximum, points = factor.max_points or 0, factor.points
    if points is None or factor.value is None:
        text = f"missing: could be {lowest:g} to {count(maximum, 'point')}"
        return _Row(factor.title, lowest, maximum, maximum, text)
    text = f"{format_number(factor.value)}: {factor.label}, {_points(points, points, maximum)}"
    return _Row(factor.title, points, points, maximum, text)


def _points(low: float, high: float, maximum: float) -> str:
    span = f"{low:g}" if low == high else f"{low:g} to {high:g}"
    return f"{span} of {count(maximum, 'point')}"


def _draw_points(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    axes, rows = canvas.axes, _rows(assessment)
    for place, row in enumerate(rows):
        _draw_bar(canvas, place, row, BLUE if place == len(rows) - 1 else SKY)
    ends = [0.0, *(end for row in rows for end in (row.low, row.maximum))]
    axes.set_xlim(min(ends), max(ends) * 1.02 or 1)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.axhline(len(rows) - 1.6, color=canvas.ink, linewidth=0.6)
    axes.locator_params(axis="x", integer=True)
    canvas.name_rows([wrapped(row.name) for row in rows])
    canvas.scale(axes.xaxis, "points")
    possible = [one_line(tier.label, SHORT) for tier in assessment.possible_tiers]
    if assessment.tier is not None:
        return f"{rows[-1].text}, {possible[0]}"
    return rows[-1].text + (f"; possible: {', '.join(possible)}" if possible else "")


def _draw_bar(canvas: Canvas, place: int, row: _Row, color: str) -> None:
    axes = canvas.axes
    axes.barh(place, row.low, _THICKNESS, color=color, edgecolor=canvas.ink, linewidth=0.8)
    frame: dict[str, Any] = {"facecolor": "none", "edgecolor": canvas.ink, "linewidth": 0.8}
    if row.low != row.high:
        possible = {**frame, "edgecolor": UNKNOWN, "hatch": HATCH, "linewidth": 0}
        axes.barh(place, row.high - row.low, _THICKNESS, row.low, **possible)
    axes.barh(place, row.maximum, _THICKNESS, **frame)
    canvas.write(one_line(row.text, 70), (0, place - _THICKNESS / 2), (1, 4))


def _draw_values(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    axes, factors = canvas.axes, assessment.factors
    maximum = assessment.max_total if len(factors) == 1 else None
    values = [factor.value for factor in factors if factor.value is not None]
    low, high = min(0, *values, 0), max(0, *values, maximum or 0)
    margin = 0.08 * ((high - low) or 1)
    axes.set_xlim(low - (margin if low < 0 else 0), high + (margin if maximum is None else 0))
    axes.set_ylim(len(factors) - 0.4, -0.7)
    axes.axvline(0, color=canvas.ink, linewidth=0.8)
    for place, factor in enumerate(factors):
        if factor.value is None:
            canvas.write("not published", (0, place), (4, 0), va="center", fontstyle="italic")
            continue
        axes.plot([0, factor.value], [place, place], color=BLUE, linewidth=2)
        axes.plot([factor.value], [place], "o", color=BLUE, markersize=9, clip_on=False)
        label = f": {one_line(factor.label, SHORT)}" if factor.label else ""
        side = "right" if factor.value > low + 0.7 * (high - low) else "left"
        canvas.write(
            f"{format_number(factor.value)}{label}", (factor.value, place), (0, 10), ha=side
        )
    canvas.name_rows([wrapped(each.title) for each in factors])
    canvas.scale(axes.xaxis, one_line(_shared_unit(assessment) or "", 70))
    if len(factors) > 1:
        return f"the values of {one_line(assessment.methodology, SHORT)}"
    of = "" if maximum is None else f" of {maximum:g}"
    tier = f", {one_line(assessment.tier.label, SHORT)}" if assessment.tier else ""
    return f"{format_number(values[0])}{of}{tier}"


def _note(assessment: ResilienceAssessment, known: list[FactorScore]) -> str:
    sentences: list[str] = []
    if assessment.status_reason:
        fallback = "A fallback: " if assessment.status is Status.FALLBACK else ""
        sentences += remarks([f"{fallback}{assessment.status_reason}"])
    if known and _has_points(assessment):
        units = ", ".join(f"{factor.title} [{factor.unit}]" for factor in known)
        sentences += remarks([f"Values: {units}"], longest=400)
    sources = [factor.source for factor in assessment.factors]
    method, release = assessment.methodology, assessment.data_release
    return " ".join([*sentences, sources_note(sources, methodology=method, release=release)])
