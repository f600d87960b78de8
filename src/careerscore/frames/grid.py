"""The finitely many states of a methodology's inputs, and its scalar result in each.

A methodology of bands sees nothing of an input but which cuts it has passed. So what it says
of a whole frame is what `score` says of one value from each stretch between cuts: nothing is
worked out a second time.
"""

from __future__ import annotations

from itertools import pairwise
from math import inf, isfinite, nextafter
from typing import TYPE_CHECKING, Final, TypeAlias

from careerscore.errors import InvalidInputError
from careerscore.scoring.base import FactorMethodology
from careerscore.scoring.composite import CompositeMethodology

if TYPE_CHECKING:
    from collections.abc import Mapping

    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.scoring.base import Methodology

__all__ = ["End", "Grid", "States", "grid_of", "is_sound"]

End: TypeAlias = tuple[float, bool]
"""A cut, and whether the values below it include it."""

States: TypeAlias = tuple[int | None, ...]
"""For each input how many ends it has passed; None where it is missing."""


class Grid:
    """The states of a methodology's inputs.

    Parameters
    ----------
    methodology : Methodology
        One of bands, or a composition of such.

    Attributes
    ----------
    ends : dict of str to list of End
        The ends of each input, rising, as every step of the methodology cuts it.

    Examples
    --------
    >>> import careerscore as cs
    >>> grid = Grid(cs.methodology("american-dream-jobs/2.0"))
    >>> grid.ends["ai_exposure"]
    [(0.25, False), (0.5, True), (1, True)]
    >>> grid.result((0, 3, None)).total_range
    (4, 6)
    """

    def __init__(self, methodology: Methodology) -> None:
        self._methodology = methodology
        ends = _ends(methodology)
        self.ends: dict[str, list[End]] = {
            entry.name: sorted(ends.get(entry.name, ())) for entry in methodology.inputs
        }
        self._values = {name: _one_of_each(cuts) for name, cuts in self.ends.items()}
        self._results: dict[States, ResilienceAssessment | None] = {}

    def sound_state(self, name: str) -> int:
        """Return a state of an input whose values are allowed, for one that does not matter."""
        values = enumerate(self._values[name])
        return next(state for state, one in values if is_sound(self._methodology, {name: one}))

    def result(self, states: States) -> ResilienceAssessment | None:
        """Return the result in some states; None where no value that is allowed has them."""
        if states not in self._results:
            self._results[states] = self._scored(states)
        return self._results[states]

    def _scored(self, states: States) -> ResilienceAssessment | None:
        inputs = {
            name: None if state is None else values[state]
            for (name, values), state in zip(self._values.items(), states, strict=True)
        }
        try:
            return self._methodology.score(**inputs)
        except InvalidInputError:
            if is_sound(self._methodology, inputs):
                raise
            return None


def is_sound(methodology: Methodology, inputs: Mapping[str, float | None]) -> bool:
    """Tell whether a methodology has no reason to refuse some inputs, whatever it does.

    Examples
    --------
    >>> import careerscore as cs
    >>> method = cs.methodology("american-dream-jobs/2.0")
    >>> is_sound(method, {"ai_exposure": 0.5}), is_sound(method, {"ai_exposure": 2})
    (True, False)
    """
    if isinstance(methodology, CompositeMethodology):
        return all(is_sound(step, inputs) for step in methodology.steps)
    for entry in methodology.inputs:
        value = inputs.get(entry.name)
        low = -inf if entry.minimum is None else entry.minimum
        high = inf if entry.maximum is None else entry.maximum
        if value is not None and not (isfinite(value) and low <= value <= high):
            return False
    return True


def grid_of(methodology: Methodology) -> Grid:
    """Return the grid of a methodology; the last few are kept, with the results they have.

    Examples
    --------
    >>> import careerscore as cs
    >>> grid_of(cs.methodology("webb/2020")) is grid_of(cs.methodology("webb/2020"))
    True
    """
    grid = _KEPT.pop(methodology.fingerprint, None) or Grid(methodology)
    _KEPT[methodology.fingerprint] = grid
    while len(_KEPT) > MOST_KEPT:
        _KEPT.pop(next(iter(_KEPT)), None)
    return grid


MOST_KEPT: Final = 32

_KEPT: Final[dict[str, Grid]] = {}


def _ends(methodology: Methodology) -> dict[str, set[End]]:
    found: dict[str, set[End]] = {}
    if isinstance(methodology, CompositeMethodology):
        for step in methodology.steps:
            for name, cuts in _ends(step).items():
                found.setdefault(name, set()).update(cuts)
    if isinstance(methodology, FactorMethodology):
        for factor in methodology.factors:
            cuts = {band.end for band in factor.bands if band.end is not None}
            # A bound cuts as well: it keeps the one value of a state within what is allowed.
            if factor.minimum is not None:
                cuts.add((factor.minimum, False))
            if factor.maximum is not None:
                cuts.add((factor.maximum, True))
            found.setdefault(factor.input_name, set()).update(cuts)
    return found


def _one_of_each(ends: list[End]) -> list[float]:
    """Return one value of each stretch between ends."""
    if not ends:
        return [0.0]
    first, first_included = ends[0]
    values = [first if first_included else nextafter(first, -inf)]
    for (cut, included), (_, _) in pairwise([*ends, (inf, False)]):
        values.append(nextafter(cut, inf) if included else cut)
    return values
