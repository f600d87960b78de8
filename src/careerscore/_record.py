"""Records: attrs classes whose fields are checked by their types and limits, all at once.

A limit is declared once, beside its field; the check and the JSON Schema both read it there.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from math import inf, isfinite
from types import NoneType, UnionType
from typing import Any, ClassVar, Final, NamedTuple, TypeGuard, Union, get_args, get_origin

import attrs

from careerscore._frozen_map import FrozenMap
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
    """Turn a list into a tuple; leave anything else for the checks.

    Untyped, as type checkers do not carry a type variable through an attrs converter.
    """
    return tuple(value) if isinstance(value, list) else value


def frozen_map(value: Any) -> Any:
    """Turn a mapping into a read-only one; leave anything else for the checks."""
    # The class first: asking an abstract one takes much longer, and most values are dicts.
    if type(value) is dict or (isinstance(value, Mapping) and not isinstance(value, FrozenMap)):
        return FrozenMap(value) if value else _EMPTY
    return value


_EMPTY: Final[FrozenMap[Any, Any]] = FrozenMap()


KIND: Final = "careerscore.serde.kind"
"""Key in a field's metadata: the type that it is read as, where that is not its own.

``object`` leaves the value as it is.
"""

_LIMITS: Final = "careerscore.limits"
"""Key in a field's metadata: its limits as keywords of JSON Schema."""

_EXPECTED: Final = "careerscore.expected"
"""Key in a field's metadata: the words of its message, where they do not follow from the limits."""

_NOT_BLANK: Final = FrozenMap({"pattern": r"\S"})
"""The limits of a string that declares none."""


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

    A string with `empty` may be empty; `max_length` [characters] goes with a `pattern`.
    """
    given = {
        "minimum": minimum,
        "maximum": maximum,
        "enum": choices,
        "pattern": pattern,
        "maxLength": max_length,
    }
    schema = {} if empty else {name: limit for name, limit in given.items() if limit is not None}
    return {_LIMITS: schema} if expected is None else {_LIMITS: schema, _EXPECTED: expected}


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
    return {each.name: _limits_of_field(each) for each in fields_of(kind)}


def _limits_of_field(field: attrs.Attribute[Any]) -> Mapping[str, Any]:
    by_default = _NOT_BLANK if without_none(field.type)[0] is str else {}
    limits: Mapping[str, Any] = field.metadata.get(_LIMITS, by_default)
    return limits


class Checks:
    """Problems of the arguments of a function or of the fields of a record, raised together.

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
        self._apply(field, value, _string_rule(_NOT_BLANK), optional=optional)

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
        expected = f"{rule.expected} or None" if optional else rule.expected
        holds = rule.holds(value) or (optional and value is None)
        self.expect(field, value, expected, holds=holds)

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

    _checked_together: ClassVar[tuple[str, ...]] = ()
    """The fields that `_check` reads; it runs where these are valid. All by default."""

    def __attrs_post_init__(self) -> None:
        # For speed, nothing is made for a valid record without rules across its fields.
        kind: Any = type(self)
        invalid: dict[str, str] = {}
        for name, optional, (holds, expected) in _rules_of(kind):
            value = getattr(self, name)
            if not ((value is None and optional) or holds(value)):
                invalid[name] = f"{expected} or None" if optional else expected
        if not invalid and kind._check is Record._check:  # noqa: SLF001
            return
        checks = Checks(kind.__name__)
        for name, expected in invalid.items():
            checks.expect(name, getattr(self, name), expected, holds=False)
        together = self._checked_together
        if not invalid or (together and invalid.keys().isdisjoint(together)):
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


class _Rule(NamedTuple):
    """A test of a value, and the words for it."""

    holds: Callable[[Any], bool]
    expected: str


def fields_of(kind: Any) -> tuple[attrs.Attribute[Any], ...]:
    """Return the fields of an attrs class, their types as objects."""
    fields: tuple[attrs.Attribute[Any], ...] = attrs.fields(kind)
    if any(isinstance(each.type, str) for each in fields):  # as `annotations` postpones them
        fields = attrs.fields(attrs.resolve_types(kind))
    return fields


@cache
def _rules_of(kind: Any) -> tuple[tuple[str, bool, _Rule], ...]:
    """Return each field that its type or limits restrict: whether it can be None, and its rule."""
    found = []
    for each in fields_of(kind):
        part, optional = without_none(each.type)
        rule = _rule_of(part, _limits_of_field(each))
        if rule is not None and each.init:
            expected = each.metadata.get(_EXPECTED, rule.expected)
            found.append((each.name, optional, _Rule(rule.holds, expected)))
    return tuple(found)


def _rule_of(kind: Any, bounds: Mapping[str, Any]) -> _Rule | None:
    """Return the rule of a type within limits, None for a type that is not checked."""
    if kind is str and bounds:
        return _string_rule(bounds)
    if kind in (int, float):
        return _number_rule(kind, bounds.get("minimum"), bounds.get("maximum"))
    parts, origin = get_args(kind), get_origin(kind)
    if origin in (Union, UnionType):
        rules = [rule for part in parts if (rule := _rule_of(part, {}))]
        if len(rules) < len(parts):
            return None
        return _Rule(
            lambda value: any(rule.holds(value) for rule in rules),
            " or ".join(rule.expected for rule in rules),
        )
    if origin is tuple:
        all_hold = _test_of_all(parts[0])
        if parts[-1] is ...:
            return _Rule(
                lambda value: isinstance(value, tuple) and all_hold(value),
                f"a list of {_plural(parts[0])}",
            )
        # The items of a tuple of a fixed length are of one type in every record.
        return _Rule(
            lambda value: isinstance(value, tuple) and len(value) == len(parts) and all_hold(value),
            f"a list of {len(parts)} {_plural(parts[0])}",
        )
    if origin is Mapping:
        keys_hold, items_hold = _test_of_all(str), _test_of_all(parts[1])
        return _Rule(
            lambda value: (
                (type(value) is FrozenMap or isinstance(value, Mapping))
                and (not value or (keys_hold(value) and items_hold(value.values())))
            ),
            f"a mapping of strings to {_plural(parts[1])}",
        )
    return _class_rule(kind) if isinstance(kind, type) and kind is not Any else None


def _string_rule(bounds: Mapping[str, Any]) -> _Rule:
    if bounds is _NOT_BLANK:
        return _Rule(
            lambda value: isinstance(value, str) and bool(value.strip()), "a non-empty string"
        )
    if "enum" in bounds:
        choices = tuple(bounds["enum"])
        return _Rule(
            lambda value: isinstance(value, str) and value in choices,
            " or ".join(map(repr, choices)),
        )
    contains, most = re.compile(bounds["pattern"]).search, bounds.get("maxLength", inf)
    return _Rule(
        lambda value: isinstance(value, str) and len(value) <= most and bool(contains(value)),
        f"a string that matches {bounds['pattern']}",
    )


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


def _test_of_all(kind: Any) -> Callable[[Iterable[Any]], bool]:
    """Return a test of the items of a list or mapping; strings may be empty there."""
    kind, optional = without_none(kind)
    rule = _rule_of(kind, {})
    if rule is None:
        return lambda _: True
    # One look at the types is enough for most lists; a number can be NaN, too.
    exact = set() if kind in (int, float) else {kind}
    return lambda items: (
        set(map(type, items)) <= exact
        or all(rule.holds(item) or (optional and item is None) for item in items)
    )


def _plural(kind: Any) -> str:
    names = {str: "strings", float: "numbers", int: "integers"}
    return names.get(kind) or str(getattr(kind, "__name__", "values"))
