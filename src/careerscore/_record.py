"""Records: attrs classes whose fields are checked by their types and limits, all at once.

A limit stands beside the field it holds for, once; the check and the JSON Schema read it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from math import inf, isfinite
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, TypeGuard, Union, get_args, get_origin

import attrs

from careerscore._frozen_map import FrozenMap
from careerscore.errors import InvalidInputError, Problem, shorten

__all__ = ["Checks", "Record", "frozen_map", "frozen_tuple", "is_number", "limits", "limits_of"]


def is_number(value: object) -> TypeGuard[int | float]:
    """Tell whether a value is a finite number; True and False are not numbers.

    Examples
    --------
    >>> is_number(7), is_number(True), is_number(float("nan")), is_number("7")
    (True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:  # a whole number beyond the largest float
        return False


def frozen_tuple(value: Any) -> Any:
    """Turn a list into a tuple; leave anything else for the checks to judge.

    Untyped, as type checkers do not carry a type variable through an attrs converter.
    """
    return tuple(value) if isinstance(value, list) else value


def frozen_map(value: Any) -> Any:
    """Turn a mapping into a read-only one; leave anything else for the checks to judge."""
    if isinstance(value, Mapping) and not isinstance(value, FrozenMap):
        return FrozenMap(value)
    return value


class Checks:
    """Collects what is wrong with an object's fields, then raises it all together.

    Parameters
    ----------
    subject : str
        What is being checked, for the message.

    Examples
    --------
    >>> checks = Checks("EpochProfile")
    >>> checks.number("empathy", 7, minimum=1, maximum=5)
    >>> checks.number("hope", "much", minimum=1, maximum=5)
    >>> checks.raise_problems()
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: EpochProfile: 2 problems
      - empathy: expected a number from 1 to 5, got 7
      - hope: expected a number from 1 to 5, got 'much'
    """

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._problems: list[Problem] = []

    @property
    def passed(self) -> bool:
        """Whether nothing has been found so far."""
        return not self._problems

    def expect(
        self,
        field: str,
        value: object,
        expected: str,
        *,
        holds: bool,
        limits: Mapping[str, object] | None = None,
    ) -> None:
        """Record a problem unless what is expected of the field holds.

        `limits` says the same in words of JSON Schema, as far as these go.
        """
        if not holds:
            self._problems.append(Problem(field, shorten(value), expected))
            heard = _HEARD.get()
            if heard is not None and limits:
                heard[field] = limits

    def fail(self, field: str, problem: str) -> None:
        """Record a problem in words of its own."""
        self._problems.append(Problem(field, "", problem))

    def text(self, field: str, value: object, *, optional: bool = False) -> None:
        """Expect a text with something in it (or None, where it is optional)."""
        holds = isinstance(value, str) and bool(value.strip())
        expected = "a non-empty string" + (" or None" if optional else "")
        holds = holds or (optional and value is None)
        self.expect(field, value, expected, holds=holds, limits=_NOT_BLANK)

    def number(
        self,
        field: str,
        value: object,
        *,
        minimum: float | None = None,
        maximum: float | None = None,
        optional: bool = False,
    ) -> None:
        """Expect a finite number within bounds (or None, where it is optional)."""
        holds = (
            is_number(value)
            and (minimum is None or value >= minimum)
            and (maximum is None or value <= maximum)
        )
        holds = holds or (optional and value is None)
        expected = "a number" + _range_in_words(minimum, maximum) + (" or None" if optional else "")
        limits = None if holds else _range(minimum, maximum)
        self.expect(field, value, expected, holds=holds, limits=limits)

    def integer(
        self, field: str, value: object, *, minimum: int, maximum: int, optional: bool = False
    ) -> None:
        """Expect a whole number within bounds (or None, where it is optional)."""
        holds = is_number(value) and isinstance(value, int) and minimum <= value <= maximum
        holds = holds or (optional and value is None)
        expected = f"an integer from {minimum} to {maximum}" + (" or None" if optional else "")
        limits = None if holds else _range(minimum, maximum)
        self.expect(field, value, expected, holds=holds, limits=limits)

    def instance(
        self, field: str, value: object, kind: type[object], *, optional: bool = False
    ) -> None:
        """Expect an object of a class (or None, where it is optional)."""
        expected = f"a {kind.__name__}" + (" or None" if optional else "")
        holds = isinstance(value, kind) or (optional and value is None)
        self.expect(field, value, expected, holds=holds)

    def items(self, field: str, value: object, kind: type[object]) -> None:
        """Expect a tuple whose items are all of one class."""
        holds = isinstance(value, tuple) and all(isinstance(item, kind) for item in value)
        self.expect(field, value, f"a list of {_plural(kind)}", holds=holds)

    def numbers(self, field: str, value: object) -> None:
        """Expect a tuple of finite numbers."""
        holds = isinstance(value, tuple) and all(map(is_number, value))
        self.expect(field, value, "a list of numbers", holds=holds)

    def mapping(self, field: str, value: object, kind: type[object]) -> None:
        """Expect a mapping from text to objects of one class."""
        holds = isinstance(value, Mapping) and all(
            isinstance(key, str) and (is_number(item) if kind is float else isinstance(item, kind))
            for key, item in value.items()
        )
        self.expect(field, value, f"a mapping of strings to {_plural(kind)}", holds=holds)

    def raise_problems(self) -> None:
        """Raise `InvalidInputError` with all that was found, if anything was."""
        if self._problems:
            raise InvalidInputError(self._subject, tuple(self._problems))


def _range_in_words(minimum: float | None, maximum: float | None) -> str:
    low, high = (f"{x:g}" if isinstance(x, float) else x for x in (minimum, maximum))
    if minimum is not None and maximum is not None:
        return f" from {low} to {high}"
    if minimum is not None:
        return f" of at least {low}"
    if maximum is not None:
        return f" of at most {high}"
    return ""


def _range(minimum: object, maximum: object) -> dict[str, object]:
    """Return a range in words of JSON Schema; a bound may be a field of the object itself."""
    bounds = {"minimum": minimum, "maximum": maximum}
    return {name: bound for name, bound in bounds.items() if is_number(bound)}


_NOT_BLANK: Final = {"pattern": r"\S"}

_HEARD: ContextVar[dict[str, Mapping[str, object]] | None] = ContextVar("_HEARD", default=None)


class _Blank:
    """A value that no check takes, and that can stand in a message."""

    def __format__(self, _: str) -> str:
        return "blank"


def limits_of(kind: type) -> Mapping[str, Mapping[str, object]]:
    """Return what the checks of a class expect of its fields, in words of JSON Schema.

    The checks themselves say it: they are run on an object that holds nothing that any of
    them takes. What only holds for some values of other fields is not among it.

    Examples
    --------
    >>> from careerscore.model import EpochProfile
    >>> from careerscore._record import limits_of
    >>> limits_of(EpochProfile)["empathy"]
    {'minimum': 1, 'maximum': 5}
    """
    if issubclass(kind, Record):
        return {each.name: _schema_limits(each) for each in _fields(kind)}
    attributes: Any = kind
    check = getattr(kind, "__attrs_post_init__", None)
    if check is None:
        return {}
    heard: dict[str, Mapping[str, object]] = {}
    listening = _HEARD.set(heard)
    try:
        # Whatever is raised: what has been heard before is true all the same.
        with suppress(Exception):
            blank: object = object.__new__(kind)
            for each in attrs.fields(attributes):
                object.__setattr__(blank, each.name, _Blank())
            check(blank)
    finally:
        _HEARD.reset(listening)
    return heard


_LIMITS: Final = "careerscore.limits"
"""Key in a field's metadata: its limits as keywords of JSON Schema."""

_EXPECTED: Final = "careerscore.expected"
"""Key in a field's metadata: the words of its message."""

_EMPTY: Final = "careerscore.empty"
"""Key in a field's metadata: an empty string is allowed."""


def limits(
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] | None = None,
    pattern: str | None = None,
    max_length: int | None = None,
    empty: bool = False,
    expected: str | None = None,
) -> dict[str, Any]:
    """Return the metadata of a field that has limits, for `attrs.field`.

    Parameters
    ----------
    minimum, maximum : float, optional
        Bounds of a number.
    choices : sequence of str, optional
        The allowed strings.
    pattern : str, optional
        Regular expression that a string contains.
    max_length : int, optional
        Longest string allowed [characters].
    empty : bool
        Whether a string may be empty.
    expected : str, optional
        Words of the message; they follow from the other limits by default.

    Examples
    --------
    >>> limits(minimum=1, maximum=5)
    {'careerscore.limits': {'minimum': 1, 'maximum': 5}}
    """
    given = {
        "minimum": minimum,
        "maximum": maximum,
        "enum": choices,
        "pattern": pattern,
        "maxLength": max_length,
    }
    schema = {name: limit for name, limit in given.items() if limit is not None}
    words = {} if expected is None else {_EXPECTED: expected}
    return {_LIMITS: schema, **words, **({_EMPTY: True} if empty else {})}


class Record:
    """Base of attrs classes that check their own fields, by their types and limits.

    Every type of a field has to be importable at run time.

    Examples
    --------
    >>> from attrs import field, frozen
    >>> @frozen(kw_only=True)
    ... class Rated(Record):
    ...     stars: int = field(metadata=limits(minimum=1, maximum=5))
    ...     text: str | None = None
    >>> Rated(stars=7, text="")
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: Rated: 2 problems
      - stars: expected an integer from 1 to 5, got 7
      - text: expected a non-empty string or None, got ''
    """

    __slots__ = ()

    def __attrs_post_init__(self) -> None:
        kind: Any = type(self)
        problems = tuple(
            Problem(name, shorten(value), expected)
            for name, holds, expected in _rules_of(kind)
            if not holds(value := getattr(self, name))
        )
        if problems:
            raise InvalidInputError(kind.__name__, problems)
        checks = Checks(kind.__name__)
        self._check(checks)
        checks.raise_problems()

    def _check(self, checks: Checks) -> None:
        """Check rules across fields; each field alone is valid already."""


def _fields(kind: Any) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class, with their types as objects."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(attrs.resolve_types(kind))
    return fields


def _schema_limits(field: attrs.Attribute[Any]) -> Mapping[str, object]:
    bounds: Mapping[str, object] = field.metadata.get(_LIMITS, {})
    is_string = without_none(field.type)[0] is str
    return _NOT_BLANK if is_string and not bounds and _EMPTY not in field.metadata else bounds


class _Rule(NamedTuple):
    """What a value has to be: a test, and the words for it."""

    holds: Callable[[Any], bool]
    expected: str


@cache
def _rules_of(kind: Any) -> tuple[tuple[str, Callable[[Any], bool], str], ...]:
    """Return the name, test and words of each field that its type or limits restrict."""
    rules = ((each.name, _rule_of(each)) for each in _fields(kind))
    return tuple((name, *rule) for name, rule in rules if rule is not None)


def _rule_of(field: attrs.Attribute[Any]) -> _Rule | None:
    kind, optional = without_none(field.type)
    bounds = field.metadata.get(_LIMITS, {})
    if kind is str:
        rule: _Rule | None = _string_rule(bounds, empty=_EMPTY in field.metadata)
    elif kind in (int, float):
        rule = _number_rule(kind, bounds)
    else:
        rule = _type_rule(kind)
    if not field.init or rule is None:
        return None
    holds, expected = rule
    expected = field.metadata.get(_EXPECTED, expected)
    if optional:
        return _Rule(lambda value: value is None or holds(value), f"{expected} or None")
    return rule._replace(expected=expected)


def _string_rule(bounds: Mapping[str, Any], *, empty: bool) -> _Rule:
    if "enum" in bounds:
        choices = tuple(bounds["enum"])
        expected = " or ".join(map(repr, choices))
        return _Rule(lambda value: isinstance(value, str) and value in choices, expected)
    if "pattern" in bounds:
        contains, most = re.compile(bounds["pattern"]).search, bounds.get("maxLength", inf)
        return _Rule(
            lambda value: isinstance(value, str) and len(value) <= most and bool(contains(value)),
            f"a string that matches {bounds['pattern']}",
        )
    if empty:
        return _Rule(lambda value: isinstance(value, str), "a string")
    return _Rule(lambda value: isinstance(value, str) and bool(value.strip()), "a non-empty string")


def _number_rule(kind: type[float], bounds: Mapping[str, Any]) -> _Rule:
    low, high = bounds.get("minimum", -inf), bounds.get("maximum", inf)
    noun = "an integer" if kind is int else "a number"
    return _Rule(
        lambda value: is_number(value) and isinstance(value, int | kind) and low <= value <= high,
        noun + _range_in_words(bounds.get("minimum"), bounds.get("maximum")),
    )


def _type_rule(kind: Any) -> _Rule | None:
    """Return the rule of a type alone, None for a type that is not checked."""
    parts = get_args(kind)
    origin = get_origin(kind)
    if origin is tuple:
        return _tuple_rule(parts)
    if origin is Mapping:
        inner = _item_test(parts[1])
        return _Rule(
            lambda value: (
                isinstance(value, Mapping)
                and all(isinstance(key, str) and inner(item) for key, item in value.items())
            ),
            f"a mapping of strings to {_plural(parts[1])}",
        )
    if kind is bool:
        return _Rule(lambda value: isinstance(value, bool), "true or false")
    if isinstance(kind, type) and kind is not Any:
        article = "an" if kind.__name__[0] in "AEIOU" else "a"
        return _Rule(lambda value: isinstance(value, kind), f"{article} {kind.__name__}")
    return None


def _tuple_rule(parts: tuple[Any, ...]) -> _Rule:
    inner = _item_test(parts[0])
    if parts[-1] is ...:
        return _Rule(
            lambda value: isinstance(value, tuple) and all(map(inner, value)),
            f"a list of {_plural(parts[0])}",
        )
    tests = [_item_test(part) for part in parts]
    return _Rule(
        lambda value: (
            isinstance(value, tuple)
            and len(value) == len(tests)
            and all(test(item) for test, item in zip(tests, value, strict=True))
        ),
        f"a list of {len(tests)} {_plural(parts[0])}",
    )


def _item_test(kind: Any) -> Callable[[Any], bool]:
    """Return the test of an item of a list or mapping; a string may be empty there."""
    if kind is str:
        return lambda value: isinstance(value, str)
    if kind in (int, float):
        return _number_rule(kind, {}).holds
    kind, optional = without_none(kind)
    rule = _type_rule(kind)
    if rule is None:
        return lambda _: True
    return (lambda value: value is None or rule.holds(value)) if optional else rule.holds


def _plural(kind: Any) -> str:
    names = {str: "strings", float: "numbers", int: "integers"}
    return names.get(kind) or str(getattr(kind, "__name__", "values"))


def without_none(kind: Any) -> tuple[Any, bool]:
    """Return what a type is besides None, and whether it is None, too.

    Examples
    --------
    >>> without_none(int | None), without_none(int)
    ((<class 'int'>, True), (<class 'int'>, False))
    """
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        rest = [each for each in get_args(kind) if each is not NoneType]
        return Union[tuple(rest)], True  # noqa: UP007
    return kind, False
