"""The columns of each kind of methodology, and which kinds there are."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Any, Final

from careerscore.frames.algebra import ANY
from careerscore.frames.columns import Columns, DefinitionColumns
from careerscore.frames.outputs import INVALID, MOST_TIERS, OR, most_points, tier_sets
from careerscore.model.provenance import Status
from careerscore.scoring.additive import AdditiveMethodology
from careerscore.scoring.composite import CompositeMethodology
from careerscore.scoring.published_measure import PublishedMeasure
from careerscore.scoring.rules import RulesMethodology

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.frames.algebra import Algebra, Column, Condition
    from careerscore.frames.grid import States
    from careerscore.frames.outputs import Output
    from careerscore.scoring.base import Methodology
    from careerscore.scoring.factors import Factor

__all__ = ["columns_of", "is_tabular", "repeats_values"]


def is_tabular(methodology: Methodology) -> bool:
    """Tell whether a methodology can be asked for columns.

    Examples
    --------
    >>> import careerscore as cs
    >>> all(is_tabular(cs.methodology(id)) for id in cs.methodologies())
    True
    """
    if len(methodology.tiers) > MOST_TIERS:
        return False
    if isinstance(methodology, CompositeMethodology):
        return all(is_tabular(step) for step in methodology.steps)
    return type(methodology) in _KINDS


def repeats_values(methodology: Methodology) -> bool:
    """Tell whether the rationale repeats the value of an input, so that no table can hold it.

    Examples
    --------
    >>> import careerscore as cs
    >>> repeats_values(cs.methodology("webb/2020"))
    True
    """
    if isinstance(methodology, CompositeMethodology):
        return any(repeats_values(step) for step in methodology.steps)
    return isinstance(methodology, PublishedMeasure)


def columns_of(methodology: Methodology, algebra: Algebra) -> Columns[Any]:
    """Return the columns of a methodology that is tabular."""
    found: Columns[Any] = _KINDS[type(methodology)](methodology, algebra)
    return found


class _AdditiveColumns(DefinitionColumns[AdditiveMethodology]):
    @cached_property
    def _all_points(self) -> dict[str, Column]:
        return {name: self.points(name, self.outputs["total"]) for name in self._factors}

    def _sum(self, columns: list[Column]) -> Column:
        return self.algebra.total(columns, most_points(self.methodology))

    def _bound(self, choose: Callable[[list[int]], int]) -> Column:
        """Return the totals with the least or most points in place of those that are open."""
        open_to = {
            name: choose([band.points or 0 for band in factor.bands])
            for name, factor in self._factors.items()
        }
        filled = [
            self.algebra.filled(points, open_to[name]) for name, points in self._all_points.items()
        ]
        return self.algebra.keep(self.algebra.unless(self.invalid, self._sum(filled)))

    @cached_property
    def total(self) -> Column:
        """Sums of the points."""
        return self.algebra.keep(self._sum(list(self._all_points.values())))

    @cached_property
    def total_min(self) -> Column:
        """The least that the total can be."""
        return self._bound(min)

    @cached_property
    def total_max(self) -> Column:
        """The most that the total can be."""
        return self._bound(max)

    def _by_total(self, total: Column, output: Output, codes: Sequence[int]) -> Column:
        """Return what follows from the tier of a total; codes stand in the order of the tiers."""
        rules = self.methodology.tier_rules[::-1]
        ends = [(rule.at_least or 0, False) for rule in rules[1:]]
        return self.algebra.step(total, ends, codes[::-1], output)

    @cached_property
    def tier_rank(self) -> Column:
        """Ranks of the tiers."""
        ranks = [rule.rank for rule in self.methodology.tier_rules]
        return self._by_total(self.total, self.outputs["tier_rank"], ranks)

    @cached_property
    def tier(self) -> Column:
        """Labels of the tiers."""
        codes = [self._code("tier", rule.label) for rule in self.methodology.tier_rules]
        return self._by_total(self.total, self.outputs["tier"], codes)

    @cached_property
    def possible_tiers(self) -> Column:
        """The tiers that are still possible."""
        if not self._is_gapless:
            return self._looked_up("possible_tiers", self._set_of, self.outputs["possible_tiers"])
        whole = self.outputs["tier_rank"]
        numbers = range(len(self.methodology.tier_rules))
        best, worst = (
            self.algebra.keep(self._by_total(bound, whole, numbers))
            for bound in (self.total_max, self.total_min)
        )
        sets = tier_sets(self.methodology.tiers)
        names = {tuple(rank - 1 for rank in ranks): words for ranks, words in sets}

        def value(ends: States) -> Any:
            first, last = ends
            if first is None or last is None:
                return None
            among = tuple(numbers)[first : last + 1]
            return self._code("possible_tiers", names[among]) if among else ANY

        key = f"{self.methodology.id} possible_tiers"
        sizes = [len(numbers), len(numbers)]
        return self.algebra.table(key, [best, worst], sizes, value, self.outputs["possible_tiers"])

    @property
    def _is_gapless(self) -> bool:
        """Whether every total from the least to the most is reached, and so every tier between."""
        for factor in self.methodology.factors:
            points = {band.points or 0 for band in factor.bands}
            if len(points) < max(points) - min(points) + 1:
                return False
        return True

    def leaves_open(self, tier: int) -> Condition:
        """Tell where a tier is possible, of rows whose inputs do not suffice."""
        if not self._is_gapless:
            return super().leaves_open(tier)
        edges = [rule.at_least or 0 for rule in self.methodology.tier_rules]
        whole = self.outputs["tier_rank"]
        reached = self.algebra.step(self.total_max, [(edges[tier - 1], False)], (0, 1), whole)
        is_open = self.algebra.equals(reached, 1)
        if tier == 1:
            return is_open
        above = self.algebra.step(self.total_min, [(edges[tier - 2], False)], (0, 1), whole)
        return is_open & self.algebra.equals(above, 0)


class _RulesColumns(DefinitionColumns[RulesMethodology]):
    @cached_property
    def total(self) -> Column:
        """Rules give no total."""
        return self._nothing("total")

    @cached_property
    def total_min(self) -> Column:
        """Rules give no total."""
        return self._nothing("total_min")

    @cached_property
    def total_max(self) -> Column:
        """Rules give no total."""
        return self._nothing("total_max")

    def _that_matter(self, name: str) -> list[str]:
        """Return the inputs that some rule asks for; the words name every missing one."""
        if name == "rationale":
            return super()._that_matter(name)
        asked = {factor for rule in self.methodology.rules for factor in rule.when}
        named = [self._factors[factor].input_name for factor in self._factors if factor in asked]
        return [each for each in self._grid.ends if each in named]

    @cached_property
    def tier_rank(self) -> Column:
        """Ranks of the tiers."""
        found = self._looked_up(
            "tier_rank",
            lambda result: None if result.tier is None else result.tier.rank,
            self.outputs["tier_rank"],
        )
        return self.algebra.unless(self.insufficient, found)

    @cached_property
    def tier(self) -> Column:
        """Labels of the tiers."""
        found = self._looked_up(
            "tier",
            lambda result: None if result.tier is None else self._code("tier", result.tier.label),
            self.outputs["tier"],
        )
        return self.algebra.unless(self.insufficient, found)

    @cached_property
    def possible_tiers(self) -> Column:
        """The tiers that are still possible."""
        return self._looked_up("possible_tiers", self._set_of, self.outputs["possible_tiers"])


class _MeasureColumns(DefinitionColumns[PublishedMeasure]):
    @property
    def _only(self) -> Factor | None:
        """The measure, where it is a single one."""
        return self.methodology.factors[0] if len(self.methodology.factors) == 1 else None

    @cached_property
    def total(self) -> Column:
        """The measure itself."""
        if self._only is None:
            return self._nothing("total")
        return self.algebra.unless(self.invalid, self._values[self._only.name])

    @cached_property
    def total_min(self) -> Column:
        """The measure itself."""
        return self.total

    @cached_property
    def total_max(self) -> Column:
        """The measure itself."""
        return self.total

    def _by_tier(self, name: str, codes: Sequence[int]) -> Column:
        if self._only is None or not self.methodology.tier_rules:
            return self._nothing(name)
        return self._by_band(self._only, codes, self.outputs[name])

    @cached_property
    def tier_rank(self) -> Column:
        """Ranks of the tiers."""
        return self._by_tier("tier_rank", [tier.rank for tier in self.methodology.tiers])

    @cached_property
    def tier(self) -> Column:
        """Labels of the tiers."""
        return self._by_tier("tier", [self._code("tier", t.label) for t in self.methodology.tiers])

    @cached_property
    def possible_tiers(self) -> Column:
        """The tier, or all of them where the measure is missing."""
        labels = [tier.label for tier in self.methodology.tiers]
        if not labels:
            return self._nothing("possible_tiers")
        output = self.outputs["possible_tiers"]
        known = self._by_tier(
            "possible_tiers", [self._code("possible_tiers", label) for label in labels]
        )
        every = self.algebra.constant(self._code("possible_tiers", OR.join(labels)), output)
        found = self.algebra.pick([(self.insufficient, every)], known)
        return self.algebra.unless(self.invalid, found)


class _CompositionColumns(Columns[CompositeMethodology]):
    @cached_property
    def _steps(self) -> list[Columns[Any]]:
        return [columns_of(step, self.algebra) for step in self.methodology.steps]

    @cached_property
    def _taken(self) -> list[Condition]:
        """Where each step but the last ends the search: it can tell, or refuses."""
        return [
            self.algebra.any_of([step.invalid, ~step.insufficient]) for step in self._steps[:-1]
        ]

    def _of_taken(self, columns: Sequence[Column]) -> Column:
        """Return for every row the column of the step that was taken."""
        *earlier, last = columns
        return self.algebra.pick(list(zip(self._taken, earlier, strict=True)), last)

    @cached_property
    def invalid(self) -> Condition:
        invalid = self._steps[-1].invalid
        for taken, step in zip(self._taken[::-1], self._steps[-2::-1], strict=True):
            invalid = self.algebra.any_of([taken & step.invalid, ~taken & invalid])
        return invalid

    @cached_property
    def insufficient(self) -> Condition:
        insufficient = self._steps[-1].insufficient
        for taken in self._taken:
            insufficient = insufficient & ~taken
        return insufficient

    def label(self, factor: str, output: Output) -> Column:
        return self._of_taken([self._part(step, factor, output) for step in self._steps])

    def points(self, factor: str, output: Output) -> Column:
        return self._of_taken([self._part(step, factor, output) for step in self._steps])

    def _part(self, step: Columns[Any], factor: str, output: Output) -> Column:
        known = any(other.factor == factor for other in step.outputs.values())
        if not known:
            return self.algebra.constant(None, output)
        return getattr(step, output.part)(factor, output)

    @cached_property
    def status(self) -> Column:
        """Whether the first step could tell."""
        first, *_ = self._steps
        fallback = self._is(Status.FALLBACK)
        choices = [
            (self.invalid, self._is(INVALID)),
            (self.insufficient, self._is(Status.INSUFFICIENT)),
            (self._taken[0], first.column(self.outputs["status"])),
        ]
        return self.algebra.pick(choices, fallback)

    @cached_property
    def total(self) -> Column:
        """Totals of the steps taken."""
        return self._of_taken([step.column(self.outputs["total"]) for step in self._steps])

    def _bound(self, name: str, among: Callable[[Column, Column], Column]) -> Column:
        first, *others = bounds = [step.column(self.outputs[name]) for step in self._steps]
        for other in others:
            first = among(first, other)
        known = self._of_taken(bounds)
        return self.algebra.pick([(self.insufficient, first)], known)

    @cached_property
    def total_min(self) -> Column:
        """The least that the total can be, by any step."""
        return self._bound("total_min", self.algebra.lower)

    @cached_property
    def total_max(self) -> Column:
        """The most that the total can be, by any step."""
        return self._bound("total_max", self.algebra.higher)

    @cached_property
    def tier_rank(self) -> Column:
        """Ranks of the tiers of the steps taken."""
        return self._of_taken([step.column(self.outputs["tier_rank"]) for step in self._steps])

    @cached_property
    def tier(self) -> Column:
        """Labels of the tiers of the steps taken."""
        return self._of_taken([step.column(self.outputs["tier"]) for step in self._steps])

    @cached_property
    def possible_tiers(self) -> Column:
        """The tier, or all that any step leaves open."""
        known = [step.column(self.outputs["possible_tiers"]) for step in self._steps]
        tiers = self.methodology.tiers
        whole = self.outputs["tier_rank"]
        yes, no = (self.algebra.constant(value, whole) for value in (1, 0))
        are_open = [
            self.algebra.keep(self.algebra.pick([(self.leaves_open(tier.rank), yes)], no))
            for tier in tiers
        ]
        sets = dict(tier_sets(tiers))

        def value(flags: States) -> Any:
            ranks = tuple(tier.rank for tier, flag in zip(tiers, flags, strict=True) if flag)
            is_asked_for = ranks and None not in flags
            return self._code("possible_tiers", sets[ranks]) if is_asked_for else ANY

        key = f"{self.methodology.id} possible_tiers"
        sizes = [2] * len(tiers)
        among = self.algebra.table(key, are_open, sizes, value, self.outputs["possible_tiers"])
        of_taken = self._of_taken(known)
        return self.algebra.pick([(self.insufficient & ~self.invalid, among)], of_taken)

    def leaves_open(self, tier: int) -> Condition:
        """Tell where a tier is possible, of rows that suffice for none of the steps."""
        return self.algebra.any_of([step.leaves_open(tier) for step in self._steps])


_KINDS: Final[dict[type, Any]] = {
    AdditiveMethodology: _AdditiveColumns,
    RulesMethodology: _RulesColumns,
    PublishedMeasure: _MeasureColumns,
    CompositeMethodology: _CompositionColumns,
}
