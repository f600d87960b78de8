"""The colours of tiers: the same in a terminal, on a page and in a plot, and never the only sign.

Green is bluish and red is dark, so that those who cannot tell green from red see two shades.
"""

from typing import Final, NamedTuple


class Color(NamedTuple):
    """A colour on a screen, and its name in a terminal, whose theme decides the shade."""

    web: str
    terminal: str


TIER_COLORS: Final = {
    "green": Color("#009e73", "green"),
    "yellow": Color("#edb700", "yellow"),
    "orange": Color("#e0701a", "dark_orange"),
    "red": Color("#b5203a", "red"),
}
"""By the name that a tier gives."""
