"""Methods from TOML definitions: bundled files and files of users by the same reader.

The classes check their own fields. What is done here is what they cannot do: tables become
objects, ids become the methods they name, and every fault is listed with its path. cattrs does
the same for documents, but its import would double the time of a start.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import Enum
from types import UnionType
from typing import Any, Final, TypeVar, Union, get_args, get_origin

import attrs

from careerscore import errors
from careerscore._record import fields_of, without_none
from careerscore._text import strip_control
from careerscore.errors import DefinitionError, InvalidInputError, Problem, shorten
from careerscore.methods.base import Method, MethodologyBase, nearest

T = TypeVar("T")
Engines = Callable[[], Iterable[type[MethodologyBase]]]

_MOST_ITEMS: Final = 1000
"""Longest list of a definition: whatever holds more is no definition but data."""

_LONGEST_KEY: Final = 80

_LARGEST: Final = 2**53


def build(
    data: Mapping[str, Any], name: str, engines: Engines, lookup: Callable[[str], object]
) -> Any:
    """Build a method from a parsed definition; ``engine`` names its class."""
    engine = data.get("engine")
    kind = next((each for each in engines() if each.engine == engine), None)
    if kind is None:
        expected = " or ".join(repr(each.engine) for each in engines())
        found = "nothing" if engine is None else shorten(engine)
        raise DefinitionError(name, (str(Problem("engine", found, expected)),))
    table = {key: value for key, value in data.items() if key != "engine"}
    try:
        return read_record(kind, table, lookup)
    except InvalidInputError as error:
        raise DefinitionError(name, tuple(map(str, error.problems))) from None


def read_record(
    kind: type[T], table: Mapping[str, Any], lookup: Callable[[str], object] | None = None
) -> T:
    """Build an object of a class from a table; objects in it may be tables, too."""
    reader = _Reader(lookup)
    made: T = reader.read_object(kind, table, "")
    if reader.problems:
        raise InvalidInputError(kind.__name__, tuple(reader.problems))
    return made


class _Reader:
    """Turns tables into objects, and collects what is wrong with them."""

    def __init__(self, lookup: Callable[[str], object] | None) -> None:
        self._lookup = lookup
        self.problems: list[Problem] = []

    def read_object(self, kind: type, table: Mapping[str, Any], path: str) -> Any:
        """Build an object of a class from a table."""
        arguments: dict[str, Any] = {}
        fields = {each.name: each for each in fields_of(kind) if each.init}
        for name, field in fields.items():
            before = len(self.problems)
            if name in table:
                arguments[name] = self._read(field.type, table[name], f"{path}{name}")
            elif field.default is attrs.NOTHING:
                self.problems.append(Problem.missing(f"{path}{name}"))
            if len(self.problems) > before:
                # No check takes it: the other fields are checked, rules across fields are not.
                arguments[name] = _FAULTY
        for name in table:
            if name not in fields:
                self.problems.append(Problem.unknown(f"{path}{_key(name)}", tuple(fields)))
        try:
            return kind(**arguments)
        except InvalidInputError as error:
            self.problems += [
                problem._replace(field=f"{path}{problem.field}")
                for problem in error.problems
                if arguments.get(problem.field) is not _FAULTY
            ]
            return None

    def _read(self, kind: Any, value: Any, path: str) -> Any:
        """Return what a field is given; what its own checks refuse stays as it is."""
        kind, optional = without_none(kind)
        if value is None and optional:
            return None
        origin, parts = get_origin(kind), get_args(kind)
        if origin is tuple and isinstance(value, list | tuple):
            if len(value) > _MOST_ITEMS:
                return self._wrong(path, f"at most {_MOST_ITEMS} items", len(value))
            return tuple(
                self._read(parts[0], each, f"{path}[{at}]") for at, each in enumerate(value)
            )
        if origin is Mapping and isinstance(value, Mapping):
            return {
                key: self._read(parts[1], each, f"{path}.{_key(key)}")
                for key, each in value.items()
            }
        for choice in parts if origin in (Union, UnionType) else (kind,):
            bases = getattr(choice, "__mro__", ())
            if self._lookup is not None and (Method in bases or MethodologyBase in bases):
                return self._method(value, path, self._lookup)
            if attrs.has(choice) and not isinstance(value, choice):
                if isinstance(value, Mapping):
                    return self.read_object(choice, value, f"{path}.")
                return self._wrong(path, f"a table of the fields of {choice.__name__}", value)
            if isinstance(choice, type) and issubclass(choice, Enum):
                names = {member.value: member for member in choice}
                if isinstance(value, str) and value in names:
                    return names[value]
                return self._wrong(path, " or ".join(map(repr, names)), value)
        if isinstance(value, int) and abs(value) > _LARGEST:
            return self._wrong(path, "an integer of at most 2**53, as a float holds it", value)
        return value

    def _method(self, id: Any, path: str, lookup: Callable[[str], object]) -> object:
        """Return the method that a field names by its id."""
        expected = "the id of a methodology"
        if isinstance(id, str):
            try:
                return lookup(id)
            except errors.UnknownMethodologyError as error:
                expected += f", such as {nearest(id, list(error.available))}"
            except errors.CareerscoreError as error:
                self.problems.append(Problem(path, "", str(error)))
                return _FAULTY
        return self._wrong(path, expected, id)

    def _wrong(self, path: str, expected: str, value: object) -> object:
        self.problems.append(Problem(path, shorten(value), expected))
        return _FAULTY


_FAULTY: Final = object()


def _key(name: str) -> str:
    return strip_control(name[:_LONGEST_KEY])
