"""Look-ups with NumPy: frames of pandas and pyarrow, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.native import hstack
from careerscore.frames.outputs import LARGEST_TABLE, TOTALS, copied_in, state_table

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from careerscore.frames.lookups import Columns, Outputs, Values
    from careerscore.frames.outputs import Output, Row
    from careerscore.scoring.base import Methodology

BLOCK_ROWS: Final = 1 << 15
"""Rows worked on at a time: what they need stays in the processor's cache."""

NULL: Final = -1

NULL_INTEGER: Final = -(2**15)
"""Null among integers: the one of 16 bits that no points add up to."""


class Encoded:
    """An output of a frame as an array: integers, numbers, or numbers of labels or texts."""

    def __init__(self, output: Output, values: Iterable[Any] = ()) -> None:
        self.output = output
        self.codes: dict[str, int] = {text: code for code, text in enumerate(output.categories)}
        self.null: float = {"integer": NULL_INTEGER, "number": np.nan}.get(output.kind, NULL)
        kinds = {"integer": np.int16, "number": np.float64, "text": np.int32}
        self.kind: np.dtype[Any] = np.dtype(
            kinds.get(output.kind, np.min_scalar_type(-max(len(self.codes), 1)))
        )
        self.values: NDArray[Any] = self.encode(values)

    def encode(self, values: Iterable[Any]) -> NDArray[Any]:
        """Return values as an array, None as null."""
        found: list[float] = []
        for value in values:
            if isinstance(value, str):
                if self.output.kind == "label" and value not in self.codes:
                    declared = " or ".join(map(repr, self.codes))
                    expected = f"what the methodology declares: {declared}"
                    problem = Problem(self.output.name, shorten(value), expected)
                    raise InvalidInputError("frames.assess", (problem,))
                found.append(self.codes.setdefault(value, len(self.codes)))
            else:
                found.append(self.null if value is None else value)
        return np.array(found, self.kind)


def encoded_of(outputs: Outputs, rows: int) -> dict[str, Encoded]:
    """Return outputs with room for the values of so many rows."""
    encoded = {name: Encoded(output) for name, output in outputs.items()}
    # One piece of memory, as the system hands out large ones much faster; the widest columns come
    # first, so that all are aligned.
    room = np.empty(rows * sum(each.kind.itemsize for each in encoded.values()), np.uint8)
    for each in sorted(encoded.values(), key=lambda each: -each.kind.itemsize):
        width = rows * each.kind.itemsize
        each.values, room = room[:width].view(each.kind), room[width:]
    return encoded


def score_arrays(
    methodology: Methodology, frame: Any, engine: str, columns: Columns, outputs: Outputs
) -> Any:
    """Return a frame of pandas or pyarrow with outputs added."""
    rows = len(frame)
    arrays = {
        name: np.broadcast_to(np.nan, rows) if column is None else array_of(frame[column], engine)
        for name, column in columns.items()
    }
    encoded = encoded_of(outputs, rows)
    table = state_table(methodology)
    lists_all = table.count <= min(rows, LARGEST_TABLE)
    known: dict[int, Row] = {}
    states: Sequence[Row] = ()
    copied: Mapping[str, Sequence[int]] = {}
    listed: dict[str, NDArray[Any]] = {}
    for start in range(0, rows, BLOCK_ROWS):
        stop = min(start + BLOCK_ROWS, rows)
        inputs = {name: doubles_of(array[start:stop]) for name, array in arrays.items()}
        # More states than 64 bits can count are integers of Python.
        codes = np.zeros(stop - start, np.min_scalar_type(table.count))
        for name, cuts in table.cuts.items():
            passed = np.zeros(stop - start, np.min_scalar_type(len(cuts)))
            for cut in cuts:
                # Sums of booleans are several times faster than choices.
                passed += (inputs[name] >= cut).view(np.uint8)
            codes *= len(cuts) + 1
            codes += passed
        if not lists_all:
            occurring, codes = np.unique(codes, return_inverse=True)
            known |= {state: table.row(state) for state in occurring.tolist() if state not in known}
            states = [known[state] for state in occurring.tolist()]
        elif start == 0:
            states = table.rows
        if start == 0 or not lists_all:
            copied = copied_in(states)
            listed = {
                name: each.encode(row[each.output.name] for row in states)
                for name, each in encoded.items()
            }
        places = codes.astype(np.intp)
        for name, each in encoded.items():
            part = each.values[start:stop]
            np.take(listed[name], places, out=part, mode="clip")
            for one, those in copied.items() if each.output.part in TOTALS else ():
                np.copyto(part, inputs[one], where=np.isin(np.arange(len(states)), those)[places])
    return hstack_encoded(frame, encoded, engine)


def hstack_lists(frame: Any, lists: Values, outputs: Outputs, engine: str) -> Any:
    """Return a frame of pandas or pyarrow with outputs added that are lists."""
    encoded = {name: Encoded(output, lists[name]) for name, output in outputs.items()}
    return hstack_encoded(frame, encoded, engine)


def is_mostly_within(column: Any, engine: str, low: float, high: float) -> bool:
    """Return whether more than half of a column is within a range: as few blocks as it takes."""
    array, rows, within = array_of(column, engine), len(column), 0
    for start in range(0, rows, BLOCK_ROWS):
        part = doubles_of(array[start : start + BLOCK_ROWS])
        within += int(np.count_nonzero((part >= low) & (part <= high)))
        if 2 * within > rows:
            return True
    return False


def array_of(column: Any, engine: str) -> Any:
    """Return a column as an array of NumPy, pandas or pyarrow."""
    if engine == "pyarrow":
        return column
    if isinstance(column.dtype, np.dtype) and column.dtype.kind in "fiu":
        return column.to_numpy()
    is_arrow = hasattr(column.dtype, "pyarrow_dtype")
    return column.array.__arrow_array__() if is_arrow else column.array


def doubles_of(part: Any) -> NDArray[np.float64]:
    """Return a part of an array as doubles, NaN where missing."""
    values: NDArray[np.float64]
    if isinstance(part, np.ndarray):
        return part.astype(np.float64, copy=False)
    if not hasattr(part, "cast"):
        values = part.to_numpy(dtype=np.float64, na_value=np.nan)
        return values
    import pyarrow as pa

    # As text, 0.70 becomes the double nearest to it; pyarrow's own cast misses some.
    exact = part.cast(pa.string()) if pa.types.is_decimal(part.type) else part
    values = exact.cast(pa.float64(), safe=False).to_numpy()
    return values


def hstack_encoded(frame: Any, encoded: Mapping[str, Encoded], engine: str) -> Any:
    """Return a frame with columns added; what it had stays as it is."""
    if engine == "pandas":
        import pandas as pd

        columns = {name: _pandas_column(each) for name, each in encoded.items()}
        # With an index of as many rows, also where there are no columns.
        return hstack(frame, pd.DataFrame(columns, index=range(len(frame)), copy=False), engine)
    import pyarrow as pa

    return hstack(frame, pa.table({n: _arrow_column(each) for n, each in encoded.items()}), engine)


def _pandas_column(encoded: Encoded) -> Any:
    import pandas as pd

    kind, values = encoded.output.kind, encoded.values
    if kind == "number":
        return values
    if kind == "integer":
        return pd.arrays.IntegerArray(values, values == encoded.null)
    if kind == "label":
        categories = pd.CategoricalDtype(list(encoded.codes), ordered=True)
        return pd.Categorical.from_codes(values, dtype=categories, validate=False)
    # The last one stands for null: -1 counts from the end.
    texts = np.array([*encoded.codes, None], dtype=object)
    parts = [pd.Series(texts[part], dtype="string") for part in _blocks(values)]
    return pd.concat(parts, ignore_index=True).array


def _arrow_column(encoded: Encoded) -> Any:
    import pyarrow as pa

    values = encoded.values
    missing = np.isnan(values) if encoded.output.kind == "number" else values == encoded.null
    # pyarrow's own way of taking a mask goes value by value.
    known = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    kind = pa.from_numpy_dtype(values.dtype)
    array = pa.Array.from_buffers(kind, len(values), [known, pa.py_buffer(values)])
    if encoded.output.kind == "text":
        texts = pa.array(encoded.codes, pa.string())
        return pa.chunked_array([texts.take(part) for part in _blocks(array)], pa.string())
    if encoded.output.kind == "label":
        return pa.DictionaryArray.from_arrays(array, list(encoded.codes), ordered=True)
    return array


def _blocks(values: Any) -> list[Any]:
    """Return the blocks of an array, at least one: texts of all of it would take twice the room."""
    starts = range(0, max(len(values), 1), BLOCK_ROWS)
    return [values[start : start + BLOCK_ROWS] for start in starts]
