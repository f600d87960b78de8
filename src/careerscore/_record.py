"""Records: attrs classes whose fields are checked by their types and limits, all at once.

A limit is declared once, beside its field; the check and the JSON Schema both read it.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from functools import cache, lru_cache
from math import inf, isfinite
from operator import attrgetter
from sys import float_info
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, NamedTuple, TypeGuard, Union, get_args, get_origin

import attrs

from careerscore._frozen_map import FrozenMap, LazyMap
from careerscore.errors import InvalidInputError, Problem, shorten


def is_number(value: object) -> TypeGuard[int | float]:
    """Whether a value is a finite number; True and False are not numbers."""
    if isinstance(value, bool) or not isinstance(value, int | float):
        return False
    try:
        return isfinite(value)
    except OverflowError:  # an integer beyond the largest float
        return False


def frozen_tuple(value: Any) -> Any:
    """Turn a list into a tuple; leave anything else for the checks."""
    # Untyped, as type checkers do not carry a type variable through an attrs converter.
    return tuple(value) if isinstance(value, list) else value


def frozen_map(value: Any) -> Any:
    """Turn a mapping into a read-only one; leave anything else for the checks."""
    # The class first: asking an abstract one takes much longer, and most values are dicts.
    if type(value) is dict or (isinstance(value, Mapping) and not isinstance(value, FrozenMap)):
        return FrozenMap(value) if value else _EMPTY
    return value


_EMPTY: Final[FrozenMap[Any, Any]] = FrozenMap()


KIND: Final = "careerscore.serde.kind"
"""Key in a field's metadata: the type that it is read as; ``object`` leaves the value as it is."""

_LIMITS: Final = "careerscore.limits"
"""Key in a field's metadata: its limits as keywords of JSON Schema."""

_EXPECTED: Final = "careerscore.expected"
"""Key in a field's metadata: the words of its message, where they do not follow from the limits."""

_NOT_BLANK: Final = FrozenMap({"pattern": r"\S"})
"""The limits of a string that declares none."""


def limits(*, empty: bool = False, expected: str | None = None, **schema: Any) -> dict[str, Any]:
    """Return the metadata of a field that has limits, for `attrs.field`.

    They are keywords of JSON Schema: `minimum`, `maximum`, `enum` or `pattern`, to which
    `maxLength` can be added. A string with `empty` may be empty.
    """
    metadata = {_LIMITS: {} if empty else schema}
    return metadata if expected is None else {**metadata, _EXPECTED: expected}


def limits_of(field: attrs.Attribute[Any]) -> Mapping[str, Any]:
    """Return the limits of a field, as keywords of JSON Schema."""
    by_default = _NOT_BLANK if field.type in (str, str | None) else {}
    limits: Mapping[str, Any] = field.metadata.get(_LIMITS, by_default)
    return limits


class Checks:
    """Problems of the arguments of a function or of the fields of a record, raised together."""

    def __init__(self, subject: str) -> None:
        self.subject = subject
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

    def value(self, field: str, value: object, kind: Any, **limits: Any) -> None:
        """Expect a value of a type within limits, those of JSON Schema; a string can be empty."""
        rule = _rule_of_argument(kind, **limits)
        self.expect(field, value, rule.expected, holds=rule.holds(value))

    def raise_problems(self) -> None:
        """Raise `InvalidInputError` with all problems, if there are any."""
        if self._problems:
            raise InvalidInputError(self.subject, tuple(self._problems))


class Record:
    """Base of attrs classes that check their own fields, by their types and limits.

    Every type of a field has to be importable at run time.
    """

    __slots__ = ()

    _checked_together: ClassVar[tuple[str, ...]] = ()
    """The fields that `_check` reads; it runs where these are valid. All by default."""

    def __attrs_post_init__(self) -> None:
        # For speed, nothing is made for a valid record without rules across its fields.
        kind: Any = type(self)
        types_of, has_check = _plan_of(kind)
        invalid: tuple[str, ...] = ()
        for name, test in _tests_of(*types_of(self)):
            if not test(getattr(self, name)):
                invalid = (*invalid, name)
        if not (invalid or has_check):
            return
        checks = Checks(kind.__name__)
        for name in invalid:
            expected = _rules_of(kind)[name].expected
            checks.expect(name, getattr(self, name), expected, holds=False)
        if not invalid or set(invalid).isdisjoint(self._checked_together or invalid):
            self._check(checks)
        checks.raise_problems()

    def _check(self, checks: Checks) -> None:
        """Check rules across fields; each field alone is valid already."""


def without_none(kind: Any) -> tuple[Any, bool]:
    """Return what a type is besides None, and whether it can be None."""
    parts = get_args(kind) if get_origin(kind) in (Union, UnionType) else ()
    if NoneType not in parts:
        return kind, False
    rest = [part for part in parts if part is not NoneType]
    return (rest[0] if len(rest) == 1 else Union[tuple(rest)]), True  # noqa: UP007


_Test = Callable[[Any], object]
"""A test of a value: true where it is valid."""


class _Rule(NamedTuple):
    """What a field accepts: classes, each with a further test of its objects, and the words."""

    tests: Mapping[type, _Test | None]
    expected: str

    def holds(self, value: Any) -> bool:
        """Whether it accepts a value; True and False are no integers."""
        return any(
            isinstance(value, kind) and (test is None or bool(test(value)))
            for kind, test in self.tests.items()
            if not (kind is int and isinstance(value, bool))
        )


def fields_of(kind: Any) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of an attrs class, their types as objects."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    if any(isinstance(each.type, str) for each in fields):  # as `annotations` postpones them
        fields = attrs.fields(attrs.resolve_types(kind))
    return fields


@cache
def _rules_of(kind: Any) -> Mapping[str, _Rule]:
    """Return the rules of the fields of a record."""
    return {
        each.name: _rule_of(each.type, limits_of(each), each.metadata.get(_EXPECTED))
        for each in fields_of(kind)
        if each.init
    }


@cache
def _plan_of(kind: Any) -> tuple[Callable[[Any], tuple[type, ...]], bool]:
    """Return what gets the types of a record and of its fields, and whether it has a `_check`."""
    names = [f"{name}.__class__" for name in _rules_of(kind)]
    types_of = attrgetter("__class__", *names) if names else lambda record: (record.__class__,)
    return types_of, kind._check is not Record._check  # noqa: SLF001 - our own hook


# Kept, as most records of a class hold the same types.
@lru_cache(maxsize=10_000)
def _tests_of(kind: Any, *types: type) -> tuple[tuple[str, _Test], ...]:
    """Return what is left to test in a record whose fields are of these types."""
    rules = zip(_rules_of(kind).items(), types, strict=True)
    tests = ((name, rule.tests.get(each, rule.holds)) for (name, rule), each in rules)
    return tuple((name, test) for name, test in tests if test is not None)


def _rule_of(kind: Any, bounds: Mapping[str, Any], expected: str | None = None) -> _Rule:
    """Return the rule of a type within limits; what is not a class accepts anything."""
    parts, origin = get_args(kind), get_origin(kind)
    if origin in (Union, UnionType):
        rules = [_rule_of(part, bounds, expected) for part in parts]
        tests = {kind: test for rule in rules for kind, test in rule.tests.items()}
        return _Rule(tests, " or ".join(rule.expected for rule in rules))
    if kind is str and bounds:
        return _string_rule(bounds, expected)
    if kind in (int, float):
        return _number_rule(kind, bounds.get("minimum"), bounds.get("maximum"))
    if origin in (tuple, Mapping):
        item = parts[origin is Mapping]
        plural = {str: "strings", float: "numbers", int: "integers"}.get(item)
        plural = plural or getattr(item, "__name__", "values")
        if origin is Mapping:
            test = _test_of_mapping(_rule_of(item, {}))
            # The items of a map that is made later are checked when they are made.
            tests = {LazyMap: None, FrozenMap: test, Mapping: test}
            return _Rule(tests, f"a mapping of strings to {plural}")
        all_hold = _test_of_list(_rule_of(item, {}))
        if parts[-1] is ...:
            return _Rule({tuple: all_hold}, f"a list of {plural}")
        # The items of a tuple of a fixed length are of one type in every record.
        return _Rule(
            {tuple: lambda value: len(value) == len(parts) and all_hold(value)},
            f"a list of {len(parts)} {plural}",
        )
    if kind is Any or not isinstance(kind, type):
        return _Rule({object: None}, "anything")
    named = {NoneType: "None", bool: "true or false", str: "a string"}.get(kind)
    article = "an" if kind.__name__[0] in "AEIOU" else "a"
    return _Rule({kind: None}, named or f"{article} {kind.__name__}")


@lru_cache(maxsize=1_000, typed=True)
def _rule_of_argument(kind: Any, **limits: Any) -> _Rule:
    return _rule_of(kind, limits)


def _string_rule(bounds: Mapping[str, Any], expected: str | None) -> _Rule:
    if bounds == _NOT_BLANK:
        return _Rule({str: str.strip}, "a non-empty string")
    if "enum" in bounds:
        choices = tuple(bounds["enum"])
        return _Rule({str: choices.__contains__}, expected or " or ".join(map(repr, choices)))
    contains, most = re.compile(bounds["pattern"]).search, bounds.get("maxLength", inf)
    return _Rule(
        {str: lambda value: len(value) <= most and contains(value)},
        expected or f"a string that matches {bounds['pattern']}",
    )


def _number_rule(kind: type[float], minimum: float | None, maximum: float | None) -> _Rule:
    # The largest float bounds all numbers: neither infinity nor NaN lies within.
    low = -float_info.max if minimum is None else minimum
    high = float_info.max if maximum is None else maximum
    words = "an integer" if kind is int else "a number"
    least, most = (f"{x:g}" if isinstance(x, float) else x for x in (minimum, maximum))
    if minimum is not None and maximum is not None:
        words += f" from {least} to {most}"
    elif minimum is not None or maximum is not None:
        words += f" of at most {most}" if minimum is None else f" of at least {least}"
    tests: dict[type, _Test | None] = dict.fromkeys((int, kind), lambda x: low <= x <= high)
    if kind is float and minimum is maximum is None:
        tests[float] = isfinite  # at once, as there are lists of thousands; not of large integers
    return _Rule(tests, words)


def _test_of_list(item: _Rule) -> _Test:
    # One look at the types is enough for most lists; a number can be NaN, too.
    enough = frozenset(kind for kind, test in item.tests.items() if test is None)
    if enough:
        return lambda items: enough.issuperset(map(type, items)) or all(map(item.holds, items))
    of_floats, tests = frozenset({float}), item.tests

    def hold(items: Sequence[Any]) -> bool:
        # Of one class, as long lists of numbers are, all have one test.
        test = tests.get(float) if of_floats.issuperset(map(type, items)) else None
        return all(map(test or item.holds, items))

    return hold


def _test_of_mapping(item: _Rule) -> _Test:
    tests, holds = item.tests, item.holds

    def hold(items: Mapping[Any, Any]) -> bool:
        for key, value in items.items():
            test = tests.get(type(value), holds)
            if not isinstance(key, str) or (test is not None and not test(value)):
                return False
        return True

    return hold
