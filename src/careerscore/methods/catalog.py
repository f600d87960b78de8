"""Catalog of versioned methods: bundled, registered by the caller, and from installed packages."""

from __future__ import annotations

from threading import Lock
from typing import TYPE_CHECKING, Any, Final, Generic, TypeGuard, TypeVar

from careerscore._data import bundled, parse_toml
from careerscore._files import read_text
from careerscore._text import strip_control
from careerscore.errors import (
    DefinitionError,
    DuplicateMethodologyError,
    InvalidInputError,
    MethodologyPluginError,
    Problem,
    UnknownMethodologyError,
    shorten,
)
from careerscore.methods.base import Method
from careerscore.methods.loading import build

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from importlib.metadata import EntryPoint
    from pathlib import Path

MethodT = TypeVar("MethodT", bound=Method)

_LONGEST_REASON: Final = 300
"""Longest message of a package's error [characters]."""


class Catalog(Generic[MethodT]):
    """Versioned methods by id; an id never changes its meaning.

    Bundled methods come first and are answered without a look at packages. A package is loaded
    when its method is asked for; whatever it does wrong is a `MethodologyPluginError` of that id
    alone. What is published here is published whole: a thread sees all of it or none of it.

    Parameters
    ----------
    expected : str
        What the catalog holds, for messages: ``"a Methodology"``.
    kinds : tuple of type
        Protocols; a method has all members of one of them.
    folder : str
        Folder of the bundled definitions.
    engines : Mapping of str to callable
        For each engine a function that returns its class.
    entry_points : str
        Entry-point group of packages that bring methods; the name of an entry point is the id.
    subject : str
        Name of an argument that takes a method, for messages.
    module : str
        The module that has the catalog as ``CATALOG``, by which it is pickled.
    """

    def __init__(
        self,
        expected: str,
        *,
        kinds: tuple[type, ...],
        folder: str,
        engines: Mapping[str, Callable[[], type]],
        entry_points: str,
        subject: str = "methodology",
        module: str = __name__,
    ) -> None:
        self._subject = subject
        self._expected = expected
        self.__module__ = module
        self._kinds = kinds
        self._folder = folder
        self._engines = engines
        self._group = entry_points
        self._lock = Lock()
        self.clear()

    def clear(self) -> None:
        """Forget what was registered and loaded."""
        with self._lock:
            self._made: Mapping[str, MethodT] = {}
            self._registered: frozenset[str] = frozenset()
            self._offers: tuple[EntryPoint, ...] | None = None

    def __reduce__(self) -> str:
        # One catalog a process: its functions, such as `careerscore.methodology`, are pickled by
        # name, as other functions are.
        return "CATALOG"

    # Bundled and user files

    def bundled_ids(self) -> tuple[str, ...]:
        """Return the ids of the methods that come with the package, sorted."""
        return bundled().names(self._folder, ".toml")

    def parse(
        self, text: str, name: str | None = None, *, lookup: Callable[[str], object] | None = None
    ) -> MethodT:
        """Build a methodology from a TOML text.

        Parameters
        ----------
        text : str
            The definition.
        name : str, optional
            Name of the file, for messages.
        lookup : callable, optional
            Returns the methodology of an id, for definitions that name others; all methodologies
            by default.

        Raises
        ------
        DefinitionError
            If it is not TOML, or the definition has faults; all of them are listed.

        Examples
        --------
        >>> from careerscore.scoring import parse_methodology
        >>> parse_methodology('engine = "additive/1"', "mine.toml")
        Traceback (most recent call last):
        careerscore.errors.DefinitionError: mine.toml: 6 problems
          - id: missing
          - title: missing
          - released: missing
          - status: missing
          - citation: missing
          - factors: missing
        """
        return self._built(text, self._subject if name is None else name, lookup)

    def load(self, path: str | Path) -> MethodT:
        """Build a methodology from a TOML file of your own.

        Methodologies that it names by id may also be registered ones or those of packages.

        Parameters
        ----------
        path : str or pathlib.Path
            The file.

        Raises
        ------
        DefinitionError
            If the file cannot be read, is not TOML, has faults, or has the id of a released
            methodology with another definition.
        """
        made = self._built(read_text(path), str(path))
        if made.id in self.bundled_ids() and self.get(made.id).fingerprint != made.fingerprint:
            expected = "an id of its own, as this one is released with another definition"
            raise DefinitionError(str(path), (f"id: expected {expected}, got {shorten(made.id)}",))
        return made

    def _built(
        self, text: str, name: str, lookup: Callable[[str], object] | None = None
    ) -> MethodT:
        made: MethodT = build(parse_toml(text, name), name, self._engines, lookup or self.get)
        return made

    # Look-up

    def ids(self) -> tuple[str, ...]:
        """Return the ids of all methodologies, sorted, those of other packages too.

        Nothing is imported for it: a package's methodology is loaded when it is asked for.

        Examples
        --------
        >>> import careerscore as cs
        >>> "american-dream-jobs/2.0" in cs.methodologies()
        True
        """
        offered = (point.name for point in self._packages())
        return tuple(sorted({*self.bundled_ids(), *self._made, *offered}))

    def get(self, id: str) -> MethodT:
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
        >>> import careerscore as cs
        >>> cs.methodology("american-dream-jobs/2.0").title
        'GPTs are GPTs / BLS / EPOCH Additive Scoring'
        """
        if not isinstance(id, str):
            raise InvalidInputError(self._subject, (Problem("id", shorten(id), "a string"),))
        made = self._made.get(id)
        if made is not None:
            return made
        if id in self.bundled_ids():
            path = f"{self._folder}/{id}.toml"
            return self._publish(
                id, build(bundled().read_toml(path), path, self._engines, self.get)
            )
        for point in self._packages():
            if point.name == id:
                return self._publish(id, self._loaded(point))
        raise UnknownMethodologyError(id, self.ids())

    def of(self, given: object) -> MethodT:
        """Return a methodology that is given as such or by its id."""
        if isinstance(given, str):
            return self.get(given)
        if not self._accepts(given):
            problem = Problem(self._subject, shorten(given), f"an id or {self._expected}")
            raise InvalidInputError(self._subject, (problem,))
        return given

    def register(self, methodology: MethodT) -> None:
        """Add a methodology of your own, for as long as the process runs.

        It comes before what a package offers under its id, unless that has been used.

        Parameters
        ----------
        methodology : Methodology or EconomicMethod
            What to add. Adding the same one again does nothing.

        Raises
        ------
        InvalidInputError
            If it lacks a part of the protocol.
        DuplicateMethodologyError
            If its id is taken by another definition.

        Examples
        --------
        >>> import careerscore as cs
        >>> cs.register(cs.methodology("american-dream-jobs/2.0"))
        """
        if not self._accepts(methodology) or not isinstance(methodology.id, str):
            problem = Problem("methodology", shorten(methodology), self._expected)
            raise InvalidInputError("register", (problem,))
        id = methodology.id
        if id in self.bundled_ids():
            self.get(id)
        if self._publish(id, methodology, registered=True).fingerprint != methodology.fingerprint:
            raise DuplicateMethodologyError(id)

    def _publish(self, id: str, method: MethodT, *, registered: bool = False) -> MethodT:
        """Keep a method unless its id has one already; return the one that is kept."""
        with self._lock:
            if id not in self._made:
                self._made = {**self._made, id: method}
                self._registered |= {id} if registered else set()
            return self._made[id]

    def _accepts(self, value: object) -> TypeGuard[MethodT]:
        # A class has what its objects have, and answers nothing.
        return isinstance(value, self._kinds) and not isinstance(value, type)

    # Packages

    def refused(self) -> tuple[Problem, ...]:
        """Return what other packages offer under ids that are taken.

        Examples
        --------
        >>> from careerscore.scoring import refused_methodologies
        >>> refused_methodologies()
        ()
        """
        taken = {*self.bundled_ids(), *self._registered}
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

            found = tuple(sorted(entry_points(group=self._group), key=lambda each: each.name))
            with self._lock:
                if self._offers is None:
                    self._offers = found
                return self._offers
        return self._offers

    def _loaded(self, point: EntryPoint) -> MethodT:
        """Load what an entry point names: a method, or a function that returns one."""
        # Foreign code, even where it is only asked for its id or its text: whatever it raises is
        # its own fault. No lock is held, as it may take for ever or ask this catalog itself.
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
        made: MethodT = method
        return made

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
    except BaseException:  # noqa: BLE001
        return f"{name}, without a readable message"
    return f"{name}: {text}" if text else name
