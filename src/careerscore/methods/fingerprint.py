"""Fingerprints of definitions and results: over values, not over the bytes of a file."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping
from functools import cache
from operator import attrgetter
from typing import Any, Final

import attrs

_COVERED: Final = "careerscore.fingerprint"

NOT_IN_FINGERPRINT: Final = {_COVERED: False}
"""Metadata of a field that explains figures and is none: a reason, a note, a source."""


def fingerprint_of(value: object) -> str:
    """Return the SHA-256 of a value's canonical form.

    The same numbers, texts and structure give the same fingerprint, in whatever order the
    keys stand and whether a whole number is written as 5 or as 5.0. An attrs object counts as
    the mapping of its fields, without those that are None, so that a field added later changes
    no earlier fingerprint, and without those declared with `NOT_IN_FINGERPRINT`.

    Parameters
    ----------
    value : object
        Mappings, lists, tuples, attrs objects, texts, numbers and None; a function counts as
        its name.

    Examples
    --------
    >>> fingerprint_of({"cut": 0}) == fingerprint_of({"cut": 0.0})
    True
    """
    # ascii(), as what repr() finds printable differs between versions of Python.
    return hashlib.sha256(ascii(_canonical(value)).encode()).hexdigest()


def figures_of(kind: Any, values: Mapping[str, object]) -> dict[str, object]:
    """Return those values that a fingerprint of an attrs class covers, without None."""
    return {name: values[name] for name in _covered(kind) if values.get(name) is not None}


@cache
def _covered(kind: Any) -> tuple[str, ...]:
    """Return the names of the fields that a fingerprint covers, sorted."""
    fields = (each for each in attrs.fields(kind) if each.metadata.get(_COVERED, True))
    return tuple(sorted(each.name for each in fields))


def _canonical(value: object) -> object:
    kind: Any = type(value)
    return _form_of(kind)(value)


@cache
def _form_of(kind: Any) -> Callable[[Any], object]:
    """Return the function that gives the canonical form of the values of a class."""
    if issubclass(kind, int | float):
        return float
    # An enumeration of texts counts as its text.
    if issubclass(kind, str):
        return str
    if issubclass(kind, list | tuple):
        return lambda items: tuple([_canonical(item) for item in items])
    if attrs.has(kind):
        names = _covered(kind)
        # One attrgetter for all fields: a lifetime value has hundreds of numbers.
        read = attrgetter(*names, "__class__")
        return lambda record: tuple(
            [
                (name, item if type(item) is float else _canonical(item))
                for name, item in zip(names, read(record), strict=False)
                if item is not None
            ]
        )
    if issubclass(kind, Mapping):
        return lambda items: tuple((key, _canonical(items[key])) for key in sorted(items))
    return lambda value: (
        getattr(value, "__qualname__", kind.__qualname__) if callable(value) else value
    )
