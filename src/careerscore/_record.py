"""Records: attrs classes whose fields are checked by their types and limits, all at once.

A limit stands beside the field it holds for, once; the check and the JSON Schema read it there.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import suppress
from contextvars import ContextVar
from functools import cache
from math import isfinite
from types import NoneType, UnionType
from typing import Any, Final, NamedTuple, TypeGuard, Union, get_args, get_origin, get_type_hints

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


def _plural(kind: type[object]) -> str:
    return {str: "strings", float: "numbers"}.get(kind, kind.__name__)


def _range_in_words(minimum: float | None, maximum: float | None) -> str:
    if minimum is not None and maximum is not None:
        return f" from {minimum:g} to {maximum:g}"
    if minimum is not None:
        return f" of at least {minimum:g}"
    if maximum is not None:
        return f" of at most {maximum:g}"
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
    check = getattr(kind, "__attrs_post_init__", None)
    if check is None:
        return {}
    heard: dict[str, Mapping[str, object]] = {}
    listening = _HEARD.set(heard)
    try:
        # Whatever is raised: what has been heard before is true all the same.
        with suppress(Exception):
            blank: object = object.__new__(kind)
            for each in attrs.fields(kind):
                object.__setattr__(blank, each.name, _Blank())
            check(blank)
    finally:
        _HEARD.reset(listening)
    return heard


_LIMITS: Final = "careerscore.limits"
"""Key in a field's metadata: its limits in words of JSON Schema."""


def limits(
    *,
    minimum: float | None = None,
    maximum: float | None = None,
    choices: Sequence[str] | None = None,
) -> dict[str, Any]:
    """Return the metadata of a field that has limits, for `attrs.field`.

    Parameters
    ----------
    minimum, maximum : float, optional
        The least and the most that the number can be.
    choices : sequence of str, optional
        The only texts that it can be.

    Examples
    --------
    >>> limits(minimum=1, maximum=5)
    {'careerscore.limits': {'minimum': 1, 'maximum': 5}}
    """
    given = {"minimum": minimum, "maximum": maximum, "enum": choices}
    return {_LIMITS: {name: limit for name, limit in given.items() if limit is not None}}


class Record:
    """Base of attrs classes that check their own fields, by their types and limits.

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
        checks = Checks(type(self).__name__)
        kind: Any = type(self)
        for declared in _declared(kind):
            _check(checks, declared, getattr(self, declared.name))
        if checks.passed:
            self._check(checks)
        checks.raise_problems()

    def _check(self, checks: Checks) -> None:
        """Check what no field says by itself; each field is valid already."""


class _Declared(NamedTuple):
    """A field as its class declares it."""

    name: str
    kind: Any
    optional: bool
    limits: Mapping[str, Any]


@cache
def _declared(kind: Any) -> tuple[_Declared, ...]:
    hints = get_type_hints(kind)
    return tuple(
        _Declared(each.name, *without_none(hints[each.name]), each.metadata.get(_LIMITS, {}))
        for each in attrs.fields(kind)
        if each.init
    )


def _check(checks: Checks, declared: _Declared, value: object) -> None:
    name, kind, optional, bounds = declared
    if "enum" in bounds:
        choices = tuple(bounds["enum"])
        expected = " or ".join(map(repr, choices)) + " or None" * optional
        holds = value in choices or (optional and value is None)
        checks.expect(name, value, expected, holds=holds, limits=bounds)
    elif kind is str:
        checks.text(name, value, optional=optional)
    elif kind is float:
        checks.number(name, value, optional=optional, **bounds)
    elif kind is int:
        checks.integer(name, value, optional=optional, **{**_WHOLE, **bounds})
    elif get_origin(kind) is tuple:
        _check_items(checks, name, value, get_args(kind))
    elif get_origin(kind) is Mapping:
        item = get_args(kind)[1]
        checks.mapping(name, value, get_origin(item) or item)
    elif isinstance(kind, type):
        checks.instance(name, value, kind, optional=optional)


def _check_items(checks: Checks, name: str, value: object, kinds: tuple[Any, ...]) -> None:
    if kinds[0] in (int, float):
        checks.numbers(name, value)
    else:
        checks.items(name, value, kinds[0])


_WHOLE: Final = {"minimum": -(2**53), "maximum": 2**53}
"""Whole numbers that a float holds exactly."""


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
