"""The methodologies there are, by id: bundled, registered, and from other packages."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Final

from careerscore.errors import (
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    Problem,
    UnknownMethodologyError,
    shorten,
)
from careerscore.scoring.loading import bundled_methodology, bundled_methodology_ids
from careerscore.scoring.protocol import Methodology

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from importlib.metadata import EntryPoint

    Source = Callable[[], Methodology]

__all__ = [
    "ENTRY_POINTS",
    "Registry",
    "methodologies",
    "methodology",
    "methodology_of",
    "refused_methodologies",
    "register",
]

ENTRY_POINTS: Final = "careerscore.methodologies"
"""The entry-point group of packages that bring methodologies; the name is the id."""


class Registry:
    """Methodologies by id; an id never changes its meaning.

    Parameters
    ----------
    methodologies : iterable of Methodology
        Those it starts with.
    """

    def __init__(self, methodologies: Iterable[Methodology] = ()) -> None:
        self._by_id: dict[str, Methodology] = {}
        self._sources: dict[str, Source] = {}
        self._refused: list[Problem] = []
        for methodology in methodologies:
            self.register(methodology)

    def register(self, methodology: Methodology) -> None:
        """Add a methodology; the same one twice is no fault."""
        if not isinstance(methodology, Methodology):
            problem = Problem("methodology", shorten(methodology), "a Methodology")
            raise InvalidInputError("register", (problem,))
        held = self.get(methodology.id) if methodology.id in self.ids() else None
        if held is not None and held.fingerprint != methodology.fingerprint:
            raise DuplicateMethodologyError(methodology.id)
        self._by_id[methodology.id] = held or methodology

    def offer(self, id: str, source: Source, origin: str) -> None:
        """Add an id whose methodology is made when it is first asked for.

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

    def get(self, id: str) -> Methodology:
        """Return the methodology of an id."""
        if id not in self._by_id:
            if id not in self._sources:
                raise UnknownMethodologyError(id, self.ids())
            self._by_id[id] = self._sources[id]()
        return self._by_id[id]


@cache
def _shared() -> Registry:
    # Filled when first asked for, so that importing reads no file.
    registry = Registry()
    for id in bundled_methodology_ids():
        registry.offer(id, _bundled_source(id), "careerscore")
    return registry


def _bundled_source(id: str) -> Source:
    return lambda: bundled_methodology(id)


@cache
def _with_plugins() -> Registry:
    """Return the shared registry after every installed package has offered its own."""
    from importlib.metadata import entry_points

    registry = _shared()
    for entry_point in sorted(entry_points(group=ENTRY_POINTS), key=lambda each: each.name):
        registry.offer(entry_point.name, _plugin_source(entry_point), _origin(entry_point))
    return registry


def _origin(entry_point: EntryPoint) -> str:
    package = entry_point.dist.name if entry_point.dist is not None else "an unnamed package"
    return f"{package} ({entry_point.value})"


def _plugin_source(entry_point: EntryPoint) -> Source:
    return lambda: _loaded(entry_point)


def _loaded(entry_point: EntryPoint) -> Methodology:
    """Load what an entry point names: a methodology, or a function that returns one."""
    origin = _origin(entry_point)
    try:
        found = entry_point.load()
        made = found() if callable(found) and not isinstance(found, Methodology) else found
    # A plug-in is foreign code: whatever it raises is the plug-in's fault, and is told so.
    except Exception as error:
        raise MethodologyPluginError(
            entry_point.name, origin, f"{type(error).__name__}: {error}"
        ) from error
    if not isinstance(made, Methodology):
        raise MethodologyPluginError(entry_point.name, origin, f"{shorten(made)} is no methodology")
    if made.id != entry_point.name:
        reason = f"its methodology has another id, {shorten(made.id)}"
        raise MethodologyPluginError(entry_point.name, origin, reason)
    return made


def methodologies() -> tuple[str, ...]:
    """Return the ids of every methodology there is, sorted, those of other packages too.

    Nothing is imported for it: a package's methodology is loaded when it is asked for.

    Examples
    --------
    >>> "american-dream-jobs/2.0" in methodologies()
    True
    """
    return _with_plugins().ids()


def refused_methodologies() -> tuple[Problem, ...]:
    """Return what other packages offer under ids that are taken.

    Examples
    --------
    >>> refused_methodologies()
    ()
    """
    return _with_plugins().refused


def methodology(id: str) -> Methodology:
    """Return a methodology.

    Parameters
    ----------
    id : str
        ``family/version``.

    Raises
    ------
    UnknownMethodologyError
        If there is none of this id; the nearest ids are named.
    MethodologyPluginError
        If the package that offers it cannot load it.

    Examples
    --------
    >>> methodology("american-dream-jobs/2.0").title
    'GPTs are GPTs / BLS / EPOCH Additive Scoring'
    """
    if not isinstance(id, str):
        raise InvalidInputError("methodology", (Problem("id", shorten(id), "a text"),))
    return _of_id(id)


def _of_id(id: str) -> Methodology:
    registry = _shared()
    # Looking through the installed packages takes longer than scoring does.
    return (registry if id in registry.ids() else _with_plugins()).get(id)


def methodology_of(methodology: str | Methodology) -> Methodology:
    """Return a methodology that is given as such or by its id.

    Raises
    ------
    InvalidInputError
        If it is neither.
    UnknownMethodologyError
        If there is none of this id.

    Examples
    --------
    >>> methodology_of("webb/2020") is methodology_of(methodology("webb/2020"))
    True
    """
    if isinstance(methodology, str):
        return _of_id(methodology)
    if not isinstance(methodology, Methodology):
        problem = Problem("methodology", shorten(methodology), "an id or a Methodology")
        raise InvalidInputError("methodology", (problem,))
    return methodology


def register(methodology: Methodology) -> None:
    """Add a methodology of your own, for as long as the process runs.

    Parameters
    ----------
    methodology : Methodology
        What to add. Adding the same one again does nothing.

    Raises
    ------
    InvalidInputError
        If it lacks a part of the protocol.
    DuplicateMethodologyError
        If its id is taken by another definition.

    Examples
    --------
    >>> register(methodology("american-dream-jobs/2.0"))
    """
    _with_plugins().register(methodology)
