"""Prices: the one rule by which dollars of a place become dollars of average US prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, overload

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.reference.releases import Release

PARITIES: Final = "regional-price-parities"
"""The dataset of price levels by area."""


def parities_of(release: Release) -> Mapping[str, float]:
    """Return the price level of each area that has one [United States = 100], by area code."""
    if PARITIES not in release.editions:
        return {}
    cells = release.edition(PARITIES).table().select("area_code", "all_items")
    return {code: float(level) for code, level in cells}


@overload
def in_average_prices(dollars: float, parity: float) -> float: ...
@overload
def in_average_prices(dollars: float | None, parity: float | None) -> float | None: ...
def in_average_prices(dollars: float | None, parity: float | None) -> float | None:
    """Return what dollars of a place buy, in dollars of average US prices.

    Parameters
    ----------
    dollars : float, optional
        Dollars spent in the place [US dollars].
    parity : float, optional
        Its price level [United States = 100].

    Examples
    --------
    >>> in_average_prices(100_000, 125)
    80000.0
    """
    return None if dollars is None or parity is None else dollars / parity * 100
