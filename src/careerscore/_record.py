"""Records: attrs classes whose fields are checked by their types and limits, all at once.

A limit is declared once, beside its field; the check and the JSON Schema both read it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache
from math import inf, isfinite
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, NamedTuple, TypeGuard, Union, get_args, get_origin

import attrs

from careerscore._frozen_map import FrozenMap
from careerscore.errors import InvalidInputError, Problem, shorten

__all__ = ["Checks", "Record", "frozen_map", "frozen_tuple", "is_number", "limits", "limits_of"]


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a finite number; True and False are not numbers.

    Examples
    --------
    >>> is_number(7), is_number(True), is_number(float("nan")), is_number("7")
    (True, False, False, False)
    """
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:  # an integer beyond the largest float
        return False


def frozen_tuple(value: Any) -> Any:
    """Turn a list into a tuple; leave anything else for the checks.

    Untyped, as type checkers do not carry a type variable through an attrs converter.
    """
    return tuple(value) if isinstance(value, list) else value


def frozen_map(value: Any) -> Any:
    """Turn a mapping into a read-only one; leave anything else for the checks."""
    if isinstance(value, Mapping) and not isinstance(value, FrozenMap):
        return FrozenMap(value)
    return value


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
        Longest string that matches the pattern [characters].
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


def limits_of(kind: type) -> Mapping[str, Mapping[str, object]]:
    """Return the limits of the fields of a record, as keywords of JSON Schema.

    Examples
    --------
    >>> from careerscore.model import EpochProfile
    >>> limits_of(EpochProfile)["empathy"]
    {'minimum': 1, 'maximum': 5}
    """
    if not issubclass(kind, Record):
        return {}
    found = {each.name: each.metadata.get(_LIMITS, {}) for each in _fields(kind)}
    for each in _fields(kind):
        if without_none(each.type)[0] is str and _LIMITS not in each.metadata:
            found[each.name] = {"pattern": r"\S"}
    return found


class Checks:
    """Problems of the arguments of a function or of the fields of a record, raised together.

    Parameters
    ----------
    subject : str
        What is checked, for the message.

    Examples
    --------
    >>> checks = Checks("progression")
    >>> checks.number("rate", 7, minimum=0, maximum=1)
    >>> checks.expect("level", "x", "a level of the ladder", holds=False)
    >>> checks.raise_problems()
    Traceback (most recent call last):
    careerscore.errors.InvalidInputError: progression: 2 problems
      - rate: expected a number from 0 to 1, got 7
      - level: expected a level of the ladder, got 'x'
    """

    def __init__(self, subject: str) -> None:
        self._subject = subject
        self._problems: list[Problem] = []

    @property
    def passed(self) -> bool:
        """Whether there is no problem so far."""
        return not self._problems

    def expect(self, field: str, value: object, expected: str, *, holds: bool) -> None:
        """Add a problem unless the condition holds."""
        if not holds:
            self._problems.append(Problem(field, shorten(value), expected))

    def fail(self, field: str, problem: str) -> None:
        """Add a problem in words of its own."""
        self._problems.append(Problem(field, "", problem))

    def text(self, field: str, value: object, *, optional: bool = False) -> None:
        """Expect a non-empty string (or None, where it is optional)."""
        self._apply(field, value, _string_rule({}), optional=optional)

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
        self._apply(field, value, _number_rule(float, minimum, maximum), optional=optional)

    def integer(self, field: str, value: object, *, minimum: int, maximum: int) -> None:
        """Expect an integer within bounds."""
        self._apply(field, value, _number_rule(int, minimum, maximum))

    def instance(
        self, field: str, value: object, kind: type[object], *, optional: bool = False
    ) -> None:
        """Expect an object of a class (or None, where it is optional)."""
        self._apply(field, value, _class_rule(kind), optional=optional)

    def _apply(self, field: str, value: object, rule: _Rule, *, optional: bool = False) -> None:
        holds, expected = _or_none(rule) if optional else rule
        self.expect(field, value, expected, holds=holds(value))

    def raise_problems(self) -> None:
        """Raise `InvalidInputError` with all problems, if there are any."""
        if self._problems:
            raise InvalidInputError(self._subject, tuple(self._problems))


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
        checks = Checks(kind.__name__)
        invalid = set()
        for name, (holds, expected) in _rules_of(kind):
            if not holds(value := getattr(self, name)):
                checks.expect(name, value, expected, holds=False)
                invalid.add(name)
        if not invalid or (self._checked_together and invalid.isdisjoint(self._checked_together)):
            self._check(checks)
        checks.raise_problems()

    _checked_together: ClassVar[tuple[str, ...]] = ()
    """The fields that `_check` reads; it runs where these are valid. All by default."""

    def _check(self, checks: Checks) -> None:
        """Check rules across fields; each field alone is valid already."""


class _Rule(NamedTuple):
    """A test of a value, and the words for it."""

    holds: Callable[[Any], bool]
    expected: str


def _fields(kind: Any) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of a class, with their types as objects."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(attrs.resolve_types(kind))
    return fields


@cache
def _rules_of(kind: Any) -> tuple[tuple[str, _Rule], ...]:
    """Return the rule of each field that its type or limits restrict."""
    rules = ((each.name, _rule_of(each)) for each in _fields(kind) if each.init)
    return tuple((name, rule) for name, rule in rules if rule is not None)


def _rule_of(field: attrs.Attribute[Any]) -> _Rule | None:
    kind, optional = without_none(field.type)
    bounds = field.metadata.get(_LIMITS, {})
    rule: _Rule | None
    if kind is str:
        rule = _string_rule(bounds, empty=_EMPTY in field.metadata)
    elif kind in (int, float):
        rule = _number_rule(kind, bounds.get("minimum"), bounds.get("maximum"))
    else:
        rule = _type_rule(kind)
    if rule is None:
        return None
    rule = rule._replace(expected=field.metadata.get(_EXPECTED, rule.expected))
    return _or_none(rule) if optional else rule


def _or_none(rule: _Rule) -> _Rule:
    return _Rule(lambda value: value is None or rule.holds(value), f"{rule.expected} or None")


def _string_rule(bounds: Mapping[str, Any], *, empty: bool = False) -> _Rule:
    holds: Callable[[str], bool]
    if "enum" in bounds:
        choices = tuple(bounds["enum"])
        holds, expected = choices.__contains__, " or ".join(map(repr, choices))
    elif "pattern" in bounds:
        contains, most = re.compile(bounds["pattern"]).search, bounds.get("maxLength", inf)
        holds = lambda value: len(value) <= most and contains(value) is not None  # noqa: E731
        expected = f"a string that matches {bounds['pattern']}"
    elif empty:
        holds, expected = (lambda _: True), "a string"
    else:
        holds, expected = (lambda value: bool(value.strip())), "a non-empty string"
    return _Rule(lambda value: isinstance(value, str) and holds(value), expected)


def _number_rule(kind: type[float], minimum: float | None, maximum: float | None) -> _Rule:
    low, high = -inf if minimum is None else minimum, inf if maximum is None else maximum
    words = "an integer" if kind is int else "a number"
    least, most = (f"{x:g}" if isinstance(x, float) else x for x in (minimum, maximum))
    if minimum is not None and maximum is not None:
        words += f" from {least} to {most}"
    elif minimum is not None or maximum is not None:
        words += f" of at most {most}" if minimum is None else f" of at least {least}"
    return _Rule(
        lambda value: is_number(value) and isinstance(value, int | kind) and low <= value <= high,
        words,
    )


def _class_rule(kind: type[object]) -> _Rule:
    name = {bool: "true or false", str: "a string"}.get(kind)
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return _Rule(lambda value: isinstance(value, kind), name or f"{article} {kind.__name__}")


def _type_rule(kind: Any) -> _Rule | None:
    """Return the rule of a type alone, None for a type that is not checked."""
    parts, origin = get_args(kind), get_origin(kind)
    if origin in (Union, UnionType):
        rules = [_item_rule(part) for part in parts]
        return None if None in rules else _any_of([rule for rule in rules if rule])
    if origin is tuple and parts[-1] is ...:
        test = _item_test(parts[0])
        return _Rule(
            lambda value: isinstance(value, tuple) and all(map(test, value)),
            f"a list of {_plural(parts[0])}",
        )
    if origin is tuple:
        tests = [_item_test(part) for part in parts]
        return _Rule(
            lambda value: (
                isinstance(value, tuple)
                and len(value) == len(tests)
                and all(test(item) for test, item in zip(tests, value, strict=True))
            ),
            f"a list of {len(tests)} {_plural(parts[0])}",
        )
    if origin is Mapping:
        test = _item_test(parts[1])
        return _Rule(
            lambda value: (
                isinstance(value, Mapping)
                and all(isinstance(key, str) and test(item) for key, item in value.items())
            ),
            f"a mapping of strings to {_plural(parts[1])}",
        )
    return _class_rule(kind) if isinstance(kind, type) and kind is not Any else None


def _any_of(rules: Sequence[_Rule]) -> _Rule:
    return _Rule(
        lambda value: any(rule.holds(value) for rule in rules),
        " or ".join(rule.expected for rule in rules),
    )


def _item_rule(kind: Any) -> _Rule | None:
    """Return the rule of an item of a list or mapping; a string may be empty there."""
    return _number_rule(kind, None, None) if kind in (int, float) else _type_rule(kind)


def _item_test(kind: Any) -> Callable[[Any], bool]:
    kind, optional = without_none(kind)
    rule = _item_rule(kind)
    if rule is None:
        return lambda _: True
    return _or_none(rule).holds if optional else rule.holds


def _plural(kind: Any) -> str:
    names = {str: "strings", float: "numbers", int: "integers"}
    return names.get(kind) or str(getattr(kind, "__name__", "values"))


def without_none(kind: Any) -> tuple[Any, bool]:
    """Return what a type is besides None, and whether it can be None.

    Examples
    --------
    >>> without_none(int | None), without_none(int)
    ((<class 'int'>, True), (<class 'int'>, False))
    """
    if get_origin(kind) in (Union, UnionType) and NoneType in get_args(kind):
        rest = [each for each in get_args(kind) if each is not NoneType]
        return Union[tuple(rest)], True  # noqa: UP007
    return kind, False
