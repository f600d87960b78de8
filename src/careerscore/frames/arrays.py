"""Look-ups with NumPy: frames of pandas and pyarrow, block by block."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

import numpy as np

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.native import hstack
from careerscore.frames.outputs import LARGEST_INTEGER
from careerscore.frames.states import LARGEST_TABLE, InputValue, state_table

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from numpy.typing import NDArray

    from careerscore.frames.outputs import Output
    from careerscore.frames.states import Row, StateTable
    from careerscore.scoring.base import Methodology

    Read = Callable[[int, int], NDArray[np.float64]]

BLOCK_ROWS: Final = 1 << 15
"""Rows worked on at a time: what they need stays in the processor's cache."""

ALIGNMENT: Final = 64

NULL: Final = -1

NULL_INTEGER: Final = -LARGEST_INTEGER - 1
"""Null among integers: the one of 16 bits that no points add up to."""


class Encoded:
    """An output of a frame as an array: integers, numbers, or numbers of labels or texts."""

    def __init__(self, output: Output) -> None:
        self.output = output
        self.codes: dict[str, int] = {
            label: number for number, label in enumerate(output.categories)
        }
        self.null: float = {"integer": NULL_INTEGER, "number": np.nan}.get(output.kind, NULL)
        kinds = {"integer": np.int16, "number": np.float64, "text": np.int32}
        kind = kinds.get(output.kind, np.min_scalar_type(-max(len(self.codes), 1)))
        self.values: NDArray[Any] = np.empty(0, kind)

    @property
    def texts(self) -> list[str]:
        """The texts or labels that the values count."""
        return list(self.codes)

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where it is null; made anew each time, as masks of every output would take its room."""
        is_number = self.output.kind == "number"
        missing: NDArray[np.bool_] = (
            np.isnan(self.values) if is_number else self.values == self.null
        )
        return missing

    def encode(self, values: Iterable[Any]) -> NDArray[Any]:
        """Return values as an array, None as null."""
        found = [self.null if value is None else self._code(value) for value in values]
        return np.array(found, self.values.dtype)

    def _code(self, value: Any) -> Any:
        if self.output.kind == "text":
            return self.codes.setdefault(value, len(self.codes))
        if self.output.kind == "label":
            if value not in self.codes:
                declared = " or ".join(map(repr, self.codes))
                expected = f"what the methodology declares: {declared}"
                problem = Problem(self.output.name, shorten(value), expected)
                raise InvalidInputError("frames.assess", (problem,))
            return self.codes[value]
        return np.nan if isinstance(value, InputValue) else value


def score_arrays(
    methodology: Methodology,
    readers: Mapping[str, Read | None],
    rows: int,
    outputs: Sequence[Output],
) -> dict[str, Encoded]:
    """Score the rows of a frame."""
    table = state_table(methodology)
    encoded = {output.name: Encoded(output) for output in outputs}
    _allocate(encoded.values(), rows)
    lists_all = table.count <= min(rows, LARGEST_TABLE)
    states = table.rows() if lists_all else []
    look_ups = {name: each.encode(row[name] for row in states) for name, each in encoded.items()}
    known: dict[tuple[int, ...], Row] = {}
    for start in range(0, rows, BLOCK_ROWS):
        stop = min(start + BLOCK_ROWS, rows)
        inputs = {
            name: np.full(stop - start, np.nan) if read is None else read(start, stop)
            for name, read in readers.items()
        }
        digits = [_digits(inputs[name], cuts) for name, cuts in table.cuts.items()]
        if lists_all:
            codes = _mixed_radix(digits, table)
        else:
            codes, states = _occurring(digits, table, known)
            look_ups = {
                name: each.encode(row[name] for row in states) for name, each in encoded.items()
            }
        for name, each in encoded.items():
            part = each.values[start:stop]
            np.take(look_ups[name], codes, out=part, mode="clip")
            if each.output.kind == "number":
                _copy_inputs(part, codes, [row[name] for row in states], inputs)
    return encoded


def _allocate(columns: Iterable[Encoded], rows: int) -> None:
    """Give columns room in one piece of memory: the system hands out large ones much faster."""
    widths = [column.values.itemsize * rows for column in columns]
    room = np.empty(sum(-(-width // ALIGNMENT) * ALIGNMENT for width in widths), np.uint8)
    start = 0
    for column, width in zip(columns, widths, strict=True):
        column.values = room[start : start + width].view(column.values.dtype)
        start += -(-width // ALIGNMENT) * ALIGNMENT


def _digits(values: NDArray[np.float64], cuts: Sequence[float]) -> NDArray[Any]:
    """Return how many cuts each value has passed; one more than there are where it is missing."""
    passed = np.zeros(len(values), np.min_scalar_type(-len(cuts) - 2))
    for cut in cuts:
        # Sums of booleans are several times faster than choices.
        passed += (values >= cut).view(np.int8)
    missing = np.isnan(values)
    if missing.any():
        passed[missing] = len(cuts) + 1
    return passed


def _mixed_radix(digits: Sequence[NDArray[Any]], table: StateTable) -> NDArray[np.intp]:
    codes = digits[0].astype(np.min_scalar_type(table.count))
    for digit, size in zip(digits[1:], table.sizes[1:], strict=True):
        codes *= codes.dtype.type(size)
        codes += digit.astype(codes.dtype, copy=False)
    return codes.astype(np.intp)


def _occurring(
    digits: Sequence[NDArray[Any]], table: StateTable, known: dict[tuple[int, ...], Row]
) -> tuple[NDArray[np.intp], list[Row]]:
    """Return the outputs of the states that occur, and the place of each row among them."""
    codes = np.zeros(len(digits[0]), np.intp)
    first = codes
    for digit, size in zip(digits, table.sizes, strict=True):
        # Numbered anew for each input, so that no number of states is too large.
        _, first, codes = np.unique(codes * size + digit, return_index=True, return_inverse=True)
    rows = []
    for place in first.tolist():
        state = tuple(int(digit[place]) for digit in digits)
        if state not in known:
            known[state] = table.row_of(state)
        rows.append(known[state])
    return codes, rows


def _copy_inputs(
    values: NDArray[Any],
    codes: NDArray[np.intp],
    cells: Sequence[Any],
    inputs: Mapping[str, NDArray[np.float64]],
) -> None:
    """Write the values of inputs where a state stands for them."""
    for name in {cell.input for cell in cells if isinstance(cell, InputValue)}:
        is_copied = np.array([cell == InputValue(name) for cell in cells])
        np.copyto(values, inputs[name], where=is_copied[codes])


def readers_of(frame: Any, columns: Mapping[str, str | None], engine: str) -> dict[str, Any]:
    """Return how to read each input of a frame, as `score_arrays` takes it."""
    read = _pandas_reader if engine == "pandas" else _arrow_reader
    return {
        name: None if column is None else read(frame[column]) for name, column in columns.items()
    }


def _pandas_reader(series: Any) -> Read:
    import pandas as pd

    if isinstance(series.dtype, np.dtype) and series.dtype.kind in "fiu":
        values = series.to_numpy()
        return lambda start, stop: values[start:stop].astype(np.float64, copy=False)
    array = series.array
    if isinstance(series.dtype, pd.ArrowDtype):
        return _arrow_reader(array.__arrow_array__())
    if series.dtype == object:
        # Nothing but gaps: other objects have been refused.
        return lambda start, stop: np.full(stop - start, np.nan)
    return lambda start, stop: array[start:stop].to_numpy(dtype=np.float64, na_value=np.nan)


def _arrow_reader(column: Any) -> Read:
    import pyarrow as pa

    is_decimal = pa.types.is_decimal(column.type)

    def read(start: int, stop: int) -> NDArray[np.float64]:
        part = column.slice(start, stop - start)
        if is_decimal:
            # As text, 0.70 becomes the double nearest to it; pyarrow's own cast misses some.
            part = part.cast(pa.string())
        values: NDArray[np.float64] = part.cast(pa.float64(), safe=False).to_numpy()
        return values

    return read


def hstack_arrays(
    frame: Any, encoded: Mapping[str, Encoded], outputs: Mapping[str, Output], engine: str
) -> Any:
    """Return a frame of pandas or pyarrow with outputs added; what it had stays as it is."""
    if engine == "pandas":
        import pandas as pd

        columns = {name: _pandas_column(encoded[output.name]) for name, output in outputs.items()}
        # With an index of as many rows, also where there are no columns.
        return hstack(frame, pd.DataFrame(columns, index=range(len(frame)), copy=False), engine)
    import pyarrow as pa

    arrays = {name: _arrow_column(encoded[output.name]) for name, output in outputs.items()}
    return hstack(frame, pa.table(arrays), engine)


def _pandas_column(encoded: Encoded) -> Any:
    import pandas as pd

    kind, values = encoded.output.kind, encoded.values
    if kind == "number":
        return values
    if kind == "integer":
        return pd.arrays.IntegerArray(values, encoded.missing)
    if kind == "label":
        categories = pd.CategoricalDtype(encoded.texts, ordered=True)
        return pd.Categorical.from_codes(values, dtype=categories, validate=False)
    # The last one stands for null: -1 counts from the end.
    texts = np.array([*encoded.texts, None], dtype=object)
    parts = [pd.Series(texts[part], dtype="string") for part in _blocks(values)]
    return pd.concat(parts, ignore_index=True).array


def _arrow_column(encoded: Encoded) -> Any:
    import pyarrow as pa

    values, missing = encoded.values, encoded.missing
    # pyarrow's own way of taking a mask goes value by value.
    known = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    kind = pa.from_numpy_dtype(values.dtype)
    array = pa.Array.from_buffers(kind, len(values), [known, pa.py_buffer(values)])
    if encoded.output.kind == "text":
        texts = pa.array(encoded.texts, pa.string())
        return pa.chunked_array([texts.take(part) for part in _blocks(array)], pa.string())
    if encoded.output.kind == "label":
        return pa.DictionaryArray.from_arrays(array, encoded.texts, ordered=True)
    return array


def _blocks(values: Any) -> list[Any]:
    """Return the blocks of an array, at least one: texts of all of it would take twice the room."""
    starts = range(0, max(len(values), 1), BLOCK_ROWS)
    return [values[start : start + BLOCK_ROWS] for start in starts]
