"""The NumPy kernel: a frame block by block, in memory that does not grow with the frame.

Cuts that a value has passed are counted as sums of small whole numbers, which is many times
faster than choosing row by row: see the benchmarks.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf, prod
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import numpy as np
from attrs import frozen

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.algebra import ANY
from careerscore.frames.arguments import SUBJECT
from careerscore.frames.kinds import columns_of
from careerscore.frames.outputs import LARGEST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from numpy.typing import NDArray

    from careerscore.frames.grid import End, States
    from careerscore.frames.outputs import Output
    from careerscore.scoring.base import Methodology

    Read = Callable[[int, int], NDArray[np.float64]]

__all__ = ["BLOCK_ROWS", "Filled", "filled_with", "score_blocks"]

BLOCK_ROWS: Final = 1 << 16
"""Rows worked on at a time: what they need stays in the processor's cache."""

LARGEST_TABLE: Final = 1 << 16
"""A table of more states than this is looked up only for the states that occur."""

NOWHERE: Final = np.False_
"""What says that a column of a block has no null; most have none, and need no work."""

NULL: Final = -1
UNKNOWN: Final = -2

NULL_WHOLE: Final = -LARGEST_WHOLE - 1
"""What stands for a missing whole number: the one of 16 bits that no points add up to."""


class Cells(NamedTuple):
    """A column of a block: values, and where they are null."""

    values: Any
    missing: Any = NOWHERE


@frozen
class _Input:
    values: Cells
    invalid: Any


class Filled(NamedTuple):
    """An output of a whole frame.

    Attributes
    ----------
    values : numpy.ndarray
        Whole numbers, numbers, or numbers of categories or of texts.
    null : float
        The value that stands for null; no other cell has it.
    texts : list of str
        The texts that the values of a text output count.
    """

    values: NDArray[Any]
    null: float
    texts: list[str]

    @property
    def missing(self) -> NDArray[np.bool_]:
        """Where the output is null; made anew, as a mask of every output would take its place."""
        is_null: NDArray[np.bool_] = (
            np.isnan(self.values) if np.isnan(self.null) else self.values == self.null
        )
        return is_null

    def write(self, start: int, stop: int, cells: Cells) -> None:
        """Write the cells of a block."""
        values = self.values[start:stop]
        values[:] = cells.values
        if cells.missing is not NOWHERE:
            values[:] = _blend(cells.missing, values.dtype.type(self.null), values)


def score_blocks(
    methodology: Methodology,
    inputs: Mapping[str, Read | None],
    rows: int,
    outputs: Sequence[Output],
) -> dict[str, Filled]:
    """Score the rows of a frame.

    Parameters
    ----------
    methodology : Methodology
        One that is tabular.
    inputs : Mapping of str to callable, or None
        Gives the values of an input from one row to another, NaN where missing; None for an
        input that is missing everywhere.
    rows : int
        How many rows there are.
    outputs : sequence of Output
        What to work out.
    """
    tables: dict[str, _Table] = {}
    filled = {output.name: _empty(output, rows) for output in outputs}
    for start in range(0, rows, BLOCK_ROWS):
        stop = min(start + BLOCK_ROWS, rows)
        columns = columns_of(methodology, BlockAlgebra(inputs, start, stop, tables))
        for output in outputs:
            filled[output.name].write(start, stop, columns.column(output))
    for output in outputs:
        if output.kind == "text" and (table := tables.get(f"{methodology.id} {output.name}")):
            filled[output.name].texts.extend(table.texts)
    return filled


def filled_with(values: Sequence[Any], output: Output) -> Filled:
    """Return an output of given values, None for null, as the kernel gives it.

    Raises
    ------
    InvalidInputError
        If a value is none of the categories: the methodology says what it does not declare.

    Examples
    --------
    >>> import careerscore as cs
    >>> from careerscore.frames.outputs import outputs_of
    >>> output = outputs_of(cs.methodology("frey-osborne/2013"))["tier"]
    >>> filled_with(["High", None], output).values.tolist(), output.categories
    ([2, -1], ('Low', 'Medium', 'High'))
    """
    odd = next((value for value in values if not _can_say(output, value)), None)
    if odd is not None:
        declared = f"what the methodology declares: {' or '.join(map(repr, output.categories))}"
        raise InvalidInputError(SUBJECT, (Problem(output.name, shorten(odd), declared),))
    filled = _empty(output, len(values))
    known = {category: number for number, category in enumerate(output.categories)}
    filled.values[:] = [
        filled.null
        if value is None
        else known.setdefault(value, len(known))
        if isinstance(value, str)
        else value
        for value in values
    ]
    filled.texts.extend(known)
    return filled


def _can_say(output: Output, value: object) -> bool:
    return value is None or output.kind != "label" or value in output.categories


def _empty(output: Output, rows: int) -> Filled:
    kind, null = {
        "whole": (np.dtype(np.int16), NULL_WHOLE),
        "number": (np.dtype(np.float64), np.nan),
        "text": (np.dtype(np.int32), NULL),
        "label": (_small(len(output.categories)).dtype, NULL),
    }[output.kind]
    return Filled(np.empty(rows, kind), null, [])


class _Table:
    """What a function says of states, worked out for those that occur."""

    def __init__(
        self, sizes: Sequence[int], value_of: Callable[[Any], Any], output: Output
    ) -> None:
        # A number of its own for null.
        self._sizes = [size + 1 for size in sizes]
        self._value_of = value_of
        self._numbers: dict[str, int] = {}
        self._states = prod(self._sizes)
        is_listed = self._states <= LARGEST_TABLE
        kind = np.int32 if output.kind == "text" else _small(len(output.categories) or 1000).dtype
        self._values = np.full(self._states if is_listed else 0, UNKNOWN, kind)

    @property
    def texts(self) -> list[str]:
        """The texts among the values."""
        return list(self._numbers)

    def look_up(self, columns: Sequence[Cells], rows: int) -> NDArray[Any]:
        """Return the value of every row, negative for null."""
        if not self._values.size:
            states = np.empty((len(columns), rows), np.int32)
            for state, column, size in zip(states, columns, self._sizes, strict=True):
                _number_states(column, size, state)
            distinct, places = np.unique(states, axis=1, return_inverse=True)
            found = [self._number(tuple(column)) for column in distinct.T.tolist()]
            return np.array(found, self._values.dtype)[places.reshape(-1)]
        codes = np.zeros(rows, np.min_scalar_type(self._states - 1))
        state = np.empty_like(codes)
        for column, size in zip(columns, self._sizes, strict=True):
            _number_states(column, size, state)
            codes *= codes.dtype.type(size)
            codes += state
        values = np.take(self._values, codes)
        unknown = values == UNKNOWN
        if unknown.any():
            for code in np.unique(codes[unknown]):
                self._values[code] = self._number(self._split(int(code)))
            values = np.take(self._values, codes)
        return values

    def _split(self, code: int) -> tuple[int, ...]:
        states: list[int] = []
        for size in reversed(self._sizes):
            code, state = divmod(code, size)
            states.append(state)
        return tuple(reversed(states))

    def _number(self, states: tuple[int, ...]) -> int:
        named = tuple(
            None if state == size - 1 else state
            for state, size in zip(states, self._sizes, strict=True)
        )
        value = self._value_of(named)
        if value is None or value is ANY:
            return NULL
        if isinstance(value, str):
            return self._numbers.setdefault(value, len(self._numbers))
        return int(value)


def _number_states(column: Cells, size: int, states: NDArray[Any]) -> None:
    """Write the states of a column, the last number standing for null."""
    states[...] = column.values
    if column.missing is not NOWHERE:
        np.putmask(states, column.missing, size - 1)


class BlockAlgebra:
    """Columns of a block as arrays: see `careerscore.frames.algebra.Algebra`."""

    def __init__(
        self,
        inputs: Mapping[str, Read | None],
        start: int,
        stop: int,
        tables: dict[str, _Table],
    ) -> None:
        self._read = inputs
        self._start = start
        self._stop = stop
        self._tables = tables
        self._numbers: dict[str, Cells] = {}
        self._ranges: dict[str, tuple[Any, Any]] = {}
        self._passed: dict[tuple[int, End], Any] = {}
        self._held: list[Any] = []

    def number(self, name: str, minimum: float | None, maximum: float | None) -> _Input:
        if name not in self._numbers:
            read = self._read[name]
            values = (
                np.broadcast_to(np.nan, self._stop - self._start)
                if read is None
                else read(self._start, self._stop)
            )
            missing = np.isnan(values)
            self._numbers[name] = Cells(values, missing if missing.any() else NOWHERE)
            # They pass over NaN: two readings tell of nearly every block that it is sound.
            self._ranges[name] = np.fmin.reduce(values), np.fmax.reduce(values)
        values = self._numbers[name].values
        least, most = self._ranges[name]
        low = -inf if minimum is None else minimum
        high = inf if maximum is None else maximum
        invalid: Any = NOWHERE
        if least < low or least == -inf or most > high or most == inf:
            invalid = (values < low) | (values > high) | np.isinf(values)
        return _Input(self._numbers[name], invalid)

    def constant(self, value: int | None, output: Output) -> Cells:  # noqa: ARG002
        return Cells(np.int8(0), np.True_) if value is None else Cells(_small(value))

    def fixed(self, value: float) -> Cells:
        return Cells(np.full(self._stop - self._start, value))

    def filled(self, column: Cells, value: float) -> Cells:
        if column.missing is NOWHERE:
            return column
        return Cells(_blend(column.missing, column.values.dtype.type(value), column.values))

    def missing(self, column: Cells) -> Any:
        return column.missing

    def equals(self, column: Cells, value: int) -> Any:
        return (column.values == value) & ~column.missing

    def any_of(self, conditions: Sequence[Any]) -> Any:
        found: Any = NOWHERE
        for condition in conditions:
            if condition is not NOWHERE:
                found = condition if found is NOWHERE else found | condition
        return found

    def step(
        self,
        column: Cells,
        ends: Sequence[End],
        values: Sequence[int],
        output: Output,  # noqa: ARG002
    ) -> Cells:
        kind = _small(max(map(abs, values))).dtype
        found: Any = np.full(np.shape(column.values), values[0], kind)
        for (cut, included), (before, after) in zip(ends, pairwise(values), strict=True):
            if after != before:
                passed = self._has_passed(column, cut, included)
                gained = kind.type(after - before)
                found += passed if gained == 1 else passed * gained
        return Cells(found, column.missing)

    def _has_passed(self, column: Cells, cut: float, included: bool) -> Any:  # noqa: FBT001
        """Return 1 where a value lies beyond a cut, else 0; asked for once a column and cut."""
        # The values are held for as long as the block is worked on, so their id is theirs.
        key = id(column.values), (cut, included)
        if key not in self._passed:
            passed = column.values > cut if included else column.values >= cut
            self._held.append(column.values)
            self._passed[key] = passed.view(np.int8)
        return self._passed[key]

    def total(self, columns: Sequence[Cells], most: int) -> Cells:
        first, *others = columns
        total = first.values.astype(_small(most).dtype)
        for other in others:
            total = total + other.values
        return Cells(total, self.any_of([column.missing for column in columns]))

    def pick(self, choices: Sequence[tuple[Any, Cells]], otherwise: Cells) -> Cells:
        values, missing = otherwise
        for condition, column in reversed(choices):
            if condition is not NOWHERE:
                values = _blend(condition, column.values, values)
                if column.missing is not NOWHERE or missing is not NOWHERE:
                    missing = (condition & column.missing) | (~condition & missing)
        return Cells(values, missing)

    def unless(self, condition: Any, column: Cells) -> Cells:
        return column._replace(missing=self.any_of([column.missing, condition]))

    def lower(self, one: Cells, other: Cells) -> Cells:
        return Cells(
            np.minimum(one.values, other.values), self.any_of([one.missing, other.missing])
        )

    def higher(self, one: Cells, other: Cells) -> Cells:
        return Cells(
            np.maximum(one.values, other.values), self.any_of([one.missing, other.missing])
        )

    def keep(self, column: Cells) -> Cells:
        return column

    def table(
        self,
        key: str,
        columns: Sequence[Cells],
        sizes: Sequence[int],
        value_of: Callable[[States], Any],
        output: Output,
    ) -> Cells:
        table = self._tables.setdefault(key, _Table(sizes, value_of, output))
        found = table.look_up(columns, self._stop - self._start)
        missing = found < 0
        return Cells(found, missing if missing.any() else NOWHERE)


def _blend(condition: Any, chosen: Any, otherwise: Any) -> Any:
    """Return one of two values where a condition holds, the other elsewhere.

    Sums of small whole numbers, times 1 or 0, are several times faster than a choice.
    """
    if np.asarray(chosen).dtype.kind == "f" or np.asarray(otherwise).dtype.kind == "f":
        return np.where(condition, chosen, otherwise)
    holds = np.asarray(condition).view(np.int8)
    return holds * chosen + (1 - holds) * otherwise


def _small(value: int) -> Any:
    """Return a whole number of the smallest signed kind that holds it and its opposite."""
    return np.min_scalar_type(-abs(value) - 1).type(value)
