"""Colours that colour-blind readers can tell apart, and sizes of text."""

from __future__ import annotations

from typing import Final

FIGURE_SIZE: Final = (7.0, 4.3)
"""Width and height of a new figure [inches]: what a notebook shows without scrolling."""

TITLE_SIZE: Final = 11.0
TEXT_SIZE: Final = 9.0
LABEL_SIZE: Final = 8.0
NOTE_SIZE: Final = 7.0

# Okabe and Ito (2008), Color Universal Design, https://jfly.uni-koeln.de/color/
ORANGE: Final = "#E69F00"
SKY: Final = "#56B4E9"
GREEN: Final = "#009E73"
YELLOW: Final = "#F0E442"
BLUE: Final = "#0072B2"
VERMILLION: Final = "#D55E00"
PURPLE: Final = "#CC79A7"

BAR: Final = "#A9CFE6"
"""A light blue on which dark text is legible."""

UNKNOWN: Final = "#BBBBBB"
"""What is not known; always hatched, too."""

HATCH: Final = "////"

_COLORS: Final = (BLUE, VERMILLION, GREEN, PURPLE, ORANGE)

_DASHES: Final = (
    "-",
    (0, (5, 1.5)),
    (0, (1, 1.2)),
    (0, (6, 1.5, 1, 1.5)),
    (0, (3, 1, 1, 1, 1, 1)),
)


def series(place: int) -> tuple[str, str | tuple[int, tuple[float, ...]]]:
    """Return colour and dashes of a line; either alone distinguishes five lines."""
    turn = place // len(_COLORS)
    return _COLORS[place % len(_COLORS)], _DASHES[(place + turn) % len(_DASHES)]


_BEST_TO_WORST: Final = (BLUE, SKY, YELLOW, ORANGE, VERMILLION)


def tier_colors(tiers: int) -> tuple[str, ...]:
    """Return a colour for each of some tiers, best first.

    Red and green, which many cannot tell apart, are left out. Beyond five tiers some share a
    colour; each tier is named beside its bar.
    """
    last = len(_BEST_TO_WORST) - 1
    places = (round(last * place / max(tiers - 1, 1)) for place in range(tiers))
    return tuple(_BEST_TO_WORST[place] for place in places)
