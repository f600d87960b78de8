"""Plot of the factors of an assessment."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._text import format_number, number_of
from careerscore.model import ResilienceAssessment, Status
from careerscore.plots._frame import BLUE, HATCH, UNKNOWN, open_canvas, tier_color
from careerscore.plots._population import with_unit
from careerscore.plots._text import SHORT, basis, one_line, remarks, wrapped_to
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.catalog import methodologies, methodology_of

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from careerscore.model import FactorScore
    from careerscore.plots._canvas import Canvas
    from careerscore.scoring.base import Methodology

_THICKNESS: Final = 0.34
"""Of a bar, as a share of its row."""


def breakdown(assessment: ResilienceAssessment, *, ax: Axes | None = None) -> Axes:
    """Draw the points of each factor of an assessment, and their total.

    A bar is as wide as the most points of its factor, its filled part the points; the cuts are
    named below it. The bar of the total has the tiers, and where each begins. Where an input is
    missing, the possible points are hatched, and the total is a line between its bounds.

    A published measure has no points: its value is drawn in its unit.

    Parameters
    ----------
    assessment : ResilienceAssessment
        A result of `careerscore.assess` or of a methodology's `score`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

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
        notes += remarks([f"{fallback}{reason}"], longest=110)
    if has_points:
        title = _draw_points(canvas, assessment)
        notes.insert(0, "Bars: points, of the most there are. Diamond: the total.")
    else:
        title = _draw_values(canvas, assessment, unit or "")
    note = basis(assessment.sources, assessment.data_release, method)
    name = one_line(assessment.occupation_title or "Inputs of one's own")
    return canvas.finish(f"{name}: {title}", " ".join(notes), note)


class _Row(NamedTuple):
    """A factor or the total: what is said of it, its least, most and maximal points, its cuts."""

    text: str
    low: float
    high: float
    maximum: float
    cuts: str = ""

    @property
    def points(self) -> str:
        """The points that it has or can have."""
        ends = (f"{end:.2f}".rstrip("0").rstrip(".") for end in (self.low, self.high))
        span = " to ".join(dict.fromkeys(ends))
        return f"{span} of {number_of(self.maximum, 'point')}"


def _rows(assessment: ResilienceAssessment, method: Methodology | None) -> list[_Row]:
    """Return a row for each factor, the total last."""
    rows, span = [], assessment.total_range
    missing = [factor for factor in assessment.factors if factor.points is None]
    # Of several missing factors only the sum of the lowest points is known.
    lowest = 0.0
    if span is not None and len(missing) == 1:
        lowest = span[0] - sum(factor.points or 0 for factor in assessment.factors)
    for factor in assessment.factors:
        most, points, title = factor.max_points or 0, factor.points, one_line(factor.title, SHORT)
        cuts = _cuts(method, factor.name)
        if points is None or factor.value is None:
            rows.append(_Row(f"{title}: missing", lowest, most, most, cuts))
        else:
            label = f", {one_line(factor.label, SHORT)}" if factor.label else ""
            value = f"{title}: {_value(factor)}{label}"
            rows.append(_Row(value, points, points, most, cuts))
    low, high = span or (sum(row.low for row in rows), sum(row.high for row in rows))
    maximum = assessment.max_total
    if maximum is None:
        maximum = float(sum(row.maximum for row in rows))
    tier = one_line(assessment.tier.label, SHORT) if assessment.tier else ""
    return [*rows, _Row(f"Total{f': {tier}' if tier else ''}", low, high, maximum)]


def _value(factor: FactorScore) -> str:
    """Return the value of a factor with its unit, as a reader says it."""
    value, unit = factor.value or 0, factor.unit
    most = re.fullmatch(r"sum of (five|5) .*dimensions of 1 to 5.*", unit)
    if most:
        return f"{value:.3g} of 25"
    exact = format_number(value)
    # A value beside a cut is not rounded onto it.
    return exact if exact.startswith("just") else with_unit(value, unit)


def _cuts(method: Methodology | None, name: str) -> str:
    """Return what a methodology gives points for, from its bands."""
    for factor in getattr(method, "factors", ()):
        ends = [(band, band.end) for band in factor.bands]
        if factor.name == name and ends:
            bands = [
                f"{band.points} {'up to' if end[1] else 'below'} {with_unit(end[0], factor.unit)}"
                for band, end in ends
                if end is not None
            ]
            return f"points: {', '.join(bands)}, else {ends[-1][0].points}"
    return ""


def _draw_points(canvas: Canvas, assessment: ResilienceAssessment) -> str:
    """Draw a bar as wide as the axes for each factor and the total; return the end of the title."""
    known = assessment.methodology in methodologies()
    method = methodology_of(assessment.methodology) if known else None
    axes, rows = canvas.axes, _rows(assessment, method)
    for place, row in enumerate(rows[:-1]):
        _draw_bar(canvas, place, row)
    _draw_total(canvas, len(rows) - 1, rows[-1], assessment, method)
    for place, row in enumerate(rows):
        above = place - _THICKNESS / 2
        weight = "bold" if place == len(rows) - 1 else "normal"
        canvas.write(row.text, (0, above), (0, 4), fontsize=9, fontweight=weight)
        look = {"ha": "right", "fontsize": 9, "fontweight": weight}
        canvas.write(row.points, (1, above), (0, 4), **look)
    axes.set_xlim(0, 1)
    axes.set_ylim(len(rows) - 0.3, -0.55)
    axes.set_xticks([])
    axes.set_yticks([])
    axes.spines[["left", "bottom"]].set_visible(False)
    tiers = [one_line(tier.label, SHORT) for tier in assessment.possible_tiers]
    total = rows[-1].points
    if assessment.tier is not None:
        return f"{total}, {tiers[0]}"
    return total + (f"; possible: {', '.join(tiers)}" if tiers else "")


def _draw_bar(canvas: Canvas, place: int, row: _Row) -> None:
    """Draw the points of a factor as a share of its maximum, which is the width of the axes."""
    axes, whole = canvas.axes, row.maximum or 1
    axes.barh(place, 1, _THICKNESS, color=canvas.ink, alpha=0.1, linewidth=0)
    axes.barh(place, row.low / whole, _THICKNESS, color=BLUE, linewidth=0)
    if row.low != row.high:
        look: dict[str, Any] = {"facecolor": "none", "edgecolor": UNKNOWN, "hatch": HATCH}
        axes.barh(place, (row.high - row.low) / whole, _THICKNESS, row.low / whole, **look)
    if row.cuts:
        below = place + _THICKNESS / 2
        canvas.write(row.cuts, (0, below), (0, -3), va="top", fontsize=7, alpha=0.75)


def _draw_total(
    canvas: Canvas,
    place: int,
    row: _Row,
    assessment: ResilienceAssessment,
    method: Methodology | None,
) -> None:
    """Draw the tiers along all totals, each with its name and where it begins, and the total."""
    rules = [each for each in getattr(method, "tier_rules", ()) if each.at_least is not None]
    if not rules:
        _draw_bar(canvas, place, row)
        return
    # Whole numbers stand in the middle of their cells.
    half = 0.5 if isinstance(method, AdditiveMethodology) else 0.0
    start, width = min(rules[-1].at_least, row.low) - half, row.maximum + half
    width -= start
    end = 1.0
    for rule in rules:
        least = max((rule.at_least - half - start) / width, 0)
        reached = any(rule.label == tier.label for tier in assessment.possible_tiers)
        fill: dict[str, Any] = {"facecolor": tier_color(rule), "alpha": 1 if reached else 0.35}
        fill |= {"edgecolor": canvas.axes.get_facecolor(), "linewidth": 1.5}
        canvas.axes.barh(place, end - least, _THICKNESS, least, **fill)
        middle = (least + end) / 2
        below = wrapped_to(one_line(rule.label, SHORT), 100 * (end - least))
        text = f"from {rule.at_least:g}\n{below}"
        where = (middle, place + _THICKNESS / 2)
        weight = "bold" if reached else "normal"
        look = {"ha": "center", "va": "top", "fontsize": 7.5, "fontweight": weight}
        canvas.write(text, where, (0, -4), **look)
        end = least
    ends = [(total - start) / width for total in dict.fromkeys((row.low, row.high))]
    mark: dict[str, Any] = {"color": canvas.ink, "marker": "D", "markersize": 9, "zorder": 4}
    canvas.axes.plot(ends, [place] * len(ends), markerfacecolor="white", **mark)


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
