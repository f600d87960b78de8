"""The strategies there are of one kind: bundled, registered, and from other packages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Generic

from careerscore.errors import InvalidInputError, MethodologyPluginError, Problem, shorten
from careerscore.methods.registry import StrategyT

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint

    from careerscore.methods.registry import Registry

__all__ = ["Catalogue"]


class Catalogue(Generic[StrategyT]):
    """A registry that is filled when it is first asked.

    Parameters
    ----------
    registry : callable
        Makes the empty registry.
    entry_points : str
        The entry-point group of packages that bring strategies; the name is the id.
    bundled_ids, bundled : callable
        Give the ids of the bundled strategies, and the one of an id.
    """

    def __init__(
        self,
        registry: Callable[[], Registry[StrategyT]],
        *,
        entry_points: str,
        bundled_ids: Callable[[], tuple[str, ...]],
        bundled: Callable[[str], StrategyT],
    ) -> None:
        self._make = registry
        self._group = entry_points
        self._bundled_ids = bundled_ids
        self._bundled = bundled
        self._filled: Registry[StrategyT] | None = None
        self._looked_at_packages: bool = False

    def clear(self) -> None:
        """Forget what was registered and found; the next question finds it anew."""
        self._filled = None
        self._looked_at_packages = False

    def ids(self) -> tuple[str, ...]:
        """Return every id, sorted; nothing of a package is imported for it."""
        return self._with_packages().ids()

    @property
    def refused(self) -> tuple[Problem, ...]:
        """What packages offer under ids that are taken."""
        return self._with_packages().refused

    def get(self, id: str) -> StrategyT:
        """Return the strategy of an id."""
        registry = self._own()
        # Looking through the installed packages takes longer than scoring does.
        return (registry if id in registry.ids() else self._with_packages()).get(id)

    def of(self, given: object, subject: str = "methodology") -> StrategyT:
        """Return a strategy that is given as such or by its id."""
        if isinstance(given, str):
            return self.get(given)
        registry = self._own()
        if not registry.holds(given):
            problem = Problem(subject, shorten(given), f"an id or {registry.expected}")
            raise InvalidInputError(subject, (problem,))
        return given

    def register(self, strategy: StrategyT) -> None:
        """Add a strategy for as long as the process runs."""
        self._with_packages().register(strategy)

    def _own(self) -> Registry[StrategyT]:
        if self._filled is None:
            self._filled = self._make()
            for id in self._bundled_ids():
                self._filled.offer(id, self._bundled_source(id), "careerscore")
        return self._filled

    def _bundled_source(self, id: str) -> Callable[[], StrategyT]:
        return lambda: self._bundled(id)

    def _with_packages(self) -> Registry[StrategyT]:
        """Return the registry after every installed package has offered its own."""
        registry = self._own()
        if not self._looked_at_packages:
            from importlib.metadata import entry_points

            self._looked_at_packages = True
            for point in sorted(entry_points(group=self._group), key=lambda each: each.name):
                registry.offer(point.name, self._package_source(point), _origin(point))
        return registry

    def _package_source(self, entry_point: EntryPoint) -> Callable[[], StrategyT]:
        return lambda: self._loaded(entry_point)

    def _loaded(self, entry_point: EntryPoint) -> StrategyT:
        """Load what an entry point names: a strategy, or a function that returns one."""
        origin = _origin(entry_point)
        holds = self._own().holds
        try:
            found = entry_point.load()
            made = found() if callable(found) and not holds(found) else found
        # A plug-in is foreign code: whatever it raises is the plug-in's fault, and is told so.
        except Exception as error:
            raise MethodologyPluginError(
                entry_point.name, origin, f"{type(error).__name__}: {error}"
            ) from error
        if not holds(made):
            reason = f"{shorten(made)} is no methodology"
            raise MethodologyPluginError(entry_point.name, origin, reason)
        if made.id != entry_point.name:
            reason = f"its methodology has another id, {shorten(made.id)}"
            raise MethodologyPluginError(entry_point.name, origin, reason)
        return made


def _origin(entry_point: EntryPoint) -> str:
    package = entry_point.dist.name if entry_point.dist is not None else "an unnamed package"
    return f"{package} ({entry_point.value})"
