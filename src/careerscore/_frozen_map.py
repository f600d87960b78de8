"""A read-only mapping that can be hashed and pickled, as `types.MappingProxyType` cannot."""

from __future__ import annotations

from collections.abc import Callable, ItemsView, Iterator, KeysView, Mapping, ValuesView
from itertools import islice
from typing import Any, Final, TypeVar

K = TypeVar("K")
V = TypeVar("V")

_MOST_SHOWN: Final = 50
"""The most items that are all in a representation: a result of every occupation has 1,016."""


class FrozenMap(Mapping[K, V]):
    """A mapping that never changes; equal to any mapping with the same items.

    Parameters
    ----------
    items : Mapping
        What it holds, copied, in the same order.

    Examples
    --------
    >>> held = FrozenMap({"low": 1, "high": 2})
    >>> held["high"], held == {"high": 2, "low": 1}
    (2, True)
    """

    __slots__ = ("_items",)

    def __init__(self, items: Mapping[K, V] | None = None) -> None:
        self._items = dict(items or {})

    def __getitem__(self, key: K) -> V:
        return self._items[key]

    def __iter__(self) -> Iterator[K]:
        return iter(self._items)

    def __len__(self) -> int:
        return len(self._items)

    # Not that of `Mapping`: it would take a `KeyError` of items that are made later for a gap.
    def get(self, key: Any, default: Any = None) -> Any:
        """Return the value of a key, or the default where there is none."""
        return self._items.get(key, default)

    # The views of the dict: those of `Mapping` call back into Python for every item.

    def keys(self) -> KeysView[K]:
        """Return a view of the keys."""
        return self._items.keys()

    def values(self) -> ValuesView[V]:
        """Return a view of the values."""
        return self._items.values()

    def items(self) -> ItemsView[K, V]:
        """Return a view of the items."""
        return self._items.items()

    def __contains__(self, key: object) -> bool:
        return key in self._items

    def __hash__(self) -> int:
        return hash(frozenset(self._items.items()))

    def __reduce__(self) -> tuple[type[FrozenMap[K, V]], tuple[dict[K, V]]]:
        return FrozenMap, (self._items,)

    def __repr__(self) -> str:
        if len(self._items) <= _MOST_SHOWN:
            return f"FrozenMap({self._items!r})"
        first = ", ".join(f"{key!r}: {self._items[key]!r}" for key in islice(self._items, 3))
        return f"FrozenMap({{{first}, ... {len(self._items)} in all}})"


class LazyMap(FrozenMap[K, V]):
    """A mapping whose items are made when they are first asked for.

    Parameters
    ----------
    make : callable
        Returns the items; the same ones each time.

    Examples
    --------
    >>> held = LazyMap(lambda: {"low": 1})
    >>> held["low"]
    1
    """

    __slots__ = ("_make",)

    def __init__(self, make: Callable[[], Mapping[K, V]]) -> None:
        self._make = make

    def __getattr__(self, name: str) -> dict[K, V]:
        # Only what is not set yet is looked for here.
        if name != "_items":
            raise AttributeError(name)
        self._items = dict(self._make())
        return self._items
