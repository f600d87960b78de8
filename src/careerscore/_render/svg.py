"""Charts as SVG: places are shares of the width, so that text keeps its size on every screen."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from careerscore._render.escaping import escaped

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from careerscore._render.blocks import Chart, Mark

_BREAK: Final = re.compile(r" |(?<=-)")

LINE_HEIGHT: Final = 84
LEVELS_HEIGHT: Final = 226
_TOP: Final = 24
_FLOOR: Final = 170
"""Of both kinds of charts, and where the longest and all columns begin [pixels]."""


def draw(chart: Chart) -> str:
    """Return a chart as an SVG element that names its figures for those who do not see it."""
    shapes = "".join((_line if chart.on_a_line else _columns)(chart.marks))
    figures = "; ".join(f"{mark.name} {mark.words}" for mark in chart.marks)
    label = escaped(f"{chart.title}: {figures}")
    return f'<svg role="img" aria-label="{label}">{shapes}</svg>'


def _columns(marks: Sequence[Mark]) -> Iterator[str]:
    highest = max(max(mark.value, mark.high or 0) for mark in marks) or 1
    yield f'<line x1="0" x2="100%" y1="{_FLOOR}" y2="{_FLOOR}" class="axis"/>'
    for number, mark in enumerate(marks):
        middle = f"{100 * (number + 0.5) / len(marks):.2f}%"
        left = f"{100 * (number + 0.18) / len(marks):.2f}%"
        width = f"{64 / len(marks):.2f}%"
        top = _height(mark.value / highest)
        yield (
            f'<rect x="{left}" y="{top}" width="{width}" height="{_FLOOR - top}" class="column"/>'
        )
        label = top
        if mark.low is not None and mark.high is not None:
            low, label = _height(mark.low / highest), _height(mark.high / highest)
            yield f'<line x1="{middle}" x2="{middle}" y1="{low}" y2="{label}" class="range"/>'
        yield _text(mark.words, middle, min(label, top) - 7, "middle", "value")
        # Two short lines fit on a phone, where one long one would meet the next.
        lines = (*_BREAK.split(mark.name, 1), mark.note)
        for line, text in enumerate(lines):
            kind = "note" if text is mark.note else "name"
            yield _text(text, middle, _FLOOR + 18 + 16 * line, "middle", kind)


def _height(share: float) -> int:
    return round(_FLOOR - share * (_FLOOR - _TOP))


def _line(marks: Sequence[Mark]) -> Iterator[str]:
    first, last = marks[0], marks[-1]
    length = last.value - first.value or 1
    places = [1 + 98 * (mark.value - first.value) / length for mark in marks]
    yield '<line x1="1%" x2="99%" y1="36" y2="36" class="whole"/>'
    if len(marks) > 3:
        # The half of all that lies around the middle.
        yield f'<line x1="{places[1]:.2f}%" x2="{places[-2]:.2f}%" y1="36" y2="36" class="half"/>'
    middle = len(marks) // 2
    place = places[middle]
    at = f"{place:.2f}%"
    yield f'<line x1="{at}" x2="{at}" y1="25" y2="47" class="middle"/>'
    anchor = "start" if place < 25 else "end" if place > 75 else "middle"
    yield _text(f"{marks[middle].name} {marks[middle].words}", at, 16, anchor, "value")
    for mark, x, side in ((first, "0", "start"), (last, "100%", "end")):
        yield _text(mark.words, x, 62, side, "value")
        yield _text(mark.name, x, 78, side, "note")


def _text(text: str, x: str, y: int, anchor: str, kind: str = "name") -> str:
    return f'<text x="{x}" y="{y}" text-anchor="{anchor}" class="{kind}">{escaped(text)}</text>'
