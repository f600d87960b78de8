"""Pictures of results, by matplotlib: ``pip install "careerscore[plots]"``.

Each function draws in the axes it is given, or in a figure of its own, and returns the axes.
A figure of its own is not one of pyplot's, which keeps every figure until it is closed: it goes
when nobody refers to it any more, needs no display, and its axes show themselves where they are
the value of a notebook's cell. For a window, hand over axes of pyplot:

>>> import careerscore as cs
>>> from careerscore import plots
>>> axes = plots.wages(cs.occupation("29-2072.00", data="2026.1"))
>>> axes.figure.savefig("wages.svg")  # doctest: +SKIP

No setting of matplotlib is changed; the style in use decides fonts and the ground. Colours are
those of Okabe and Ito, and never the only sign. Titles and labels are drawn as they are written,
never as mathematics or TeX. The note below the axes says what the picture rests on. A figure
without a layout engine gets matplotlib's constrained layout, so that the note has room.
"""

from careerscore.plots.factor_bars import breakdown
from careerscore.plots.level_ranges import progression
from careerscore.plots.occupation_bubbles import exposure_and_wage
from careerscore.plots.tier_bars import tier_shares
from careerscore.plots.value_lines import lifetime_values
from careerscore.plots.wage_curve import wages

__all__ = [
    "breakdown",
    "exposure_and_wage",
    "lifetime_values",
    "progression",
    "tier_shares",
    "wages",
]
