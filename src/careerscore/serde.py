"""JSON in and out for every class of the model, strict both ways.

cattrs does the work, on a converter of our own: text is not read as a number, True is
not 1, nothing unknown is dropped, and every problem is reported with its path.
"""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from typing import TYPE_CHECKING, Any, Final, TypeVar, get_args, get_origin, get_type_hints

import attrs

from careerscore.errors import InvalidInputError, Problem, shorten
from careerscore.model.checks import is_number
from careerscore.model.frozen_map import FrozenMap

if TYPE_CHECKING:
    from cattrs import Converter

__all__ = ["KIND", "dumps", "from_dict", "loads", "to_dict"]

T = TypeVar("T")

KIND: Final = "careerscore.serde.kind"
"""Key in a field's metadata: what it is read as, where that is not its type.

``object`` leaves what is given as it is.
"""

_DERIVED: Final = "written_too"
"""Name of a class attribute: properties written too, for readers without Python.

Where they are read, they must agree.
"""


def to_dict(value: object) -> Any:
    """Turn an object into dicts, lists, texts and numbers, ready for JSON.

    Parameters
    ----------
    value : object
        An object of the model, or a list, tuple or mapping of them.

    Raises
    ------
    InvalidInputError
        If there is a function in it, such as a tax of one's own.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> to_dict(Tier(rank=1, label="AI-Resilient", color="green"))
    {'rank': 1, 'label': 'AI-Resilient', 'color': 'green'}
    """
    try:
        return _converter().unstructure(value)
    except InvalidInputError as error:
        name = type(value).__name__
        raise InvalidInputError(name, tuple(_below(error.problems, "", name))) from None


def from_dict(data: object, kind: type[T]) -> T:
    """Build an object from what `to_dict` gives.

    Parameters
    ----------
    data : object
        Dicts, lists, texts and numbers.
    kind : type
        Class of the object.

    Raises
    ------
    InvalidInputError
        If anything is missing, unknown or of the wrong kind; every problem has its path.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> from_dict({"rank": 1, "label": "AI-Resilient", "color": "green"}, Tier).rank
    1
    >>> from_dict({"rank": "1", "label": "AI-Resilient", "shade": "green"}, Tier)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Tier: 3 problems
      - rank: expected a whole number, got '1'
      - color: expected a value, got nothing
      - shade: expected no field of this name, got 'green'
    """
    try:
        return _converter().structure(data, kind)
    except InvalidInputError as error:
        name = getattr(kind, "__name__", str(kind))
        raise InvalidInputError(name, tuple(_below(error.problems, "", name))) from None


def dumps(value: object, *, indent: int | None = None) -> str:
    """Write an object as JSON.

    Parameters
    ----------
    value : object
        An object of the model, or a list, tuple or mapping of them.
    indent : int, optional
        Spaces by which each level is indented; everything on one line by default.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> dumps(Tier(rank=1, label="AI-Resilient", color="green"))
    '{"rank": 1, "label": "AI-Resilient", "color": "green"}'
    """
    import json

    return json.dumps(to_dict(value), indent=indent, ensure_ascii=False, allow_nan=False)


def loads(text: str, kind: type[T]) -> T:
    """Read an object from JSON.

    Parameters
    ----------
    text : str
        What `dumps` gave.
    kind : type
        Class of the object.

    Raises
    ------
    InvalidInputError
        If the text is not JSON, or not that of such an object.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> loads('{"rank": 1, "label": "AI-Resilient", "color": "green"}', Tier).label
    'AI-Resilient'
    """
    import json

    try:
        data = json.loads(text, object_pairs_hook=_without_repeated_keys)
    except (ValueError, RecursionError) as error:
        if isinstance(error, InvalidInputError):
            raise
        raise InvalidInputError("JSON", (Problem("text", shorten(text), "valid JSON"),)) from None
    return from_dict(data, kind)


def _without_repeated_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        repeated = next(key for key in found if keys.count(key) > 1)
        raise InvalidInputError("JSON", (Problem(repeated, "several values", "one value"),))
    return found


def _wrong(value: object, expected: str) -> InvalidInputError:
    return InvalidInputError("value", (Problem("", shorten(value), expected),))


def _below(problems: Iterable[Problem], path: str, default: str = "") -> Iterator[Problem]:
    """Give the problems of a part the path of the part."""
    for problem in problems:
        dot = "." if path and problem.field and not problem.field.startswith("[") else ""
        yield problem._replace(field=f"{path}{dot}{problem.field}" or default)


def _gathered(parts: Iterable[tuple[str, Callable[[], T]]]) -> list[T]:
    """Build every part, then raise what went wrong in any of them."""
    built: list[T] = []
    problems: list[Problem] = []
    for path, build in parts:
        try:
            built.append(build())
        except InvalidInputError as error:
            problems.extend(_below(error.problems, path))
    if problems:
        raise InvalidInputError("value", tuple(problems))
    return built


@cache
def _converter() -> Converter:
    # Imported when first needed: most who score a career never write JSON.
    from cattrs import Converter

    converter = Converter()
    converter.register_structure_hook(str, _text)
    converter.register_structure_hook(StrEnum, _member)
    converter.register_structure_hook(bool, _truth)
    converter.register_structure_hook(int, _whole_number)
    converter.register_structure_hook(float, _number)
    converter.register_structure_hook(datetime.date, _date)
    converter.register_structure_hook_factory(_is_mapping, _mapping_builder)
    converter.register_structure_hook_factory(_is_tuple, _tuple_builder)
    converter.register_structure_hook_factory(attrs.has, _class_builder)
    converter.register_unstructure_hook(datetime.date, datetime.date.isoformat)
    converter.register_unstructure_hook_func(
        _is_tuple, lambda items: [converter.unstructure(item) for item in items]
    )
    converter.register_unstructure_hook_func(
        _is_mapping,
        lambda items: {key: converter.unstructure(item) for key, item in items.items()},
    )
    converter.register_unstructure_hook_func(_is_function, _refuse_function)
    converter.register_unstructure_hook_factory(attrs.has, _class_writer)
    return converter


def _is_function(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Callable)  # type: ignore[arg-type]


def _is_mapping(kind: Any) -> bool:
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def _is_tuple(kind: Any) -> bool:
    return (get_origin(kind) or kind) is tuple


def _text(value: object, _: Any) -> str:
    if isinstance(value, str):
        return value
    raise _wrong(value, "a text")


def _truth(value: object, _: Any) -> bool:
    if isinstance(value, bool):
        return value
    raise _wrong(value, "true or false")


def _whole_number(value: object, _: Any) -> int:
    if is_number(value) and isinstance(value, int):
        return value
    raise _wrong(value, "a whole number")


def _number(value: object, _: Any) -> float:
    # A whole number stays one: 48780 is written back as 48780, not as 48780.0.
    if is_number(value):
        return value
    raise _wrong(value, "a number")


def _date(value: object, _: Any) -> datetime.date:
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value)
        except ValueError:
            pass
    raise _wrong(value, "a date such as 2026-01-09")


def _member(value: object, kind: type[StrEnum]) -> StrEnum:
    for member in kind:
        if value == member.value:
            return member
    raise _wrong(value, f"one of {', '.join(kind)}")


def _mapping_builder(kind: Any, converter: Converter) -> Callable[[object, Any], Any]:
    _, value_kind = get_args(kind)

    def build(value: object, _: Any) -> FrozenMap[str, Any]:
        if not (isinstance(value, Mapping) and all(isinstance(key, str) for key in value)):
            raise _wrong(value, "a mapping from text")
        parts = [
            (f"[{key!r}]", lambda item=item: converter.structure(item, value_kind))
            for key, item in value.items()
        ]
        return FrozenMap(dict(zip(value, _gathered(parts), strict=True)))

    return build


def _tuple_builder(kind: Any, converter: Converter) -> Callable[[object, Any], Any]:
    kinds = get_args(kind)

    def build(value: object, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise _wrong(value, "a list")
        wanted = kinds[:1] * len(value) if kinds[-1] is ... else kinds
        if len(wanted) != len(value):
            raise _wrong(value, f"a list of {len(wanted)}")
        parts = [
            (f"[{place}]", lambda item=item, kind=kind: converter.structure(item, kind))
            for place, (item, kind) in enumerate(zip(value, wanted, strict=True))
        ]
        return tuple(_gathered(parts))

    return build


def _class_builder(kind: Any, converter: Converter) -> Callable[[object, Any], Any]:
    types = get_type_hints(kind)
    fields = [field for field in attrs.fields(kind) if field.init]
    types |= {field.name: field.metadata[KIND] for field in fields if KIND in field.metadata}
    derived = getattr(kind, _DERIVED, ())
    known = {*derived, *(field.name for field in fields)}

    def build(value: object, _: Any) -> Any:
        if not isinstance(value, Mapping):
            raise _wrong(value, f"an object with the fields of {kind.__name__}")
        built: dict[str, Any] = {}
        problems: list[Problem] = []
        for field in fields:
            if field.name in value:
                kind_of_field = types[field.name]
                try:
                    built[field.name] = (
                        value[field.name]
                        if kind_of_field is object
                        else converter.structure(value[field.name], kind_of_field)
                    )
                except InvalidInputError as error:
                    problems.extend(_below(error.problems, field.name))
            elif field.default is attrs.NOTHING:
                problems.append(Problem(field.name, "nothing", "a value"))
        problems.extend(
            Problem(str(name), shorten(value[name]), "no field of this name")
            for name in value
            if name not in known
        )
        if problems:
            raise InvalidInputError(kind.__name__, tuple(problems))
        return _agreeing(kind(**built), value, derived, converter)

    return build


def _agreeing(
    built: T, given: Mapping[str, Any], derived: tuple[str, ...], converter: Converter
) -> T:
    """Return an object if what was given of its properties is what they are."""
    for name in derived:
        expected = converter.unstructure(getattr(built, name))
        if name in given and given[name] != expected:
            problem = Problem(name, shorten(given[name]), f"{expected}, as the other fields say")
            raise InvalidInputError(type(built).__name__, (problem,))
    return built


def _class_writer(kind: Any, converter: Converter) -> Callable[[Any], dict[str, Any]]:
    own = (field.name for field in attrs.fields(kind) if field.init)
    names = (*own, *getattr(kind, _DERIVED, ()))

    def write(value: Any) -> dict[str, Any]:
        written: dict[str, Any] = {}
        for name in names:
            try:
                written[name] = converter.unstructure(getattr(value, name))
            except InvalidInputError as error:
                raise InvalidInputError(
                    kind.__name__, tuple(_below(error.problems, name))
                ) from None
        return written

    return write


def _refuse_function(value: object) -> None:
    raise _wrong(value, "something that can be written down, as a function cannot")
