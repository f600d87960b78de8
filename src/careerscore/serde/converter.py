"""The cattrs converter: strict types, every problem with its path, documents of every version."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from contextlib import suppress
from contextvars import ContextVar
from enum import StrEnum
from functools import partial
from itertools import repeat
from types import MappingProxyType
from typing import Any, Final, get_args, get_origin

import attrs
from cattrs import Converter, errors
from cattrs.gen import make_dict_structure_fn, override

from careerscore._frozen_map import FrozenMap
from careerscore._record import KIND, is_number
from careerscore._text import is_encodable
from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.serde.documents import (
    SCHEMA_VERSION,
    VERSION_KEY,
    Migrations,
    at_key,
    is_list,
    is_mapping,
    is_read,
    shape_of,
)

_version: ContextVar[int | None] = ContextVar("_version", default=None)
"""The version of the document that is being read; parts have that of the whole."""

Hook = Callable[[Any, Any], Any]


def wrong(value: object, expected: str, field: str = "") -> InvalidInputError:
    """Return the error that a value is not what is expected."""
    return InvalidInputError("value", (Problem(field, shorten(value), expected),))


def below(problems: Iterable[Problem], path: str) -> Iterator[Problem]:
    """Return the problems of a part with their path from the whole."""
    for problem in problems:
        dot = "." if path and problem.field and not problem.field.startswith("[") else ""
        yield problem._replace(field=f"{path}{dot}{problem.field}")


def new_converter(migrations: Migrations) -> Converter:
    """Return a converter that raises `InvalidInputError` for all that is not valid."""
    converter = Converter(detailed_validation=True, forbid_extra_keys=True)
    for scalar, read in _SCALARS.items():
        converter.register_structure_hook(scalar, read)
    object_reader = partial(_object_reader, migrations)
    for holds, make in (
        (is_mapping, _mapping_reader),
        (is_list, _list_reader),
        (attrs.has, object_reader),
    ):
        converter.register_structure_hook_factory(holds, partial(make, converter))
    write = converter.unstructure
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook_func(is_list, lambda items: [write(item) for item in items])
    converter.register_unstructure_hook_func(
        is_mapping, lambda items: {_text_key(key): write(item) for key, item in items.items()}
    )
    converter.register_unstructure_hook_func(
        lambda kind: isinstance(kind, type) and issubclass(kind, Callable),  # type: ignore[arg-type]
        _refuse_function,
    )
    converter.register_unstructure_hook_factory(attrs.has, partial(_object_writer, converter))
    return converter


# ---- objects


def _object_reader(migrations: Migrations, converter: Converter, kind: Any) -> Hook:
    shape = shape_of(kind)
    not_fields = frozenset({VERSION_KEY, *shape.derived})
    newest = max([SCHEMA_VERSION, *(version + 1 for _, version in migrations)])

    def read_as(kind: Any) -> Hook:
        # Looked up when it is read, so that an error has the path of the field.
        return lambda value, _: value if kind is object else converter.structure(value, kind)

    late: dict[str, Any] = {
        field.name: override(struct_hook=read_as(field.type))
        for field in shape.fields
        if KIND in field.metadata or not is_read(field.type)
    }
    read_fields = make_dict_structure_fn(kind, converter, _cattrs_use_alias=False, **late)

    def build(value: Mapping[str, Any]) -> Any:
        fields = value
        if not not_fields.isdisjoint(value):
            fields = {name: each for name, each in value.items() if name not in not_fields}
        try:
            built = read_fields(fields, kind)
        except errors.ClassValidationError as error:
            raise InvalidInputError(kind.__name__, tuple(_problems_of(error, fields))) from None
        for name in shape.derived:
            if name in value:
                given, computed = value[name], converter.unstructure(getattr(built, name))
                # True equals 1, and is not the same.
                if given != computed or isinstance(given, bool) is not isinstance(computed, bool):
                    expected = f"{shorten(computed)}, as computed from the other fields"
                    raise wrong(given, expected, name)
        return built

    def read(value: object, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise wrong(value, f"an object with the fields of {kind.__name__}")
        if VERSION_KEY not in value and not migrations:
            return build(value)
        version = value.get(VERSION_KEY, _version.get() or newest)
        if type(version) is not int or not 1 <= version <= newest:
            known = "1" if newest == 1 else f"an integer from 1 to {newest}"
            expected = f"{known}, the newest version that this careerscore reads"
            raise wrong(version, expected, VERSION_KEY)
        token = _version.set(version)
        try:
            return build(_migrated(dict(value), kind, range(version, newest), migrations))
        finally:
            _version.reset(token)

    return read


def _problems_of(error: errors.ClassValidationError, given: Mapping[Any, Any]) -> Iterator[Problem]:
    with_note, without_note = error.group_exceptions()
    named = [(each, note.name) for each, note in with_note]
    for each, name in [*named, *zip(without_note, repeat(""))]:
        if isinstance(each, InvalidInputError):
            yield from below(each.problems, name)
        elif isinstance(each, errors.ForbiddenExtraKeysError):
            # Near names take time: not for a document of another kind.
            known = shape_of(each.cl).names if len(each.extra_fields) <= 20 else ()
            for key in given:
                if key in each.extra_fields:
                    yield Problem.unknown(key if str(key).isidentifier() else at_key(key), known)
        elif name and name not in given:
            yield Problem.missing(name)
        elif isinstance(each, errors.StructureHandlerNotFoundError):
            yield Problem(name, shorten(each.type_), "a type that can be read, or a hook for it")
        else:
            raise each


def _migrated(
    fields: Mapping[str, Any], kind: type, versions: Iterable[int], migrations: Migrations
) -> Mapping[str, Any]:
    for since in versions:
        if (migrate := migrations.get((kind.__name__, since))) is not None:
            try:
                fields = migrate(dict(fields))
            except (LookupError, TypeError, ValueError, AttributeError) as error:
                raise wrong(fields, f"a {kind.__name__} of version {since}") from error
    return fields


_AS_THEY_ARE: Final = frozenset({str, int, float, bool, type(None)})
"""Types that are written as they are: most of a document."""


def _object_writer(converter: Converter, kind: Any) -> Callable[[Any], dict[str, Any]]:
    names = shape_of(kind).names
    write_part = converter.unstructure

    def write(value: Any) -> dict[str, Any]:
        written = {}
        for name in names:
            part = getattr(value, name)
            written[name] = part if type(part) in _AS_THEY_ARE else write_part(part)
        return written

    return write


# ---- lists and mappings


def _list_reader(converter: Converter, kind: Any) -> Hook:
    made, kinds = get_origin(kind) or kind, get_args(kind)
    if not kinds:
        raise wrong(kind, "a list with the type of its items, such as list[Occupation]")
    is_fixed = made is tuple and kinds[-1] is not ...
    readers = [(converter.get_structure_hook(each), each) for each in kinds if each is not ...]

    def read(value: object, _: Any) -> Any:
        if not isinstance(value, list | tuple):
            raise wrong(value, "a list")
        if is_fixed and len(value) != len(kinds):
            raise wrong(value, f"a list of {len(kinds)}")
        return made(_read_each(enumerate(value), readers if is_fixed else repeat(readers[0])))

    return read


def _mapping_reader(converter: Converter, kind: Any) -> Hook:
    if len(get_args(kind)) != 2:
        raise wrong(kind, "a mapping with the type of its values, such as dict[str, Occupation]")
    part = get_args(kind)[1]
    readers = repeat((converter.get_structure_hook(part), part))

    def read(value: object, _: Any) -> FrozenMap[str, Any]:
        if not (isinstance(value, Mapping) and all(isinstance(key, str) for key in value)):
            raise wrong(value, "a mapping of strings")
        for key in value:
            if not is_encodable(key):
                raise wrong(key, "a key without halves of surrogate pairs", at_key(key))
        return FrozenMap(dict(zip(value, _read_each(value.items(), readers), strict=True)))

    return read


_MOST_PROBLEMS: Final = 1_000
"""A list or mapping with that many problems is of another type: more would only take time."""


def _read_each(
    items: Iterable[tuple[object, object]], readers: Iterable[tuple[Hook, Any]]
) -> list[Any]:
    """Read every item, then raise the problems of all of them, or of enough."""
    found: list[Any] = []
    problems: list[Problem] = []
    for (key, item), (read, kind) in zip(items, readers, strict=False):
        try:
            found.append(read(item, kind))
        except InvalidInputError as error:
            problems.extend(below(error.problems, at_key(key)))
            if len(problems) >= _MOST_PROBLEMS:
                break
    if problems:
        raise InvalidInputError("value", tuple(problems))
    return found


def _text_key(key: object) -> str:
    if isinstance(key, str):
        return key
    # JSON would turn it into a string, and readers could not tell.
    raise wrong(key, "a string as key", at_key(key))


def _refuse_function(value: object) -> None:
    raise wrong(value, "something that JSON can hold, as a function is not")


# ---- strings, numbers and dates: nothing is converted


def _string(value: object, _: Any) -> str:
    if isinstance(value, str) and (value.isascii() or is_encodable(value)):
        return value
    halves = " without halves of surrogate pairs" if isinstance(value, str) else ""
    raise wrong(value, f"a string{halves}")


def _reader(holds: Callable[[object], bool], expected: str) -> Hook:
    def read(value: object, _: Any) -> Any:
        if holds(value):
            return value
        raise wrong(value, expected)

    return read


def _date(value: object, _: Any) -> datetime.date:
    # TOML has dates of its own.
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    with suppress(TypeError, ValueError):
        found = datetime.date.fromisoformat(value)  # type: ignore[arg-type]
        # 20260109 and 2026-W02-5 are dates too, but no JSON Schema knows them.
        if found.isoformat() == value:
            return found
    raise wrong(value, "a date such as 2026-01-09")


def _member(value: Any, kind: type[StrEnum]) -> StrEnum:
    try:
        return kind(value)
    except ValueError:
        raise wrong(value, f"one of {', '.join(kind)}") from None


_SCALARS: Final[Mapping[type, Hook]] = MappingProxyType(
    {
        str: _string,
        bool: _reader(lambda value: isinstance(value, bool), "true or false"),
        int: _reader(lambda value: is_number(value) and isinstance(value, int), "an integer"),
        # An integer stays one: 48780 is written back as 48780, not as 48780.0.
        float: _reader(is_number, "a number"),
        datetime.date: _date,
        StrEnum: _member,
    }
)
