"""Shares on a curve for arrays and columns: a binary search for the value, then a line."""

from __future__ import annotations

from abc import ABC, abstractmethod
from sys import float_info
from typing import TYPE_CHECKING, Any, NamedTuple

from careerscore.scoring.curves import rounded

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.scoring.curves import Curve


class Lists(NamedTuple):
    """The numbers of a curve, as an engine looks them up by place.

    Values that none reaches follow those of the curve, up to a power of 2 of them, so that each
    step of the search halves what is left; the last share is there twice.
    """

    values: Any
    shares: Any
    slopes: Any


class CurveLookups(ABC):
    """The operations of which all kinds of arrays and columns have the same: shares on curves.

    Each step is one that `Curve.share_of` takes, in the same order, so that the bits are the same.
    """

    missing: Any

    def __init__(self) -> None:
        self._lists: dict[int, Lists] = {}

    def on_curve(self, curve: Curve, value: Any) -> Any:
        """Return the share of a value on a curve, as `Curve.share_of` does."""
        count = len(curve.values)
        half = 1 << max(count - 1, 1).bit_length() - 1
        if id(curve) not in self._lists:
            values = (*curve.values, *[float_info.max] * (2 * half - count))
            numbers = (values, (*curve.shares, curve.shares[-1]), curve.slopes)
            self._lists[id(curve)] = Lists(*map(self.list_of, numbers))
        values, shares, slopes = self._lists[id(curve)]
        value = self.keep(self._within(curve, rounded(self._within(curve, value), self)))
        middle = curve.values[half] if half < count else float_info.max
        place = self.keep(self.place_of(self.where(value >= middle, half, 0)))
        while half := half // 2:
            is_reached = self.item(values, place + half) <= value
            place = self.keep(self.where(is_reached, place + half, place))
        rise = (value - self.item(values, place)) * self.item(slopes, place)
        share = self.keep(self.item(shares, place) + rise)
        most = self.keep(self.item(shares, place + 1))
        return self.where(share > most, most, share)

    def _within(self, curve: Curve, value: Any) -> Any:
        low, high = curve.values[0], curve.values[-1]
        return self.where(value < low, low, self.where(value > high, high, value))

    @abstractmethod
    def is_known(self, value: Any) -> Any:
        """Return where a value is not missing."""

    @abstractmethod
    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        """Return one value where a condition holds, else the other."""

    @abstractmethod
    def floor(self, value: Any) -> Any:
        """Return the largest whole number that is not above a value, as a double."""

    @abstractmethod
    def keep(self, value: Any) -> Any:
        """Return a value that is worked out once, however often it is used."""

    @abstractmethod
    def list_of(self, values: Sequence[Any]) -> Any:
        """Return a list, to be looked up by place."""

    @abstractmethod
    def place_of(self, value: Any) -> Any:
        """Return a whole number as a place of a list."""

    @abstractmethod
    def item(self, values: Any, place: Any) -> Any:
        """Return the item at a place, the first is 0."""
