"""What a kernel has to be able to do with columns."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final, Protocol, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from careerscore.frames.grid import End, States
    from careerscore.frames.outputs import Output

__all__ = ["ANY", "Algebra", "Column", "Condition", "Number"]

Column: TypeAlias = Any
"""A column of an algebra: values, some of them null."""

Condition: TypeAlias = Any
"""A column that says yes or no of every row; joined with ``&`` and turned with ``~``."""

ANY: Final = object()
"""What a table gives for states that no row it is asked for can be in."""


class Number(Protocol):
    """An input: its values, null where missing, and where they are out of range."""

    @property
    def values(self) -> Column:
        """The values, null where they are missing."""
        ...

    @property
    def invalid(self) -> Condition:
        """Where a value is infinite or out of range."""
        ...


class Algebra(Protocol):
    """What a kernel can do with columns. Labels are numbers of their category."""

    def number(self, name: str, minimum: float | None, maximum: float | None) -> Number:
        """Return an input by its name."""
        ...

    def constant(self, value: int | None, output: Output) -> Column:
        """Return a column of one value."""
        ...

    def fixed(self, value: float) -> Column:
        """Return a column of one number, as of an input."""
        ...

    def filled(self, column: Column, value: float) -> Column:
        """Return a column with a number in place of nulls."""
        ...

    def missing(self, column: Column) -> Condition:
        """Tell where a column is null."""
        ...

    def equals(self, column: Column, value: int) -> Condition:
        """Tell where a column of whole numbers has a value."""
        ...

    def any_of(self, conditions: Sequence[Condition]) -> Condition:
        """Tell where one condition holds; nowhere, if there is none."""
        ...

    def step(
        self, column: Column, ends: Sequence[End], values: Sequence[int], output: Output
    ) -> Column:
        """Return for every row the value of the number of ends it has passed; null stays null."""
        ...

    def total(self, columns: Sequence[Column], most: int) -> Column:
        """Return sums of whole numbers of at most `most`, either way; null where one is."""
        ...

    def pick(self, choices: Sequence[tuple[Condition, Column]], otherwise: Column) -> Column:
        """Return the column of the first condition that holds."""
        ...

    def unless(self, condition: Condition, column: Column) -> Column:
        """Return a column with null where a condition holds."""
        ...

    def lower(self, one: Column, other: Column) -> Column:
        """Return the lower of two numbers, null where one is."""
        ...

    def higher(self, one: Column, other: Column) -> Column:
        """Return the higher of two numbers, null where one is."""
        ...

    def keep(self, column: Column) -> Column:
        """Return a column that is worked out once, however often it is used."""
        ...

    def table(
        self,
        key: str,
        columns: Sequence[Column],
        sizes: Sequence[int],
        value_of: Callable[[States], Any],
        output: Output,
    ) -> Column:
        """Return what a function says of the whole numbers in some columns, null being None.

        Its values are whole numbers, texts where the output is text, None, or `ANY`.
        """
        ...
