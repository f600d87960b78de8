"""How the cells of an input are read: a number with a decimal point or comma, or a missing value.

The engine counts the cells that have each form, and reads none that has another. A cell that is
no number is then looked for, to be named with its line.
"""

from __future__ import annotations

import re
from collections import Counter
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.frames.csv_dialect import BLANKS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping, Sequence

    from careerscore.frames.csv_source import CsvSource

# In the syntax that Python, DuckDB and polars share, and of numbers that all of them read alike;
# no two parts can take the same digits, so that Python, too, reads each but once.
_POWER: Final = "([eE][+-]?[0-9]+)?"
NUMBER: Final = (
    rf"([+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+){_POWER}"
    "|[+-]?([iI][nN][fF]([iI][nN][iI][tT][yY])?|[nN][aA][nN]))"
)
WITH_COMMA: Final = rf"[+-]?([0-9]+,[0-9]*|,[0-9]+){_POWER}"
GROUPED: Final = "[+-]?[1-9][0-9]?[0-9]?,[0-9][0-9][0-9]"
"""A number whose comma may mark thousands or decimals."""

MOST_PROBLEMS: Final = 20
"""Cells that an error names."""


class Cells(NamedTuple):
    """How the cells of the inputs are read.

    ``missing`` has the number of cells by word, ``with_commas`` the columns of decimal commas.
    """

    missing: Mapping[str, int]
    with_commas: frozenset[str]


NO_CELLS: Final = Cells({}, frozenset())


def read_cells(
    csv: CsvSource,
    inputs: Mapping[str, str],
    texts: Any,
    first_row: Callable[[Any], Sequence[int]],
) -> Cells:
    """Find how the cells of inputs are read; refuse the first that are no number and not missing.

    A comma is one of decimals where no number of its column has a point, and where not all of
    them could mark thousands.

    Parameters
    ----------
    csv : CsvSource
        The file.
    inputs : Mapping of str to str
        The input that each column is for.
    texts : frame
        The cells of these columns, without the blanks around them.
    first_row : callable
        Returns the only row of a frame of the engine.
    """
    words = csv.dialect.words
    if not any(map(re.compile(NUMBER).fullmatch, words)):
        # Most files have nothing but numbers and gaps, which takes less to see.
        rows, *counts = first_row(_counted(texts, lambda text: [_has(text, NUMBER), text == ""]))
        empty = sum(counts[1::2])
        if sum(counts) == rows * len(inputs):
            return Cells({"": empty} if empty else {}, frozenset())

    def forms(text: Any) -> list[Any]:
        is_word, is_number = text.is_in(words), _has(text, NUMBER)
        found = (
            is_number,
            is_number & text.str.contains(".", literal=True),
            _has(text, WITH_COMMA),
            _has(text, GROUPED),
        )
        return [*(each & ~is_word for each in found), *(text == word for word in words)]

    rows, *counts = first_row(_counted(texts, forms))
    width = len(counts) // len(inputs)
    with_commas: set[str] = set()
    missing: Counter[str] = Counter()
    read = 0
    for place, name in enumerate(inputs):
        number, point, comma, grouped, *missed = counts[place * width :][:width]
        missing.update(dict(zip(words, missed, strict=True)))
        read += number
        if comma > grouped and not point:
            with_commas.add(name)
            read += comma
    if read + missing.total() != rows * len(inputs):
        problems = tuple(islice(_faults(csv, inputs, with_commas), MOST_PROBLEMS))
        raise InvalidInputError(f"scoring {csv.path}", problems)
    counted = {word: count for word, count in missing.items() if count}
    return Cells(counted, frozenset(with_commas))


def _has(text: Any, form: str) -> Any:
    return text.str.contains(f"^{form}$")


def _counted(texts: Any, forms: Callable[[Any], Sequence[Any]]) -> Any:
    """Return a frame of one row: the number of rows, and for each column its cells by form."""
    import narwhals.stable.v2 as nw

    frame = nw.from_native(texts)
    counts = [
        form.sum().alias(f"{name}_{number}")
        for name in frame.collect_schema().names()
        for number, form in enumerate(forms(nw.col(name)))
    ]
    return frame.select(nw.len().alias("rows"), *counts).to_native()


def _faults(csv: CsvSource, inputs: Mapping[str, str], with_commas: set[str]) -> Iterator[Problem]:
    """Find the cells of inputs that are neither number nor missing."""
    words = csv.dialect.words
    places = [(csv.names.index(name), name) for name in inputs]
    is_number = re.compile(NUMBER).fullmatch
    has_comma = re.compile(WITH_COMMA).fullmatch
    for line, cells in csv.rows():
        for place, name in places:
            text = cells[place].strip(BLANKS)
            if text in words or is_number(text) or (name in with_commas and has_comma(text)):
                continue
            expected = f"a number, for the input {inputs[name]}"
            if has_comma(text):
                expected += ", with a point: its comma may mark decimals or thousands"
            yield Problem(f"line {line:,}: {name}", shorten(cells[place]), expected)
