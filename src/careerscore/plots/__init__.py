"""Plots of results, by matplotlib: ``pip install "careerscore[plots]"``.

The first argument is what is drawn; ``ax=`` draws into axes of one's own, and ``data=`` names a
release where none is given with the result. Each function returns the axes. The title says what
is found, the subtitle what is drawn and in which unit, the line below names sources, release and
methodology.

A new figure is not one of pyplot's, which keeps every figure until it is closed: it is freed when
nothing refers to it any more, needs no display, and its axes show themselves as the value of a
notebook's cell. For a window, pass axes of pyplot:

>>> import careerscore as cs
>>> from careerscore import plots
>>> axes = plots.wages("29-2072.00", data="2026.1")
>>> axes.figure.savefig("wages.svg")  # doctest: +SKIP

No setting of matplotlib is changed; the style in use decides fonts and the background. Tiers have
the colours that they have on pages and in a terminal; other colours are those of Okabe and Ito.
None is the only sign. Titles and labels are drawn as they are written, never as mathematics or
TeX. A figure without a layout engine gets matplotlib's constrained layout, so that title and note
have room.
"""

from careerscore.plots._backtest import backtest
from careerscore.plots._breakdown import breakdown
from careerscore.plots._calibration import calibration
from careerscore.plots._career_strip import career_strip
from careerscore.plots._coefficients import coefficients
from careerscore.plots._exposure_and_wage import exposure_and_wage
from careerscore.plots._lifetime_values import lifetime_values
from careerscore.plots._local_market import local_market
from careerscore.plots._local_pay import local_pay
from careerscore.plots._measures import measures
from careerscore.plots._pay_history import pay_history
from careerscore.plots._progression import progression
from careerscore.plots._tier_shares import tier_shares
from careerscore.plots._tiers_by_category import tiers_by_category
from careerscore.plots._wages import wages

__all__ = [
    "backtest",
    "breakdown",
    "calibration",
    "career_strip",
    "coefficients",
    "exposure_and_wage",
    "lifetime_values",
    "local_market",
    "local_pay",
    "measures",
    "pay_history",
    "progression",
    "tier_shares",
    "tiers_by_category",
    "wages",
]


def __dir__() -> list[str]:
    return __all__
