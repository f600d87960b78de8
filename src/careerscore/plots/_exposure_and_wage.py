"""Plot of exposure to AI and pay of all occupations."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore._text import number_of
from careerscore.errors import close_matches
from careerscore.plots._frame import BLUE, RELEASE, VERMILLION, open_canvas
from careerscore.plots._text import axis_dollars, basis, one_line
from careerscore.reference import Release
from careerscore.reference.columns import apportioned_employment
from careerscore.reference.exposure_measures import MEASURES
from careerscore.reference.loading import release_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.axes import Axes
    from matplotlib.lines import Line2D
    from matplotlib.transforms import BboxBase

    from careerscore.plots._canvas import Canvas

_DEFAULT_EXPOSURE: Final = "eloundou_gpt4_beta"
"""The measure of American Dream Jobs 2.0: beta of GPTs are GPTs, by GPT-4."""

_UNSIZED: Final[dict[str, Any]] = {"color": BLUE, "marker": "x", "markersize": 4}
"""The look of an occupation without employment."""

_BOUND: Final[dict[str, Any]] = {
    "color": VERMILLION,
    "marker": "^",
    "markersize": 4,
    "markerfacecolor": "none",
}
"""The look of a wage that is a bound."""

_LARGEST_AREA: Final = 700.0
"""Area of the circle of the largest occupation [square points]."""

_TICKS: Final = tuple(
    first * size for size in (1_000, 10_000, 100_000, 1_000_000) for first in (1, 2, 3, 5)
)
_MOST_LABELS: Final = 9


class _Point(NamedTuple):
    """An occupation of which exposure and wage are known."""

    title: str
    exposure: float
    wage: float
    is_bound: bool
    workers: float


def exposure_and_wage(
    release: Release | str | None = None,
    *,
    exposure: str = _DEFAULT_EXPOSURE,
    ax: Axes | None = None,
) -> Axes:
    r"""Draw all occupations of a release by their exposure to AI and their median annual wage.

    The area of a circle is proportional to employment. Occupations that are published under
    one code share its workers equally, so that none is counted twice. A triangle marks a
    median of which only a lower bound is known. The note gives the number of occupations in the
    plot, and of those that are left out, by reason. They are occupations, not effects: a
    correlation says nothing about its cause.

    Parameters
    ----------
    release : Release or str, optional
        The release or its name; the newest by default.
    exposure : str
        Name of the measure, a key of `Occupation.exposures`.
    ax : matplotlib.axes.Axes, optional
        Axes to draw in; a new figure of 7 by 4.3 inches by default.

    Raises
    ------
    InvalidInputError
        If an argument is of the wrong type, or the release has no such measure.
    UnknownReleaseError
        If there is no such release.
    MissingDependencyError
        If matplotlib is not installed.

    Examples
    --------
    >>> exposure_and_wage("2026.1").get_title()
    'Exposure to language models, beta (GPT-4), and median pay of 918\noccupations'
    """
    canvas = open_canvas("plots.exposure_and_wage", ax)
    is_release = release is None or isinstance(release, str | Release)
    canvas.checks.expect("release", release, RELEASE, holds=is_release)
    canvas.checks.value("exposure", exposure, str, pattern=r"\S")
    canvas.checks.raise_problems()
    data = release_of(release)
    measures = {each.name: each for each in MEASURES if each.dataset in data.editions}
    near = close_matches(exposure, tuple(measures)) or tuple(measures)
    expected = f"a measure of release {data.name}: {' or '.join(near)}"
    canvas.require("exposure", exposure, expected, holds=exposure in measures)
    points, note = _points(data, exposure)
    area = _LARGEST_AREA / max(point.workers for point in points)
    _draw_points(canvas, points, area)
    _draw_labels(canvas, points, area)
    place = {"loc": "lower left", "bbox_to_anchor": (1, 0), "labelspacing": 1.1}
    canvas.legend(_legend(canvas, points, area), **place)
    drawn = measures[exposure]
    canvas.scale(canvas.axes.xaxis, "category" if drawn.words else one_line(drawn.unit, 70))
    if drawn.words:
        canvas.axes.set_xticks(range(1, len(drawn.words) + 1), drawn.words)
    canvas.scale(canvas.axes.yaxis, "median wage [US dollars a year]", axis_dollars)
    canvas.grid("both")
    title = f"{one_line(drawn.title)}, and median pay of {number_of(len(points), 'occupation')}"
    return canvas.finish(title, note)


def _points(release: Release, exposure: str) -> tuple[list[_Point], str]:
    """Return the occupations, the largest first, and the note on those that are left out."""
    points = []
    left_out = {"without exposure": 0, "without an annual wage": 0}
    sources = []
    for occupation in release.values():
        measure, pay = occupation.exposures[exposure], occupation.wages.annual
        sources += [measure.source, occupation.wages.source]
        wage, workers = pay.lower_bound("median"), apportioned_employment(occupation) or 0.0
        if measure.value is None:
            left_out["without exposure"] += 1
        elif wage is None:
            left_out["without an annual wage"] += 1
        else:
            is_bound = pay.median is None
            points.append(_Point(occupation.title, measure.value, wage, is_bound, workers))
    reasons = ", ".join(f"{number:,} {reason}" for reason, number in left_out.items() if number)
    note = (
        f"{len(points):,} of {number_of(len(release), 'occupation')}"
        f"{f'; left out: {reasons}' if reasons else ''}. Areas are employment; occupations "
        f"published under one code share it equally. {basis(sources, release.name)}"
    )
    return sorted(points, key=lambda point: -point.workers), note


def _draw_points(canvas: Canvas, points: Sequence[_Point], area: float) -> None:
    """Draw a mark for each occupation; `area` is that of a circle for one worker."""
    axes = canvas.axes
    axes.set_yscale("log")
    exposures, wages = [point.exposure for point in points], [point.wage for point in points]
    margin = 0.06 * (max(exposures) - min(exposures) or 1)
    axes.set_xlim(min(exposures) - margin, max(exposures) + margin)
    low, high = 0.85 * min(wages), 1.2 * max(wages)
    axes.set_ylim(low, high)
    axes.set_yticks([tick for tick in _TICKS if low <= tick <= high])
    axes.minorticks_off()
    sized = [point for point in points if point.workers]
    circles = zip(*((each.exposure, each.wage, area * each.workers) for each in sized), strict=True)
    axes.scatter(*circles, facecolor=f"{BLUE}66", edgecolor=BLUE, linewidth=0.5)
    for point in points:
        if not point.workers:
            axes.plot(point.exposure, point.wage, **_UNSIZED)
        if point.is_bound:
            axes.plot(point.exposure, point.wage, **_BOUND)


def _draw_labels(canvas: Canvas, points: Sequence[_Point], area: float) -> None:
    """Name the largest occupations where there is room, and outline their circles."""
    axes = canvas.axes
    taken: list[BboxBase] = []
    for point in points[:_MOST_LABELS]:
        at, size = (point.exposure, point.wage), area * point.workers
        beside, above = sqrt(size) / 2 + 2, sqrt(size) / 2 + 6
        for side, by in (
            ("left", (beside, 0.0)),
            ("right", (-beside, 0.0)),
            ("center", (0.0, above)),
            ("center", (0.0, -above)),
        ):
            label = canvas.write(one_line(point.title, 30), at, by, ha=side, va="center")
            box = label.get_window_extent()
            within = axes.bbox.x0 <= box.x0 and box.x1 <= axes.bbox.x1
            if within and not box.count_overlaps(taken):
                taken.append(box)
                axes.scatter(*at, size, facecolor="none", edgecolor=canvas.ink, linewidth=0.9)
                break
            label.remove()


def _legend(canvas: Canvas, points: Sequence[_Point], area: float) -> Iterator[Line2D]:
    for workers in (100_000, 1_000_000, 3_000_000):
        if workers <= points[0].workers:
            # The size of a marker is a width, where that of a scatter is an area.
            size: dict[str, Any] = {"marker": "o", "markersize": sqrt(area * workers)}
            text = f"{workers:,}\nworkers"
            yield canvas.key(text, color=BLUE, markerfacecolor=f"{BLUE}66", **size)
    if not all(point.workers for point in points):
        yield canvas.key("workers\nnot published", **_UNSIZED)
    if any(point.is_bound for point in points):
        yield canvas.key("median is at\nleast that much", **_BOUND)
