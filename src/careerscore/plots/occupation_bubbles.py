"""The picture of all occupations, by exposure and pay."""

from __future__ import annotations

from math import sqrt
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.plots.occupation_points import DEFAULT_EXPOSURE, occupation_map
from careerscore.plots.opening import canvas_for
from careerscore.plots.style import BLUE, LABEL_SIZE, VERMILLION
from careerscore.plots.words import count, dollars_in_short, one_line, rested_on

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from matplotlib.artist import Artist
    from matplotlib.axes import Axes

    from careerscore.plots.canvas import Canvas
    from careerscore.plots.occupation_points import OccupationMap, OccupationPoint
    from careerscore.reference.releases import Release

__all__ = ["exposure_and_wage"]

SUBJECT: Final = "plots.exposure_and_wage"

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

_SIZES_SHOWN: Final = (100_000, 1_000_000, 3_000_000)

_MOST_NAMED: Final = 9
_NAME_LENGTH: Final = 30

_LETTER_WIDTH: Final = 0.62
"""Of a letter, as a multiple of its size; what labels are kept apart by."""


def exposure_and_wage(
    release: Release | str | None = None,
    *,
    exposure: str = DEFAULT_EXPOSURE,
    ax: Axes | None = None,
) -> Axes:
    """Draw all occupations of a release by their exposure to AI and their median annual wage.

    The area of a circle is proportional to employment. Occupations that are published under
    one code share its workers equally, so that none is counted twice. A triangle marks a
    median that is only known to be at least that much. The note says how many occupations are
    shown, and why others are not.

    Parameters
    ----------
    release : Release or str, optional
        The release or its name; the newest by default.
    exposure : str
        Name of the measure, as `Occupation.exposures` has it.
    ax : matplotlib.axes.Axes, optional
        Where to draw; a figure of 7 by 4.3 inches by default.

    Returns
    -------
    matplotlib.axes.Axes
        What was drawn in.

    Raises
    ------
    InvalidInputError
        If an argument is of another kind, or the release has no such measure.
    UnknownReleaseError
        If there is no such release.
    MissingDependencyError
        If matplotlib is not installed.

    Notes
    -----
    What the picture shows are occupations, not effects: that two figures rise together says
    nothing about why.

    Examples
    --------
    >>> exposure_and_wage("2026.1").get_title()
    'Exposure to language models, beta (GPT-4), and median pay of 918 occupations'
    """
    canvas = canvas_for(SUBJECT, ax)
    found = occupation_map(SUBJECT, release, exposure)
    axes, points = canvas.axes, found.points
    axes.set_yscale("log")
    _set_limits(canvas, points)
    area = _LARGEST_AREA / max(point.workers or 0 for point in points)
    _draw(axes, points, area)
    for label in _labels(axes, points, area):
        canvas.write(label.text, label.at, label.by, ha=label.side, va="center")
        axes.scatter(*label.at, label.area, facecolor="none", edgecolor=canvas.ink, linewidth=0.9)
    canvas.legend(
        list(_legend(canvas, points, area)),
        loc="lower left",
        bbox_to_anchor=(1, 0),
        labelspacing=1.1,
    )
    canvas.scale(axes.xaxis, one_line(found.unit, 70))
    canvas.scale(axes.yaxis, "median wage [US dollars a year]")
    axes.grid(linewidth=0.5, alpha=0.4)
    axes.set_axisbelow(True)
    title = f"{one_line(found.measure)}, and median pay of {count(len(points), 'occupation')}"
    return canvas.finish(title, _note(found))


def _set_limits(canvas: Canvas, points: Sequence[OccupationPoint]) -> None:
    axes = canvas.axes
    across, up = [point.exposure for point in points], [point.wage for point in points]
    margin = 0.06 * (max(across) - min(across) or 1)
    axes.set_xlim(min(across) - margin, max(across) + margin)
    axes.set_ylim(0.85 * min(up), 1.2 * max(up))
    low, high = axes.get_ylim()
    axes.set_yticks([tick for tick in _TICKS if low <= tick <= high])
    axes.minorticks_off()
    canvas.numbers(axes.yaxis, dollars_in_short)


def _draw(axes: Axes, points: Sequence[OccupationPoint], area: float) -> None:
    sized = [point for point in points if point.workers]
    axes.scatter(
        [point.exposure for point in sized],
        [point.wage for point in sized],
        [area * (point.workers or 0) for point in sized],
        facecolor=f"{BLUE}66",
        edgecolor=BLUE,
        linewidth=0.5,
    )
    for chosen, look in (
        ([point for point in points if not point.workers], _UNSIZED),
        ([point for point in points if point.is_bound], _BOUND),
    ):
        across, up = [point.exposure for point in chosen], [point.wage for point in chosen]
        axes.plot(across, up, linestyle="", **look)


class _Label(NamedTuple):
    """A title beside its circle."""

    text: str
    at: tuple[float, float]
    by: tuple[float, float]
    side: str
    area: float


def _labels(axes: Axes, points: Sequence[OccupationPoint], area: float) -> Iterator[_Label]:
    """Name the largest occupations, on a side on which there is room; those without have none."""
    to_points = 72 / axes.figure.dpi
    width, height = axes.bbox.width * to_points, axes.bbox.height * to_points
    taken: list[tuple[float, float, float, float]] = []
    for point in points[:_MOST_NAMED]:
        at = (point.exposure, point.wage)
        x, y = ((axes.transData.transform(at) - axes.bbox.min) * to_points).tolist()
        text = one_line(point.title, _NAME_LENGTH)
        length, reach = _LETTER_WIDTH * LABEL_SIZE * len(text), sqrt(area * (point.workers or 0))
        for side, by in (
            ("left", (reach / 2 + 2, 0.0)),
            ("right", (-reach / 2 - 2, 0.0)),
            ("center", (0.0, reach / 2 + 6)),
            ("center", (0.0, -reach / 2 - 6)),
        ):
            start = x + by[0] - length * {"left": 0, "center": 0.5, "right": 1}[side]
            box = (start, y + by[1] - 6, start + length, y + by[1] + 6)
            within = box[0] >= 0 and box[2] <= width and box[1] >= 0 and box[3] <= height
            if within and not any(_overlap(box, other) for other in taken):
                taken.append(box)
                yield _Label(text, at, by, side, reach**2)
                break


def _overlap(
    one: tuple[float, float, float, float], other: tuple[float, float, float, float]
) -> bool:
    apart = one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]
    return not apart


def _legend(
    canvas: Canvas, points: Sequence[OccupationPoint], area: float
) -> Iterator[tuple[Artist, str]]:
    largest = points[0].workers or 0
    for workers in _SIZES_SHOWN:
        if workers <= largest:
            # The size of a marker is a width, where that of a scatter is an area.
            size: dict[str, Any] = {"marker": "o", "markersize": sqrt(area * workers)}
            said = f"{workers:,}\nworkers"
            yield canvas.key(said, color=BLUE, markerfacecolor=f"{BLUE}66", **size)
    if any(not point.workers for point in points):
        yield canvas.key("workers\nnot published", **_UNSIZED)
    if any(point.is_bound for point in points):
        yield canvas.key("median is at\nleast that much", **_BOUND)


def _note(found: OccupationMap) -> str:
    without = ", ".join(f"{number:,} {reason}" for reason, number in found.left_out.items())
    shown = f"{len(found.points):,} of {count(found.total, 'occupation')}"
    said = f"{shown}{f'; left out: {without}' if without else ''}."
    areas = "Areas are employment; occupations published under one code share it equally."
    return f"{said} {areas} {rested_on(found.sources, release=found.release)}"
