"""Strategies of one kind by id: an id never changes its meaning."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import TYPE_CHECKING, ClassVar, Generic, Protocol, TypeGuard, TypeVar

from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    Problem,
    UnknownMethodologyError,
    shorten,
)

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

__all__ = ["Registry", "Strategy", "StrategyT"]


class Strategy(Protocol):
    """What a registry has to know of what it holds."""

    @property
    def id(self) -> str:
        """``family/version``."""
        ...

    @property
    def fingerprint(self) -> str:
        """SHA-256 over everything that defines a result."""
        ...


StrategyT = TypeVar("StrategyT", bound=Strategy)


class Registry(ABC, Generic[StrategyT]):
    """Strategies by id; an id never changes its meaning.

    Parameters
    ----------
    strategies : iterable of Strategy
        Those it starts with.
    """

    expected: ClassVar[str] = "a Strategy"
    """What `register` takes, in words."""

    def __init__(self, strategies: Iterable[StrategyT] = ()) -> None:
        self._by_id: dict[str, StrategyT] = {}
        self._sources: dict[str, Callable[[], StrategyT]] = {}
        self._refused: list[Problem] = []
        for strategy in strategies:
            self.register(strategy)

    @abstractmethod
    def holds(self, value: object) -> TypeGuard[StrategyT]:
        """Tell whether a value is a strategy of this kind."""

    def register(self, strategy: StrategyT) -> None:
        """Add a strategy; the same one twice is no fault."""
        if not self.holds(strategy):
            problem = Problem("methodology", shorten(strategy), self.expected)
            raise InvalidInputError("register", (problem,))
        held = self.get(strategy.id) if strategy.id in self.ids() else None
        if held is not None and held.fingerprint != strategy.fingerprint:
            raise DuplicateMethodologyError(strategy.id)
        self._by_id[strategy.id] = held or strategy

    def offer(self, id: str, source: Callable[[], StrategyT], origin: str) -> None:
        """Add an id whose strategy is made when it is first asked for.

        An id that is taken is refused, and kept in `refused`: what was there first stays.
        """
        if id in self.ids():
            self._refused.append(Problem(id, origin, "an id that is not taken"))
        else:
            self._sources[id] = source

    @property
    def refused(self) -> tuple[Problem, ...]:
        """The offers whose ids were taken: id, who offered it, what was expected."""
        return tuple(self._refused)

    def ids(self) -> tuple[str, ...]:
        """Return every id, sorted."""
        return tuple(sorted(self._by_id.keys() | self._sources.keys()))

    def get(self, id: str) -> StrategyT:
        """Return the strategy of an id."""
        if id not in self._by_id:
            if id not in self._sources:
                raise UnknownMethodologyError(id, self.ids())
            self._by_id[id] = self._sources[id]()
        return self._by_id[id]
