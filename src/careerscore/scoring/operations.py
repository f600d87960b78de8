"""The operations that a formula of continuous scores is made of, for numbers, arrays and columns.

A formula is written once, with ``+ - * /``, comparisons and these operations. Each step is
exact arithmetic in doubles in the same order everywhere, so that a number, a cell of an array
and a cell of a column get the same bits.
"""

from __future__ import annotations

from math import floor, nan
from typing import TYPE_CHECKING, Any, Protocol

if TYPE_CHECKING:
    from careerscore.scoring.curves import Curve


class Operations(Protocol):
    """What a kind of values offers besides arithmetic; missing values make missing results."""

    missing: Any
    """The missing value."""

    def is_known(self, value: Any) -> Any:
        """Return where a value is not missing."""
        ...

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        """Return one value where a condition holds, which is never missing, else the other."""
        ...

    def floor(self, value: Any) -> Any:
        """Return the largest whole number that is not above a value, as a double."""
        ...

    def on_curve(self, curve: Curve, value: Any) -> Any:
        """Return the share of a value on a curve, as `Curve.share_of` does."""
        ...

    def keep(self, value: Any) -> Any:
        """Return a value that is worked out once, however often it is used."""
        ...


class Numbers:
    """The operations for single numbers; NaN is missing."""

    missing = nan

    @staticmethod
    def is_known(value: float) -> bool:
        """Return whether a value is not missing."""
        return value == value

    @staticmethod
    def where(condition: bool, yes: float, no: float) -> float:  # noqa: FBT001 - as of an array
        """Return one value if a condition holds, else the other."""
        return yes if condition else no

    @staticmethod
    def floor(value: float) -> float:
        """Return the largest whole number that is not above a value."""
        return float(floor(value)) if value == value else value

    @staticmethod
    def on_curve(curve: Curve, value: float) -> float:
        """Return the share of a value on a curve."""
        return curve.share_of(value)

    @staticmethod
    def keep(value: float) -> float:
        """Return the value."""
        return value
