"""Plots of results, by matplotlib: ``pip install "careerscore[plots]"``.

Each function draws in the axes it is given, or in a new figure, and returns the axes. A new figure
is not one of pyplot's, which keeps every figure until it is closed: it is freed when nothing refers
to it any more, needs no display, and its axes show themselves as the value of a notebook's cell.
For a window, pass axes of pyplot:

>>> import careerscore as cs
>>> from careerscore import plots
>>> axes = plots.wages(cs.occupation("29-2072.00", data="2026.1"))
>>> axes.figure.savefig("wages.svg")  # doctest: +SKIP

No setting of matplotlib is changed; the style in use decides fonts and the background. Colours are
those of Okabe and Ito, and never the only sign. Titles and labels are drawn as they are written,
never as mathematics or TeX. The note below the axes names sources and exceptions. A figure without
a layout engine gets matplotlib's constrained layout, so that the note has room.
"""

from careerscore.plots._backtest import backtest
from careerscore.plots._breakdown import breakdown
from careerscore.plots._calibration import calibration
from careerscore.plots._coefficients import coefficients
from careerscore.plots._exposure_and_wage import exposure_and_wage
from careerscore.plots._lifetime_values import lifetime_values
from careerscore.plots._local_market import local_market
from careerscore.plots._local_pay import local_pay
from careerscore.plots._pay_history import pay_history
from careerscore.plots._progression import progression
from careerscore.plots._tier_shares import tier_shares
from careerscore.plots._wages import wages

__all__ = [
    "backtest",
    "breakdown",
    "calibration",
    "coefficients",
    "exposure_and_wage",
    "lifetime_values",
    "local_market",
    "local_pay",
    "pay_history",
    "progression",
    "tier_shares",
    "wages",
]
