"""Columns of pandas and pyarrow as arrays, and arrays as columns of theirs."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from careerscore.frames.blocks import BLOCK_ROWS, score_blocks

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from numpy.typing import NDArray

    from careerscore.frames.blocks import Filled
    from careerscore.frames.outputs import Output
    from careerscore.scoring.base import Methodology

    Read = Callable[[int, int], NDArray[np.float64]]

__all__ = ["score_pandas", "score_pyarrow", "with_pandas_columns", "with_pyarrow_columns"]


def score_pandas(
    methodology: Methodology,
    frame: Any,
    columns: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Return a frame of pandas with outputs added; its own columns and index stay as they are.

    Parameters
    ----------
    methodology : Methodology
        One that is tabular.
    frame : pandas.DataFrame
        What to score.
    columns : Mapping of str to str, or None
        The column of each input; None for one that is missing everywhere.
    outputs : Mapping of str to Output
        What to work out, by the name of the column to be.
    """
    inputs = {
        name: None if column is None else _pandas_reader(frame[column])
        for name, column in columns.items()
    }
    filled = score_blocks(methodology, inputs, len(frame), list(outputs.values()))
    return with_pandas_columns(frame, filled, outputs)


def with_pandas_columns(
    frame: Any, filled: Mapping[str, Filled], outputs: Mapping[str, Output]
) -> Any:
    """Return a frame of pandas with outputs added that are filled, keyed by name of the output."""
    import pandas as pd

    made = {name: _pandas_column(filled[output.name], output) for name, output in outputs.items()}
    added = pd.DataFrame(made, index=frame.index, copy=False)
    scored = pd.concat([frame, added], axis=1)
    scored.columns.name = frame.columns.name
    return scored.__finalize__(frame)


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


def _pandas_column(filled: Filled, output: Output) -> Any:
    import pandas as pd

    values = filled.values
    if output.kind == "number":
        return values
    if output.kind == "whole":
        return pd.arrays.IntegerArray(values, filled.missing)
    if output.kind == "label":
        kind = pd.CategoricalDtype(list(output.categories), ordered=True)
        return pd.Categorical.from_codes(values, dtype=kind, validate=False)
    # The last one stands for null: -1 counts from the end.
    words = np.array([*filled.texts, None], dtype=object)
    parts = [pd.Series(words[part], dtype="string") for part in _parts(values)]
    return pd.concat(parts, ignore_index=True).array


def _parts(values: Any) -> list[Any]:
    """Return the blocks of an array, at least one: texts of all of it would take twice the room."""
    starts = range(0, max(len(values), 1), BLOCK_ROWS)
    return [values[start : start + BLOCK_ROWS] for start in starts]


def score_pyarrow(
    methodology: Methodology,
    table: Any,
    columns: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Any:
    """Return a table of pyarrow with outputs added; its own columns stay as they are.

    Parameters
    ----------
    methodology : Methodology
        One that is tabular.
    table : pyarrow.Table
        What to score.
    columns : Mapping of str to str, or None
        The column of each input; None for one that is missing everywhere.
    outputs : Mapping of str to Output
        What to work out, by the name of the column to be.
    """
    inputs = {
        name: None if column is None else _arrow_reader(table.column(column))
        for name, column in columns.items()
    }
    filled = score_blocks(methodology, inputs, table.num_rows, list(outputs.values()))
    return with_pyarrow_columns(table, filled, outputs)


def with_pyarrow_columns(
    table: Any, filled: Mapping[str, Filled], outputs: Mapping[str, Output]
) -> Any:
    """Return a table of pyarrow with outputs added that are filled, keyed by name of the output."""
    for name, output in outputs.items():
        table = table.append_column(name, _arrow_column(filled[output.name], output))
    return table


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


def _arrow_column(filled: Filled, output: Output) -> Any:
    import pyarrow as pa

    array = _arrow_array(filled)
    if output.kind == "text":
        words = pa.array(filled.texts, pa.string())
        return pa.chunked_array([words.take(part) for part in _parts(array)], pa.string())
    if output.kind == "label":
        return pa.DictionaryArray.from_arrays(array, list(output.categories), ordered=True)
    return array


def _arrow_array(filled: Filled) -> Any:
    """Return an array of pyarrow over the same memory, null where something is missing."""
    import pyarrow as pa

    values, missing = filled.values, filled.missing
    # pyarrow's own way of taking a mask goes value by value.
    known = pa.py_buffer(np.packbits(~missing, bitorder="little")) if missing.any() else None
    kind = pa.from_numpy_dtype(values.dtype)
    return pa.Array.from_buffers(kind, len(values), [known, pa.py_buffer(values)])
