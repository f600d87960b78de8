"""What a methodology makes of columns of inputs, said once for every engine.

NumPy blocks (`careerscore.frames.blocks`) and expressions (`careerscore.frames.expressions`)
are two algebras: each knows how to compare, add and choose. What is compared with what stands
in the methodology; how it hangs together stands here and in `careerscore.frames.kinds`.
"""

from __future__ import annotations

from abc import abstractmethod
from functools import cached_property
from typing import TYPE_CHECKING, Any, Generic, TypeVar

from careerscore.frames.algebra import ANY
from careerscore.frames.grid import grid_of
from careerscore.frames.outputs import INVALID, OR, STATUSES, outputs_of
from careerscore.model.provenance import Status
from careerscore.scoring.base import FactorMethodology, Methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.frames.algebra import Algebra, Column, Condition, Number
    from careerscore.frames.grid import Grid, States
    from careerscore.frames.outputs import Output
    from careerscore.model.assessment import ResilienceAssessment
    from careerscore.scoring.factors import Factor

__all__ = ["Columns", "DefinitionColumns"]

M = TypeVar("M", bound=Methodology)
D = TypeVar("D", bound=FactorMethodology)


class Columns(Generic[M]):
    """The columns of a methodology; each is worked out when it is asked for.

    Parameters
    ----------
    methodology : Methodology
        One that is tabular.
    algebra : Algebra
        What to work with.
    """

    def __init__(self, methodology: M, algebra: Algebra) -> None:
        self.methodology: M = methodology
        self.algebra = algebra
        self.outputs: dict[str, Output] = outputs_of(methodology)

    def column(self, output: Output) -> Column:
        """Return the column of an output."""
        if output.part == "methodology":
            return self.algebra.constant(0, output)
        if output.factor is None:
            return getattr(self, output.part)
        return getattr(self, output.part)(output.factor, output)

    @cached_property
    @abstractmethod
    def invalid(self) -> Condition:
        """Where the methodology refuses the inputs."""

    @cached_property
    @abstractmethod
    def insufficient(self) -> Condition:
        """Where inputs are missing and nothing stands in."""

    @abstractmethod
    def label(self, factor: str, output: Output) -> Column:
        """Return the labels of a factor, as categories of an output."""

    @abstractmethod
    def points(self, factor: str, output: Output) -> Column:
        """Return the points of a factor."""

    def _nothing(self, name: str) -> Column:
        return self.algebra.constant(None, self.outputs[name])

    def _code(self, name: str, value: str) -> int:
        return self.outputs[name].categories.index(value)

    def _is(self, status: str) -> Column:
        return self.algebra.constant(STATUSES.index(status), self.outputs["status"])

    @cached_property
    def _grid(self) -> Grid:
        return grid_of(self.methodology)

    def _state_of(self, name: str) -> Column:
        """Return how many ends an input has passed."""
        if name not in self._states:
            ends = self._grid.ends[name]
            values = self.algebra.number(name, None, None).values
            whole = self.outputs["tier_rank"]
            passed = self.algebra.step(values, ends, range(len(ends) + 1), whole)
            self._states[name] = self.algebra.keep(passed)
        return self._states[name]

    @cached_property
    def _states(self) -> dict[str, Column]:
        return {}

    def _looked_up(
        self, name: str, value_of: Callable[[ResilienceAssessment], Any], output: Output
    ) -> Column:
        """Return what the scalar result says in every state; null where there is none."""
        names = self._that_matter(name)
        others = {other: self._grid.sound_state(other) for other in self._grid.ends.keys() - names}

        def value(states: States) -> Any:
            known = {**others, **dict(zip(names, states, strict=True))}
            result = self._grid.result(tuple(known[each] for each in self._grid.ends))
            return ANY if result is None else value_of(result)

        key = f"{self.methodology.id} {name}"
        columns = [self._state_of(each) for each in names]
        sizes = [len(self._grid.ends[each]) + 1 for each in names]
        found = self.algebra.table(key, columns, sizes, value, output)
        return self.algebra.unless(self.invalid, found)

    def _that_matter(self, name: str) -> list[str]:  # noqa: ARG002
        """Return the inputs that what is looked up depends on: all, unless more is known."""
        return list(self._grid.ends)

    def _set_of(self, result: ResilienceAssessment) -> int | None:
        words = OR.join(tier.label for tier in result.possible_tiers)
        return self._code("possible_tiers", words) if words else None

    @cached_property
    def rationale(self) -> Column:
        """The results in words."""
        return self._looked_up(
            "rationale", lambda result: result.rationale, self.outputs["rationale"]
        )

    def leaves_open(self, tier: int) -> Condition:
        """Tell where a tier is possible, of rows whose inputs do not suffice."""
        is_open = self._looked_up(
            f"leaves open {tier}",
            lambda result: int(any(other.rank == tier for other in result.possible_tiers)),
            self.outputs["tier_rank"],
        )
        return self.algebra.equals(is_open, 1)


class DefinitionColumns(Columns[D]):
    """What the columns of all methodologies that look at factors share."""

    @cached_property
    def _factors(self) -> dict[str, Factor]:
        return {factor.name: factor for factor in self.methodology.factors}

    @cached_property
    def _numbers(self) -> dict[str, Number]:
        return {
            factor.name: self.algebra.number(factor.input_name, factor.minimum, factor.maximum)
            for factor in self.methodology.factors
            if factor.fixed is None
        }

    @cached_property
    def _values(self) -> dict[str, Column]:
        """What each factor goes by: the input, or what stands in for it."""
        return {
            factor.name: self.algebra.fixed(factor.fixed)
            if factor.fixed is not None
            else self._numbers[factor.name].values
            if factor.default is None
            else self.algebra.filled(self._numbers[factor.name].values, factor.default)
            for factor in self.methodology.factors
        }

    @cached_property
    def invalid(self) -> Condition:
        """Where an input is infinite or out of range."""
        return self.algebra.any_of([number.invalid for number in self._numbers.values()])

    @cached_property
    def insufficient(self) -> Condition:
        """Where an input is missing for which nothing stands in."""
        return self.algebra.any_of(
            [
                self.algebra.missing(self._values[factor.name])
                for factor in self.methodology.factors
                if factor.fixed is None and factor.default is None
            ]
        )

    def _by_band(self, factor: Factor, values: Sequence[int], output: Output) -> Column:
        ends = [band.end for band in factor.bands if band.end is not None]
        found = self.algebra.step(self._values[factor.name], ends, values, output)
        return self.algebra.keep(self.algebra.unless(self.invalid, found))

    def label(self, factor: str, output: Output) -> Column:
        """Return the labels of the bands that the values of a factor fall in."""
        bands = self._factors[factor].bands
        if not bands:
            return self.algebra.constant(None, output)
        codes = [output.categories.index(band.label) for band in bands]
        return self._by_band(self._factors[factor], codes, output)

    def points(self, factor: str, output: Output) -> Column:
        """Return the points of the bands that the values of a factor fall in."""
        if factor not in self._points:
            self._points[factor] = self._points_of(self._factors[factor], output)
        return self._points[factor]

    def _points_of(self, factor: Factor, output: Output) -> Column:
        points = [band.points for band in factor.bands]
        if not points or None in points:
            return self.algebra.constant(None, output)
        known = [point for point in points if point is not None]
        return self._by_band(factor, known, output)

    @cached_property
    def _points(self) -> dict[str, Column]:
        return {}

    @cached_property
    def status(self) -> Column:
        """Whether every input was there."""
        factors = self.methodology.factors
        complete = self._is(Status.COMPLETE)
        stands_in = [
            self.algebra.missing(self._numbers[factor.name].values)
            for factor in factors
            if factor.fixed is None and factor.default is not None
        ]
        choices = [
            (self.invalid, self._is(INVALID)),
            (self.insufficient, self._is(Status.INSUFFICIENT)),
        ]
        if any(factor.fixed is not None for factor in factors):
            return self.algebra.pick(choices, self._is(Status.FALLBACK))
        if stands_in:
            choices.append((self.algebra.any_of(stands_in), self._is(Status.FALLBACK)))
        return self.algebra.pick(choices, complete)
