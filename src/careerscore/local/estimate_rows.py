"""The survey's rows of an occupation in all areas, read column by column."""

from __future__ import annotations

import csv
from functools import lru_cache
from io import StringIO
from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias

from careerscore.local.estimates import estimates_of, published_codes
from careerscore.reference.wages import NOT_ESTIMATED, NOT_PUBLISHED, TOP_CODED

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.model.occupation import Occupation
    from careerscore.reference.editions import Table
    from careerscore.reference.releases import Release

_MARKS: Final = {mark: mark for mark in (TOP_CODED, *NOT_ESTIMATED, *NOT_PUBLISHED)}

Shape: TypeAlias = tuple[str | None, ...] | None
"""The mark in each cell of a row, None in those of numbers; None for a row without any."""


class EstimateRows(NamedTuple):
    """The rows of a code in the table of estimates; `code` is None where it has no row."""

    code: str | None
    columns: Sequence[str]
    cells: Sequence[str]
    """The cells of all rows, row after row."""
    row_of: Mapping[str, int]
    """The number of the row of each area."""
    shapes: Mapping[int, Shape]
    """How figures are withheld, by the number of each row where some are."""
    examples: Mapping[Shape, str]
    """A row of each shape."""

    def numbers(
        self, column: str, kind: Callable[[str], float], rows: Iterable[int]
    ) -> list[float | None]:
        """Return the numbers of a column in some rows, None for marks."""
        cells = self.cells[self.columns.index(column) :: len(self.columns)]
        return [None if (cell := cells[row]) in _MARKS else kind(cell) for row in rows]


def estimate_rows(release: Release, occupation: Occupation) -> EstimateRows:
    """Return the rows of an occupation, under the first code that the survey has in any area."""
    table = estimates_of(release)
    found = (_rows_of(table, code) for code in published_codes(occupation))
    none = EstimateRows(None, table.columns, (), {}, {}, {})
    return next((rows for rows in found if rows.row_of), none)


def code_in_areas(release: Release, occupation: Occupation) -> str | None:
    """Return the code under which the estimates have an occupation."""
    return estimate_rows(release, occupation).code


@lru_cache(maxsize=4)
def _rows_of(table: Table, code: str) -> EstimateRows:
    text = table.text_of(code)
    if '"' in text:
        text = "".join(f"{','.join(cells)}\n" for cells in csv.reader(StringIO(text)))
    # Nothing is quoted, and no code or number has a comma: all cells are cut at once.
    lines, cells = text.split("\n")[:-1], text.replace("\n", ",").split(",")
    shapes = {
        row: tuple(map(_MARKS.get, line.split(",")))
        for row, line in enumerate(lines)
        # Whole rows have no mark, and no empty cell but the last two.
        if "#" in line or "*" in line or ",," in line[:-1] or not line.isascii()
    }
    areas = cells[table.columns.index("area_code") : -1 : len(table.columns)]
    row_of = {area: row for row, area in enumerate(areas)}
    examples: dict[Shape, str] = {shape: lines[row] for row, shape in shapes.items()}
    if whole := next((line for row, line in enumerate(lines) if row not in shapes), None):
        examples[None] = whole
    return EstimateRows(code, table.columns, cells, row_of, shapes, examples)
