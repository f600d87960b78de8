"""The columns of an export that hold the results of a methodology."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Final

from careerscore.frames.outputs import result_outputs
from careerscore.reference.columns import CATEGORY, COUNT, NUMBER, TEXT, ReferenceColumn

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from careerscore.exporting.table import Cell
    from careerscore.frames.outputs import Output
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.scoring.base import Methodology

_KINDS: Final = {"integer": COUNT, "number": NUMBER, "label": CATEGORY, "text": TEXT}


def score_columns(
    methodology: Methodology,
) -> Iterator[tuple[ReferenceColumn, Callable[[ResilienceAssessment], Cell]]]:
    """Give every column of results that a methodology has, and how each is read from a result."""
    for output in result_outputs(methodology):
        column = ReferenceColumn(
            name=output.name,
            title=output.title,
            unit=output.unit,
            kind=_KINDS[output.kind],
            words=output.categories,
            required=output.required,
            standard=output.standard,
        )
        yield column, partial(_read, output)


def _read(output: Output, result: ResilienceAssessment) -> Cell:
    """Return a value, a number always as a float: some totals are integers."""
    value: Cell = output.value_of(result)
    is_number = output.kind == "number" and value is not None
    return float(value) if is_number else value  # type: ignore[arg-type]
