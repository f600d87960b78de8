"""The expression kernel: what a methodology says as expressions, for engines that plan queries."""

from __future__ import annotations

from math import prod
from sys import float_info
from typing import TYPE_CHECKING, Any, Final, NamedTuple

import narwhals.stable.v2 as nw

from careerscore.errors import InvalidInputError, Problem
from careerscore.frames.algebra import ANY
from careerscore.frames.arguments import SUBJECT
from careerscore.frames.kinds import columns_of
from careerscore.frames.outputs import LARGEST_WHOLE

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from careerscore.frames.grid import End, States
    from careerscore.frames.outputs import Output
    from careerscore.scoring.base import Methodology

    Frame = nw.DataFrame[Any] | nw.LazyFrame[Any]

__all__ = ["LARGEST_TREE", "ExpressionAlgebra", "chosen_of", "kind_of", "score_expressions"]

LARGEST_TREE: Final = 20_000
"""The most states of its inputs for which a methodology's results are laid out as a query."""

QUOTED_AS_PYTHON: Final = frozenset({"duckdb"})
"""Engines whose categories narwhals writes as Python would: some texts cannot be told so."""

WITHOUT_CATEGORIES: Final = frozenset({"ibis", "pyspark", "pyspark[connect]", "sqlframe"})
"""Engines whose labels are texts."""

HELPER: Final = "__careerscore_"
"""How the names of helper columns begin."""


def score_expressions(
    methodology: Methodology,
    frame: Frame,
    engine: str,
    columns: Mapping[str, str | None],
    outputs: Mapping[str, Output],
) -> Frame:
    """Add outputs to a frame.

    Parameters
    ----------
    methodology : Methodology
        One that is tabular.
    frame : narwhals DataFrame or LazyFrame
        What to score.
    engine : str
        Its engine.
    columns : Mapping of str to str, or None
        The column of each input; None for one that is missing everywhere.
    outputs : Mapping of str to Output
        What to work out, by the name of the column to be.
    """
    algebra = ExpressionAlgebra(columns, frame, engine)
    of = columns_of(methodology, algebra)
    found = {output.name: of.column(output).expression for output in outputs.values()}
    return algebra.with_outputs(frame, found, outputs)


def kind_of(output: Output) -> Any:
    """Return the type of an output, where the engine has categories."""
    if output.kind == "label":
        return nw.Enum(output.categories)
    return {"whole": nw.Int16, "number": nw.Float64, "text": nw.String}[output.kind]


def chosen_of(
    choices: Sequence[tuple[nw.Expr, nw.Expr]], otherwise: nw.Expr | None = None
) -> nw.Expr:
    """Return the expression of the first condition that holds."""
    chosen = otherwise
    for condition, value in reversed(choices):
        branch = nw.when(condition).then(value)
        chosen = branch if chosen is None else branch.otherwise(chosen)
    return nw.lit(None) if chosen is None else chosen


def halved(is_within: Sequence[nw.Expr], values: Sequence[nw.Expr]) -> nw.Expr:
    """Return the value of the first condition that holds, the last one where none does.

    A condition that holds implies those after it, so that half of them can be left out at a
    time: engines do not take hundreds of choices one within another.
    """
    if not is_within:
        return values[0]
    middle = len(is_within) // 2
    lower = halved(is_within[:middle], values[: middle + 1])
    upper = halved(is_within[middle + 1 :], values[middle + 1 :])
    return nw.when(is_within[middle]).then(lower).otherwise(upper)


class Node(NamedTuple):
    """A column or condition: an expression, and after how many stages it can be worked out."""

    expression: nw.Expr
    stage: int = 0

    def __and__(self, other: Node) -> Node:
        return Node(self.expression & other.expression, max(self.stage, other.stage))

    def __invert__(self) -> Node:
        return Node(~self.expression, self.stage)


class _Input(NamedTuple):
    values: Node
    invalid: Node


class ExpressionAlgebra:
    """Columns as expressions: see `careerscore.frames.algebra.Algebra`.

    Parameters
    ----------
    columns : Mapping of str to str, or None
        The column of each input.
    frame : narwhals DataFrame or LazyFrame
        What they are columns of; no helper column takes a name of its own.
    engine : str, optional
        Its engine; without one, labels are texts.

    Attributes
    ----------
    stages : list of dict of str to narwhals.Expr
        Helper columns to add to the frame, stage by stage: what several outputs need is
        worked out once.
    """

    def __init__(
        self, columns: Mapping[str, str | None], frame: Frame, engine: str | None = None
    ) -> None:
        self._columns = columns
        self._helper = HELPER
        while any(str(name).startswith(self._helper) for name in frame.collect_schema()):
            self._helper += "_"
        self._engine = engine
        self._inputs: dict[str, Node] = {}
        self._kept = 0
        self.stages: list[dict[str, nw.Expr]] = []

    def with_stages(self, frame: Frame) -> Frame:
        """Return a frame with the helper columns."""
        for stage in self.stages:
            frame = frame.with_columns(**stage)
        return frame

    def with_outputs(
        self, frame: Frame, found: Mapping[str, nw.Expr], outputs: Mapping[str, Output]
    ) -> Frame:
        """Return a frame with outputs, null where there is no expression, and no helper columns."""
        made = [
            self.typed(found.get(output.name), output).alias(name)
            for name, output in outputs.items()
        ]
        helpers = [name for stage in self.stages for name in stage]
        scored = self.with_stages(frame).with_columns(*made) if made else frame
        return scored.drop(*helpers) if made and helpers else scored

    def label(self, text: str, output: Output) -> nw.Expr:
        """Return a label as a constant."""
        literal = nw.lit(text)
        return literal.cast(nw.Enum(output.categories)) if self._has_categories(output) else literal

    def _has_categories(self, output: Output) -> bool:
        """Tell whether an output is of categories here, rather than of texts."""
        if output.kind != "label" or self._engine is None or self._engine in WITHOUT_CATEGORIES:
            return False
        return self._engine not in QUOTED_AS_PYTHON or all(
            repr(category) == f"'{category}'" for category in output.categories
        )

    def typed(self, expression: nw.Expr | None, output: Output) -> nw.Expr:
        """Return an expression, null where there is none, in the type of its column."""
        made = nw.lit(None) if expression is None else expression
        is_text = output.kind == "label" and not self._has_categories(output)
        return made.cast(nw.String if is_text else kind_of(output))

    def number(self, name: str, minimum: float | None, maximum: float | None) -> _Input:
        if name not in self._inputs:
            self._inputs[name] = self._read(self._columns[name])
        values = self._inputs[name]
        value = values.expression
        low = -float_info.max if minimum is None else minimum
        high = float_info.max if maximum is None else maximum
        return _Input(values, Node((value < low) | (value > high), values.stage))

    def _read(self, column: str | None) -> Node:
        if column is None:
            return Node(nw.lit(None, nw.Float64))
        # All comparisons are of doubles: a float32 against a cut would be of float32.
        value = nw.col(column).cast(nw.Float64)
        return self.keep(Node(nw.when(~value.is_nan()).then(value)))

    def constant(self, value: int | None, output: Output) -> Node:
        return Node(self._literal(value, output))

    def _literal(self, value: Any, output: Output) -> nw.Expr:
        if value is None:
            return self.typed(None, output)
        if output.kind == "label":
            return self.label(output.categories[value], output)
        return nw.lit(value, nw.String if output.kind == "text" else nw.Int16)

    def fixed(self, value: float) -> Node:
        return Node(nw.lit(value, nw.Float64))

    def filled(self, column: Node, value: float) -> Node:
        # Of the column's own type: a plain number would widen it on some engines.
        literal = nw.lit(value, nw.Int16 if isinstance(value, int) else nw.Float64)
        return column._replace(expression=nw.coalesce(column.expression, literal))

    def missing(self, column: Node) -> Node:
        return column._replace(expression=column.expression.is_null())

    def equals(self, column: Node, value: int) -> Node:
        return column._replace(expression=column.expression == value)

    def any_of(self, conditions: Sequence[Node]) -> Node:
        if not conditions:
            return Node(nw.lit(value=False))
        first, *others = (condition.expression.fill_null(value=False) for condition in conditions)
        for other in others:
            first = first | other
        return self.keep(Node(first, max(condition.stage for condition in conditions)))

    def step(
        self, column: Node, ends: Sequence[End], values: Sequence[int], output: Output
    ) -> Node:
        value = column.expression
        is_within = [value <= cut if included else value < cut for cut, included in ends]
        results = [self._literal(each, output) for each in values]
        # Null is within no end, and would be taken for a high value.
        return column._replace(
            expression=nw.when(~value.is_null()).then(halved(is_within, results))
        )

    def total(self, columns: Sequence[Node], most: int) -> Node:
        wide = most > LARGEST_WHOLE
        first, *others = (
            column.expression.cast(nw.Float64) if wide else column.expression for column in columns
        )
        for other in others:
            first = first + other
        return Node(first, max(column.stage for column in columns))

    def pick(self, choices: Sequence[tuple[Node, Node]], otherwise: Node) -> Node:
        pairs = [(condition.expression, column.expression) for condition, column in choices]
        stages = [node.stage for pair in choices for node in pair]
        return Node(chosen_of(pairs, otherwise.expression), max(otherwise.stage, *stages))

    def unless(self, condition: Node, column: Node) -> Node:
        expression = nw.when(~condition.expression).then(column.expression)
        return Node(expression, max(condition.stage, column.stage))

    def lower(self, one: Node, other: Node) -> Node:
        return self._first_if(one.expression <= other.expression, one, other)

    def higher(self, one: Node, other: Node) -> Node:
        return self._first_if(one.expression >= other.expression, one, other)

    def _first_if(self, holds: nw.Expr, one: Node, other: Node) -> Node:
        # Neither branch is taken where one of them is null.
        chosen = chosen_of([(holds, one.expression), (~holds, other.expression)])
        return Node(chosen, max(one.stage, other.stage))

    def keep(self, column: Node) -> Node:
        name = f"{self._helper}{self._kept}"
        self._kept += 1
        while len(self.stages) <= column.stage:
            self.stages.append({})
        self.stages[column.stage][name] = column.expression
        return Node(nw.col(name), column.stage + 1)

    def table(
        self,
        key: str,  # noqa: ARG002
        columns: Sequence[Node],
        sizes: Sequence[int],
        value_of: Callable[[States], Any],
        output: Output,
    ) -> Node:
        states = prod(size + 1 for size in sizes)
        if states > LARGEST_TREE:
            expected = (
                f"at most {LARGEST_TREE:,} states of its inputs to lay {output.name} out as a "
                "query; leave it out of the outputs, or score an eager frame of pandas or pyarrow"
            )
            raise InvalidInputError(
                SUBJECT, (Problem("methodology", f"{states:,} states", expected),)
            )
        tree = self._tree(columns, sizes, (), value_of, output)
        expression = self._laid_out(None if tree is ANY else tree, columns, output)
        return Node(expression, max((column.stage for column in columns), default=0))

    def _tree(
        self,
        columns: Sequence[Node],
        sizes: Sequence[int],
        states: States,
        value_of: Callable[[States], Any],
        output: Output,
    ) -> Any:
        """Return a value, or a column with a subtree for each of its states.

        A column that makes no difference is left out.
        """
        if len(states) == len(columns):
            return value_of(states)
        numbers = [*range(sizes[len(states)]), None]
        subtrees = [
            self._tree(columns, sizes, (*states, number), value_of, output) for number in numbers
        ]
        told = [tree for tree in subtrees if tree is not ANY]
        if not told:
            return ANY
        if all(tree == told[0] for tree in told):
            return told[0]
        branches = [pair for pair in zip(numbers, subtrees, strict=True) if pair[1] is not ANY]
        return _Branches(len(states), tuple(branches))

    def _laid_out(self, tree: Any, columns: Sequence[Node], output: Output) -> nw.Expr:
        if not isinstance(tree, _Branches):
            return self._literal(tree, output)
        column = columns[tree.place].expression
        known = [
            (number, self._laid_out(subtree, columns, output))
            for number, subtree in tree.subtrees
            if number is not None
        ]
        of_null = [
            self._laid_out(subtree, columns, output)
            for number, subtree in tree.subtrees
            if number is None
        ]
        # Of branches that differ, one at least is of a number.
        is_within = [column <= number for number, _ in known[:-1]]
        chosen = halved(is_within, [expression for _, expression in known])
        return nw.when(column.is_null()).then(of_null[0]).otherwise(chosen) if of_null else chosen


class _Branches(NamedTuple):
    """The place of a column among those of a table, and what follows in each of its states."""

    place: int
    subtrees: tuple[tuple[int | None, Any], ...]
