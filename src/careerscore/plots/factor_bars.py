"""The picture of what an assessment is made of."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore.model.provenance import Status
from careerscore.plots.factor_points import (
    check_assessment,
    gives_points,
    point_rows,
    shared_unit,
)
from careerscore.plots.opening import canvas_for
from careerscore.plots.style import BLUE, HATCH, SKY, UNKNOWN
from careerscore.plots.words import SHORT, figure, in_lines, one_line, rested_on, some

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.plots.canvas import Canvas
    from careerscore.plots.factor_points import FactorRow

__all__ = ["breakdown"]

SUBJECT: Final = "plots.breakdown"

_THICKNESS: Final = 0.36
"""Of a bar, as a share of its row."""


def breakdown(assessment: ResilienceAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw what an assessment is made of: the points of each factor, and the total.

    The frame of a bar is the most that a factor can be worth, its filled part what it is
    worth here. Where an input is missing, what it could be worth is hatched, and so is what
    the total could be.

    A published measure has no points: its value is drawn in its unit.

    Parameters
    ----------
    assessment : ResilienceAssessment
        What `careerscore.assess` or a methodology's `score` returns.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, the assessment is of ordered rules, whose factors
        have neither points nor a common unit, or a measure has no value.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> import careerscore as cs
    >>> breakdown(cs.assess("29-2072.00", data="2026.1")).get_title()
    'Medical Records Specialists: 3 of 6 points, AI-Augmented'
    """
    canvas = canvas_for(SUBJECT, ax)
    check_assessment(SUBJECT, assessment)
    draw = _draw_points if gives_points(assessment) else _draw_values
    title = draw(canvas, assessment)
    canvas.axes.tick_params(axis="y", length=0)
    canvas.axes.grid(axis="x", linewidth=0.5, alpha=0.4)
    canvas.axes.set_axisbelow(True)
    canvas.scale(canvas.axes.yaxis, "")
    return canvas.finish(title, _note(assessment))


def _draw_points(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    axes, rows = canvas.axes, point_rows(assessment)
    for place, row in enumerate(rows):
        _draw_bar(canvas, place, row, BLUE if place == len(rows) - 1 else SKY)
    ends = [0.0, *(end for row in rows for end in (row.low, row.most))]
    axes.set_xlim(min(ends), max(ends) * 1.02 or 1)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.axhline(len(rows) - 1.6, color=canvas.ink, linewidth=0.6)
    axes.locator_params(axis="x", integer=True)
    canvas.rows(axes.yaxis, range(len(rows)), [in_lines(row.name) for row in rows])
    canvas.scale(axes.xaxis, "points")
    possible = [one_line(tier.label, SHORT) for tier in assessment.possible_tiers]
    said = f"{_name(assessment)}: {rows[-1].said}"
    if assessment.tier is not None:
        return f"{said}, {possible[0]}"
    return f"{said}; possible: {', '.join(possible)}" if possible else said


def _draw_bar(canvas: Canvas, place: int, row: FactorRow, color: str) -> None:
    axes = canvas.axes
    axes.barh(place, row.low, _THICKNESS, color=color, edgecolor=canvas.ink, linewidth=0.8)
    if not row.is_known:
        open_part: dict[str, Any] = {
            "facecolor": "none",
            "edgecolor": UNKNOWN,
            "hatch": HATCH,
            "linewidth": 0,
        }
        axes.barh(place, row.high - row.low, _THICKNESS, row.low, **open_part)
    frame = {"facecolor": "none", "edgecolor": canvas.ink, "linewidth": 0.8}
    axes.barh(place, row.most, _THICKNESS, **frame)
    canvas.write(one_line(row.said, 70), (0, place - _THICKNESS / 2), (1, 4))


def _draw_values(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    axes, factors = canvas.axes, assessment.factors
    most = assessment.max_total if len(factors) == 1 else None
    values = [factor.value for factor in factors if factor.value is not None]
    low, high = min(0, *values, 0), max(0, *values, most or 0)
    margin = 0.08 * ((high - low) or 1)
    axes.set_xlim(low - (margin if low < 0 else 0), high + (margin if most is None else 0))
    axes.set_ylim(len(factors) - 0.4, -0.7)
    axes.axvline(0, color=canvas.ink, linewidth=0.8)
    for place, factor in enumerate(factors):
        if factor.value is None:
            canvas.write("not published", (0, place), (4, 0), va="center", fontstyle="italic")
            continue
        axes.plot([0, factor.value], [place, place], color=BLUE, linewidth=2)
        axes.plot([factor.value], [place], "o", color=BLUE, markersize=9, clip_on=False)
        label = f": {one_line(factor.label, SHORT)}" if factor.label else ""
        beyond = factor.value > low + 0.7 * (high - low)
        side = {"ha": "right" if beyond else "left"}
        canvas.write(f"{figure(factor.value)}{label}", (factor.value, place), (0, 10), **side)
    canvas.rows(axes.yaxis, range(len(factors)), [in_lines(each.title) for each in factors])
    canvas.scale(axes.xaxis, one_line(shared_unit(assessment) or "", 70))
    if len(factors) > 1:
        return f"{_name(assessment)}: the values of {one_line(assessment.methodology, SHORT)}"
    of = "" if most is None else f" of {most:g}"
    tier = f", {one_line(assessment.tier.label, SHORT)}" if assessment.tier else ""
    return f"{_name(assessment)}: {figure(values[0])}{of}{tier}"


def _name(assessment: ResilienceAssessment) -> str:
    return one_line(assessment.occupation_title or "Inputs of one's own")


def _note(assessment: ResilienceAssessment) -> str:
    fallback = assessment.status is Status.FALLBACK
    reason = assessment.status_reason
    said = some([f"{'A fallback: ' if fallback else ''}{reason}"]) if reason else []
    known = [factor for factor in assessment.factors if factor.value is not None]
    units = ", ".join(f"{factor.title} [{factor.unit}]" for factor in known)
    said += some([f"Values: {units}"], length=400) if units and gives_points(assessment) else []
    sources = [factor.source for factor in assessment.factors]
    by, release = assessment.methodology, assessment.data_release
    return " ".join([*said, rested_on(sources, methodology=by, release=release)])
