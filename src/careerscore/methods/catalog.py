"""Catalog of versioned methods: bundled, registered by the caller, and from installed packages."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Generic, TypeGuard, TypeVar, cast

from careerscore import errors
from careerscore._data import bundled, parse_toml
from careerscore._files import read_text
from careerscore._text import strip_control
from careerscore.errors import InvalidInputError, MethodologyPluginError, Problem, shorten
from careerscore.methods.base import Method
from careerscore.methods.loading import build

if TYPE_CHECKING:
    from collections.abc import Callable
    from importlib.metadata import EntryPoint
    from pathlib import Path

    from careerscore.methods.loading import Engines

MethodT = TypeVar("MethodT", bound=Method)

_LONGEST_REASON: Final = 300
"""Longest message of a package's error [characters]."""


class Catalog(Generic[MethodT]):
    """Versioned methods by id; an id never changes its meaning.

    Bundled methods come first and are answered without a look at packages. A package is loaded
    when its method is asked for; whatever it does wrong is a `MethodologyPluginError` of that id
    alone. It is filled under a lock: of threads that load one method, the first decides for all.

    `expected` names in messages what it holds; a method has all members of one of the protocols
    `kinds`; `engines` yields the class of each engine; `entry_points` is the group of packages
    that bring methods, under the id as name.
    """

    def __init__(
        self,
        expected: str,
        *,
        kinds: tuple[type, ...],
        folder: str,
        engines: Engines,
        entry_points: str,
        subject: str = "methodology",
    ) -> None:
        self._subject = subject
        self._expected = expected
        self._kinds = kinds
        self._folder = folder
        self._engines = engines
        self._group = entry_points
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget what was registered and loaded."""
        self._made: dict[str, tuple[MethodT, bool]] = {}
        """By id: the method, and whether it was registered."""
        self._offers: tuple[EntryPoint, ...] | None = None

    # Bundled and user files

    def bundled_ids(self) -> tuple[str, ...]:
        """Return the ids of the methods that come with the package, sorted."""
        return bundled().names(self._folder, ".toml")

    def parse(
        self, text: str, name: str, *, lookup: Callable[[str], object] | None = None
    ) -> MethodT:
        """Build a method from a TOML text."""
        table = parse_toml(text, name)
        return cast("MethodT", build(table, name, self._engines, lookup or self.get))

    def load(self, path: str | Path) -> MethodT:
        """Build a method from a TOML file of the user."""
        made = self.parse(read_text(path), str(path))
        if made.id in self.bundled_ids() and self.get(made.id).fingerprint != made.fingerprint:
            expected = "an id of its own, as this one is released with another definition"
            problem = Problem("id", shorten(made.id), expected)
            raise errors.DefinitionError(str(path), (str(problem),))
        return made

    # Look-up

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all methods, sorted; no package is imported for it."""
        offered = (point.name for point in self._packages())
        return tuple(sorted({*self.bundled_ids(), *self._made, *offered}))

    def get(self, id: str) -> MethodT:
        """Return the method of an id."""
        if not isinstance(id, str):
            raise InvalidInputError(self._subject, (Problem("id", shorten(id), "a string"),))
        if id in self._made:
            return self._made[id][0]
        if id in self.bundled_ids():
            path = f"{self._folder}/{id}.toml"
            return self._keep(id, build(bundled().read_toml(path), path, self._engines, self.get))
        for point in self._packages():
            if point.name == id:
                return self._keep(id, self._loaded(point))
        raise errors.UnknownMethodologyError(id, self.ids())

    def of(self, given: object) -> MethodT:
        """Return a methodology that is given as such or by its id."""
        if isinstance(given, str):
            return self.get(given)
        if not self._accepts(given):
            problem = Problem(self._subject, shorten(given), f"an id or {self._expected}")
            raise InvalidInputError(self._subject, (problem,))
        return given

    def register(self, methodology: MethodT) -> None:
        """Add a method for as long as the process runs."""
        if not self._accepts(methodology) or not isinstance(methodology.id, str):
            problem = Problem("methodology", shorten(methodology), self._expected)
            raise InvalidInputError("register", (problem,))
        id = methodology.id
        if id in self.bundled_ids():
            self.get(id)
        if self._keep(id, methodology, registered=True).fingerprint != methodology.fingerprint:
            raise errors.DuplicateMethodologyError(id)

    def _keep(self, id: str, method: MethodT, *, registered: bool = False) -> MethodT:
        """Keep a method unless its id has one already; return the one that is kept."""
        # Only here: code of a package may take for ever, or ask this catalog itself.
        with self._lock:
            return self._made.setdefault(id, (method, registered))[0]

    def _accepts(self, value: object) -> TypeGuard[MethodT]:
        # A class has what its objects have, and answers nothing.
        return isinstance(value, self._kinds) and not isinstance(value, type)

    # Packages

    def refused(self) -> tuple[Problem, ...]:
        """Return what packages offer under ids that are taken."""
        taken = {*self.bundled_ids()} | {id for id, (_, ours) in self._made.items() if ours}
        problems = []
        for point in self._packages():
            if point.name in taken:
                problems.append(Problem(point.name, _origin(point), "an id that is not taken"))
            taken.add(point.name)
        return tuple(problems)

    def _packages(self) -> tuple[EntryPoint, ...]:
        """Return the entry points of installed packages, which are looked up once."""
        if self._offers is None:
            # Looking through the installed packages takes longer than scoring does.
            from importlib.metadata import entry_points

            found = sorted(entry_points(group=self._group), key=lambda each: each.name)
            self._offers = self._offers or tuple(found)
        return self._offers

    def _loaded(self, point: EntryPoint) -> MethodT:
        """Load what an entry point names: a method, or a function that returns one."""
        # Foreign code, even where it is only asked for its id or its text: whatever it raises is
        # its own fault. It may also take for ever, or ask this catalog itself.
        try:
            loaded: Any = point.load()
            method = loaded() if callable(loaded) and not self._accepts(loaded) else loaded
            reason = self._reason_to_refuse(method, point.name)
        except KeyboardInterrupt:
            raise
        except BaseException as error:
            raise MethodologyPluginError(point.name, _origin(point), _words_of(error)) from error
        if reason:
            raise MethodologyPluginError(point.name, _origin(point), reason)
        return cast("MethodT", method)

    def _reason_to_refuse(self, method: object, id: str) -> str | None:
        if not self._accepts(method):
            return f"{shorten(method)} is not {self._expected}"
        # A property that raises does so here, and not where all methods are listed.
        for name in {name for kind in self._kinds for name in dir(kind) if name[0] != "_"}:
            getattr(method, name, None)
        for name in ("id", "title", "status", "citation", "fingerprint"):
            if not isinstance(value := getattr(method, name), str):
                return f"its {name} is not a string but {shorten(value)}"
        return None if method.id == id else f"its methodology has another id, {shorten(method.id)}"


def _origin(point: EntryPoint) -> str:
    package = point.dist.name if point.dist is not None else "an unnamed package"
    return f"{package} ({point.value})"


def _words_of(error: BaseException) -> str:
    """Return the class and message of an error of foreign code, as one short line."""
    name = type(error).__name__
    try:
        text = strip_control(str(error)[:_LONGEST_REASON])
    except KeyboardInterrupt:
        raise
    except BaseException:  # noqa: BLE001 - foreign code prints its error
        return f"{name}, without a readable message"
    return f"{name}: {text}" if text else name
