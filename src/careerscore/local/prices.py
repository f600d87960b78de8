"""Regional price parities: dollars of a place as dollars of average US prices."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from careerscore.model.wages import FIGURES, WageEstimates

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from careerscore.reference.releases import Release

PARITIES: Final = "regional-price-parities"
"""The dataset of price levels by area."""


def parities_of(release: Release) -> tuple[Mapping[str, float], Mapping[str, str]]:
    """Return price level [United States = 100] and name of the areas that have one, by code."""
    if PARITIES not in release.editions:
        return {}, {}
    rows = release.edition(PARITIES).table().select("area_code", "name", "all_items")
    levels = {code: float(level) for code, _, level in rows}
    return levels, {code: name for code, name, _ in rows}


def in_average_prices(dollars: float, parity: float) -> float:
    """Return what dollars of a place buy, in dollars of average US prices.

    Parameters
    ----------
    dollars : float
        Dollars spent in the place [US dollars].
    parity : float
        Its price level [United States = 100].

    Examples
    --------
    >>> in_average_prices(100_000, 125)
    80000.0
    """
    return dollars / parity * 100


def converted(
    pay: WageEstimates, rule: Callable[[float], float], remark: str = ""
) -> WageEstimates:
    """Return pay of which a rule has converted each amount and bound, with a remark on bounds."""
    amounts = {name: getattr(pay, name) for name in FIGURES}
    notes = {
        name: note
        if note.bound is None
        else evolve(note, bound=rule(note.bound), reason=f"{note.reason}{remark}")
        for name, note in pay.notes.items()
    }
    known = {name: rule(amount) for name, amount in amounts.items() if amount is not None}
    return WageEstimates(**known, notes=notes)
