"""Builders of consumer prices by month and of price levels by area."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from careerscore.sources.readers import Sources, Tables

_ALL_ITEMS: Final = "RPPs: All items"
_NATION: Final = 999
"""The largest code that is the nation or a part of it, not an area."""


def consumer_prices(sources: Sources, tables: Tables) -> None:
    """Give the index of each month, YYYY-MM."""
    rows = sources["source"].columns("Date", "Index")
    tables["months"] = [(date[:7], index) for date, index in rows]


def price_parities(sources: Sources, tables: Tables) -> None:
    """Give the price level of all items, by the area codes of the wage survey."""
    states, metropolitan = sources["states"], sources["metropolitan_areas"]
    columns = ("GeoFIPS", "GeoName", "Description", states.headings[-1])
    tables["areas"] = sorted(
        [
            (f"{code[-6:-4]}00000", name, parity)
            for code, name, description, parity in states.columns(*columns)
            if description == _ALL_ITEMS and code[-6:-1] != "00000"
        ]
        + [
            (f"{int(code):07}", name.split(" (")[0], parity)
            for code, name, description, parity in metropolitan.rows
            if description == _ALL_ITEMS and int(code) > _NATION
        ]
    )
