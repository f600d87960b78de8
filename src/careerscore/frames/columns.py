"""Formulas on the columns of engines that plan queries: arithmetic, choices, look-ups by steps."""

from __future__ import annotations

import operator
from abc import abstractmethod
from typing import TYPE_CHECKING, Any, ClassVar

from attrs import frozen

from careerscore.frames.curve_lookups import CurveLookups
from careerscore.frames.engines import free_prefix

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

    from careerscore.frames.outputs import Output


@frozen(eq=False)
class Column:
    """An expression of an engine, and the names of the helper columns that it uses."""

    expression: Any
    uses: frozenset[str] = frozenset()

    def __add__(self, other: Any) -> Column:
        return combined(operator.add, self, other)

    def __radd__(self, other: Any) -> Column:
        return combined(operator.add, other, self)

    def __sub__(self, other: Any) -> Column:
        return combined(operator.sub, self, other)

    def __rsub__(self, other: Any) -> Column:
        return combined(operator.sub, other, self)

    def __mul__(self, other: Any) -> Column:
        return combined(operator.mul, self, other)

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Column:
        return combined(operator.truediv, self, other)

    def __rtruediv__(self, other: Any) -> Column:
        return combined(operator.truediv, other, self)

    def __neg__(self) -> Column:
        return combined(operator.neg, self)

    def __lt__(self, other: Any) -> Column:
        return combined(operator.lt, self, other)

    def __le__(self, other: Any) -> Column:
        return combined(operator.le, self, other)

    def __gt__(self, other: Any) -> Column:
        return combined(operator.gt, self, other)

    def __ge__(self, other: Any) -> Column:
        return combined(operator.ge, self, other)

    def __eq__(self, other: object) -> Any:
        return combined(operator.eq, self, other)

    def __or__(self, other: Column) -> Column:
        return combined(operator.or_, self, other)


def combined(make: Callable[..., Any], *values: Any) -> Column:
    """Return a column made of others and of numbers."""
    columns = [value for value in values if isinstance(value, Column)]
    plain = (value.expression if isinstance(value, Column) else value for value in values)
    uses = frozenset[str]().union(*(column.uses for column in columns))
    return type(columns[0])(make(*plain), uses)


class Columns(CurveLookups):
    """The operations for columns of a query, which works step by step.

    What is kept is a helper column. Those that do not depend on each other are made in one step,
    and dropped after the last step that uses them; what no output needs is not made.
    """

    kind: ClassVar[type[Column]] = Column
    keeps_lists: ClassVar[bool] = True

    def __init__(self, names: Iterable[object]) -> None:
        super().__init__()
        self._prefix = free_prefix(names)
        self._kept: dict[str, Column] = {}
        self.missing: Any = self.kind(self._constant(None))

    def input(self, name: str) -> Column:
        """Return a column of the frame as doubles, null where it is NaN."""
        return self.keep(self.kind(self._double(name)))

    def where(self, condition: Any, yes: Any, no: Any) -> Any:
        """Return one value where a condition holds, else the other."""
        if isinstance(condition, bool):
            return yes if condition else no
        parts = [part if isinstance(part, Column) else self._constant(part) for part in (yes, no)]
        return combined(self._choice, condition, *parts)

    def floor(self, value: Column) -> Column:
        """Return the largest whole number that is not above a value, as a double."""
        return combined(self._floored, value)

    def is_known(self, value: Any) -> Any:
        """Return where a value is not missing."""
        return combined(self._known, value)

    def keep(self, value: Column) -> Column:
        """Return a value that is worked out once, as a helper column."""
        name = f"{self._prefix}{len(self._kept)}"
        self._kept[name] = value
        return self.kind(self._column(name), frozenset([name]))

    def place_of(self, value: Any) -> Any:
        """Return a whole number as a place of a list."""
        return combined(self._place, value)

    def list_of(self, values: Sequence[Any]) -> Any:
        """Return a list, to be looked up by place."""
        return self._listed(self._constants(values))

    def _listed(self, values: Any) -> Column:
        made = self.kind(values)
        return self.keep(made) if self.keeps_lists else made

    def item(self, values: Any, place: Column) -> Column:
        """Return the item at a place, the first is 0."""
        return combined(self._found, values, place)

    def output(self, value: Column | float, output: Output) -> Column:
        """Return a figure as the column of an output; that of labels is their place."""
        if not isinstance(value, Column):
            value = self.kind(self._constant(value))
        if output.kind == "integer":
            return combined(self._short, value)
        if output.kind == "label":
            return self.item(self._listed(self._labels(output)), self.place_of(value))
        return value

    def add_to(self, frame: Any, outputs: Mapping[str, Column]) -> Any:
        """Return a frame with outputs added."""
        step_of: dict[str, int] = {}
        for name, kept in self._kept.items():
            step_of[name] = max((step_of[each] + 1 for each in kept.uses), default=0)
        needed = set[str]().union(*(output.uses for output in outputs.values()))
        end = max((step_of[name] + 1 for name in needed), default=0)
        last_use = dict.fromkeys(needed, end)
        # A helper column uses earlier ones alone.
        for name, kept in reversed(self._kept.items()):
            for each in kept.uses if name in last_use else ():
                last_use[each] = max(last_use.get(each, 0), step_of[name])
        for step in range(end):
            made = {n: self._kept[n].expression for n in last_use if step_of[n] == step}
            dropped = [name for name, last in last_use.items() if last == step]
            frame = self._with_columns(frame, made, dropped)
        made = {name: output.expression for name, output in outputs.items()}
        return self._with_columns(frame, made, list(needed))

    @abstractmethod
    def _column(self, name: str) -> Any:
        """Return a column of the frame."""

    @abstractmethod
    def _double(self, name: str) -> Any:
        """Return a column of the frame as doubles, null where it is NaN."""

    @abstractmethod
    def _constant(self, value: float | None) -> Any:
        """Return a double that is the same in every row, or null."""

    @abstractmethod
    def _constants(self, values: Sequence[Any]) -> Any:
        """Return a list of doubles or texts that is the same in every row."""

    @abstractmethod
    def _place(self, value: Any) -> Any:
        """Return a whole number as a place of a list."""

    @abstractmethod
    def _labels(self, output: Output) -> Any:
        """Return the labels of an output, as categories where the engine has them."""

    @abstractmethod
    def _short(self, value: Any) -> Any:
        """Return a whole number as a 16-bit integer."""

    @abstractmethod
    def _choice(self, condition: Any, yes: Any, no: Any) -> Any:
        """Return one of two expressions, the second where the condition is null."""

    @abstractmethod
    def _floored(self, value: Any) -> Any:
        """Return a double that is rounded down."""

    @abstractmethod
    def _known(self, value: Any) -> Any:
        """Return where an expression is not null."""

    @abstractmethod
    def _found(self, values: Any, place: Any) -> Any:
        """Return the item of a list at a place, from 0; null at none."""

    @abstractmethod
    def _with_columns(self, frame: Any, made: Mapping[str, Any], dropped: Sequence[str]) -> Any:
        """Return a frame with columns added, and then others dropped."""
