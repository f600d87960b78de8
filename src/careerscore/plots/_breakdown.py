"""Plot of the factors of an assessment."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore._text import format_number, number_of
from careerscore.model import ResilienceAssessment, Status
from careerscore.plots._frame import BLUE, HATCH, SKY, UNKNOWN, open_canvas
from careerscore.plots._text import SHORT, basis, one_line, remarks

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.plots._canvas import Canvas

_THICKNESS: Final = 0.36
"""Of a bar, as a share of its row."""


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
    canvas = open_canvas("plots.breakdown", ax, assessment=(assessment, ResilienceAssessment))
    factors, method = assessment.factors, assessment.methodology
    has_points = bool(factors) and all(factor.max_points is not None for factor in factors)
    # One axis holds values of one unit; details follow a comma: "share of tasks, E1 + E2".
    units = {factor.unit.partition(",")[0] for factor in factors}
    unit = factors[0].unit if len(factors) == 1 else units.pop() if len(units) == 1 else None
    expected = f"factors with points, or values in one unit; {method} has rules"
    canvas.require("assessment", assessment, expected, holds=has_points or unit is not None)
    known = [factor for factor in factors if factor.value is not None]
    reason = assessment.status_reason
    expected = f"a value, which is missing: {reason or 'no reason is given'}"
    canvas.require("assessment", assessment, expected, holds=has_points or bool(known))
    notes = []
    if reason:
        fallback = "A fallback: " if assessment.status is Status.FALLBACK else ""
        notes += remarks([f"{fallback}{reason}"])
    if has_points:
        title = _draw_points(canvas, assessment)
        values = ", ".join(f"{factor.title} [{factor.unit}]" for factor in known)
        notes += remarks([f"Values: {values}"] if known else [], longest=400)
    else:
        title = _draw_values(canvas, assessment, unit or "")
    notes.append(basis(assessment.sources, assessment.data_release, method))
    name = one_line(assessment.occupation_title or "Inputs of one's own")
    return canvas.finish(f"{name}: {title}", " ".join(notes))


def _rows(assessment: ResilienceAssessment) -> list[tuple[str, float, float, float, str]]:
    """Return title, least, most and maximal points and a text of each factor, the total last."""
    rows, span = [], assessment.total_range
    missing = [factor for factor in assessment.factors if factor.points is None]
    # Of several missing factors only the sum of the lowest points is known.
    lowest = 0.0
    if span is not None and len(missing) == 1:
        lowest = span[0] - sum(factor.points or 0 for factor in assessment.factors)
    for factor in assessment.factors:
        most, points = factor.max_points or 0, factor.points
        if points is None or factor.value is None:
            text = f"missing: could be {lowest:g} to {number_of(most, 'point')}"
            rows.append((factor.title, lowest, most, most, text))
        else:
            value = f"{format_number(factor.value)}: {factor.label}"
            text = f"{value}, {points:g} of {number_of(most, 'point')}"
            rows.append((factor.title, points, points, most, text))
    low, high = span or (sum(row[1] for row in rows), sum(row[2] for row in rows))
    maximum = assessment.max_total
    if maximum is None:
        maximum = float(sum(row[3] for row in rows))
    text = f"{low:g}{'' if low == high else f' to {high:g}'} of {number_of(maximum, 'point')}"
    return [*rows, ("Total", low, high, maximum, text)]


def _draw_points(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    """Draw a bar for each factor and the total, and return the end of the title."""
    axes, rows = canvas.axes, _rows(assessment)
    frame: dict[str, Any] = {"edgecolor": canvas.ink, "linewidth": 0.8}
    possible = frame | {"facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH, "linewidth": 0}
    ends = [0.0]
    for place, (_, low, high, maximum, text) in enumerate(rows):
        color = BLUE if place == len(rows) - 1 else SKY
        axes.barh(place, low, _THICKNESS, color=color, **frame)
        if low != high:
            axes.barh(place, high - low, _THICKNESS, low, **possible)
        axes.barh(place, maximum, _THICKNESS, facecolor="none", **frame)
        canvas.write(one_line(text, 70), (0, place - _THICKNESS / 2), (1, 4))
        ends += (low, maximum)
    axes.set_xlim(min(ends), max(ends) * 1.02 or 1)
    axes.set_ylim(len(rows) - 0.5, -0.6)
    axes.axhline(len(rows) - 1.6, color=canvas.ink, linewidth=0.6)
    axes.locator_params(axis="x", integer=True)
    canvas.name_rows([row[0] for row in rows])
    canvas.scale(axes.xaxis, "points")
    tiers = [one_line(tier.label, SHORT) for tier in assessment.possible_tiers]
    total = rows[-1][-1]
    if assessment.tier is not None:
        return f"{total}, {tiers[0]}"
    return total + (f"; possible: {', '.join(tiers)}" if tiers else "")


def _draw_values(canvas: Canvas, assessment: ResilienceAssessment, unit: str) -> str:
    """Draw a pin for each value, and return the end of the title."""
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
        text = f"{format_number(factor.value)}{label}"
        canvas.write(text, (factor.value, place), (0, 10), ha=side)
    canvas.name_rows([factor.title for factor in factors])
    canvas.scale(axes.xaxis, one_line(unit, 70))
    if len(factors) > 1:
        return f"the values of {one_line(assessment.methodology, SHORT)}"
    of = "" if maximum is None else f" of {maximum:g}"
    total, tier = f"{format_number(values[0])}{of}", assessment.tier
    if tier is None:
        return total
    label = one_line(tier.label, SHORT)
    return label if assessment.is_category else f"{total}, {label}"
