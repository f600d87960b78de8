"""Plot of exposure to AI and pay of all occupations."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from careerscore._text import number_of
from careerscore.api import DEFAULT_METHODOLOGY
from careerscore.errors import close_matches
from careerscore.plots._bubbles import Bubble, draw_bubbles, name_bubbles
from careerscore.plots._frame import open_canvas, release_for, tier_color
from careerscore.plots._population import method_for, population_of, rank_correlation
from careerscore.plots._text import axis_dollars, basis, one_line, percent
from careerscore.reference.exposure_measures import MEASURES

if TYPE_CHECKING:
    from collections.abc import Iterator

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D

    from careerscore.plots._canvas import Canvas
    from careerscore.plots._population import Population
    from careerscore.reference import Release
    from careerscore.scoring.base import Methodology

_DEFAULT_EXPOSURE: Final = "eloundou_gpt4_beta"
"""The measure of American Dream Jobs 2.0: beta of GPTs are GPTs, by GPT-4."""

_BOUND: Final[dict[str, Any]] = {"marker": "^", "markersize": 5, "linestyle": ""}
"""The look of a wage that is a bound."""

_TICKS: Final = tuple(
    first * size for size in (1_000, 10_000, 100_000, 1_000_000) for first in (1, 2, 3, 5)
)
_MOST_NAMES: Final = 9


def exposure_and_wage(
    exposure: str = _DEFAULT_EXPOSURE,
    *,
    methodology: str | Methodology = DEFAULT_METHODOLOGY,
    data: Release | str | None = None,
    ax: Axes | None = None,
) -> Axes:
    r"""Draw all occupations of a release by their exposure to AI and their median annual wage.

    The area of a circle is proportional to employment, its colour is the tier by a methodology.
    Occupations that are published under one code share its workers equally, so that none is
    counted twice. A triangle marks a median of which only a lower bound is known. Dashed lines
    are the cuts of the methodology, where it reads the measure. The title has the rank
    correlation over occupations, which says nothing about its cause; the subtitle the number of
    occupations in the plot, and of those that are left out, by reason.

    Parameters
    ----------
    exposure : str
        Name of the measure, a key of `Occupation.exposures`.
    methodology : str or Methodology
        The id of a methodology with tiers, or one of your own.
    data : Release or str, optional
        The release or its name; the newest by default.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 6.4 by 4.8 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, the methodology has no tiers, or no occupation of the
        release has such a measure and an annual wage.
    UnknownMethodologyError, UnknownReleaseError
        If there is none of this name.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> exposure_and_wage(data="2026.1").get_title()
    'Occupations more exposed to AI pay more: rank correlation +0.50'
    """
    canvas = open_canvas("plots.exposure_and_wage", ax)
    canvas.checks.value("exposure", exposure, str, pattern=r"\S")
    canvas.checks.raise_problems()
    method = method_for(canvas, methodology)
    release = release_for(canvas, data)
    measures = {each.name: each for each in MEASURES if each.dataset in release.editions}
    near = close_matches(exposure, tuple(measures)) or tuple(measures)
    expected = f"a measure of release {release.name}: {' or '.join(near)}"
    canvas.require("exposure", exposure, expected, holds=exposure in measures)
    everyone = population_of(method, release)
    bubbles, left_out = _bubbles(everyone, exposure)
    expected = "a measure that some occupation with an annual wage has"
    canvas.require("exposure", exposure, expected, holds=bool(bubbles))
    axes, drawn = canvas.axes, measures[exposure]
    axes.set_yscale("log")
    wages = [each.y for each in bubbles]
    low, high = 0.85 * min(wages), 1.2 * max(wages)
    axes.set_ylim(low, high)
    axes.set_yticks([tick for tick in _TICKS if low <= tick <= high])
    axes.minorticks_off()
    draw_bubbles(canvas, bubbles)
    for each in bubbles:
        if each.is_bound:
            axes.plot(each.x, each.y, color=each.color, markeredgecolor=canvas.ink, **_BOUND)
    is_share = drawn.unit.startswith("share of tasks")
    for cut in _cuts(method, exposure):
        line = {"color": canvas.ink, "linewidth": 0.9, "linestyle": (0, (4, 2)), "zorder": 0.5}
        axes.axvline(cut, **line)
        text = percent(cut) if is_share else f"{cut:g}"
        where = {"xycoords": ("data", "axes fraction"), "va": "top"}
        canvas.write(f"cut {text}", (cut, 1), (3, -1), **where)
    canvas.scale(axes.xaxis, f"AI exposure [{one_line(drawn.unit, 60)}]")
    if drawn.words:
        axes.set_xticks(range(1, len(drawn.words) + 1), drawn.words)
        canvas.scale(axes.xaxis, "AI exposure [category]")
    elif is_share:
        canvas.scale(axes.xaxis, f"AI exposure [{one_line(drawn.unit, 60)}]", percent)
    canvas.scale(axes.yaxis, "median wage [US dollars a year]", axis_dollars)
    canvas.grid("both")
    canvas.legend(_keys(canvas, everyone))
    name_bubbles(canvas, bubbles, bubbles[:_MOST_NAMES])
    found = rank_correlation([(each.x, each.y) for each in bubbles])
    triangle = " Triangle: pays at least that much." if any(map(_is_bound, bubbles)) else ""
    subtitle = (
        f"{one_line(drawn.title)} of {number_of(len(bubbles), 'occupation')}; area: workers, "
        f"colour: tier.{triangle}{left_out}"
    )
    sources = [release[each.key].exposures[exposure].source for each in bubbles]
    sources += [release[each.key].wages.source for each in bubbles]
    return canvas.finish(_title(found), subtitle, basis(sources, release.name, method.id))


def _is_bound(bubble: Bubble) -> bool:
    return bubble.is_bound


def _bubbles(everyone: Population, exposure: str) -> tuple[list[Bubble], str]:
    """Return the occupations, the largest first, and a sentence on those that are left out."""
    bubbles, left_out = [], {"without exposure": 0, "without an annual wage": 0}
    for code, occupation in everyone.release.items():
        value, pay = occupation.exposures[exposure].value, occupation.wages.annual
        wage, workers = pay.lower_bound("median"), everyone.workers[code] or 0.0
        if value is None:
            left_out["without exposure"] += 1
        elif wage is None:
            left_out["without an annual wage"] += 1
        else:
            color, is_bound = tier_color(everyone.tier_of(code)), pay.median is None
            bubbles.append(Bubble(code, occupation.title, value, wage, workers, color, is_bound))
    reasons = ", ".join(f"{number:,} {reason}" for reason, number in left_out.items() if number)
    sentence = f" Left out: {reasons}." if reasons else ""
    return sorted(bubbles, key=lambda each: -each.workers), sentence


def _cuts(method: Methodology, exposure: str) -> list[float]:
    """Return where a methodology cuts a measure that it reads first."""
    return [
        band.end[0]
        for factor in getattr(method, "factors", ())
        if factor.read and factor.read[0].path == f"exposures.{exposure}.value"
        for band in factor.bands
        if band.end is not None
    ]


def _keys(canvas: Canvas, everyone: Population) -> Iterator[Line2D]:
    for tier in everyone.tiers:
        color = tier_color(tier)
        look = {"marker": "o", "markersize": 7, "markerfacecolor": f"{color}99", "color": color}
        yield canvas.key(one_line(tier.label), **look)


def _title(correlation: float | None) -> str:
    if correlation is None:
        return "Exposure to AI and pay of all occupations"
    if abs(correlation) < 0.1:
        return f"Exposure to AI and pay hardly go together: rank correlation {correlation:+.2f}"
    more = "more" if correlation > 0 else "less"
    return f"Occupations more exposed to AI pay {more}: rank correlation {correlation:+.2f}"
