"""Number each combination of input bands (a state), and keep its result by `score`.

A methodology of bands sees nothing of an input but which cuts it has passed, or that it is
missing. So a row of a frame is one integer, its state; a state has one result, that of `score`;
and an output column is a look-up by state. Nothing is computed a second way.
"""

from __future__ import annotations

from functools import cached_property, lru_cache
from math import inf, isfinite, nextafter, prod
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from careerscore.errors import InvalidInputError
from careerscore.frames.outputs import Output, outputs_of, steps_of
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.engines import PublishedMeasure, RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.scoring.base import Methodology

    Inputs = Mapping[str, float | None]

BANDED: Final = (AdditiveMethodology, PublishedMeasure, RulesMethodology)
"""The engines that see of an input only its band; a measure also passes its value on."""

LARGEST_TABLE: Final = 20_000
"""The most states for which every result is listed."""

COPIED: Final = "copied"
"""Names in a row the input whose value the totals are; it differs from row to row."""

Row: TypeAlias = "dict[str, Any]"
"""The outputs of a row by name, None for null."""


class StateTable:
    """The states of a methodology's inputs.

    `cuts` are those of each input, rising from minus infinity. The state of an input is the
    number of cuts that it is not below; a missing value has passed none. `sizes` counts the
    states of each input; `count` is their product.
    """

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology
        found: dict[str, set[float]] = {entry.name: {-inf} for entry in methodology.inputs}
        for step in steps_of(methodology):
            for factor in step.factors if isinstance(step, FactorMethodology) else ():
                if factor.fixed is None:
                    ends = [band.end for band in factor.bands if band.end is not None]
                    # The bounds cut as well, and tell infinities from numbers.
                    low = -float_info.max if factor.minimum is None else factor.minimum
                    high = float_info.max if factor.maximum is None else factor.maximum
                    ends += [(low, False), (high, True)]
                    found[factor.input_name] |= {cut_of(*end) for end in ends}
        self.cuts: dict[str, list[float]] = {name: sorted(cuts) for name, cuts in found.items()}
        self.sizes: list[int] = [len(cuts) + 1 for cuts in self.cuts.values()]
        self.count: int = prod(self.sizes)
        self._outputs = outputs_of(methodology)

    @cached_property
    def rows(self) -> list[Row]:
        """The outputs in every state."""
        return [self.row(state) for state in range(self.count)]

    def row(self, state: int) -> Row:
        """Return the outputs in a state."""
        inputs: dict[str, float | None] = {}
        for name, cuts in reversed(self.cuts.items()):
            state, passed = divmod(state, len(cuts) + 1)
            # One value of each stretch between cuts, and None for missing.
            inputs[name] = [None, nextafter(cuts[1], -inf), *cuts[1:]][passed]
        row = score_row(self.methodology, inputs, self._outputs)
        row[COPIED] = None if row["total"] is None else _copied_input(self.methodology, inputs)
        return row


state_table: Callable[[Methodology], StateTable] = lru_cache(maxsize=32)(StateTable)  # type: ignore[assignment]
"""Returns the table of a methodology; the last few are kept, with the results they have."""


def copied_in(rows: Sequence[Row]) -> dict[str, list[int]]:
    """Return the states in which the totals are the value of an input, by input."""
    found: dict[str, list[int]] = {}
    for state, row in enumerate(rows):
        if row[COPIED] is not None:
            found.setdefault(row[COPIED], []).append(state)
    return found


def is_banded(methodology: Methodology) -> bool:
    """Tell whether results depend on nothing but bands and missing inputs."""
    return all(type(step) in BANDED for step in steps_of(methodology))


def score_row(methodology: Methodology, inputs: Inputs, outputs: Mapping[str, Output]) -> Row:
    """Return the outputs of one row of inputs."""
    try:
        result = methodology.score(**inputs)
    except InvalidInputError:
        if _in_range(methodology, inputs):
            raise
        result = None
    row = {name: output.value_of(result) for name, output in outputs.items()}
    # A result may name another: one that a methodology of someone's own asks.
    return row | ({"methodology": methodology.id} if "methodology" in row else {})


def score_rows(
    methodology: Methodology, rows: Iterable[Inputs], outputs: Mapping[str, Output]
) -> dict[str, list[Any]]:
    """Return outputs as lists, by their names: each different row of inputs is scored once."""
    known: dict[str, Row] = {}
    found: dict[str, list[Any]] = {name: [] for name in outputs}
    for inputs in rows:
        # As text, 0.0 and -0.0 are two keys: in a rationale they differ.
        key = repr(inputs)
        if key not in known:
            known[key] = score_row(methodology, inputs, outputs)
        for name, values in found.items():
            values.append(known[key][name])
    return found


def _in_range(methodology: Methodology, inputs: Inputs) -> bool:
    for entry in (entry for step in steps_of(methodology) for entry in step.inputs):
        value = inputs.get(entry.name)
        low = -inf if entry.minimum is None else entry.minimum
        high = inf if entry.maximum is None else entry.maximum
        if value is not None and not (isfinite(value) and low <= value <= high):
            return False
    return True


def cut_of(end: float, included: bool) -> float:  # noqa: FBT001
    """Return the least value beyond the end of a band, which may include it."""
    return nextafter(end, inf) if included else float(end)


def _copied_input(methodology: Methodology, inputs: Inputs) -> str | None:
    """Return the input whose value is the total of a row that has a total."""
    for step in steps_of(methodology):
        own = {entry.name: inputs[entry.name] for entry in step.inputs}
        if step.score(**own).status is not Status.INSUFFICIENT:
            break
    # The first step whose inputs suffice gives the total.
    if isinstance(step, PublishedMeasure):
        (factor,) = step.factors
        if factor.fixed is None and inputs[factor.input_name] is not None:
            return factor.input_name
    return None
