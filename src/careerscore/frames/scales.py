"""Refuse columns that are on another scale than the input they are given for.

A share in per cent, or growth in fractions, would be scored without a word: as invalid in some
rows, and as something else in the others.
"""

from __future__ import annotations

import re
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import narwhals.stable.v2 as nw

from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.custom import plain_list, read_exactly
from careerscore.frames.engines import requires_engines
from careerscore.frames.lookups import WITH_ARRAYS, as_double, is_known

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from careerscore.frames.engines import Opened
    from careerscore.scoring.factors import Input

    Given = Sequence[tuple[Input, str]]

PER_CENT: Final = re.compile(r"\b(percent(ile)?|per cent)\b|%")
"""The unit of an input for which 7 is 7%."""

FEWEST: Final = 3
"""Values from which on a column can look like fractions."""

HEAD: Final = 1000
"""Rows that suffice for most columns in per cent, to see that they are no fractions."""

SCALES: Final = (
    (0, 1, "fractions, 0 to 1"),
    (1, 5, "a scale of 1 to 5"),
    (0, 10, "a scale of 0 to 10"),
    (0, 100, "per cent, 0 to 100"),
)
"""Scales in common use: the least and the greatest value, and their name."""


class Found(NamedTuple):
    """How many values a column has, of them in range, and no whole numbers; and its ends."""

    there: float
    in_range: float
    broken: float
    least: float
    greatest: float


def refuse_wrong_scales(
    opened: Opened, entries: Sequence[Input], inputs: Mapping[str, str | None]
) -> None:
    """Refuse a frame in which inputs are on another scale, all of them at once.

    An eager frame, or a lazy one of DuckDB or polars, which is asked by one query.
    """
    columns = ((entry, inputs[entry.name]) for entry in entries)
    given = [
        (entry, column)
        for entry, column in columns
        if column is not None
        and (opened.is_lazy or not _is_plainly_right(opened.frame[column], entry, opened.engine))
    ]
    found = _found(opened, given) if given else []
    problems = (
        _problem(entry, column, each) for (entry, column), each in zip(given, found, strict=True)
    )
    if wrong := tuple(problem for problem in problems if problem is not None):
        raise InvalidInputError("frames.assess", wrong)


def _bounds(entry: Input) -> tuple[float, float]:
    """Return the range of an input; infinite values are out of any."""
    most, low, high = float_info.max, entry.minimum, entry.maximum
    return -most if low is None else low, most if high is None else high


def _is_plainly_right(values: nw.Series[Any], entry: Input, engine: str) -> bool:
    """Return whether more than half of all rows are in range, and no fractions; most tables are."""
    if PER_CENT.search(entry.unit):
        head = plain_list(read_exactly(values[:HEAD]))
        if all(abs(value) <= 1 for value in head if value is not None):
            return False
    low, high = _bounds(entry)
    if engine in WITH_ARRAYS:
        with requires_engines(f"scoring a frame of {engine}"):
            from careerscore.frames.arrays import is_mostly_within
        return is_mostly_within(values.to_native(), engine, low, high)
    doubles = values if values.dtype == nw.Float64 else read_exactly(values)
    # NaN is within no range, though to some engines it is greater than any number.
    return 2 * int(doubles.is_between(low, high).sum()) > len(values)


def _found(opened: Opened, given: Given) -> list[Found]:
    """Return what the columns hold; of a lazy frame by one query."""
    if not opened.is_lazy:
        columns = (read_exactly(opened.frame[column]) for _, column in given)
        known = (each.filter(~(each.is_null() | each.is_nan())) for each in columns)
        return [Found(*_facts(each, entry)) for each, (entry, _) in zip(known, given, strict=True)]
    made: dict[str, Any] = {}
    for number, (entry, column) in enumerate(given):
        double = as_double(column)
        value = nw.when(is_known(double, opened.engine)).then(double)
        facts = zip(Found._fields, _facts(value, entry), strict=True)
        made |= {f"{name}{number}": fact for name, fact in facts}
    asked = opened.frame.select(**made).to_native()
    # The engines that stream files.
    is_duckdb = opened.engine == "duckdb"
    row = asked.fetchall()[0] if is_duckdb else asked.collect(engine="streaming").row(0)
    size = len(Found._fields)
    return [Found(*row[start : start + size]) for start in range(0, len(row), size)]


def _facts(values: Any, entry: Input) -> tuple[Any, ...]:
    """Return the facts of a column, as numbers or expressions, as the values are."""
    in_range, broken = values.is_between(*_bounds(entry)), values.round(0) != values
    return values.count(), in_range.sum(), broken.sum(), values.min(), values.max()


def _problem(entry: Input, column: str, found: Found) -> Problem | None:
    """Return what is wrong with a column, if its scale is."""
    there, least, greatest = found.there, found.least, found.greatest
    if not there:
        return None
    outside = there - found.in_range
    if 2 * outside >= there:
        range_ = "finite numbers"
        if entry.minimum is not None and entry.maximum is not None:
            range_ = f"numbers from {entry.minimum:g} to {entry.maximum:g}"
        elif entry.maximum is not None:
            range_ = f"numbers of at most {entry.maximum:g}"
        elif entry.minimum is not None:
            range_ = f"numbers of at least {entry.minimum:g}"
        looks = _likely(entry, least, greatest)
        got = f"{least:g} to {greatest:g}, {outside:,.0f} of {there:,.0f} out of range{looks}"
    elif (
        PER_CENT.search(entry.unit)
        and there >= FEWEST
        and -1 <= least <= greatest <= 1
        and 2 * found.broken >= there
    ):
        range_ = "numbers in per cent"
        got = f"{least:g} to {greatest:g}, which looks like fractions: 0.07 for 7%"
    else:
        return None
    expected = f"{range_}, for the input {entry.name}, or on_invalid='flag'"
    return Problem(column, got, expected)


def _likely(entry: Input, least: float, greatest: float) -> str:
    """Return what a column looks like, as the end of a message."""
    # Of numbers below 0, the others decide the scale.
    holding = (
        (low, high, f", which looks like {name}")
        for low, high, name in SCALES
        if greatest <= high and not 0 <= least < low
    )
    low, high, looks = next(holding, (0, 0, ""))
    if (low, high) == (entry.minimum or 0, entry.maximum):
        looks = ""
    if least < 0 and (entry.minimum or 0) >= 0:
        looks += "; if numbers below 0 stand for missing ones, leave these empty"
    return looks
