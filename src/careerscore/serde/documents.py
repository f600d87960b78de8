"""Objects as dicts and lists, and as JSON, with the version of the schema."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from functools import cache
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Final, NamedTuple, TypeVar, get_args, get_origin

import attrs

from careerscore._record import KIND, fields_of, is_number, without_none
from careerscore._text import is_encodable
from careerscore.errors import InvalidInputError, Problem, shorten

if TYPE_CHECKING:
    from cattrs import Converter

T = TypeVar("T")

Migrations = Mapping[tuple[str, int], Callable[[dict[str, Any]], Mapping[str, Any]]]

VERSION_KEY: Final = "schema_version"
"""Key of the version of the schema in a document."""

SCHEMA_VERSION: Final = 1
"""The version of the schema that this careerscore writes."""

MIGRATIONS: Final[Migrations] = MappingProxyType({})
"""How documents of earlier versions are read; none are needed, as version 1 is the first.

Within a version, fields with a default may be added to a class, and nothing else may change.
Otherwise raise `SCHEMA_VERSION`, and add under the name of the class and the version before
a function from the fields of that version to those of the next: ``("Pay", 1): rename_median``.
It leaves out derived fields whose rule has changed.
"""

# ---- the fields of a class in documents


class Shape(NamedTuple):
    """The fields of a class, and the properties that are written too (``_derived``)."""

    fields: tuple[attrs.Attribute[Any], ...]
    """The type of each is the one that it is read as."""
    derived: tuple[str, ...]

    @property
    def names(self) -> tuple[str, ...]:
        """Every name in a document, in order."""
        return (*(field.name for field in self.fields), *self.derived)


@cache
def shape_of(kind: Any) -> Shape:
    """Return the fields of an attrs class in documents."""
    fields = [
        each.evolve(type=each.metadata.get(KIND, each.type))
        for each in fields_of(kind)
        if each.init
    ]
    shape = Shape(tuple(fields), tuple(getattr(kind, "_derived", ())))
    if VERSION_KEY in shape.names:
        expected = "another name: documents have their version under this one"
        raise InvalidInputError(kind.__name__, (Problem(VERSION_KEY, "a field", expected),))
    return shape


def at_key(key: object) -> str:
    """Return the path of an item of a list or mapping."""
    return f"[{shorten(key)}]"


def is_mapping(kind: Any) -> bool:
    """Whether a type is a mapping."""
    origin = get_origin(kind) or kind
    return isinstance(origin, type) and issubclass(origin, Mapping)


def is_list(kind: Any) -> bool:
    """Whether a type is a list or a tuple."""
    return (get_origin(kind) or kind) in (list, tuple)


def is_read(kind: Any) -> bool:
    """Whether a type is read strictly; cattrs itself reads others."""
    kind, _ = without_none(kind)
    if is_list(kind) or is_mapping(kind):
        parts = [each for each in get_args(kind) if each is not ...]
        return bool(parts) and all(map(is_read, parts))
    if not isinstance(kind, type):
        return False
    scalars = (str, int, float, bool, datetime.date)
    return kind in scalars or attrs.has(kind) or issubclass(kind, StrEnum)


# ---- reading and writing


def make_converter(*, migrations: Migrations = MIGRATIONS) -> Converter:
    """Return a new cattrs converter for the classes of careerscore, and for attrs classes of yours.

    It is strict: text is not read as a number, True is not 1, there is no NaN and no infinity,
    no unknown field is dropped, and an `InvalidInputError` lists every problem with its path. It is
    yours to register further hooks on; `from_dict` and `to_dict` use another one.

    It writes no ``schema_version``; any object that is read may have one, also for its parts.

    Parameters
    ----------
    migrations : Mapping of (class name, version) to callable
        How documents of earlier versions are read: each turns the fields of an object, a dict,
        into those of the next version. The newest version is the one that they lead to.

    Returns
    -------
    cattrs.Converter
        ``structure(data, kind)`` reads and ``unstructure(value)`` writes.

    Examples
    --------
    >>> from careerscore.economics import Money
    >>> make_converter().structure({"low": 5, "high": None}, Money)
    Money(low=5, high=None)
    >>> def renamed(fields):
    ...     return {"low": fields["least"], "high": fields["most"]}
    >>> converter = make_converter(migrations={("Money", 1): renamed})
    >>> converter.structure({"schema_version": 1, "least": 5, "most": None}, Money)
    Money(low=5, high=None)
    >>> converter.structure({"schema_version": 2, "low": 5, "high": None}, Money)
    Money(low=5, high=None)
    """
    # cattrs takes longer to import than most commands take: only when JSON is read or written.
    from careerscore.serde.converter import new_converter

    return new_converter(migrations)


@cache
def _converter() -> Converter:
    return make_converter()


def to_dict(value: object) -> Any:
    """Turn an object into dicts, lists, strings and numbers, ready for JSON.

    An object that is not part of another one gets the version of the schema, so that later
    versions of careerscore can read it.

    Parameters
    ----------
    value : object
        An object of careerscore, or lists, tuples and mappings of such objects.

    Raises
    ------
    InvalidInputError
        If a value cannot be written, such as a tax function of your own. Values of other classes
        stay as they are; `dumps` refuses them.

    See Also
    --------
    json_schema : the fields of the dicts.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> to_dict(Tier(rank=1, label="AI-Resilient", color="green"))
    {'schema_version': 1, 'rank': 1, 'label': 'AI-Resilient', 'color': 'green'}
    """
    return _written(value, _document)


def _document(value: object) -> Any:
    if attrs.has(type(value)):
        return {VERSION_KEY: SCHEMA_VERSION, **_converter().unstructure(value)}
    if isinstance(value, Mapping) and all(isinstance(key, str) for key in value):
        return {key: _document(item) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [_document(item) for item in value]
    return _converter().unstructure(value)


def unversioned(value: object) -> Any:
    """Turn an object into dicts, lists, strings and numbers, without the version of the schema.

    For comparing and hashing: a later version of the schema changes nothing.

    See Also
    --------
    careerscore.to_dict : the same with the version; parameters and errors are those.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> unversioned([Tier(rank=1, label="AI-Resilient", color="green")])
    [{'rank': 1, 'label': 'AI-Resilient', 'color': 'green'}]
    """
    return _written(value, _converter().unstructure)


def _written(value: object, write: Callable[[object], Any]) -> Any:
    try:
        return write(value)
    except InvalidInputError:
        raise _unwritable(value) from None
    except RecursionError:
        raise _too_deep(type(value).__name__) from None


def _too_deep(name: str) -> InvalidInputError:
    problem = Problem(name, "too many levels", "fewer levels, and no value within itself")
    return InvalidInputError(name, (problem,))


def from_dict(data: object, kind: type[T]) -> T:
    """Build an object from the dicts of `to_dict`.

    Parameters
    ----------
    data : object
        Dicts, lists, strings and numbers. Objects of earlier versions of the schema are
        migrated.
    kind : type
        Class of the object; or a list, tuple or dict of such, as ``list[Occupation]``.

    Raises
    ------
    InvalidInputError
        If a field is missing, unknown, of another type or of a newer version. All problems are
        listed with their paths; a list or mapping is read until it has 1,000.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> from_dict({"rank": 1, "label": "AI-Resilient", "color": "green"}, Tier).rank
    1
    >>> from_dict({"rank": "1", "label": "AI-Resilient", "shade": "green"}, Tier)
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Tier: 3 problems
      - rank: expected an integer, got '1'
      - color: missing
      - shade: unknown field
    """
    name = getattr(kind, "__name__", str(kind))
    if not is_read(kind):
        expected = "a class of careerscore such as Occupation, or a list or dict of one"
        raise InvalidInputError("from_dict", (Problem("kind", shorten(kind), expected),))
    try:
        return _converter().structure(data, kind)
    except InvalidInputError as error:
        problems = (each._replace(field=each.field or name) for each in error.problems)
        raise InvalidInputError(name, tuple(problems)) from None
    except RecursionError:
        raise _too_deep(name) from None


def dumps(value: object, *, indent: int | None = None) -> str:
    """Write an object as JSON.

    Parameters
    ----------
    value : object
        As in `to_dict`.
    indent : int, optional
        Spaces a level; everything on one line by default.

    Raises
    ------
    InvalidInputError
        If JSON cannot hold a value, such as an infinite number.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> dumps(Tier(rank=1, label="AI-Resilient", color="green"))
    '{"schema_version": 1, "rank": 1, "label": "AI-Resilient", "color": "green"}'
    """
    import json

    data = to_dict(value)
    try:
        text = json.dumps(data, indent=indent, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError):
        text = "\ud800"  # no text that can be written
    if not is_encodable(text):
        raise _unwritable(value)
    return text


def _unwritable(value: object) -> InvalidInputError:
    """Return the error that names all that JSON cannot hold."""
    name = type(value).__name__
    problems = (each._replace(field=each.field or name) for each in _unwritable_in(value, ""))
    return InvalidInputError(name, tuple(problems))


def _unwritable_in(value: object, path: str) -> Iterator[Problem]:
    kind: Any = type(value)
    if attrs.has(kind):
        for name in shape_of(kind).names:
            yield from _unwritable_in(getattr(value, name), f"{path}.{name}" if path else name)
    elif isinstance(value, Mapping):
        for key, item in value.items():
            place = path + at_key(key)
            if not (isinstance(key, str) and is_encodable(key)):
                yield Problem(place, shorten(key), f"{_STRING} as key")
            yield from _unwritable_in(item, place)
    elif isinstance(value, list | tuple):
        for number, item in enumerate(value):
            yield from _unwritable_in(item, path + at_key(number))
    elif isinstance(value, str):
        if not is_encodable(value):
            yield Problem(path, shorten(value), _STRING)
    elif isinstance(value, int | float):
        if not is_number(value) and not isinstance(value, bool):
            yield Problem(path, shorten(value), "a finite number")
    elif not isinstance(value, datetime.date | None):
        expected = "an object of careerscore, a list, a mapping, a string, a number, true or None"
        yield Problem(path, shorten(value), expected)


_STRING: Final = "a string without halves of surrogate pairs"


def loads(text: str, kind: type[T]) -> T:
    """Read an object from JSON.

    Parameters
    ----------
    text : str
        JSON, as `dumps` writes it.
    kind : type
        As in `from_dict`.

    Raises
    ------
    InvalidInputError
        If it is not JSON, has a key twice in an object, or is not such an object.

    Examples
    --------
    >>> from careerscore.model import Tier
    >>> loads('{"rank": 1, "label": "AI-Resilient", "color": "green"}', Tier).label
    'AI-Resilient'
    """
    import json

    if not isinstance(text, str):
        raise InvalidInputError("JSON", (Problem("text", shorten(text), "a string of JSON"),))
    try:
        # Some editors put a byte order mark before a text; it is no part of the JSON.
        data = json.loads(text.removeprefix("\ufeff"), object_pairs_hook=_single_values)
    except (ValueError, RecursionError):
        problem = Problem("text", shorten(text), "valid JSON")
        raise InvalidInputError("JSON", (problem,)) from None
    return from_dict(data, kind)


class _SeveralValues:
    """The values of a key that an object has more than once; no type accepts it."""

    def __repr__(self) -> str:
        return "several values"


def _single_values(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        times = Counter(key for key, _ in pairs)
        found |= {key: _SeveralValues() for key, number in times.items() if number > 1}
    return found
