"""Number each combination of input bands (a state), and keep its result by `score`.

A methodology of bands sees nothing of an input but which cuts it has passed, or that it is
missing. So a row of a frame is one integer, its state; a state has one result, that of `score`;
and an output column is a look-up by state. Nothing is computed a second way.
"""

from __future__ import annotations

from functools import lru_cache
from math import inf, isfinite, nextafter, prod
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeAlias

from careerscore.errors import InvalidInputError
from careerscore.frames.outputs import MethodologyKey, Output, outputs_of
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.engines import CompositeMethodology, PublishedMeasure, RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from careerscore.scoring.base import Methodology

    Inputs = Mapping[str, float | None]

BANDED: Final = (AdditiveMethodology, PublishedMeasure, RulesMethodology)
"""The engines that see of an input only its band; a measure also passes its value on."""

LARGEST_TABLE: Final = 20_000
"""The most states for which every result is listed."""

Row: TypeAlias = "dict[str, Any]"
"""The outputs of a row by name, None for null."""


class InputValue(NamedTuple):
    """Stands in a state's row for the value of an input, which differs from row to row."""

    input: str


class StateTable:
    """The states of a methodology's inputs.

    `cuts` are those of each input, rising; a value has passed the cuts that it is not below.
    `sizes` counts the states of each input, of which the last is a missing value; `count` is
    their product.
    """

    def __init__(self, methodology: Methodology) -> None:
        self.methodology = methodology
        self.outputs: dict[str, Output] = outputs_of(methodology)
        found: dict[str, set[float]] = {entry.name: set() for entry in methodology.inputs}
        _add_cuts(methodology, found)
        self.cuts: dict[str, list[float]] = {name: sorted(cuts) for name, cuts in found.items()}
        self.sizes: list[int] = [len(cuts) + 2 for cuts in self.cuts.values()]
        self.count: int = prod(self.sizes)
        # One value of each stretch between cuts, and None for missing.
        self._values: dict[str, list[float | None]] = {
            name: [nextafter(cuts[0], -inf), *cuts, None] for name, cuts in self.cuts.items()
        }
        self._rows: dict[int, Row] = {}

    def row(self, state: int) -> Row:
        """Return the outputs in a state."""
        if state not in self._rows:
            digits: list[int] = []
            number = state
            for size in reversed(self.sizes):
                number, digit = divmod(number, size)
                digits.insert(0, digit)
            self._rows[state] = self.row_of(digits)
        return self._rows[state]

    def rows(self) -> list[Row]:
        """Return the outputs in every state."""
        return [self.row(state) for state in range(self.count)]

    def row_of(self, digits: Sequence[int]) -> Row:
        """Return the outputs in a state, given by the state of each input."""
        inputs = {
            name: values[digit]
            for (name, values), digit in zip(self._values.items(), digits, strict=True)
        }
        row = score_row(self.methodology, inputs, self.outputs)
        copied = None if row["total"] is None else _copied_input(self.methodology, inputs)
        if copied is not None:
            row |= dict.fromkeys(("total", "total_min", "total_max"), InputValue(copied))
        return row


@lru_cache(maxsize=32)
def _cached_table(key: MethodologyKey) -> StateTable:
    return StateTable(key.methodology)


def state_table(methodology: Methodology) -> StateTable:
    """Return the table of a methodology; the last few are kept, with the results they have."""
    return _cached_table(MethodologyKey.of(methodology))


def is_banded(methodology: Methodology) -> bool:
    """Tell whether results depend on nothing but bands and missing inputs."""
    if isinstance(methodology, CompositeMethodology):
        return all(map(is_banded, methodology.steps))
    return type(methodology) in BANDED


def repeats_values(methodology: Methodology) -> bool:
    """Tell whether the rationale repeats the value of an input, so that no table can hold it."""
    if isinstance(methodology, CompositeMethodology):
        return any(map(repeats_values, methodology.steps))
    return isinstance(methodology, PublishedMeasure)


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
    if isinstance(methodology, CompositeMethodology):
        return all(_in_range(step, inputs) for step in methodology.steps)
    for entry in methodology.inputs:
        value = inputs.get(entry.name)
        low = -inf if entry.minimum is None else entry.minimum
        high = inf if entry.maximum is None else entry.maximum
        if value is not None and not (isfinite(value) and low <= value <= high):
            return False
    return True


def _add_cuts(methodology: Methodology, found: dict[str, set[float]]) -> None:
    """Add the cuts of each input, as every step of a methodology cuts it."""
    if isinstance(methodology, CompositeMethodology):
        for step in methodology.steps:
            _add_cuts(step, found)
    for factor in methodology.factors if isinstance(methodology, FactorMethodology) else ():
        if factor.fixed is None:
            ends = [band.end for band in factor.bands if band.end is not None]
            # The bounds cut as well, and tell infinities from numbers.
            ends.append((-float_info.max if factor.minimum is None else factor.minimum, False))
            ends.append((float_info.max if factor.maximum is None else factor.maximum, True))
            found[factor.input_name] |= {cut_of(*end) for end in ends}


def cut_of(end: float, included: bool) -> float:  # noqa: FBT001
    """Return the least value beyond the end of a band, which may include it."""
    return nextafter(end, inf) if included else float(end)


def _copied_input(methodology: Methodology, inputs: Inputs) -> str | None:
    """Return the input whose value is the total of a row that has a total."""
    if isinstance(methodology, CompositeMethodology):
        return _copied_input(next(s for s in methodology.steps if _suffices(s, inputs)), inputs)
    if isinstance(methodology, PublishedMeasure):
        (factor,) = methodology.factors
        if factor.fixed is None and inputs[factor.input_name] is not None:
            return factor.input_name
    return None


def _suffices(step: Methodology, inputs: Inputs) -> bool:
    own = {entry.name: inputs[entry.name] for entry in step.inputs}
    return step.score(**own).status is not Status.INSUFFICIENT
