"""Formulas with NumPy: frames of pandas and pyarrow, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerscore.frames.arrays import BLOCK_ROWS, array_of, doubles_of, encoded_of, hstack_encoded
from careerscore.frames.curve_lookups import CurveLookups
from careerscore.frames.formulas import figures_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from careerscore.frames.lookups import Columns, Outputs
    from careerscore.scoring.shares import ShareMethodology


class Arrays(CurveLookups):
    """The operations for arrays; NaN is missing."""

    missing = np.nan

    def is_known(self, value: Any) -> Any:
        """Return where a value is not missing."""
        return value == value

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        """Return one value where a condition holds, else the other."""
        return np.where(condition, yes, no)

    def floor(self, value: Any) -> Any:
        """Return the largest whole number that is not above a value, as a double."""
        return np.floor(value)

    def keep(self, value: Any) -> Any:
        """Return the value."""
        return value

    def place_of(self, value: Any) -> Any:
        """Return a whole number as a place of a list."""
        return value.astype(np.intp)

    def list_of(self, values: Sequence[Any]) -> Any:
        """Return a list, to be looked up by place."""
        return np.array(values, np.float64)

    def item(self, values: Any, place: Any) -> Any:
        """Return the item at a place, the first is 0."""
        return values.take(place)


def score_array_formula(
    methodology: ShareMethodology, frame: Any, engine: str, columns: Columns, outputs: Outputs
) -> Any:
    """Return a frame of pandas or pyarrow with outputs added."""
    rows, operations = len(frame), Arrays()
    arrays = {
        name: array_of(frame[column], engine)
        for name, column in columns.items()
        if column is not None
    }
    encoded = encoded_of(outputs, rows)
    for start in range(0, rows, BLOCK_ROWS):
        stop = min(start + BLOCK_ROWS, rows)
        inputs = {name: doubles_of(array[start:stop]) for name, array in arrays.items()}
        for name, values in figures_of(methodology, inputs, operations, outputs).items():
            each = encoded[name]
            is_number = each.output.kind == "number"
            found = values if is_number else np.where(np.isnan(values), each.null, values)
            each.values[start:stop] = found
    return hstack_encoded(frame, encoded, engine)
