"""Objects of attrs classes, read and written field by field."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

import attrs

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.serde.problems import below, wrong
from careerscore.serde.shapes import VERSION_KEY, shape_of
from careerscore.serde.versions import Migrated

if TYPE_CHECKING:
    from cattrs import Converter

    from careerscore.serde.versions import History

__all__ = ["ObjectReader", "object_writer"]

_AS_THEY_ARE: Final = frozenset({str, int, float, bool, type(None)})
"""What is written as it is; most of a document is."""

Hook = Callable[[Any, Any], Any]


def _given(value: object, _: Any) -> object:
    return value


class ObjectReader:
    """Reads objects of a class: every problem found, nothing unknown dropped.

    Parameters
    ----------
    kind : type
        The class.
    converter : cattrs.Converter
        Reads the fields.
    history : History
        Knows what to do with documents of earlier versions.
    """

    def __init__(self, kind: type, converter: Converter, history: History) -> None:
        self._kind = kind
        self._shape = shape_of(kind)
        self._known = {VERSION_KEY, *self._shape.names}
        self._steps = history.steps_of(kind)
        self._history = history
        self._converter = converter
        self._hooks: dict[str, Hook] = {}

    def __call__(self, value: object, _: Any) -> Any:
        """Read an object."""
        if not isinstance(value, Mapping):
            raise wrong(value, f"an object with the fields of {self._kind.__name__}")
        if not self._steps and VERSION_KEY not in value:
            # Most objects by far.
            return self._built(value)
        version = self._history.stated(value)
        before = self._history.current
        if version == before:
            return self._read(value, version)
        # Its parts are of its version, unless they say of which they are.
        self._history.current = version
        try:
            return self._read(value, version)
        finally:
            self._history.current = before

    def _read(self, value: Mapping[Any, Any], version: int) -> Any:
        steps = [step for step in self._steps if step.since >= version]
        if not steps:
            return self._built(value)
        migrated = Migrated.of(value, steps)
        try:
            return self._built(migrated.fields)
        except InvalidInputError as error:
            raise migrated.as_written(error) from None

    def _built(self, value: Mapping[Any, Any]) -> Any:
        arguments: dict[str, Any] = {}
        problems: list[Problem] = []
        hooks = self._hooks
        for name, argument, kind, default in self._shape.fields:
            if name in value:
                try:
                    hook = hooks.get(name) or self._hook(name, kind)
                    arguments[argument] = hook(value[name], kind)
                except InvalidInputError as error:
                    problems.extend(below(error.problems, name))
            elif default is attrs.NOTHING:
                problems.append(Problem(name, "nothing", "a value"))
        problems.extend(
            Problem(str(name), shorten(value[name]), "no field of this name")
            for name in value
            if name not in self._known
        )
        if problems:
            raise InvalidInputError(self._kind.__name__, tuple(problems))
        return self._agreeing(self._kind(**arguments), value)

    def _hook(self, name: str, kind: Any) -> Hook:
        from cattrs.errors import StructureHandlerNotFoundError

        # Found when first needed: a class may hold objects of its own kind.
        try:
            hook = _given if kind is object else self._converter.get_structure_hook(kind)
        except StructureHandlerNotFoundError:
            raise wrong(kind, "a kind of field that can be read, or a hook for it") from None
        self._hooks[name] = hook
        return hook

    def _agreeing(self, built: Any, given: Mapping[str, Any]) -> Any:
        """Return an object if what was given of its properties is what they are."""
        for name in self._shape.derived:
            if name in given:
                expected = self._converter.unstructure(getattr(built, name))
                # True equals 1, and is not the same.
                same_kind = isinstance(given[name], bool) is isinstance(expected, bool)
                if not same_kind or given[name] != expected:
                    says = f"{expected}, as the other fields say"
                    problem = Problem(name, shorten(given[name]), says)
                    raise InvalidInputError(self._kind.__name__, (problem,))
        return built


def object_writer(kind: Any, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    """Return what writes objects of a class."""
    names = shape_of(kind).names

    def write(value: Any) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for name in names:
            part = getattr(value, name)
            if type(part) in _AS_THEY_ARE:
                written[name] = part
                continue
            try:
                written[name] = converter.unstructure(part)
            except InvalidInputError as error:
                raise InvalidInputError(kind.__name__, tuple(below(error.problems, name))) from None
        return written

    return write
